import AlignModel

/// The plan at one period: whether it is being carried out, by whom, and what is not even measured.
package struct Review: Sendable {
  /// What is reviewed, as it was read.
  package var workspace: Workspace
  /// P, the period under review.
  package var period: Period
  /// The year whose budget is looked at.
  package var year: Int
  /// The weights that the cards of groups are rolled up by.
  package var weights: Weights
  /// In table order.
  package var indicators: [IndicatorScorecard]
  package var goals: [GroupScorecard]
  package var axes: [GroupScorecard]
  /// Every indicator of the plan.
  package var plan: GroupScorecard
  /// In the order in which the table names them.
  package var owners: [GroupScorecard]
  /// Every department that has lines or owns indicators, those of the budget first.
  package var departments: [DepartmentPage]
  /// Nil where the workspace has no budget with `spent` up to P.
  package var execution: BudgetExecution?
  /// What was observed in time, by axis and by owner.
  package var inventory: DataInventory
  /// What the stages noticed and went on from.
  package var warnings: [Problem]

  /// Reviews a workspace, with or without a budget.
  ///
  /// - Parameters:
  ///   - period: P; if nil that of `align.yaml`, else the latest that was measured.
  ///   - year: the budget's year; if nil that of `align.yaml`, else the last of the budget, else P's.
  /// - Throws: ``AnalysisError`` where there is no plan or no period, ``WeighError`` or ``TraceError``.
  /// - Complexity: O(indicators · observations of each + lines).
  package init(
    of workspace: Workspace, period: Period? = nil, year: Int? = nil, includingSuggested: Bool = false, jobs: Int = 1
  ) throws {
    let (plan, budget, settings) = (workspace.plan, workspace.budget, workspace.settings)
    if plan.indicators.count == 0 { throw AnalysisError.noPlan }
    guard let period = period ?? settings.period ?? plan.latestPeriod else { throw AnalysisError.noPeriod }
    let year = year ?? settings.year ?? budget.years.last ?? period.year
    self.workspace = workspace
    self.period = period
    self.year = year
    weights = try Weights(of: plan, by: settings.weights, judgements: workspace.judgements, upTo: period)
    indicators = IndicatorScorecard.all(of: plan, at: period, budgeting: year, settings: settings)
    let groups = GroupScorecards(plan: plan, cards: indicators, rollUp: RollUp(of: plan, by: weights))
    (goals, axes, self.plan) = groups.levels()
    let owned = groups.owners()
    owners = owned.map(\.card)
    inventory = DataInventory(of: plan, at: period)
    warnings = weights.warnings
    execution = try BudgetExecution(
      of: workspace, at: period, weights: weights, includingSuggested: includingSuggested, jobs: jobs)
    var figures: [DepartmentFigures] = []
    if budget.years.contains(year) {
      let funding = try FundingMatrix(
        tracing: budget, of: year, through: workspace.links, rules: workspace.rules, plan: plan, weights: weights,
        includingSuggested: includingSuggested, jobs: jobs)
      warnings += funding.warnings
      figures = DepartmentFigures.all(of: funding, in: budget)
    }
    departments = DepartmentPage.all(
      owners: owned, figures: figures, departments: budget.categories[.department], execution: execution,
      cards: indicators, settings: settings)
  }

  /// What was noticed on the way and gone on from: by the reader and then by the stages.
  package var allWarnings: [Problem] { workspace.warnings + workspace.located(warnings) }
}
