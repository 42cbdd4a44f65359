import AlignModel

/// T between years: piecewise linear through the baseline and each year's target, flat after the last.
///
/// A flow is no path: what a year should bring has nothing to do with the year before, so it needs a row for that
/// very year.
package struct TargetPath: Sendable {
  private let kind: IndicatorKind
  let rows: [Target]
  let value: Points
  let low: Points
  let high: Points

  /// The path of one indicator of a plan.
  package init(of indicator: IndicatorID, in plan: Plan) {
    let indicators = plan.indicators
    kind = indicators.kind[indicator]
    rows = indicator.index < plan.targets.count ? plan.targets[indicator].sorted { $0.year < $1.year } : []
    let firstYear = rows.first { $0.value != nil || $0.low != nil || $0.high != nil }?.year
    var start: (year: Int, value: Double)?
    if let baseline = indicators.baseline[indicator],
      let year = indicators.baselineYear[indicator] ?? firstYear.map({ $0 - 1 })
    {
      start = (year, baseline)
    }
    // A milestone counts shares done, so where no baseline is written nothing was done the year before its first
    // target.
    if start == nil, kind == .milestone, let firstYear {
      start = (indicators.baselineYear[indicator] ?? firstYear - 1, 0)
    }
    value = Points(start: start, rows: rows.map { ($0.year, $0.value) })
    low = Points(start: start, rows: rows.map { ($0.year, $0.low) })
    high = Points(start: start, rows: rows.map { ($0.year, $0.high) })
  }

  /// Whether any year has a target at all.
  package var isEmpty: Bool { kind == .band ? !rows.contains { $0.low != nil && $0.high != nil } : !hasValue }

  /// The last year that has a target.
  package var lastYear: Int? { rows.last { $0.value != nil || $0.low != nil || $0.high != nil }?.year }

  /// The share of the year's way that is due at the end of a period: 1 at the year's end.
  package func due(at period: Period) -> Double {
    guard period.lastMonth < 12 else { return 1 }
    let shares = rows.first { $0.year == period.year }?.quarters
    guard let shares, shares.count == 4 else { return period.partOfYear }
    let (quarters, months) = (period.lastMonth / 3, period.lastMonth % 3)
    let whole = shares.prefix(quarters).reduce(0, +)
    return months == 0 ? whole : whole + shares[quarters] * Double(months) / 3
  }

  /// T at the end of a period. A flow's is the whole year's target, whatever the quarter; a band has none.
  package func target(at period: Period) -> Double? {
    switch kind {
    case .flow: rows.first { $0.year == period.year }?.value
    case .band: nil
    case .level, .milestone: value.at(period, due: due(at: period))
    }
  }

  /// The band at the end of a period.
  package func band(at period: Period) -> (low: Double, high: Double)? {
    let due = due(at: period)
    guard kind == .band, let low = low.at(period, due: due), let high = high.at(period, due: due) else { return nil }
    return (low, high)
  }

  private var hasValue: Bool { rows.contains { $0.value != nil } }

  /// A broken line through the ends of years.
  struct Points: Sendable {
    var years: [Int] = []
    var values: [Double] = []

    init(start: (year: Int, value: Double)?, rows: [(Int, Double?)]) {
      var known = rows.compactMap { year, value in value.map { (year, $0) } }
      if let start, !known.isEmpty, !known.contains(where: { $0.0 == start.year }) {
        known.append((start.year, start.value))
      }
      known.sort { $0.0 < $1.0 }
      years = known.map(\.0)
      values = known.map(\.1)
    }

    func atEnd(of year: Int) -> Double? {
      guard let last = years.last, let first = years.first, year >= first else { return nil }
      if year >= last { return values[values.count - 1] }
      let next = years.firstIndex { $0 > year } ?? years.count - 1
      let before = next - 1
      let way = Double(year - years[before]) / Double(years[next] - years[before])
      return values[before] * (1 - way) + values[next] * way
    }

    /// T(q) = T(y−1) + (T(y) − T(y−1)) · due; where nothing is known of the year before, the year's target
    /// holds all year.
    func at(_ period: Period, due: Double) -> Double? {
      guard let end = atEnd(of: period.year) else { return nil }
      guard due != 1, let begin = atEnd(of: period.year - 1) else { return end }
      return begin + (end - begin) * due
    }
  }
}
