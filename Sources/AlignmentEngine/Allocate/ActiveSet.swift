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
  private var price: [Double] = []
  private var pressing: [Pressing] = []
  /// The rows' own sign of what was decided last.
  private enum Pressing { case no, lower, upper, equality }

  init(_ problem: ReducedProblem, jobs: Int) {
    self.problem = problem
    equations = NormalEquations(problem, jobs: jobs)
    indicatorCount = problem.indicators.count
    inverse = NumberBuffer(count: problem.count)
    fixed = NumberBuffer(count: problem.count)
    lower = NumberBuffer(problem.lower)
    upper = NumberBuffer(zip(problem.lower, problem.width).map { $0 + $1 })
    base = NumberBuffer(problem.base)
    pull = NumberBuffer(problem.pull)
  }

  /// Runs until nothing changes sides; nil where that does not come about in so many steps.
  ///
  /// - Parameter start: v, by column of C.
  func run(from start: [Double], steps: Int) -> (x: [Double], price: [Double], steps: Int)? {
    price = start
    let largest = start[indicatorCount...].reduce(0) { max($0, abs($1)) }
    pressing = problem.rows.indices.map { row in
      if problem.rowLower[row] == problem.rowUpper[row] { return .equality }
      let value = start[indicatorCount + row]
      if value > 1e-7 * largest { return .upper }
      return value < -1e-7 * largest ? .lower : .no
    }
    var last: [Int8] = []
    for step in 1...steps {
      let sides = place()
      guard let right = try? solve() else { return nil }
      price = right
      let activity = self.activity()
      let changed = settleRows(activity)
      let now = sidesNow()
      if !changed && now == sides && (step > 1 || now == last) || (!changed && now == sides) {
        return (x(), price, step)
      }
      last = now
    }
    return nil
  }

  /// Puts each line where its multipliers want it; returns the sides: −1 at its floor, 1 at its cap, 0 between.
  private func place() -> [Int8] {
    let sides = sidesNow()
    for line in 0..<problem.count {
      let isFree = sides[line] == 0
      inverse.pointer[line] = isFree ? 1 / pull.pointer[line] : 0
      fixed.pointer[line] =
        isFree ? base.pointer[line] : sides[line] < 0 ? lower.pointer[line] : upper.pointer[line]
    }
    return sides
  }

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
    let factor = try equations.factor(inverse: inverse, softness: softness, leavingOut: isOut)
    // The factor carries a little on its diagonal; what that leaves is taken out by solving for the rest again.
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
