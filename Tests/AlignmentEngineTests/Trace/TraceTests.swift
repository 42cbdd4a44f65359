import EngineFixtures
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignmentEngine

@Suite("Trace") struct TraceTests {
  private func fixture() -> PlanFixture {
    var fixture = PlanFixture(goals: 2)
    fixture.indicator(.level, .up, goal: 0, weight: 3)
    fixture.indicator(.level, .up, goal: 0, weight: 1)
    fixture.indicator(.level, .up, goal: 1)
    for (id, approved) in [("10-1", 100), ("10-2", 200), ("20-1", 400), ("30", 800)] as [(String, Int64)] {
      fixture.line(id, approved: approved)
    }
    return fixture
  }

  @Test("the exact id beats its prefix, and a goal shares by weight")
  func precedence() throws {
    var fixture = fixture()
    fixture.link("10", .goal(GoalID(0)))
    fixture.link("10-1", .indicator(IndicatorID(2)), 0.5)
    fixture.link("20-1", .none)
    let funding = try fixture.funding()
    #expect(funding.funding.values == [150, 50, 50])
    #expect(funding.lineClass == [.tied, .tied, .neutral, .untied])
    #expect(funding.totalApproved == 1500 && funding.dangling.isEmpty)
  }

  @Test("a row that names a line speaks for the lines below it too, where they have none of their own")
  func lineAndPrefix() throws {
    var fixture = fixture()
    for (id, approved) in [("40", 10), ("40-1", 20), ("40-1/7", 40), ("40-2", 80)] as [(String, Int64)] {
      fixture.line(id, approved: approved)
    }
    fixture.link("40", .indicator(IndicatorID(0)))
    fixture.link("40-1", .indicator(IndicatorID(1)))
    fixture.link("40-2", .indicator(IndicatorID(2)))
    #expect(try fixture.funding().funding.values == [10, 60, 80])
    fixture.link("40", .indicator(IndicatorID(2)), 1, .rejected)
    #expect(try fixture.funding().funding.values == [10, 60, 0])
  }

  @Test("a rejected row takes its pair out; suggestions count only when asked for")
  func status() throws {
    var fixture = fixture()
    fixture.link("10", .indicator(IndicatorID(0)))
    fixture.link("10-1", .indicator(IndicatorID(0)), 1, .rejected)
    fixture.link("30", .indicator(IndicatorID(1)), 1, .suggested)
    #expect(try fixture.funding().funding.values == [200, 0, 0])
    #expect(try fixture.funding(includingSuggested: true).funding.values == [200, 800, 0])
  }

  @Test("a row against counts as a row of its class, so that a rule does not tie what a person judged")
  func againstBeatsRules() throws {
    var fixture = fixture()
    fixture.budget.title = TextColumn(
      bytes: FileBytes(copying: Array("Red car".utf8)),
      slices: [0, 0, 0, TextSlice(offset: 0, length: 7, isQuoted: false).packed])
    let rule = Rule(
      subject: .indicator(IndicatorID(2)), share: 0.25, categories: [:], title: .words(["red"]), row: 2,
      subjectName: "I3")
    // Words of a title match without minding capitals.
    #expect(try fixture.funding(rules: [rule]).funding.values == [0, 0, 200])
    fixture.link("30", .indicator(IndicatorID(2)), 1, against: true)
    let funding = try fixture.funding(rules: [rule])
    #expect(funding.totalLinked == 0 && funding.against.map(\.row) == [3] && funding.lineClass[3] == .untied)
  }

  @Test("a rejected goal takes its indicators out of whatever wins")
  func rejectedGoal() throws {
    var fixture = fixture()
    fixture.link("30", .indicator(IndicatorID(0)), 0.5)
    fixture.link("30", .indicator(IndicatorID(2)), 0.5)
    fixture.link("30", .goal(GoalID(0)), 1, .rejected)
    #expect(try fixture.funding().funding.values == [0, 0, 400])
  }

  @Test("money against an indicator is never in L")
  func against() throws {
    var fixture = fixture()
    fixture.link("30", .indicator(IndicatorID(1)), 0.5, against: true)
    let funding = try fixture.funding()
    #expect(funding.totalLinked == 0 && funding.lineClass[3] == .untied)
    #expect(funding.against.map(\.row) == [3])
  }

  @Test("shares above 1 are divided by their sum; the same pair adds up")
  func above() throws {
    var fixture = fixture()
    for share in [0.75, 0.75] { fixture.link("30", .indicator(IndicatorID(1)), share) }
    fixture.link("30", .indicator(IndicatorID(0)), 0.5)
    let funding = try fixture.funding()
    #expect(funding.rawShareSum[3] == 2)
    #expect(funding.funding.values == [200, 600, 0])
  }

  @Test("a link to a line of no year dangles")
  func dangling() throws {
    var fixture = fixture()
    fixture.link("99", .indicator(IndicatorID(0)))
    #expect(try fixture.funding().dangling.map(\.id) == ["99"])
  }

  @Test("one thread and two give the same bits")
  func threads() throws {
    var fixture = PlanFixture()
    for _ in 0..<7 { fixture.indicator(.level, .up) }
    let count = 200_000
    fixture.budget.lineIDs = ListedLines(ids: (0..<count).map(String.init))
    fixture.budget.line = Column((0..<count).map(LineID.init))
    fixture.budget.year = Column(repeating: 1402, count: count)
    fixture.budget.approved = Column((0..<count).map { Int64($0 * 7919 % 100_003) })
    fixture.budget.mandatory = Column(repeating: false, count: count)
    for line in 0..<count {
      fixture.links.line.append(Int32(line))
      fixture.links.subject.append(.indicator(IndicatorID(line % 7)))
      fixture.links.share.append(Double(line % 9) / 10)
      fixture.links.status.append(.confirmed)
    }
    let one = try fixture.funding(jobs: 1)
    let two = try fixture.funding(jobs: 2)
    #expect(one.funding.values.map(\.bitPattern) == two.funding.values.map(\.bitPattern))
    #expect(one.share == two.share && one.start == two.start)
  }
}
