import AlignModel

/// AL107: what was spent is far from what was approved, in the latest year that has `spent`.
struct OffExecution: FlagRule {
  let kind = FlagCode.offExecution

  /// A finding's place is a row of the budget, since the line may not stand in Y.
  func findings(in context: FlagContext) -> [Finding] {
    guard let execution = Execution(of: context.budget, upTo: context.year) else { return [] }
    let low = threshold("low", context) - Attainment.rounding
    let high = threshold("high", context) + Attainment.rounding
    return execution.rows.compactMap { row in
      guard let ratio = execution.ratio(of: row, in: context.budget), ratio < low || ratio > high else { return nil }
      return Finding(row.index, severity: severity, amount: context.budget.approved[row])
    }
  }

  func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    Flag.Subject(kind: .line, id: context.budget.id(of: BudgetRow(Int(finding.index))))
  }

  func lines(of finding: Finding, in context: FlagContext) -> [Int32] {
    context.rowOfL(context.budget.line[BudgetRow(Int(finding.index))])
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let row = BudgetRow(Int(finding.index))
    let spent = context.budget.spent?[row.index] ?? 0
    let approved = context.budget.approved[row]
    return [
      .init(name: "year", value: .integer(Int(context.budget.year[row]))),
      .init(name: "spent", value: .amount(spent)),
      .init(name: "execution", value: .number(approved == 0 ? 0 : Double(spent) / Double(approved))),
      .init(name: "approved", value: .amount(approved)),
      .init(name: "row", value: .rows(file: "budget.csv", [context.budget.rowNumbers[row.index]])),
    ]
  }
}

/// AL108: a line works against an indicator.
struct WorksAgainst: LineRule {
  let kind = FlagCode.worksAgainst

  func findings(in context: FlagContext) -> [Finding] {
    var isOpposed = [Bool](repeating: false, count: context.funding.count)
    for opposition in context.funding.against { isOpposed[opposition.row] = true }
    return lines(context) { isOpposed[$0] }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    // Oppositions come in order of row, so a line's own are found by halving.
    let all = context.funding.against
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].row < Int(finding.index) { low = middle + 1 } else { high = middle }
    }
    let own = all[low...].prefix { $0.row == Int(finding.index) }
    return [
      .init(name: "indicators", value: .texts(own.map { context.plan.indicators.ids[$0.indicator.index] })),
      .init(name: "share_sum", value: .number(own.reduce(0) { $0 + $1.share })),
      .init(name: "links", value: .rows(file: "links.csv", own.map(\.linkRow))),
    ] + lineEvidence(finding, context)
  }
}
