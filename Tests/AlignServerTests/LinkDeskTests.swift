import AlignServer
import Foundation
import TestSupport
import Testing

/// The link desk.
@Suite struct LinkDeskTests {
  /// The minimal workspace without its links and rules, so that there is something to decide.
  private func served() async throws -> ServedWorkbench {
    try await ServedWorkbench(prepare: { workspace in
      let path = workspace + "/links.csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let heading = text.split(separator: "\n").prefix(2).joined(separator: "\n")
      try (heading + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      try? FileManager.default.removeItem(atPath: workspace + "/rules.csv")
    })
  }

  private func fields(_ html: String) -> [(String, String)] {
    html.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)">/).map {
      (String($0.output.1), String($0.output.2).replacing("&quot;", with: "\"").replacing("&amp;", with: "&"))
    }
  }

  @Test("a decision is written with name and date as align link accept writes it, and the next question follows")
  func decided() async throws {
    let served = try await served()
    let cookie = try await served.open()
    let page = try await served.ready("/en/links.html", cookie)
    let asked = fields(page.text)
    let question = try #require(asked.first { $0.0 == "question" }?.1)
    let before = try String(contentsOfFile: served.workspace + "/links.csv", encoding: .utf8)
    let reply = try await served.post("/en/links.html", asked + [("answer", "none"), ("by", "مریم")], cookie)
    #expect(reply.status == 200 && reply.text.contains("class=\"done\""))
    let tables = try ["links.csv", "rules.csv"].map {
      (try? String(contentsOfFile: served.workspace + "/" + $0, encoding: .utf8)) ?? ""
    }
    #expect(tables.contains { $0.contains("مریم") } && tables[0].hasPrefix(before.prefix(40)))
    #expect(fields(reply.text).first { $0.0 == "question" }?.1 != question)
    // Sent twice, as by a second tab.
    let twice = try await served.post("/en/links.html", asked + [("answer", "none")], cookie)
    #expect(twice.status == 409)
    #expect(try Program.align("check", served.workspace, "--quiet").status == 0)
  }

  @Test("skipping writes nothing and shows another question")
  func skipped() async throws {
    let served = try await served()
    let cookie = try await served.open()
    let asked = fields(try await served.ready("/en/links.html", cookie).text)
    let before = try String(contentsOfFile: served.workspace + "/links.csv", encoding: .utf8)
    let reply = try await served.post("/en/links.html", asked + [("answer", "skip")], cookie)
    #expect(reply.status == 200)
    #expect(fields(reply.text).first { $0.0 == "question" }?.1 != asked.first { $0.0 == "question" }?.1)
    #expect(try String(contentsOfFile: served.workspace + "/links.csv", encoding: .utf8) == before)
  }

  @Test("while the questions of the new tables are learnt, those that were there before go on without what was decided")
  func goesOn() async throws {
    let served = try await served()
    let cookie = try await served.open()
    var page = try await served.ready("/en/links.html", cookie)
    var asked: [String] = []
    while let question = fields(page.text).first(where: { $0.0 == "question" })?.1 {
      #expect(!asked.contains(question))
      asked.append(question)
      page = try await served.post("/en/links.html", fields(page.text) + [("answer", "none")], cookie)
      #expect(page.status == 200 && page.headers["refresh"] == nil)
    }
    #expect(asked.count >= 2)
    #expect(try served.text("links.csv").split(separator: "\n").count >= 2)
    #expect(try Program.align("check", served.workspace, "--quiet").status == 0)
  }
}
