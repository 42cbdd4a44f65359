import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Streaming least squares") struct StreamingTests {
  private let a: Matrix
  private let b: [Double]

  init() {
    var drawn = DrawnNumbers(seed: 31)
    a = drawn.matrix(5000, 6)
    b = drawn.vector(5000)
  }

  private func rows(_ range: Range<Int>) -> (Matrix, [Double]) {
    (Matrix(rows: range.count, columns: 6) { a[range.lowerBound + $0, $1] }, Array(b[range]))
  }

  private func stream(_ range: Range<Int>, by step: Int) throws -> StreamingLeastSquares {
    var stream = StreamingLeastSquares(columns: 6)
    for start in Swift.stride(from: range.lowerBound, to: range.upperBound, by: step) {
      let (block, right) = rows(start..<min(start + step, range.upperBound))
      try stream.append(block, right)
    }
    return stream
  }

  @Test("a stream gives the solution of QR, with the same bits for every division into blocks")
  func blocks() throws {
    let whole = try OrdinaryLeastSquares().solve(a, b)
    let fit = try stream(0..<5000, by: 5000).fit()
    #expect(distance(fit.coefficients, whole.coefficients) < 1e-14)
    #expect(abs(fit.sumOfSquares - whole.sumOfSquares) < 1e-10)
    for step in [1, 7, 512, 513, 3000] {
      #expect(try stream(0..<5000, by: step).fit().coefficients == fit.coefficients)
    }
    let diagnostics = try RegressionDiagnostics(a, b)
    #expect(distance(fit.standardErrors ?? [], diagnostics.standardErrors) < 1e-14)
  }

  @Test("streams merge in any grouping to the same solution, and in a fixed order to the same bits")
  func merging() throws {
    let parts = [0..<900, 900..<901, 901..<3000, 3000..<5000]
    let streams = try parts.map { try stream($0, by: 100) }
    var left = streams[0]
    for part in streams.dropFirst() { try left.merge(part) }
    var (first, second) = (streams[0], streams[2])
    try first.merge(streams[1])
    try second.merge(streams[3])
    try first.merge(second)
    let whole = try stream(0..<5000, by: 64).fit()
    #expect(distance(try left.fit().coefficients, whole.coefficients) < 1e-14)
    #expect(distance(try first.fit().coefficients, whole.coefficients) < 1e-14)
    #expect(abs((try first.fit().rSquared ?? 0) - (whole.rSquared ?? 1)) < 1e-13)
    var again = streams[0]
    for part in streams.dropFirst() { try again.merge(part) }
    #expect(try again.fit().coefficients == left.fit().coefficients)
  }

  @Test("a stream of few rows or of dependent columns says what is not determined")
  func shortRank() throws {
    var few = StreamingLeastSquares(columns: 6)
    try few.append(rows(0..<4).0, rows(0..<4).1)
    #expect(try few.fit().rank == 4)
    #expect(try few.fit().standardErrors == nil)
    #expect(try StreamingLeastSquares(columns: 2).fit().rank == 0)
    var twice = StreamingLeastSquares(columns: 2)
    try twice.append(
      Matrix(rows: 100, columns: 2) { row, column in a[row, 0] * (column == 0 ? 1 : 1e9) }, Array(b[0..<100]))
    let fit = try twice.fit()
    #expect(fit.rank == 1 && fit.confounded.map(\.columns) == [[0, 1]])
    #expect(throws: LeastSquaresError.self) { try twice.append(Matrix([[.nan, 1]]), [1]) }
    #expect(try twice.fit().coefficients == fit.coefficients)
  }

  @Test("standard errors belong to their columns where the rank is found by pivoting")
  func nearlyDependent() throws {
    // Two columns are nearly equal, which only pivoting reveals. The third is independent, with a far smaller error.
    for independent in 0..<3 {
      let twins = (0..<3).filter { $0 != independent }
      var stream = StreamingLeastSquares(columns: 3)
      try stream.append(
        Matrix(rows: 5000, columns: 3) { row, column in
          if column == independent { return 3 + a[row, 1] }
          return a[row, 0] + (column == twins[1] ? 3e-12 * a[row, 2] : 0)
        }, b)
      let fit = try stream.fit()
      #expect(fit.rank == 3)
      let errors = try #require(fit.standardErrors)
      #expect(errors[independent] < 1 && twins.allSatisfy { errors[$0] > 1e6 }, "\(errors)")
    }
  }
}
