import Foundation
import PortableObject

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

  /// - Parameters:
  ///   - header: the fields of the PO file's header.
  ///   - texts: by index of the phrase, the text of each plural form.
  private init(header: [String: String], texts: [[String]]) {
    self.texts = texts
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
  }

  /// Every language there is, by code: those that the program carries, and those of the folder that the environment
  /// variable `ALIGN_LANGUAGES` names, which stand in their place.
  static let all: [String: Catalogue] = {
    var catalogues: [String: Catalogue] = [:]
    for carried in carriedCatalogues {
      catalogues[carried.language] = Catalogue(
        header: Dictionary(uniqueKeysWithValues: carried.header), texts: parts(carried.texts).map { parts($0, 0x1F) })
    }
    guard let folder = ProcessInfo.processInfo.environment["ALIGN_LANGUAGES"], let english = catalogues["en"] else {
      return catalogues
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasSuffix(".po") {
      let text = FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
      guard let text, let file = try? PortableObject(text) else { continue }
      let messages = zip(Catalogue.names, english.texts).map { (name: $0, english: $1) }
      catalogues[String(name.dropLast(3))] = Catalogue(header: file.header, texts: file.texts(of: messages))
    }
    return catalogues
  }()

  /// The names of the messages, in the order of the English catalogue.
  static let names: [String] = parts(carriedNames)

  /// The index of every message, by its name.
  static let indices: [String: Int] = Dictionary(
    names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

  /// The parts of a carried text. Every command starts with this, so the bytes are cut and no character is looked at.
  private static func parts(_ text: String, _ separator: UInt8 = 0x1E) -> [String] {
    text.utf8.split(separator: separator, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }
}
