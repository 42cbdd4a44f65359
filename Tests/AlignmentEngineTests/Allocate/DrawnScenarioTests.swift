import EngineFixtures
import Foundation
import Testing

@testable import AlignModel
@testable import AlignNumerics
@testable import AlignmentEngine

/// Scenarios of drawn cities: every one is solved, or a contradiction of its limits is proved.
///
/// `ALIGN_DRAWN_SCENARIOS=10000` draws so many instead of a few hundred.
@Suite struct DrawnScenarioTests {
  private static let count = Int(ProcessInfo.processInfo.environment["ALIGN_DRAWN_SCENARIOS"] ?? "") ?? 300

  @Test("every drawn scenario is solved within its limits, to the unit, or proved to contradict itself")
  func drawn() throws {
    var (solved, infeasible, whole) = (0, 0, 0)
    for number in 0..<Self.count {
      let city = DrawnCity(number)
      guard let model = try? ScenarioModel(city.scenario, in: city.workspace) else { continue }
      switch try model.solved() {
      case .answered(let answer):
        solved += 1
        #expect(answer.solution.certificate.holds, "\(number)")
        #expect(Self.satisfies(answer.draft, model), "\(number)")
      case .infeasible(_, let contradiction):
        infeasible += 1
        #expect(contradiction.excess > 0 && !(contradiction.asks.isEmpty && contradiction.allows.isEmpty), "\(number)")
      case .undecided(_, .noWholeAmounts): whole += 1
      case .undecided(_, let why): Issue.record("\(number): \(why)")
      }
    }
    if Self.count != 300 { print("drawn: \(solved) solved, \(infeasible) contradict, \(whole) without whole amounts") }
    #expect(solved > Self.count / 3 && infeasible > Self.count / 20)
  }

  /// Whether a draft satisfies every limit, worked out apart from the code that rounds.
  private static func satisfies(_ draft: [Int64], _ model: ScenarioModel) -> Bool {
    guard draft.reduce(0, +) == model.envelope else { return false }
    return model.limits.allSatisfy { limit in
      if let sum = limit.sum {
        let shares = sum.shares ?? limit.lines.map { _ in 1 }
        var total = Decimal(0)
        for (line, share) in zip(limit.lines, shares) {
          total += Decimal(draft[Int(line)]) * Decimal(Int64((share * 1e12).rounded())) / Decimal(1_000_000_000_000)
        }
        // A share such as a third is no decimal: to its twelfth place.
        let slack = Decimal(model.envelope) / Decimal(1_000_000_000_000)
        return sum.lower.map { total + slack >= Decimal($0) } ?? true
          && sum.upper.map { total - slack <= Decimal($0) } ?? true
      }
      return limit.lines.indices.allSatisfy { index in
        let amount = draft[Int(limit.lines[index])]
        return limit.lower.map { amount >= $0[index] } ?? true && limit.upper.map { amount <= $0[index] } ?? true
      }
    }
  }
}
