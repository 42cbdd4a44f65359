import AlignModel

/// One thing that speaks for a line, by row of L; not-a-number where it is not known.
struct LineCriterion {
  var name: String
  var values: [Double]

  /// Every criterion that the tables can tell, in order.
  static func all(budget: Budget, funding: FundingMatrix, attainment: Attainment) -> [LineCriterion] {
    var all = [
      LineCriterion(name: "served_share", values: (0..<funding.count).map { funding.servedShare($0) }),
      LineCriterion(name: "need_served", values: needServed(funding, attainment)),
      LineCriterion(name: "mandate", values: funding.rows.map { budget.mandatory[$0] ? 1 : 0 }),
    ]
    if let execution = Execution(of: budget, upTo: attainment.year) {
      var ratio = [Double](repeating: .nan, count: budget.lineIDs.count)
      for row in execution.rows { ratio[budget.line[row].index] = execution.faithfulness(of: row, in: budget) ?? .nan }
      all.append(LineCriterion(name: "execution", values: funding.rows.map { ratio[budget.line[$0].index] }))
    }
    for (name, column) in budget.criteria {
      all.append(LineCriterion(name: name, values: funding.rows.map { column[$0.index] ?? .nan }))
    }
    return all
  }

  /// Σ share · need over the known indicators; not known where a line serves only unknown ones.
  private static func needServed(_ funding: FundingMatrix, _ attainment: Attainment) -> [Double] {
    let needs = attainment.need.values.map { $0 ?? .nan }
    return (0..<funding.count).map { k in
      let entries = funding.start[k]..<funding.start[k + 1]
      var sum = 0.0
      var known = 0
      for entry in entries {
        let need = needs[funding.indicator[entry].index]
        if need.isNaN { continue }
        sum += funding.share[entry] * need
        known += 1
      }
      return known == 0 && !entries.isEmpty ? .nan : sum
    }
  }
}

/// What was spent in the latest year that has any `spent`.
struct Execution {
  var year: Int
  /// The rows of that year.
  var rows: [BudgetRow]
  private let spent: AmountColumn

  /// Nil where nothing spent is known up to a year.
  init?(of budget: Budget, upTo last: Int) {
    guard let spent = budget.spent else { return nil }
    var latest: Int32?
    for (row, year) in budget.year.values.enumerated() where Int(year) <= last && year > latest ?? .min {
      if spent[row] != nil, budget.direction(of: BudgetRow(row)) == .expenditure { latest = year }
    }
    guard let latest else { return nil }
    year = Int(latest)
    rows = budget.rows(of: year)
    self.spent = spent
  }

  /// Spent over what was approved or amended, or nil where either is blank or nothing was approved.
  func ratio(of row: BudgetRow, in budget: Budget) -> Double? {
    let budgeted = budget.heldAgainst(row)
    guard budgeted > 0, let spent = spent[row.index] else { return nil }
    return Double(spent) / Double(budgeted)
  }

  /// The part of the year that has gone by the end of a period; nil where the year is later than the period's.
  func partGone(at period: Period) -> Double? {
    year < period.year ? 1 : year == period.year ? period.partOfYear : nil
  }

  /// 1 where what was approved was spent, less by what was missed of it on either side, 0 at least: spending too much is no
  /// better than spending too little.
  func faithfulness(of row: BudgetRow, in budget: Budget) -> Double? {
    ratio(of: row, in: budget).map { max(0, 1 - abs($0 - 1)) }
  }
}
