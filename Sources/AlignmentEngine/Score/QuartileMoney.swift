import AlignModel

/// The approved money of each department by the quartile of its lines' scores, as in priority-based budgeting: the first
/// quarter of the money is the best aligned.
package struct QuartileMoney: Sendable {
  /// By department, the one with most money first.
  package var rows: [Row] = []
  /// Of the whole budget.
  package var total = Row(name: "")

  /// One department.
  package struct Row: Sendable {
    /// As first written; empty for lines without a department.
    package var name: String
    /// By quartile, the best first, in minor units.
    package var quartiles = [0.0, 0, 0, 0]
    /// On lines that have no score.
    package var unscored = 0.0
    /// Everything above.
    package var sum: Double { quartiles.reduce(unscored, +) }
  }

  /// The money of lines with b > 0; departments in the order of their money, the most first.
  package init(of funding: FundingMatrix, scores: LineScores, in budget: Budget) {
    let column = budget.categories[.department]
    var rows = ((column?.names ?? []) + [""]).map { Row(name: $0) }
    for k in 0..<funding.count where funding.approved[k] > 0 {
      let code = column.map { Int($0.codes[funding.rows[k].index]) } ?? -1
      let index = code < 0 ? rows.count - 1 : code
      let approved = Double(funding.approved[k])
      guard let quartile = scores.quartile[k], (1...4).contains(quartile) else {
        rows[index].unscored += approved
        total.unscored += approved
        continue
      }
      rows[index].quartiles[quartile - 1] += approved
      total.quartiles[quartile - 1] += approved
    }
    let order = rows.indices.filter { rows[$0].sum > 0 }.sorted {
      rows[$0].sum == rows[$1].sum ? $0 < $1 : rows[$0].sum > rows[$1].sum
    }
    self.rows = order.map { rows[$0] }
  }
}
