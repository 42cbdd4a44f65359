import AlignModel

extension Attainment {
  /// (A − B) / (T − B) where the target lies the right way from the baseline; else how near A is to T.
  static func level(actual: Double, baseline: Double?, target: Double, direction: Direction) -> Double {
    let sign: Double = direction == .up ? 1 : -1
    // T between years carries rounding, and a way of 1e-15 from B to T would make attainments of 10^15.
    let noise = epsilon * max(abs(target), abs(baseline ?? 0))
    if direction != .hold, let baseline, (target - baseline) * sign > noise {
      return quotient(actual - baseline, target - baseline)
    }
    let isGood = direction == .hold ? abs(actual - target) <= noise : (actual - target) * sign >= -noise
    return isGood ? 1 : max(0, 1 - quotient(abs(actual - target), max(abs(target), epsilon)))
  }

  /// A over what is due; where less is better, what is left of twice that.
  static func flow(actual: Double, due: Double, direction: Direction) -> Double {
    switch direction {
    case .up: quotient(actual, due)
    case .down: finite(2 - quotient(actual, due))
    case .hold: level(actual: actual, baseline: nil, target: due, direction: .hold)
    }
  }

  /// 1 inside the band, else less by the distance over half its width.
  static func band(actual: Double, low: Double, high: Double) -> Double {
    if actual >= low && actual <= high { return 1 }
    let distance = max(low - actual, actual - high)
    return max(0, 1 - quotient(distance, max((high - low) / 2, epsilon)))
  }

  /// A quotient that stays finite for every finite input: what overflows is held at the largest number.
  static func quotient(_ dividend: Double, _ divisor: Double) -> Double {
    divisor == 0 ? 0 : finite(finite(dividend) / finite(divisor))
  }

  /// The number itself, or the largest of its sign.
  static func finite(_ number: Double) -> Double {
    if number.isFinite { return number }
    return number.isNaN ? 0 : number < 0 ? -Double.greatestFiniteMagnitude : Double.greatestFiniteMagnitude
  }

  /// ε of the formulas.
  static let epsilon = 1e-9
}
