/// The diagnostics of an ordinary regression: the uncertainty of its coefficients, the influence of its rows, and the
/// collinearity of its columns. A figure that cannot be known is nil: where no degree of freedom is left, a coefficient is not
/// determined, or a row alone determines a coefficient.
public struct RegressionDiagnostics: Sendable {
  /// The ordinary least-squares fit.
  public let solution: LeastSquaresSolution
  /// By column.
  public let columns: [ColumnDiagnostics]
  /// By row.
  package let rows: RowDiagnostics
  /// Whether a constant lies in the span of the columns. R², F and VIF are then about the mean.
  public let hasConstant: Bool
  /// m − rank.
  public let degreesOfFreedom: Int
  /// Σ r² / degreesOfFreedom.
  public let residualVariance: Double?
  /// 1 − Σ r² / Σ b², about the mean where there is a constant; nil where b does not vary.
  public let rSquared: Double?
  /// 1 − (1 − R²) (m − constant) / (m − rank); nil also without a degree of freedom.
  public let adjustedRSquared: Double?
  /// The F statistic of all columns but the constant.
  public let f: Double?
  /// P(F ≥ ``f``); nil where F is.
  public let fPValue: Double?
  /// PRESS = Σ (r / (1 − h))²: the squared prediction errors of leave-one-out cross-validation.
  public let press: Double?
  /// How nearly dependent the columns of the basis are.
  package let collinearity: Collinearity

  /// The classical standard errors, where every one is known.
  package var standardErrors: [Double] { columns.compactMap(\.standardError) }

  /// Fits a regression and computes its diagnostics.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n, including the constant column if the model has one.
  ///   - rightHandSide: b, length m.
  ///   - clusters: the cluster of each row. The errors of rows in one cluster may be correlated.
  ///   - jobs: threads; the result is the same for any number.
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
    degreesOfFreedom = m - k
    let variance = degreesOfFreedom > 0 ? solution.sumOfSquares / Double(degreesOfFreedom) : nil
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
    // Below this the right-hand side varies by rounding errors only.
    let varies = total > 1e-28 * Double(m) * (mean * mean)
    let explainedShare = varies && m > 0 ? 1 - solution.sumOfSquares / total : nil
    rSquared = explainedShare
    if let explainedShare, m > k {
      adjustedRSquared = 1 - (1 - explainedShare) * Double(m - (influence.hasConstant ? 1 : 0)) / Double(m - k)
    } else {
      adjustedRSquared = nil
    }
    if let variance, explained > 0, varies, variance > 0 {
      let ratio = (total - solution.sumOfSquares) / Double(explained) / variance
      f = ratio
      fPValue = FisherF(Double(explained), Double(degreesOfFreedom)).upperTail(ratio)
    } else {
      (f, fPValue) = (nil, nil)
    }
    columns = try influence.columns(
      problem, rank, solution: solution, variance: variance, degreesOfFreedom: degreesOfFreedom, clusters: clusters)
  }
}

/// The estimate of one coefficient, and its uncertainty.
public struct ColumnDiagnostics: Sendable, Hashable {
  /// nil where the data do not determine the coefficient.
  public var estimate: Double?
  /// The classical standard error, which assumes one variance for all rows.
  public var standardError: Double?
  /// The estimate over its standard error; nil where that is 0 or not known.
  public var t: Double?
  /// P(|T| ≥ |t|) by Student's t with ``RegressionDiagnostics/degreesOfFreedom``.
  public var pValue: Double?
  /// The HC3 standard error, which is valid where the variance differs between rows and conservative in small samples.
  public var robustError: Double?
  /// The p-value by ``robustError``.
  public var robustPValue: Double?
  /// The cluster-robust standard error, where clusters were given.
  public var clusteredError: Double?
  /// The variance inflation factor 1 / (1 − R²), with R² of this column regressed on the others. Nil for a constant.
  public var inflation: Double?
}

/// The influence of each row.
package struct RowDiagnostics: Sendable {
  /// hᵢ: the derivative of a row's fitted value with respect to its own b. They sum to the rank.
  package let leverage: [Double]
  /// The internally studentised residual: over its standard error, with the row in the variance. Nil where h is 1.
  package let studentized: [Double?]
  /// The externally studentised residual: with the row left out of the variance.
  package let studentizedOutside: [Double?]
  /// Cook's distance.
  package let cook: [Double?]
  let press: Double?

  init(leverage: [Double], residuals: [Double], sumOfSquares: Double, rank: Int) {
    self.leverage = leverage
    let degreesOfFreedom = Double(residuals.count - rank)
    var inside: [Double?] = []
    var outside: [Double?] = []
    var cook: [Double?] = []
    inside.reserveCapacity(residuals.count)
    outside.reserveCapacity(residuals.count)
    cook.reserveCapacity(residuals.count)
    var press: Double? = 0
    let variance = degreesOfFreedom > 0 ? sumOfSquares / degreesOfFreedom : 0
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
      let left = degreesOfFreedom > 1 ? (sumOfSquares - r * r / rest) / (degreesOfFreedom - 1) : 0
      outside.append(left > 0 ? r / (left * rest).squareRoot() : nil)
    }
    studentized = inside
    studentizedOutside = outside
    self.cook = cook
    self.press = press
  }
}
