import Foundation

/// The six preference functions of PROMETHEE: how strongly a difference in one criterion is preferred, 0–1.
package enum Preference: Sendable, Hashable {
  /// 1 for any positive difference.
  case usual
  /// 1 above q, else 0.
  case uShape(indifference: Double)
  /// Linear from 0 at 0 to 1 at p.
  case vShape(strict: Double)
  /// 0 up to q, ½ up to p, 1 above.
  case level(indifference: Double, strict: Double)
  /// 0 up to q, then linear to 1 at p.
  case linear(indifference: Double, strict: Double)
  /// 1 − exp(−d² / 2s²).
  case gaussian(width: Double)

  /// q and p; the width s as p for the Gaussian.
  private var thresholds: (Double, Double) {
    switch self {
    case .usual: (0, 0)
    case .uShape(let q): (q, q)
    case .vShape(let p): (0, p)
    case .level(let q, let p), .linear(let q, let p): (q, p)
    case .gaussian(let s): (0, s)
    }
  }

  /// Whether the thresholds are valid.
  var isValid: Bool {
    let (q, p) = thresholds
    guard q >= 0, q.isFinite, p.isFinite else { return false }
    switch self {
    case .usual, .uShape: return true
    case .vShape, .gaussian: return p > 0
    case .level, .linear: return p > q
    }
  }

  /// Σ P(x − y) − P(y − x) over all other values y, for every value x of an ascending list.
  ///
  /// Instead of evaluating every pair, windows move along the sorted values.
  ///
  /// - Complexity: O(n) for all but the Gaussian, which is O(n · values within 9 widths).
  func netSums(ascending y: [Double]) -> [Double] {
    switch self {
    case .usual: return Self.steps(y, above: 0)
    case .uShape(let q): return Self.steps(y, above: q)
    case .level(let q, let p):
      return zip(Self.steps(y, above: q), Self.steps(y, above: p)).map { ($0 + $1) / 2 }
    case .vShape(let p): return Self.ramps(y, from: 0, to: p)
    case .linear(let q, let p): return Self.ramps(y, from: q, to: p)
    case .gaussian(let s): return Self.bells(y, width: s)
    }
  }

  /// Σ [x − y > q] − [y − x > q].
  private static func steps(_ y: [Double], above q: Double) -> [Double] {
    // Differences that rounding alone makes are none, and one of q exactly is no more than q.
    let q = q + Scores.rounding * max(abs(y.first ?? 0), abs(y.last ?? 0))
    var sums = [Double](repeating: 0, count: y.count)
    var below = 0
    var notAbove = 0
    for index in y.indices {
      while below < y.count, y[index] - y[below] > q { below += 1 }
      while notAbove < y.count, !(y[notAbove] - y[index] > q) { notAbove += 1 }
      sums[index] = Double(below - (y.count - notAbove))
    }
    return sums
  }

  /// Σ ramp(x − y) − ramp(y − x), where the ramp rises from 0 at q to 1 at p.
  private static func ramps(_ y: [Double], from q: Double, to p: Double) -> [Double] {
    // Prefix sums, relative to the middle value so that a large offset costs no digits.
    let middle = y.isEmpty ? 0 : y[y.count / 2]
    var before = [0.0]
    before.reserveCapacity(y.count + 1)
    for value in y { before.append(before[before.count - 1] + (value - middle)) }
    var sums = [Double](repeating: 0, count: y.count)
    // The four indices at which the neighbours pass from one piece of the ramp to the next.
    var (farBelow, nearBelow, nearAbove, farAbove) = (0, 0, 0, 0)
    for index in y.indices {
      let x = y[index]
      while farBelow < y.count, x - y[farBelow] > p { farBelow += 1 }
      while nearBelow < y.count, x - y[nearBelow] > q { nearBelow += 1 }
      while nearAbove < y.count, !(y[nearAbove] - x > q) { nearAbove += 1 }
      while farAbove < y.count, !(y[farAbove] - x > p) { farAbove += 1 }
      let below = Double(nearBelow - farBelow) * (x - middle - q) - (before[nearBelow] - before[farBelow])
      let above = (before[farAbove] - before[nearAbove]) - Double(farAbove - nearAbove) * (x - middle + q)
      sums[index] = Double(farBelow) + below / (p - q) - above / (p - q) - Double(y.count - farAbove)
    }
    return sums
  }

  private static func bells(_ y: [Double], width: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: y.count)
    // Beyond nine widths the preference rounds to 1.
    let window = 9 * width
    var (first, end) = (0, 0)
    for index in y.indices {
      while first < y.count, y[index] - y[first] > window { first += 1 }
      while end < y.count, !(y[end] - y[index] > window) { end += 1 }
      var sum = Double(first - (y.count - end))
      for other in first..<end where other != index {
        let difference = (y[index] - y[other]) / width
        let preference = -expm1(-difference * difference / 2)
        sum += difference < 0 ? -preference : preference
      }
      sums[index] = sum
    }
    return sums
  }
}
