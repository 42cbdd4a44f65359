import Foundation
import PortableObject
import TestSupport
import Testing

/// The catalogues as files, as a translator edits them.
let catalogues: [(language: String, file: PortableObject)] = {
  let folder = repository + "/Sources/AlignWords/Languages/"
  let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".po") }
  return names.sorted().compactMap { name in
    guard let bytes = FileManager.default.contents(atPath: folder + name) else { return nil }
    return (try? PortableObject(String(decoding: bytes, as: UTF8.self))).map { (String(name.dropLast(3)), $0) }
  }
}()

@Suite("catalogues of messages")
struct CatalogueTests {
  private func file(_ language: String) throws -> PortableObject {
    try #require(catalogues.first { $0.language == language }?.file)
  }

  @Test("every language has every message, and the English text as it is now", arguments: catalogues.map(\.language))
  func isComplete(language: String) throws {
    let english = try file("en").entries
    let own = try file(language).entries
    #expect(own.map(\.context) == english.map(\.context))
    for (ours, source) in zip(own, english) {
      #expect(ours.id == source.id, "\(language).po: \(ours.context)")
      if language != "en" { #expect(ours.texts.allSatisfy { !$0.isEmpty }, "\(language).po: \(ours.context)") }
    }
  }

  @Test("a translation fills in what the English text fills in", arguments: catalogues.map(\.language))
  func keepsPlaceholders(language: String) throws {
    for entry in try file(language).entries {
      let asked = Set(entry.id.matches(of: /%[1-9]/).map { String($0.output) })
      for text in entry.texts where !text.isEmpty {
        let filled = Set(text.matches(of: /%[1-9]/).map { String($0.output) })
        #expect(filled == asked, "\(language).po: \(entry.context)")
      }
    }
  }
}
