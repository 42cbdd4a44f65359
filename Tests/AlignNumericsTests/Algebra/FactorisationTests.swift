import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Factorisations") struct FactorisationTests {
  @Test("Q is orthonormal and QR is A", arguments: [(7, 4), (4, 7), (5, 5), (300, 60), (1, 1), (0, 3), (3, 0)])
  func qr(rows: Int, columns: Int) throws {
    var drawn = DrawnNumbers(seed: 1)
    let a = drawn.matrix(rows, columns)
    let qr = try QR(a)
    let q = try qr.q()
    #expect(distance(try q.gram(), .identity(qr.order)) < 1e-13)
    #expect(distance(try q.times(qr.r), a) < 1e-13)
    let b = drawn.matrix(rows, 2)
    #expect(distance(try qr.q(times: try qr.transposedQ(times: b)), b) < 1e-13)
    let pivoted = try PivotedQR(a)
    let permuted = Matrix(rows: rows, columns: columns) { a[$0, pivoted.order[$1]] }
    #expect(distance(try pivoted.q().times(pivoted.r), permuted) < 1e-13)
    #expect(pivoted.rank() == min(rows, columns))
  }

  @Test(
    "the singular value decomposition multiplies to A, descends, and has fixed signs",
    arguments: [(7, 4), (4, 7), (60, 60), (0, 2)])
  func svd(rows: Int, columns: Int) throws {
    var drawn = DrawnNumbers(seed: 2)
    let a = drawn.matrix(rows, columns)
    let svd = try SVD(a)
    let scaled = Matrix(rows: rows, columns: svd.values.count) { svd.u[$0, $1] * svd.values[$1] }
    #expect(distance(try scaled.times(svd.vt), a) < 1e-13)
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 })
    let negated = try SVD(Matrix(rows: rows, columns: columns, entries: a.entries.map { -$0 }))
    #expect(distance(svd.vt, negated.vt) < 1e-12)
    // The QR iteration, which stands in where divide and conquer does not converge, finds the same values.
    guard columns > 2 else { return }
    var iterated = svd
    #expect(try iterated.iterateQR(a))
    #expect(zip(iterated.values, svd.values).allSatisfy { abs($0 - $1) <= 1e-13 * svd.values[0] })
    let other = Matrix(rows: rows, columns: svd.values.count) { iterated.u[$0, $1] * iterated.values[$1] }
    #expect(distance(try other.times(iterated.vt), a) < 1e-13)
    #expect(svd.rank() == min(rows, columns))
  }

  @Test("eigenvectors of a symmetric matrix")
  func eigen() throws {
    var drawn = DrawnNumbers(seed: 3)
    let a = try drawn.matrix(40, 30).gram()
    let eigen = try SymmetricEigen(a)
    let scaled = Matrix(rows: 30, columns: 30) { eigen.vectors[$0, $1] * eigen.values[$1] }
    #expect(distance(try scaled.times(eigen.vectors, otherTransposed: true), a) < 1e-12)
    #expect(eigen.values == eigen.values.sorted())
    #expect(distance(eigen.values, try SVD(a).values.reversed()) < 1e-12)
  }

  @Test("the drivers of LAPACK agree on a regular problem and on a rank-deficient one")
  func drivers() throws {
    var drawn = DrawnNumbers(seed: 4)
    let (a, b) = (drawn.matrix(30, 6), drawn.matrix(30, 2))
    let x = try Lapack.gels(a, b)
    #expect(distance(x, try Lapack.gelsd(a, b).x) < 1e-12)
    #expect(distance(x, try Lapack.gelsy(a, b).x) < 1e-12)
    let short = try a.times(drawn.matrix(6, 4)).times(drawn.matrix(4, 9))
    let (left, _, rank) = try Lapack.gelsd(short, b)
    #expect(rank == 4)
    #expect(distance(left, try Lapack.gelsy(short, b).x) < 1e-11)
    let square = drawn.matrix(6, 6)
    let right = drawn.matrix(6, 2)
    #expect(distance(try square.times(LU(square).solve(right)), right) < 1e-12)
    let constrained = try Lapack.gglse(a, Array(b.column(0)), subjectTo: Matrix([[1, 1, 1, 1, 1, 1]]), [1])
    #expect(abs(constrained.reduce(0, +) - 1) < 1e-14)
    let plain = try Lapack.ggglm(a, .identity(30), Array(b.column(0)))
    #expect(distance(plain.x, Array(x.column(0))) < 1e-12)
  }

  @Test("an upper triangle is solved from either side, inverted, and its condition estimated")
  func triangle() throws {
    var drawn = DrawnNumbers(seed: 5)
    let triangle = UpperTriangle(try QR(drawn.matrix(20, 8)).r)
    let b = drawn.matrix(8, 3)
    #expect(distance(try triangle.matrix.times(triangle.solve(b)), b) < 1e-12)
    #expect(distance(try triangle.matrix.times(triangle.solve(b, transposed: true), transposed: true), b) < 1e-12)
    #expect(distance(try triangle.divide(b.transposed), try b.transposed.times(triangle.inverse())) < 1e-12)
    #expect(try triangle.reciprocalCondition() > 0.01)
    let singular = UpperTriangle(Matrix([[1, 2], [0, 0]]))
    #expect(try singular.reciprocalCondition() == 0)
    #expect(throws: AlgebraError.singular(routine: "dtrsm", column: 1)) { try singular.solve([1, 1]) }
  }

  @Test("NaN, infinity and sizes that do not fit are errors before LAPACK is called")
  func errors() throws {
    let bad = Matrix([[1, .nan], [2, 3]])
    let error = AlgebraError.notFinite(what: "matrix", column: 1)
    #expect(throws: error) { try QR(bad) }
    #expect(throws: error) { try PivotedQR(bad) }
    #expect(throws: error) { try SVD(bad) }
    #expect(throws: error) { try SymmetricEigen(bad) }
    #expect(throws: error) { try LU(bad) }
    #expect(throws: error) { try Lapack.gelsd(bad, .identity(2)) }
    #expect(throws: AlgebraError.shape(expected: "2 rows", found: "3")) { try Lapack.gels(.identity(2), .identity(3)) }
    #expect(throws: AlgebraError.singular(routine: "dgetrf", column: 1)) { try LU(Matrix([[1, 1], [1, 1]])) }
  }
}
