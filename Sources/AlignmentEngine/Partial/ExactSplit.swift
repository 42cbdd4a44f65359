/// A line's money divided over its indicators in whole minor units: each gets its share rounded down, and the units that are
/// left go to the largest remainders; what no indicator is due stays with the line. The parts and the rest add up to the amount.
///
/// It is worked out in integers, shares to 62 binary places, so that it depends on the line alone and on no machine.
enum ExactSplit {
  private static let one = Int128(1) << 62

  /// The parts of an amount, and the rest.
  ///
  /// - Parameter shares: at least 0; where they add up to more than 1 they are scaled to it.
  static func parts(of amount: Int64, by shares: [Double]) -> (parts: [Int64], rest: Int64) {
    var places = shares.map { share -> Int128 in
      let scaled = (min(max(share, 0), 1) * 0x1p62).rounded(.down)
      return Int128(scaled)
    }
    let sum = places.reduce(0, +)
    if sum > one { places = places.map { $0 * one / sum } }
    let magnitude = Int128(amount.magnitude)
    // The rest takes part like an indicator, the last among equals.
    let all = places + [one - places.reduce(0, +)]
    var units = all.map { ($0 * magnitude) >> 62 }
    let remainders = all.enumerated().map { index, place in (index, left: (place * magnitude) & (one - 1)) }
    let missing = Int(magnitude - units.reduce(0, +))
    for (index, _) in remainders.sorted(by: { $0.left != $1.left ? $0.left > $1.left : $0.0 < $1.0 }).prefix(missing) {
      units[index] += 1
    }
    let sign: Int128 = amount < 0 ? -1 : 1
    let signed = units.map { Int64(truncatingIfNeeded: $0 * sign) }
    return (Array(signed.dropLast()), signed.last ?? amount)
  }
}
