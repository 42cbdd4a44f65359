import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignNumerics

@Suite struct CholeskyTests {
  /// A positive definite matrix with a known solution.
  private let a = Matrix([[4, 2, 0.6], [2, 3, 0.4], [0.6, 0.4, 2]])

  @Test("solves for one right-hand side and for several")
  func solves() throws {
    let factor = try Cholesky(a)
    var b: [Double] = [9.8, 9.2, 7.4]
    factor.solve(&b)
    let expected: [Double] = [1, 2, 3]
    for index in 0..<3 { #expect(abs(b[index] - expected[index]) < 1e-14) }
    var inverse = Matrix.identity(3)
    factor.solve(&inverse)
    let product = Matrix(rows: 3, columns: 3) { i, j in (0..<3).reduce(0) { $0 + a[i, $1] * inverse[$1, j] } }
    let one = Matrix.identity(3)
    for index in 0..<9 { #expect(abs(product.entries[index] - one.entries[index]) < 1e-15) }
    // The determinant by hand is 15.24.
    #expect(abs(factor.logDeterminant - 2.723_923_55) < 1e-7)
    #expect((factor.reciprocalCondition() ?? 0) > 0.1)
  }

  @Test("a matrix that is not positive definite, not square or not finite is an error with a name")
  func refuses() {
    #expect(throws: FactorisationError.notPositiveDefinite(minor: 2)) { try Cholesky(Matrix([[1, 2], [2, 1]])) }
    #expect(throws: FactorisationError.notSquare(rows: 1, columns: 2)) { try Cholesky(Matrix([[1, 2]])) }
    #expect(throws: FactorisationError.self) { try Cholesky(Matrix([[.nan]])) }
    #expect(throws: Never.self) { try Cholesky(Matrix(rows: 0, columns: 0)) }
  }

  @Test(
    "panels on one thread and on two give the same bits, and the factor of the whole", arguments: [1, 95, 96, 97, 309])
  func panels(order: Int) throws {
    var drawn = DrawnNumbers(seed: UInt64(order))
    let half = drawn.matrix(order + 5, order)
    let a = try half.times(half, transposed: true)
    var (one, two) = (a.entries, a.entries)
    let first = try Cholesky(order: order, taking: &one, crew: Crew(threads: 1))
    let second = try Cholesky(order: order, taking: &two, crew: Crew(threads: 2))
    #expect(one.isEmpty && two.isEmpty)
    let whole = try Cholesky(a)
    #expect(abs(first.logDeterminant - whole.logDeterminant) < 1e-9 * Double(order))
    let wanted = drawn.vector(order)
    var (left, right) = (try a.times(wanted), try a.times(wanted))
    first.solve(&left)
    second.solve(&right)
    #expect(left == right)
    var several = Matrix(column: try a.times(wanted))
    whole.solve(&several)
    #expect(zip(left, several.entries).allSatisfy { abs($0 - $1) < 1e-6 * (1 + abs($1)) })
    let factors = [first.takeStorage(), second.takeStorage()].map { storage in
      (0..<order).flatMap { column in storage[(column * order + column)..<((column + 1) * order)] }
    }
    #expect(factors[0] == factors[1])
  }

  @Test("a minor that is not positive is counted from the first column, in whichever panel it is found")
  func minor() {
    for bad in [3, 100, 250] {
      var a = Matrix.identity(300)
      a[bad, bad] = -1
      var storage = a.entries
      #expect(throws: FactorisationError.notPositiveDefinite(minor: bad + 1)) {
        try Cholesky(order: 300, taking: &storage, crew: Crew(threads: 2))
      }
    }
  }
}
