import TestSupport
import Testing

@testable import AlignNumerics

/// Diagnostics that are summed over blocks of rows, against their formulas on the whole matrix.
@Suite("Regression diagnostics") struct DiagnosticsTests {
  @Test("leverage, robust and clustered errors are those of the formulas, on any number of threads")
  func plainForm() throws {
    var drawn = DrawnNumbers(seed: 45)
    let rows = 5000
    var a = drawn.matrix(rows, 4)
    for row in 0..<rows { a[row, 0] = 1 }
    let b = (0..<rows).map { a[$0, 1] + drawn.uniform() * (1 + abs(a[$0, 2])) }
    let clusters = (0..<rows).map { $0 % 40 }
    let found = try RegressionDiagnostics(a, b, clusters: clusters)
    let inverse = try LU(a.gram()).solve(.identity(4))
    let residuals = found.solution.residuals
    let leverage = (0..<rows).map { row in
      (0..<4).reduce(0.0) { sum, i in sum + (0..<4).reduce(0) { $0 + a[row, i] * inverse[i, $1] * a[row, $1] } }
    }
    #expect(distance(found.rows.leverage, leverage) < 1e-14)
    func errors(_ scores: Matrix) throws -> [Double] {
      let covariance = try inverse.times(scores.gram()).times(inverse)
      return (0..<4).map { covariance[$0, $0].squareRoot() }
    }
    let hc3 = try errors(Matrix(rows: rows, columns: 4) { a[$0, $1] * residuals[$0] / (1 - leverage[$0]) })
    #expect(distance(found.columns.compactMap(\.robustError), hc3) < 1e-13)
    var sums = Matrix(rows: 40, columns: 4)
    for row in 0..<rows { for column in 0..<4 { sums[clusters[row], column] += a[row, column] * residuals[row] } }
    let correction = (40.0 / 39 * Double(rows - 1) / Double(rows - 4)).squareRoot()
    #expect(distance(found.columns.compactMap(\.clusteredError), try errors(sums).map { $0 * correction }) < 1e-13)
    let press = zip(residuals, leverage).reduce(0) { $0 + ($1.0 / (1 - $1.1)) * ($1.0 / (1 - $1.1)) }
    #expect(abs((found.press ?? 0) - press) < 1e-9)
    let two = try RegressionDiagnostics(a, b, clusters: clusters, jobs: 2)
    #expect(two.rows.leverage == found.rows.leverage && two.columns == found.columns)
  }

  @Test("what cannot be known is nil: no degree of freedom, a row of leverage 1, a constant right-hand side")
  func unknown() throws {
    let saturated = try RegressionDiagnostics(Matrix([[1, 0], [1, 1]]), [1, 2])
    #expect(saturated.degreesOfFreedom == 0 && saturated.residualVariance == nil && saturated.press == nil)
    #expect(saturated.columns.allSatisfy { $0.standardError == nil && $0.robustError == nil && $0.estimate != nil })
    let alone = try RegressionDiagnostics(Matrix([[1, 0], [1, 0], [1, 0], [1, 1]]), [1, 2, 4, 8])
    #expect(alone.press == nil && alone.rows.studentized[3] == nil && alone.columns[0].robustError == nil)
    let constant = try RegressionDiagnostics(Matrix([[1, 0], [1, 1], [1, 3]]), [2, 2, 2])
    #expect(constant.rSquared == nil && constant.f == nil)
  }

  @Test("collinearity: a column that nearly repeats another has a large condition index and shares its variance")
  func collinearity() throws {
    var drawn = DrawnNumbers(seed: 46)
    var a = drawn.matrix(60, 4)
    for row in 0..<60 { a[row, 3] = a[row, 1] + 1e-4 * a[row, 3] }
    let found = try RegressionDiagnostics(a, drawn.vector(60)).collinearity
    #expect(found.conditionIndices == found.conditionIndices.sorted() && found.conditionIndices[3] > 1000)
    for column in 0..<4 {
      #expect(abs(found.varianceShares.column(column).reduce(0, +) - 1) < 1e-12)
      #expect((found.varianceShares[3, column] > 0.99) == (column == 1 || column == 3))
    }
  }
}
