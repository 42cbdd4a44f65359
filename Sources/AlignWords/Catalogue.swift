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
  private let texts: Texts
  private let rule: PluralRule?

  /// The text of a phrase for a number.
  func text(_ index: Int, count: Int) -> String {
    texts.form(of: index) { forms in min(rule?.form(of: count) ?? 0, forms - 1) }
  }

  /// - Parameters:
  ///   - header: the fields of the PO file's header.
  ///   - texts: by index of the phrase, the text of each plural form.
  private init(header: [String: String], texts: Texts) {
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
        header: Dictionary(uniqueKeysWithValues: carried.header), texts: Texts(carried.texts))
    }
    guard let folder = ProcessInfo.processInfo.environment["ALIGN_LANGUAGES"], let english = catalogues["en"] else {
      return catalogues
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasSuffix(".po") {
      let text = FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
      guard let text, let file = try? PortableObject(text) else { continue }
      let messages = Catalogue.names.enumerated().map { (name: $1, english: english.texts.forms(of: $0)) }
      catalogues[String(name.dropLast(3))] = Catalogue(
        header: file.header, texts: Texts(joining: file.texts(of: messages)))
    }
    return catalogues
  }()

  /// The names of the messages, in the order of the English catalogue.
  static let names: [String] = {
    let names = Texts(carriedNames)
    return (0..<names.count).map { names.form(of: $0) { _ in 0 } }
  }()

  /// The index of every message, by its name.
  static let indices: [String: Int] = Dictionary(
    names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Many texts as one, each cut out when it is asked for: every command starts by opening all catalogues, and says a few of
/// their thousands of messages.
private struct Texts: Sendable {
  private static let betweenTexts: UInt8 = 0x1E
  private static let betweenForms: UInt8 = 0x1F
  private var text: String
  /// Where each text ends.
  private let ends: [Int]

  var count: Int { ends.count }

  init(_ text: String) {
    self.text = text
    ends = self.text.withUTF8 { bytes in
      var ends: [Int] = []
      var start = 0
      while let base = bytes.baseAddress, let end = memchr(base + start, Int32(Self.betweenTexts), bytes.count - start)
      {
        ends.append(UnsafeRawPointer(base).distance(to: end))
        start = ends[ends.count - 1] + 1
      }
      return ends + [bytes.count]
    }
  }

  init(joining texts: [[String]]) {
    let (form, text) = (String(UnicodeScalar(Self.betweenForms)), String(UnicodeScalar(Self.betweenTexts)))
    self.init(texts.map { $0.joined(separator: form) }.joined(separator: text))
  }

  /// The plural forms of a text.
  func forms(of index: Int) -> [String] {
    cut(index).split(separator: Self.betweenForms, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }

  /// One of the plural forms of a text, chosen by how many there are.
  func form(of index: Int, _ choose: (Int) -> Int) -> String {
    let all = cut(index)
    guard all.contains(Self.betweenForms) else { return String(Substring(all)) }
    let forms = forms(of: index)
    return forms[choose(forms.count)]
  }

  private func cut(_ index: Int) -> Substring.UTF8View {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: index == 0 ? 0 : ends[index - 1] + 1)
    return bytes[start..<bytes.index(bytes.startIndex, offsetBy: ends[index])]
  }
}
