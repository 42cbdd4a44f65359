import AlignModel
import AlignNumerics
import AlignReports
import AlignmentEngine
import Foundation
import PortableObject
import TestSupport
import Testing

@testable import AlignWords

/// The catalogues as files, as a translator edits them.
let catalogues: [(language: String, file: PortableObject)] = {
  let folder = repository + "/Sources/AlignWords/Languages/"
  let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".po") }
  return names.sorted().compactMap { name in
    guard let bytes = FileManager.default.contents(atPath: folder + name) else { return nil }
    return (try? PortableObject(String(decoding: bytes, as: UTF8.self))).map { (String(name.dropLast(3)), $0) }
  }
}()

/// What every catalogue must hold, so that no sentence is missing, cut off or without its figures.
@Suite struct CatalogueTests {
  /// The catalogues of the repository, by language.
  static let files = Dictionary(uniqueKeysWithValues: catalogues)

  private static func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: /%[1-9]/).map { String($0.output) })
  }

  @Test("every message of English is in every language, under the same English text, with the same placeholders")
  func whole() throws {
    let english = try #require(Self.files["en"])
    #expect(Self.files.count >= 2 && english.entries.count > 1000)
    for (language, file) in Self.files where language != "en" {
      #expect(file.entries.map(\.context) == english.entries.map(\.context), "\(language).po is in the order of en.po")
      let own = Dictionary(file.entries.map { ($0.context, $0) }, uniquingKeysWith: { first, _ in first })
      #expect(own.count == file.entries.count, "\(language) has a message twice")
      for entry in english.entries {
        guard let translated = own[entry.context] else {
          Issue.record("\(language): \(entry.context) is missing")
          continue
        }
        #expect(translated.id == entry.id && translated.pluralID == entry.pluralID, "\(language): \(entry.context)")
        let wanted = Self.placeholders(entry.id)
        #expect(!translated.texts.isEmpty && !translated.texts.contains(""), "\(language): \(entry.context) is blank")
        for text in translated.texts + [entry.pluralID ?? entry.id] {
          #expect(Self.placeholders(text) == wanted, "\(language): \(entry.context): “\(text)”")
        }
      }
      let known = Set(english.entries.map(\.context))
      #expect(own.keys.allSatisfy(known.contains), "\(language) has messages that English lacks")
    }
  }

  @Test("a message that counts has as many forms as its language's plural rule tells apart")
  func plurals() throws {
    for (language, file) in Self.files where language != "en" {
      let rule = try #require(file.header["Plural-Forms"].flatMap(PluralRule.init))
      let forms = Set((0...200).map { rule.form(of: $0) }).count
      for entry in file.entries where entry.pluralID != nil {
        #expect(entry.texts.count == forms, "\(language): \(entry.context)")
      }
    }
  }

  @Test(
    "every kind of problem says what was found, what was expected and how to mend it", arguments: ProblemKind.allCases)
  func sentences(kind: ProblemKind) {
    for part in ["found", "expected", "remedy"] {
      #expect(Phrase(named: "problem.\(kind.rawValue).\(part)") != nil, "\(kind.rawValue).\(part)")
    }
  }

  @Test("no problem is said of a kind that there is not")
  func noOthers() throws {
    let english = try #require(Self.files["en"])
    let kinds = Set(ProblemKind.allCases.map(\.rawValue))
    for entry in english.entries {
      let parts = entry.context.split(separator: ".")
      guard parts.count == 3, parts[0] == "problem" else { continue }
      #expect(kinds.contains(String(parts[1])), "\(entry.context)")
    }
  }

  @Test("every word that is printed for a choice, a table, a flag or a method is in the catalogues")
  func words() {
    var names: [String] = []
    for table in Tables.all {
      names.append("table.\(table.name)")
      for column in table.columns {
        names.append("column.\(table.name).\(column.name)")
        if case .choice(let words) = column.kind {
          names += words.map { "choice.\(table.name).\(column.name).\($0[0])" }
        } else {
          names.append("content.\(column.kind.word)")
        }
      }
    }
    names += FiscalCalendar.allCases.map { "calendar.\($0.rawValue)" }
    names += Severity.allCases.map { "severity.\($0.rawValue)" }
    names += Problem.Gravity.allCases.map { "gravity.\($0.rawValue)" }
    names += LineClass.allCases.map { "class.\($0.rawValue)" }
    names += Scenario.Form.allCases.map { "limit-form.\($0.rawValue)" }
    names += LineCategory.allCases.map { "category.\($0.rawValue)" }
    names += BudgetKind.allCases.map { "budget-kind.\($0.rawValue)" }
    names += NamedWeighingMethod.all.map { "weight-method.\($0.name)" }
    names += FlagCode.all.flatMap { ["flag.\($0.code).meaning", "flag.\($0.code).remedy"] }
    names += (1...4).map { "period.quarter.\($0)" } + (1...12).map { "month.solar-hijri.\($0)" }
    for name in names { #expect(Phrase(named: name) != nil, "\(name)") }
  }

  @Test("gettext's own checker accepts every catalogue", .enabled(if: msgfmt != nil, "gettext is not installed"))
  func checked() throws {
    for language in Self.files.keys {
      let path = repository + "/Sources/AlignWords/Languages/\(language).po"
      let result = try Program.run(try #require(msgfmt), ["--check-format", "--check-domain", "-o", "/dev/null", path])
      #expect(result.status == 0, "\(result.errors)")
    }
  }
}

/// The path of gettext's compiler of catalogues, or nil where it is not installed.
private let msgfmt: String? = ["/usr/bin/msgfmt", "/usr/local/bin/msgfmt"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}
