/// Why a least-squares problem has no answer.
public enum LeastSquaresError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the algebra beneath refused: entries that are not finite, sizes that do not fit or are too large.
  case algebra(AlgebraError)
  /// A lower bound lies above its upper bound, or is not a number.
  case bounds(column: Int)
  /// A weight is negative or not finite.
  case weight(row: Int)
  /// The equality constraints contradict each other; by how much they miss.
  case inconsistent(miss: Double)
  /// No x satisfies the inequalities (and equalities); by how much the best misses.
  case infeasible(miss: Double)
  /// A method did not end within its iterations.
  case notConverged(method: String)
  /// The method needs something that the data lack.
  case needs(String)

  /// The error in English.
  public var description: String {
    switch self {
    case .algebra(let error): error.description
    case .bounds(let column): "column \(column + 1): the lower bound must be a number not above the upper one"
    case .weight(let row): "row \(row + 1): a weight must be a finite number, 0 or more"
    case .inconsistent(let miss): "the equality constraints contradict each other, by \(miss)"
    case .infeasible(let miss): "no solution satisfies all constraints; the nearest misses them by \(miss)"
    case .notConverged(let method): "\(method): did not end within its iterations"
    case .needs(let what): what
    }
  }
}

/// Runs algebra under the name of the solver's own error.
func algebra<Result>(_ body: () throws(AlgebraError) -> Result) throws(LeastSquaresError) -> Result {
  do { return try body() } catch { throw .algebra(error) }
}
