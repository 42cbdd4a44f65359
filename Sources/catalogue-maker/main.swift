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

func literal(_ text: String) -> String { "#\"\"\"\n\(text)\n\"\"\"#" }

func generated(_ files: [String]) throws -> String {
  var catalogues: [String] = []
  var constants: [String] = []
  for file in files.sorted() {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let language = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    if text.contains("\"\"\"#") {
      throw Failure(description: "\(file):1: error: three quotes and # end the Swift text")
    }
    catalogues.append("  (\"\(language)\", \(literal(text))),")
    let catalogue: PortableObject
    do {
      catalogue = try PortableObject(text)
    } catch {
      throw Failure(description: "\(file):\(error.line): error: \(error)")
    }
    guard language == "en" else { continue }
    var seen: Set<String> = []
    for (index, entry) in catalogue.entries.enumerated() {
      guard seen.insert(swiftName(entry.context)).inserted else {
        throw Failure(description: "\(file):\(entry.line): error: “\(entry.context)” stands twice")
      }
      let comment = entry.id.split(separator: "\n").joined(separator: " ")
      constants.append("  /// \(comment)\n  package static let \(swiftName(entry.context)) = Phrase(index: \(index))")
    }
  }
  return """
    // Made by catalogue-maker from Sources/AlignWords/Languages.

    /// The catalogues that the program carries, by language.
    let carriedCatalogues: [(language: String, text: String)] = [
    \(catalogues.joined(separator: "\n"))
    ]

    extension Phrase {
    \(constants.joined(separator: "\n"))
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
