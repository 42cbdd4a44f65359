/// A word that a sheet of keys and values may hold: what it stands for in YAML, and what it is called in other languages.
package struct SheetWord: Sendable {
  package var name: String
  /// The first of each is the one that a form offers.
  package var persian: [String]
  package var spanish: [String]
  /// What else is read as it, in any language.
  package var others: [String]

  /// A word of its parts.
  package init(_ name: String, _ persian: [String] = [], _ spanish: [String] = [], others: [String] = []) {
    (self.name, self.persian, self.spanish, self.others) = (name, persian, spanish, others)
  }

  /// Whether a text is this word, in any language and spelling.
  package func isMeant(by folded: String) -> Bool {
    ([name] + persian + spanish + others).contains { Self.folded($0) == folded }
  }

  /// A text as words are compared: without capitals, blanks, joints and strokes.
  package static func folded(_ text: String) -> String {
    TextNormaliser.allowedWord(text).filter { $0 != "_" && $0 != "-" }
  }
}

/// A key that may stand in a row of a sheet, with the words that its value may be.
package struct SheetKey: Sendable {
  /// What it is called, by its path in YAML: `defaults.range`.
  package var word: SheetWord
  /// Words that its value may be, apart from numbers and names.
  package var values: [SheetWord]
  /// Whether its value may be several, with marks between them.
  package var isList: Bool

  /// A key of its parts.
  package init(
    _ path: String, _ persian: [String], _ spanish: [String], values: [SheetWord] = [], isList: Bool = false
  ) {
    word = SheetWord(path, persian, spanish)
    (self.values, self.isList) = (values, isList)
  }

  /// Its path in YAML.
  package var path: String { word.name }

  /// What it is called in English: its path without the group that goes without saying (`limits.floor` is “floor”).
  package var english: String {
    let groups = ["limits.", "defaults."]
    let short = groups.first { path.hasPrefix($0) }.map { String(path.dropFirst($0.count)) } ?? path
    return short.replacing("_", with: " ")
  }

  /// A value as YAML has it: the word that is meant, or the text itself.
  package func value(_ text: String) -> String { values.word(text) ?? text }
}

extension [SheetWord] {
  /// The word of YAML that a text means, or nil.
  package func word(_ text: String) -> String? {
    let folded = SheetWord.folded(text)
    return first { $0.isMeant(by: folded) }?.name
  }
}

extension [SheetKey] {
  /// The key that a text means, or nil.
  package func key(_ text: String) -> SheetKey? {
    let folded = SheetWord.folded(text)
    return first { $0.word.isMeant(by: folded) || SheetWord.folded($0.english) == folded }
  }
}

/// Words that several keys share.
package enum SheetWords {
  package static let yesNo = [
    SheetWord("yes", ["بله", "بلی", "آری"], ["sí", "si"]), SheetWord("no", ["خیر", "نه"], []),
  ]
  package static let none = SheetWord("none", ["بدون محدودیت", "هیچ", "ندارد"], ["ninguno", "ninguna"])
  package static let kinds = [
    SheetWord("current", ["جاری", "هزینه‌ای"], ["corriente"]),
    SheetWord("capital", ["عمرانی", "سرمایه‌ای", "تملک دارایی سرمایه‌ای"], ["inversión"]),
    SheetWord("financial", ["تملک دارایی مالی", "مالی"], ["financiero"]),
  ]
  package static let methods = [
    SheetWord("given", ["وزن داده‌شده", "داده‌شده"], ["dados"]), SheetWord("equal", ["برابر", "وزن برابر"], ["iguales"]),
  ]
}
