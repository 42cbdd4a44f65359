import AlignModel

/// What a budget may have followed, as shares of the goals that add up to 1.
package enum Driver: Sendable, Hashable {
  /// Last year's shares: habit.
  case inertia
  /// The plan's need, as it was seen at the end of the year before.
  case need
  /// Every goal alike.
  case equal
  /// The shares of the mandatory lines of the year.
  case mandates
  /// Shares that the user gives, by name.
  case given(String)

  /// Its name for programs.
  package var key: String {
    switch self {
    case .inertia: "inertia"
    case .need: "need"
    case .equal: "equal"
    case .mandates: "mandates"
    case .given(let name): name
    }
  }
}

/// Shares of the goals that the user holds a budget against: a council's resolution, a neighbour's budget.
package struct GivenDriver: Sendable {
  /// What documents call it.
  package var name: String
  /// By goal, not negative; they are divided by their sum.
  package var shares: [Double]

  /// A driver of that name.
  package init(name: String, shares: [Double]) {
    self.name = name
    self.shares = shares
  }
}

/// The goals' shares of one year's linked money, and what might explain them.
struct DriverYear {
  let year: Int
  let funding: FundingMatrix
  /// f, by goal.
  let shares: [Double]
  /// By driver; nil where the year lacks it.
  let drivers: [Driver: [Double]]

  /// Linked money by goal; nil where none is linked, or where it adds up to less than nothing.
  static func goalShares(_ byIndicator: [Double], _ plan: Plan) -> [Double]? {
    var money = Array(repeating: 0.0, count: plan.goals.count)
    for (indicator, amount) in byIndicator.enumerated() {
      let goal = plan.indicators.goal.values[indicator].index
      if goal < money.count { money[goal] += amount }
    }
    // A goal from which credits take more than it gets has no share.
    return money.contains { $0 < 0 } ? nil : normalised(money)
  }

  /// Divided by their sum; nil where there is none to divide by.
  static func normalised(_ values: [Double]) -> [Double]? {
    let sum = values.reduce(0, +)
    return sum > 0 && sum.isFinite ? values.map { $0 / sum } : nil
  }
}
