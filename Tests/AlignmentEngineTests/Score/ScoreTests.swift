import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("Score") struct ScoreTests {
  @Test("coverage times one minus the dissimilarity of need and funding")
  func index() throws {
    var fixture = PlanFixture(goals: 2)
    // At 5 of 10 the gap is 0.5, at 0 of 10 it is 1; equal weights: P = 1/3 and 2/3.
    for (goal, value) in [(0, 5.0), (1, 0.0)] {
      fixture.indicator(
        .level, .up, goal: goal, baseline: 0, baselineYear: 1401, targets: [Target(year: 1402, value: 10)],
        observed: [Measurement(period: Period(year: 1401), value: value)])
    }
    fixture.line("a", approved: 60)
    fixture.line("b", approved: 20)
    fixture.line("c", approved: 20)
    fixture.link("a", .indicator(IndicatorID(0)))
    fixture.link("b", .indicator(IndicatorID(1)))
    let attainment = Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1402)
    let funding = try fixture.funding()
    let alignment = Alignment(
      plan: fixture.plan, attainment: attainment, weights: try fixture.weights(), funding: funding)
    // C = 0.8; F = 3/4, 1/4; ½ Σ|P − F| = 5/12; index = 0.8 · 7/12.
    #expect(alignment.coverage == 0.8)
    #expect(abs((alignment.alignmentIndex ?? 0) - 0.8 * 7 / 12) < 1e-12)
    #expect(alignment.goals.map(\.rank) == [2, 1])
    #expect(abs((alignment.goals[1].underFundingAmount ?? 0) - 80 * 5 / 12) < 1e-9)

    let scores = LineScores(
      budget: fixture.budget, funding: funding, attainment: attainment, settings: LineScoreSettings())
    // served_share 1, 1, 0 and need_served 0.5, 1, 0; mandate is the same for all and left out.
    #expect(scores.criteria.map(\.name) == ["served_share", "need_served"])
    #expect(scores.score == [0.75, 1, 0])
    // In order b (0–20), a (20–80), c (80–100): the middles lie at 10, 50 and 90 per cent.
    #expect(scores.quartile == [3, 1, 4])
  }
}
