import AlignModel

/// One indicator at the period under review.
package struct IndicatorScorecard: Sendable {
  /// Which one, and whether it has an attainment.
  package var indicator: IndicatorID
  package var state: AttainmentState
  /// A and T at P, in the indicator's unit.
  package var actual: Double?
  package var target: Double?
  /// As it is, not clipped.
  package var attainment: Double?
  /// Attainment at P less that a quarter, and a year, before; nil where either is unknown.
  package var changeFromQuarter: Double?
  package var changeFromYear: Double?
  /// Whether anything was observed since the quarter before; without it a change of attainment is the target's.
  package var hasNewMeasurement: Bool
  /// What was gained a year, and the distance to the plan's and the vision's end.
  package var pace: Pace
  /// Where it stands on its way.
  package var status: TrackStatus
  /// The ratio that settled the status, and what it is.
  package var ratio: Double?
  package var basis: TrackStatus.Basis?
  /// What it will stand at by the end of P's year.
  package var forecast: Forecast
  /// The last period that was observed, at or before P.
  package var lastObserved: Period?
  package var knowledge: DataInventory.Knowledge

  /// The plan's end, and the vision's where one is set.
  package var planEnd: Pace.Horizon? { pace.horizons.first { $0.name == "plan_end" } }
  package var visionEnd: Pace.Horizon? { pace.horizons.first { $0.name == "vision_end" } }

  /// `have`, `stale`, `never_measured` or `not_measurable`.
  package var statistics: String {
    switch knowledge {
    case .have: "have"
    case .stale: "stale"
    case .neverMeasured: "never_measured"
    case .notMeasurable: "not_measurable"
    }
  }

  /// The cards of every indicator, in table order.
  static func all(of plan: Plan, at period: Period, budgeting year: Int, settings: Settings) -> [IndicatorScorecard] {
    let now = Attainment(of: plan, at: period, budgeting: year, planEnd: settings.planEnd)
    let quarter = Attainment(of: plan, at: period.quarterBefore, budgeting: year)
    let lastYear = Attainment(of: plan, at: period.yearBefore, budgeting: year)
    return plan.indicators.handles.map { id in
      let pace = Pace(of: id, in: plan, at: period, planEnd: settings.planEnd, visionEnd: settings.visionEnd)
      let (status, ratio, basis) = TrackStatus.of(
        state: now.state[id], attainment: now.attainment[id], pace: pace, kind: plan.indicators.kind[id],
        direction: plan.indicators.direction[id], settings: settings.review)
      let observed = id.index < plan.measurements.count ? plan.measurements[id] : []
      let last = observed.map(\.period).filter { $0.end <= period.end }.max()
      return IndicatorScorecard(
        indicator: id, state: now.state[id], actual: now.actual[id], target: now.target[id],
        attainment: now.attainment[id], changeFromQuarter: difference(now.attainment[id], quarter.attainment[id]),
        changeFromYear: difference(now.attainment[id], lastYear.attainment[id]),
        hasNewMeasurement: last.map { $0.end > period.quarterBefore.end } ?? false, pace: pace, status: status,
        ratio: ratio, basis: basis,
        forecast: Forecast(of: id, in: plan, at: period, interval: settings.review.interval), lastObserved: last,
        knowledge: DataInventory.knowledge(of: id, in: plan, at: period))
    }
  }
}

/// The difference of two values, or nil where either is unknown.
func difference(_ left: Double?, _ right: Double?) -> Double? {
  guard let left, let right else { return nil }
  return Attainment.finite(left - right)
}
