import EngineFixtures
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignNumerics
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

@Suite struct ScenarioTests {
  @Test("the draft adds up exactly, held lines stay, lines that serve nothing get no more")
  func defaults() throws {
    let answer = try #require(try ScenarioFixture().answer(""))
    #expect(answer.solution.certificate.holds)
    #expect(answer.draft.reduce(0, +) == 6000)
    #expect(answer.draft[3] == 1500 && answer.draft[4] == 0 && answer.draft[2] <= 500)
    #expect((800...1200).contains(answer.draft[0]) && (2400...3600).contains(answer.draft[1]))
    #expect(answer.reasons[3].word == "held" && answer.reasons[4].word == "held")
  }

  @Test("defaults move with the envelope, so that today's budget in proportion always keeps to them")
  func proportion() throws {
    for envelope in ["50%", "90%", "97.3%", "133.3%", "4321"] {
      let model = try ScenarioFixture().model("envelope: \(envelope)")
      guard case .answered(let answer) = try model.solved() else {
        Issue.record("\(envelope) has an answer")
        continue
      }
      #expect(answer.draft.reduce(0, +) == model.envelope)
    }
  }

  @Test("a budget of 3e16 rial is drafted to the rial, and holds and percentages are exact")
  func large() throws {
    var files: [String] = ["line,year,title,approved,department,kind"]
    for line in 0..<12 {
      files.append("N\(line),1402,title,\(2_500_000_000_000_003 + line * 17),\(line < 5 ? "health" : "roads"),capital")
    }
    let fixture = try ScenarioFixture(files: [
      "budget.csv": files.joined(separator: "\n") + "\n",
      "links.csv": "line,indicator,share\nN0,I1,1\nN3,I2,0.333333\nN7,I3,0.4\nN9,I1,0.85\n",
    ])
    let answer = try #require(
      try fixture.answer(
        """
        envelope: 97.3%
        defaults: {no_new_money: none}
        limits:
          - {where: {line: N11}, hold: 100%}
          - {where: {department: health}, on: sum, floor: 98.1%}
          - {goal: G1, hold: 101%}
        """))
    let base = answer.model.base
    let total = base.reduce(0, +)
    #expect(total == 30_000_000_000_001_158 && answer.model.envelope == 29_190_000_000_001_127)
    #expect(answer.draft.reduce(0, +) == answer.model.envelope)
    #expect(answer.draft[11] == base[11])
    let (health, floor) = (answer.draft[..<5].reduce(0, +), Int128(base[..<5].reduce(0, +)) * 981)
    #expect(Int128(health) * 1000 >= floor)
    #expect(answer.solution.certificate.holds)
  }

  @Test("two limits on one sum are merged; limits that no whole amounts satisfy end as a contradiction")
  func sumsTwice() throws {
    let fixture = try ScenarioFixture()
    let answer = try #require(
      try fixture.answer(
        """
        defaults: {range: 10%, mandatory: free, running: free, no_new_money: none}
        limits:
          - {where: {department: آتش‌نشانی}, on: sum, floor: 102%}
          - {where: {department: آتش‌نشانی}, on: sum, floor: 95%, cap: 105%}
        """))
    #expect(answer.draft[0] + answer.draft[3] >= 2550 && answer.draft[0] + answer.draft[3] <= 2625)
    let odd = try fixture.model(
      "defaults: {range: 10%}\nlimits:\n  - {goal: G2, floor: 2251, cap: 2251}\n  - {where: {line: 20-2}, hold: 100%}\n"
    )
    // 0.75 of one line is never 2251.
    guard case .undecided(_, .noWholeAmounts) = try odd.solved() else {
      Issue.record("no whole amounts")
      return
    }
    let crossed = try #require(
      try fixture.contradiction("envelope: 90%\nlimits:\n  - {where: {line: 20-2}, cap: 1349}\n"))
    #expect(crossed.1.excess == 1)
  }

  @Test("limits of the file win over the defaults, side by side")
  func ownLimits() throws {
    let fixture = try ScenarioFixture()
    let answer = try #require(
      try fixture.answer(
        """
        envelope: 6200
        limits:
          - where: {line: 10-1}
            hold: 150%
          - where: {mission: M2}
            on: sum
            cap: 2900
          - goal: G2
            floor: 1900
        """))
    #expect(answer.draft[0] == 1500 && answer.reasons[0].word == "held")
    #expect(answer.draft[1] <= 2900 && Double(answer.draft[1]) * 0.75 >= 1900)
    let later = try #require(
      try fixture.answer("limits:\n  - where: {line: 10-1}\n    floor: 130%\n    of: 1401\n"))
    #expect(later.draft[0] >= 1170)
  }

  @Test("every answer's figures are those of an analysis of its draft")
  func promised() throws {
    let fixture = try ScenarioFixture()
    let answer = try #require(try fixture.answer("lambda: 0.001\nround_to: 10\n"))
    let sink = MemorySink()
    try CSVTable.write(
      DraftTable.table(of: answer, in: .fa), currency: Currency(code: "IRR"), marksEncoding: true, to: sink)
    try fixture.workspace.write(sink.bytes, to: "budget.csv")
    let read = try Analysis(of: fixture.workspace.read())
    #expect(read.funding.approved == answer.draft)
    #expect(read.alignment.alignmentIndex == answer.after.alignment.alignmentIndex)
    #expect(read.alignment.coverage == answer.after.alignment.coverage)
    #expect(read.flagList.totals.counts == answer.after.flagList.totals.counts)
    #expect(read.workspace.budget.years == [answer.model.targetYear])
    // Drafted again, the columns that a draft adds do not come twice.
    let again = try #require(try fixture.answer(""))
    let keys = DraftTable.table(of: again, in: .fa).columns.map(\.key)
    #expect(Set(keys).count == keys.count)
  }

  @Test("weights of the scenario move the targets and not the links")
  func weights() throws {
    let fixture = try ScenarioFixture()
    let plain = try fixture.model("")
    let model = try fixture.model("weights: {axes: {A1: 90%}}\n")
    let (share, plainShare) = (model.alignment.needShare.values, plain.alignment.needShare.values)
    #expect((share[0] ?? 0) > (plainShare[0] ?? 0))
    #expect(model.today.funding.share == plain.today.funding.share)
    #expect(abs(share.compactMap { $0 }.reduce(0, +) - 1) < 1e-12)
  }

  @Test("a target year drafts that year and keeps the years before")
  func targetYear() throws {
    let fixture = try ScenarioFixture()
    let answer = try #require(try fixture.answer("target_year: 1403\n"))
    #expect(answer.after.year == 1403 && answer.after.workspace.budget.years == [1401, 1402, 1403])
    #expect(answer.after.funding.approved == answer.draft)
  }

  @Test("the contradiction of the issue: floors and held lines above the envelope, in money")
  func contradiction() throws {
    let found = try ScenarioFixture().contradiction(
      """
      envelope: 4000
      defaults: {range: none, running: free, no_new_money: none}
      limits:
        - name: held pay
          where: {mandatory: yes}
          hold: 100%
        - where: {mission: M2}
          on: sum
          floor: 2700
        - where: {mission: M1}
          on: sum
          cap: 900
      """)
    let (model, contradiction) = try #require(found)
    #expect(contradiction.excess == 200)
    let asked = Set(contradiction.asks.map { model.words($0.limit, isFloor: true, in: .en) })
    #expect(asked == ["held pay", "floor on the sum of mission M2"])
    #expect(contradiction.asks.map(\.amount).sorted() == [1500, 2700] && contradiction.allows.map(\.amount) == [4000])
    let envelope = try #require(contradiction.remedies.first { model.limits[$0.limit].origin == .envelope })
    #expect(envelope.value == 4200)
    let floor = try #require(contradiction.remedies.first { $0.isFloor })
    #expect(floor.value == 2500)
    #expect(contradiction.lines(model, in: .en)[0].contains("exceed the envelope"))
  }

  @Test("drop any one limit of a contradiction and the rest of it can hold together")
  func minimal() throws {
    let workspace = try ScenarioFixture().workspace.read()
    let today = try Analysis(of: workspace)
    var draws = DrawnNumbers(3)
    var found = 0
    for _ in 0..<300 {
      var scenario = Scenario()
      scenario.envelope = .percent(draws.number(70...130))
      scenario.defaults.range = draws.chance(0.5) ? draws.number(0.05...0.4) : nil
      scenario.defaults.holdsMandatory = draws.chance(0.5)
      for _ in 0..<draws.whole(1...5) {
        var limit = Scenario.Limit()
        var selection = LineSelection()
        switch draws.whole(0...4) {
        case 0: selection.lines = ["10"]
        case 1: selection.lines = ["20"]
        case 2: selection.categories[.mission] = ["M\(draws.whole(1...3))"]
        case 3: selection.kinds = [.capital]
        default: selection.attributes["ward"] = [draws.chance(0.5) ? "north" : "south"]
        }
        limit.subject = draws.chance(0.2) ? .goal(GoalID(draws.whole(0...1))) : .lines(selection)
        limit.isOnSum = draws.chance(0.6)
        if case .goal = limit.subject { limit.isOnSum = true }
        if draws.chance(0.6) {
          limit.floor = .percent(draws.number(60...140))
        } else {
          limit.cap = .percent(draws.number(60...140))
        }
        scenario.limits.append(limit)
      }
      let model = try ScenarioModel(scenario, today: today)
      guard case .infeasible(_, let contradiction) = try model.solved() else { continue }
      found += 1
      let named = Set((contradiction.asks + contradiction.allows).map(\.limit))
      let isOn = model.limits.indices.map(named.contains)
      guard case .infeasible = model.check(isOn) else {
        Issue.record("the set itself contradicts")
        continue
      }
      #expect(contradiction.excess > 0)
      for dropped in named {
        var fewer = isOn
        fewer[dropped] = false
        if case .infeasible = model.check(fewer) { Issue.record("limit \(dropped) is not needed") }
      }
      // What is said to do, does.
      for remedy in contradiction.remedies where model.limits[remedy.limit].origin == .envelope {
        var changed = scenario
        changed.envelope = .money(remedy.value)
        let model = try ScenarioModel(changed, today: today)
        if case .infeasible = model.check(model.limits.map { _ in true }) { Issue.record("the envelope does not do") }
      }
    }
    #expect(found > 60)
  }

  @Test("rounded drafts keep to every bound and every limit on a sum, to the last unit")
  func rounding() {
    var draws = DrawnNumbers(5)
    for _ in 0..<200 {
      let count = draws.whole(2...60)
      let base = (0..<count).map { _ in Int64(draws.whole(1_000...2_000_000)) }
      let lower = base.map { $0 * 8 / 10 }
      let upper = base.map { $0 * 12 / 10 }
      // An answer to round: drawn between the bounds; the limits are drawn about it, some of them tight.
      var x = zip(lower, upper).map { draws.number(Double($0)...Double($1)) }
      let envelope = Int64(x.reduce(0, +))
      let lean = (Double(envelope) - x.reduce(0, +)) / Double(count)
      x = x.map { $0 + lean }
      var rows: [(lines: [Int32], sum: NamedLimit.Sum)] = []
      for row in 0..<draws.whole(0...4) {
        let lines = (0..<count).filter { _ in draws.chance(0.4) }.map { Int32($0) }
        let shares = row == 3 ? lines.map { _ in draws.number(0.1...1) } : nil
        let sum = zip(lines, shares ?? lines.map { _ in 1 }).reduce(0) { $0 + x[Int($1.0)] * $1.1 }
        let isFloor = draws.chance(0.5)
        rows.append(
          (
            lines,
            .init(shares: shares, lower: isFloor ? Int64(sum) : nil, upper: isFloor ? nil : Int64(sum) + 1)
          ))
      }
      let rounding = DraftRounding(x: x, lower: lower, upper: upper, rows: rows, envelope: envelope)
      for unit in [1, 1000] as [Int64] {
        guard let rounded = rounding.rounded(to: unit) else {
          Issue.record("can be rounded to \(unit)")
          continue
        }
        #expect(rounding.keeps(rounded.amounts))
        #expect(rounded.amounts.reduce(0, +) == envelope)
        if rounded.unit == unit {
          // Two units where limits had to be mended.
          for (amount, x) in zip(rounded.amounts, x) { #expect(abs(Double(amount) - x) <= 4 * Double(unit)) }
        }
      }
    }
  }

  @Test("real budgets with the default limits", .enabled(if: sharedFolder != nil), arguments: ["la-2018", "lima-2020"])
  func real(_ name: String) throws {
    let folder = try #require(sharedFolder)
    let workspace = try WorkspaceReader(folder: "\(folder)/workspaces/\(name)", jobs: 2).read()
    let model = try ScenarioModel(ScenarioReader.standard(for: workspace), in: workspace, jobs: 2)
    guard case .answered(let answer) = try model.solved() else {
      Issue.record("\(name) has an answer")
      return
    }
    #expect(answer.solution.certificate.holds)
    #expect(answer.draft.reduce(0, +) == model.envelope && model.envelope == model.today.funding.totalApproved)
    let (before, after) = (answer.before.alignmentIndex ?? 0, answer.after.alignment.alignmentIndex ?? 0)
    #expect(after >= before)
  }

  @Test("the scenarios of tabriz-1402 are solved", arguments: ["balanced", "austerity", "council"])
  func tabriz(_ name: String) throws {
    let folder = repository + "/datasets/tabriz-1402"
    let workspace = try WorkspaceReader(folder: folder, jobs: 2).read()
    let scenario = try ScenarioReader.read("\(folder)/scenarios/\(name).yaml", for: workspace)
    guard case .answered(let answer) = try ScenarioModel(scenario, in: workspace, jobs: 2).solved() else {
      Issue.record("\(name) has an answer")
      return
    }
    #expect(answer.solution.certificate.holds && answer.draft.reduce(0, +) == answer.model.envelope)
    let gaps = try #require(answer.axisGaps)
    #expect(gaps.after < gaps.before)
  }

  @Test("a percentage of another year leaves out lines that had no amount in it, and names them")
  func percentOfAnotherYear() throws {
    let model = try ScenarioFixture().model(
      "limits:\n  - {where: {mission: [M1, M3]}, cap: 120%, of: 1401}\n  - {goal: G1, floor: 50%, of: 1401}\n")
    let warnings = model.warnings.filter { $0.kind == .limitLeavesOut }
    #expect(warnings.count == 2)
    #expect(warnings.first?.values == [.count(3), .year(1401), .names(["20-1", "20-2", "30-1"])])
    let own = try #require(model.limits.first { if case .own(0) = $0.origin { true } else { false } })
    #expect(own.lines == [0], "only 10-1 had an amount")
    #expect(own.upper == [1080])
  }

  @Test("a line that gets more is not freed, and a default of today's amounts says that they grew with the envelope")
  func reasonOfARaisedLine() throws {
    let workspace = try caseWorkspace("raised-line")
    let folder = repository + "/Tests/Fixtures/cases/raised-line/"
    let model = try ScenarioModel(ScenarioReader.read(folder + "up.yaml", for: workspace), in: workspace)
    guard case .answered(let answer) = try model.solved() else {
      Issue.record("it has an answer")
      return
    }
    #expect(answer.draft[0] > model.base[0] && answer.reasons[0] == .risesLess)
    #expect(model.words(answer.reasons[0], in: .en) == "rises less than the envelope, for lines that serve more")
    let cap = model.words(
      .atCap(limit: model.limits.firstIndex { if case .range = $0.origin { true } else { false } } ?? -1), in: .en)
    // No line of this case has a default range of its own: running money is held within ±θ of the grown amount.
    #expect(cap.isEmpty || !cap.contains("+20%") || cap.contains("the envelope's growth"))
    let running = try #require(
      model.limits.indices.first { if case .running = model.limits[$0].origin { true } else { false } })
    #expect(model.words(running, in: .en).contains("over the envelope's growth of 10.0%"))
  }

  @Test("a cap of +20 % of a grown envelope says so")
  func capOnGrowth() throws {
    let model = try ScenarioFixture().model("envelope: 110%\ndefaults: {running: free}\n")
    let range = try #require(
      model.limits.indices.first { if case .range = model.limits[$0].origin { true } else { false } })
    #expect(model.words(.atCap(limit: range), in: .en) == "at its cap: +20% over the envelope's growth")
    let same = try ScenarioFixture().model("")
    let plain = try #require(
      same.limits.indices.first { if case .range = same.limits[$0].origin { true } else { false } })
    #expect(same.words(.atCap(limit: plain), in: .en) == "at its cap: the default cap of +20%")
  }
}
