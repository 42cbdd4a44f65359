import AlignModel
import AlignNumerics
import Foundation

/// What an indicator will stand at by the end of the year under review, with its interval; or why that cannot be told.
package struct Forecast: Sendable, Hashable {
  /// How the forecast was made, or why there is none.
  package var method: Method
  /// In the indicator's unit; nil where it cannot be told.
  package var value: Double?
  /// The interval; nil where it cannot be told, equal to the value where the year's end was observed.
  package var low: Double?
  package var high: Double?
  /// The observations, or past years, that it rests on.
  package var observations = 0
  /// The attainment that the value, and the ends of the interval, would be at the year's end; the worse end first.
  package var attainment: Double?
  package var attainmentLow: Double?
  package var attainmentHigh: Double?

  /// How a forecast was made, or why there is none.
  package enum Method: String, Sendable, CaseIterable, Codable {
    /// The year's end itself was observed.
    case observed
    /// A random walk with drift through the indicator's own observations.
    case drift
    /// A flow: what was reached so far over the share of the year that past years had reached by the same quarter.
    case pastYears = "past_years"
    case tooFewObservations = "too_few_observations"
    case tooFewYears = "too_few_years"
    case notMeasured = "not_measured"
  }

  /// How often the intervals held on the real indicators of two cities, foretold from what was known a year before.
  package static let record = (interval: 0.8, cases: 838, held: 0.801)

  /// Fewer observations, or past years, than these tell no spread.
  static let leastObservations = 4
  static let leastYears = 3
  /// Older observations than this many say little of how things move now.
  static let mostObservations = 12
  static let monthsOfQuarter = 3.0

  /// The forecast of one indicator for the end of P's year.
  ///
  /// - Parameter interval: the share of outcomes that the interval is made to hold, 0 < interval < 1.
  /// - Source: the drift method, Hyndman & Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., §5.2 and
  ///   §5.5, for observations at uneven distances: drift d = (yₙ − y₁)/(tₙ − t₁), variance of a step of one quarter
  ///   σ² = Σ (Δyᵢ − d·Δtᵢ)²/Δtᵢ / (n − 2), of the forecast σ²·(h + h²/(tₙ − t₁)), Student's t with n − 2 degrees.
  package init(of indicator: IndicatorID, in plan: Plan, at period: Period, interval: Double) {
    let ruler = Ruler(of: indicator, in: plan)
    let isAccumulating = ruler.kind == .flow && ruler.aggregate != .last
    let known =
      indicator.index < plan.measurements.count
      ? plan.measurements[indicator].filter { $0.period.end <= period.end } : []
    guard !known.isEmpty else {
      method = .notMeasured
      return
    }
    self =
      isAccumulating
      ? Forecast(flow: indicator, in: plan, at: period, interval: interval)
      : Forecast(path: known, at: period, interval: interval)
    measure(ruler, at: period.wholeYear)
  }

  private init(method: Method, value: Double? = nil, low: Double? = nil, high: Double? = nil, observations: Int = 0) {
    self.method = method
    self.value = value
    self.low = low
    self.high = high
    self.observations = observations
  }

  private init(path measurements: [AlignModel.Measurement], at period: Period, interval: Double) {
    let points = Self.points(measurements).map { (key: $0.period.end, value: $0.value) }
    guard let first = points.first, let last = points.last else {
      self.init(method: .notMeasured)
      return
    }
    let ahead = Double(period.wholeYear.end - last.key) / Self.monthsOfQuarter
    if ahead <= 0 {
      self.init(method: .observed, value: last.value, low: last.value, high: last.value, observations: points.count)
      return
    }
    guard points.count >= Self.leastObservations else {
      self.init(method: .tooFewObservations, observations: points.count)
      return
    }
    let span = Double(last.key - first.key) / Self.monthsOfQuarter
    let drift = (last.value - first.value) / span
    var squares = 0.0
    for (before, after) in zip(points, points.dropFirst()) {
      let step = Double(after.key - before.key) / Self.monthsOfQuarter
      let left = after.value - before.value - drift * step
      squares += left * left / step
    }
    let degrees = Double(points.count - 2)
    let deviation = (squares / degrees * (ahead + ahead * ahead / span)).squareRoot()
    let value = Attainment.finite(last.value + drift * ahead)
    let reach = Attainment.finite(StudentT(degreesOfFreedom: degrees).critical(confidence: interval) * deviation)
    self.init(
      method: .drift, value: value, low: Attainment.finite(value - reach), high: Attainment.finite(value + reach),
      observations: points.count)
  }

  /// log forecast = log A − mean of log r, where r is the share of its whole year that a past year had reached by P's
  /// quarter; its deviation is that of log r, times √(1 + 1/n).
  private init(flow indicator: IndicatorID, in plan: Plan, at period: Period, interval: Double) {
    guard let now = Observation(of: indicator, in: plan, at: period) else {
      self.init(method: .notMeasured)
      return
    }
    if now.period.end == period.wholeYear.end {
      self.init(method: .observed, value: now.value, low: now.value, high: now.value, observations: now.rows.count)
      return
    }
    let reached = now.period
    // A part that is missing so far would be taken for a slow year.
    guard now.isUnbroken else {
      self.init(method: .tooFewObservations, observations: now.rows.count)
      return
    }
    let logs = Self.pastYears(of: indicator, in: plan, before: period.year, by: reached).map {
      log($0.part.value / $0.whole.value)
    }
    guard logs.count >= Self.leastYears, now.value > 0 else {
      self.init(method: .tooFewYears, observations: logs.count)
      return
    }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count - 1)
    let t = StudentT(degreesOfFreedom: Double(logs.count - 1)).critical(confidence: interval)
    let reach = t * (variance * (1 + 1 / Double(logs.count))).squareRoot()
    let centre = log(now.value) - mean
    self.init(
      method: .pastYears, value: Attainment.finite(exp(centre)), low: Attainment.finite(exp(centre - reach)),
      high: Attainment.finite(exp(centre + reach)), observations: logs.count)
  }

  /// The observations that a path is drawn through, in order: of two that end together the later row stands.
  static func points(_ measurements: [AlignModel.Measurement]) -> [AlignModel.Measurement] {
    var byEnd: [Int: AlignModel.Measurement] = [:]
    for measurement in measurements.sorted(by: { $0.period < $1.period }) {
      byEnd[measurement.period.end] = measurement
    }
    return byEnd.sorted { $0.key < $1.key }.suffix(mostObservations).map(\.value)
  }

  /// By past year that was observed whole, a flow's value by a part of the year, and that of the year.
  static func pastYears(
    of indicator: IndicatorID, in plan: Plan, before year: Int, by reached: Period
  ) -> [(part: Observation, whole: Observation)] {
    let years = Set(plan.measurements[indicator].map(\.period.year)).filter { $0 < year }.sorted()
    return years.compactMap { year in
      guard
        let whole = Observation(of: indicator, in: plan, at: Period(year: year)), whole.isUnbroken,
        whole.period.end == Period(year: year).end, whole.period.months < 12,
        let part = Observation(
          of: indicator, in: plan, at: Period(year: year, lastMonth: reached.lastMonth, months: reached.months)),
        part.isUnbroken, part.period.lastMonth == reached.lastMonth, whole.value > 0, part.value > 0
      else { return nil }
      return (part, whole)
    }
  }

  private mutating func measure(_ ruler: Ruler, at end: Period) {
    guard let value else { return }
    attainment = ruler.attainment(of: value, at: end).1
    let ends = [low, high].compactMap { $0.flatMap { ruler.attainment(of: $0, at: end).1 } }
    attainmentLow = ends.min()
    attainmentHigh = ends.max()
    // The best of a band, or of what is to be held, may lie inside the interval.
    if let attainment, let high = attainmentHigh { attainmentHigh = max(high, attainment) }
  }
}
