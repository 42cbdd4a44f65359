/// Why a least-squares problem has no solution.
public enum LeastSquaresError: Error, Sendable, Hashable, CustomStringConvertible {
  /// An error of the linear algebra: entries that are not finite, sizes that do not fit or are too large.
  case algebra(AlgebraError)
  /// A lower bound lies above its upper bound, or is not a number.
  case bounds(column: Int)
  /// A weight is negative or not finite.
  case weight(row: Int)
  /// The equality constraints contradict each other; the smallest possible violation.
  case inconsistent(miss: Double)
  /// No x satisfies the inequalities and equalities; the smallest possible violation.
  case infeasible(miss: Double)
  /// A method did not converge within its iterations.
  case notConverged(method: String)
  /// The method needs something that the data do not have.
  case needs(String)

  /// The error in English.
  public var description: String {
    switch self {
    case .algebra(let error): error.description
    case .bounds(let column): "column \(column + 1): the lower bound must be a number not above the upper one"
    case .weight(let row): "row \(row + 1): a weight must be a finite number, 0 or more"
    case .inconsistent(let miss): "the equality constraints contradict each other, by \(miss)"
    case .infeasible(let miss): "no solution satisfies all constraints; the nearest misses them by \(miss)"
    case .notConverged(let method): "\(method): did not converge within its iterations"
    case .needs(let what): what
    }
  }
}

/// Runs linear algebra and throws its errors as ``LeastSquaresError/algebra(_:)``.
func algebra<Result>(_ body: () throws(AlgebraError) -> Result) throws(LeastSquaresError) -> Result {
  do { return try body() } catch { throw .algebra(error) }
}
