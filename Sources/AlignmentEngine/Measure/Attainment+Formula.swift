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

  /// A / (T · due) for a flow that is to rise to T; every other flow is on its way from a year's flow at the baseline.
  ///
  /// - Parameters:
  ///   - due: the part of the year's flow that is due; 1 for a mean or a last value.
  ///   - baseline: B, a year's flow; where it is blank and T is above 0, 2T.
  static func flow(
    actual: Double, target: Double, due: Double, baseline: Double?, direction: Direction
  ) -> Double {
    let owed = target * due
    if rises(direction, from: baseline), target > 0 { return quotient(actual, owed) }
    let start = (baseline ?? (target > 0 ? 2 * target : nil)).map { $0 * due }
    let noise = epsilon * max(abs(owed), abs(start ?? 0))
    let shortfall = direction == .up ? owed - actual : direction == .down ? actual - owed : abs(actual - owed)
    return shortfall <= noise ? 1 : level(actual: actual, baseline: start, target: owed, direction: direction)
  }

  /// Whether a flow is simply to be raised: up, from nothing or more.
  static func rises(_ direction: Direction, from baseline: Double?) -> Bool {
    direction == .up && baseline ?? 0 >= 0
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
