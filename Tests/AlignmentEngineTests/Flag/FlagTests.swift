import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("Flags") struct FlagTests {
  private func analysis(_ settings: (inout Workspace) -> Void = { _ in }) throws -> Analysis {
    var fixture = PlanFixture()
    fixture.indicator(
      .level, .up, baseline: 0, baselineYear: 1400, targets: [Target(year: 1402, value: 10)],
      observed: [Measurement(period: Period(year: 1401), value: 10)])
    fixture.indicator(.level, .up, baseline: 20, targets: [Target(year: 1402, value: 10, row: 7)])
    fixture.line("free", approved: 10)
    fixture.line("must", approved: 20, mandatory: true)
    fixture.line("met", approved: 40)
    fixture.link("met", .indicator(IndicatorID(0)), 0.25)
    fixture.link("gone", .indicator(IndicatorID(0)))
    var workspace = Workspace()
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    settings(&workspace)
    return try Analysis(of: workspace)
  }

  private func named(_ flags: [Flag]) -> [String] { flags.map { "\($0.code) \($0.subject.id) \($0.severity)" } }

  @Test("a line tied only to met targets is AL102, an untied mandatory one is for information")
  func codes() throws {
    let found = named(try analysis().flags)
    #expect(
      found == [
        "AL101 free warning", "AL101 must info", "AL102 met warning", "AL103 met info", "AL301 I2 warning",
        "AL305 I2 warning", "AL402 gone error",
      ])
  }

  @Test(
    "staleness is that of the period under review; a flow's target may contradict its direction; no money, no AL401")
  func reviewedThen() throws {
    var fixture = PlanFixture()
    fixture.indicator(
      .level, .up, baseline: 0, targets: [Target(year: 1402, value: 10)],
      observed: [1397, 1402].map { Measurement(period: Period(year: $0), value: 1) })
    fixture.indicator(
      .flow, .up, baseline: 10, targets: [Target(year: 1401, value: 4)],
      observed: [Measurement(period: Period(year: 1401), value: 4)])
    fixture.line("back", approved: -70)
    fixture.line("paid", approved: 100)
    for _ in 0..<2 { fixture.link("back", .indicator(IndicatorID(0))) }
    fixture.link("paid", .indicator(IndicatorID(0)), 0.3)
    fixture.link("paid", .indicator(IndicatorID(1)), 0.2)
    fixture.links.line.append(1)
    fixture.links.subject.append(.unknown)
    fixture.links.share.append(1)
    fixture.links.status.append(.confirmed)
    fixture.links.against.append(false)
    fixture.links.unknownSubjects[fixture.links.count - 1] = "G9"
    fixture.links.unknownGoals = [fixture.links.count - 1]
    var workspace = Workspace()
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    let analysis = try Analysis(of: workspace, year: 1402, period: Period(year: 1401))
    let codes = Set(named(analysis.flags).map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
    #expect(codes.isSuperset(of: ["AL302 I1", "AL305 I2", "AL402 G9"]))
    #expect(codes.isDisjoint(with: ["AL401 back", "AL103 paid"]))
    #expect(analysis.flags.first { $0.code == "AL402" }?.subject.kind == .goal)
  }

  @Test("a total at stake counts a line once")
  func totals() throws { #expect(try analysis().flagList.totals.atStake == 70) }

  @Test("a flag can be turned off, re-graded, moved and accepted")
  func settings() throws {
    let analysis = try analysis { workspace in
      workspace.settings.flags["AL101"] = FlagSettings()
      workspace.settings.flags["AL101"]?.isOff = true
      workspace.settings.flags["AL102"] = FlagSettings()
      workspace.settings.flags["AL102"]?.severity = .error
      workspace.settings.flags["AL103"] = FlagSettings()
      workspace.settings.flags["AL103"]?.thresholds["share"] = 0.2
      workspace.accepted = [Acceptance(code: "AL402", subject: "gone", reason: "known", row: 2)]
    }
    #expect(named(analysis.flags) == ["AL102 met error", "AL301 I2 warning", "AL305 I2 warning", "AL402 gone error"])
    #expect(analysis.flags.last?.accepted != nil)
    #expect(analysis.flagList.totals.counts.last?.accepted == 1)
  }

  @Test("a plan without a budget can still be linted")
  func lint() throws {
    var workspace = try analysis().workspace
    workspace.budget = Budget()
    #expect(throws: AnalysisError.noBudget) { try Analysis(of: workspace) }
    #expect(named(try PlanLint(of: workspace).flags) == ["AL301 I2 warning", "AL305 I2 warning"])
  }
}
