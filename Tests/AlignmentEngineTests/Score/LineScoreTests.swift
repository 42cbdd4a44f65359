import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignNumerics
@testable import AlignmentEngine

@Suite("Scores of lines") struct LineScoreTests {
  @Test("lines can be scored by every method, and those that know nothing of a line say so")
  func lines() throws {
    var fixture = PlanFixture(goals: 1)
    fixture.indicator(
      .level, .up, baseline: 0, baselineYear: 1401, targets: [Target(year: 1402, value: 10)],
      observed: [Measurement(period: Period(year: 1401), value: 5)])
    for (line, approved) in [("a", 50), ("b", 30), ("c", 20), ("d", 0)] {
      fixture.line(line, approved: Int64(approved))
    }
    fixture.link("a", .indicator(IndicatorID(0)))
    fixture.link("b", .indicator(IndicatorID(0)), 0.5)
    let attainment = Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1402)
    let funding = try fixture.funding()
    for method in NamedScoringMethod.all.map(\.name) {
      var settings = LineScoreSettings()
      settings.method = method
      let scores = LineScores(budget: fixture.budget, funding: funding, attainment: attainment, settings: settings)
      #expect(scores.quartile == [2, 3, 4, nil], "\(method)")
      #expect(scores.score[3] == nil && scores.coverage == [1, 1, 1, nil])
    }
  }
}
