import AlignModel
import AlignReading
import EngineFixtures
import TestSupport
import Testing

@testable import AlignmentEngine

/// Drafts of several years: projects, commitments, prices and carry-over.
@Suite struct YearsTests {
  private static let budget = """
    line,year,title,approved,kind,mandatory
    10-1,1402,a bridge,1000,capital,no
    10-2,1402,a tunnel,3000,capital,no
    10-3,1402,a school,700,capital,no
    10-4,1402,a road,900,capital,no
    10-5,1402,a park,2900,capital,no
    20-1,1402,pay,1500,current,yes

    """
  private static let projects =
    "line,cost,years,from,until\n10-1,1500,2,,\n10-2,4000,2,1403,1404\n10-4,900,1,1404,1405\n"

  private func fixture(_ tables: [String: String] = [:]) throws -> ScenarioFixture {
    try ScenarioFixture(
      files: [
        "budget.csv": Self.budget, "projects.csv": Self.projects,
        "targets.csv": "indicator,year,target\nI1,1402,5\nI2,1402,15\nI3,1402,4\nI1,1405,4\nI2,1405,25\nI3,1405,9\n",
        "links.csv":
          "line,indicator,share\n10-1,I1,1\n10-2,I2,0.5\n10-2,I3,0.25\n10-3,I1,0.5\n10-4,I2,0.6\n10-5,I3,0.3\n",
      ].merging(tables) { $1 })
  }

  private func model(_ yaml: String, _ tables: [String: String] = [:]) throws -> YearsModel {
    let fixture = try fixture(tables)
    return try YearsModel(fixture.scenario(yaml), from: fixture.model(yaml))
  }

  private func answer(_ yaml: String, _ tables: [String: String] = [:]) throws -> YearsAnswer? {
    if case .answered(let answer) = try model(yaml, tables).solved() { return answer }
    return nil
  }

  /// The objective of one schedule, without carry-over; nil where a year has no draft under it.
  private func objective(_ model: YearsModel, _ starts: [Int?]) throws -> Double? {
    let amounts = zip(model.projects, starts).map { project, start in
      start.map { project.starts[$0].amounts } ?? model.years.map { _ in 0 }
    }
    var sum = 0.0
    for year in model.years.indices {
      let own = try model.model(of: year, amounts: amounts, broughtIn: 0, carriedOut: 0)
      guard case .answered(let answer) = try own.solved() else { return nil }
      sum += model.years[year].discount * answer.solution.certificate.objective
    }
    return sum
  }

  /// Every schedule of the projects.
  private func schedules(_ projects: ArraySlice<ScheduledProject>) -> [[Int?]] {
    guard let first = projects.first else { return [[]] }
    let own = first.starts.indices.map { Int?.some($0) } + (first.mayBeLeftOut ? [nil] : [])
    let rest = schedules(projects.dropFirst())
    return own.flatMap { start in rest.map { [start] + $0 } }
  }

  @Test(
    "the schedule is the best of all schedules, each solved year by year",
    arguments: [
      "years: 3\n", "years: {count: 3, growth: 20%, discount: 90%}\ndefaults: {range: 50%}\n",
      "years: {envelopes: [90%, 95%, 120%]}\nlambda: 0.1\n", "years: 2\nenvelope: 80%\ndefaults: {range: none}\n",
      "years: 3\nlimits: [{goal: G2, floor: 30%}]\ndefaults: {range: 60%}\n",
      "years: 3\nlimits: [{where: {line: 10-4}, cap: 800}]\n",
    ])
  func enumeration(yaml: String) throws {
    let model = try model(yaml)
    let answer = try #require(try self.answer(yaml))
    let best = try schedules(model.projects[...]).compactMap { try objective(model, $0) }.min()
    let least = try #require(best)
    #expect(abs(answer.objective - least) <= 1e-7 * least)
    #expect(answer.gap < 1e-6 && answer.bound <= least * (1 + 1e-9))
  }

  @Test("projects are whole, start in their window, do not pause, and the years add up to their envelopes")
  func schedule() throws {
    let answer = try #require(try answer("years: {count: 3, carry_over: 10%}\n"))
    for (index, project) in answer.model.projects.enumerated() {
      let own = answer.years.map { $0.draft[project.row] }
      #expect(own == answer.amounts(ofProject: index))
    }
    let tunnel = answer.model.projects[1]
    #expect(tunnel.starts.map(\.year) == [0, 1] && tunnel.starts[1].amounts == [0, 2000, 2000])
    // A start so late that the horizon ends before the work does is paid for afterwards.
    #expect(answer.model.projects[0].starts.last == .init(year: 2, amounts: [0, 0, 750], after: 750))
    var brought: Int64 = 0
    for (index, year) in answer.years.enumerated() {
      let spent = year.draft.reduce(0, +) + answer.carried[index] + answer.leftOver[index]
      #expect(spent == answer.model.years[index].envelope + brought)
      #expect(answer.carried[index] <= answer.model.years[index].mostCarried)
      brought = answer.carried[index]
    }
    #expect(answer.carried[2] == 0)
  }

  @Test("a wider window and carry-over never worsen the best objective; a project that must be in never betters it")
  func monotone() throws {
    let yaml = "years: 3\nenvelope: 90%\n"
    let narrow = Self.projects.replacing("10-1,1500,2,,", with: "10-1,1500,2,1404,1404")
    let plain = try #require(try answer(yaml)).objective
    let one = try #require(try answer(yaml, ["projects.csv": narrow])).objective
    let carrying = try #require(try answer("years: {count: 3, carry_over: 20%}\nenvelope: 90%\n")).objective
    let begun = try #require(try answer(yaml, ["commitments.csv": "line,year,amount\n10-4,1404,1\n"])).objective
    let slack = 1e-9 * plain
    #expect(plain <= one + slack && carrying <= plain + slack && plain <= begun + slack)
  }

  @Test("what is signed keeps a project in from its year on, and holds the least of other lines")
  func commitments() throws {
    let signed = "line,year,amount\n10-2,1403,2500\n10-3,1404,690\n"
    let answer = try #require(try answer("years: 3\nenvelope: 90%\n", ["commitments.csv": signed]))
    let tunnel = answer.model.projects[1]
    #expect(!tunnel.mayBeLeftOut && tunnel.starts == [.init(year: 0, amounts: [3250, 750, 0], after: 0)])
    #expect(answer.starts[1] == 0 && answer.years[1].draft[2] >= 690)
    // A commitment that no longer fits is named.
    let model = try model(
      "years: 2\nlimits: [{where: {line: 10-3}, cap: 600}]\n", ["commitments.csv": signed])
    guard case .failed(_, .infeasible(let year, let contradiction)) = try model.solved() else {
      Issue.record("no contradiction")
      return
    }
    let origins = (contradiction.asks + contradiction.allows).map { year.limits[$0.limit].origin }
    #expect(year.targetYear == 1404 && origins.contains(.committed) && origins.contains(.own(0)))
  }

  @Test("years of which one cannot be met say which scenario failed; those that are met have an outcome each")
  func outcomes() throws {
    let met = try model("years: 2\n").solved()
    #expect(met.outcomes.count == 2 && met.model.years.count == 2)
    #expect(met.outcomes.allSatisfy { if case .answered = $0 { true } else { false } })
    let failed = try model("years: 2\nlimits: [{where: {line: 10-3}, floor: 90000}]\n").solved()
    #expect(failed.outcomes.count == 1 && failed.model.years.count == 2)
    #expect(failed.outcomes.allSatisfy { if case .infeasible = $0 { true } else { false } })
    // Projects that are signed for, each within its year's money but not all of them.
    let signed = "line,year,amount\n10-1,1403,1\n10-2,1403,1\n10-4,1404,1\n"
    let whole = try model("years: 2\nenvelope: 35%\ndefaults: {range: 100%}\n", ["commitments.csv": signed]).solved()
    #expect(!whole.outcomes.isEmpty)
    if case .answered = whole { Issue.record("5,000 of signed work fits into 3,500") }
  }

  @Test(
    "prices raise today's amounts and the cost of projects to money of each year; nominal envelopes are told in real ones"
  )
  func prices() throws {
    let prices = ["prices.csv": "year,index\n1403,200\n1404,250\n1405,300\n"]
    let answer = try #require(try answer("years: {count: 3, growth: 25%}\n", prices))
    let years = answer.model.years
    #expect(answer.model.isPriced && years.map(\.level) == [1, 1.25, 1.5])
    #expect(years.map(\.realEnvelope) == [10000, 10000, 10417])
    #expect(years[1].model.base == [1250, 3750, 875, 1125, 3625, 1875])
    #expect(answer.model.projects[1].starts[1].amounts == [0, 2500, 3000])
    #expect(throws: ScenarioError.self) { try model("years: 4\n", prices) }
  }

  @Test("with prices that rise as the envelope does, each year's draft is that of one year in its own money")
  func scaling() throws {
    let tables = ["projects.csv": "line,cost\n", "prices.csv": "year,index\n1403,1\n1404,2\n"]
    let yaml = "years: {count: 2, growth: 100%}\ntarget_year: 1403\n"
    let second = try #require(try answer(yaml, tables)).years[1]
    let one = try #require(try fixture(tables).answer("target_year: 1404\n"))
    #expect(zip(second.draft, one.draft).allSatisfy { abs($0 - 2 * $1) <= 2 })
  }

  @Test(
    "verify checks every year, the schedules and what is carried over, and refuses any draft tampered with by one unit")
  func verification() throws {
    let yaml = "years: {count: 3, carry_over: 10%}\nenvelope: 95%\n"
    let model = try model(yaml)
    let answer = try #require(try answer(yaml))
    var draft = WrittenDraft()
    for (index, own) in answer.years.enumerated() {
      let today = own.model.today
      for (k, row) in today.funding.rows.enumerated() {
        draft.lines.append(
          .init(id: today.workspace.budget.id(of: row), amount: own.draft[k], year: model.years[index].year))
      }
    }
    #expect(try !YearsVerification(of: draft, against: model).isRefused)
    for (index, year) in model.years.enumerated() {
      draft.yearMoney[year.year] = (answer.carried[index], answer.leftOver[index])
    }
    #expect(try !YearsVerification(of: draft, against: model).isRefused)
    for index in draft.lines.indices {
      for step in [-1, 1] as [Int64] {
        var other = draft
        other.lines[index].amount += step
        #expect(try YearsVerification(of: other, against: model).isRefused, "\(index) \(step)")
      }
    }
    // A unit from one year to the next of one line breaks no total of the whole, but those of the years.
    var moved = draft
    moved.lines[2].amount -= 1
    moved.lines[8].amount += 1
    #expect(try YearsVerification(of: moved, against: model).isRefused)
    var missing = draft
    missing.lines.removeAll { $0.year == 1404 }
    #expect(try YearsVerification(of: missing, against: model).fault == .missingYear(1404))
    var strange = draft
    strange.lines[0].year = 1410
    #expect(try YearsVerification(of: strange, against: model).fault == .strangeYear(1410))
  }

  @Test("whole-or-nothing lines without a row in projects choose each year on their own")
  func indivisible() throws {
    let yaml = "years: 2\nenvelope: 85%\nindivisible: {line: [10-3, 10-5]}\n"
    let answer = try #require(try answer(yaml))
    for year in answer.years {
      #expect([0, 700].contains(year.draft[2]) && [0, 2900].contains(year.draft[4]))
    }
    let model = try model(yaml)
    let best = try schedules(model.projects[...]).compactMap { try objective(model, $0) }.min()
    #expect(abs(answer.objective - (try #require(best))) <= 1e-7 * answer.objective)
  }
}
