import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignNumerics
@testable import AlignReading
@testable import AlignWords
@testable import AlignmentEngine

/// Meanings that decide what a city is told, each on the smallest workspace that shows it.
@Suite("Meanings") struct MeaningTests {
  private func analysis(_ files: [String: String]) throws -> Analysis {
    try Analysis(of: TemporaryWorkspace(changing: files).read())
  }

  @Test("a goal or an axis without an indicator has no weight, no share and no rank")
  func childless() throws {
    let found = try analysis([
      "axes.csv": "id,name\nA0,تهی\nA1,ایمنی\nA2,حمل و نقل\n",
      "goals.csv": "id,axis,name\nG0,A1,بی‌شاخص\nG1,A1,کاهش حادثه\nG2,A2,مترو\n",
    ])
    let (goals, axes) = (found.alignment.goals, found.alignment.axes)
    #expect(goals[0].isChildless && axes[0].isChildless)
    #expect(goals[0].rank == nil && goals[0].needShare == nil && goals[0].fundingShare == nil && axes[0].rank == nil)
    #expect(goals.compactMap(\.rank).sorted() == [1, 2] && axes.compactMap(\.rank).sorted() == [1, 2])
    let warnings = found.warnings.map { $0.sentence(in: "en") }
    #expect(warnings.contains { $0.contains("G0") } && warnings.contains { $0.contains("A0") })
  }

  @Test("one reading above 1 is an overshoot; unit, percent sign or targets say that numbers are percentages")
  func milestone() throws {
    func reached(_ unit: String, _ target: String, _ reading: String) throws -> Double? {
      let found = try analysis([
        "indicators.csv": """
        id,goal,name,unit,kind,direction,baseline,baseline_year,owner
        I1,G1,زمان رسیدن,دقیقه,level,down,10,1397,آتش‌نشانی
        I2,G2,خط مترو,\(unit),milestone,up,,,قطار شهری
        I3,G2,ایستگاه,عدد,level,up,2,1397,قطار شهری

        """,
        "targets.csv": "indicator,year,target\nI1,1402,5\nI2,1401,\(target)\nI3,1402,4\n",
        "measurements.csv": "indicator,period,value\nI1,1401,8\nI2,1401,\(reading)\nI3,1401,4\n",
      ])
      return found.attainment.attainment[IndicatorID(1)]
    }
    for (unit, target, reading) in [
      ("عدد", "0.8", "1.2"), ("عدد", "80%", "1.2"), ("عدد", "80%", "120%"), ("عدد", "80", "120"), ("درصد", "80", "120"),
    ] {
      let value = try #require(try reached(unit, target, reading))
      #expect(abs(value - 1.5) < 1e-12, "\(unit) \(target) \(reading)")
    }
    let small = try #require(try reached("%", "1.2", "0.6"))
    #expect(abs(small - 0.5) < 1e-12, "shares of one percent")
  }

  @Test("what is not due at P but by the end of Y has a gap")
  func notDueYet() throws {
    let found = try analysis([
      "targets.csv": "indicator,year,target\nI1,1402,5\nI2,1402,15\nI3,1401,0\nI3,1402,4\n",
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline,baseline_year,owner
      I1,G1,زمان رسیدن,دقیقه,level,down,10,1397,آتش‌نشانی
      I2,G2,خط مترو,کیلومتر,level,up,5,1397,قطار شهری
      I3,G2,ایستگاه,عدد,flow,up,0,1397,قطار شهری

      """,
      "measurements.csv": "indicator,period,value\nI1,1401,8\nI2,1401,7\nI3,1401,0\n",
    ])
    #expect(found.attainment.state[IndicatorID(2)] == .notDue && found.attainment.planningGap[IndicatorID(2)] == 1)
  }

  @Test(
    "a credit that takes more than competes makes shares of money unknown; it is named, and goals are ranked by need")
  func credits() throws {
    let budget = """
      line,year,title,approved,department,kind
      L1,1402,خرید خودرو,1000,آتش‌نشانی,capital
      L2,1402,حفر تونل,3000,قطار شهری,capital
      L3,1402,برگشت,-1200,آتش‌نشانی,capital
      L4,1402,برگشت,-100,قطار شهری,capital

      """
    let found = try analysis(["budget.csv": budget, "links.csv": "line,indicator,share\nL1,I1,1\nL2,I2,0.5\nL3,I1,1\n"])
    let alignment = found.alignment
    #expect(alignment.credits.map { found.workspace.budget.id(of: found.funding.rows[$0]) } == ["L3"])
    #expect(alignment.alignmentIndex == nil && alignment.goals.allSatisfy { $0.fundingShare == nil && $0.ratio == nil })
    let needs = alignment.goals.compactMap(\.needShare)
    #expect((needs[0] > needs[1]) == (alignment.goals[0].rank == 1))
  }

  @Test("a smaller envelope does not scale a credit")
  func creditInDraft() throws {
    let fixture = try ScenarioFixture()
    try fixture.workspace.write(
      Array(
        """
        line,year,title,approved,department,mission,kind
        10-1,1402,خرید خودرو,1000,آتش‌نشانی,M1,capital
        10-2,1402,حفر تونل,3000,قطار شهری,M2,capital
        20-1,1402,برگشت,-100,قطار شهری,M2,capital

        """.utf8), to: "budget.csv")
    let answer = try #require(try fixture.answer("envelope: 90%\n"))
    #expect(answer.draft[2] == -100 && answer.draft.reduce(0, +) == answer.model.envelope)
  }

  @Test("capitals and the two ways of joining words make no other office")
  func names() throws {
    for (owner, department) in [
      ("Works", "WORKS"), ("سازمان پارک‌ها", "سازمان پارک ها"), ("سازمان پارک‌ها", "سازمان پارکها"),
    ] {
      let found = try analysis([
        "indicators.csv": """
        id,goal,name,unit,kind,direction,baseline,baseline_year,owner
        I1,G1,زمان رسیدن,دقیقه,level,down,10,1397,\(owner)
        I2,G2,خط مترو,کیلومتر,level,up,5,1397,\(owner)
        I3,G2,ایستگاه,عدد,level,up,2,1397,\(owner)

        """,
        "budget.csv": "line,year,title,approved,department\nL1,1402,خرید,1000,\(department)\nL2,1402,حفر,10,\(owner)\n",
        "links.csv": "line,indicator,share\nL2,I2,0.5\n",
        "rules.csv": "indicator,share,department\nI1,0.5,\(owner)\n",
      ])
      #expect(!found.flags.contains { $0.code == "AL104" })
      #expect(found.funding.lineClass[0].rawValue == "tied", "the rule reaches \(department)")
    }
    #expect(!NameForms.areAlike("سازمان پارک ها", "سازمان پارکها"))
  }

  @Test("lines that differ by rounding alone are equal in every method")
  func roundingDecidesNothing() throws {
    // What seven sevenths of 0.9 add up to.
    let nearly = 0.8999999999999999
    let matrix = try DecisionMatrix([
      .init("share", [0.9, nearly, 0.5, 0.95]), .init("need", [nearly, 0.9, 0.7, 0.1]),
    ])
    for method in NamedScoringMethod.all {
      let scores = try Scores(of: matrix, by: method.method())
      let (left, right) = (try #require(scores.values[0]), try #require(scores.values[1]))
      #expect(abs(left - right) < 1e-12, "\(method.name)")
      #expect(scores.ranks[0] == scores.ranks[1], "\(method.name)")
    }
  }
}
