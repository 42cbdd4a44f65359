import Foundation
import PortableObject
import Synchronization

/// The messages of one language, and how it writes numbers and lists.
final class Catalogue: Sendable {
  /// The name of the language, as its own speakers write it.
  let name: String
  /// Whether text runs from right to left.
  let isRightToLeft: Bool
  /// The digits 0 to 9; nil where they are the ASCII ones.
  let digits: [Unicode.Scalar]?
  let thousands: String
  let decimal: String
  let percent: String
  /// What stands before a negative number and, where the sign is written, a positive one.
  let minus: String
  let plus: String
  /// What stands between the members of a list.
  let listSeparator: String
  let seriesSeparator: String
  /// By index of the phrase, the text of each plural form.
  private let texts: [[String]]
  private let rule: PluralRule?

  /// The text of a phrase for a number.
  func text(_ index: Int, count: Int) -> String {
    let forms = texts[index]
    guard forms.count > 1 else { return forms[0] }
    return forms[min(rule?.form(of: count) ?? 0, forms.count - 1)]
  }

  /// - Parameter english: the catalogue that names the messages; a message without a translation stays English.
  init(_ file: PortableObject, english: PortableObject) {
    let header = file.header
    name = header["Language-Team"] ?? header["Language"] ?? ""
    isRightToLeft = header["X-Direction"] == "rtl"
    let scalars = header["X-Digits"].map { Array($0.unicodeScalars) } ?? []
    digits = scalars.count == 10 && scalars != Array("0123456789".unicodeScalars) ? scalars : nil
    thousands = header["X-Thousands"] ?? ","
    decimal = header["X-Decimal"] ?? "."
    percent = header["X-Percent"] ?? "%"
    minus = header["X-Minus"] ?? "-"
    plus = header["X-Plus"] ?? "+"
    listSeparator = header["X-List"] ?? ", "
    seriesSeparator = header["X-Series"] ?? "; "
    rule = header["Plural-Forms"].flatMap(PluralRule.init)
    let own = Dictionary(file.entries.map { ($0.context, $0.texts) }, uniquingKeysWith: { first, _ in first })
    texts = english.entries.map { entry in
      let translated = (own[entry.context] ?? []).filter { !$0.isEmpty }
      return translated.isEmpty ? [entry.id] + (entry.pluralID.map { [$0] } ?? []) : translated
    }
  }

  /// Every language there is, by code: those that the program carries, and those of the folder that the environment
  /// variable `ALIGN_LANGUAGES` names, which stand in their place.
  static let all: [String: Catalogue] = {
    var files: [String: PortableObject] = [:]
    for (language, text) in carriedCatalogues { files[language] = try? PortableObject(text) }
    if let folder = ProcessInfo.processInfo.environment["ALIGN_LANGUAGES"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names where name.hasSuffix(".po") {
        let text = FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        if let text, let file = try? PortableObject(text) { files[String(name.dropLast(3))] = file }
      }
    }
    guard let english else { return [:] }
    return files.mapValues { Catalogue($0, english: english) }
  }()

  /// The carried catalogue of English, whose order of messages is that of ``Phrase``.
  private static let english = carriedCatalogues.first { $0.language == "en" }.flatMap { try? PortableObject($0.text) }

  /// The index of every message, by its name.
  static let indices: [String: Int] = Dictionary(
    (english?.entries ?? []).enumerated().map { ($1.context, $0) }, uniquingKeysWith: { first, _ in first })
}
