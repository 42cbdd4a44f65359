/// The iterate of the interior point, by free line.
///
/// The primal variable of a line is held as its two slacks, each in units of the distance between the bounds:
///
///     x = l + w ξ,  ξ + η = 1,  w = u − l
///
/// Each bound has a multiplier z ≥ 0. The products ξ z_l and η z_u are the complementary pairs.
final class Variables: @unchecked Sendable {
  typealias Column = UnsafeMutablePointer<Double>
  private let storage: [SharedVector]
  /// ξ, the slack to the lower bound over w.
  let lowerSlack: Column
  /// η, the slack to the upper bound over w.
  let upperSlack: Column
  /// 1 / ξ, as of the last evaluation of the residuals.
  let inverseLowerSlack: Column
  /// 1 / η, as of the last evaluation of the residuals.
  let inverseUpperSlack: Column
  /// z_l.
  let lowerMultiplier: Column
  /// z_u.
  let upperMultiplier: Column

  init(count: Int) {
    storage = (0..<6).map { _ in SharedVector(count: count) }
    let column = storage.map(\.pointer)
    (lowerSlack, upperSlack) = (column[0], column[1])
    (inverseLowerSlack, inverseUpperSlack) = (column[2], column[3])
    (lowerMultiplier, upperMultiplier) = (column[4], column[5])
  }
}

/// A search direction of the ``Variables``: Δξ (Δη is its negative), Δz_l and Δz_u.
final class StepDirection: @unchecked Sendable {
  private let storage: [SharedVector]
  let slack: Variables.Column
  let lowerMultiplier: Variables.Column
  let upperMultiplier: Variables.Column

  init(count: Int) {
    storage = (0..<3).map { _ in SharedVector(count: count) }
    (slack, lowerMultiplier, upperMultiplier) = (storage[0].pointer, storage[1].pointer, storage[2].pointer)
  }
}
