/// What stands in a cell of a column of periods.
package enum PeriodCell: Hashable, Sendable {
  case period(Period)
  /// A fiscal year written as the two years that it spans (`1398/99`), which cannot be read in another way.
  case span(endingIn: Int)
  /// A day, which stands for the month or the quarter that it falls in.
  case day(year: Int, month: Int, day: Int)
  /// A year and a number from 1 to 12 (`1402/03`, `1402-3`): a month, a quarter, or the second year of a fiscal year.
  case numbers(year: Int, number: Int, isShort: Bool, hasSlash: Bool)

  /// A code for columns, 0 or more.
  package var code: Int32 {
    let (year, part): (Int, Int) =
      switch self {
      case .period(let period): (period.year, Self.part(of: period))
      case .span(let year): (year, Part.span)
      case .day(let year, let month, let day): (year, Part.days + (month - 1) * 31 + day - 1)
      case .numbers(let year, let number, let isShort, let hasSlash):
        (year, Part.numbers + number + (hasSlash ? 16 : 0) + (isShort ? 32 : 0))
      }
    return Int32(year * Part.count + part)
  }

  /// What a code stands for; nil of a blank cell.
  package init?(code: Int32) {
    guard code >= 0 else { return nil }
    let (year, part) = (Int(code) / Part.count, Int(code) % Part.count)
    switch part {
    case 0: self = .period(Period(year: year))
    case 1...4: self = .period(Period(year: year, quarter: part))
    case 5...6: self = .period(Period(year: year, half: part - 4))
    case 7...18: self = .period(Period(year: year, month: part - 6))
    case Part.span: self = .span(endingIn: year)
    case Part.numbers...:
      let rest = part - Part.numbers
      self = .numbers(year: year, number: rest % 16, isShort: rest >= 32, hasSlash: rest % 32 >= 16)
    default:
      self = .day(year: year, month: (part - Part.days) / 31 + 1, day: (part - Part.days) % 31 + 1)
    }
  }

  private static func part(of period: Period) -> Int {
    switch period.months {
    case 12: 0
    case 6: 4 + period.lastMonth / 6
    case 3: period.lastMonth / 3
    default: 6 + period.lastMonth
    }
  }

  private enum Part {
    static let count = 512
    static let days = 32
    static let numbers = 416
    static let span = 511
  }

  /// The period that it stands for by itself: of a day its quarter; nil where the whole column has to settle it.
  package var period: Period? {
    switch self {
    case .period(let period): period
    case .span(let year): Period(year: year)
    case .day(let year, let month, _): Period(year: year, quarter: (month + 2) / 3)
    case .numbers: nil
    }
  }

  /// The cell as tables write it.
  package var description: String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return switch self {
    case .period(let period): period.description
    case .span(let year): "\(year)"
    case .day(let year, let month, let day): "\(year)-\(two(month))-\(two(day))"
    case .numbers(let year, let number, let isShort, let hasSlash):
      "\(year)" + (hasSlash ? "/" : "-") + (isShort ? "\(number)" : two(number))
    }
  }
}

extension Period {
  /// The period of a cell's code; nil of a blank cell.
  package init?(code: Int32) {
    guard let period = PeriodCell(code: code)?.period else { return nil }
    self = period
  }
}
