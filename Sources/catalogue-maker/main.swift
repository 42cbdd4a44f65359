import Foundation
import PortableObject

// usage: catalogue-maker OUT.swift LANGUAGE.po…
//
// Puts the catalogues of all languages into one Swift file, so that the program carries them, and makes a constant of
// `Phrase` for every message of en.po: a phrase that no catalogue knows does not compile.

struct Failure: Error {
  var description: String
}

func swiftName(_ context: String) -> String {
  let words = context.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  let name = (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  return ["default", "in", "for", "repeat", "return", "case", "is", "as", "self", "init"].contains(name)
    ? "`\(name)`" : name
}

/// A text as Swift source. What separates messages and their forms is escaped, and no text of a catalogue holds it.
func literal(_ text: String) -> String {
  "#\"\"\"\n\(text.replacing("\u{1E}", with: "\\#u{1E}").replacing("\u{1F}", with: "\\#u{1F}"))\n\"\"\"#"
}

func catalogue(_ file: String) throws -> PortableObject {
  let text = try String(contentsOfFile: file, encoding: .utf8)
  if text.contains("\"\"\"#") {
    throw Failure(description: "\(file):1: error: three quotes and # end the Swift text")
  }
  if text.unicodeScalars.contains(where: { $0 == "\u{1E}" || $0 == "\u{1F}" }) {
    throw Failure(description: "\(file):1: error: a separator of records or units stands in the text")
  }
  do {
    return try PortableObject(text)
  } catch {
    throw Failure(description: "\(file):\(error.line): error: \(error)")
  }
}

/// The constants of `Phrase`, one for each message.
func constants(_ entries: [PortableObject.Entry], of file: String) throws -> [String] {
  var seen: Set<String> = []
  return try entries.enumerated().map { index, entry in
    guard seen.insert(swiftName(entry.context)).inserted else {
      throw Failure(description: "\(file):\(entry.line): error: “\(entry.context)” stands twice")
    }
    let comment = entry.id.split(separator: "\n").joined(separator: " ")
    return "  /// \(comment)\n  package static let \(swiftName(entry.context)) = Phrase(index: \(index))"
  }
}

func generated(_ files: [String]) throws -> String {
  guard let source = files.first(where: { $0.hasSuffix("/en.po") || $0 == "en.po" }) else {
    throw Failure(description: "error: there is no en.po, which names the messages")
  }
  let english = try catalogue(source).entries
  let messages = english.map { (name: $0.context, english: $0.english) }
  let carried = try files.sorted().map { file in
    let own = try catalogue(file)
    let fields = own.header.sorted { $0.key < $1.key }.map { "(\(literal($0.key)), \(literal($0.value)))" }
    let texts = own.texts(of: messages).map { $0.joined(separator: "\u{1F}") }.joined(separator: "\u{1E}")
    let language = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    return "  (\"\(language)\", [\(fields.joined(separator: ", "))], \(literal(texts))),"
  }
  return """
    // Made by catalogue-maker from Sources/AlignWords/Languages.

    /// The names of the messages, in the order of en.po, with U+001E between them.
    let carriedNames = \(literal(messages.map(\.name).joined(separator: "\u{1E}")))

    /// The catalogues that the program carries, by language: the fields of the header, and the texts of the messages in the
    /// order of the names, with U+001E between messages and U+001F between the plural forms of one.
    let carriedCatalogues: [(language: String, header: [(String, String)], texts: String)] = [
    \(carried.joined(separator: "\n"))
    ]

    extension Phrase {
    \(try constants(english, of: source).joined(separator: "\n"))
    }

    """
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
  FileHandle.standardError.write(Data("usage: catalogue-maker OUT.swift LANGUAGE.po…\n".utf8))
  exit(64)
}
do {
  try generated(Array(arguments[2...])).write(toFile: arguments[1], atomically: true, encoding: .utf8)
} catch let failure as Failure {
  FileHandle.standardError.write(Data((failure.description + "\n").utf8))
  exit(65)
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(65)
}
