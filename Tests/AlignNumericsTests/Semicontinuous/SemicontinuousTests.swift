import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

/// Lines that are whole or nothing, against enumeration and SCIP, and by the properties that any optimum has.
@Suite struct SemicontinuousTests {
  /// The best of all choices, each solved by itself; nil where none is feasible.
  private static func enumerated(_ problem: SemicontinuousProblem) -> Double? {
    var best: Double?
    for mask in 0..<(1 << problem.choices.count) {
      var isIn = problem.mayBeLeftOut.map { _ in true }
      for (index, line) in problem.choices.enumerated() { isIn[line] = mask >> index & 1 == 1 }
      guard let solution = try? AllocationSolver().solve(problem.chosen(isIn)) else { continue }
      best = min(best ?? .infinity, solution.certificate.objective)
    }
    return best
  }

  private static func solved(_ problem: SemicontinuousProblem, jobs: Int = 1) throws -> SemicontinuousSolution? {
    do throws(SemicontinuousFailure) {
      return try SemicontinuousSolver(jobs: jobs).solve(problem)
    } catch {
      switch error {
      case .noWholeChoice, .relaxation(.infeasible): return nil
      default: throw error
      }
    }
  }

  @Test("with few choices the answer is the best of all of them, and the bound is proved")
  func enumeration() throws {
    var (count, refused) = (0, 0)
    for seed in 0..<120 {
      let problem = SemicontinuousProblem.drawn(seed, choices: 6)
      let best = Self.enumerated(problem)
      let ours = try Self.solved(problem)
      guard let best, let ours else {
        #expect(
          best == nil && ours == nil,
          "draw \(seed): \(String(describing: best)) against \(String(describing: ours?.objective))")
        refused += 1
        continue
      }
      count += 1
      #expect(abs(ours.objective - best) <= 1e-7 * best, "draw \(seed): \(ours.objective) against \(best)")
      #expect(ours.bound <= best * (1 + 1e-9) && ours.gap <= 1e-6, "draw \(seed): gap \(ours.gap)")
    }
    #expect(count > 50 && refused > 5, "\(count) solved, \(refused) refused")
  }

  @Test("with nine choices too", arguments: 200..<206)
  func largerEnumeration(seed: Int) throws {
    let problem = SemicontinuousProblem.drawn(seed, choices: 9, lines: 24)
    let (best, ours) = (Self.enumerated(problem), try Self.solved(problem))
    #expect((best == nil) == (ours == nil))
    guard let best, let ours else { return }
    #expect(abs(ours.objective - best) <= 1e-8 * best && ours.gap <= 1e-8, "\(ours.objective) against \(best)")
  }

  @Test("the cases divide all choices among them, and each proves the bound by its multipliers")
  func proof() throws {
    for seed in 0..<40 {
      let problem = SemicontinuousProblem.drawn(seed, choices: 10)
      guard let ours = try Self.solved(problem) else { continue }
      #expect(ours.cases.reduce(0.0) { $0 + pow(0.5, Double($1.isIn.count + $1.isOut.count)) } == 1)
      let lagrangian = LagrangianBound(problem)
      for part in ours.cases where !part.isInfeasible {
        let choices = problem.choices.map { line -> SemicontinuousProblem.Choice in
          part.isIn.contains(line) ? .isIn : part.isOut.contains(line) ? .isOut : .open
        }
        let multipliers = ours.multipliers[part.multipliers]
        let value = lagrangian.value(.init(indicators: multipliers.indicators, rows: multipliers.rows), choices)
        #expect(value.bound >= ours.bound - 1e-12 * abs(ours.bound))
      }
    }
  }

  @Test("any multipliers give a bound that no choice passes")
  func anyMultipliers() throws {
    var draws = DrawnNumbers(7)
    for seed in 0..<40 {
      let problem = SemicontinuousProblem.drawn(seed, choices: 5)
      guard let best = Self.enumerated(problem) else { continue }
      let allocation = problem.allocation
      let multipliers = AllocationSolution.Multipliers(
        indicators: allocation.weight.map { _ in draws.number(-0.1...0.1) },
        rows: allocation.constraintLower.indices.map { row in
          let y = draws.number(-0.1...0.1)
          return (y > 0 ? allocation.constraintUpper[row] : allocation.constraintLower[row]).isFinite ? y : 0
        })
      let open = problem.choices.map { _ in SemicontinuousProblem.Choice.open }
      #expect(LagrangianBound(problem).value(multipliers, open).bound <= best)
    }
  }

  @Test("more money never makes the optimum worse where the envelope is a cap")
  func moreMoney() throws {
    for seed in 0..<25 {
      var problem = SemicontinuousProblem.drawn(seed, choices: 10)
      let envelope = problem.allocation.constraintUpper.count - 1
      problem.allocation.constraintLower[envelope] = -.infinity
      var last = Double.infinity
      for _ in 0..<5 {
        if let objective = try Self.solved(problem)?.objective {
          #expect(objective <= last * (1 + 1e-7), "draw \(seed)")
          last = objective
        }
        problem.allocation.constraintUpper[envelope] *= 1.04
      }
    }
  }

  @Test("making a line divisible never makes the optimum worse")
  func divisible() throws {
    for seed in 0..<25 {
      let problem = SemicontinuousProblem.drawn(seed, choices: 8)
      guard var last = try Self.solved(problem)?.objective else { continue }
      var (allocation, isChoice) = (problem.allocation, problem.mayBeLeftOut)
      for line in problem.choices {
        allocation.lower[line] = 0
        isChoice[line] = false
        let objective = try #require(try Self.solved(.init(allocation, mayBeLeftOut: isChoice))).objective
        #expect(objective <= last * (1 + 1e-7), "draw \(seed), line \(line)")
        last = objective
      }
    }
  }

  @Test("with many choices the gap is small, and the bits do not depend on the threads")
  func large() throws {
    let problem = SemicontinuousProblem.drawn(3, choices: 400, lines: 600)
    let (one, two) = (try #require(try Self.solved(problem)), try #require(try Self.solved(problem, jobs: 3)))
    #expect(one.chosen.amounts == two.chosen.amounts && one.bound == two.bound && one.nodes == two.nodes)
    #expect(one.gap < 0.03, "gap \(one.gap)")
    for line in problem.choices {
      let amount = one.chosen.amounts[line]
      #expect(amount == 0 || amount >= problem.allocation.lower[line] && amount <= problem.allocation.upper[line])
    }
  }

  private struct Posed: Encodable {
    var base, lower: [Double]
    var upper: [Double?]
    var shares, constraints: [[Double]]
    var weight, target: [Double]
    var constraintLower, constraintUpper: [Double?]
    var inertia, scale: Double
    var mayBeLeftOut: [Bool]
    /// By what the objective is multiplied, so that the tolerances of a solver mean the same in every problem.
    var size: Double

    init(_ whole: SemicontinuousProblem) {
      let problem = whole.allocation
      func rows(_ matrix: Matrix) -> [[Double]] { (0..<matrix.rows).map(matrix.row) }
      (base, lower) = (problem.base, problem.lower)
      upper = problem.upper.map { $0.isFinite ? $0 : nil }
      (shares, constraints) = (rows(problem.shares.dense), rows(problem.constraints.dense))
      (weight, target) = (problem.weight, problem.target)
      constraintLower = problem.constraintLower.map { $0.isFinite ? $0 : nil }
      constraintUpper = problem.constraintUpper.map { $0.isFinite ? $0 : nil }
      (inertia, scale) = (problem.inertia, problem.scale)
      mayBeLeftOut = whole.mayBeLeftOut
      // The relaxation is near enough.
      let relaxed = try? AllocationSolver().solve(
        SemicontinuousRelaxation(whole).problem(whole.choices.map { _ in .open }))
      size = 1 / max(relaxed?.certificate.objective ?? 1e-3, 1e-9)
    }
  }

  private struct Answer: Codable {
    var status: String
    var objective: Double?
    var bound: Double?
  }

  @Test(
    "the same optimum as SCIP on drawn problems with up to twenty choices",
    .enabled(if: peerPython != nil, "no Python with the peers: skipped"))
  func scip() throws {
    let python = try #require(peerPython)
    guard try Program.run(python, ["-c", "import pyscipopt"]).status == 0 else {
      print("skipped: no pyscipopt (make peers)")
      return
    }
    let problems = (0..<24).map { SemicontinuousProblem.drawn($0, choices: [20, 5, 12, 8][$0 % 4]) }
    let file = NSTemporaryDirectory() + "align-whole-\(UUID().uuidString).json"
    try JSONEncoder().encode(problems.map(Posed.init)).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let run = try Program.run(python, [repository + "/Tests/Peers/whole.py", file])
    #expect(run.status == 0, "\(run.errors)")
    let last = run.text.split(separator: "\n").last ?? ""
    let answers = try JSONDecoder().decode([Answer].self, from: Data(last.utf8))
    var count = 0
    for (seed, (problem, theirs)) in zip(problems, answers).enumerated() {
      let ours = try Self.solved(problem)
      if theirs.status == "infeasible" { #expect(ours == nil, "draw \(seed)") }
      guard theirs.status == "bounded", let objective = theirs.objective, let bound = theirs.bound else { continue }
      let own = try #require(ours, "draw \(seed): SCIP has \(objective)").objective
      // No draft of theirs is better, but for what SCIP's own tolerance of 1e-6 on each limit gives it, and ours is not below what
      // they prove.
      #expect(own <= objective * (1 + 2e-5), "draw \(seed): \(own) against \(objective)")
      #expect(own >= bound - 3e-6 * objective, "draw \(seed): \(own) below \(bound)")
      if objective - bound <= 1e-4 * objective { count += 1 }
    }
    #expect(count >= 2, "\(count) settled by SCIP")
  }
}

extension SemicontinuousProblem {
  /// A drawn problem in which so many lines are whole or nothing, half of them at exactly one amount.
  static func drawn(_ seed: Int, choices: Int, lines: Int? = nil) -> SemicontinuousProblem {
    var draws = DrawnNumbers(seed + 1000)
    var problem = AllocationProblem.drawn(seed, lines: lines ?? choices + draws.whole(2...20))
    var isChoice = problem.base.map { _ in false }
    var left = choices
    for line in problem.base.indices where left > 0 && problem.base[line] > 0 {
      let range = draws.chance(0.5) ? 0 : draws.number(0.05...0.3)
      problem.lower[line] = problem.base[line] * (1 - range)
      problem.upper[line] = problem.base[line] * (1 + range)
      isChoice[line] = true
      left -= 1
    }
    if draws.chance(0.5) { problem.constraintLower[problem.constraintLower.count - 1] = -.infinity }
    return SemicontinuousProblem(problem, mayBeLeftOut: isChoice)
  }
}
