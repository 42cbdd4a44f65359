import AlignModel

/// How fast an indicator moves, against how fast it must move to reach the end of the plan and of the vision.
package struct Pace: Sendable {
  /// What was gained a year from the baseline to P, in the indicator's unit; nil where it cannot be known.
  package var gainedPerYear: Double?
  /// The ends that the indicator is held against: the plan's, then the vision's, those that are set.
  package var horizons: [Horizon] = []

  /// An indicator against one end.
  package struct Horizon: Sendable, Hashable {
    /// `plan_end` or `vision_end`.
    package var name: String
    /// The last year.
    package var year: Int
    /// T at that year's end.
    package var target: Double?
    /// clip(1 − a, 0, 1) of today's value against that target.
    package var gap: Double?
    /// What must be gained a year from P to that end, in the indicator's unit.
    package var requiredPerYear: Double?
    /// What was gained a year over what must be gained a year; 1 is on pace. Nil where nothing more is required.
    package var pace: Double?
  }

  /// The pace of one indicator. Where no end of the plan is set, the last year with a target is taken for it.
  package init(of indicator: IndicatorID, in plan: Plan, at period: Period, planEnd: Int?, visionEnd: Int?) {
    let ruler = Ruler(of: indicator, in: plan)
    let observed = Observation(of: indicator, in: plan, at: period)?.value
    let actual = ruler.annual(observed, at: period)
    let firstYear = plan.targets.count > indicator.index ? plan.targets[indicator].map(\.year).min() : nil
    let startYear = plan.indicators.baselineYear[indicator] ?? firstYear.map { $0 - 1 }
    let baseline = ruler.baseline ?? (ruler.kind == .milestone ? 0 : nil)
    if ruler.kind != .band, let actual, let baseline, let startYear {
      let years = Double(period.end - Period(year: startYear).end) / 12
      if years > 0 { gainedPerYear = Attainment.quotient(actual - baseline, years) }
    }
    let ends = [("plan_end", planEnd ?? ruler.path.lastYear), ("vision_end", visionEnd)]
    for case (let name, let year?) in ends {
      horizons.append(horizon(name, year: year, ruler: ruler, observed: observed, at: period))
    }
  }

  /// The pace of every indicator of a plan.
  package static func all(of plan: Plan, at period: Period, settings: Settings) -> Column<IndicatorID, Pace> {
    Column(
      plan.indicators.handles.map {
        Pace(of: $0, in: plan, at: period, planEnd: settings.planEnd, visionEnd: settings.visionEnd)
      })
  }

  private func horizon(_ name: String, year: Int, ruler: Ruler, observed: Double?, at period: Period) -> Horizon {
    let end = Period(year: year)
    var horizon = Horizon(name: name, year: year, target: ruler.path.target(at: end))
    horizon.gap = ruler.planningGap(of: observed, at: period, inYear: year)
    let years = Double(end.end - period.end) / 12
    guard years > 0, let target = horizon.target, let actual = ruler.annual(observed, at: period) else {
      return horizon
    }
    let required = Attainment.quotient(target - actual, years)
    horizon.requiredPerYear = required
    let isReached = ruler.direction == .up ? required <= 0 : ruler.direction == .down ? required >= 0 : required == 0
    if !isReached, let gainedPerYear { horizon.pace = Attainment.quotient(gainedPerYear, required) }
    return horizon
  }
}
