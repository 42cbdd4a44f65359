import AlignModel

/// Values of indicators put together up the plan, level by level over the children that have one, by their weights.
package struct RollUp: Sendable {
  private let goalOf: [Int]
  private let axisOf: [Int]
  private let weights: Weights
  private let axisCount: Int

  /// The way up a plan.
  package init(of plan: Plan, by weights: Weights) {
    goalOf = plan.indicators.goal.values.map(\.index)
    axisOf = plan.goals.axis.values.map(\.index)
    axisCount = plan.axes.count
    self.weights = weights
  }

  /// A value for every goal, every axis and the plan; nil where no child has one.
  package struct Levels: Sendable {
    /// In table order.
    package var goals: [Double?]
    package var axes: [Double?]
    /// Rolled up from the axes that have a value.
    package var plan: Double?
  }

  /// Σ w v / Σ w over the children that have a value: goals from indicators, axes from goals, the plan from axes.
  package func levels(_ values: [Double?]) -> Levels {
    let goals = WeightedMean.byParent(values, parent: goalOf, weights: weights.indicatorShare.values, axisOf.count)
    let axes = WeightedMean.byParent(goals, parent: axisOf, weights: weights.goalShare.values, axisCount)
    let top = [Int](repeating: 0, count: axisCount)
    let plan = WeightedMean.byParent(axes, parent: top, weights: weights.axisShare.values, 1)
    return Levels(goals: goals, axes: axes, plan: plan[0])
  }

  /// The same over any set of indicators, by their weights in the whole plan.
  package func mean(_ values: [Double?], over indicators: [IndicatorID]) -> Double? {
    let parent = [Int](repeating: 0, count: indicators.count)
    let own = indicators.map { weights.indicator[$0] }
    return WeightedMean.byParent(indicators.map { values[$0.index] }, parent: parent, weights: own, 1)[0]
  }
}

/// Clipped to [0, 1], as a value is before it is rolled up, so that one goal's excess never pays for another's failure.
func clipped(_ value: Double?) -> Double? { value.map { min(max($0, 0), 1) } }
