import AlignModel

/// How every indicator fared at the end of every period that was measured: what weights from the data are drawn from.
struct PastAttainment {
  /// In order of time.
  let periods: [Period]
  /// By period and indicator, clipped to [0, 1]; nil where unknown.
  private(set) var indicators: [[Double?]] = []
  /// Rolled up by weights, by period; empty until ``rollUp(_:_:)``.
  private(set) var goals: [[Double?]] = []
  private(set) var axes: [[Double?]] = []

  /// Looks back from a period, or from the last one that was measured.
  ///
  /// - Complexity: O(periods · (indicators + targets + measurements)).
  init(of plan: Plan, upTo last: Period?) {
    let all = Set(plan.measurements.values.joined().map(\.period))
    // A whole year and its last quarter end together, and are one look at the plan.
    var byEnd: [Int: Period] = [:]
    for period in all where last.map({ period.end <= $0.end }) ?? true {
      byEnd[period.end] = max(byEnd[period.end] ?? period, period)
    }
    periods = byEnd.values.sorted()
    for period in periods {
      let attainment = Attainment(of: plan, at: period, budgeting: period.year)
      indicators.append(attainment.attainment.values.map { $0.map { min(max($0, 0), 1) } })
    }
  }

  /// Rolls indicators up to goals and goals to axes.
  mutating func rollUpGoals(_ plan: Plan, shares: [Double]) {
    let parent = plan.indicators.goal.values.map(\.index)
    goals = indicators.map { WeightedMean.byParent($0, parent: parent, weights: shares, plan.goals.count) }
  }

  /// Rolls goals up to axes.
  mutating func rollUpAxes(_ plan: Plan, shares: [Double]) {
    let parent = plan.goals.axis.values.map(\.index)
    axes = goals.map { WeightedMean.byParent($0, parent: parent, weights: shares, plan.axes.count) }
  }

  /// A column a member, a row a period in which every member has an attainment.
  func columns(of members: [Int], at level: PlanLevel) -> [[Double]] {
    let rows =
      switch level {
      case .axes: axes
      case .goals: goals
      case .indicators: indicators
      }
    var columns = members.map { _ in [Double]() }
    for row in rows {
      let values = members.compactMap { row[$0] }
      guard values.count == members.count else { continue }
      for (index, value) in values.enumerated() { columns[index].append(value) }
    }
    return columns
  }
}
