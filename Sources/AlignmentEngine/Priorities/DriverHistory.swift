import AlignModel

/// The years of a budget with their drivers: what a fit of revealed priorities looks at.
struct DriverHistory {
  /// The years that have every driver in use, in order.
  let fitted: [DriverYear]
  let drivers: [Driver]
  let yearsLeftOut: [RevealedPriorities.LeftOut<Int>]
  let driversLeftOut: [RevealedPriorities.LeftOut<String>]
  /// L of every year up to the last, by year.
  let traced: [Int: FundingMatrix]

  init(of analysis: Analysis, given: [GivenDriver], includingSuggested: Bool, jobs: Int) throws {
    let (workspace, plan) = (analysis.workspace, analysis.workspace.plan)
    let years = workspace.budget.years.filter { $0 <= analysis.year }
    var traced: [Int: FundingMatrix] = [:]
    var shares: [Int: [Double]] = [:]
    for year in years {
      let funding =
        year == analysis.year
        ? analysis.funding
        : try FundingMatrix(
          tracing: workspace.budget, of: year, through: workspace.links, rules: workspace.rules, plan: plan,
          weights: analysis.weights, includingSuggested: includingSuggested, jobs: jobs)
      traced[year] = funding
      shares[year] = DriverYear.goalShares(funding.funding.values, plan)
    }
    self.traced = traced
    /// Whether money is linked in a year, but some goal's is below 0.
    func hasCredits(_ year: Int) -> Bool {
      shares[year] == nil && traced[year]?.funding.values.contains { $0 < 0 } == true
    }
    var candidates: [DriverYear] = []
    var yearsOut: [RevealedPriorities.LeftOut<Int>] = []
    for year in years {
      guard let own = shares[year], let funding = traced[year] else {
        yearsOut.append(.init(subject: year, reason: hasCredits(year) ? .creditsTakeMore : .nothingLinked))
        continue
      }
      guard let before = shares[year - 1] else {
        yearsOut.append(.init(subject: year, reason: hasCredits(year - 1) ? .creditsTakeMore : .noYearBefore))
        continue
      }
      var drivers: [Driver: [Double]] = [.inertia: before]
      drivers[.need] = Self.need(at: Period(year: year - 1), budgeting: year, analysis, funding)
      drivers[.equal] = Self.equal(plan, analysis.weights)
      drivers[.mandates] = Self.mandates(funding, workspace.budget, plan)
      for driver in given { drivers[.given(driver.name)] = DriverYear.normalised(driver.shares) }
      candidates.append(DriverYear(year: year, funding: funding, shares: own, drivers: drivers))
    }
    var kept: [Driver] = [.inertia]
    var driversOut: [RevealedPriorities.LeftOut<String>] = []
    // Need is worth losing a year for; mandates that a year lacks are not.
    if candidates.contains(where: { $0.drivers[.need] != nil }) {
      kept.append(.need)
      for lacking in candidates where lacking.drivers[.need] == nil {
        yearsOut.append(.init(subject: lacking.year, reason: .needUnknown))
      }
      candidates.removeAll { $0.drivers[.need] == nil }
    } else if !candidates.isEmpty {
      driversOut.append(.init(subject: Driver.need.key, reason: .needUnknown))
    }
    kept.append(.equal)
    if candidates.allSatisfy({ $0.drivers[.mandates] != nil }) {
      kept.append(.mandates)
    } else {
      driversOut.append(.init(subject: Driver.mandates.key, reason: .noMandatoryLines))
    }
    kept += given.map { .given($0.name) }
    (fitted, self.drivers, driversLeftOut) = (candidates, kept, driversOut)
    yearsLeftOut = yearsOut.sorted { $0.subject < $1.subject }
  }

  /// P of the goals as it could be known when the year was budgeted.
  private static func need(
    at period: Period, budgeting year: Int, _ analysis: Analysis, _ funding: FundingMatrix
  ) -> [Double]? {
    let plan = analysis.workspace.plan
    let attainment = Attainment(
      of: plan, at: period, budgeting: year, planEnd: analysis.workspace.settings.planEnd)
    let alignment = Alignment(plan: plan, attainment: attainment, weights: analysis.weights, funding: funding)
    let shares = alignment.goals.map(\.needShare)
    return alignment.isNeedKnown ? DriverYear.normalised(shares.map { $0 ?? 0 }) : nil
  }

  /// Alike over the goals that have indicators.
  private static func equal(_ plan: Plan, _ weights: Weights) -> [Double]? {
    var has = Array(repeating: 0.0, count: plan.goals.count)
    for goal in plan.indicators.goal.values where goal.index < has.count { has[goal.index] = 1 }
    return DriverYear.normalised(has)
  }

  /// Of the lines that must be paid; nil where none of them is linked.
  private static func mandates(_ funding: FundingMatrix, _ budget: Budget, _ plan: Plan) -> [Double]? {
    var money = Array(repeating: 0.0, count: plan.indicators.count)
    for k in 0..<funding.count where budget.mandatory[funding.rows[k]] {
      for entry in funding.start[k]..<funding.start[k + 1] {
        money[funding.indicator[entry].index] += funding.share[entry] * Double(funding.approved[k])
      }
    }
    return DriverYear.goalShares(money, plan)
  }
}
