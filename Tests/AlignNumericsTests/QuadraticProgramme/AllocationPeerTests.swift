import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

/// Comparison with CVXPY and Clarabel on hundreds of drawn problems: live in one Python process, and with stored answers.
@Suite struct AllocationPeerTests {
  private struct Posed: Encodable {
    var base, lower: [Double]
    var upper: [Double?]
    var shares, constraints: [[Double]]
    var weight, target: [Double]
    var constraintLower, constraintUpper: [Double?]
    var inertia, scale: Double

    init(_ problem: AllocationProblem) {
      func rows(_ matrix: Matrix) -> [[Double]] { (0..<matrix.rows).map(matrix.row) }
      (base, lower) = (problem.base, problem.lower)
      upper = problem.upper.map { $0.isFinite ? $0 : nil }
      (shares, constraints) = (rows(problem.shares.dense), rows(problem.constraints.dense))
      (weight, target) = (problem.weight, problem.target)
      constraintLower = problem.constraintLower.map { $0.isFinite ? $0 : nil }
      constraintUpper = problem.constraintUpper.map { $0.isFinite ? $0 : nil }
      (inertia, scale) = (problem.inertia, problem.scale)
    }
  }

  private struct Answer: Codable {
    var status: String
    var objective: Double?
    var x: [Double]?
  }

  @Test(
    "the same solutions as Clarabel on 400 drawn problems, feasible or not",
    .enabled(if: peerPython != nil, "no Python with the peers: skipped"))
  func clarabel() throws {
    let python = try #require(peerPython)
    let problems = (0..<400).map { AllocationProblem.drawn($0) }
    let file = NSTemporaryDirectory() + "align-problems-\(UUID().uuidString).json"
    try JSONEncoder().encode(problems.map(Posed.init)).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let run = try Program.run(python, [repository + "/Tests/Peers/allocate.py", file])
    #expect(run.status == 0, "\(run.errors)")
    let answers = try JSONDecoder().decode([Answer].self, from: run.output)
    try freeze(answers)
    try compare(problems, answers)
  }

  /// Written by ALIGN_FREEZE=1 ALIGN_PEERS=PYTHON swift test --filter AllocationPeerTests, with cvxpy 1.9 and clarabel 0.11.
  private static let frozen = repository + "/Tests/Fixtures/allocation/clarabel.json"

  private func freeze(_ answers: [Answer]) throws {
    guard ProcessInfo.processInfo.environment["ALIGN_FREEZE"] != nil else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let lines = try answers.map { answer in
      var kept = answer
      kept.x = nil
      return String(decoding: try encoder.encode(kept), as: UTF8.self)
    }
    try ("[\n" + lines.joined(separator: ",\n") + "\n]\n").write(toFile: Self.frozen, atomically: true, encoding: .utf8)
  }

  @Test("the same objectives as Clarabel found, stored in a fixture")
  func stored() throws {
    let answers = try JSONDecoder().decode([Answer].self, from: Data(contentsOf: URL(fileURLWithPath: Self.frozen)))
    #expect(answers.count == 400)
    try compare(answers.indices.map { AllocationProblem.drawn($0) }, answers)
  }

  private func compare(_ problems: [AllocationProblem], _ answers: [Answer]) throws {
    var count = 0
    var refused = 0
    var failed = 0
    for (seed, (problem, theirs)) in zip(problems, answers).enumerated() {
      // Where Clarabel does not reach its tolerance there is nothing to compare with. Our solution is certified all the same.
      if theirs.status == "failed" { failed += 1 }
      guard let ours = try solved(problem) else {
        #expect(theirs.status != "optimal", "draw \(seed): Clarabel says \(theirs.status)")
        refused += 1
        continue
      }
      #expect(ours.certificate.holds)
      #expect(theirs.status != "infeasible", "draw \(seed): Clarabel says \(theirs.status)")
      guard let objective = theirs.objective else { continue }
      let floor = 1e-6 * problem.emptyObjective
      let difference = abs(ours.certificate.objective - objective) / max(abs(objective), floor)
      #expect(
        difference <= 1e-8,
        "draw \(seed): objective \(ours.certificate.objective) against \(objective), gap \(ours.certificate.gap), \(theirs.status)"
      )
      count += 1
      guard let x = theirs.x else { continue }
      let worst = zip(ours.amounts, x).map { abs($0 - $1) }.max() ?? 0
      #expect(worst <= 1e-6 * problem.scale, "draw \(seed): a line differs by \(worst / problem.scale) of E")
    }
    // Both kinds of problems must be well represented.
    #expect(
      count > 200 && refused > 40 && failed <= 8,
      "\(count) solved, \(refused) infeasible, \(failed) not settled by Clarabel")
  }

  /// The solution, or nil where the problem is proved infeasible.
  private func solved(_ problem: AllocationProblem) throws -> AllocationSolution? {
    do throws(AllocationFailure) {
      return try AllocationSolver().solve(problem)
    } catch {
      if case .infeasible = error { return nil }
      throw error
    }
  }
}
