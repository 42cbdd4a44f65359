/// The calendar in which a workspace writes its years.
public enum FiscalCalendar: String, Sendable, Codable, CaseIterable {
  case solarHijri = "solar-hijri"
  case gregorian

  /// The years that a table may name; outside them a year is taken for a slip of the pen.
  public var plausibleYears: ClosedRange<Int> {
    switch self {
    case .solarHijri: 1250...1599
    case .gregorian: 1900...2199
    }
  }

  /// The calendar as a value of a problem.
  package var value: Problem.Value { .word(group: "calendar", rawValue) }

  /// A year to show how years are written.
  package var exampleYear: Int { self == .solarHijri ? 1402 : 2024 }
}

/// A year, or a quarter of one, of the workspace's calendar. A fiscal year is named by the year in which it ends.
public struct Period: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// 1 to 4, or nil for the whole year.
  public let quarter: Int?

  /// A year, or one of its quarters.
  public init(year: Int, quarter: Int? = nil) {
    self.year = year
    self.quarter = quarter
  }

  /// The quarters that have passed at the end of this period, counted from year 0.
  package var end: Int { year * 4 + (quarter ?? 4) }

  /// Earlier ends first; of two that end together the whole year comes before its last quarter.
  public static func < (left: Period, right: Period) -> Bool {
    (left.end, left.quarter ?? 0) < (right.end, right.quarter ?? 0)
  }

  /// The period of a cell's code, year · 8 + quarter; nil of a blank cell.
  package init?(code: Int32) {
    guard code >= 0 else { return nil }
    self.init(year: Int(code) / 8, quarter: code % 8 == 0 ? nil : Int(code) % 8)
  }

  /// The period as tables write it: `1402` or `1402Q2`.
  public var description: String { quarter.map { "\(year)Q\($0)" } ?? "\(year)" }
}
