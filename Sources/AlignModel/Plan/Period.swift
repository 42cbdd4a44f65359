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

/// A year of the workspace's calendar, or a half, a quarter or a month of one. A fiscal year is named by the year in which it
/// ends.
public struct Period: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The month of the year with which it ends, 1 to 12.
  package let lastMonth: Int
  /// The months that it lasts: 12, 6, 3 or 1.
  package let months: Int

  /// A year, or one of its quarters.
  public init(year: Int, quarter: Int? = nil) {
    self.init(year: year, lastMonth: quarter.map { $0 * 3 } ?? 12, months: quarter == nil ? 12 : 3)
  }

  /// One of the two halves of a year.
  package init(year: Int, half: Int) { self.init(year: year, lastMonth: half * 6, months: 6) }

  /// One of the twelve months of a year.
  package init(year: Int, month: Int) { self.init(year: year, lastMonth: month, months: 1) }

  /// The months up to one of them.
  package init(year: Int, lastMonth: Int, months: Int) {
    self.year = year
    self.lastMonth = lastMonth
    self.months = months
  }

  /// The quarter in which it ends, 1 to 4; nil of a whole year.
  public var quarter: Int? { months == 12 ? nil : (lastMonth + 2) / 3 }

  /// The months that have passed at the end of this period, counted from year 0.
  package var end: Int { year * 12 + lastMonth }

  /// The part of the year that has passed at its end; 1 of a whole year.
  package var partOfYear: Double { Double(lastMonth) / 12 }

  /// Earlier ends first; of those that end together the longer one comes first: the year before its last quarter.
  public static func < (left: Period, right: Period) -> Bool {
    (left.end, -left.months) < (right.end, -right.months)
  }

  /// The period as tables write it: `1402`, `1402H1`, `1402Q2` or `1402M07`.
  public var description: String {
    switch months {
    case 12: "\(year)"
    case 6: "\(year)H\(lastMonth / 6)"
    case 3: "\(year)Q\(lastMonth / 3)"
    default: "\(year)M" + (lastMonth < 10 ? "0" : "") + "\(lastMonth)"
    }
  }

  /// The period that ``description`` wrote; nil of anything else.
  package init?(description text: String) {
    guard let mark = text.firstIndex(where: { "HQM".contains($0) }) else {
      guard let year = Int(text) else { return nil }
      self.init(year: year)
      return
    }
    guard let year = Int(text[..<mark]), let number = Int(text[text.index(after: mark)...]), number > 0 else {
      return nil
    }
    switch (text[mark], number) {
    case ("H", 1...2): self.init(year: year, half: number)
    case ("Q", 1...4): self.init(year: year, quarter: number)
    case ("M", 1...12): self.init(year: year, month: number)
    default: return nil
    }
  }

  /// The period as one under review: a half, and a month that ends a quarter, are the quarter that ends with them.
  package var reviewed: Period {
    months == 12 || lastMonth % 3 != 0 ? self : Period(year: year, quarter: lastMonth / 3)
  }
}
