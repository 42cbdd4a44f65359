extension Scenario {
  /// The scenario as an office drafts a budget: for the next year and in whole millions of rial, where it says nothing else.
  ///
  /// - Parameter year: the year of the budget that was asked for, where one was.
  package func forOffice(of workspace: Workspace, year asked: Int? = nil) -> Scenario {
    var scenario = self
    let budget = workspace.budget
    let base = scenario.year ?? asked ?? workspace.settings.year ?? budget.years.last
    if scenario.targetYear == nil, let base { scenario.targetYear = base + 1 }
    let unit = Int64(1_000_000) * Int64(workspace.settings.currency.minorPerMain)
    let rows = base.map { budget.rows(of: $0) } ?? []
    // Where lines are not much larger than the unit, rounding would say more than the draft.
    let total = rows.reduce(0.0) { $0 + Double(max(budget.approved[$1] ?? 0, 0)) }
    let isLarge = !rows.isEmpty && total / Double(rows.count) >= Double(100 * unit)
    if scenario.places["round_to"] == nil, workspace.settings.currency.code == "IRR", isLarge {
      scenario.roundTo = unit
    }
    return scenario
  }
}
