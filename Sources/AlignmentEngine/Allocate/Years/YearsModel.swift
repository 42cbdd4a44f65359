import AlignModel

/// A scenario of several years held against a workspace: a model for each year, and the projects that run through them.
///
/// All money of a year is money of that year. Where the table `prices` is there, today's budget and the cost of projects
/// are raised to the prices of each year; else all amounts are nominal.
package struct YearsModel: Sendable {
  package var scenario: Scenario
  package var years: [Year] = []
  package var projects: [ScheduledProject] = []
  /// Whether amounts are told apart by the table `prices`.
  package var isPriced: Bool
  /// What was noticed and gone on from.
  package var warnings: [Problem] = []
  var jobs: Int

  /// One year.
  package struct Year: Sendable {
    package var year: Int
    /// Without projects, whose lines get nothing in it.
    package var model: ScenarioModel
    /// The price of what costs 1 in the first year.
    package var level: Double
    /// The weight of the year in the objective.
    package var discount: Double
    /// The most that it may leave for the next, in minor units.
    package var mostCarried: Int64
    /// Whether its envelope is spent in full.
    package var isSpentWhole = true

    /// The envelope of the year, and the same at the prices of the first, in minor units.
    package var envelope: Int64 { model.envelope }
    package var realEnvelope: Int64 { Int64((Double(envelope) / level).rounded()) }
  }

  /// The most years that a scenario may have.
  package static let mostYears = 10

  /// Holds a scenario of several years against a workspace.
  ///
  /// - Throws: what ``ScenarioModel`` throws, and ``ScenarioError`` where the table `prices` lacks a year.
  package init(_ scenario: Scenario, from first: ScenarioModel) throws {
    self.scenario = scenario
    jobs = first.jobs
    let rule = scenario.years ?? Scenario.Years()
    let prices = first.today.workspace.prices
    isPriced = !prices.isEmpty
    let start = scenario.targetYear ?? first.today.year + 1
    let levels = try Self.levels(prices, from: start, count: rule.count, place: scenario.place("years"))
    var models: [ScenarioModel] = []
    for index in 0..<rule.count {
      var own = scenario
      own.targetYear = start + index
      own.years = nil
      own.names =
        scenario.names.isEmpty
        ? [:]
        : Dictionary(
          uniqueKeysWithValues: scenario.names.map { ($0.key, "\($0.value) \(Self.digits(start + index, of: $0.key))") }
        )
      if rule.envelopes.indices.contains(index) {
        own.envelope = rule.envelopes[index]
      } else {
        let growth = (0..<index).reduce(1.0) { level, _ in level * (1 + rule.growth) }
        own.envelope = .money(Int64((Double(first.envelope) * growth).rounded()))
      }
      var today = first.today
      // Percentages of the envelope are of today's money, whatever prices do.
      if case .percent = own.envelope {
        own.envelope = .money(try ScenarioModel(own, today: today, jobs: jobs).envelope)
      }
      today.funding = today.funding.priced(levels[index])
      models.append(try ScenarioModel(own, today: today, jobs: jobs))
    }
    projects = scheduledProjects(first, levels, firstYear: start)
    let nothing = Dictionary(uniqueKeysWithValues: projects.map { ($0.row, Int64(0)) })
    var discount = 1.0
    for (index, model) in models.enumerated() {
      let held =
        nothing.isEmpty ? model : try ScenarioModel(model.scenario, today: model.today, jobs: jobs, scheduled: nothing)
      years.append(
        Year(
          year: start + index, model: held, level: levels[index], discount: discount,
          mostCarried: index + 1 < rule.count ? Int64((Double(model.envelope) * rule.carryOver).rounded(.down)) : 0))
      discount *= rule.discount
    }
    for project in projects.indices { settleStarts(project) }
    for index in years.indices { years[index].isSpentWhole = canBeSpentWhole(index) }
    warnings += models[0].warnings
  }

  private static func levels(_ prices: [Int: Double], from start: Int, count: Int, place: Problem.Place) throws
    -> [Double]
  {
    if prices.isEmpty { return Array(repeating: 1, count: count) }
    return try (0..<count).map { index in
      guard let first = prices[start], let level = prices[start + index] else {
        let missing = prices[start] == nil ? start : start + index
        throw ScenarioError(Problem(.priceMissing, at: place, .year(missing), .years(prices.keys.sorted())))
      }
      return level / first
    }
  }

  /// A year as a name in a language shows it.
  private static func digits(_ year: Int, of language: String) -> String {
    guard language == "fa" else { return String(year) }
    let persian = Array("۰۱۲۳۴۵۶۷۸۹")
    return String(String(year).compactMap { $0.wholeNumberValue.map { persian[$0] } })
  }

  /// The bounds of lines in a year without what schedules say.
  private func freeBounds(_ year: Int) -> (lower: [Int64], upper: [Int64]) {
    let model = years[year].model
    return model.bounds(model.limits.map { $0.origin != .scheduled })
  }

  /// Leaves the starts that keep to the file's own limits on the line in every year.
  private mutating func settleStarts(_ index: Int) {
    let project = projects[index]
    let bounds = years.indices.map { year in
      let own = freeBounds(year)
      return (own.lower[project.row], own.upper[project.row])
    }
    func fits(_ amounts: [Int64]) -> Bool { zip(amounts, bounds).allSatisfy { $0 >= $1.0 && $0 <= $1.1 } }
    let fitting = project.starts.filter { fits($0.amounts) }
    if !fits(years.map { _ in 0 }) { projects[index].mayBeLeftOut = false }
    // Where none fits and it must be in, the year's model says what contradicts what.
    if !fitting.isEmpty || projects[index].mayBeLeftOut { projects[index].starts = fitting }
    if projects[index].starts.isEmpty { projects[index].mayBeLeftOut = true }
  }

  /// Whether the lines that can be divided can take all of a year's money, and what any whole work leaves.
  private func canBeSpentWhole(_ year: Int) -> Bool {
    let model = years[year].model
    let bounds = model.bounds(Array(repeating: true, count: model.limits.count))
    var (room, most, largest) = (Int128(0), Int128(0), Int128(0))
    for k in model.base.indices {
      if model.hasChoices, model.wholeLow[k] != nil {
        largest = max(largest, Int128(bounds.upper[k]))
      } else {
        room += max(0, Int128(bounds.upper[k]) - Int128(bounds.lower[k]))
        most += Int128(bounds.upper[k])
      }
    }
    if projects.isEmpty { return model.limits.last?.sum?.lower != nil }
    for project in projects { for start in project.starts { largest = max(largest, Int128(start.amounts[year])) } }
    return room >= largest && most >= Int128(model.envelope)
  }
}

/// A project as a schedule sees it.
package struct ScheduledProject: Sendable {
  /// The row of L that pays for it.
  package var row: Int
  package var project: Project
  /// The years in which it may start, each with what it costs; empty where its window lies outside.
  package var starts: [Start]
  /// Whether it may be left out: nothing of it is signed.
  package var mayBeLeftOut: Bool

  /// One way to carry it out.
  package struct Start: Sendable, Hashable {
    /// The place of the year in which it begins.
    package var year: Int
    /// What it costs by year, in that year's money, in minor units.
    package var amounts: [Int64]
    /// What is left to be paid after the last year, at the prices of the first.
    package var after: Int64
  }
}

extension YearsModel {
  private func scheduledProjects(_ first: ScenarioModel, _ levels: [Double], firstYear: Int) -> [ScheduledProject] {
    let (workspace, rows) = (first.today.workspace, first.today.funding.rows)
    guard !workspace.projects.isEmpty else { return [] }
    var place: [LineID: Int] = [:]
    for (k, row) in rows.enumerated() { place[workspace.budget.line[row]] = k }
    var signed: [LineID: [Int: Int64]] = [:]
    for commitment in workspace.commitments where commitment.year >= firstYear {
      signed[commitment.line, default: [:]][commitment.year - firstYear, default: 0] += commitment.amount
    }
    return workspace.projects.compactMap { project in
      guard let k = place[project.line] else { return nil }
      let own = signed[project.line] ?? [:]
      let begun = own.filter { $0.value > 0 }.keys.min()
      let last = levels.count - 1
      let window =
        begun.map { ($0, $0) }
        ?? (max(0, (project.from ?? firstYear) - firstYear), min(last, (project.until ?? .max) - firstYear))
      let starts =
        window.0 > min(window.1, last)
        ? []
        : (window.0...window.1).map { Self.start(project, in: $0, levels, signed: own) }
      return ScheduledProject(row: k, project: project, starts: starts, mayBeLeftOut: begun == nil)
    }
  }

  /// What a project costs by year where it begins in a year: what is signed, and the rest in equal parts.
  private static func start(_ project: Project, in year: Int, _ levels: [Double], signed: [Int: Int64])
    -> ScheduledProject.Start
  {
    var amounts = Array(repeating: Int64(0), count: levels.count)
    let spoken = signed.reduce(0.0) { sum, part in
      sum + Double(part.value) / (levels.indices.contains(part.key) ? levels[part.key] : 1)
    }
    let rest = max(0, project.cost - Int64(spoken.rounded()))
    let count = Int64(project.years)
    var after: Int64 = 0
    for part in 0..<project.years {
      // By largest remainder the first years carry what does not divide.
      let share = rest / count + (Int64(part) < rest % count ? 1 : 0)
      let at = year + part
      if at < amounts.count {
        amounts[at] += Int64((Double(share) * levels[at]).rounded())
      } else {
        after += share
      }
    }
    for (at, amount) in signed {
      if at < amounts.count { amounts[at] += amount } else { after += amount }
    }
    return .init(year: year, amounts: amounts, after: after)
  }
}
