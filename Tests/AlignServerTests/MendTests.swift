import AlignReading
import AlignServer
import Foundation
import TestSupport
import Testing

/// Cells that are changed in place, and flags that are accepted.
@Suite struct MendTests {
  private func fields(_ html: String) -> [(String, String)] {
    html.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)">/).map {
      (String($0.output.1), String($0.output.2))
    }
  }

  @Test("a cell is changed where its problem stands, every other byte stays, and the workspace opens")
  func cell() async throws {
    let served = try await ServedWorkbench(prepare: { workspace in
      let path = workspace + "/budget.csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let first = try #require(text.firstRange(of: ",800,"))
      try text.replacingCharacters(in: first, with: ",\"8oo\",").write(toFile: path, atomically: true, encoding: .utf8)
    })
    let cookie = try await served.open()
    let page = try await served.get("/en/check.html", cookie)
    let asked = fields(page.text)
    #expect(asked.first { $0.0 == "old" }?.1 == "8oo" && asked.first { $0.0 == "column" }?.1 == "approved")
    let path = served.workspace + "/budget.csv"
    let before = try String(contentsOfFile: path, encoding: .utf8)
    let stale = try await served.post(
      "/en/check.html", asked.map { $0.0 == "old" ? ("old", "7oo") : $0 } + [("new", "800")], cookie)
    #expect(stale.status == 412)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
    let reply = try await served.post("/en/check.html", asked + [("new", "800")], cookie)
    #expect(reply.status == 200 && reply.text.contains("class=\"done\""))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == before.replacing("\"8oo\"", with: "800"))
    #expect(try await served.get("/en/index.html", cookie).status == 200)
    #expect(try String(contentsOfFile: served.workspace + "/.align-audit.jsonl", encoding: .utf8).contains("\"8oo\""))
  }

  @Test("no other file can be named, and no cell that is not there")
  func elsewhere() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    for (file, row, column) in [
      ("align.yaml", "2", "name"), ("../minimal/goals.csv", "2", "name"), ("/etc/passwd", "1", "name"),
      ("goals.csv", "0", "name"), ("goals.csv", "-3", "name"), ("goals.csv", "99999999999", "name"),
      ("goals.csv", "2", "nothing"),
    ] {
      let reply = try await served.post(
        "/en/check.html",
        [("table", "goals"), ("file", file), ("row", row), ("column", column), ("old", ""), ("new", "x")], cookie)
      #expect([400, 404, 412].contains(reply.status), "\(file) \(row) \(column)")
    }
  }

  @Test("whatever is typed into a cell reads back as that cell, and all others as before")
  func drawn() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.copyItem(atPath: ServedWorkbench.datasets + "/minimal", toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let workspace = WorkspaceReader(folder: folder).reading().workspace
    let table = try #require(EditableTable("goals", file: "goals.csv", of: workspace, in: folder))
    var drawn = DrawnNumbers(19)
    let signs = Array("ab، ,;\"'\n\r\t<>=+-@|\\۱۲ی\u{200C}é😀")
    for _ in 0..<300 {
      let text = String((0..<drawn.whole(0...12)).map { _ in signs[drawn.integer(below: signs.count)] })
      let row = drawn.whole(2...4)
      guard let bytes = table.replacing(row: row, column: "name", with: text) else { continue }
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/goals.csv"))
      let again = try #require(EditableTable("goals", file: "goals.csv", of: workspace, in: folder))
      for other in 1...4 {
        for column in ["id", "axis", "name", "name_en", "weight"] where (other, column) != (row, "name") {
          #expect(again.text(row: other, column: column) == table.text(row: other, column: column))
        }
      }
    }
  }

  @Test("a flag is accepted with a reason and a name, and counts as accepted from then on")
  func accepted() async throws {
    let served = try await ServedWorkbench("tabriz-1402")
    let cookie = try await served.open()
    let page = try await served.get("/en/flag/AL101.html", cookie)
    let address = try #require(page.text.firstMatch(of: /href="\.\.\/(accept\.html\?code=AL101[^"]*)"/)).output.1
      .replacing("&amp;", with: "&")
    let asked = fields(try await served.get("/en/" + address, cookie).text)
    #expect(try await served.post("/en/accept.html", asked + [("reason", " ")], cookie).status == 400)
    #expect(
      try await served.post("/en/accept.html", asked + [("reason", "law"), ("until", "someday")], cookie).status == 400)
    let reply = try await served.post(
      "/en/accept.html", asked + [("reason", "required by law"), ("by", "مریم")], cookie)
    #expect(reply.status == 200)
    #expect(try await served.get("/en/flag/AL101.html", cookie).text.contains("required by law"))
    let text = try String(contentsOfFile: served.workspace + "/accepted.csv", encoding: .utf8)
    #expect(text.hasSuffix("required by law,مریم,\n"))
    #expect(try await served.get("/en/accept.html?code=AL999&subject=x", cookie).status == 404)
  }
}
