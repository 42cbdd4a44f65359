import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignWords
@testable import AlignmentEngine

/// Figures of indicators as offices report them: monthly, running from the year's beginning, as shares.
@Suite("Figures of indicators") struct FlowFiguresTests {
  private func measured(_ observed: [Measurement], at period: Period, _ aggregate: Aggregate = .sum) -> Observation? {
    var fixture = PlanFixture()
    let id = fixture.indicator(.flow, .up, targets: [Target(year: 1402, value: 120)], observed: observed)
    fixture.plan.indicators.aggregate[id] = aggregate
    return Observation(of: id, in: fixture.plan, at: period)
  }

  private func month(_ month: Int, _ value: Double, row: Int = 0) -> Measurement {
    Measurement(period: Period(year: 1402, month: month), value: value, row: row)
  }

  @Test("the finest rows that leave nothing out of the year win")
  func finest() {
    let months = (1...9).map { month($0, Double($0)) }
    let quarters = (1...3).map { Measurement(period: Period(year: 1402, quarter: $0), value: 100) }
    let half = Measurement(period: Period(year: 1402, half: 1), value: 1000)
    let third = Period(year: 1402, quarter: 3)
    #expect(measured(months + quarters + [half], at: third)?.value == 45)
    // Without February the first quarter's own row stands for it, and the months go on.
    #expect(measured(months.filter { $0.period.lastMonth != 2 } + quarters + [half], at: third)?.value == 139)
    #expect(measured([half, quarters[2]], at: third)?.value == 1100)
    #expect(measured([half, quarters[2]], at: third, .mean)?.value == 700)
    #expect(measured([half, quarters[2]], at: third, .last)?.value == 100)
    #expect(measured(months, at: Period(year: 1402, month: 5))?.value == 15)
    let broken = measured([months[0], months[2]], at: Period(year: 1402, quarter: 1))
    #expect(broken?.value == 4 && broken?.isComplete == false && broken?.isUnbroken == false)
  }

  @Test("what is due at the end of a month lies between the quarters")
  func due() {
    var fixture = PlanFixture()
    let target = Target(year: 1402, value: 120, quarters: [0.1, 0.3, 0.3, 0.3])
    let id = fixture.indicator(.flow, .up, targets: [target], observed: [month(4, 24)])
    let measured = Attainment(of: fixture.plan, at: Period(year: 1402, month: 4), budgeting: 1402)
    #expect(abs((measured.target[id] ?? 0) - 24) < 1e-12)
    #expect(abs((measured.attainment[id] ?? 0) - 1) < 1e-12)
  }

  @Test("deaths from 12 to none: 9 is a quarter of the way, and the money for it is not told to move")
  func flowToZero() throws {
    let found = try Analysis(of: caseWorkspace("flow-to-zero"))
    let id = IndicatorID(0)
    #expect(found.attainment.state[id] == .ok && found.attainment.attainment[id] == 0.25)
    #expect(found.attainment.planningGap[id] == 0.75)
    #expect(!found.flags.contains { $0.code == "AL102" })
  }

  @Test("figures that run from the year's beginning: the latest counts, against what was due by then")
  func yearToDate() throws {
    let found = try Analysis(of: caseWorkspace("year-to-date"))
    for id in [IndicatorID(0), IndicatorID(1)] {
      #expect(found.attainment.actual[id] == 75 && found.attainment.target[id] == 75)
      #expect(found.attainment.attainment[id] == 1)
    }
  }

  @Test("three days of one quarter are its months, put together")
  func days() throws {
    let workspace = try caseWorkspace("monthly-dates")
    #expect(try Analysis(of: workspace).attainment.actual[IndicatorID(0)] == 21)
    #expect(
      workspace.warnings.contains { $0.kind == .datesAsPeriods && $0.values == [.count(3), .count(3), .count(0)] })
  }

  private static let shares: [String: String] = [
    "indicators.csv": """
    id,goal,name,unit,kind,direction,baseline,baseline_year,owner,aggregate,frequency
    I1,G1,رضایت,درصد,flow,up,40,1400,الف,,quarterly
    I2,G2,خط مترو,کیلومتر,level,up,5,1397,قطار شهری,,
    I3,G2,ایستگاه,عدد,level,up,2,1397,قطار شهری,,

    """,
    "targets.csv": "indicator,year,target\nI1,1401,60\nI2,1402,15\nI3,1402,4\n",
    "measurements.csv": """
    indicator,period,value,numerator,denominator
    I1,1401Q1,,10,20
    I1,1401Q2,75,60,80
    I2,1401,7,,
    I3,1401,4,,

    """,
    "align.yaml": "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401Q2\n",
  ]

  @Test(
    "shares with numerator and denominator are put together as Σ numerator / Σ denominator, and are no part of a sum")
  func quotient() throws {
    let found = try Analysis(of: TemporaryWorkspace(changing: Self.shares).read())
    #expect(found.attainment.actual[IndicatorID(0)] == 70)
    #expect(found.attainment.target[IndicatorID(0)] == 60)
  }

  @Test("a share over nothing, a value that is no quotient, and a row without either are refused")
  func badQuotients() throws {
    func kinds(_ row: String) throws -> [ProblemKind] {
      var files = Self.shares
      files["measurements.csv"]? += row + "\n"
      return try TemporaryWorkspace(changing: files).problems().map(\.kind)
    }
    #expect(try kinds("I1,1401Q3,,10,0").contains(.zeroDenominator))
    #expect(try kinds("I1,1401Q3,50,10,40") == [.valueAgainstQuotient])
    #expect(try kinds("I1,1401Q3,,10,") == [.blank])
    #expect(try kinds("I1,1401Q3,25.4,10,40").isEmpty)
  }

  @Test("two figures of one period are never told to be deleted")
  func double() throws {
    let problems = try TemporaryWorkspace(changing: [
      "measurements.csv": "indicator,period,value\nI1,1401Q1,8\nI1,1401Q1,7\n"
    ]).problems()
    let problem = try #require(problems.first { $0.kind == .doubleMeasurement })
    let sentence = problem.sentence(in: "en")
    #expect(!sentence.contains("delete") && sentence.contains("1401M03") && sentence.contains("provisional"))
  }

  // MARK: Percent

  private func scale(unit: String, baseline: String, target: String, reading: String, kind: String = "level") throws
    -> (Double?, Double?, Double?)
  {
    let found = try TemporaryWorkspace(changing: [
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline,baseline_year,owner
      I1,G1,پوشش,\(unit),\(kind),up,\(baseline),1400,آتش‌نشانی
      I2,G2,خط مترو,کیلومتر,level,up,5,1397,قطار شهری
      I3,G2,ایستگاه,عدد,level,up,2,1397,قطار شهری

      """,
      "targets.csv": "indicator,year,target\nI1,1402,\(target)\nI2,1402,15\nI3,1402,4\n",
      "measurements.csv": "indicator,period,value\nI1,1401,\(reading)\nI2,1401,7\nI3,1401,4\n",
    ]).read().plan
    let id = IndicatorID(0)
    return (found.indicators.baseline[id], found.targets[id].first?.value, found.measurements[id].first?.value)
  }

  @Test("percent and shares of one indicator are brought to one scale")
  func percents() throws {
    let found = try Analysis(of: caseWorkspace("percent-and-shares"))
    #expect(found.attainment.actual[IndicatorID(0)] == 25)
    #expect(abs((found.attainment.attainment[IndicatorID(0)] ?? 0) - 1.5) < 1e-12)
    #expect(found.attainment.planningGap[IndicatorID(0)] == 0.25)
    #expect(try scale(unit: "%", baseline: "18%", target: "22", reading: "19.4%") == (18, 22, 19.4))
    #expect(try scale(unit: "%", baseline: "18%", target: "22%", reading: "19.4") == (18, 22, 19.4))
    #expect(try scale(unit: "نسبت", baseline: "0.2", target: "0.4", reading: "25%") == (0.2, 0.4, 0.25))
    #expect(try scale(unit: "درصد", baseline: "0.5%", target: "0.3", reading: "0.4%") == (0.5, 0.3, 0.4))
    #expect(try scale(unit: "%", baseline: "0", target: "1", reading: "40%", kind: "milestone") == (0, 1, 0.4))
  }

  @Test("percent and shares that the other numbers do not tell apart are refused, with both cells")
  func openPercents() throws {
    func refusal(_ unit: String, _ baseline: String, _ target: String, _ reading: String) throws -> String {
      do {
        _ = try scale(unit: unit, baseline: baseline, target: target, reading: reading)
        return ""
      } catch let failure as ReadFailure {
        return failure.problems.filter { $0.kind == .mixedPercent }.map { $0.sentence(in: "en") }.joined()
      }
    }
    let open = try refusal("%", "0.4", "0.9", "6%")
    #expect(open.contains("0.9") && open.contains("6") && open.contains("measurements"))
    // 0.194 beside 20 and 22: one of them is a hundred times too small.
    let bare = try refusal("درصد", "18", "22", "0.194")
    #expect(bare.contains("0.194") && bare.contains("22"))
    #expect(try refusal("درصد", "18", "22", "0.194%").isEmpty)
    #expect(try refusal("کیلومتر", "18", "22", "0.194").isEmpty)
  }

  // MARK: Flags

  private func flags(_ indicator: String, targets: String, measurements: String) throws -> [Flag] {
    let found = try Analysis(
      of: TemporaryWorkspace(changing: [
        "indicators.csv": """
        id,goal,name,unit,kind,direction,baseline,baseline_year,owner,plan_total
        \(indicator)
        I2,G2,خط مترو,کیلومتر,level,up,5,1397,قطار شهری,
        I3,G2,ایستگاه,عدد,level,up,2,1397,قطار شهری,

        """,
        "targets.csv": "indicator,year,target\n\(targets)\nI2,1402,15\nI3,1402,4\n",
        "measurements.csv": "indicator,period,value\n\(measurements)\nI2,1401,7\nI3,1401,4\n",
      ]).read())
    return found.flags.filter { $0.subject.id == "I1" && ["AL306", "AL307"].contains($0.code) }
  }

  @Test("a percentage above 100, or an index outside the scale that its unit names, is AL306")
  func range() throws {
    func codes(_ unit: String, _ target: String, _ reading: String, name: String = "پوشش", kind: String = "level")
      throws
      -> [String]
    {
      try flags(
        "I1,G1,\(name),\(unit),\(kind),up,0,1400,الف,", targets: "I1,1402,\(target)",
        measurements: "I1,1401,\(reading)"
      ).map(\.code)
    }
    #expect(try codes("درصد", "120", "80") == ["AL306"])
    #expect(try codes("%", "90", "-3") == ["AL306"])
    #expect(try codes("%", "100", "80").isEmpty)
    #expect(try codes("درصد رشد", "120", "80").isEmpty)
    #expect(try codes("%", "120", "80", name: "population growth").isEmpty)
    #expect(try codes("شاخص ۰ تا ۱۰۰", "70", "110") == ["AL306"])
    #expect(try codes("score out of 10", "12", "7") == ["AL306"])
    #expect(try codes("index 0-100", "100", "7").isEmpty)
    #expect(try codes("کیلومتر", "120", "80").isEmpty)
    #expect(try codes("درصد", "100", "130", kind: "milestone").isEmpty, "an overshoot")
  }

  @Test("targets that do not add up to plan_total within 1 % are AL307")
  func planTotal() throws {
    func codes(_ total: String, kind: String = "flow") throws -> [Flag] {
      try flags(
        "I1,G1,درخت,اصله,\(kind),up,0,1400,الف,\(total)", targets: "I1,1401,100\nI1,1402,200", measurements: "I1,1401,8"
      )
    }
    #expect(try codes("300").isEmpty && codes("302").isEmpty && codes("").isEmpty)
    #expect(try codes("400", kind: "level").isEmpty)
    let flag = try #require(try codes("400").first)
    #expect(flag.code == "AL307")
    #expect(flag.evidence.contains { $0.name == "sum_of_targets" })
  }
}
