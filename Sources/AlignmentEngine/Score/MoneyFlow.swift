import AlignModel

/// Where the money of a year goes: from departments (or, where the budget names none, from the first classification that it
/// has) to goals, to lines that nobody has judged, and to those judged to serve
/// no target. Only lines with b > 0 flow.
package struct MoneyFlow: Sendable {
  /// What the sources are; nil where the budget has no classification, and is one source itself.
  package let category: LineCategory?
  /// The department, or other class, as first written; empty for lines without one.
  package var sources: [String] = []
  /// `amounts[source][place]` in minor units: a place a goal in table order, then untied, then the rest of what is tied only
  /// in part, then neutral.
  package var amounts: [[Double]] = []
  /// The places after the goals.
  package let untied: Int
  /// What lines that serve a target leave over, Σ shares being below 1.
  package let unshared: Int
  /// Lines judged to serve no target.
  package let neutral: Int

  /// The flow of the lines of L.
  ///
  /// - Complexity: O(lines + links).
  package init(of funding: FundingMatrix, in budget: Budget, to plan: Plan) {
    let goals = plan.goals.count
    (untied, unshared, neutral) = (goals, goals + 1, goals + 2)
    category = LineCategory.allCases.first { budget.categories[$0].map { !$0.names.isEmpty } ?? false }
    let column = category.flatMap { budget.categories[$0] }
    sources = (column?.names ?? []) + [""]
    amounts = [[Double]](repeating: [Double](repeating: 0, count: goals + 3), count: sources.count)
    for k in 0..<funding.count where funding.approved[k] > 0 {
      let code = column.map { Int($0.codes[funding.rows[k].index]) } ?? -1
      let source = code < 0 ? sources.count - 1 : code
      let approved = Double(funding.approved[k])
      switch funding.lineClass[k] {
      case .untied: amounts[source][untied] += approved
      case .neutral: amounts[source][neutral] += approved
      case .tied:
        for entry in funding.start[k]..<funding.start[k + 1] {
          let goal = plan.indicators.goal[funding.indicator[entry]].index
          if goal < goals { amounts[source][goal] += approved * funding.share[entry] }
        }
        amounts[source][unshared] += approved * max(0, 1 - funding.servedShare(k))
      }
    }
  }

  /// What one source gives to all places.
  package func total(of source: Int) -> Double { amounts[source].reduce(0, +) }
  /// What one place gets from all sources.
  package func total(at index: Int) -> Double { amounts.reduce(0) { $0 + $1[index] } }
}
