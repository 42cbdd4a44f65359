import TestSupport
import Testing

@testable import AlignNumerics

/// R from blocks of rows, and the normal equations, against QR of the whole matrix.
@Suite("Reduction to a triangle") struct TriangleTests {
  /// R with a positive diagonal, which makes it unique.
  private func normalised(_ r: Matrix) -> Matrix {
    Matrix(rows: r.rows, columns: r.columns) { r[$0, $1] * (r[$0, $0] < 0 ? -1 : 1) }
  }

  @Test(
    "blocks of rows give the R of the whole matrix, the same bits on any number of threads", arguments: [7, 600, 9000])
  func blocks(rows: Int) throws {
    var drawn = DrawnNumbers(seed: UInt64(rows))
    let (a, b) = (drawn.matrix(rows, 6), drawn.vector(rows))
    let scaling = ColumnScaling(of: a)
    let factors = (0..<rows).map { _ in drawn.uniform(0.5, 2) }
    let whole = Matrix(rows: rows, columns: 7) { row, column in
      factors[row] * (column < 6 ? a[row, column] * scaling.factors[column] : b[row])
    }
    let expected = normalised(try whole.reducedToTriangle())
    let found = try (1...3).map { try Triangle.ofData(a, b, scaling: scaling, rowFactors: factors, jobs: $0) }
    #expect(found[0] == found[1] && found[0] == found[2])
    #expect(distance(normalised(found[0]), expected) < 1e-12)
  }

  @Test("the normal equations have the R of QR, and refuse nearly dependent columns")
  func gram() throws {
    var drawn = DrawnNumbers(seed: 61)
    var a = drawn.matrix(50, 6)
    let b = drawn.vector(50)
    let gram = try #require(try GramEquations(a, b, scaling: ColumnScaling(of: a)))
    let r = try ColumnScaling(of: a).scaled(a).reducedToTriangle()
    #expect(distance(normalised(gram.r), normalised(r)) < 1e-13)
    for row in 0..<50 { a[row, 5] = a[row, 0] + 1e-6 * a[row, 5] }
    #expect(try GramEquations(a, b, scaling: ColumnScaling(of: a)) == nil)
    #expect(try GramEquations(drawn.matrix(3, 6), [1, 2, 3], scaling: ColumnScaling(of: a)) == nil)
  }
}
