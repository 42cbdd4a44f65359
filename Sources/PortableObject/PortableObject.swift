/// A catalogue of messages in gettext's PO format: what a translator edits.
///
/// Every entry has a context (`msgctxt`), which is the name under which the program asks for it.
///
/// - Source: GNU gettext manual, "The Format of PO Files".
package struct PortableObject: Sendable {
  /// One message.
  package struct Entry: Sendable {
    /// The name of the message.
    package var context: String
    /// The English text, and its plural where the message counts something.
    package var id: String
    package var pluralID: String?
    /// The translations by plural form; one form where the message counts nothing. Empty texts are untranslated.
    package var texts: [String]
    /// The line of the file on which the entry begins.
    package var line: Int

    /// The English text, and its plural where there is one.
    package var english: [String] { [id] + (pluralID.map { [$0] } ?? []) }
  }

  /// A line that is no PO.
  package struct SyntaxError: Error, CustomStringConvertible {
    /// The line, counted from 1.
    package var line: Int
    /// What is wrong with it.
    package var description: String
  }

  /// The fields of the header: `Language`, `Plural-Forms` and others.
  package private(set) var header: [String: String] = [:]
  /// The messages, in the order of the file.
  package private(set) var entries: [Entry] = []

  /// Reads a catalogue.
  ///
  /// - Throws: ``SyntaxError`` at the first line that is no PO.
  package init(_ text: String) throws(SyntaxError) {
    var reader = Reader()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      try reader.read(line.drop { $0 == " " || $0 == "\t" }, number: index + 1)
    }
    reader.finishEntry()
    for entry in reader.entries {
      if entry.context.isEmpty, entry.id.isEmpty {
        header = Self.fields(entry.texts.first ?? "")
      } else {
        entries.append(entry)
      }
    }
  }

  /// The texts of some messages by plural form, in their order; a message without a translation stays English.
  ///
  /// - Parameter messages: the names of the messages and their English texts by plural form.
  package func texts(of messages: [(name: String, english: [String])]) -> [[String]] {
    let own = Dictionary(entries.map { ($0.context, $0.texts) }, uniquingKeysWith: { first, _ in first })
    return messages.map { message in
      let translated = (own[message.name] ?? []).filter { !$0.isEmpty }
      return translated.isEmpty ? message.english : translated
    }
  }

  private static func fields(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      // A value may begin or end with a space of its own, so only one space is taken away.
      fields[String(line[..<colon])] = String(line[line.index(after: colon)...].dropFirst())
    }
    return fields
  }
}

/// The state of reading line by line.
private struct Reader {
  var entries: [PortableObject.Entry] = []
  private var entry = PortableObject.Entry(context: "", id: "", pluralID: nil, texts: [], line: 0)
  private var field = Field.none
  private var isBegun = false

  private enum Field: Equatable {
    case none, context, id, pluralID
    case text(Int)
  }

  mutating func read(_ line: Substring, number: Int) throws(PortableObject.SyntaxError) {
    if line.isEmpty || line == "\r" {
      finishEntry()
    } else if line.first == "#" {
      // A comment after a translation begins the next entry.
      if case .text = field { finishEntry() }
    } else if line.first == "\"" {
      guard field != .none else {
        throw PortableObject.SyntaxError(line: number, description: "a text without a keyword")
      }
      append(try Self.unquoted(line, number))
    } else {
      let word = line.prefix { $0 != " " && $0 != "\"" }
      try begin(word, number)
      append(try Self.unquoted(line.dropFirst(word.count).drop { $0 == " " }, number))
    }
  }

  mutating func finishEntry() {
    if isBegun { entries.append(entry) }
    entry = PortableObject.Entry(context: "", id: "", pluralID: nil, texts: [], line: 0)
    (isBegun, field) = (false, .none)
  }

  private mutating func begin(_ word: Substring, _ number: Int) throws(PortableObject.SyntaxError) {
    if case .text = field, word == "msgctxt" || word == "msgid" { finishEntry() }
    if !isBegun { entry.line = number }
    isBegun = true
    switch word {
    case "msgctxt": field = .context
    case "msgid": field = .id
    case "msgid_plural":
      field = .pluralID
      entry.pluralID = ""
    case "msgstr": field = .text(0)
    default:
      guard word.hasPrefix("msgstr["), word.hasSuffix("]"), let form = Int(word.dropFirst(7).dropLast()),
        (0..<8).contains(form)
      else { throw PortableObject.SyntaxError(line: number, description: "“\(word)” is no keyword of a PO file") }
      field = .text(form)
    }
  }

  private mutating func append(_ text: String) {
    switch field {
    case .none: break
    case .context: entry.context += text
    case .id: entry.id += text
    case .pluralID: entry.pluralID = (entry.pluralID ?? "") + text
    case .text(let form):
      while entry.texts.count <= form { entry.texts.append("") }
      entry.texts[form] += text
    }
  }

  private static func unquoted(_ line: Substring, _ number: Int) throws(PortableObject.SyntaxError) -> String {
    var rest = line
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    guard rest.count >= 2, rest.first == "\"", rest.last == "\"" else {
      throw PortableObject.SyntaxError(line: number, description: "expected a text in quotes")
    }
    rest = rest.dropFirst().dropLast()
    guard rest.contains("\\") else { return String(rest) }
    var text = ""
    var isEscaped = false
    for character in rest {
      guard isEscaped else {
        if character == "\\" { isEscaped = true } else { text.append(character) }
        continue
      }
      isEscaped = false
      switch character {
      case "n": text.append("\n")
      case "t": text.append("\t")
      case "r": text.append("\r")
      case "\"", "\\": text.append(character)
      default: throw PortableObject.SyntaxError(line: number, description: "“\\\(character)” is no escape")
      }
    }
    return text
  }
}
