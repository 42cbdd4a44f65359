import AlignModel

/// How the budget of one year was carried out: by department, by goal and by economic chapter.
///
/// What was spent is held against the amended amount where it is given, else the approved one. Only rows of which spent is
/// known are compared; the others are counted apart.
package struct BudgetExecution: Sendable {
  /// The latest year up to P's that has any `spent`.
  package var year: Int
  /// Whether any row was held against an amended amount.
  package var isAmended = false
  /// Whether the year was still running at P, so that what was spent is a part of it.
  package var isPartial: Bool
  /// By department as first written; under an empty name, lines without one.
  package var departments: Composition
  /// By goal, a line's money by the shares of its links; last, under an empty name, what reaches no goal.
  package var goals: Composition
  /// Nil where the budget has no economic classification.
  package var chapters: Composition?
  /// The variance by department of each of the last three years that have `spent`, oldest first.
  package var years: [YearVariance]
  /// Rows without `spent`, and what was approved on them, in minor units.
  package var rowsWithoutSpent = 0
  package var approvedWithoutSpent = 0.0

  /// The variance of one year.
  package struct YearVariance: Sendable, Hashable {
    /// The fiscal year, and PEFA's composition variance in it; nil where either sum is not above zero.
    package var year: Int
    package var variance: Double?
  }

  /// PEFA's score over three years: the best that at least two of them keep; nil with fewer than three years.
  package var threeYearScore: Composition.Score? {
    let scores = years.compactMap(\.variance).map { Composition.Score(variance: $0) }.sorted()
    return scores.count >= 3 ? scores[1] : nil
  }

  /// The execution of the latest year with `spent`, or nil where there is none up to P's year.
  ///
  /// - Throws: ``TraceError``.
  init?(
    of workspace: Workspace, at period: Period, weights: Weights, includingSuggested: Bool, jobs: Int
  ) throws {
    let budget = workspace.budget
    guard let execution = Execution(of: budget, upTo: period.year), let spent = budget.spent else { return nil }
    year = execution.year
    isPartial = execution.year == period.year && period.lastMonth < 12
    isAmended = execution.rows.contains { budget.amended?[$0.index] != nil }
    let known = execution.rows.filter { spent[$0.index] != nil }
    for row in execution.rows where spent[row.index] == nil {
      rowsWithoutSpent += 1
      approvedWithoutSpent += Double(budget.heldAgainst(row))
    }
    departments = Self.composition(budget, known, by: budget.categories[.department])
    chapters = budget.categories[.economic].map { Self.composition(budget, known, by: $0) }
    let funding = try FundingMatrix(
      tracing: budget, of: execution.year, through: workspace.links, rules: workspace.rules, plan: workspace.plan,
      weights: weights, includingSuggested: includingSuggested, jobs: jobs)
    goals = Self.byGoal(funding, of: budget, spent: spent, plan: workspace.plan)
    let before = budget.years.filter { $0 < execution.year }
    let earlier = before.compactMap { year -> YearVariance? in
      let rows = budget.rows(of: year).filter { spent[$0.index] != nil }
      if rows.isEmpty { return nil }
      return YearVariance(
        year: year, variance: Self.composition(budget, rows, by: budget.categories[.department]).variance)
    }
    years = earlier.suffix(2) + [YearVariance(year: execution.year, variance: departments.variance)]
  }

  private static func composition(_ budget: Budget, _ rows: [BudgetRow], by column: CategoryColumn?) -> Composition {
    let names = (column?.names ?? []) + [""]
    var items = names.map { Composition.Item(name: $0) }
    for row in rows {
      let code = column.map { Int($0.codes[row.index]) } ?? -1
      let index = code < 0 ? names.count - 1 : code
      items[index].lines += 1
      items[index].approved += Double(budget.heldAgainst(row))
      items[index].spent += Double(budget.spent?[row.index] ?? 0)
    }
    return Composition(items)
  }

  private static func byGoal(_ funding: FundingMatrix, of budget: Budget, spent: AmountColumn, plan: Plan)
    -> Composition
  {
    var items = (plan.goals.ids + [""]).map { Composition.Item(name: $0) }
    let outside = items.count - 1
    var counted = [Int](repeating: -1, count: items.count)
    for k in 0..<funding.count {
      guard let amount = spent[funding.rows[k].index] else { continue }
      let approved = Double(budget.heldAgainst(funding.rows[k]))
      var rest = 1.0
      func add(_ share: Double, to index: Int) {
        items[index].approved += approved * share
        items[index].spent += Double(amount) * share
        if counted[index] != k { items[index].lines += 1 }
        counted[index] = k
      }
      for entry in funding.start[k]..<funding.start[k + 1] {
        let goal = plan.indicators.goal[funding.indicator[entry]].index
        add(funding.share[entry], to: min(goal, outside))
        rest -= funding.share[entry]
      }
      if rest > FundingMatrix.shareTolerance { add(rest, to: outside) }
    }
    return Composition(items)
  }
}
