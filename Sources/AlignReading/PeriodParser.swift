import AlignModel

extension FiscalCalendar {
  /// The year that a cell names, written whole (`۱۴۰۲`), short (`402`, `02` in the Solar Hijri calendar), or as the two
  /// years that a fiscal year spans (`2017-18`, `FY17-18`), which is named by the one in which it ends.
  package func year(_ text: String) -> Int? {
    var key = TextNormaliser.folded(text)
    if key.hasPrefix("fy") { key = String(key.dropFirst(2)) }
    if key.hasPrefix("سال ") { key = String(key.dropFirst(4)) }
    key = key.filter { $0 != " " }
    if let split = key.firstIndex(where: { $0 == "-" || $0 == "/" }) {
      guard let first = wholeYear(key[..<split]), let second = Int(key[key.index(after: split)...]) else { return nil }
      let last = second < 100 ? first - first % 100 + second + (second < first % 100 ? 100 : 0) : second
      return last == first + 1 && plausibleYears.contains(last) ? last : nil
    }
    return wholeYear(key[...])
  }

  private func wholeYear(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
      return nil
    }
    let year: Int
    switch (self, digits.utf8.count) {
    case (_, 4): year = number
    case (.solarHijri, 3): year = 1000 + number
    case (.solarHijri, 2): year = number < 50 ? 1400 + number : 1300 + number
    case (.gregorian, 2): year = number < 70 ? 2000 + number : 1900 + number
    default: return nil
    }
    return plausibleYears.contains(year) ? year : nil
  }
}

extension Period {
  /// The period that a text names by itself, such as one of a setting; a half is named by the quarter that ends it. Nil of a
  /// text that only a whole column can settle (`1402/03`).
  package init?(parsing text: String, calendar: FiscalCalendar) {
    guard let period = PeriodCell(parsing: text, calendar: calendar)?.period else { return nil }
    self = period.reviewed
  }
}

extension PeriodCell {
  /// What a text names: a year, a quarter in figures (`1401Q3`, `Q3 1401`, `3Q-1401`) or in words, as reports print it
  /// (`سه‌ماههٔ سوم ۱۴۰۱`, `سه ماهه سوم 1401`, `تابستان ۱۴۰۱`, `quarter 3 of 1401`), a half-year (`1401H1`, `نیمهٔ اول ۱۴۰۱`), a
  /// month (`1401M07`, `مهر ۱۴۰۱`, `month 7 of 1401`), a day (`1402/01/15`), or a year and a number that may be several of these.
  package init?(parsing text: String, calendar: FiscalCalendar) {
    let key = TextNormaliser.folded(text)
    let parts = key.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
    if parts.count == 2, parts[0].count == 4, (1...2).contains(parts[1].count),
      let year = calendar.year(String(parts[0])),
      let number = Int(parts[1])
    {
      let isMonth = (1...12).contains(number)
      if isMonth {
        self = .numbers(year: year, number: number, isShort: parts[1].count == 1, hasSlash: key.contains("/"))
      } else if number == (year + 1) % 100, calendar.plausibleYears.contains(year + 1) {
        self = .span(endingIn: year + 1)
      } else {
        return nil
      }
      return
    }
    if let year = calendar.year(key) {
      self = parts.count == 2 ? .span(endingIn: year) : .period(Period(year: year))
      return
    }
    if parts.count == 3, let year = calendar.year(String(parts[0])), parts[0].count == 4, let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    {
      self = .day(year: year, month: month, day: day)
      return
    }
    let words = PeriodWords(key)
    guard let part = words.part, let year = calendar.year(words.rest) else { return nil }
    switch part {
    case .quarter(let quarter): self = .period(Period(year: year, quarter: quarter))
    case .half(let half): self = .period(Period(year: year, half: half))
    case .month(let month): self = .period(Period(year: year, month: month))
    }
  }
}

/// The words of a period that names a part of the year.
private struct PeriodWords {
  enum Part: Hashable { case quarter(Int), half(Int), month(Int) }

  /// What is left when the part and words that say nothing are taken away: the year.
  private(set) var rest = ""
  private var figure: Part?
  private var ordinal: Int?
  private var hasQuarter = false
  private var hasHalf = false
  private var hasMonth = false
  /// Whether two parts are named.
  private var isAmbiguous = false

  /// The part: a season, the name of a month, a figure with its letter, or an ordinal beside a word for a part of the year.
  var part: Part? {
    if isAmbiguous { return nil }
    if let figure {
      switch figure {
      case .month: return hasQuarter || hasHalf || ordinal != nil ? nil : figure
      case .quarter, .half: return hasQuarter && ordinal != nil || hasHalf || hasMonth ? nil : figure
      }
    }
    guard let ordinal, [hasQuarter, hasHalf, hasMonth].count(where: { $0 }) == 1 else { return nil }
    if hasHalf { return ordinal <= 2 ? .half(ordinal) : nil }
    if hasMonth { return .month(ordinal) }
    return ordinal <= 4 ? .quarter(ordinal) : nil
  }

  init(_ key: String) {
    // «سه ماهه» with a space is one word.
    for word in key.replacing("سه ماه", with: "سهماه").replacing("شش ماه", with: "ششماه").split(separator: " ") {
      take(word)
    }
  }

  private mutating func take(_ word: Substring) {
    let name = String(word)
    if let named = Self.seasons[name].map(Part.quarter) ?? Self.months[name].map(Part.month) {
      isAmbiguous = isAmbiguous || figure != nil
      figure = named
    } else if let known = Self.ordinals[name] {
      isAmbiguous = isAmbiguous || ordinal != nil
      ordinal = known
    } else if Self.quarterWords.contains(where: word.hasPrefix) {
      hasQuarter = true
    } else if Self.halves.contains(where: word.hasPrefix) {
      hasHalf = true
    } else if Self.monthWords.contains(name) {
      hasMonth = true
    } else if figure == nil, let (quarter, year) = Self.marked(word, by: "q", most: 4) {
      (figure, rest) = (.quarter(quarter), rest + year)
    } else if figure == nil, let (half, year) = Self.marked(word, by: "h", most: 2) {
      (figure, rest) = (.half(half), rest + year)
    } else if figure == nil, let (month, year) = Self.marked(word, by: "m", most: 12) {
      (figure, rest) = (.month(month), rest + year)
    } else if !Self.fillers.contains(name) {
      rest += word
    }
  }

  /// The figure beside a mark and what else the word holds: `1402q2`, `q2-1402`, `2q/1402`, `1402m07`; nil where there is none
  /// up to the most.
  private static func marked(_ word: Substring, by mark: Character, most: Int) -> (figure: Int, year: Substring)? {
    guard let place = word.firstIndex(of: mark) else { return nil }
    let length = most > 9 ? 2 : 1
    func isJoint(_ character: Character) -> Bool { character == "-" || character == "/" }
    let (before, after) = (word[..<place], word[word.index(after: place)...])
    func figure(_ text: Substring) -> Int? {
      (1...length).contains(text.count) ? Int(text).flatMap { (1...most).contains($0) ? $0 : nil } : nil
    }
    func head(_ text: Substring) -> Substring { text.last.map(isJoint) == true ? text.dropLast() : text }
    func tail(_ text: Substring) -> Substring { text.first.map(isJoint) == true ? text.dropFirst() : text }
    if let found = figure(after) { return (found, head(before)) }
    if before.isEmpty {
      // A month of one figure needs a joint behind it, as `m11402` may be two months.
      let number = after.prefix { !isJoint($0) }
      if let found = figure(number) { return (found, tail(after.dropFirst(number.count))) }
      if let found = figure(after.prefix(length)) { return (found, tail(after.dropFirst(length))) }
    }
    return figure(before).map { ($0, tail(after)) }
  }

  private static let quarterWords = ["سهماه", "فصل", "quarter", "qtr", "trimestre"]
  private static let halves = ["نیمه", "نیمسال", "ششماه", "half", "semestre"]
  private static let monthWords: Set = ["ماه", "month", "mes"]
  private static let fillers: Set = ["of", "the", "de", "del", "سال"]
  private static let seasons = ["بهار": 1, "تابستان": 2, "پاییز": 3, "زمستان": 4]
  private static let months = [
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8, "آذر": 9, "دی": 10,
    "بهمن": 11, "اسفند": 12,
  ]
  private static let ordinals = [
    "اول": 1, "نخست": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7, "هشتم": 8, "نهم": 9,
    "دهم": 10, "یازدهم": 11, "دوازدهم": 12, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2,
    "3rd": 3,
    "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "10": 10, "11": 11, "12": 12,
    "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4,
  ]
}
