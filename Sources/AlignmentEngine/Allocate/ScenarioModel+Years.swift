import AlignModel

/// What the tables `commitments` and `projects` say of one year.
extension ScenarioModel {
  /// What is signed for the year that is drafted: the least of its lines.
  var committed: [NamedLimit] {
    let (workspace, rows) = (today.workspace, today.funding.rows)
    var least: [LineID: Int64] = [:]
    for commitment in workspace.commitments where commitment.year == targetYear {
      least[commitment.line, default: 0] += commitment.amount
    }
    guard !least.isEmpty else { return [] }
    var limit = NamedLimit(origin: .committed, lower: [])
    for (k, row) in rows.enumerated() {
      guard scheduled[k] == nil, let amount = least[workspace.budget.line[row]] else { continue }
      limit.lines.append(Int32(truncatingIfNeeded: k))
      limit.lower?.append(amount)
    }
    return limit.lines.isEmpty ? [] : [limit]
  }

  /// The amounts of projects.
  var schedule: [NamedLimit] {
    guard !scheduled.isEmpty else { return [] }
    let order = scheduled.sorted { $0.key < $1.key }
    let amounts = order.map(\.value)
    return [
      NamedLimit(
        origin: .scheduled, lines: order.map { Int32(truncatingIfNeeded: $0.key) }, lower: amounts, upper: amounts)
    ]
  }
}

extension FundingMatrix {
  /// The same lines with all money at other prices.
  ///
  /// - Parameter level: the price of what costs 1 now.
  func priced(_ level: Double) -> FundingMatrix {
    if level == 1 { return self }
    var priced = self
    func at(_ amount: Int64) -> Int64 { Int64((Double(amount) * level).rounded()) }
    priced.approved = approved.map(at)
    priced.totalApproved = priced.approved.reduce(0, +)
    priced.funding = Column(funding.values.map { $0 * level })
    priced.fundingByUse = fundingByUse.map { $0 * level }
    priced.creditsByUse = creditsByUse.map { $0 * level }
    priced.totalLinked = totalLinked * level
    return priced
  }
}
