import AlignModel

/// A: the actual value of an indicator at the end of a period.
package struct Observation: Sendable {
  /// The value.
  package var value: Double
  /// The last period that it rests on.
  package var period: Period
  /// The rows of `measurements` that it rests on.
  package var rows: [Int]
  /// Whether it rests on every observation that a flow should have by then.
  var isComplete: Bool

  /// The actual value at the end of a period, or nil where nothing was observed by then.
  ///
  /// A flow puts together the observations of the period's year; quarters beat a whole-year row where none is missing.
  /// Everything else is the latest observation that ends at or before the period's end, provisional ones included.
  package init?(of indicator: IndicatorID, in plan: Plan, at period: Period) {
    guard indicator.index < plan.measurements.count else { return nil }
    let known = plan.measurements[indicator].filter { $0.period.end <= period.end }.sorted { $0.period < $1.period }
    guard plan.indicators.kind[indicator] == .flow else {
      guard let last = known.last else { return nil }
      self.init(value: last.value, period: last.period, rows: [last.row], isComplete: true)
      return
    }
    self.init(flow: known, in: period, aggregate: plan.indicators.aggregate[indicator])
  }

  /// A flow's observations of a period's year put together: the finest rows that are complete win, or else the finest.
  private init?(flow observed: [Measurement], in period: Period, aggregate: Aggregate) {
    let ofYear = observed.filter { $0.period.year == period.year }
    let quarterly = ofYear.filter { $0.period.quarter != nil }
    let whole = ofYear.filter { $0.period.quarter == nil }
    let hasEveryQuarter = quarterly.count == period.quarter ?? 4
    let isComplete = !whole.isEmpty || hasEveryQuarter
    let used = whole.isEmpty || hasEveryQuarter ? quarterly : whole
    guard let last = used.last else { return nil }
    let sum = used.reduce(0) { $0 + $1.value }
    let value =
      switch aggregate {
      case .sum: sum
      case .mean: sum / Double(used.count)
      case .last: last.value
      }
    self.init(value: Attainment.finite(value), period: last.period, rows: used.map(\.row), isComplete: isComplete)
  }

  private init(value: Double, period: Period, rows: [Int], isComplete: Bool) {
    self.value = value
    self.period = period
    self.rows = rows
    self.isComplete = isComplete
  }

  /// A flow's observations of the last year before a period's that has all of them.
  static func ofLastCompleteYear(before period: Period, of observed: [Measurement], aggregate: Aggregate) -> Self? {
    let years = Set(observed.lazy.map(\.period.year).filter { $0 < period.year }).sorted(by: >)
    let sorted = observed.sorted { $0.period < $1.period }
    return years.lazy.compactMap { Self(flow: sorted, in: Period(year: $0), aggregate: aggregate) }
      .first { $0.isComplete }
  }
}
