/// Why a factorisation or a solver failed.
public enum AlgebraError: Error, Sendable, Hashable, CustomStringConvertible {
  /// An entry is NaN or infinite; LAPACK was not called.
  case notFinite(what: String, column: Int)
  /// A size, or the workspace it needs, is more than the 32-bit integers of LAPACK hold.
  case tooLarge(rows: Int, columns: Int)
  /// Two arguments do not fit each other.
  case shape(expected: String, found: String)
  /// A matrix that must be invertible is not. The column, counted from 0, is the first that depends on those before it.
  case singular(routine: String, column: Int)
  /// An iteration inside LAPACK did not converge.
  case notConverged(routine: String)
  /// A routine rejected an argument: a defect of ours.
  case refused(routine: String, argument: Int)

  /// The error in English.
  public var description: String {
    switch self {
    case .notFinite(let what, let column):
      "\(what), column \(column + 1): an entry is not a finite number; expected finite numbers"
    case .tooLarge(let rows, let columns):
      "a matrix of \(rows) × \(columns) is more than LAPACK's 32-bit sizes hold; expected fewer rows, or rows in blocks"
    case .shape(let expected, let found): "expected \(expected), found \(found)"
    case .singular(let routine, let column): "\(routine): the matrix is singular, seen at column \(column + 1)"
    case .notConverged(let routine): "\(routine): did not converge"
    case .refused(let routine, let argument): "\(routine): argument \(argument) was refused; this is a defect of Align"
    }
  }
}
