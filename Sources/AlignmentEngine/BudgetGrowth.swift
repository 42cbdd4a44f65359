import AlignModel

/// How the budget of a year stands against that of an earlier one, in their own money and at the prices of the later.
package struct BudgetGrowth: Sendable, Hashable {
  /// The earlier year and the later one.
  package let earlier: Int
  package let later: Int
  /// (later − earlier) / earlier, money as it was written.
  package let nominal: Double
  /// The same with the earlier year's money at the prices of the later.
  package let real: Double

  /// Nil where the earlier amount is not positive, or the table `prices` lacks one of the years.
  package init?(
    from earlier: (year: Int, approved: Double), to later: (year: Int, approved: Double), prices: [Int: Double]
  ) {
    guard earlier.year != later.year, earlier.approved > 0,
      let factor = PriceLevels(prices, base: later.year)?.factor(from: earlier.year)
    else { return nil }
    (self.earlier, self.later) = (earlier.year, later.year)
    nominal = later.approved / earlier.approved - 1
    real = later.approved / (earlier.approved * factor) - 1
  }
}

extension Analysis {
  /// The budget of each year up to Y: what was approved for expenditure in minor units, and the same at the prices of Y,
  /// nil where the table `prices` does not tell.
  package var budgetYears: [(year: Int, approved: Int64, real: Double?)] {
    let levels = PriceLevels(workspace.prices, base: year)
    return workspace.budget.years.filter { $0 <= year }.compactMap { own in
      approved(in: own).map { ($0, levels?.factor(from: own)) }.map { approved, factor in
        (own, approved, factor.map { $0 * Double(approved) })
      }
    }
  }

  /// What was approved for expenditure in a year, in minor units; that of Y is known. Nil where it is beyond what is counted.
  private func approved(in own: Int) -> Int64? {
    if own == year { return funding.totalApproved }
    let budget = workspace.budget
    return Int64(exactly: budget.rows(of: own).reduce(Int128(0)) { $0 + Int128(budget.approved[$1]) })
  }

  /// Against the year before, where it stands in the budget and the table `prices` holds both years.
  package var growth: BudgetGrowth? {
    guard !workspace.prices.isEmpty, workspace.budget.years.contains(year - 1), let before = approved(in: year - 1)
    else { return nil }
    return BudgetGrowth(
      from: (year - 1, Double(before)), to: (year, Double(funding.totalApproved)), prices: workspace.prices)
  }
}
