import AlignModel

/// What a budget of one year spends, what it takes in and what it passes on to the city's own organisations, in minor units.
package struct DirectionTotals: Sendable, Hashable {
  /// Expenditure, the b of every figure: net of transfers.
  package var expenditure: Int64 = 0
  package var revenue: Int64 = 0
  package var transfers: Int64 = 0

  /// Expenditure and transfers, which the organisations spend once more.
  package var gross: Int64 { expenditure.addingSaturated(transfers) }

  /// Nil where no row of the year says that it is anything else than expenditure.
  package init?(of budget: Budget, year: Int) {
    guard !budget.directionCodes.isEmpty else { return nil }
    var hasOther = false
    for index in 0..<budget.count where Int(budget.year.values[index]) == year {
      let row = BudgetRow(index)
      switch budget.direction(of: row) {
      case .expenditure: expenditure = expenditure.addingSaturated(budget.approved[row])
      case .revenue: revenue = revenue.addingSaturated(budget.approved[row])
      case .transfer: transfers = transfers.addingSaturated(budget.approved[row])
      }
      hasOther = hasOther || budget.direction(of: row) != .expenditure
    }
    if !hasOther { return nil }
  }
}

extension Analysis {
  /// What stands apart from the expenditure of Y; nil where nothing does.
  package var directions: DirectionTotals? { DirectionTotals(of: workspace.budget, year: year) }
}
