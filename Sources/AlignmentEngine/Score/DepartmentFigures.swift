import AlignModel

/// What one department was given, and how much of it reaches the plan.
package struct DepartmentFigures: Sendable, Hashable {
  /// The department as first written; empty for lines without one.
  package var name: String
  /// The number of its lines in the year.
  package var lines = 0
  /// Σ b in minor units, exactly.
  package var approved: Int64 = 0
  /// Σ b · served share, in minor units.
  package var linked = 0.0
  /// Σ b of lines that nobody has judged, in minor units, exactly.
  package var untied: Int64 = 0
  /// Spent over approved on the lines whose spending is known; nil where none is, or nothing was approved on them.
  package var execution: Double?

  /// Untied over approved; nil where nothing is approved.
  package var untiedShare: Double? { approved > 0 ? Double(untied) / Double(approved) : nil }

  /// The figures of every department of a year, the one with most untied money first, ties in order of appearance.
  package static func all(of funding: FundingMatrix, in budget: Budget) -> [DepartmentFigures] {
    let column = budget.categories[.department]
    let blank = column?.names.count ?? 0
    var figures = (column?.names ?? []).map { DepartmentFigures(name: $0) } + [DepartmentFigures(name: "")]
    var spent = [Double](repeating: 0, count: blank + 1)
    var approvedOfSpent = [Double](repeating: 0, count: blank + 1)
    for index in 0..<funding.count {
      let row = funding.rows[index]
      let code = column.map { Int($0.codes[row.index]) } ?? -1
      let position = code < 0 ? blank : code
      let approved = funding.approved[index]
      figures[position].lines += 1
      figures[position].approved += approved
      figures[position].linked += Double(approved) * funding.servedShare(index)
      if funding.lineClass[index] == .untied { figures[position].untied += approved }
      if let amount = budget.spent?[row.index] {
        spent[position] += Double(amount)
        approvedOfSpent[position] += Double(approved)
      }
    }
    for position in figures.indices where approvedOfSpent[position] > 0 {
      figures[position].execution = spent[position] / approvedOfSpent[position]
    }
    let present = figures.filter { $0.lines > 0 }
    return present.indices.sorted { (present[$1].untied, $0) < (present[$0].untied, $1) }.map { present[$0] }
  }
}
