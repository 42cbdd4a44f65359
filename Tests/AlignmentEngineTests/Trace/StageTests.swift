import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignWords
@testable import AlignmentEngine

/// Stages of a budget, and which way its money goes.
@Suite("Stages and directions of money") struct StageTests {
  private func analysis(_ budget: String, settings: String = "year: 1402\nperiod: 1401\n") throws -> Analysis {
    try Analysis(
      of: TemporaryWorkspace(changing: [
        "budget.csv": budget, "align.yaml": "calendar: solar-hijri\ncurrency: IRR\n" + settings,
      ]).read())
  }

  private func codes(_ found: Analysis) -> [String] {
    found.flags.filter { ["AL107", "AL109"].contains($0.code) }.map { "\($0.code) \($0.subject.id)" }
  }

  @Test("execution is held against the amended budget, and the composition variance too")
  func amended() throws {
    let found = try Analysis(of: caseWorkspace("amended-budget"))
    #expect(codes(found).isEmpty)
    #expect(found.funding.totalApproved == 60_000_000, "the approved amounts stay the base")
    let review = try Review(of: caseWorkspace("amended-budget"), period: Period(year: 2024))
    let execution = try #require(review.execution)
    #expect(execution.isAmended && execution.departments.approved == 60_000_000)
    let variance = try #require(execution.goals.variance)
    #expect(variance < 0.05)
  }

  @Test("in a running year half of the money after half of the year is no flag, and more than its part of it is")
  func runningYear() throws {
    #expect(try codes(Analysis(of: caseWorkspace("running-year"))).isEmpty)
    let budget = """
      line,year,title,approved,spent
      L1,1402,خرید خودرو,1000,600
      L2,1402,حفر تونل,3000,100
      L3,1402,تشریفات,500,140

      """
    #expect(try codes(analysis(budget, settings: "year: 1402\nperiod: 1402Q2\n")) == ["AL107 L1"])
    // At a month: a quarter of the year has gone.
    #expect(try codes(analysis(budget, settings: "year: 1402\nperiod: 1402M03\n")) == ["AL107 L1", "AL107 L3"])
    // The whole year: all three are far from it.
    #expect(
      try codes(analysis(budget, settings: "year: 1402\nperiod: 1402\n")) == ["AL107 L1", "AL107 L2", "AL107 L3"])
    // A year later than the period: how much of it has gone is not known.
    #expect(try codes(analysis(budget)).isEmpty)
  }

  @Test("money spent where nothing was approved is AL109, unless an amended amount covers it")
  func unapproved() throws {
    let found = try analysis(
      """
      line,year,title,approved,اصلاحیه,spent
      L1,1401,خرید خودرو,0,,600
      L2,1401,حفر تونل,0,3000,3000
      L3,1401,تشریفات,500,,500
      L1,1402,خرید خودرو,1000,,

      """)
    #expect(codes(found) == ["AL109 L1"])
    #expect(found.flags.first { $0.code == "AL109" }?.amount == 600)
  }

  @Test("only expenditure counts; revenue and transfers are totalled apart, gross and net")
  func directions() throws {
    let workspace = try caseWorkspace("revenue-and-transfers")
    #expect(workspace.warnings.contains { $0.kind == .directionsFound })
    let found = try Analysis(of: workspace)
    #expect(found.alignment.coverage == 1 && found.funding.totalApproved == 150_000)
    let totals = try #require(found.directions)
    #expect(totals.revenue == 140_000 && totals.transfers == 30_000)
    #expect(totals.gross == 180_000 && totals.expenditure == 150_000)
    #expect(!found.flags.contains { $0.code == "AL101" })
  }

  @Test(
    "directions in Persian, English and Spanish words",
    arguments: [
      ("جهت", "درآمد", "انتقال"), ("direction", "Revenue", "transfer"), ("sentido", "ingresos", "transferencias"),
    ])
  func words(heading: String, revenue: String, transfer: String) throws {
    let found = try analysis(
      """
      line,year,title,approved,\(heading)
      L1,1402,خرید خودرو,1000,
      L2,1402,عوارض,3000,\(revenue)
      L3,1402,کمک,500,\(transfer)

      """)
    #expect(found.funding.totalApproved == 1000)
    #expect(found.directions?.revenue == 3000 && found.directions?.transfers == 500)
  }

  @Test("another column of words is no direction where any cell is another word")
  func otherColumn() throws {
    let found = try analysis(
      """
      line,year,title,approved,type
      L1,1402,خرید خودرو,1000,expense
      L2,1402,عوارض,3000,income
      L3,1402,کمک,500,other

      """)
    #expect(found.directions == nil && found.funding.totalApproved == 4500)
  }

  @Test("stage chooses another base; a row without it keeps its approved amount, which is said")
  func stage() throws {
    let budget = """
      line,year,title,approved,amended
      L1,1402,خرید خودرو,1000,1500
      L2,1402,حفر تونل,3000,
      L3,1402,تشریفات,500,0

      """
    #expect(try analysis(budget).funding.totalApproved == 4500)
    let found = try analysis(budget, settings: "year: 1402\nperiod: 1401\nstage: amended\n")
    #expect(found.funding.totalApproved == 4500)
    #expect(found.funding.approved == [1500, 3000, 0])
    #expect(found.workspace.warnings.contains { $0.kind == .stageBlank && $0.values.first == .count(1) })
    func problems(_ stage: String) throws -> [ProblemKind] {
      try TemporaryWorkspace(changing: ["align.yaml": "calendar: solar-hijri\nstage: \(stage)\n"]).problems().map(
        \.kind)
    }
    #expect(try problems("proposed") == [.stageMissing])
    #expect(try problems("spent") == [.settingsWord])
  }

  @Test("a proposal without approved amounts is read; that they stand in their place is said")
  func proposalAlone() throws {
    let found = try analysis(
      """
      line,year,title,proposed
      L1,1403,خرید خودرو,1000
      L2,1403,حفر تونل,3000

      """, settings: "year: 1403\nperiod: 1402\nstage: proposed\n")
    #expect(found.funding.approved == [1000, 3000])
    #expect(found.workspace.warnings.map(\.kind).contains(.stageAlone))
  }
}
