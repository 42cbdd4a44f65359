import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignWords
@testable import AlignmentEngine

@Suite("Review") struct ReviewTests {
  @Test("a level is judged by its pace to the plan's end, a flow by its attainment")
  func status() throws {
    var fixture = PlanFixture()
    let at1401 = { (value: Double) in [Observed(period: Period(year: 1401), value: value)] }
    let end = [Target(year: 1402, value: 50)]
    // 1397 → 1401: four years; one year is left. Gained 40/4 = 10 a year, required 10: on pace.
    let onPace = fixture.indicator(.level, .up, baseline: 0, baselineYear: 1397, targets: end, observed: at1401(40))
    // 7.5 a year against 20: 0.375.
    let slow = fixture.indicator(.level, .up, baseline: 0, baselineYear: 1397, targets: end, observed: at1401(30))
    // 9 a year against 14: 0.643.
    let behind = fixture.indicator(.level, .up, baseline: 0, baselineYear: 1397, targets: end, observed: at1401(36))
    let arrived = fixture.indicator(.level, .up, baseline: 0, baselineYear: 1397, targets: end, observed: at1401(60))
    let flow = fixture.indicator(.flow, .up, targets: [Target(year: 1401, value: 10)], observed: at1401(8))
    let unmeasured = fixture.indicator(.level, .up, baseline: 0, baselineYear: 1397, targets: end)
    var workspace = Workspace()
    workspace.plan = fixture.plan
    workspace.settings.planEnd = 1402
    let review = try Review(of: workspace, period: Period(year: 1401))
    let statuses = [onPace, slow, behind, arrived, flow, unmeasured].map { review.indicators[$0.index].status }
    #expect(statuses == [.onTrack, .offTrack, .behind, .onTrack, .behind, .unknown])
    #expect(review.indicators[arrived.index].basis == .reached)
    #expect(review.indicators[flow.index].basis == .attainment)
    #expect(review.plan.onTrack == 2 && review.plan.unknown == 1 && review.plan.count == 6)
    workspace.settings.review.onTrack = 0.5
    workspace.settings.review.offTrack = 0.3
    let mild = try Review(of: workspace, period: Period(year: 1401))
    #expect(mild.indicators[slow.index].status == .behind && mild.indicators[behind.index].status == .onTrack)
  }

  @Test("a change counts only what was known both times, clipped as it is rolled up")
  func change() throws {
    var fixture = PlanFixture()
    let targets = [Target(year: 1400, value: 10), Target(year: 1401, value: 20)]
    func observed(_ values: [(Int, Double)]) -> [Observed] {
      values.map { Observed(period: Period(year: $0.0), value: $0.1) }
    }
    fixture.indicator(.flow, .up, targets: targets, observed: observed([(1400, 5), (1401, 16)]))
    fixture.indicator(.flow, .up, targets: targets, observed: observed([(1401, 2)]))
    fixture.indicator(.flow, .up, targets: targets, observed: observed([(1400, 8), (1401, 60)]))
    var workspace = Workspace()
    workspace.plan = fixture.plan
    let review = try Review(of: workspace, period: Period(year: 1401))
    #expect(abs((review.indicators[0].changeFromYear ?? 0) - 0.3) < 1e-12)
    #expect(review.indicators[1].changeFromYear == nil)
    // (0.8 + 0.1 + 1)/3; changes 0.3 and 1 − 0.8.
    #expect(abs((review.plan.attainment ?? 0) - 1.9 / 3) < 1e-12)
    #expect(abs((review.plan.changeFromYear ?? 0) - 0.25) < 1e-12)
  }

  @Test("Guatapé's published averages, to their six decimals")
  func guatape() throws {
    guard let sharedFolder else {
      print("skipped: ../shared is not here")
      return
    }
    let file = sharedFolder + "/data/guatape_pdm/indicators_flat.csv"
    let rows = records(try String(contentsOfFile: file, encoding: .utf8))
    let heading = try #require(rows.first)
    let at = { (name: String) in heading.firstIndex(of: name) ?? 0 }
    let (line, goal, reached) = (at("linea_estrategica"), at("meta_cuatrenio"), at("avance_acumulado"))
    var lines: [String] = []
    for row in rows.dropFirst() where !lines.contains(row[line]) { lines.append(row[line]) }
    lines.sort()
    var fixture = PlanFixture(goals: lines.count)
    let count = lines.count
    fixture.plan.axes.ids = lines
    fixture.plan.axes.names = Column(lines)
    fixture.plan.axes.namesEn = Column(repeating: nil, count: count)
    // The town averages programmes, so that a line weighs as many as it holds.
    fixture.plan.axes.weights = Column(
      lines.map { name in Double(rows.dropFirst().count { $0[line] == name }) })
    fixture.plan.goals.axis = Column((0..<count).map(AxisID.init))
    for row in rows.dropFirst() {
      // What was done of a four-year goal: a way from nothing to it.
      fixture.indicator(
        .level, .up, goal: lines.firstIndex(of: row[line]) ?? 0, baseline: 0, baselineYear: 2023,
        targets: [Target(year: 2027, value: Double(row[goal]))],
        observed: [Observed(period: Period(year: 2025), value: Double(row[reached]) ?? .nan)])
    }
    var workspace = Workspace()
    workspace.plan = fixture.plan
    workspace.settings.calendar = .gregorian
    workspace.settings.planEnd = 2027
    let review = try Review(of: workspace, period: Period(year: 2025))
    let published = [0.476529, 0.543555, 0.587857, 0.40697, 0.657422]
    #expect(review.indicators.count == 93)
    for (card, expected) in zip(review.axes, published) {
      #expect(abs((card.planEndProgress ?? 0) - expected) < 5.0001e-7, "\(card.id)")
    }
    #expect(abs((review.plan.planEndProgress ?? 0) - 0.53598) < 5.0001e-7)
  }

  @Test("real cards without a budget are reviewed")
  func isfahan() throws {
    guard let sharedFolder else {
      print("skipped: ../shared is not here")
      return
    }
    let workspace = try WorkspaceReader(folder: sharedFolder + "/workspaces/isfahan-1404").read()
    let review = try Review(of: workspace)
    #expect(review.indicators.count == 39 && review.execution == nil)
    #expect(review.owners.reduce(0) { $0 + $1.count } == 39)
    #expect(review.plan.stale == 18)
    #expect(review.departments.allSatisfy { $0.money == nil })
  }

  @Test("execution by goal adds up to the budget, and a department's page names what stands out")
  func execution() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402", jobs: 2).read()
    let review = try Review(of: workspace, jobs: 2)
    let execution = try #require(review.execution)
    #expect(execution.year == 1401 && !execution.isPartial && execution.rowsWithoutSpent == 0)
    #expect(abs(execution.goals.spent - execution.departments.spent) < 1e-3 * execution.departments.spent / 1e6)
    #expect(execution.years.map(\.year) == [1399, 1400, 1401] && execution.threeYearScore == .a)
    let page = try #require(review.departments.first { $0.name == "معاونت فرهنگی و اجتماعی" })
    #expect(page.card?.count == 18 && page.money != nil)
    #expect(page.weaknesses.contains { $0.kind == .unmeasured && $0.value == 4 })
    let attained = review.departments.flatMap(\.strengths).filter { $0.kind == .attained }
    #expect(!attained.isEmpty && attained.allSatisfy { $0.value >= 1 })
    // Owners' cards partition the indicators, and so do axes and goals.
    for cards in [review.goals, review.axes, review.owners] {
      #expect(cards.reduce(0) { $0 + $1.count } == 288)
      #expect(cards.reduce(0) { $0 + $1.onTrack + $1.behind + $1.offTrack + $1.notDue + $1.unknown } == 288)
    }
    let attainment = Attainment(of: workspace.plan, at: review.period, budgeting: 1402)
    let alignment = Alignment(
      plan: workspace.plan, attainment: attainment, weights: review.weights,
      funding: try FundingMatrix(
        tracing: workspace.budget, of: 1402, through: workspace.links, rules: workspace.rules, plan: workspace.plan,
        weights: review.weights))
    #expect(alignment.planAttainment == review.plan.attainment)
    #expect(alignment.goals.map(\.attainment) == review.goals.map(\.attainment))
  }

  @Test("the history of attainment ends where the review stands")
  func history() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402", jobs: 2).read()
    let review = try Review(of: workspace)
    let history = AttainmentHistory(of: workspace.plan, at: review.period, weights: review.weights)
    #expect(history.periods.last?.end == review.period.end && history.periods.count == 18)
    #expect(history.axes.map { $0.last ?? nil } == review.axes.map(\.attainment))
  }

  @Test("days of the Solar Hijri calendar agree with Foundation's")
  func calendar() {
    var persian = Calendar(identifier: .persian)
    persian.timeZone = .gmt
    for days in stride(from: -20000, to: 60000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(days) * 86400)
      let parts = persian.dateComponents([.year, .month, .day], from: date)
      let ours = SolarHijri.day(sinceUnixEpoch: days)
      #expect(parts.year == ours.year && parts.month == ours.month && parts.day == ours.day, "\(days)")
    }
  }

  /// The records of a small CSV text.
  private func records(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(field)
        field = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        rows[rows.count - 1].append(field)
        field = ""
        rows.append([])
      default: field.append(character)
      }
    }
    return rows.filter { $0.count > 1 }
  }
}
