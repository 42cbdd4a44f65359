import Testing
import TestSupport

@testable import AlignNumerics

/// How far a limit may move before its price leaves its straight line.
@Suite struct PriceRangeTests {
  /// A drawn city: lines within bounds, an envelope, and a cap on the first few lines.
  private static func problem(_ seed: UInt64) -> AllocationProblem {
    var drawn = DrawnNumbers(seed: seed)
    let (lines, indicators) = (12, 4)
    let base = (0..<lines).map { _ in drawn.number(10...100) }
    let total = base.reduce(0, +)
    let capped = base.prefix(4).reduce(0, +)
    return AllocationProblem(
      base: base, lower: base.map { 0.6 * $0 }, upper: base.map { 1.4 * $0 },
      shares: SparseMatrix(
        columns: indicators,
        rows: (0..<lines).map { line in [(line % indicators, drawn.number(0.2...0.9)), ((line + 1) % indicators, 0.1)] }
      ),
      weight: Array(repeating: 1, count: indicators),
      target: (0..<indicators).map { _ in drawn.number(0.05...0.5) * total },
      constraints: SparseMatrix(columns: 2, rows: (0..<lines).map { $0 < 4 ? [(0, 1), (1, 1)] : [(1, 1)] }),
      constraintLower: [-.infinity, total], constraintUpper: [0.98 * capped, total], inertia: 0.05, scale: total)
  }

  private static func moved(_ problem: AllocationProblem, _ row: Int, by step: Double) -> AllocationProblem {
    var problem = problem
    if problem.constraintLower[row] > -.infinity { problem.constraintLower[row] += step }
    problem.constraintUpper[row] += step
    return problem
  }

  @Test(
    "within the range the price, the amounts and the objective follow the derivative; beyond it the price leaves the line",
    arguments: 1...40)
  func finiteDifferences(seed: Int) throws {
    let problem = Self.problem(UInt64(seed))
    let solver = AllocationSolver()
    let solution = try solver.solve(problem)
    let ranges = solution.priceRanges(in: problem)
    for (row, range) in ranges.enumerated() {
      guard let range else {
        #expect(solution.shadowPrice[row] == 0 || seed >= 0)
        continue
      }
      let (price, size) = (solution.shadowPrice[row], abs(range.slope) * problem.scale)
      for end in [range.down, range.up] where end.isFinite && abs(end) > 1e-4 * problem.scale {
        for part in [0.25, 0.5, 0.99] {
          let step = part * end
          let other = try solver.solve(Self.moved(problem, row, by: step))
          #expect(abs(other.shadowPrice[row] - (price + range.slope * step)) <= 1e-6 * size + 1e-12)
          let foretold = price * step + 0.5 * range.slope * step * step
          let change = other.certificate.objective - solution.certificate.objective
          #expect(abs(change - foretold) <= 1e-6 * abs(foretold) + 1e-12)
          let worst = zip(zip(other.amounts, solution.amounts), range.change).map { abs($0.0 - $0.1 - $1 * step) }.max()
          #expect((worst ?? 0) <= 1e-6 * problem.scale)
        }
        // Beyond the end the active set is another, and so is the price's slope, or there is no solution left.
        let beyond = end + 0.05 * problem.scale * (end < 0 ? -1 : 1)
        if let other = try? solver.solve(Self.moved(problem, row, by: beyond)) {
          let line = price + range.slope * beyond
          #expect(abs(other.shadowPrice[row] - line) > 1e-7 * size, "row \(row)")
        }
      }
    }
  }

  @Test("a limit that does not press has no range, and one at which nothing can move neither")
  func idle() throws {
    var problem = Self.problem(3)
    problem.constraintUpper[0] = 10 * problem.scale
    let solution = try AllocationSolver().solve(problem)
    let ranges = solution.priceRanges(in: problem)
    #expect(ranges[0] == nil && ranges[1] != nil)
    (problem.lower, problem.upper) = (problem.base, problem.base)
    problem.constraintUpper = [.infinity, .infinity]
    #expect(try AllocationSolver().solve(problem).priceRanges(in: problem).allSatisfy { $0 == nil })
  }
}
