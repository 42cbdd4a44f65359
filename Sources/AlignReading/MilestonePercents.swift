import AlignModel

/// Milestones are shares done, which some write as 0–1 and some as percent: both become shares here.
///
/// A number with a percent sign is a percentage. The others of an indicator are percentages where its unit says so, or any
/// target without a sign is above 1.5. A reading above 1 is an overshoot: more was done than was to be done by then, and it
/// says nothing of how the others are written.
struct MilestonePercents {
  /// Records of `indicators`, and rows of the tables `targets` and `measurements`, whose numbers have a percent sign.
  var baselines: Set<Int> = []
  var targets: Set<Int> = []
  var measurements: Set<Int> = []

  /// Turns every number of every milestone into a share.
  func settle(_ plan: inout Plan) {
    for id in plan.indicators.handles where plan.indicators.kind[id] == .milestone {
      let isPercent = plan.indicators.units[id].map(Self.saysPercent) ?? false || hasTargetInPercent(id, plan)
      func share(_ value: Double, hasSign: Bool) -> Double { hasSign || isPercent ? value / 100 : value }
      plan.indicators.baseline[id] = plan.indicators.baseline[id].map {
        share($0, hasSign: baselines.contains(id.index))
      }
      plan.targets[id] = plan.targets[id].map { target in
        var target = target
        target.value = target.value.map { share($0, hasSign: targets.contains(target.row)) }
        return target
      }
      plan.measurements[id] = plan.measurements[id].map { measurement in
        var measurement = measurement
        measurement.value = share(measurement.value, hasSign: measurements.contains(measurement.row))
        return measurement
      }
    }
  }

  /// A share that is to be reached is hardly above the whole.
  private static let mostOfAShare = 1.5

  private func hasTargetInPercent(_ id: IndicatorID, _ plan: Plan) -> Bool {
    plan.targets[id].contains { target in
      !targets.contains(target.row) && target.value ?? 0 > Self.mostOfAShare
    }
  }

  /// Whether one of the words of a unit is percent.
  static func saysPercent(_ unit: String) -> Bool {
    if unit.contains(where: { $0 == "%" || $0 == "٪" }) { return true }
    let words = TextNormaliser.folded(unit).split { !$0.isLetter }
    return words.contains { ["درصد", "percent", "percentage", "pct", "porcentaje"].contains($0) }
  }
}
