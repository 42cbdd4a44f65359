import AlignModel

/// What a heading says besides the name of its column: a unit of money, a year.
struct HeadingText: Sendable {
  /// The heading without them, as it is matched.
  private(set) var base = ""
  /// The power of ten of main units in one of the unit; nil where none is named.
  private(set) var unit: Int?
  /// The words of the unit, as they stand there.
  private(set) var unitText = ""
  /// Whether the unit is one of another currency, or unknown.
  private(set) var isForeign = false
  private(set) var year: Int?

  /// - Parameter isTitle: whether it is a sentence above the table, in which only a unit in brackets, or at the end after
  ///   «به» or the name of the currency, is one.
  init(_ name: String, settings: Settings, isTitle: Bool = false) {
    var rest = name
    // Brackets first: «مصوب (میلیون ریال)», `Approved [USD thousands]`.
    for (open, close) in [("(", ")"), ("[", "]"), ("（", "）")] {
      while let start = rest.firstIndex(of: Character(open)),
        let end = rest[start...].firstIndex(of: Character(close))
      {
        let inside = String(rest[rest.index(after: start)..<end])
        guard takeUnit(inside, settings) || takeYear(inside, settings) else { break }
        rest.replaceSubrange(start...end, with: " ")
      }
    }
    var words = rest.split { " ,،:;|\u{00A0}".contains($0) }.map { String($0) }
    if isTitle {
      while let last = words.last,
        ["است", "میباشد", "می باشد", "are", "is"].contains(TextNormaliser.folded(last.filter { $0 != "." }))
      { words.removeLast() }
    }
    if unit == nil, !isForeign { takeRun(&words, settings, isTitle: isTitle) }
    if !isTitle { takeYears(&words, settings) }
    while let last = words.last, ["-", "–", "—", "/"].contains(last) { words.removeLast() }
    base = words.joined(separator: " ")
  }

  private mutating func takeUnit(_ text: String, _ settings: Settings) -> Bool {
    guard MoneyUnit.saysScale(text) || MoneyUnit.saysCurrency(text) || text == settings.currency.code else {
      return false
    }
    unitText = text
    unit = MoneyUnit.exponent(of: text, in: settings.currency)
    isForeign = unit == nil
    return true
  }

  /// A unit at the end of the heading, or at its beginning: «مصوب میلیون ریال», `USD thousands approved`.
  private mutating func takeRun(_ words: inout [String], _ settings: Settings, isTitle: Bool) {
    let currency = settings.currency
    for length in stride(from: min(4, words.count - 1), through: 1, by: -1) {
      for isEnd in isTitle ? [true] : [true, false] {
        let run = isEnd ? words.suffix(length) : words.prefix(length)
        let text = run.filter { $0 != "-" && $0 != "–" }.joined(separator: " ")
        guard MoneyUnit.saysScale(text) || MoneyUnit.saysCurrency(text) || text == currency.code,
          let exponent = MoneyUnit.exponent(of: text, in: currency)
        else { continue }
        if isTitle {
          let before = words.dropLast(length).last ?? ""
          guard length > 1, MoneyUnit.saysScale(text), !before.contains(where: \.isNumber) else { continue }
        }
        (unit, unitText) = (exponent, run.joined(separator: " "))
        if isEnd { words.removeLast(length) } else { words.removeFirst(length) }
        return
      }
    }
  }

  private static let yearWords: Set = ["سال", "سالانه", "fy", "year", "año", "ejercicio", "fiscal"]

  private mutating func takeYears(_ words: inout [String], _ settings: Settings) {
    for isEnd in [true, false] {
      guard year == nil, let word = isEnd ? words.last : words.first, takeYear(word, settings) else { continue }
      if isEnd { words.removeLast() } else { words.removeFirst() }
      while let word = isEnd ? words.last : words.first, Self.yearWords.contains(TextNormaliser.folded(word)) {
        if isEnd { words.removeLast() } else { words.removeFirst() }
      }
    }
  }

  private mutating func takeYear(_ text: String, _ settings: Settings) -> Bool {
    var text = TextNormaliser.folded(text)
    if text.hasPrefix("fy") { text = String(text.dropFirst(2)) }
    text = text.trimmingPrefix("سال ").trimmingPrefix("fiscal year ").trimmingPrefix("year ").filter { $0 != " " }
    guard year == nil, text.utf8.count >= 4, text.utf8.prefix(4).allSatisfy({ (0x30...0x39).contains($0) }),
      let found = settings.calendar.year(text)
    else { return false }
    year = found
    return true
  }
}
