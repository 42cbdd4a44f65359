import TestSupport
@testable import AlignNumerics

extension AllocationProblem {
  /// A problem with constraints of every kind; about one in five is infeasible.
  static func drawn(_ seed: Int, lines: Int? = nil) -> AllocationProblem {
    var draws = DrawnNumbers(seed)
    let count = lines ?? draws.whole(1...40)
    let indicators = draws.whole(0...8)
    let base = (0..<count).map { _ in draws.chance(0.05) ? 0 : (pow2(draws.number(-3...6)) * 100).rounded() + 1 }
    let envelope = (base.reduce(0, +) * draws.number(0.85...1.12)).rounded() + 1
    let ratio = envelope / max(base.reduce(0, +), 1)
    let range = draws.number(0.05...0.5)
    var lower = base.map { $0 * ratio * (1 - range) }
    var upper = base.map { $0 * ratio * (1 + range) }
    for line in 0..<count {
      if base[line] == 0 {
        (lower[line], upper[line]) = (0, 0)
      } else if draws.chance(0.15) {
        (lower[line], upper[line]) = (base[line] * ratio, base[line] * ratio)
      } else if draws.chance(0.1) {
        upper[line] = .infinity
      } else if draws.chance(0.1) {
        lower[line] = 0
      } else if draws.chance(0.1) {
        upper[line] = base[line] * ratio
      }
    }
    let links = (0..<count).map { _ -> [(column: Int, value: Double)] in
      guard indicators > 0, draws.chance(0.8) else { return [] }
      return (0..<draws.whole(1...3)).map { _ in (draws.whole(0...(indicators - 1)), draws.number(0.05...0.33)) }
    }
    let shares = SparseMatrix(columns: indicators, rows: links)
    let funding = shares.transposedTimes(base)
    let target = funding.map { $0 * ratio * draws.number(0.4...1.8) }
    let rows = draws.whole(0...4)
    var members = Array(repeating: [(column: Int, value: Double)](), count: count)
    var least = Array(repeating: -Double.infinity, count: rows + 1)
    var most = Array(repeating: Double.infinity, count: rows + 1)
    for row in 0..<rows {
      let isWeighted = draws.chance(0.3)
      var sum = 0.0
      for line in 0..<count where draws.chance(0.3) {
        let value = isWeighted ? draws.number(0.1...1) : 1
        members[line].append((row, value))
        sum += value * base[line] * ratio
      }
      let tight = draws.chance(0.15) ? 2 * range : 0.3 * range
      switch draws.whole(0...3) {
      case 0: most[row] = sum * (1 + draws.number(-tight...tight))
      case 1: least[row] = sum * (1 + draws.number(-tight...tight))
      case 2:
        least[row] = sum * (1 - draws.number(0...tight))
        most[row] = sum * (1 + draws.number(0...tight))
      default:
        least[row] = sum * (1 + draws.number(-tight...tight) * 0.5)
        most[row] = least[row]
      }
    }
    for line in 0..<count { members[line].append((rows, 1)) }
    least[rows] = envelope
    most[rows] = envelope
    return AllocationProblem(
      base: base, lower: lower, upper: upper, shares: shares, weight: target.map { _ in 1 }, target: target,
      constraints: SparseMatrix(columns: rows + 1, rows: members), constraintLower: least, constraintUpper: most,
      inertia: [0.001, 0.01, 0.1, 1][draws.whole(0...3)], scale: envelope)
  }

  private static func pow2(_ x: Double) -> Double {
    var (value, rest) = (1.0, x)
    while rest >= 1 {
      value *= 2
      rest -= 1
    }
    while rest < 0 {
      value /= 2
      rest += 1
    }
    return value * (1 + rest)
  }
}
