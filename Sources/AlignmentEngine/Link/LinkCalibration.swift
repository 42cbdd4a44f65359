import Foundation

/// Turns what a blend says into probabilities that hold: learnt on suggestions for texts that the blend had not seen.
///
/// By isotonic regression (pool adjacent violators; Zadrozny & Elkan 2002) from a thousand suggestions on, and by a logistic
/// curve (Platt 1999) below, where steps would follow chance.
package struct LinkCalibration: Sendable, Hashable {
  /// The curve: of probabilities, or steps (each from its lower end on, joined by straight lines).
  enum Curve: Sendable, Hashable {
    case logistic(slope: Double, offset: Double)
    case isotonic(from: [Double], to: [Double])
  }

  let curve: Curve

  /// Suggestions from which steps can be trusted.
  static let enoughForSteps = 1000

  /// Learns a curve from raw probabilities and whether each was right.
  init(_ pairs: [(raw: Double, isRight: Bool)]) {
    curve = pairs.count >= Self.enoughForSteps ? Self.isotonic(pairs) : Self.logistic(pairs)
  }

  /// The calibrated probability of a raw one.
  package func probability(_ raw: Double) -> Double {
    switch curve {
    case .logistic(let slope, let offset): return 1 / (1 + exp(-(slope * Self.logit(raw) + offset)))
    case .isotonic(let from, let to):
      guard let first = from.first, let last = from.last else { return raw }
      if raw <= first { return to[0] * raw / max(first, 1e-300) }
      if raw >= last { return to[to.count - 1] }
      var (low, high) = (0, from.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if from[middle] <= raw { low = middle } else { high = middle }
      }
      let part = (raw - from[low]) / max(from[high] - from[low], 1e-300)
      return to[low] + part * (to[high] - to[low])
    }
  }

  private static func logit(_ raw: Double) -> Double {
    let inside = min(max(raw, 1e-9), 1 - 1e-9)
    return log(inside / (1 - inside))
  }

  /// Two parameters by Newton's method, drawn slightly towards the curve that changes nothing.
  private static func logistic(_ pairs: [(raw: Double, isRight: Bool)]) -> Curve {
    var (slope, offset) = (1.0, 0.0)
    for _ in 0..<50 {
      var (gs, go) = (-(slope - 1), -offset)
      var (ss, so, oo) = (1.0, 0.0, 1.0)
      for (raw, isRight) in pairs {
        let x = logit(raw)
        let p = 1 / (1 + exp(-(slope * x + offset)))
        let residual = (isRight ? 1 : 0) - p
        gs += residual * x
        go += residual
        let weight = p * (1 - p)
        ss += weight * x * x
        so += weight * x
        oo += weight
      }
      let determinant = ss * oo - so * so
      guard determinant > 1e-12 else { break }
      let (ds, d0) = ((oo * gs - so * go) / determinant, (ss * go - so * gs) / determinant)
      slope = max(0.05, slope + ds)
      offset += d0
      if abs(ds) + abs(d0) < 1e-9 { break }
    }
    return .logistic(slope: slope, offset: offset)
  }

  private static func isotonic(_ pairs: [(raw: Double, isRight: Bool)]) -> Curve {
    let sorted = pairs.enumerated().sorted { ($0.element.raw, $0.offset) < ($1.element.raw, $1.offset) }.map(\.element)
    var blocks: [(sum: Double, right: Double, count: Double)] = []
    for (raw, isRight) in sorted {
      blocks.append((raw, isRight ? 1 : 0, 1))
      while blocks.count > 1 {
        let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
        guard before.right / before.count >= last.right / last.count else { break }
        blocks.removeLast(2)
        blocks.append((before.sum + last.sum, before.right + last.right, before.count + last.count))
      }
    }
    // A block that was always right is not certain: one more of each kind is assumed (Laplace).
    let points = blocks.map { ($0.sum / $0.count, ($0.right + 0.5) / ($0.count + 1)) }
    var (from, to): ([Double], [Double]) = ([], [])
    var highest = 0.0
    for (x, y) in points {
      highest = max(highest, y)
      from.append(x)
      to.append(highest)
    }
    return .isotonic(from: from, to: to)
  }
}
