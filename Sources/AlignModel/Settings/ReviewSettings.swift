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
  /// The quarter that ends a quarter before this period's end.
  package var quarterBefore: Period {
    let end = end - 1
    return Period(year: (end - 1) / 4, quarter: (end - 1) % 4 + 1)
  }

  /// The same quarter, or the whole year, a year before.
  package var yearBefore: Period { Period(year: year - 1, quarter: quarter) }

  /// The whole year in which this period lies.
  package var wholeYear: Period { Period(year: year) }

  /// Every quarter from the one that ends after `first` to the one that ends with this period, in order.
  package func quarters(after first: Period) -> [Period] {
    guard end > first.end else { return [] }
    return ((first.end + 1)...end).map { Period(year: ($0 - 1) / 4, quarter: ($0 - 1) % 4 + 1) }
  }
}
