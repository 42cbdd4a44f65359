import AlignModel
import AlignReading
import AlignReports
import AlignServer
import AlignWords
import AlignmentEngine
import Foundation
import TestSupport
import Testing

/// Pages, and that their figures are those of the command line.
@Suite struct PageTests {
  /// What a reader reads of the main part of a page.
  private func words(_ html: String) -> String {
    // A server offers to accept each flag.
    let html = html.replacing(/<a href="[^"]*accept\.html[^>]*>[^<]*(?:<bdi[^>]*>[^<]*<\/bdi>)?<\/a>/, with: "")
    guard let start = html.range(of: "<main"), let end = html.range(of: "</main>") else { return "" }
    return html[start.lowerBound..<end.lowerBound].replacing(/<[^>]*>/, with: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("every page says what that of report --site says", arguments: ["minimal", "tabriz-1402"])
  func equal(dataset: String) async throws {
    let served = try await ServedWorkbench(dataset)
    let cookie = try await served.open()
    let workspace = try WorkspaceReader(folder: served.workspace, jobs: 2).read()
    let language = Language(of: workspace.settings)
    let site = Site(
      try ReportContents(of: workspace, jobs: 2), in: [language, language == .en ? .fa : .en]
    ) { workspace.settings.name(in: $0.rawValue) ?? dataset }
    let addresses = site.addresses
    // Of a large workspace the pages of the menu, and some of each kind of subject.
    let all = addresses.keys.sorted()
    let some = all.enumerated().filter { dataset == "minimal" || !$1.contains("/") || $0 % 60 == 0 }.map(\.element)
    #expect(some.count > 12)
    for (index, address) in some.enumerated() {
      for language in dataset == "minimal" ? site.languages : [site.languages[index % 2]] {
        let made = try #require(site.file(at: address, in: language, among: addresses))
        let reply = try await served.get("/\(language.rawValue)/\(address)", cookie)
        #expect(reply.status == 200)
        #expect(words(reply.text) == words(String(decoding: made, as: UTF8.self)), "\(address)")
      }
    }
    for table in ["tables/goals.csv", "tables/departments.csv", "tables/flag-codes.csv"] {
      let made = try #require(site.file(at: table, in: language, among: addresses))
      #expect(try await served.get("/\(language.rawValue)/\(table)", cookie).body == Data(made))
    }
  }

  @Test("every link of every page of a small workspace leads somewhere")
  func links() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    var seen: Set<String> = ["/en/index.html"]
    var waiting = ["/en/index.html", "/en/scenario.html", "/en/lines.html", "/en/links.html", "/en/check.html"]
    while let path = waiting.popLast(), seen.count < 400 {
      let reply = try await served.get(path, cookie)
      #expect(reply.status == 200, "\(path)")
      guard path.hasSuffix(".html") || path.contains(".html?") else { continue }
      for match in reply.text.matches(of: /(?:href|src)="([^"#]+)/) {
        let address = String(match.output.1).replacing("&amp;", with: "&")
        guard !address.hasPrefix("data:"), let base = URL(string: path),
          let url = URL(string: address, relativeTo: base)
        else { continue }
        let found = url.absoluteURL.path + (url.query.map { "?" + $0 } ?? "")
        let plain = found.hasPrefix("/") ? found : "/" + found
        if seen.insert(plain).inserted { waiting.append(plain) }
      }
    }
    #expect(seen.contains("/fa/index.html") && seen.contains { $0.contains("explain.html?of=line") })
  }

  @Test("a figure on the overview opens to what align explain says of it")
  func explained() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    let overview = try await served.get("/en/index.html", cookie)
    #expect(overview.text.contains("href=\"explain.html?of=coverage\""))
    let page = try await served.get("/en/explain.html?of=coverage", cookie)
    let told = try Program.align("explain", served.workspace, "coverage", "--lang", "en")
    let formula = try #require(told.text.split(separator: "\n").first { $0.contains("Σs / Σb") })
    #expect(page.text.contains("C = Σs / Σb") && formula.contains("C = Σs / Σb"))
    #expect(try await served.get("/en/explain.html?of=nothing%20known", cookie).status == 404)
  }

  @Test("a page is sent once and asked for again by its tag, compressed where the browser takes that")
  func tags() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    let plain = try await served.get("/en/index.html", cookie)
    let tag = try #require(plain.headers["etag"])
    let again = try await served.get("/en/index.html", cookie, ["If-None-Match": tag])
    #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
    let small = try await served.get("/en/index.html", cookie, ["Accept-Encoding": "br, gzip"])
    #expect(small.headers["content-encoding"] == "gzip" && small.body.count * 3 < plain.body.count)
    #expect(small.headers["etag"] != tag)
    let text = try String(contentsOfFile: served.workspace + "/budget.csv", encoding: .utf8)
    try (text + "\n").write(toFile: served.workspace + "/goals.csv.tmp", atomically: true, encoding: .utf8)
    let goals = try String(contentsOfFile: served.workspace + "/goals.csv", encoding: .utf8)
    try goals.replacing("\n", with: " z\n").write(
      toFile: served.workspace + "/goals.csv", atomically: true, encoding: .utf8)
    let changed = try await served.get("/en/index.html", cookie, ["If-None-Match": tag])
    #expect(changed.status != 304)
  }

  @Test("a workspace that cannot be analysed says why, at the place of each problem")
  func broken() async throws {
    let served = try await ServedWorkbench(prepare: { workspace in
      let path = workspace + "/goals.csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing(/A1/, with: "nowhere").write(toFile: path, atomically: true, encoding: .utf8)
    })
    let cookie = try await served.open()
    let page = try await served.get("/en/index.html", cookie)
    #expect(page.status == 422 && page.text.contains("goals.csv"))
    #expect(try await served.get("/healthz", "").text == "ok\n")
  }

  @Test("a folder of workspaces shows each under its name, and a proxy may leave its prefix in")
  func several() async throws {
    let served = try await ServedWorkbench(options: { options in
      options.workspace = (options.workspace as NSString).deletingLastPathComponent
      options.prefix = "/budget"
    })
    let opened = try await served.send("GET", served.openingPath)
    let cookie = try #require(opened.cookie)
    #expect(opened.headers["set-cookie"]?.contains("Path=/budget;") == true)
    let list = try await served.get("/budget/", cookie)
    #expect(list.status == 200 && list.text.contains("href=\"minimal/"))
    #expect(try await served.get("/budget/minimal/en/index.html", cookie).status == 200)
    #expect(
      try await served.get("/budget/minimal/style.css", cookie).headers["content-type"] == "text/css; charset=utf-8")
    #expect(try await served.get("/minimal/en/index.html", cookie).status == 404)
    #expect(try await served.get("/budgetary/minimal/en/index.html", cookie).status == 404)
  }
}
