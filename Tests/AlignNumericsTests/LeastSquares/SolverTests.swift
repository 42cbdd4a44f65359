import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Least-squares solvers") struct SolverTests {
  @Test("the gradient is zero at the solution of every shape", arguments: Shape.all)
  func ordinary(shape: Shape) throws {
    var drawn = DrawnNumbers(seed: 11)
    for _ in 0..<5 {
      let a = shape.make(&drawn)
      let b = drawn.vector(a.rows)
      let solution = try OrdinaryLeastSquares().solve(a, b)
      #expect(solution.kktResidual < 1e-13)
      #expect(stationarity(a, b, solution.coefficients) < 1e-12)
      let least = try MinimumNormLeastSquares().solve(a, b)
      #expect(least.kktResidual < 1e-12)
      #expect(least.rank == solution.rank)
      #expect(abs(least.sumOfSquares - solution.sumOfSquares) <= 1e-12 * (1 + solution.sumOfSquares))
      #expect(ColumnScaling.length(least.coefficients) <= ColumnScaling.length(solution.coefficients) * (1 + 1e-12))
      for column in 0..<a.columns where solution.isEstimable[column] {
        let (x, y) = (solution.coefficients[column], least.coefficients[column])
        #expect(abs(x - y) <= 1e-6 * max(abs(x), ColumnScaling.length(least.coefficients) * 1e-6))
      }
    }
  }

  @Test("the minimum norm is that of the singular value decomposition")
  func minimumNorm() throws {
    var drawn = DrawnNumbers(seed: 12)
    let a = try drawn.matrix(30, 4).times(drawn.matrix(4, 9))
    let b = drawn.vector(30)
    let expected = try Lapack.gelsd(a, Matrix(column: b), tolerance: 1e-12)
    let solution = try MinimumNormLeastSquares().solve(a, b)
    #expect(solution.rank == 4 && expected.rank == 4)
    #expect(distance(solution.coefficients, expected.x.entries) < 1e-12)
    #expect(solution.isEstimable.allSatisfy { !$0 })
  }

  @Test("dependent columns are named, with their relation")
  func confounded() throws {
    var drawn = DrawnNumbers(seed: 13)
    var a = drawn.matrix(30, 6)
    for row in 0..<30 {
      a[row, 4] = 2 * a[row, 1] - 3 * a[row, 2]
      a[row, 5] = 0
    }
    let solution = try OrdinaryLeastSquares().solve(a, drawn.vector(30))
    #expect(solution.rank == 4)
    #expect(solution.isEstimable == [true, false, false, true, false, false])
    #expect(solution.confounded.map(\.columns) == [[1, 2, 4], [5]])
    let relation = try #require(solution.confounded.first)
    for row in 0..<30 {
      let sum = zip(relation.columns, relation.factors).reduce(0) { $0 + a[row, $1.0] * $1.1 }
      #expect(abs(sum) < 1e-12)
    }
    #expect(solution.condition == nil && !solution.isUnique)
  }

  @Test("neither the order of the rows nor the units of a column matter")
  func invariance() throws {
    var drawn = DrawnNumbers(seed: 14)
    let a = drawn.matrix(60, 5)
    let b = drawn.vector(60)
    let x = try OrdinaryLeastSquares().solve(a, b).coefficients
    let rows = (0..<60).sorted { ($0 * 37) % 60 < ($1 * 37) % 60 }
    let shuffled = Matrix(rows: 60, columns: 5) { a[rows[$0], $1] }
    #expect(distance(x, try OrdinaryLeastSquares().solve(shuffled, rows.map { b[$0] }).coefficients) < 1e-15)
    let units = [1e-12, 3, 1e12, 7e5, 1e-3]
    let scaled = Matrix(rows: 60, columns: 5) { a[$0, $1] * units[$1] }
    let y = zip(try OrdinaryLeastSquares().solve(scaled, b).coefficients, units).map { $0 * $1 }
    #expect(distance(x, y) < 1e-14)
  }

  @Test("a weight of k is the same as k equal rows, and weights may differ by 1e24")
  func weighted() throws {
    var drawn = DrawnNumbers(seed: 15)
    let a = drawn.matrix(12, 3)
    let b = drawn.vector(12)
    let weights = (0..<12).map { Double($0 % 4) }
    let rows = (0..<12).flatMap { row in Array(repeating: row, count: row % 4) }
    let repeated = Matrix(rows: rows.count, columns: 3) { a[rows[$0], $1] }
    let plain = try OrdinaryLeastSquares().solve(repeated, rows.map { b[$0] })
    let weighted = try WeightedLeastSquares(weights: weights).solve(a, b)
    #expect(distance(plain.coefficients, weighted.coefficients) < 1e-14)
    #expect(abs(plain.sumOfSquares - weighted.sumOfSquares) < 1e-14)
    // Rows of enormous weight are fitted exactly, and the others as far as these allow.
    let steep = (0..<12).map { $0 == 4 || $0 == 9 ? 1e12 : 1e-12 }
    let solution = try WeightedLeastSquares(weights: steep).solve(a, b)
    let bound = try EqualityConstrainedLeastSquares(
      constraints: Matrix(rows: 2, columns: 3) { a[$0 == 0 ? 4 : 9, $1] }, values: [b[4], b[9]]
    ).solve(a, b)
    #expect(distance(solution.coefficients, bound.coefficients) < 1e-12)
    #expect(throws: LeastSquaresError.weight(row: 1)) {
      try WeightedLeastSquares(weights: [1, -1]).solve(.identity(2), [1, 1])
    }
    // The error names the caller's row, although rows of such weights are sorted.
    #expect(throws: LeastSquaresError.weight(row: 1)) {
      try WeightedLeastSquares(weights: [1e-6, .infinity, 1e6]).solve(.identity(3), [1, 1, 1])
    }
  }

  @Test("errors are typed")
  func errors() throws {
    #expect(throws: LeastSquaresError.algebra(.notFinite(what: "matrix", column: 0))) {
      try OrdinaryLeastSquares().solve(Matrix([[.infinity]]), [1])
    }
    #expect(throws: LeastSquaresError.algebra(.shape(expected: "2 entries", found: "1"))) {
      try NonNegativeLeastSquares().solve(.identity(2), [1])
    }
    #expect(throws: LeastSquaresError.bounds(column: 1)) {
      try BoundedLeastSquares(lower: [0, 2], upper: [1, 1]).solve(.identity(2), [1, 1])
    }
    let contradiction = EqualityConstrainedLeastSquares(constraints: Matrix([[1, 1], [2, 2]]), values: [1, 3])
    #expect(throws: LeastSquaresError.self) { try contradiction.solve(.identity(2), [1, 1]) }
  }

  @Test("one thread and two give the same bits")
  func threads() throws {
    var drawn = DrawnNumbers(seed: 16)
    let a = drawn.matrix(9000, 12)
    let b = drawn.vector(9000)
    let one = try OrdinaryLeastSquares(refinement: .never, jobs: 1).solve(a, b)
    let two = try OrdinaryLeastSquares(refinement: .never, jobs: 2).solve(a, b)
    #expect(one.coefficients == two.coefficients)
    #expect(one.condition == two.condition)
  }
}
