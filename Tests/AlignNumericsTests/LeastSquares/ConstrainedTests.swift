import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Constrained least squares") struct ConstrainedTests {
  @Test("non-negative solutions of every shape satisfy the conditions of Kuhn and Tucker", arguments: Shape.all)
  func nonNegative(shape: Shape) throws {
    var drawn = DrawnNumbers(seed: 21)
    for _ in 0..<8 {
      let a = shape.make(&drawn)
      let b = drawn.vector(a.rows)
      let solution = try NonNegativeLeastSquares().solve(a, b)
      #expect(solution.coefficients.allSatisfy { $0 >= 0 })
      #expect(solution.kktResidual < 1e-12)
      #expect(stationarity(a, b, solution.coefficients, multipliers: solution.boundMultipliers) < 1e-11)
      #expect(zip(solution.coefficients, solution.boundMultipliers).allSatisfy { $0 * $1 == 0 && $1 >= -1e-9 })
    }
  }

  @Test("bounded solutions of every shape satisfy them too", arguments: Shape.all)
  func bounded(shape: Shape) throws {
    var drawn = DrawnNumbers(seed: 22)
    for round in 0..<8 {
      let a = shape.make(&drawn)
      let b = drawn.vector(a.rows)
      let units = ColumnScaling(of: a).lengths.map { 1 / max($0, 1e-300) }
      let lower = units.map { drawn.integer(below: 4) == 0 ? -.infinity : -0.3 * drawn.uniform(0, 1) * min($0, 1e13) }
      let upper = lower.indices.map { column in
        drawn.integer(below: 4) == 0
          ? .infinity : max(lower[column], 0) + (round == 0 ? 0 : 0.3 * drawn.uniform(0, 1) * min(units[column], 1e13))
      }
      let solution = try BoundedLeastSquares(lower: lower, upper: upper).solve(a, b)
      for column in 0..<a.columns {
        let x = solution.coefficients[column]
        #expect(x >= lower[column] && x <= upper[column])
        let pull = solution.boundMultipliers[column] * units[column]
        if x > lower[column] { #expect(pull <= 1e-11) }
        if x < upper[column] { #expect(pull >= -1e-11) }
      }
      #expect(solution.kktResidual < 1e-12)
      #expect(stationarity(a, b, solution.coefficients, multipliers: solution.boundMultipliers) < 1e-11)
    }
  }

  @Test("the active-set method finds the same active bounds as block pivoting")
  func activeSet() throws {
    var drawn = DrawnNumbers(seed: 23)
    for size in [1, 4, 30] {
      let (a, b) = (drawn.matrix(2 * size, size), drawn.vector(2 * size))
      let (lower, upper) = ([Double](repeating: -0.1, count: size), [Double](repeating: 0.2, count: size))
      let unscaled = ColumnScaling(factors: lower.map { _ in 1 }, lengths: lower.map { _ in 1 })
      let equations = try #require(try GramEquations(a, b, scaling: unscaled))
      let states = try #require(try BlockPivoting(equations: equations, lower: lower, upper: upper).states())
      let qr = try QR(a)
      let right = try qr.transposedQ(times: Matrix(column: b)).entries.prefix(size)
      var search = BoundActiveSet(qr.r, Array(right), lower: lower, upper: upper)
      try search.run()
      #expect(search.states == states)
    }
  }

  private struct Published: Decodable {
    var bounded: [Bounded]
    var almostSingular: Plain

    struct Bounded: Decodable {
      var matrix: [[Double]]
      var b: [Double]
      /// Null where there is no bound.
      var lower, upper: [Double?]
      /// Where a solution was published.
      var x: [Double]?
    }
    struct Plain: Decodable {
      var matrix: [[Double]]
      var b: [Double]
    }
  }

  @Test("published bounded problems, with MATLAB's solutions where there are any")
  func published() throws {
    let published = try JSONDecoder().decode(Published.self, from: fixture("least-squares/bounded.json"))
    #expect(published.bounded.filter { $0.x != nil }.count >= 5)
    for problem in published.bounded {
      let solution = try BoundedLeastSquares(
        lower: problem.lower.map { $0 ?? -.infinity }, upper: problem.upper.map { $0 ?? .infinity }
      ).solve(Matrix(problem.matrix), problem.b)
      #expect(solution.kktResidual < 1e-14)
      if let x = problem.x { #expect(distance(solution.coefficients, x) < 1e-12) }
    }
    let singular = published.almostSingular
    let solution = try OrdinaryLeastSquares().solve(Matrix(singular.matrix), singular.b)
    #expect(solution.sumOfSquares / 2 < 1.1e-8)
  }

  @Test("equality constraints hold to the last digit and leave no gradient along them", arguments: Shape.all)
  func equalities(shape: Shape) throws {
    var drawn = DrawnNumbers(seed: 24)
    let a = shape.make(&drawn)
    let b = drawn.vector(a.rows)
    let count = min(2, a.columns)
    let e = drawn.matrix(count, a.columns)
    let values = drawn.vector(count)
    let solution = try EqualityConstrainedLeastSquares(constraints: e, values: values).solve(a, b)
    #expect(solution.kktResidual < 1e-12)
    // The same constraint twice changes nothing.
    let twice = Matrix(rows: 2 * count, columns: a.columns) { e[$0 % count, $1] * ($0 < count ? 1 : -3) }
    let again = try EqualityConstrainedLeastSquares(constraints: twice, values: values + values.map { -3 * $0 })
      .solve(a, b)
    #expect(abs(again.sumOfSquares - solution.sumOfSquares) < 1e-11 * (1 + solution.sumOfSquares))
    #expect(again.kktResidual < 1e-12)
  }

  @Test("equality constraints agree with dgglse, and multipliers with finite differences")
  func equalityMultipliers() throws {
    var drawn = DrawnNumbers(seed: 25)
    let (a, b, e) = (drawn.matrix(20, 5), drawn.vector(20), drawn.matrix(2, 5))
    let solve = { (values: [Double]) in
      try EqualityConstrainedLeastSquares(constraints: e, values: values).solve(a, b)
    }
    let solution = try solve([1, 2])
    #expect(distance(solution.coefficients, try Lapack.gglse(a, b, subjectTo: e, [1, 2])) < 1e-13)
    for row in 0..<2 {
      let step = 1e-5
      var (up, down) = ([1.0, 2.0], [1.0, 2.0])
      up[row] += step
      down[row] -= step
      let slope = (try solve(up).sumOfSquares - solve(down).sumOfSquares) / (4 * step)
      #expect(abs(slope - solution.equalityMultipliers[row]) < 1e-7)
    }
  }

  @Test("inequalities: feasible, complementary, with multipliers of the right sign", arguments: Shape.all)
  func inequalities(shape: Shape) throws {
    var drawn = DrawnNumbers(seed: 26)
    for round in 0..<4 {
      let a = shape.make(&drawn)
      let b = drawn.vector(a.rows)
      let units = ColumnScaling(of: a).lengths.map { $0 == 0 ? 1 : $0 }
      var g = drawn.matrix(6, a.columns)
      for column in 0..<a.columns { for row in 0..<6 { g[row, column] *= units[column] } }
      // A known point satisfies all inequalities, so they are never contradictory.
      let inside = units.map { drawn.uniform() / $0 }
      let h = (0..<6).map { row in
        (0..<a.columns).reduce(0) { $0 + g[row, $1] * inside[$1] } - (round == 0 ? 0 : drawn.uniform(0, 0.2))
      }
      let solution = try InequalityConstrainedLeastSquares(inequalities: g, inequalityValues: h).solve(a, b)
      #expect(solution.kktResidual < 1e-9)
      let reached = (0..<6).map { row in (0..<a.columns).reduce(0) { $0 + g[row, $1] * solution.coefficients[$1] } }
      for row in 0..<6 {
        #expect(reached[row] >= h[row] - 1e-9)
        #expect(solution.inequalityMultipliers[row] >= 0)
        #expect(solution.inequalityMultipliers[row] * (reached[row] - h[row]) < 1e-9)
      }
      let pull = (0..<a.columns).map { column in
        (0..<6).reduce(0) { $0 + g[$1, column] * solution.inequalityMultipliers[$1] }
      }
      #expect(stationarity(a, b, solution.coefficients, multipliers: pull) < 1e-8)
    }
  }

  @Test("inequalities that are bounds give the bounded solution; contradictory ones are infeasible")
  func inequalitiesAsBounds() throws {
    var drawn = DrawnNumbers(seed: 27)
    let (a, b) = (drawn.matrix(20, 5), drawn.vector(20))
    let zero = [Double](repeating: 0, count: 5)
    let plain = try NonNegativeLeastSquares().solve(a, b)
    let general = try InequalityConstrainedLeastSquares(inequalities: .identity(5), inequalityValues: zero).solve(a, b)
    #expect(distance(plain.coefficients, general.coefficients) < 1e-13)
    #expect(distance(plain.boundMultipliers, general.inequalityMultipliers) < 1e-12)
    let against = InequalityConstrainedLeastSquares(
      inequalities: Matrix([[1, 1, 0, 0, 0], [-1, -1, 0, 0, 0]]), inequalityValues: [1, 0])
    #expect {
      try against.solve(a, b)
    } throws: { error in
      guard case .infeasible(let miss)? = error as? LeastSquaresError else { return false }
      return abs(miss - 0.5.squareRoot()) < 1e-9
    }
    let mixed = try InequalityConstrainedLeastSquares(
      equalities: Matrix([[1, 1, 1, 1, 1]]), equalityValues: [1], inequalities: .identity(5), inequalityValues: zero
    ).solve(a, b)
    let mix = try SimplexLeastSquares().solve(a, b)
    #expect(distance(mixed.coefficients, mix.coefficients) < 1e-12)
  }

  @Test("a convex combination is non-negative, sums to one and is optimal", arguments: Shape.all)
  func simplex(shape: Shape) throws {
    var drawn = DrawnNumbers(seed: 28)
    for _ in 0..<8 {
      let a = shape.make(&drawn)
      let b = drawn.vector(a.rows)
      let solution = try SimplexLeastSquares().solve(a, b)
      #expect(solution.coefficients.allSatisfy { $0 >= 0 })
      #expect(abs(solution.coefficients.reduce(0, +) - 1) < 1e-14)
      let size = ColumnScaling(of: a).lengths.max() ?? 0
      #expect(solution.kktResidual < 1e-12)
      // The objective descends towards no vertex: the optimality conditions on a simplex.
      let at = solution.coefficients
      let reach = zip(solution.residuals, b).map { $1 - $0 }
      for column in 0..<a.columns {
        let slope = zip(zip(a.column(column), reach), solution.residuals).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
        #expect(slope <= 1e-10 * (1 + size) * (1 + size), "\(at)")
      }
    }
  }

  @Test("generalised least squares is whitened least squares where the covariance is regular")
  func generalised() throws {
    var drawn = DrawnNumbers(seed: 29)
    let (a, b) = (drawn.matrix(15, 4), drawn.vector(15))
    let factor = Matrix(rows: 15, columns: 15) { $0 == $1 ? 1 : $0 > $1 ? 0.1 * Double(($0 + 2 * $1) % 5) : 0 }
    let lu = try LU(factor)
    let expected = try OrdinaryLeastSquares().solve(lu.solve(a), lu.solve(Matrix(column: b)).entries)
    let solution = try GeneralisedLeastSquares(covarianceFactor: factor).solve(a, b)
    #expect(distance(solution.coefficients, expected.coefficients) < 1e-12)
    #expect(abs(solution.sumOfSquares - expected.sumOfSquares) < 1e-12)
    #expect(solution.kktResidual < 1e-12)
    // Rows without error are met exactly.
    let exact = Matrix(rows: 15, columns: 13) { $0 == $1 ? 1 : 0 }
    let met = try GeneralisedLeastSquares(covarianceFactor: exact).solve(a, b)
    #expect(abs(met.residuals[13]) < 1e-13 && abs(met.residuals[14]) < 1e-13)
  }
}
