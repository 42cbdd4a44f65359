/// What the interior point knows of each free line, as columns that all threads share; each writes only its own lines.
final class LineNumbers: @unchecked Sendable {
  typealias Numbers = UnsafeMutablePointer<Double>
  private let buffers: [NumberBuffer]
  /// ξ, 1 − ξ and their reciprocals.
  let index: Numbers
  let room: Numbers
  let overIndex: Numbers
  let overRoom: Numbers
  /// Multipliers of both bounds.
  let lowerPrice: Numbers
  let upperPrice: Numbers
  /// The gradient, D⁻¹ and the corrector's right-hand side.
  let gradient: Numbers
  let inverse: Numbers
  let pressed: Numbers
  /// l, u − l, its reciprocal, b and λ/b.
  let lower: Numbers
  let width: Numbers
  let overWidth: Numbers
  let base: Numbers
  let pull: Numbers
  let first: Direction
  let second: Direction

  /// A step of ξ and of both multipliers.
  struct Direction: @unchecked Sendable {
    let step: Numbers
    let lower: Numbers
    let upper: Numbers
  }

  init(_ problem: ReducedProblem) {
    let own = [
      NumberBuffer(problem.lower), NumberBuffer(problem.width), NumberBuffer(problem.width.map { 1 / $0 }),
      NumberBuffer(problem.base), NumberBuffer(problem.pull),
    ]
    let empty = (0..<15).map { _ in NumberBuffer(count: problem.count) }
    buffers = own + empty
    (lower, width, overWidth, base, pull) =
      (own[0].pointer, own[1].pointer, own[2].pointer, own[3].pointer, own[4].pointer)
    let at = empty.map(\.pointer)
    (index, room, overIndex, overRoom) = (at[0], at[1], at[2], at[3])
    (lowerPrice, upperPrice, gradient, inverse, pressed) = (at[4], at[5], at[6], at[7], at[8])
    first = Direction(step: at[9], lower: at[10], upper: at[11])
    second = Direction(step: at[12], lower: at[13], upper: at[14])
  }
}
