import AlignModel

/// AL107: what was spent is far from what was approved or amended, in the latest year that has `spent`.
///
/// In a year still running it is held against the part of the year that has gone, and only too much is told.
struct OffExecution: BudgetRowRule {
  let kind = FlagCode.offExecution

  func findings(in context: FlagContext) -> [Finding] {
    guard let execution = Execution(of: context.budget, upTo: context.year) else { return [] }
    let part = execution.partGone(at: context.period)
    let low = part == 1 ? threshold("low", context) - Attainment.rounding : -.infinity
    let high = threshold("high", context) + Attainment.rounding
    return execution.rows.compactMap { row in
      guard let ratio = execution.ratio(of: row, in: context.budget), ratio < low || ratio > high * (part ?? 1) else {
        return nil
      }
      return Finding(row.index, severity: severity, amount: context.budget.heldAgainst(row))
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let row = BudgetRow(Int(finding.index))
    let spent = context.budget.spent?[row.index] ?? 0
    let budgeted = context.budget.heldAgainst(row)
    let year = Int(context.budget.year[row])
    var evidence: [Flag.Evidence] = [
      .init(name: "year", value: .integer(year)),
      .init(name: "spent", value: .amount(spent)),
      .init(name: "execution", value: .number(budgeted == 0 ? 0 : Double(spent) / Double(budgeted))),
      .init(name: "approved", value: .amount((context.budget.approvedAsRead ?? context.budget.approved)[row])),
    ]
    if let amended = context.budget.amended?[row.index] {
      evidence.append(.init(name: "amended", value: .amount(amended)))
    }
    if year == context.period.year, context.period.partOfYear < 1 {
      evidence.append(.init(name: "part_of_year", value: .number(context.period.partOfYear)))
    }
    return evidence + [tableRow(finding, context)]
  }
}

/// AL109: money was spent where nothing was approved, in the latest year that has `spent`.
struct SpentUnapproved: BudgetRowRule {
  let kind = FlagCode.spentUnapproved

  func findings(in context: FlagContext) -> [Finding] {
    guard let execution = Execution(of: context.budget, upTo: context.year), let spent = context.budget.spent else {
      return []
    }
    return execution.rows.compactMap { row in
      guard let amount = spent[row.index], amount > 0, context.budget.heldAgainst(row) <= 0 else { return nil }
      return Finding(row.index, severity: severity, amount: amount)
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let row = BudgetRow(Int(finding.index))
    return [
      .init(name: "year", value: .integer(Int(context.budget.year[row]))),
      .init(name: "spent", value: .amount(context.budget.spent?[row.index] ?? 0)),
      .init(name: "approved", value: .amount(context.budget.heldAgainst(row))),
      tableRow(finding, context),
    ]
  }
}

/// A rule that looks at rows of the budget, of which the line may not stand in Y.
protocol BudgetRowRule: FlagRule {}

extension BudgetRowRule {
  package func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    Flag.Subject(kind: .line, id: context.budget.id(of: BudgetRow(Int(finding.index))))
  }

  package func lines(of finding: Finding, in context: FlagContext) -> [Int32] {
    context.rowOfL(context.budget.line[BudgetRow(Int(finding.index))])
  }

  func tableRow(_ finding: Finding, _ context: FlagContext) -> Flag.Evidence {
    .init(name: "row", value: .rows(table: "budget", [context.budget.rowNumbers[Int(finding.index)]]))
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
      .init(name: "links", value: .rows(table: "links", own.map(\.linkRow))),
    ] + lineEvidence(finding, context)
  }
}
