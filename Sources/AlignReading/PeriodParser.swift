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
  /// The period that a text names: `1401`, `1401Q3`, `1401-Q3`, `سه‌ماهه سوم 1401`, or a day (`1402/01/15`), which stands
  /// for the quarter that it falls in.
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
    if let mark = key.lastIndex(of: "q"), let quarter = Int(key[key.index(after: mark)...]), (1...4).contains(quarter) {
      let head = key[..<mark].filter { $0 != "-" && $0 != " " && $0 != "/" }
      guard let year = calendar.year(String(head)) else { return nil }
      self.init(year: year, quarter: quarter)
      return
    }
    let words = key.split(separator: " ")
    guard words.contains(where: { $0.hasPrefix("سهماه") || $0 == "فصل" }),
      let quarter = words.lazy.compactMap({ Period.ordinals[String($0)] }).first,
      let year = words.lazy.compactMap({ calendar.year(String($0)) }).last
    else { return nil }
    self.init(year: year, quarter: quarter)
  }

  private static let ordinals = [
    "اول": 1, "نخست": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "بهار": 1, "تابستان": 2, "پاییز": 3, "زمستان": 4,
  ]
}
