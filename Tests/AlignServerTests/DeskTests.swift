import AlignModel
import AlignReading
import AlignReports
import AlignServer
import AlignWords
import AlignmentEngine
import Foundation
import TestSupport
import Testing

/// The scenario desk and the draft.
@Suite struct DeskTests {
  private func json(_ reply: ServedWorkbench.Reply) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: reply.body) as? [String: Any])
  }

  /// The minimal workspace with a scenario.
  private func small() async throws -> ServedWorkbench {
    try await ServedWorkbench(prepare: { workspace in
      try FileManager.default.createDirectory(atPath: workspace + "/scenarios", withIntermediateDirectories: true)
      try Self.balanced.write(toFile: workspace + "/scenarios/balanced.yaml", atomically: true, encoding: .utf8)
      try "envelope: 90%\n".write(toFile: workspace + "/scenarios/austerity.yaml", atomically: true, encoding: .utf8)
    })
  }

  private static let balanced = """
    # Balanced.
    name: {fa: متوازن, en: balanced}
    envelope: 100%
    limits:
      - {axis: A2, floor: 95%}

    """

  @Test(
    "a moved slider gives the figures of align scenario for the text that is shown, and the draft is the workbook of align draft",
    arguments: ["tabriz-1402"])
  func figures(dataset: String) async throws {
    let served = dataset == "minimal" ? try await small() : try await ServedWorkbench(dataset)
    let cookie = try await served.open()
    let file = try String(contentsOfFile: served.workspace + "/scenarios/balanced.yaml", encoding: .utf8)
    let answer = try json(
      try await served.post(
        "/en/solve.json",
        [
          ("yaml", file), ("envelope", "93.5"), ("shown_envelope", "100"), ("lambda", "0.02"), ("shown_lambda", "0.01"),
          ("range", "20"), ("shown_range", "20"), ("generation", "7"),
        ], cookie))
    #expect(answer["generation"] as? Int == 7)
    let text = try #require(answer["yaml"] as? String)
    #expect(text.contains("envelope: 93.5%") && text.contains("lambda: 0.02"))
    let own = served.workspace + "/scenarios/own.yaml"
    try text.write(toFile: own, atomically: true, encoding: .utf8)
    let told = try Program.align(
      "scenario", served.workspace, own, "--lang", "en", "--format", "json", "--summary", "--quiet")
    let document = try #require(try JSONSerialization.jsonObject(with: told.output) as? [String: Any])
    let scenario = try #require((document["scenarios"] as? [[String: Any]])?.first)
    let result = try #require(answer["result"] as? String)
    #expect(scenario["alignment_index"] is Double)
    if let after = scenario["alignment_index"] as? Double { #expect(result.contains(String(format: "%.3f", after))) }
    for axis in try #require(scenario["axes"] as? [[String: Any]]) {
      guard let share = axis["funding_share_1"] as? Double else { continue }
      #expect(result.contains(String(format: "%.1f%%", share * 100)))
    }
    let reply = try await served.get("/fa/draft.xlsx?open=balanced", cookie)
    let out = served.workspace + "/../balanced.xlsx"
    let drafted = try Program.align(
      "draft", served.workspace, served.workspace + "/scenarios/balanced.yaml", "--lang", "fa", "--quiet", "--out", out)
    #expect(drafted.status == 0 && reply.status == 200)
    #expect(reply.body == FileManager.default.contents(atPath: out))
    #expect(reply.headers["content-disposition"]?.contains("balanced.xlsx") == true)
  }

  @Test("a limit is added and taken away as a row, and one that is wrong says why and changes nothing")
  func limits() async throws {
    let served = try await small()
    let cookie = try await served.open()
    let start = "envelope: 100%\n"
    let added = try json(
      try await served.post(
        "/en/solve.json",
        [
          ("yaml", start), ("action", "add"), ("form", "floor"), ("subject", "axis"), ("which", "A2 environment"),
          ("amount", "105%"),
        ],
        cookie))
    let text = try #require(added["yaml"] as? String)
    #expect(text.contains("- axis: A2") && text.contains("floor: 105%"))
    #expect((added["limits"] as? String)?.contains("value=\"remove 0\"") == true && added["added"] as? Bool == true)
    let removed = try json(try await served.post("/en/solve.json", [("yaml", text), ("action", "remove 0")], cookie))
    #expect((removed["yaml"] as? String)?.contains("limits") == false)
    let wrong = try json(
      try await served.post(
        "/en/solve.json",
        [("yaml", start), ("action", "add"), ("form", "hold"), ("subject", "goal"), ("which", "G999")], cookie))
    #expect(wrong["yaml"] as? String == start && (wrong["result"] as? String)?.contains("G999") == true)
    for action in ["remove -1", "remove 99", "remove x", "envelope -5", "envelope 99999999999999999999", "add"] {
      #expect(try await served.post("/en/solve.json", [("yaml", start), ("action", action)], cookie).status == 200)
    }
  }

  @Test("limits that cannot hold together are marked, and the nearest envelope is a button that works")
  func contradiction() async throws {
    let served = try await small()
    let cookie = try await served.open()
    let text = "limits:\n  - {where: {department: آتش‌نشانی}, on: sum, floor: 5000}\n"
    let refused = try json(try await served.post("/en/solve.json", [("yaml", text)], cookie))
    let result = try #require(refused["result"] as? String)
    #expect(
      result.contains("cannot hold together") && (refused["limits"] as? String)?.contains("class=\"clash\"") == true)
    if let button = result.firstMatch(of: /value="(envelope [0-9]+)"/) {
      let mended = try json(
        try await served.post("/en/solve.json", [("yaml", text), ("action", String(button.output.1))], cookie))
      #expect((mended["result"] as? String)?.contains("cannot hold together") == false)
    }
  }

  @Test("saved scenarios stand side by side")
  func compared() async throws {
    let served = try await small()
    let cookie = try await served.open()
    let page = try await served.get("/en/compare.html", cookie)
    #expect(page.status == 200)
    for name in ["balanced", "austerity"] { #expect(page.text.contains(name), "\(name)") }
  }

  @Test("two people change one scenario: the second is told, and loses nothing")
  func twoPeople() async throws {
    let served = try await small()
    let cookie = try await served.open()
    let page = try await served.get("/en/scenario.html?open=balanced", cookie)
    let tag = try #require(page.text.firstMatch(of: /name="tag" value="([0-9a-f]+)"/).map { String($0.output.1) })
    func save(_ envelope: String, _ tag: String) async throws -> ServedWorkbench.Reply {
      try await served.post(
        "/en/save.html",
        [("yaml", "envelope: \(envelope)\n"), ("name", "balanced"), ("tag", tag), ("save_as", "balanced")], cookie)
    }
    #expect(try await save("95%", tag).status == 200)
    let second = try await save("90%", tag)
    #expect(second.status == 412 && second.text.contains("envelope: 90%"))
    let path = served.workspace + "/scenarios/balanced.yaml"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "envelope: 95%\n")
    let other = try await served.post(
      "/en/save.html", [("yaml", "envelope: 90%\n"), ("name", "balanced"), ("tag", tag), ("save_as", "austerity")],
      cookie
    )
    #expect(other.status == 412)
    let lines = try String(contentsOfFile: served.workspace + "/.align-audit.jsonl", encoding: .utf8).split(
      separator: "\n")
    #expect(lines.count == 1 && lines[0].contains("envelope: 95%") && lines[0].contains("balanced"))
  }

  @Test("an amount that was changed in the draft is held, and the draft still adds up")
  func holds() async throws {
    let served = try await small()
    let cookie = try await served.open()
    let page = try await served.get("/en/draft.html?open=balanced", cookie)
    let row = try #require(page.text.firstMatch(of: /name="new\.([^"]+)" value="([0-9]+)"/))
    let (line, shown) = (String(row.output.1), try #require(Int64(row.output.2)))
    let text = try String(contentsOfFile: served.workspace + "/scenarios/balanced.yaml", encoding: .utf8)
    let wanted = shown - 1
    let held = try await served.post(
      "/en/draft.html", [("yaml", text), ("was.\(line)", String(shown)), ("new.\(line)", String(wanted))], cookie)
    #expect(held.status == 200 && held.text.contains("hold: \(wanted)"))
    let again = try await served.post(
      "/en/draft.html", [("yaml", text), ("was.\(line)", String(shown)), ("new.\(line)", "many")], cookie)
    #expect(again.text.contains("many") && !again.text.contains("hold:"))
  }
}
