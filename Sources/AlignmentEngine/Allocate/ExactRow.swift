/// A limit on a sum in whole numbers: what lines come to in it is compared with its bounds without rounding.
struct ExactRow: Sendable {
  /// Rows of L, in order.
  let lines: [Int32]
  /// By line what counts of it, over ``denominator``; nil: all of it.
  let parts: [Int128]?
  let denominator: Int128
  /// The least and the most, times the denominator.
  let lower: Int128?
  let upper: Int128?

  /// Some limits, over one denominator.
  static func all(_ sums: [(lines: [Int32], sum: NamedLimit.Sum)]) -> [ExactRow] {
    let weighted = Fraction.common(sums.flatMap { $0.sum.shares ?? [] })
    let denominator = weighted.numerators.isEmpty ? 1 : weighted.denominator
    var next = 0
    return sums.map { lines, sum in
      var parts: [Int128]?
      if let shares = sum.shares {
        parts = Array(weighted.numerators[next..<next + shares.count])
        next += shares.count
      }
      return ExactRow(
        lines: lines, parts: parts, denominator: denominator, lower: sum.lower.map { Int128($0) * denominator },
        upper: sum.upper.map { Int128($0) * denominator })
    }
  }

  /// What counts of the line at a position.
  func part(_ position: Int) -> Int128 { parts?[position] ?? denominator }

  /// What amounts come to, times the denominator.
  func sum(_ amounts: [Int64]) -> Int128 {
    if let parts { return zip(lines, parts).reduce(Int128(0)) { $0 + $1.1 * Int128(amounts[Int($1.0)]) } }
    return lines.reduce(Int128(0)) { $0 + Int128(amounts[Int($1)]) } * denominator
  }

  /// How far a sum is from the limit: below its least negative, above its most positive, else 0.
  func miss(_ sum: Int128) -> Int128 {
    if let lower, sum < lower { return sum - lower }
    if let upper, sum > upper { return sum - upper }
    return 0
  }
}
