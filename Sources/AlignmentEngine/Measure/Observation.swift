import AlignModel

/// A: the actual value of an indicator at the end of a period.
package struct Observation: Sendable {
  /// The value.
  package var value: Double
  /// The last period that it rests on.
  package var period: Period
  /// The observations that it rests on, in order.
  package var measurements: [Measurement]
  /// Their rows of `measurements`.
  package var rows: [Int] { measurements.map(\.row) }
  /// Whether it rests on every observation that a flow should have by then.
  var isComplete: Bool
  /// Whether nothing is missing from a flow's year up to the end of ``period``.
  var isUnbroken: Bool

  /// The actual value at the end of a period, or nil where nothing was observed by then.
  ///
  /// A flow puts together the observations of the period's year: the finest rows that leave nothing out. Everything else is
  /// the latest observation that ends at or before the period's end, provisional ones included.
  package init?(of indicator: IndicatorID, in plan: Plan, at period: Period) {
    guard indicator.index < plan.measurements.count else { return nil }
    let known = plan.measurements[indicator].filter { $0.period.end <= period.end }.sorted { $0.period < $1.period }
    guard plan.indicators.kind[indicator] == .flow else {
      guard let last = known.last else { return nil }
      self.init(latest: last, isComplete: true)
      return
    }
    self.init(flow: known, in: period, by: plan.indicators.accounting(of: indicator))
  }

  /// A flow's observations of a period's year put together; where each holds the year so far, the latest of them.
  private init?(flow observed: [Measurement], in period: Period, by accounting: FlowAccounting) {
    let ofYear = observed.filter { $0.period.year == period.year }
    if accounting.reporting == .yearToDate {
      guard let last = ofYear.last else { return nil }
      self.init(latest: last, isComplete: last.period.end == period.end)
      return
    }
    let used = FlowYear(ofYear).rows(upTo: period.lastMonth)
    guard let last = used.last else { return nil }
    let covered = used.reduce(0) { $0 + $1.period.months }
    let value = Self.value(of: used, last: last, by: accounting.aggregate)
    self.init(
      value: Attainment.finite(value), period: last.period, measurements: used,
      isComplete: covered == period.lastMonth, isUnbroken: covered == last.period.lastMonth)
  }

  private static func value(of used: [Measurement], last: Measurement, by aggregate: Aggregate) -> Double {
    let ratios = used.compactMap(\.ratio)
    if ratios.count == used.count { return quotient(of: ratios) }
    switch aggregate {
    case .sum: return used.reduce(0) { $0 + $1.value }
    case .mean:
      // A half counts as long as its two quarters do; rows of one length count the same.
      let unit = Double(last.period.months)
      var sum = 0.0
      var weight = 0.0
      for row in used {
        let length = Double(row.period.months) / unit
        sum += row.value * length
        weight += length
      }
      return sum / weight
    case .last: return last.value
    }
  }

  /// Σ numerator / Σ denominator; where the denominators cancel out, the last quotient.
  private static func quotient(of ratios: [MeasuredRatio]) -> Double {
    var sum = MeasuredRatio(numerator: 0, denominator: 0)
    for ratio in ratios {
      sum.numerator += ratio.numerator
      sum.denominator += ratio.denominator
      sum.scale = ratio.scale
    }
    return sum.denominator == 0 ? ratios.last?.value ?? 0 : sum.value
  }

  private init(latest: Measurement, isComplete: Bool) {
    self.init(
      value: latest.value, period: latest.period, measurements: [latest], isComplete: isComplete, isUnbroken: true)
  }

  private init(
    value: Double, period: Period, measurements: [Measurement], isComplete: Bool, isUnbroken: Bool
  ) {
    self.value = value
    self.period = period
    self.measurements = measurements
    self.isComplete = isComplete
    self.isUnbroken = isUnbroken
  }

  /// A flow's observations of the last year before a period's that has all of them.
  static func ofLastCompleteYear(
    before period: Period, of observed: [Measurement], by accounting: FlowAccounting
  ) -> Self? {
    let years = Set(observed.lazy.map(\.period.year).filter { $0 < period.year }).sorted(by: >)
    let sorted = observed.sorted { $0.period < $1.period }
    return years.lazy.compactMap { Self(flow: sorted, in: Period(year: $0), by: accounting) }
      .first { $0.isComplete }
  }
}

/// How a flow's observations of a year become one figure.
struct FlowAccounting: Sendable {
  var aggregate: Aggregate
  var reporting: Reporting
}

extension Plan.Indicators {
  /// How the observations of an indicator are put together.
  func accounting(of indicator: IndicatorID) -> FlowAccounting {
    FlowAccounting(
      aggregate: aggregate[indicator],
      reporting: indicator.index < reporting.count ? reporting[indicator] : .period)
  }
}

/// The rows of one year of a flow, by the part of the year that each covers.
struct FlowYear {
  private let rows: [Measurement]

  init(_ rows: [Measurement]) { self.rows = rows }

  /// The finest rows that leave nothing out of the months up to one; where some months have none, the finest there are.
  ///
  /// - Complexity: O(rows), a year having at most 19.
  func rows(upTo lastMonth: Int) -> [Measurement] {
    var used: [Measurement] = []
    var first = 1
    while first <= lastMonth {
      // The longest part of the year that begins here and is over by then.
      let fits = { (months: Int) -> Bool in (first - 1) % months == 0 && first + months - 1 <= lastMonth }
      let months = fits(12) ? 12 : fits(6) ? 6 : fits(3) ? 3 : 1
      used += finest(from: first, months: months).rows
      first += months
    }
    return used
  }

  /// The finest rows of a part of the year, and whether they leave nothing out.
  private func finest(from first: Int, months: Int) -> (rows: [Measurement], isWhole: Bool) {
    let own = rows.first { $0.period.months == months && $0.period.lastMonth == first + months - 1 }
    guard months > 1 else { return (own.map { [$0] } ?? [], own != nil) }
    let step = months == 3 ? 1 : months / 2
    var parts: [Measurement] = []
    var isWhole = true
    for start in stride(from: first, to: first + months, by: step) {
      let part = finest(from: start, months: step)
      parts += part.rows
      isWhole = isWhole && part.isWhole
    }
    if isWhole { return (parts, true) }
    return own.map { ([$0], true) } ?? (parts, false)
  }
}
