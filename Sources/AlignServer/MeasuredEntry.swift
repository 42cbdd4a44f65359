import AlignModel
import AlignmentEngine

/// Something to be measured in a quarter, and what was measured of it.
struct MeasuredEntry {
  var indicator: IndicatorID
  /// The period that the measurement is of: the quarter, a month of it, or the year or half that ends with it.
  var period: Period
  var measurement: Measurement?

  /// What identifies it on a page.
  func key(_ plan: Plan) -> String { "\(plan.indicators.ids[indicator.index])@\(period.description)" }

  /// What is due in a quarter, and what was measured in it without being due, in the order of the table.
  static func all(of workspace: Workspace, in quarter: Period) -> [MeasuredEntry] {
    let plan = workspace.plan
    return plan.indicators.handles.flatMap { id -> [MeasuredEntry] in
      let observed = id.index < plan.measurements.count ? plan.measurements[id] : []
      var periods = periods(of: id, observed, plan, quarter)
      for own in observed where !periods.contains(own.period) && own.period.end == quarter.end {
        periods.append(own.period)
      }
      return periods.map { period in
        MeasuredEntry(indicator: id, period: period, measurement: observed.last { $0.period == period })
      }
    }
  }

  /// The periods of an indicator that end in a quarter. Who has measured by quarters so far goes on so, whatever the table says
  /// of the frequency.
  private static func periods(of id: IndicatorID, _ observed: [Measurement], _ plan: Plan, _ quarter: Period)
    -> [Period]
  {
    let last = quarter.lastMonth
    switch plan.indicators.frequency[id] {
    case .monthly: return (last - 2...last).map { Period(year: quarter.year, month: $0) }
    case .quarterly: return [quarter]
    case _ where observed.contains { $0.period.months == 3 }: return [quarter]
    case .halfYearly: return last % 6 == 0 ? [Period(year: quarter.year, half: last / 6)] : []
    case .yearly: return last == 12 ? [Period(year: quarter.year)] : []
    }
  }
}
