/// What `align.yaml` may set of a review, under `review`.
package struct ReviewSettings: Sendable, Hashable {
  /// From this ratio up an indicator is on track; the same 0.90 below which AL201 calls one behind schedule.
  package var onTrack = 0.90
  /// Below this ratio it is off track; between the two it is behind.
  package var offTrack = 0.60
  /// The share of outcomes that a forecast's interval is made to hold.
  package var interval = 0.80

  /// The defaults.
  package init() {}
}

extension Period {
  /// The period that ends a quarter before this one's end: a quarter, or of a month a month.
  package var quarterBefore: Period { Self(endingAt: end - 3) }

  /// The same part of the year, or the whole year, a year before.
  package var yearBefore: Period { Period(year: year - 1, lastMonth: lastMonth, months: months) }

  /// The whole year in which this period lies.
  package var wholeYear: Period { Period(year: year) }

  /// Every period that ends a whole number of quarters before this one's end, and after a month counted from year 0, in
  /// order; this one's own end last.
  package func quarters(after month: Int) -> [Period] {
    stride(from: end, to: min(month, end), by: -3).reversed().map { Self(endingAt: $0) }
  }

  /// The quarter that ends with a month counted from year 0, or the month where no quarter does.
  package init(endingAt end: Int) {
    let (year, month) = ((end - 1) / 12, (end - 1) % 12 + 1)
    self = Period(year: year, month: month).reviewed
  }
}
