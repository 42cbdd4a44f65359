import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A report as a static site in two languages: a page for every axis, goal, indicator, department and code of flags, each
/// linked to its twin in the other language, and every table as CSV.
package struct Site: Sendable {
  /// Where the list of the site's files stands, by which a folder is known to be one of ours.
  package static let manifest = "align-site.json"

  let contents: ReportContents
  package let map: SiteMap
  // Explanations only look things up.
  package nonisolated(unsafe) let explanations: Explanations?
  let volumes: [SiteVolume]

  /// The site of a report.
  ///
  /// - Parameters:
  ///   - languages: the two languages, the one that a reader without a preference gets first.
  ///   - desks: the further pages that a server has; nil for a site of files.
  ///   - name: what the workspace is called in a language.
  package init(
    _ contents: ReportContents, in languages: [Language], desks: [SiteDesk]? = nil, name: (Language) -> String
  ) {
    self.contents = contents
    explanations = contents.analysis.map { Explanations(of: $0) }
    map = SiteMap(
      of: contents.review, flags: contents.totals, further: explanations?.departmentNames ?? [],
      isLive: desks != nil)
    let (map, explanations) = (map, explanations)
    let flow = contents.analysis.map {
      MoneyFlow(of: $0.funding, in: $0.workspace.budget, to: $0.workspace.plan)
    }
    volumes = languages.indices.map { index in
      SiteVolume(
        contents, language: languages[index], twin: languages[languages.count - 1 - index],
        name: name(languages[index]), map: map, explanations: explanations, flow: flow, desks: desks ?? [])
    }
  }

  /// Every file of the site, by its path from the site's folder.
  ///
  /// - Complexity: O(subjects · what is told of each), on several threads.
  package func files(jobs: Int) throws -> [(path: String, bytes: [UInt8])] {
    let pages = self.pages
    let tables = volumes.flatMap { volume in
      volume.downloads.map { (path: "\(volume.language.rawValue)/\($0.address)", table: $0.table) }
    }
    let currency = contents.review.workspace.settings.currency
    let made = Parallel.map(count: tables.count + pages.count, jobs: jobs) { index -> [(String, [UInt8])] in
      if index < tables.count {
        let sink = MemorySink()
        // Memory takes whatever is written.
        try? CSVTable.write(tables[index].table, currency: currency, marksEncoding: true, to: sink)
        return [(tables[index].path, sink.bytes)]
      }
      let page = pages[index - tables.count]
      // What is told of a subject is worked out once for both languages.
      let explanation = page.subject.flatMap { explanations?.explanation(of: $0) }
      return volumes.map {
        ("\($0.language.rawValue)/\(page.address)", Array($0.html(of: page, explanation).utf8))
      }
    }
    var files: [(path: String, bytes: [UInt8])] = made.joined().map { ($0.0, $0.1) }
    for volume in volumes {
      files.append(("\(volume.language.rawValue)/search-index.js", Array(volume.searchIndex.utf8)))
    }
    files.append(("index.html", Array(door.utf8)))
    files.append(("style.css", Array(SiteStyle.css.utf8)))
    files.append(("search.js", Array(SiteScript.search.utf8)))
    files.append((Self.manifest, try manifest(of: files.map(\.path))))
    return files
  }

  /// The pages of each language.
  var pages: [SitePage] {
    let plan = contents.review.workspace.plan
    let subjects: [Explanation.Subject] =
      plan.axes.ids.indices.map { .axis(AxisID($0)) } + plan.goals.ids.indices.map { .goal(GoalID($0)) }
      + plan.indicators.handles.map { .indicator($0) } + map.departments.map { .department($0) }
    var codes: [String] = []
    for row in contents.totals.counts where !codes.contains(row.code) { codes.append(row.code) }
    // The slowest first, so that no thread is left with one of them at the end.
    return SitePart.allCases.map { SitePage(.part($0), at: $0.address) }
      + codes.compactMap { code in map.page(ofCode: code).map { SitePage(.code(code), at: $0) } }
      + subjects.reversed().compactMap { subject in map.page(of: subject).map { SitePage(.subject(subject), at: $0) } }
  }

  /// The page of the site's folder, which leads to the languages.
  private var door: String {
    let first = volumes[0]
    let links = volumes.map { volume in
      let code = volume.language.rawValue
      return "<li><a href=\"\(code)/index.html\" lang=\"\(code)\" hreflang=\"\(code)\" "
        + "dir=\"\(volume.language.isRightToLeft ? "rtl" : "ltr")\">"
        + "\(SVG.escaped(volume.language.name)): \(SVG.escaped(volume.name))</a></li>\n"
    }
    let language = first.language
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)" dir="\(language.isRightToLeft ? "rtl" : "ltr")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="\(SVG.escaped(Engine.name))">
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="style.css">
      <title>\(SVG.escaped(first.name))</title>
      </head>
      <body>
      <header class="top"><h1>\(SVG.escaped(first.name))</h1></header>
      <main><section><p>\(SVG.escaped(Phrase.siteMenu.text(in: language)))</p><ul class="plain">
      \(links.joined())</ul></section></main>
      </body>
      </html>

      """
  }

  private func manifest(of paths: [String]) throws -> [UInt8] {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    json.beginObject()
    json.key("generator")
    json.string(Engine.name)
    json.key("files")
    json.beginArray()
    for path in (paths + [Self.manifest]).sorted() { json.string(path) }
    json.endArray()
    json.endObject()
    try json.finish()
    return sink.bytes
  }
}

/// A page of a site: what it is of, and its address in the folder of a language.
struct SitePage: Sendable {
  enum Kind: Sendable {
    case part(SitePart)
    case subject(Explanation.Subject)
    /// All flags of one code.
    case code(String)
  }

  let kind: Kind
  let address: String

  /// The subject that the page is of.
  var subject: Explanation.Subject? { if case .subject(let subject) = kind { subject } else { nil } }

  init(_ kind: Kind, at address: String) { (self.kind, self.address) = (kind, address) }
}
