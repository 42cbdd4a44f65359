import AlignModel

/// Milestones are shares done, which some write as 0–1 and some as percent: both become shares here.
///
/// A number with a percent sign is a percentage. Numbers without one are percentages where any of the same indicator's
/// is above 1, since no more than the whole can be done and nobody writes one percent and 0.5 in one series.
struct MilestonePercents {
  /// Records of `indicators`; indicator and year; indicator, year and quarter, of numbers with a percent sign.
  var baselines: Set<Int> = []
  var targets: Set<[Int]> = []
  var measurements: Set<[Int]> = []

  /// Turns every number of every milestone into a share.
  func settle(_ plan: inout Plan) {
    for id in plan.indicators.handles where plan.indicators.kind[id] == .milestone {
      let bare = bareNumbers(of: id, in: plan)
      let isPercent = bare.contains { abs($0) > 1 }
      func share(_ value: Double, hasSign: Bool) -> Double { hasSign || isPercent ? value / 100 : value }
      plan.indicators.baseline[id] = plan.indicators.baseline[id].map {
        share($0, hasSign: baselines.contains(id.index))
      }
      plan.targets[id] = plan.targets[id].map { target in
        var target = target
        target.value = target.value.map { share($0, hasSign: targets.contains([id.index, target.year])) }
        return target
      }
      plan.measurements[id] = plan.measurements[id].map { measurement in
        var measurement = measurement
        measurement.value = share(measurement.value, hasSign: hasSign(measurement, of: id))
        return measurement
      }
    }
  }

  private func bareNumbers(of id: IndicatorID, in plan: Plan) -> [Double] {
    let baseline = baselines.contains(id.index) ? nil : plan.indicators.baseline[id]
    let targets = plan.targets[id].filter { !self.targets.contains([id.index, $0.year]) }.compactMap(\.value)
    let measured = plan.measurements[id].filter { !hasSign($0, of: id) }.map(\.value)
    return (baseline.map { [$0] } ?? []) + targets + measured
  }

  private func hasSign(_ measurement: Measurement, of id: IndicatorID) -> Bool {
    measurements.contains([id.index, measurement.period.year, measurement.period.quarter ?? 0])
  }
}
