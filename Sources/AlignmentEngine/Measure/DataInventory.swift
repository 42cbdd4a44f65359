import AlignModel

/// Which statistics exist and which do not, by axis and by owner.
package struct DataInventory: Sendable {
  /// In table order.
  package var axes: [Row] = []
  /// In the order in which `indicators` names them, under the spelling that comes first.
  package var owners: [Row] = []
  /// Every indicator of the plan.
  package var total = Row(name: "")

  /// The indicators of one axis or one owner, counted by what is known of them. The four counts add up to `count`.
  package struct Row: Sendable, Hashable {
    /// The axis's id or the owner as written; empty for indicators without an owner.
    package var name: String
    /// The number of indicators.
    package var count = 0
    /// Observed within one interval of its frequency before the period's end.
    package var have = 0
    /// Observed, but longer ago (AL302).
    package var stale = 0
    /// Measurable, but never observed by the period's end (AL301 where never at all).
    package var neverMeasured = 0
    /// Not observed either, and without a unit, baseline or any target to measure against.
    package var notMeasurable = 0

    /// A row that has counted nothing yet.
    package init(name: String) { self.name = name }
  }

  /// Counts the indicators of a plan by what is known of them at a period. Owners come in the order of the table.
  package init(of plan: Plan, at period: Period) {
    axes = plan.axes.ids.map { Row(name: $0) }
    var positions: [String: Int] = [:]
    for indicator in plan.indicators.handles {
      let count = Self.count(of: Self.knowledge(of: indicator, in: plan, at: period))
      total[keyPath: count] += 1
      total.count += 1
      let goal = plan.indicators.goal[indicator]
      let axis = goal.index < plan.goals.count ? plan.goals.axis[goal].index : axes.count
      if axis < axes.count {
        axes[axis][keyPath: count] += 1
        axes[axis].count += 1
      }
      let key = plan.indicators.ownerKey[indicator] ?? ""
      let index = positions[key] ?? owners.count
      if index == owners.count {
        positions[key] = index
        owners.append(Row(name: plan.indicators.owner[indicator] ?? ""))
      }
      owners[index][keyPath: count] += 1
      owners[index].count += 1
    }
  }

  /// What is known of an indicator's statistics.
  package enum Knowledge { case have, stale, neverMeasured, notMeasurable }

  static func knowledge(of indicator: IndicatorID, in plan: Plan, at period: Period) -> Knowledge {
    let observed = indicator.index < plan.measurements.count ? plan.measurements[indicator] : []
    // What was observed after P was not known then.
    if let latest = observed.map(\.period.end).filter({ $0 <= period.end }).max() {
      return period.end - latest > plan.indicators.frequency[indicator].months ? .stale : .have
    }
    let lacks =
      plan.indicators.units[indicator] == nil || plan.indicators.baseline[indicator] == nil
      || TargetPath(of: indicator, in: plan).isEmpty
    return lacks ? .notMeasurable : .neverMeasured
  }

  private static func count(of knowledge: Knowledge) -> WritableKeyPath<Row, Int> {
    switch knowledge {
    case .have: \.have
    case .stale: \.stale
    case .neverMeasured: \.neverMeasured
    case .notMeasurable: \.notMeasurable
    }
  }
}
