/// What there is to know about an ordinary regression: how sure its coefficients are, which rows carry it, and which columns
/// are hard to tell apart. What cannot be known (no degree of freedom left, a coefficient that is not settled, a row that
/// alone fixes a coefficient) is nil.
public struct RegressionDiagnostics: Sendable {
  /// The ordinary fit that is examined.
  public let solution: LeastSquaresSolution
  /// By column.
  public let columns: [ColumnDiagnostics]
  /// By row.
  package let rows: RowDiagnostics
  /// Whether a constant lies in the span of the columns; then R², F and VIF are about the mean.
  public let hasConstant: Bool
  /// m − rank.
  public let freedom: Int
  /// Σ r² / freedom.
  public let residualVariance: Double?
  /// 1 − Σ r² / Σ b², about the mean where there is a constant; nil where b does not vary.
  public let rSquared: Double?
  /// 1 − (1 − R²) (m − constant) / (m − rank); nil also without a degree of freedom.
  public let adjustedRSquared: Double?
  /// Of the columns beside the constant, all at once.
  public let f: Double?
  /// P(F ≥ ``f``); nil where F is.
  public let fPValue: Double?
  /// Σ (r / (1 − h))²: what leaving each row out in turn would miss.
  public let press: Double?
  /// How near the columns of the fit's basis are to depending on each other.
  package let collinearity: Collinearity

  /// The classical standard errors, where every one is known.
  package var standardErrors: [Double] { columns.compactMap(\.standardError) }

  /// Fits and examines a regression.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n, with its constant column where there is to be one.
  ///   - rightHandSide: b, length m.
  ///   - clusters: a number for each row; rows of one number may depend on each other.
  ///   - jobs: threads; the result is the same whatever their number.
  /// - Complexity: O(mn²): twice for QR, once for leverage, once for HC3.
  /// - Source: MacKinnon & White 1985 (HC3); Liang & Zeger 1986 (clusters); Cook 1977; Allen 1974 (PRESS); Belsley, Kuh &
  ///   Welsch 1980.
  package init(
    _ matrix: Matrix, _ rightHandSide: [Double], clusters: [Int]? = nil, refinement: Refinement = .automatic,
    jobs: Int = 1
  ) throws(LeastSquaresError) {
    if let clusters {
      try algebra { () throws(AlgebraError) in try Lapack.require(clusters.count, is: matrix.rows, "clusters") }
    }
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    let (solution, rank) = try OrdinaryLeastSquares(refinement: refinement, jobs: jobs).solve(problem)
    self.solution = solution
    let influence = try Influence(problem, rank, residuals: solution.residuals, clusters: clusters, jobs: jobs)
    let (m, k) = (matrix.rows, rank.basis.count)
    freedom = m - k
    let variance = freedom > 0 ? solution.sumOfSquares / Double(freedom) : nil
    residualVariance = variance
    rows = RowDiagnostics(
      leverage: influence.leverage, residuals: solution.residuals, sumOfSquares: solution.sumOfSquares, rank: k)
    press = rows.press
    hasConstant = influence.hasConstant
    collinearity = try Collinearity(problem, basis: rank.basis)

    let mean = rightHandSide.reduce(0, +) / Double(max(m, 1))
    let center = hasConstant ? mean : 0
    let total = rightHandSide.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let explained = k - (hasConstant ? 1 : 0)
    // Below this the right-hand side does not vary but for rounding.
    let varies = total > 1e-28 * Double(m) * (mean * mean)
    let share = varies && m > 0 ? 1 - solution.sumOfSquares / total : nil
    rSquared = share
    if let share, m > k {
      adjustedRSquared = 1 - (1 - share) * Double(m - (influence.hasConstant ? 1 : 0)) / Double(m - k)
    } else {
      adjustedRSquared = nil
    }
    if let variance, explained > 0, varies, variance > 0 {
      let ratio = (total - solution.sumOfSquares) / Double(explained) / variance
      f = ratio
      fPValue = FisherF(Double(explained), Double(freedom)).upperTail(ratio)
    } else {
      (f, fPValue) = (nil, nil)
    }
    columns = try influence.columns(
      problem, rank, solution: solution, variance: variance, freedom: freedom, clusters: clusters)
  }
}

/// How sure one coefficient is.
public struct ColumnDiagnostics: Sendable, Hashable {
  /// nil where the coefficient is not settled by the data.
  public var estimate: Double?
  /// From one variance for all rows.
  public var standardError: Double?
  /// The estimate over its standard error; nil where that is 0 or not known.
  public var t: Double?
  /// P(|T| ≥ |t|) by Student's t with ``RegressionDiagnostics/freedom`` degrees.
  public var pValue: Double?
  /// HC3: valid where the variance differs from row to row, and careful in small samples.
  public var robustError: Double?
  /// The same by the robust error.
  public var robustPValue: Double?
  /// Where clusters were given.
  public var clusteredError: Double?
  /// How much its variance is larger for the other columns: 1 / (1 − R²) of this column on them. Nil for a constant.
  public var inflation: Double?
}

/// How much each row weighs.
package struct RowDiagnostics: Sendable {
  /// hᵢ: the share of its own fitted value that a row fixes itself; they sum to the rank.
  package let leverage: [Double]
  /// Residual over its standard error, with the row in the variance; nil where the row fixes itself.
  package let studentized: [Double?]
  /// The same with the row left out of the variance.
  package let studentizedOutside: [Double?]
  /// Cook's distance.
  package let cook: [Double?]
  let press: Double?

  init(leverage: [Double], residuals: [Double], sumOfSquares: Double, rank: Int) {
    self.leverage = leverage
    let freedom = Double(residuals.count - rank)
    var inside: [Double?] = []
    var outside: [Double?] = []
    var cook: [Double?] = []
    inside.reserveCapacity(residuals.count)
    outside.reserveCapacity(residuals.count)
    cook.reserveCapacity(residuals.count)
    var press: Double? = 0
    let variance = freedom > 0 ? sumOfSquares / freedom : 0
    for (h, r) in zip(leverage, residuals) {
      let rest = 1 - h
      guard rest > 1e-10 else {
        inside.append(nil)
        outside.append(nil)
        cook.append(nil)
        press = nil
        continue
      }
      press = press.map { $0 + (r / rest) * (r / rest) }
      guard variance > 0 else {
        inside.append(nil)
        outside.append(nil)
        cook.append(nil)
        continue
      }
      let studentized = r / (variance * rest).squareRoot()
      inside.append(studentized)
      cook.append(rank > 0 ? studentized * studentized * h / rest / Double(rank) : nil)
      let left = freedom > 1 ? (sumOfSquares - r * r / rest) / (freedom - 1) : 0
      outside.append(left > 0 ? r / (left * rest).squareRoot() : nil)
    }
    studentized = inside
    studentizedOutside = outside
    self.cook = cook
    self.press = press
  }
}
