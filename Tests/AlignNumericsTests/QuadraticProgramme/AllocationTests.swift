import TestSupport
import Testing

@testable import AlignNumerics

@Suite struct AllocationTests {
  /// The first drawn problems that have a solution.
  private func solvable(_ count: Int, from seed: Int = 0, lines: Int? = nil) -> [(
    AllocationProblem, AllocationSolution
  )] {
    var found: [(AllocationProblem, AllocationSolution)] = []
    var seed = seed
    while found.count < count {
      let problem = AllocationProblem.drawn(seed, lines: lines)
      if let solution = try? AllocationSolver().solve(problem) { found.append((problem, solution)) }
      seed += 1
    }
    return found
  }

  /// An envelope allocated to lines without links.
  private func plain(base: [Double], lower: [Double], upper: [Double], envelope: Double) -> AllocationProblem {
    AllocationProblem(
      base: base, lower: lower, upper: upper, shares: SparseMatrix(columns: 0, rows: base.map { _ in [] }), weight: [],
      target: [], constraints: SparseMatrix(columns: 1, rows: base.map { _ in [(0, 1)] }), constraintLower: [envelope],
      constraintUpper: [envelope], inertia: 0.01, scale: envelope)
  }

  @Test("every solution is certified on the original problem")
  func certified() {
    for (problem, solution) in solvable(100, from: 1000) {
      let check = OptimalityCheck(
        problem, x: solution.amounts, multipliers: solution.multipliers.rows, jobs: 1)
      #expect(check.certificate == solution.certificate && check.certificate.holds)
    }
  }

  @Test("two limits on one sum are one limit, and the price belongs to the one that presses", arguments: 0..<40)
  func twins(_ seed: Int) {
    let problem = AllocationProblem.drawn(seed)
    let rows = problem.constraints.columns
    // Each row once more, as a half of itself, with a looser upper bound.
    var twofold = problem
    twofold.constraints = SparseMatrix(
      columns: 2 * rows,
      rows: (0..<problem.count).map { line in
        (problem.constraints.start[line]..<problem.constraints.start[line + 1]).flatMap { entry in
          let (column, value) = (Int(problem.constraints.column[entry]), problem.constraints.value[entry])
          return [(column, value), (column + rows, value / 2)]
        }
      })
    twofold.constraintLower += problem.constraintLower.map { $0 / 2 }
    twofold.constraintUpper += problem.constraintUpper.map { $0 / 2 + 0.01 * problem.scale }
    guard let one = try? AllocationSolver().solve(problem) else {
      #expect(throws: AllocationFailure.self) { try AllocationSolver().solve(twofold) }
      return
    }
    guard let two = try? AllocationSolver().solve(twofold) else {
      Issue.record("\(seed) has an answer")
      return
    }
    #expect(abs(one.certificate.objective - two.certificate.objective) <= 1e-7 * max(one.certificate.objective, 1e-9))
    for row in 0..<rows {
      let price = two.shadowPrice[row] + 0.5 * two.shadowPrice[row + rows]
      #expect(abs(price - one.shadowPrice[row]) <= 1e-5 * max(abs(one.shadowPrice[row]), 1e-3 / problem.scale))
    }
  }

  @Test("a shadow price is the derivative of the objective with respect to its bound")
  func prices() throws {
    var checked = 0
    for (problem, solution) in solvable(60, from: 2000, lines: 25) {
      for row in solution.shadowPrice.indices where abs(solution.shadowPrice[row]) * problem.scale > 1e-6 {
        let step = 1e-6 * problem.scale
        func objective(_ by: Double) -> Double? {
          var moved = problem
          if problem.constraintLower[row] == problem.constraintUpper[row] || solution.shadowPrice[row] > 0 {
            moved.constraintLower[row] += by
          }
          if problem.constraintLower[row] == problem.constraintUpper[row] || solution.shadowPrice[row] < 0 {
            moved.constraintUpper[row] += by
          }
          return (try? AllocationSolver().solve(moved))?.certificate.objective
        }
        guard let more = objective(step), let less = objective(-step) else { continue }
        let slope = (more - less) / (2 * step)
        let tolerance = 1e-4 * abs(slope) + 1e-9 / problem.scale
        // Where the active set changes within the step, the price must be between the one-sided slopes.
        let now = solution.certificate.objective
        let (right, left) = ((more - now) / step, (now - less) / step)
        let range = (min(left, right) - tolerance)...(max(left, right) + tolerance)
        #expect(range.contains(solution.shadowPrice[row]))
        checked += 1
      }
    }
    #expect(checked > 60)
  }

  @Test("a line's shadow price is the derivative with respect to its bound")
  func linePrices() throws {
    var checked = 0
    for (problem, solution) in solvable(30, from: 2500, lines: 20) {
      for line in 0..<problem.count where abs(solution.upperShadowPrice[line]) * problem.scale > 1e-5 {
        if problem.upper[line] - problem.lower[line] < 1 || !problem.upper[line].isFinite { continue }
        let step = 1e-7 * problem.scale
        var more = problem
        more.upper[line] += step
        var less = problem
        less.upper[line] -= step
        guard let up = try? AllocationSolver().solve(more), let down = try? AllocationSolver().solve(less) else {
          continue
        }
        let now = solution.certificate.objective
        let right = (up.certificate.objective - now) / step
        let left = (now - down.certificate.objective) / step
        let tolerance = 1e-4 * max(abs(left), abs(right)) + 1e-8 / problem.scale
        let range = (min(left, right) - tolerance)...(max(left, right) + tolerance)
        #expect(range.contains(solution.upperShadowPrice[line]))
        checked += 1
      }
    }
    #expect(checked > 20)
  }

  @Test("a relaxed problem has no higher objective")
  func monotone() throws {
    for (problem, solution) in solvable(60, from: 3000) {
      var relaxed = problem
      for line in relaxed.lower.indices where problem.base[line] > 0 {
        relaxed.lower[line] *= 0.98
        relaxed.upper[line] *= 1.02
      }
      for row in relaxed.constraintLower.indices.dropLast() {
        relaxed.constraintLower[row] *= 0.99
        relaxed.constraintUpper[row] *= 1.01
      }
      let better = try AllocationSolver().solve(relaxed).certificate.objective
      #expect(better <= solution.certificate.objective * (1 + 1e-9))
    }
  }

  @Test("with all money a thousand times as much, the solution is a thousand times as much")
  func scale() throws {
    for (problem, solution) in solvable(40, from: 4000) {
      var large = problem
      func times(_ values: [Double]) -> [Double] { values.map { $0 * 1000 } }
      (large.base, large.lower, large.upper) = (times(problem.base), times(problem.lower), times(problem.upper))
      (large.target, large.scale) = (times(problem.target), problem.scale * 1000)
      (large.constraintLower, large.constraintUpper) = (times(problem.constraintLower), times(problem.constraintUpper))
      let answer = try AllocationSolver().solve(large)
      let objective = solution.certificate.objective
      #expect(abs(answer.certificate.objective - objective) <= 1e-10 * max(objective, 1e-6))
      for line in 0..<problem.count {
        #expect(abs(answer.amounts[line] / 1000 - solution.amounts[line]) <= 1e-6 * problem.scale)
      }
    }
  }

  @Test("a line divided into two halves gets two halves of its money")
  func duplicated() throws {
    for (problem, solution) in solvable(40, from: 5000) {
      let index = problem.count / 2
      var halved = problem
      halved.base[index] /= 2
      halved.lower[index] /= 2
      halved.upper[index] /= 2
      func twice(_ matrix: SparseMatrix) -> SparseMatrix {
        let rows = (0..<matrix.rows).map { row in
          zip(matrix.row(row).columns, matrix.row(row).values).map { (Int($0), $1) }
        }
        return SparseMatrix(columns: matrix.columns, rows: (rows + [rows[index]]).map { $0.map { ($0.0, $0.1) } })
      }
      halved = AllocationProblem(
        base: halved.base + [halved.base[index]], lower: halved.lower + [halved.lower[index]],
        upper: halved.upper + [halved.upper[index]], shares: twice(problem.shares), weight: problem.weight,
        target: problem.target, constraints: twice(problem.constraints), constraintLower: problem.constraintLower,
        constraintUpper: problem.constraintUpper, inertia: problem.inertia, scale: problem.scale)
      let answer = try AllocationSolver().solve(halved)
      #expect(abs(answer.amounts[index] - solution.amounts[index] / 2) <= 1e-8 * problem.scale)
      #expect(abs(answer.amounts[index] - answer.amounts[problem.count]) <= 1e-8 * problem.scale)
    }
  }

  @Test("solving from an earlier solution gives the same as solving from the beginning")
  func warmStart() throws {
    var compared = 0
    for (problem, solution) in solvable(60, from: 6000) {
      var changed = problem
      let row = problem.constraintLower.count - 1
      changed.constraintLower[row] *= 0.99
      changed.constraintUpper[row] *= 0.99
      // Some of the changed problems have no solution.
      guard let cold = try? AllocationSolver().solve(changed) else { continue }
      let warm = try AllocationSolver().solve(changed, from: solution)
      for line in 0..<problem.count {
        #expect(abs(cold.amounts[line] - warm.amounts[line]) <= 1e-7 * problem.scale)
      }
      #expect(warm.certificate.holds)
      compared += 1
    }
    #expect(compared > 30)
  }

  @Test("the same bits on one thread and three")
  func bits() throws {
    let problem = Self.large(40_000)
    let (one, three) = (try AllocationSolver(jobs: 1).solve(problem), try AllocationSolver(jobs: 3).solve(problem))
    #expect(one.amounts == three.amounts && one.shadowPrice == three.shadowPrice)
    #expect(one.certificate == three.certificate && one.certificate.holds)
  }

  /// Many lines, few indicators, and departments with upper bounds.
  private static func large(_ count: Int) -> AllocationProblem {
    var draws = DrawnNumbers(7)
    let base = (0..<count).map { _ in (draws.number(1...100) * draws.number(1...100)).rounded() + 1 }
    let shares = SparseMatrix(
      columns: 30, rows: base.map { _ in [(draws.whole(0...29), 0.5), (draws.whole(0...29), 0.3)] })
    let envelope = (base.reduce(0, +) * 0.97).rounded()
    let funding = shares.transposedTimes(base)
    let departments = (0..<10).map { department in
      stride(from: department, to: count, by: 10).reduce(0) { $0 + base[$1] } * 1.02
    }
    return AllocationProblem(
      base: base, lower: base.map { $0 * 0.8 }, upper: base.map { $0 * 1.2 }, shares: shares,
      weight: funding.map { _ in 1 }, target: funding.map { $0 * draws.number(0.5...1.5) },
      constraints: SparseMatrix(columns: 11, rows: base.indices.map { [($0 % 10, 1), (10, 1)] }),
      constraintLower: Array(repeating: -.infinity, count: 10) + [envelope], constraintUpper: departments + [envelope],
      inertia: 0.01, scale: envelope)
  }

  @Test("a single line gets the envelope, or is proved not to")
  func oneLine() throws {
    let answer = try AllocationSolver().solve(plain(base: [100], lower: [80], upper: [120], envelope: 110))
    #expect(answer.amounts == [110])
    #expect(throws: AllocationFailure.self) {
      try AllocationSolver().solve(plain(base: [100], lower: [80], upper: [105], envelope: 110))
    }
  }

  @Test("without lines an envelope is infeasible")
  func noLines() {
    #expect(throws: AllocationFailure.self) {
      try AllocationSolver().solve(plain(base: [], lower: [], upper: [], envelope: 110))
    }
  }

  @Test("with all lines fixed the solution is the current budget, or a proof that its sum is not the envelope")
  func allHeld() throws {
    let held = [100.0, 200, 50]
    let answer = try AllocationSolver().solve(plain(base: held, lower: held, upper: held, envelope: 350))
    #expect(answer.amounts == held && answer.certificate.objective == 0)
    #expect(throws: AllocationFailure.self) {
      try AllocationSolver().solve(plain(base: held, lower: held, upper: held, envelope: 351))
    }
  }

  @Test("an envelope at the limit of what the bounds allow")
  func corner() throws {
    let base = [100.0, 200, 50]
    let top = try AllocationSolver().solve(
      plain(base: base, lower: base.map { $0 * 0.8 }, upper: base.map { $0 * 1.2 }, envelope: 420))
    #expect(top.certificate.holds)
    for (amount, base) in zip(top.amounts, base) { #expect(abs(amount - base * 1.2) < 1e-9) }
    let bottom = try AllocationSolver().solve(
      plain(base: base, lower: base.map { $0 * 0.8 }, upper: base.map { $0 * 1.2 }, envelope: 280))
    #expect(bottom.certificate.holds)
  }

  @Test("equal lines get equal amounts")
  func tied() throws {
    let base = Array(repeating: 100.0, count: 50)
    let answer = try AllocationSolver().solve(
      plain(base: base, lower: base.map { $0 * 0.5 }, upper: base.map { $0 * 1.5 }, envelope: 5500))
    for amount in answer.amounts { #expect(abs(amount - 110) < 1e-8) }
  }

  @Test("a duplicated constraint is one constraint")
  func twice() throws {
    var problem = AllocationProblem.drawn(11, lines: 20)
    let half = (0..<20).map { $0 < 10 ? 1.0 : 0 }
    let sum = zip(half, problem.base).reduce(0) { $0 + $1.0 * $1.1 } * problem.scale / problem.base.reduce(0, +)
    problem.constraints = SparseMatrix(
      columns: 3, rows: half.map { $0 > 0 ? [(0, 1), (1, 1), (2, 1)] : [(2, 1)] })
    problem.constraintLower = [sum, sum, problem.scale]
    problem.constraintUpper = [sum, sum, problem.scale]
    #expect(try AllocationSolver().solve(problem).certificate.holds)
  }
}
