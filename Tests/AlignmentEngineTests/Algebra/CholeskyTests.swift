import Testing

@testable import AlignmentEngine

@Suite struct CholeskyTests {
  /// A positive definite matrix with a known solution.
  private let a = Matrix([[4, 2, 0.6], [2, 3, 0.4], [0.6, 0.4, 2]])

  @Test("solves for one right-hand side and for several")
  func solves() throws {
    let factor = try Cholesky(a)
    var b: [Double] = [9.8, 9.2, 7.4]
    factor.solve(&b)
    let expected: [Double] = [1, 2, 3]
    for place in 0..<3 { #expect(abs(b[place] - expected[place]) < 1e-14) }
    var inverse = Matrix.identity(3)
    factor.solve(&inverse)
    let product = Matrix(rows: 3, columns: 3) { i, j in (0..<3).reduce(0) { $0 + a[i, $1] * inverse[$1, j] } }
    let one = Matrix.identity(3)
    for place in 0..<9 { #expect(abs(product.entries[place] - one.entries[place]) < 1e-15) }
    // The determinant by hand is 15.24.
    #expect(abs(factor.logDeterminant - 2.723_923_55) < 1e-7)
    #expect((factor.reciprocalCondition() ?? 0) > 0.1)
  }

  @Test("what is not positive definite, not square or not finite is an error with a name")
  func refuses() {
    #expect(throws: FactorisationError.notPositiveDefinite(minor: 2)) { try Cholesky(Matrix([[1, 2], [2, 1]])) }
    #expect(throws: FactorisationError.notSquare(rows: 1, columns: 2)) { try Cholesky(Matrix([[1, 2]])) }
    #expect(throws: FactorisationError.self) { try Cholesky(Matrix([[.nan]])) }
    #expect(throws: Never.self) { try Cholesky(Matrix(rows: 0, columns: 0)) }
  }
}
