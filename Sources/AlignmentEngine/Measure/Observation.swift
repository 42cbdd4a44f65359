import AlignModel

/// A: the actual value of an indicator at the end of a period.
package struct Observation: Sendable {
  /// The value.
  package var value: Double
  /// The last period that it rests on.
  package var period: Period
  /// The rows of `measurements` that it rests on.
  package var rows: [Int]

  /// The actual value at the end of a period, or nil where nothing was observed by then.
  ///
  /// A flow puts together the observations of the period's year; quarterly rows beat a whole-year row. Everything
  /// else is
  /// the latest observation that ends at or before the period's end, provisional ones included.
  package init?(of indicator: IndicatorID, in plan: Plan, at period: Period) {
    guard indicator.index < plan.measurements.count else { return nil }
    let known = plan.measurements[indicator].filter { $0.period.end <= period.end }.sorted { $0.period < $1.period }
    guard plan.indicators.kind[indicator] == .flow else {
      guard let last = known.last else { return nil }
      self.init(value: last.value, period: last.period, rows: [last.row])
      return
    }
    let ofYear = known.filter { $0.period.year == period.year }
    let quarterly = ofYear.filter { $0.period.quarter != nil }
    let used = quarterly.isEmpty ? ofYear : quarterly
    guard let last = used.last else { return nil }
    let sum = used.reduce(0) { $0 + $1.value }
    let value =
      switch plan.indicators.aggregate[indicator] {
      case .sum: sum
      case .mean: sum / Double(used.count)
      case .last: last.value
      }
    self.init(value: Attainment.finite(value), period: last.period, rows: used.map(\.row))
  }

  private init(value: Double, period: Period, rows: [Int]) {
    self.value = value
    self.period = period
    self.rows = rows
  }
}
