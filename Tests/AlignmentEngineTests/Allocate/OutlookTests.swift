import AlignModel
import AlignReading
import AlignReports
import AlignWords
import EngineFixtures
import Testing

@testable import AlignmentEngine

/// What would have to change for a line to get more, and what stands in the way of whole lines.
@Suite struct OutlookTests {
  @Test("without its cap a line gets what it gets when the file lifts that cap")
  func cap() throws {
    let yaml =
      "indivisible: no\ndefaults: {range: 50%}\nlimits: [{where: {line: 10-3}, cap: 720}, {where: {line: 10-1}, hold: yes}]\n"
    let answer = try #require(try ScenarioFixture.ofWholeLines().answer(yaml))
    let lifted = try #require(
      try ScenarioFixture.ofWholeLines().answer(
        yaml.replacing("{where: {line: 10-3}, cap: 720}", with: "{where: {line: 10-3}, cap: 1e6}")))
    let outlook = try answer.outlook(of: 2)
    #expect(answer.draft[2] == 720 && outlook.upperPrice < 0 && outlook.gain > 0)
    #expect(outlook.withoutCap == lifted.draft[2] || lifted.draft[2] <= 720)
    // What speaks for the line and against it adds up to what its cap costs.
    let sum =
      outlook.worths.reduce(0) { $0 + $1.worth } + outlook.departure + outlook.charges.reduce(0) { $0 + $1.price }
    #expect(abs(sum - outlook.gain) <= 1e-6 * outlook.gain + 1e-15)
    let text = LineOutlookReport(
      outlook, of: answer,
      format: NumberFormat(language: .en, settings: answer.model.today.workspace.settings, largest: 0)
    ).lines().joined(separator: "\n")
    #expect(text.contains("10-3 a school") && text.contains("Without its cap"))
  }

  @Test("a line that is left out says what putting it in would cost, which solving with it in confirms")
  func leftOut() throws {
    let answer = try #require(
      try ScenarioFixture.ofWholeLines().answer("envelope: 60%\ndefaults: {range: 50%, mandatory: held}\n"))
    let out = try #require(answer.reasons.firstIndex { if case .leftOut = $0 { true } else { false } })
    let outlook = try answer.outlook(of: out)
    let forced = try #require(outlook.forced)
    let id = ["10-1", "10-2"][out]
    let kept = try ScenarioFixture.ofWholeLines().answer(
      "envelope: 60%\ndefaults: {range: 50%, mandatory: held}\nlimits: [{where: {line: \(id)}, floor: 100%}]\n")
    if let kept, let cost = forced.cost {
      let before = answer.solution.certificate.objective
      #expect(abs(kept.solution.certificate.objective - before * (1 + cost)) <= 1e-6 * before && cost >= 0)
    } else {
      #expect(kept == nil && forced.cost == nil)
    }
  }

  @Test("where only wholeness fails, the smallest set names the lines and limits in the way")
  func wholeness() throws {
    // Two whole works of 1000 and 3000 cannot come to between 1500 and 2500 together; divided they could.
    let yaml = """
      defaults: {range: none, mandatory: held}
      limits:
        - {name: works, where: {line: [10-1, 10-2]}, on: sum, floor: 1500, cap: 2500}
        - {name: idle, where: {line: 10-4}, cap: 5000}

      """
    let model = try ScenarioFixture.ofWholeLines().model(yaml)
    guard case .undecided(_, .noWholeLines) = try model.solved() else {
      Issue.record("not proved")
      return
    }
    let found = try #require(model.wholeContradiction())
    #expect(found.lines == [0, 1])
    #expect(found.limits.map { model.words($0, in: .en) }.contains("works"))
    #expect(!found.limits.map { model.words($0, in: .en) }.contains("idle"))
    #expect(found.lines(model, in: .en)[0].contains("10-1, 10-2"))
    #expect(try ScenarioFixture.ofWholeLines().answer(yaml + "indivisible: no\n") != nil)
  }

  @Test("a penalty of 0 is refused with the reason")
  func noPenalty() throws {
    let problems = try ScenarioFixture.ofWholeLines().problems("lambda: 0\n")
    #expect(problems.count == 1 && problems[0].contains("without a penalty many drafts are equally good"))
    #expect(try ScenarioFixture.ofWholeLines().problems("sweep: {lambda: [0, 0.1]}\n").count == 1)
    #expect(try ScenarioFixture.ofWholeLines().problems("lambda: 1e-9\n").isEmpty)
  }
}
