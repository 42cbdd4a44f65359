import AlignModel

extension Explanations {
  /// A department: its money, what of it reaches the plan, and the indicators that it owns.
  func explained(department name: String) -> Explanation {
    var explanation = Explanation(.department(name))
    let rows = rowsOfDepartment[name] ?? []
    explanation.tell(.lines, rows.count)
    explanation.tell(.year, analysis.year)
    explanation.indicators = owned[name] ?? []
    let use = alignment.use
    explanation.lines = rows.map { k in
      let money = use.money(ofRow: k, in: funding)
      return Explanation.LineMoney(
        row: k, share: funding.servedShare(k), amount: money.keeping + money.improving,
        isImproving: money.improving > money.keeping, indicator: nil, ties: [])
    }.sorted { (funding.approved[$0.row], -$0.row) > (funding.approved[$1.row], -$1.row) }
    let flagged = rows.flatMap { flags(of: .line, budget.id(of: funding.rows[$0])) }
    let ofOwned = explanation.indicators.flatMap { flags(of: .indicator, plan.indicators.ids[$0.index]) }
    explanation.flags = (flags(of: .department, name) + flagged + ofOwned).sorted()
    if !rows.isEmpty { addMoney(of: rows, to: &explanation) }
    return explanation
  }

  private func addMoney(of rows: [Int], to explanation: inout Explanation) {
    let (approved, untied) = (total(rows), total(rows.filter { funding.lineClass[$0] == .untied }))
    explanation.add(.approved, approved.value, formula: "Σb", approved)
    let parts = rows.filter { funding.servedShare($0) > 0 }.map { k in
      Step(
        .part(.lineMoney), .product,
        [self.approved(k), Step(.figure(.servedShare), funding.servedShare(k), .share, of: subject(k))], .money,
        of: subject(k))
    }
    let linked = Step(.part(.result), .sum, parts, .money)
    explanation.add(.linked, linked.value, linked)
    explanation.add(.untied, untied.value, untied)
    explanation.add(
      .untiedShare, approved.value > 0 ? untied.value / approved.value : nil, unless: .nothingApproved,
      Step(
        .part(.result), .quotient, [figure(.untied, untied.value), figure(.approved, approved.value)], .share))
    addExecution(of: rows, to: &explanation)
  }

  private func addExecution(of rows: [Int], to explanation: inout Explanation) {
    guard let spent = budget.spent else { return }
    let known = rows.filter { spent[funding.rows[$0].index] != nil }
    guard !known.isEmpty else { return }
    let amounts = known.map { k in
      let row = funding.rows[k]
      return Step(.part(.spent), Double(spent[row.index] ?? 0), .money, of: subject(k), source: source(row))
    }
    let quotient = Step(
      .part(.result), .quotient,
      [sum(.spent, amounts, .money), sum(.budgeted, known.map(approved), .money)], .share)
    let budgeted = known.reduce(0.0) { $0 + Double(funding.approved[$1]) }
    explanation.add(.execution, budgeted > 0 ? quotient.value : nil, unless: .nothingApproved, quotient)
  }

  private func subject(_ k: Int) -> Explanation.Subject { .line(budget.line[funding.rows[k]]) }

  private func approved(_ k: Int) -> Step {
    Step(
      .figure(.approved), Double(funding.approved[k]), .money, of: subject(k), source: source(funding.rows[k]))
  }

  private func total(_ rows: [Int]) -> Step {
    Step(.part(.result), .sum, rows.filter { funding.approved[$0] != 0 }.map(approved), .money)
  }
}
