import AlignModel

extension Problem {
  /// What was found, in a sentence without its end.
  package func found(in language: Language) -> String { say("found", language) }

  /// What was expected there.
  package func expected(in language: Language) -> String { say("expected", language) }

  /// How to mend it; empty where nothing can be advised.
  package func remedy(in language: Language) -> String {
    suggestion.map { Phrase.problemDidYouMean.text(in: language, ProblemWords.cut($0)) } ?? say("remedy", language)
  }

  /// What was found, what was expected and how to mend it, for a note in the very cell.
  package func note(in language: Language) -> String {
    let remedy = remedy(in: language)
    return language.series(
      [found(in: language), Phrase.problemExpected.text(in: language, expected(in: language))]
        + (remedy.isEmpty ? [] : [Phrase.problemRemedy.text(in: language, remedy)]))
  }

  /// The whole sentence: place, what was found, what was expected and how to mend it.
  package func line(in language: Language) -> String {
    let sentence = note(in: language)
    let place = place.words(in: language)
    return place.isEmpty ? sentence : Phrase.problemAt.text(in: language, place, sentence)
  }

  /// The whole sentence in the language of a code such as `fa`; English where there is no catalogue of it.
  public func sentence(in language: String) -> String { line(in: Language(tag: language) ?? .en) }

  private func say(_ part: String, _ language: Language) -> String {
    guard let phrase = Phrase(named: "problem.\(kind.rawValue).\(part)") else { return "" }
    let words = ProblemWords(language: language, place: place)
    return phrase.text(in: language, count: count, filling: values.map(words.text))
  }

  /// The number that settles the plural.
  private var count: Int {
    values.lazy.compactMap { if case .count(let number) = $0 { number } else { nil } }.first ?? 1
  }
}

extension Problem.Place {
  /// The place as the user knows it: file and row, sheet and cell, key or option, with the heading of the column.
  package func words(in language: Language) -> String {
    guard let start = start(language) else { return option.map { Phrase.placeOption.text(in: language, $0) } ?? "" }
    if let name = columnName(language) { return Phrase.placeColumn.text(in: language, start, name) }
    guard let key else { return start }
    return Phrase.placeKey.text(in: language, start, ProblemWords.cut(SheetKeyWords(self)?.key(key, language) ?? key))
  }

  /// The file or sheet and the row or cell in it.
  private func start(_ language: Language) -> String? {
    guard let file else { return nil }
    guard let sheet else { return row.map { Phrase.placeRow.text(in: language, file, String($0)) } ?? file }
    let name = isOwnBook ? sheet : Phrase.placeBook.text(in: language, file, sheet)
    guard let row, let cell else { return Phrase.placeSheet.text(in: language, name) }
    let digits = NumberFormat(language: language).label(String(row))
    return sheetColumn == nil
      ? Phrase.placeSheetRow.text(in: language, name, digits) : Phrase.placeCell.text(in: language, name, cell)
  }

  private func columnName(_ language: Language) -> String? {
    guard let column else { return nil }
    if let heading, !heading.isEmpty { return ProblemWords.cut(heading) }
    return table.map { TableWords.heading(column, of: $0, in: language) } ?? column
  }
}

/// What stands for the values of a problem in a language.
struct ProblemWords {
  let language: Language
  /// The place of the problem, whose heading is known as it stands in the file.
  let place: Problem.Place
  private let format: NumberFormat

  init(language: Language, place: Problem.Place) {
    self.language = language
    self.place = place
    format = NumberFormat(language: language)
  }

  /// Members of a list beyond this are left out.
  private static let most = 24

  /// A value in words.
  func text(_ value: Problem.Value) -> String {
    switch value {
    case .text(let text): Self.cut(text)
    case .name(let name): Self.line(SheetKeyWords(place)?.name(name, language) ?? name)
    case .count(let number): format.count(number)
    case .ordinal(let number): format.label(String(number))
    case .number(let number): format.plain(number)
    case .money(let amount, let currency): format.exact(amount, currency)
    case .period(let period): format.words(period)
    case .word(let group, let word): Phrase.of(group, word).text(in: language)
    case .table(let table): TableWords.sheet(table, in: language)
    case .column(let table, let column): heading(column, table)
    case .choice(let table, let column, let word):
      TableWords.choice(word, column: column, of: table, in: language)
    case .choices(let table, let column): language.list(TableWords.choices(of: column, table, in: language))
    case .content(let table, let column): content(column, table)
    case .list(let members): list(members)
    }
  }

  private func list(_ members: [Problem.Value]) -> String {
    var words = members.map(text)
    if let sheet = SheetKeyWords(place) {
      let names = members.compactMap { if case .name(let name) = $0 { name } else { nil } }
      let keys = names.flatMap { sheet.keys(below: $0, language) }
      if names.count == members.count, !keys.isEmpty { words = keys }
    }
    return language.list(words.prefix(Self.most) + (words.count > Self.most ? ["…"] : []))
  }

  private func heading(_ column: String, _ table: String) -> String {
    if place.table == table, place.column == column, let heading = place.heading { return Self.cut(heading) }
    return TableWords.heading(column, of: table, in: language)
  }

  private func content(_ column: String, _ table: String) -> String {
    let choices = TableWords.choices(of: column, table, in: language)
    if !choices.isEmpty { return language.list(choices) }
    return Phrase.of("content", TableWords.kind(of: column, table)?.word ?? "text").text(in: language)
  }

  /// A text in one line, cut where it is long: a cell may hold a page, and a file that is no table anything at all.
  static func cut(_ text: String) -> String {
    let line = line(text)
    return line.count > 60 ? line.prefix(57) + "…" : line
  }

  private static func line(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    guard !isPlain else { return text }
    let scalars = text.unicodeScalars.prefix(400).map { scalar -> Unicode.Scalar in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }
}
