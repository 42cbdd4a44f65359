import AlignModel

/// The attainment of every axis and of the plan, quarter by quarter.
package struct AttainmentHistory: Sendable {
  /// Quarters, the earliest first.
  package var periods: [Period] = []
  /// By axis, then by period; nil where no indicator of the axis was known.
  package var axes: [[Double?]] = []
  /// By period, rolled up from clipped attainments, 0–1; nil where no indicator was known.
  package var plan: [Double?] = []

  /// The quarters from the first that was measured to P, at most so many.
  ///
  /// - Complexity: O(quarters · indicators · observations of each).
  package init(of plan: Plan, at period: Period, weights: Weights, most: Int = 24) {
    let first = plan.measurements.values.joined().map(\.period.end).min() ?? period.end
    periods = period.quarters(after: max(first - 1, period.end - most * 3))
    let rollUp = RollUp(of: plan, by: weights)
    axes = [[Double?]](repeating: [], count: plan.axes.count)
    for quarter in periods {
      let measured = Attainment(of: plan, at: quarter, budgeting: quarter.year)
      let levels = rollUp.levels(measured.attainment.values.map(clipped))
      for axis in axes.indices { axes[axis].append(levels.axes[axis]) }
      self.plan.append(levels.plan)
    }
  }
}
