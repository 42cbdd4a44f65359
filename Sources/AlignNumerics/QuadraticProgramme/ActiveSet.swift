/// The exact answer on an active set, and the mending of that set: each line at its floor, at its cap or between, each row
/// pressing or not.
///
/// Given multipliers v, a line wants x̂ = b − (Cv)/pull; where that lies outside its bounds it stands at the bound. Solving
/// for v with that held fixed and asking again is Newton's method on a piecewise linear equation: it ends at the answer
/// after a few steps, to the last bits, when it begins near it.
///
/// - Source: Hintermüller, Ito & Kunisch 2003 (primal–dual active set as semismooth Newton).
final class ActiveSet {
  private let problem: ReducedProblem
  private let equations: NormalEquations
  private let inverse: NumberBuffer
  private let fixed: NumberBuffer
  private let lower: NumberBuffer
  private let upper: NumberBuffer
  private let base: NumberBuffer
  private let pull: NumberBuffer
  private let indicatorCount: Int
  /// A small part of how much all lines together would give way to a multiplier.
  private let damping: Double
  private var price: [Double] = []
  private var pressing: [Pressing] = []
  /// The rows' own sign of what was decided last.
  private enum Pressing { case no, lower, upper, equality }

  /// - Parameter equations: those of the same problem, which are between two factorisations.
  init(_ problem: ReducedProblem, _ equations: NormalEquations) {
    self.problem = problem
    self.equations = equations
    indicatorCount = problem.indicators.count
    inverse = NumberBuffer(count: problem.count)
    fixed = NumberBuffer(count: problem.count)
    lower = NumberBuffer(problem.lower)
    upper = NumberBuffer(
      problem.lower.indices.map { problem.isBounded[$0] ? problem.lower[$0] + problem.width[$0] : .infinity })
    base = NumberBuffer(problem.base)
    pull = NumberBuffer(problem.pull)
    damping = 1e-12 * problem.pull.reduce(0) { $0 + 1 / $1 }
  }

  /// Runs until nothing changes sides; nil where that does not come about in so many steps.
  ///
  /// - Parameters:
  ///   - start: v, by column of C.
  ///   - sides: where the lines stand to begin with; if nil, where v would have them.
  func run(from start: [Double], sides: [Int8]? = nil, steps: Int) -> (x: [Double], price: [Double], steps: Int)? {
    price = start
    let largest = start[indicatorCount...].reduce(0) { max($0, abs($1)) }
    pressing = problem.rows.indices.map { row in
      if problem.rowLower[row] == problem.rowUpper[row] { return .equality }
      let value = start[indicatorCount + row]
      if value > 1e-7 * largest { return .upper }
      return value < -1e-7 * largest ? .lower : .no
    }
    var now = sides ?? sidesNow()
    for step in 1...steps {
      let before = now
      index(before)
      guard let right = try? solve() else { return nil }
      if step > 1 || sides == nil { search(right) } else { price = right }
      let activity = self.activity()
      let changed = settleRows(activity)
      now = sidesNow()
      if !changed && now == before { return (x(), price, step) }
    }
    return nil
  }

  /// Puts each line where it is to stand.
  private func index(_ sides: [Int8]) {
    for line in 0..<problem.count {
      let isFree = sides[line] == 0
      inverse.pointer[line] = isFree ? 1 / pull.pointer[line] : 0
      fixed.pointer[line] =
        isFree ? base.pointer[line] : sides[line] < 0 ? lower.pointer[line] : upper.pointer[line]
    }
  }

  /// Where its multipliers want each line: −1 at its floor, 1 at its cap, 0 between.
  private func sidesNow() -> [Int8] {
    let prices = Prices(price)
    let sides = SideBuffer(count: problem.count)
    let (lower, upper, base, pull) = (lower, upper, base, pull)
    _ = equations.pass { range, rows, _, _ in
      for line in range {
        let wanted = base.pointer[line] - rows.dot(line, prices.pointer) / pull.pointer[line]
        sides.pointer[line] = wanted <= lower.pointer[line] ? -1 : wanted >= upper.pointer[line] ? 1 : 0
      }
    }
    return sides.array
  }

  /// v with the lines' and rows' sides held.
  private func solve() throws -> [Double] {
    let (fixed, inverse) = (fixed, inverse)
    let held = equations.pass { range, rows, sums, _ in
      for line in range { rows.add(line, fixed.pointer[line], to: sums) }
    }.columns
    let isOut = Array(repeating: false, count: indicatorCount) + pressing.map { $0 == .no }
    let softness = problem.softness + Array(repeating: 0, count: pressing.count)
    // A row whose lines all stand at bounds says nothing of its multiplier, which then is to stay near what it was: the
    // factor carries a little on the diagonal of rows, and what that leaves is taken out by solving for the rest again.
    let heldBack = softness.indices.map { softness[$0] + ($0 < indicatorCount ? 0 : damping) }
    let factor = try equations.factor(inverse: inverse.pointer, softness: heldBack, leavingOut: isOut)
    var found = price
    for column in found.indices where isOut[column] { found[column] = 0 }
    for _ in 0..<3 {
      let prices = Prices(found)
      let answered = equations.pass { range, rows, sums, _ in
        for line in range where inverse.pointer[line] != 0 {
          rows.add(line, inverse.pointer[line] * rows.dot(line, prices.pointer), to: sums)
        }
      }.columns
      var rest = found
      for column in found.indices {
        rest[column] =
          isOut[column] ? 0 : held[column] - bound(column) - answered[column] - softness[column] * found[column]
      }
      factor.solve(&rest)
      for column in found.indices { found[column] += rest[column] }
    }
    equations.reuse(factor)
    if found.contains(where: { !$0.isFinite }) { throw FactorisationError.notFinite(column: 0) }
    return found
  }

  /// Goes towards the new multipliers as far as the dual objective rises: the whole way near the answer.
  private func search(_ goal: [Double]) {
    let from = price
    let before = dual(from)
    var length = 1.0
    for _ in 0..<12 {
      let tried = length == 1 ? goal : zip(from, goal).map { $0 + length * ($1 - $0) }
      let value = dual(tried)
      if value >= before - 1e-13 * abs(before) || length < 1e-3 {
        price = tried
        return
      }
      length *= length == 1 ? 0.5 : 0.4
    }
    price = goal
  }

  /// The dual objective: the least of the Lagrangian over the lines' bounds.
  private func dual(_ price: [Double]) -> Double {
    let prices = Prices(price)
    let (lower, upper, base, pull) = (lower, upper, base, pull)
    let parts = equations.pass { range, rows, _, extras in
      var sum = 0.0
      for line in range {
        let slope = rows.dot(line, prices.pointer)
        let wanted = base.pointer[line] - slope / pull.pointer[line]
        let x = min(max(wanted, lower.pointer[line]), upper.pointer[line])
        let away = x - base.pointer[line]
        sum += 0.5 * pull.pointer[line] * away * away + slope * x
      }
      extras[0] = sum
    }.extras
    var value = parts.reduce(0) { $0 + $1[0] }
    for column in 0..<indicatorCount {
      value -= price[column] * (0.5 * price[column] * problem.softness[column] + problem.target[column])
    }
    for row in problem.rows.indices {
      let v = price[indicatorCount + row]
      if v != 0 { value -= v * (v > 0 ? problem.rowUpper[row] : problem.rowLower[row]) }
    }
    return value
  }

  private func bound(_ column: Int) -> Double {
    if column < indicatorCount { return problem.target[column] }
    let row = column - indicatorCount
    return pressing[row] == .upper ? problem.rowUpper[row] : problem.rowLower[row]
  }

  private func activity() -> [Double] {
    let prices = Prices(price)
    let (lower, upper, base, pull) = (lower, upper, base, pull)
    return equations.pass { range, rows, sums, _ in
      for line in range {
        let wanted = base.pointer[line] - rows.dot(line, prices.pointer) / pull.pointer[line]
        rows.add(line, min(max(wanted, lower.pointer[line]), upper.pointer[line]), to: sums)
      }
    }.columns
  }

  /// Lets go of rows that press the wrong way, takes hold of rows that are passed; true where anything changed.
  private func settleRows(_ activity: [Double]) -> Bool {
    var changed = false
    for row in pressing.indices where pressing[row] != .equality {
      let now = activity[indicatorCount + row]
      let value = price[indicatorCount + row]
      var next = pressing[row]
      switch pressing[row] {
      case .upper where value < 0: next = .no
      case .lower where value > 0: next = .no
      case .no where now > problem.rowUpper[row] + 1e-13: next = .upper
      case .no where now < problem.rowLower[row] - 1e-13: next = .lower
      default: break
      }
      if next != pressing[row] {
        pressing[row] = next
        if next == .no { price[indicatorCount + row] = 0 }
        changed = true
      }
    }
    return changed
  }

  private func x() -> [Double] {
    let prices = Prices(price)
    let values = NumberBuffer(count: problem.count)
    let (lower, upper, base, pull) = (lower, upper, base, pull)
    _ = equations.pass { range, rows, _, _ in
      for line in range {
        let wanted = base.pointer[line] - rows.dot(line, prices.pointer) / pull.pointer[line]
        values.pointer[line] = min(max(wanted, lower.pointer[line]), upper.pointer[line])
      }
    }
    return values.array
  }
}

/// A side by line, written by several threads.
private final class SideBuffer: @unchecked Sendable {
  let count: Int
  let pointer: UnsafeMutablePointer<Int8>

  init(count: Int) {
    self.count = count
    pointer = .allocate(capacity: max(count, 1))
    pointer.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { pointer.deallocate() }

  var array: [Int8] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
