import AlignModel

extension NumberFormat {
  /// A period in words: «سه‌ماههٔ دوم ۱۴۰۲», “quarter 2 of 1402”, “month 7 of 1402”, or the year alone.
  package func words(_ period: Period) -> String {
    let year = label(String(period.year))
    switch period.months {
    case 12: return year
    case 6: return Phrase.of("period.half", String(period.lastMonth / 6)).text(in: language, year)
    case 3: return Phrase.of("period.quarter", String(period.lastMonth / 3)).text(in: language, year)
    default: return Phrase.periodMonth.text(in: language, label(String(period.lastMonth)), year)
    }
  }

  /// A period in short: `1402Q2` as tables have it, in words where the language has digits of its own.
  package func label(_ period: Period) -> String {
    language.hasOwnDigits ? words(period) : period.description
  }

  /// The last day of a period where the calendar tells it: «۳۱ شهریور ۱۴۰۲». A Solar Hijri fiscal year is the year itself; a
  /// fiscal year of the Gregorian calendar begins in a month that no table names, so its last day is not known.
  package func lastDay(of period: Period, in calendar: FiscalCalendar) -> String? {
    guard calendar == .solarHijri else { return nil }
    let month = period.lastMonth
    let day = month <= 6 ? 31 : month < 12 ? 30 : SolarHijri.isLeap(period.year) ? 30 : 29
    return date(year: period.year, month: month, day: day)
  }

  /// A Solar Hijri date in words.
  package func date(year: Int, month: Int, day: Int) -> String {
    let name = Phrase.of("month.solar-hijri", String(month)).text(in: language)
    return Phrase.periodDate.text(in: language, label(String(day)), name, label(String(year)))
  }
}

/// The Solar Hijri calendar as far as reports speak of it.
package enum SolarHijri {
  /// Years of 366 days, by the 33-year rule that agrees with the calendar of Iran from 1244 to 1471 but for none.
  static func isLeap(_ year: Int) -> Bool { [1, 5, 9, 13, 17, 22, 26, 30].contains(((year % 33) + 33) % 33) }

  /// The Solar Hijri day of a count of days since 1970-01-01.
  package static func day(sinceUnixEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    // 1348-10-11 was 1970-01-01.
    var year = 1348
    var left = days + 286
    while left < 0 {
      year -= 1
      left += isLeap(year) ? 366 : 365
    }
    while left >= (isLeap(year) ? 366 : 365) {
      left -= isLeap(year) ? 366 : 365
      year += 1
    }
    return left < 186 ? (year, left / 31 + 1, left % 31 + 1) : (year, (left - 186) / 30 + 7, (left - 186) % 30 + 1)
  }
}
