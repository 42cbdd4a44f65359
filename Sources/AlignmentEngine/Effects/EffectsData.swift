import AlignModel

/// What moved and what was spent: one row an indicator and year.
struct EffectsData {
  /// An indicator in a year.
  struct Row {
    let indicator: Int
    let axis: Int
    let year: Int
    /// By how much the planning gap to the plan's end closed over the year.
    let change: Double
    /// The money that reached the indicator in the year, in minor units, deflated where an index is given.
    let money: Double
  }

  let rows: [Row]
  let years: [Int]
  /// Rows left out because the indicator was not observed in the year or the one before, or has nothing to be held against.
  let unobserved: Int
  /// Whether some of the money had to be taken as approved, for want of `spent`.
  let usesApproved: Bool
  /// The year at whose prices all money stands; nil where it is nominal, because the table `prices` lacks a year or is not there.
  let pricesOf: Int?

  /// Gathers the rows of every year that had ended by the period under review.
  ///
  /// Where the table `prices` holds all of them, money is turned into that of the last.
  init(of analysis: Analysis, includingSuggested: Bool, jobs: Int) throws {
    let workspace = analysis.workspace
    let (plan, budget) = (workspace.plan, workspace.budget)
    let years = budget.years.filter { Period(year: $0).end <= analysis.period.end }
    let levels = years.last.flatMap { PriceLevels(workspace.prices, base: $0, covering: years) }
    var rows: [Row] = []
    var (unobserved, usesApproved) = (0, false)
    for year in years {
      let funding =
        year == analysis.year
        ? analysis.funding
        : try FundingMatrix(
          tracing: budget, of: year, through: workspace.links, rules: workspace.rules, plan: plan,
          weights: analysis.weights, includingSuggested: includingSuggested, jobs: jobs)
      let factor = levels?.factor(from: year) ?? 1
      let (money, isApproved) = Self.money(funding, budget, count: plan.indicators.count)
      usesApproved = usesApproved || isApproved
      for id in plan.indicators.handles {
        let goal = plan.indicators.goal[id].index
        guard goal < plan.goals.count, plan.goals.axis.values[goal].index < plan.axes.count else { continue }
        guard let before = Self.gap(of: id, in: plan, at: year - 1, end: workspace.settings.planEnd),
          let after = Self.gap(of: id, in: plan, at: year, end: workspace.settings.planEnd)
        else {
          unobserved += 1
          continue
        }
        rows.append(
          Row(
            indicator: id.index, axis: plan.goals.axis.values[goal].index, year: year, change: before - after,
            money: money[id.index] * factor))
      }
    }
    self.rows = rows
    self.years = Set(rows.map(\.year)).sorted()
    (self.unobserved, self.usesApproved, pricesOf) = (unobserved, usesApproved, levels?.base)
  }

  /// Lᵀ of what was spent, of what was approved where a cell of `spent` is blank.
  private static func money(_ funding: FundingMatrix, _ budget: Budget, count: Int) -> ([Double], Bool) {
    var money = Array(repeating: 0.0, count: count)
    var usesApproved = false
    for (k, row) in funding.rows.enumerated() where funding.start[k] < funding.start[k + 1] {
      let spent = budget.spent?[row.index]
      if spent == nil { usesApproved = true }
      let amount = Double(spent ?? funding.approved[k])
      for entry in funding.start[k]..<funding.start[k + 1] {
        money[funding.indicator[entry].index] += funding.share[entry] * amount
      }
    }
    return (money, usesApproved)
  }

  /// The planning gap at a year's end against the plan's end, or nil where that year was not observed.
  private static func gap(of id: IndicatorID, in plan: Plan, at year: Int, end: Int?) -> Double? {
    let period = Period(year: year)
    guard let observation = Observation(of: id, in: plan, at: period), observation.period.year == year else {
      return nil
    }
    let ruler = Ruler(of: id, in: plan)
    guard let last = end ?? ruler.path.lastYear else { return nil }
    return ruler.planningGap(of: observation.value, at: period, inYear: last)
  }
}

/// Why effects cannot be worked out.
package enum EffectsError: AlignError, Sendable, Hashable {
  /// No indicator was observed at the ends of two years in a row whose money is known.
  case nothingToFit(period: Period)

  package var problems: [Problem] {
    switch self {
    case .nothingToFit(let period):
      [Problem(.effectsNothingToFit, at: Problem.Place(table: "measurements"), .period(period))]
    }
  }
}
