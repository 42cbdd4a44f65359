/// A local search over the choices of a ``SemicontinuousProblem``: one line or two are put in or left out as long as that
/// lowers the objective, with the divisible lines as they are. What divisible lines can make up in a row is priced at the
/// row's multiplier; a solve with the choices made settles it afterwards.
///
/// The value of a pair is worked out from the residuals of the indicators in O(entries of both lines). All money is divided
/// by E.
struct FlipSearch {
  private let problem: SemicontinuousProblem
  /// By choice the entries of L and of G.
  private var indicatorStart = [0]
  private var indicator: [Int] = []
  private var share: [Double] = []
  private var rowStart = [0]
  private var row: [Int] = []
  private var part: [Double] = []
  /// By choice b, l and u, and λ / b times E.
  private var base: [Double] = []
  private var low: [Double] = []
  private var high: [Double] = []
  private var curvature: [Double] = []
  /// Σ ω a², by choice.
  private var stiffness: [Double] = []
  /// By row what its sum may come to once the divisible lines have moved, and its price where they can make up for a line.
  private var rowLow: [Double]
  private var rowHigh: [Double]
  private let price: [Double]
  /// What a unit of violation costs.
  private let violationPrice: Double

  /// - Parameters:
  ///   - amounts: those of the divisible lines count.
  ///   - multipliers: of the relaxation.
  init(_ problem: SemicontinuousProblem, around amounts: [Double], _ multipliers: AllocationSolution.Multipliers) {
    self.problem = problem
    let allocation = problem.allocation
    let scale = allocation.scale
    var largest = Array(repeating: 0.0, count: allocation.constraints.columns)
    for line in problem.choices {
      for entry in allocation.shares.start[line]..<allocation.shares.start[line + 1] {
        let column = Int(allocation.shares.column[entry])
        guard allocation.weight[column] > 0 else { continue }
        indicator.append(column)
        share.append(allocation.shares.value[entry])
      }
      var stiff = 0.0
      for entry in (indicatorStart.last ?? 0)..<indicator.count {
        stiff += allocation.weight[indicator[entry]] * share[entry] * share[entry]
      }
      stiffness.append(stiff)
      indicatorStart.append(indicator.count)
      for entry in allocation.constraints.start[line]..<allocation.constraints.start[line + 1] {
        let column = Int(allocation.constraints.column[entry])
        row.append(column)
        part.append(allocation.constraints.value[entry])
        largest[column] = max(largest[column], allocation.constraints.value[entry] * allocation.upper[line] / scale)
      }
      rowStart.append(row.count)
      base.append(allocation.base[line] / scale)
      low.append(allocation.lower[line] / scale)
      high.append(allocation.upper[line] / scale)
      curvature.append(allocation.curvature(line) * scale)
    }
    var rise = Array(repeating: 0.0, count: allocation.constraints.columns)
    var fall = rise
    for line in 0..<allocation.count where !problem.mayBeLeftOut[line] {
      let (up, down) = (
        max(allocation.upper[line] - amounts[line], 0) / scale, max(amounts[line] - allocation.lower[line], 0) / scale
      )
      for entry in allocation.constraints.start[line]..<allocation.constraints.start[line + 1] {
        let column = Int(allocation.constraints.column[entry])
        let value = allocation.constraints.value[entry]
        rise[column] += value > 0 ? value * up : -value * down
        fall[column] += value > 0 ? value * down : -value * up
      }
    }
    price = largest.indices.map { rise[$0] + fall[$0] > largest[$0] ? multipliers.rows[$0] : 0 }
    rowLow = allocation.constraintLower.map { $0 / scale }
    rowHigh = allocation.constraintUpper.map { $0 / scale }
    for column in rowLow.indices where price[column] != 0 || rowLow[column] == rowHigh[column] {
      rowLow[column] -= 0.9 * rise[column]
      rowHigh[column] += 0.9 * fall[column]
    }
    violationPrice =
      100
      * max(
        multipliers.rows.reduce(0) { max($0, abs($1)) }, multipliers.indicators.reduce(0) { max($0, abs($1)) },
        allocation.inertia)
  }

  /// The state of a search.
  fileprivate struct State {
    var isIn: [Bool]
    /// By choice, over E.
    var amount: [Double]
    /// ω (Lᵀx − τ), by indicator, over E.
    var pull: [Double]
    /// Gᵀx over E.
    var activity: [Double]
  }

  /// Choices at which no flip of one or two lines lowers the objective.
  ///
  /// - Parameters:
  ///   - start: by choice.
  ///   - amounts: by line: what divisible lines get, and what lines of `start` get that are in.
  ///   - candidates: the choices that may change, those first of which it is least clear where they belong.
  ///   - effort: how many pairs may be looked at.
  ///   - forced: how many of the first choices are flipped against the gradient, to see what the others make of it.
  func improved(_ start: [Bool], amounts: [Double], candidates: [Int], effort: Int, forced: Int = 0) -> [Bool] {
    var state = begin(start, amounts)
    descend(&state, candidates, effort: effort)
    for index in candidates.indices.prefix(forced) {
      var trial = state
      let own = flip(candidates[index], trial)
      let cost = own.cost + violationPrice * violationChange([(candidates[index], own.change)], trial)
      make(candidates[index], own.change, &trial)
      var others = candidates
      others.remove(at: index)
      let gain = descend(&trial, others, effort: effort / 4)
      if cost + gain < -tolerance(state) { state = trial }
    }
    return state.isIn
  }

  /// Flips one or two as long as that lowers the objective.
  ///
  /// - Returns: by how much, below 0.
  @discardableResult
  private func descend(_ state: inout State, _ candidates: [Int], effort: Int) -> Double {
    var flips = candidates.map { flip($0, state) }
    var slopes = Array(repeating: 0.0, count: state.pull.count)
    var left = effort
    var (isBetter, sum) = (true, 0.0)
    while isBetter && left > 0 {
      isBetter = false
      for first in candidates.indices {
        left -= candidates.count
        if left < 0 { break }
        let gain = step(&state, first, candidates, flips, &slopes)
        if gain < 0 {
          (isBetter, sum) = (true, sum + gain)
          for index in candidates.indices { flips[index] = flip(candidates[index], state) }
        }
      }
    }
    return sum
  }

  /// Gains below this are rounding errors.
  private func tolerance(_ state: State) -> Double {
    1e-12 * max(1e-3, state.pull.reduce(0) { max($0, abs($1)) })
  }

  fileprivate func begin(_ start: [Bool], _ amounts: [Double]) -> State {
    let allocation = problem.allocation
    var all = amounts
    for (index, line) in problem.choices.enumerated() {
      all[line] =
        start[index] ? min(max(amounts[line], allocation.lower[line]), allocation.upper[line]) : 0
    }
    var pull = allocation.shares.transposedTimes(all)
    for index in pull.indices {
      pull[index] = allocation.weight[index] * (pull[index] - allocation.target[index]) / allocation.scale
    }
    return State(
      isIn: start, amount: problem.choices.map { all[$0] / allocation.scale }, pull: pull,
      activity: allocation.constraints.transposedTimes(all).map { $0 / allocation.scale })
  }

  /// A flip of one choice: how far its amount moves, and what that costs by itself.
  fileprivate func flip(_ choice: Int, _ state: State) -> (change: Double, cost: Double) {
    let now = state.amount[choice]
    var slope = 0.0
    for entry in indicatorStart[choice]..<indicatorStart[choice + 1] {
      slope += share[entry] * state.pull[indicator[entry]]
    }
    for entry in rowStart[choice]..<rowStart[choice + 1] { slope += part[entry] * price[row[entry]] }
    var next = 0.0
    let (own, stiff, base) = (curvature[choice], stiffness[choice], base[choice])
    if !state.isIn[choice] {
      // The best amount by itself.
      let total = own + stiff
      next = total > 0 ? (own * base - slope) / total : low[choice]
      next = min(max(next, low[choice]), high[choice])
    }
    let change = next - now
    let penalty = 0.5 * own * ((next - base) * (next - base) - (now - base) * (now - base))
    return (change, penalty + change * (slope + 0.5 * stiff * change))
  }

  private func violation(_ row: Int, _ activity: Double) -> Double {
    max(rowLow[row] - activity, activity - rowHigh[row], 0)
  }

  /// What changes of some choices do to the violation of the rows.
  fileprivate func violationChange(_ changes: [(choice: Int, change: Double)], _ state: State) -> Double {
    var sum = 0.0
    for (position, item) in changes.enumerated() {
      for entry in rowStart[item.choice]..<rowStart[item.choice + 1] {
        let row = row[entry]
        var moved = part[entry] * item.change
        var isCounted = false
        for (other, another) in changes.enumerated() where other != position {
          for entry in rowStart[another.choice]..<rowStart[another.choice + 1] where self.row[entry] == row {
            if other < position { isCounted = true }
            moved += part[entry] * another.change
          }
        }
        if isCounted { continue }
        let before = violation(row, state.activity[row])
        let after = violation(row, state.activity[row] + moved)
        sum += (after <= 1e-13 ? 0 : after) - (before <= 1e-13 ? 0 : before)
      }
    }
    return sum
  }

  /// Makes the best flip of a choice, alone or with another, where it lowers the objective.
  ///
  /// - Parameter flips: by candidate its flip in this state.
  private func step(
    _ state: inout State, _ first: Int, _ candidates: [Int], _ flips: [(change: Double, cost: Double)],
    _ slopes: inout [Double]
  ) -> Double {
    let own = flips[first]
    let choice = candidates[first]
    for entry in indicatorStart[choice]..<indicatorStart[choice + 1] {
      slopes[indicator[entry]] = problem.allocation.weight[indicator[entry]] * share[entry] * own.change
    }
    defer {
      for entry in indicatorStart[choice]..<indicatorStart[choice + 1] { slopes[indicator[entry]] = 0 }
    }
    let violated = state.activity.indices.reduce(0.0) { $0 + violation($1, state.activity[$1]) }
    let most = violated > 1e-13 ? violated * violationPrice : 0
    var best = -tolerance(state)
    var chosen: [(choice: Int, change: Double)] = []
    let alone = [(choice: choice, change: own.change)]
    let cost = own.cost + violationPrice * violationChange(alone, state)
    if cost < best { (best, chosen) = (cost, alone) }
    pairs(first, own.cost, candidates, flips, slopes) { second, cost in
      guard cost - most < best else { return }
      let pair = [(choice: choice, change: own.change), (choice: candidates[second], change: flips[second].change)]
      let full = cost + violationPrice * violationChange(pair, state)
      if full < best { (best, chosen) = (full, pair) }
    }
    for item in chosen { make(item.choice, item.change, &state) }
    return chosen.isEmpty ? 0 : best
  }

  /// What a flip costs together with each of the others, without the violation of rows.
  private func pairs(
    _ first: Int, _ cost: Double, _ candidates: [Int], _ flips: [(change: Double, cost: Double)], _ slopes: [Double],
    _ body: (_ second: Int, _ cost: Double) -> Void
  ) {
    candidates.withUnsafeBufferPointer { candidates in
      flips.withUnsafeBufferPointer { flips in
        slopes.withUnsafeBufferPointer { slopes in
          indicatorStart.withUnsafeBufferPointer { start in
            indicator.withUnsafeBufferPointer { indicator in
              share.withUnsafeBufferPointer { share in
                for second in candidates.indices where second != first {
                  let (change, own) = flips[second]
                  var cross = 0.0
                  for entry in start[candidates[second]]..<start[candidates[second] + 1] {
                    cross += slopes[indicator[entry]] * share[entry]
                  }
                  body(second, cost + own + cross * change)
                }
              }
            }
          }
        }
      }
    }
  }

  private func make(_ choice: Int, _ change: Double, _ state: inout State) {
    state.isIn[choice].toggle()
    state.amount[choice] = state.isIn[choice] ? state.amount[choice] + change : 0
    for entry in indicatorStart[choice]..<indicatorStart[choice + 1] {
      state.pull[indicator[entry]] += problem.allocation.weight[indicator[entry]] * share[entry] * change
    }
    for entry in rowStart[choice]..<rowStart[choice + 1] { state.activity[row[entry]] += part[entry] * change }
  }
}

extension FlipSearch {
  /// By choice that is out the choice that is in and would change places with it at the least cost, within the rows; nil where
  /// none makes room.
  func rivals(_ isIn: [Bool], amounts: [Double]) -> [Int: Int?] {
    let state = begin(isIn, amounts)
    let flips = isIn.indices.map { flip($0, state) }
    let inside = isIn.indices.filter { isIn[$0] }
    var rivals: [Int: Int?] = [:]
    for first in isIn.indices where !isIn[first] {
      var slopes = Array(repeating: 0.0, count: state.pull.count)
      for entry in indicatorStart[first]..<indicatorStart[first + 1] {
        slopes[indicator[entry]] = problem.allocation.weight[indicator[entry]] * share[entry] * flips[first].change
      }
      var (rival, least) = (Int?.none, Double.infinity)
      for second in inside {
        var cost = flips[second].cost
        for entry in indicatorStart[second]..<indicatorStart[second + 1] {
          cost += slopes[indicator[entry]] * share[entry] * flips[second].change
        }
        guard cost < least else { continue }
        let pair = [(choice: first, change: flips[first].change), (choice: second, change: flips[second].change)]
        if violationChange(pair, state) <= 1e-13 { (rival, least) = (second, cost) }
      }
      rivals[first] = .some(rival)
    }
    return rivals
  }
}

extension SemicontinuousProblem {
  /// By line that is left out the line that it lost against: one that is in, and would change places with it at the least cost
  /// to the objective; nil where no one line makes room for it.
  package func rivals(of solution: SemicontinuousSolution) -> [Int: Int?] {
    let flips = FlipSearch(self, around: solution.chosen.amounts, solution.chosen.multipliers)
    let byChoice = flips.rivals(choices.map { solution.isIn[$0] }, amounts: solution.chosen.amounts)
    return byChoice.reduce(into: [:]) { $0[choices[$1.key]] = $1.value.map { choices[$0] } }
  }
}
