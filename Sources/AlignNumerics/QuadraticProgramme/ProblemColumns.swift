/// The numbers of a presolved problem by free line, where all threads can read them.
final class ProblemColumns: @unchecked Sendable {
  typealias Column = UnsafePointer<Double>
  private let storage: [SharedVector]
  /// l.
  let lower: Column
  /// w = u − l.
  let width: Column
  /// 1 / w.
  let inverseWidth: Column
  /// b.
  let base: Column
  /// λ / b, the diagonal of the Hessian of the penalty.
  let curvature: Column

  init(_ problem: PresolvedProblem) {
    storage = [
      SharedVector(problem.lower), SharedVector(problem.width), SharedVector(problem.width.map { 1 / $0 }),
      SharedVector(problem.base), SharedVector(problem.curvature),
    ]
    let column = storage.map { UnsafePointer($0.pointer) }
    (lower, width, inverseWidth, base, curvature) = (column[0], column[1], column[2], column[3], column[4])
  }
}
