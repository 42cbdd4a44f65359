import AlignBasics
import TestSupport
import Testing

@testable import AlignNumerics

/// The sparse, threaded parts of the solver against dense algebra.
@Suite("KKT system") struct KKTSystemTests {
  /// A presolved problem with lines enough for several blocks and threads.
  private func presolved(_ lines: Int) throws -> PresolvedProblem {
    try PresolvedProblem(AllocationProblem.drawn(17, lines: lines))
  }

  private func dense(_ problem: PresolvedProblem) -> Matrix {
    var c = Matrix(rows: problem.count, columns: problem.columns)
    for line in 0..<problem.count {
      for entry in problem.start[line]..<problem.start[line + 1] {
        c[line, Int(problem.column[entry])] += problem.value[entry]
      }
    }
    return c
  }

  @Test("a factor of the system solves R + Cᵀ D⁻¹ C, with excluded columns left out", arguments: [30, 5000])
  func schur(lines: Int) throws {
    let problem = try presolved(lines)
    let (c, order) = (dense(problem), problem.columns)
    var drawn = DrawnNumbers(seed: 81)
    let inverse = (0..<problem.count).map { _ in drawn.uniform(0.1, 2) }
    let diagonal = (0..<order).map { _ in drawn.uniform(0.1, 1) }
    let isExcluded = (0..<order).map { $0 % 4 == 3 }
    #expect(order > 4)
    for excluded in [nil, isExcluded] {
      let scaled = Matrix(rows: problem.count, columns: order) { c[$0, $1] * inverse[$0].squareRoot() }
      var schur = try scaled.gram()
      for i in 0..<order {
        schur[i, i] += diagonal[i]
        guard let excluded else { continue }
        for j in 0..<order where excluded[i] || excluded[j] { schur[i, j] = i == j ? 1 : 0 }
      }
      let right = (0..<order).map { _ in drawn.uniform() }
      let expected = try LU(schur).solve(Matrix(column: right)).entries
      for jobs in [1, 2] {
        let inverseHessian = SharedVector(inverse)
        let factor = try withExtendedLifetime(inverseHessian) { () throws(FactorisationError) in
          try KKTSystem(problem, jobs: jobs)
            .factor(inverseHessian: inverseHessian.pointer, dualDiagonal: diagonal, excluding: excluded)
        }
        var found = right
        factor.solve(&found)
        let size = expected.reduce(0) { max($0, abs($1)) }
        #expect(distance(found, expected) < 1e-9 * max(1, size))
      }
    }
  }

  @Test("passes over the lines are dense products, the same bits on any number of threads")
  func passes() throws {
    let problem = try presolved(5000)
    var drawn = DrawnNumbers(seed: 82)
    let (v, x) = (SharedVector(drawn.vector(problem.columns)), SharedVector(drawn.vector(problem.count)))
    let products = [1, 2].map { jobs in
      let matrix = CouplingMatrix(problem, jobs: jobs)
      let cv = SharedVector(count: problem.count)
      let sums = matrix.pass { range, rows, sums, extras in
        for line in range {
          cv.pointer[line] = rows.dot(line, v.pointer)
          rows.add(line, x.pointer[line], to: sums)
          extras[0] += 1
        }
      }
      #expect(sums.extras.reduce(0) { $0 + $1[0] } == Double(problem.count))
      return (cv.array, sums.columns)
    }
    #expect(products[0].0 == products[1].0 && products[0].1 == products[1].1)
    let c = dense(problem)
    #expect(distance(products[0].0, try c.times(v.array)) < 1e-12)
    #expect(distance(products[0].1, try c.times(x.array, transposed: true)) < 1e-9)
  }
}
