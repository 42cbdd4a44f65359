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
  /// The period that a text names: a year, a quarter in figures (`1401Q3`, `Q3 1401`, `3Q-1401`) or in words, as reports
  /// print it (`سه‌ماههٔ سوم ۱۴۰۱`, `سه ماهه سوم 1401`, `تابستان ۱۴۰۱`, `quarter 3 of 1401`), a half-year (`1401H1`,
  /// `نیمهٔ اول ۱۴۰۱`), which is named by the quarter that ends it, or a day (`1402/01/15`), which stands for the quarter
  /// that it falls in.
  package init?(parsing text: String, calendar: FiscalCalendar) {
    let key = TextNormaliser.folded(text)
    if let year = calendar.year(key) {
      self.init(year: year)
      return
    }
    let parts = key.split { $0 == "/" || $0 == "-" }.map(String.init)
    if parts.count == 3, let year = calendar.year(parts[0]), parts[0].count == 4, let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    {
      self.init(year: year, quarter: (month - 1) / 3 + 1)
      return
    }
    let words = QuarterWords(key)
    guard let quarter = words.quarter, let year = calendar.year(words.rest) else { return nil }
    self.init(year: year, quarter: quarter)
  }
}

/// The words of a period that names a quarter.
private struct QuarterWords {
  /// What is left when the quarter and words that say nothing are taken away: the year.
  private(set) var rest = ""
  private var figure: Int?
  private var ordinal: Int?
  private var hasWord = false
  private var hasHalf = false
  /// Whether two quarters are named.
  private var isAmbiguous = false

  /// The quarter: a season, a figure with its letter, or an ordinal beside a word for a quarter or a half of the year.
  var quarter: Int? {
    if isAmbiguous { return nil }
    if let figure { return hasWord && ordinal != nil || hasHalf ? nil : figure }
    guard let ordinal, hasWord != hasHalf else { return nil }
    if hasHalf { return ordinal <= 2 ? ordinal * 2 : nil }
    return ordinal
  }

  init(_ key: String) {
    // «سه ماهه» with a space is one word.
    for word in key.replacing("سه ماه", with: "سهماه").replacing("شش ماه", with: "ششماه").split(separator: " ") {
      take(word)
    }
  }

  private mutating func take(_ word: Substring) {
    if let season = Self.seasons[String(word)] {
      isAmbiguous = isAmbiguous || figure != nil
      figure = season
    } else if let known = Self.ordinals[String(word)] {
      isAmbiguous = isAmbiguous || ordinal != nil
      ordinal = known
    } else if Self.words.contains(where: word.hasPrefix) {
      hasWord = true
    } else if Self.halves.contains(where: word.hasPrefix) {
      hasHalf = true
    } else if figure == nil, let (quarter, year) = Self.marked(word, by: "q", most: 4) {
      (figure, rest) = (quarter, rest + year)
    } else if figure == nil, let (half, year) = Self.marked(word, by: "h", most: 2) {
      (figure, rest) = (half * 2, rest + year)
    } else if !Self.fillers.contains(String(word)) {
      rest += word
    }
  }

  /// The figure beside a mark and what else the word holds: `1402q2`, `q2-1402`, `2q/1402`; nil where there is none up to the
  /// most.
  private static func marked(_ word: Substring, by mark: Character, most: Int) -> (figure: Int, year: Substring)? {
    guard let place = word.firstIndex(of: mark) else { return nil }
    func isJoint(_ character: Character) -> Bool { character == "-" || character == "/" }
    let (before, after) = (word[..<place], word[word.index(after: place)...])
    func figure(_ text: Substring) -> Int? {
      text.count == 1 ? Int(text).flatMap { (1...most).contains($0) ? $0 : nil } : nil
    }
    func head(_ text: Substring) -> Substring { text.last.map(isJoint) == true ? text.dropLast() : text }
    func tail(_ text: Substring) -> Substring { text.first.map(isJoint) == true ? text.dropFirst() : text }
    if let found = figure(after) { return (found, head(before)) }
    if before.isEmpty, let found = figure(after.prefix(1)) { return (found, tail(after.dropFirst())) }
    return figure(before).map { ($0, tail(after)) }
  }

  private static let words = ["سهماه", "فصل", "quarter", "qtr", "trimestre"]
  private static let halves = ["نیمه", "نیمسال", "ششماه", "half", "semestre"]
  private static let fillers: Set = ["of", "the", "de", "del", "سال"]
  private static let seasons = ["بهار": 1, "تابستان": 2, "پاییز": 3, "زمستان": 4]
  private static let ordinals = [
    "اول": 1, "نخست": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4, "primer": 1, "segundo": 2, "tercer": 3,
    "cuarto": 4,
  ]
}
