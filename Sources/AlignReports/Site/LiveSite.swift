import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// The same pages one at a time, for a server.
extension Site {
  /// The two languages, the one that a reader without a preference gets first.
  package var languages: [Language] { volumes.map(\.language) }

  /// Where each page stands in the folder of a language.
  package var addresses: [String: Int] {
    Dictionary(pages.enumerated().map { ($1.address, $0) }) { first, _ in first }
  }

  /// A file of the folder of a language; nil where there is none of that name.
  ///
  /// - Parameter addresses: what ``addresses`` says, worked out once.
  /// - Complexity: O(what the page tells).
  package func file(at address: String, in language: Language, among addresses: [String: Int]) -> [UInt8]? {
    guard let volume = volumes.first(where: { $0.language == language }) else { return nil }
    if address == "search-index.js" { return Array(volume.searchIndex.utf8) }
    if let index = addresses[address] {
      let page = pages[index]
      let explanation = page.subject.flatMap { explanations?.explanation(of: $0) }
      return Array(volume.html(of: page, explanation).utf8)
    }
    guard address.hasPrefix("tables/"), let table = volume.downloads.first(where: { $0.address == address }) else {
      return nil
    }
    let sink = MemorySink()
    // Memory takes whatever is written.
    try? CSVTable.write(
      table.table, currency: contents.review.workspace.settings.currency, marksEncoding: true, to: sink)
    return sink.bytes
  }

  /// What stands around a page that only the server has.
  ///
  /// - Parameters:
  ///   - address: the page's own, in the folder of the language; what follows it in a query is kept by the twin.
  ///   - desk: the entry of the menu to which it belongs.
  package func frame(
    _ language: Language, address: String, desk: String? = nil, trail: [(name: String, address: String)] = [],
    modules: [String] = []
  ) -> SiteFrame? {
    guard let volume = volumes.first(where: { $0.language == language }) else { return nil }
    return SiteFrame(
      language: language, twin: volume.twin, name: volume.name, address: address, part: nil, links: links, trail: trail,
      desks: volume.desks, desk: desk, modules: modules)
  }

  /// Links from a page in the folder of a language.
  package var links: PageLinks { PageLinks(map: map, root: "") }

  /// What stands under every page.
  package func footer(_ language: Language) -> String {
    Phrase.madeByTheSameTablesGive.text(in: language, Engine.name)
  }
}

extension SitePart {
  /// The files beside the folders of the languages.
  package static let files: [String: String] = [
    "style.css": SiteStyle.css + DeskStyle.css, "search.js": SiteScript.search,
  ]
}
