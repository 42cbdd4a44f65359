import EngineFixtures
import Testing

@testable import AlignModel
import AlignWords

@testable import AlignReading

@Suite struct ScenarioReaderTests {
  @Test("a file says everything it can say")
  func everything() throws {
    let fixture = try ScenarioFixture()
    let scenario = try fixture.scenario(
      """
      name: {en: test, fa: آزمون}
      year: 1402
      target_year: 1402
      envelope: -10%
      defaults: {range: none, mandatory: free, no_new_money: none}
      limits:
        - name: rail
          where: {department: قطار شهری, mission: [M1, M2], kind: capital, mandatory: no, class: tied}
          on: sum
          floor: ۹۰٪
          cap: +10%
        - where: {line: 10, attribute: {ward: north}, except: {line: 10-2}}
          hold: 1_200
          of: 1401
        - goal: G2
          floor: 1000
        - axis: A1
          cap: 120%
      weights: {axes: {A1: 30%}, goals: equal}
      lambda: 0.05
      round_to: 10
      links: suggested
      sweep: {envelope: [90%, 95%], lambda: [0.1, 1]}
      """)
    #expect(scenario.envelope == .percent(90) && scenario.inertia == 0.05 && scenario.roundTo == 10)
    #expect(
      scenario.limits.count == 4 && scenario.limits[0].floor == .percent(90) && scenario.limits[0].cap == .percent(110))
    #expect(scenario.limits[1].floor == .money(1200) && scenario.limits[1].isHold && scenario.limits[1].ofYear == 1401)
    #expect(scenario.limits[2].isOnSum && scenario.limits[2].row == 15)
    #expect(scenario.defaults == .init(range: nil, holdsMandatory: false, noNewMoney: []))
    #expect(scenario.weights.axes == [AxisID(0): 0.3] && scenario.includesSuggested == true)
    #expect(scenario.swept.count == 4)
  }

  @Test("several years with all that they can say")
  func years() throws {
    let fixture = try ScenarioFixture()
    let full = try fixture.scenario(
      "years: {count: 3, envelopes: [100%, 110%, 5000], growth: 5%, carry_over: 10%, discount: 0.9}\n")
    let years = try #require(full.years)
    #expect(years.count == 3 && years.envelopes == [.percent(100), .percent(110), .money(5000)])
    #expect(years.growth == 0.05 && years.carryOver == 0.1 && years.discount == 0.9)
    #expect(try fixture.scenario("years: 4\n").years?.count == 4)
    // One year is a scenario like any other.
    #expect(try fixture.scenario("years: 1\n").years == nil && fixture.scenario("years: {count: 1}\n").years == nil)
  }

  @Test(
    "what years cannot be is refused at its key",
    arguments: [
      ("years: many", "years"), ("years: 2.5", "years"), ("years: 0", "years"), ("years: {count: 1000}", "years.count"),
      ("years: {count: 3, growth: 2000%}", "years.growth"), ("years: {count: 3, growth: fast}", "years.growth"),
      ("years: {count: 3, carry_over: 120%}", "years.carry_over"), ("years: {count: 3, discount: 0}", "years.discount"),
      ("years: {count: 3, envelopes: [90%, 95%]}", "years.envelopes"), ("years: {count: 3, pace: 1}", "years.pace"),
    ])
  func noYears(yaml: String, key: String) throws {
    let found = try ScenarioFixture().problems(yaml + "\n")
    #expect(found.count == 1 && found[0].contains(key), "\(found)")
  }

  @Test("an empty file is the defaults")
  func empty() throws {
    let scenario = try ScenarioFixture().scenario("# nothing\n")
    #expect(scenario.envelope == .percent(100) && scenario.limits.isEmpty && scenario.defaults == .init())
    #expect(scenario.name(in: .en) == "test")
  }

  @Test("what align.yaml says under scenario is where every scenario of the workspace starts")
  func defaults() throws {
    let settings = """
      calendar: solar-hijri
      scenario:
        envelope: 95%
        lambda: 0.2
        limits: [{where: {kind: capital}, on: sum, floor: 90%}]
      """
    var fixture = try ScenarioFixture(settings: settings)
    #expect(try fixture.scenario("# nothing\n").envelope == .percent(95))
    let own = try fixture.scenario("lambda: 0.1\nlimits: [{where: {}, cap: 110%}]\n")
    #expect(own.envelope == .percent(95) && own.inertia == 0.1 && own.limits.count == 2)
    #expect(own.limits[0].file == "align.yaml" && own.limits[0].row == 5)
    #expect(try ScenarioReader.standard(for: fixture.workspace.read()).inertia == 0.2)
    fixture = try ScenarioFixture(settings: "calendar: solar-hijri\nscenario: {lamda: 1, sweep: {lambda: [1]}}\n")
    let found = fixture.problems("# nothing\n")
    #expect(found.count == 2 && found.allSatisfy { $0.hasPrefix("align.yaml:2:") }, "\(found)")
  }

  @Test("every mistake is told with its line, what was expected and what was meant")
  func mistakes() throws {
    let fixture = try ScenarioFixture()
    let found = fixture.problems(
      """
      envelop: 90%
      limits:
        - where: {departmant: قطار شهری}
          floor: many
        - where: {department: قطار شهر}
          cap: 10
        - goal: G9
          cap: 1
        - where: {line: 77, flag: AL999}
      lambda: 0
      weights: {axes: {A1: 300%}}
      """)
    func has(_ parts: String...) -> Bool { found.contains { line in parts.allSatisfy(line.contains) } }
    #expect(has("test.yaml:1:envelop", "did you mean “envelope”?"))
    #expect(has("test.yaml:3:limits.where.departmant", "did you mean “department”?"))
    #expect(has("test.yaml:4:limits.floor", "“many” is no amount", "90%"))
    #expect(has("test.yaml:5:limits.where.department", "did you mean “قطار شهری”?"))
    #expect(has("test.yaml:7:limits.goal", "“G9”"))
    #expect(has("test.yaml:9:limits.where.line", "77"))
    #expect(has("test.yaml:9:limits.where.flag", "AL999"))
    #expect(has("test.yaml:10:lambda") && has("test.yaml:11:weights.axes", "300%"))
    #expect(has("a limit without an amount"))
  }

  @Test("what is not YAML, or no list of keys, is told and not trapped on")
  func notYAML() throws {
    let fixture = try ScenarioFixture()
    for text in [
      "a: [1", "- 1\n- 2", "name: {en: [x]}\nlimits: 3", "limits:\n  - 3\n  - where: x\n    cap: 1",
      "envelope: {percent: x, off: 3}", "sweep: 3\nweights: [1]", "envelope: 1e300", "envelope: -200%",
      "defaults: 3\nround_to: -1", "lambda: [1, 2]", "limits:\n  - where: {attribute: {zone: 1}}\n    cap: 1",
    ] {
      #expect(!fixture.problems(text).isEmpty, "\(text)")
    }
  }

  @Test("a scenario may extend another, but not itself")
  func extending() throws {
    let fixture = try ScenarioFixture()
    _ = try fixture.scenario("envelope: 90%\nlimits:\n  - where: {}\n    cap: 110%\n", name: "first.yaml")
    let second = try fixture.scenario(
      "extends: first.yaml\nlambda: 0.1\nlimits:\n  - where: {line: 10-1}\n    cap: 105%\n", name: "second.yaml")
    #expect(second.envelope == .percent(90) && second.limits.count == 2 && second.inertia == 0.1)
    #expect(second.limits[0].file == "first.yaml" && second.name(in: .en) == "second")
    #expect(!fixture.problems("extends: test.yaml\n").isEmpty)
    #expect(fixture.problems("extends: none.yaml\n").contains { $0.contains("there is no file “none.yaml”") })
  }
}
