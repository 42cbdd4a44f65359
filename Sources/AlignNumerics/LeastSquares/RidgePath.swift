import Foundation

/// Ridge regression, min ‖b − c − A x‖² + λ ‖x‖², for many λ at once with standardised columns, and the λ that predicts best.
///
/// - Source: Hoerl & Kennard 1970; Golub, Heath & Wahba 1979 (generalised cross-validation); Allen 1974 (leave-one-out).
package struct RidgePath: Sendable {
  /// How λ is chosen.
  package enum Choice: Sendable { case generalizedCrossValidation, leaveOneOut }

  /// The fit at one penalty.
  package struct Point: Sendable {
    /// λ, for columns of length 1.
    package let penalty: Double
    /// The effective degrees of freedom, without the constant.
    package let degreesOfFreedom: Double
    /// m · RSS / (m − degreesOfFreedom − constant)².
    package let generalizedError: Double
    /// The mean squared prediction error of leave-one-out cross-validation.
    package let leaveOneOutError: Double
    /// RSS: Σ r² at this penalty, in the squared unit of b.
    package let sumOfSquares: Double
  }

  /// From the largest penalty to the smallest.
  package let points: [Point]
  /// The point that was chosen.
  package let chosen: Point
  /// In the units of the columns; 0 for columns that do not vary.
  package let coefficients: [Double]
  /// c; 0 where the model has no constant.
  package let constant: Double
  /// b − c − A x by row, at the chosen penalty, in the unit of b.
  package let residuals: [Double]
  /// HC3 standard errors of the penalised coefficients about their expected values; nil where a row has the leverage 1.
  package let robustErrors: [Double]?
  /// By row, including the constant's part.
  package let leverage: [Double]
  /// The rank of the scaled columns.
  package let rank: Int
  /// The largest over the smallest singular value of the scaled columns; nil where they are rank deficient.
  package let condition: Double?

  /// Fits the path.
  ///
  /// - Parameters:
  ///   - hasConstant: whether a constant is fitted too; it is never penalised.
  ///   - penalties: if nil, 60 from 1e4 to 1e-10 times the largest squared singular value.
  /// - Throws: ``LeastSquaresError/needs(_:)`` where there are fewer than two rows.
  /// - Complexity: O(mn · min(m, n)) once, O(mn) per penalty.
  package init(
    _ matrix: Matrix, _ rightHandSide: [Double], hasConstant: Bool = true, penalties: [Double]? = nil,
    choice: Choice = .generalizedCrossValidation
  ) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in
      try Lapack.requireFinite(matrix, "matrix")
      try Lapack.requireFinite(rightHandSide, "right-hand side")
      try Lapack.require(rightHandSide.count, is: matrix.rows, "entries")
    }
    if matrix.rows < 2 || matrix.columns == 0 {
      throw .needs("ridge regression needs at least two rows and one column")
    }
    let scaled = Scaled(matrix, rightHandSide, hasConstant: hasConstant)
    let spectrum = try Spectrum(scaled)
    let largest = spectrum.svd.values.first.map { $0 * $0 } ?? 0
    let grid = penalties ?? (0..<60).map { largest * Foundation.pow(10, 4 - 14 * Double($0) / 59) }
    var path = grid.sorted(by: >).filter { $0 > 0 && $0.isFinite }.map(spectrum.point)
    if path.isEmpty { path = [spectrum.point(.leastNormalMagnitude)] }
    let error = { (point: Point) in
      choice == .generalizedCrossValidation ? point.generalizedError : point.leaveOneOutError
    }
    let best = path.indices.min { error(path[$0]) < error(path[$1]) } ?? 0
    var point = path[best]
    if penalties == nil && path.count > 2 && best > 0 && best < path.count - 1 {
      // Between its neighbours the curve is smooth: ternary search finds its minimum.
      var (low, high) = (log(path[best + 1].penalty), log(path[best - 1].penalty))
      for _ in 0..<40 {
        let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
        if error(spectrum.point(exp(left))) <= error(spectrum.point(exp(right))) { high = right } else { low = left }
      }
      let finer = spectrum.point(exp((low + high) / 2))
      if error(finer) < error(point) { point = finer }
    }
    points = path
    chosen = point
    let solution = spectrum.solution(point.penalty)
    coefficients = zip(solution.coefficients, scaled.lengths).map { $1 > 0 ? $0 / $1 : 0 }
    let center = zip(coefficients, scaled.means).reduce(0) { $0 + $1.0 * $1.1 }
    constant = hasConstant ? scaled.rightMean - center : 0
    residuals = solution.residuals
    leverage = solution.leverage
    rank = spectrum.rank
    let values = spectrum.svd.values
    condition = spectrum.rank == matrix.columns ? values.last.flatMap { $0 > 0 ? (values.first ?? 0) / $0 : nil } : nil
    robustErrors = solution.robustErrors.map { zip($0, scaled.lengths).map { $1 > 0 ? $0 / $1 : 0 } }
  }

  /// The columns less their means, scaled to length 1.
  private struct Scaled {
    var columns: Matrix
    var right: [Double]
    var means: [Double]
    var lengths: [Double]
    var rightMean: Double
    let hasConstant: Bool

    init(_ matrix: Matrix, _ b: [Double], hasConstant: Bool) {
      self.hasConstant = hasConstant
      let m = Double(matrix.rows)
      let means = (0..<matrix.columns).map { hasConstant ? matrix.column($0).reduce(0, +) / m : 0 }
      var centered = Matrix(rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] - means[$1] }
      lengths = (0..<matrix.columns).map { column in
        let length = ColumnScaling.length(centered.column(column))
        // A constant column leaves only rounding errors.
        return length > 1e-13 * ColumnScaling.length(matrix.column(column)) ? length : 0
      }
      for column in 0..<matrix.columns {
        for row in 0..<matrix.rows {
          centered[row, column] = lengths[column] > 0 ? centered[row, column] / lengths[column] : 0
        }
      }
      let mean = hasConstant ? b.reduce(0, +) / m : 0
      (columns, rightMean, right) = (centered, mean, b.map { $0 - mean })
      self.means = means
    }
  }

  /// The singular value decomposition, from which the fit at any penalty is a short sum.
  private struct Spectrum {
    let svd: SVD
    let rank: Int
    /// Uᵀ b.
    let projected: [Double]
    /// Squares of U, by row and direction.
    let squares: Matrix
    let right: [Double]
    /// The constant's part of each leverage.
    let constantLeverage: Double
    private let m: Double

    init(_ scaled: Scaled) throws(LeastSquaresError) {
      let (columns, right) = (scaled.columns, scaled.right)
      let found = try algebra { () throws(AlgebraError) in try SVD(columns) }
      let product = try algebra { () throws(AlgebraError) in try found.u.times(right, transposed: true) }
      svd = found
      rank = found.rank(tolerance: LeastSquaresProblem.rankTolerance(columns: columns.columns))
      projected = product
      self.right = right
      m = Double(right.count)
      constantLeverage = scaled.hasConstant ? 1 / m : 0
      squares = Matrix(rows: found.u.rows, columns: found.u.columns, entries: found.u.entries.map { $0 * $0 })
    }

    func shrinkage(_ penalty: Double) -> [Double] {
      svd.values.indices.map {
        $0 < rank ? svd.values[$0] * svd.values[$0] / (svd.values[$0] * svd.values[$0] + penalty) : 0
      }
    }

    /// Residuals and leverages.
    func fit(_ shrinkage: [Double]) -> (residuals: [Double], leverage: [Double]) {
      var residuals = right
      var leverage = Array(repeating: constantLeverage, count: right.count)
      for (index, factor) in shrinkage.enumerated() where factor > 0 {
        let step = factor * projected[index]
        let start = index * right.count
        for row in right.indices {
          residuals[row] -= step * svd.u.entries[start + row]
          leverage[row] += factor * squares.entries[start + row]
        }
      }
      return (residuals, leverage)
    }

    func point(_ penalty: Double) -> Point {
      let factors = shrinkage(penalty)
      let (residuals, leverage) = fit(factors)
      let degreesOfFreedom = factors.reduce(0, +)
      let sum = residuals.reduce(0) { $0 + $1 * $1 }
      let left = m - degreesOfFreedom - constantLeverage * m
      let leftOut = zip(residuals, leverage).reduce(0) { sum, pair in
        let rest = 1 - pair.1
        return rest > 1e-10 ? sum + (pair.0 / rest) * (pair.0 / rest) : .infinity
      }
      return Point(
        penalty: penalty, degreesOfFreedom: degreesOfFreedom,
        generalizedError: left > 1e-9 * m ? m * sum / (left * left) : .infinity,
        leaveOneOutError: leftOut / m, sumOfSquares: sum)
    }

    func solution(_ penalty: Double) -> (
      coefficients: [Double], residuals: [Double], leverage: [Double], robustErrors: [Double]?
    ) {
      let factors = shrinkage(penalty)
      let (residuals, leverage) = fit(factors)
      // The coefficients are V diag(s / (s² + λ)) Uᵀ b.
      let map = (0..<rank).map { factors[$0] / svd.values[$0] }
      let n = svd.vt.columns
      let coefficients = (0..<n).map { column in
        (0..<rank).reduce(0) { $0 + svd.vt[$1, column] * map[$1] * projected[$1] }
      }
      if leverage.contains(where: { 1 - $0 <= 1e-10 }) { return (coefficients, residuals, leverage, nil) }
      var errors = Array(repeating: 0.0, count: n)
      for row in right.indices {
        let scaled = residuals[row] / (1 - leverage[row])
        for column in 0..<n {
          let weight = (0..<rank).reduce(0) { $0 + svd.vt[$1, column] * map[$1] * svd.u[row, $1] }
          errors[column] += weight * weight * scaled * scaled
        }
      }
      return (coefficients, residuals, leverage, errors.map { $0.squareRoot() })
    }
  }
}
