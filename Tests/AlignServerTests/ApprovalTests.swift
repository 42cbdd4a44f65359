import AlignServer
import Foundation
import TestSupport
import Testing

/// Drafts that somebody answers for.
@Suite struct ApprovalTests {
  private static let password = "باغ‌گلستان 1402"

  private func served() async throws -> ServedWorkbench {
    try await ServedWorkbench(prepare: { workspace in
      try FileManager.default.createDirectory(atPath: workspace + "/scenarios", withIntermediateDirectories: true)
      try "envelope: 95%\n".write(toFile: workspace + "/scenarios/balanced.yaml", atomically: true, encoding: .utf8)
      try "limits:\n  - {where: {department: آتش‌نشانی}, on: sum, floor: 5000}\n".write(
        toFile: workspace + "/scenarios/impossible.yaml", atomically: true, encoding: .utf8)
      var users = try Users(of: workspace)
      for (name, role) in [("officer", Role.officer), ("approver", .approver)] {
        try users.add(name, role: role, password: Self.password)
      }
    })
  }

  private func certificate(_ served: ServedWorkbench) throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: served.workspace + "/approved/balanced/certificate.json"))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test(
    "an approved draft is the workbook of align draft, with who, when and a proof; its scenario is locked until withdrawn"
  )
  func approved() async throws {
    let served = try await served()
    let officer = try await served.signIn("officer", Self.password)
    let approver = try await served.signIn("approver", Self.password)
    let page = try await served.get("/en/approve.html?open=balanced", approver)
    let asked = ServedWorkbench.hidden(page.text).filter { ["open", "tag"].contains($0.0) }
    #expect(page.status == 200 && asked.count == 2)
    // The page of an officer has no button, and what is sent all the same is refused.
    #expect(!(try await served.get("/en/approve.html?open=balanced", officer)).text.contains("name=\"tag\""))
    #expect(try await served.post("/en/approve.html", asked, officer).status == 403)
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/approved"))
    let done = try await served.post("/en/approve.html", asked + [("note", "decision 12")], approver)
    #expect(done.status == 200 && done.text.contains("class=\"done\""))

    let certificate = try certificate(served)
    #expect(certificate["by"] as? String == "approver" && certificate["note"] as? String == "decision 12")
    #expect(certificate["gap"] as? Double ?? 1 < 0.01 && certificate["lines"] as? Int ?? 0 >= 10)
    #expect((certificate["tables"] as? [String: String])?["budget.csv"]?.count == 64)
    let out = served.workspace + "/../approved.xlsx"
    let drafted = try Program.align(
      "draft", served.workspace, served.workspace + "/scenarios/balanced.yaml", "--lang", "en", "--quiet", "--out", out)
    let kept = FileManager.default.contents(atPath: served.workspace + "/approved/balanced/draft.xlsx")
    #expect(drafted.status == 0 && kept != nil && kept == FileManager.default.contents(atPath: out))
    #expect(try await served.get("/en/approved.xlsx?open=balanced", officer).body == kept)

    // Locked: another text is not saved under the name, the same may go on under another.
    let draft = try await served.get("/en/draft.html?open=balanced", officer)
    #expect(draft.text.contains("Approved by approver"))
    let tag = try #require(ServedWorkbench.hidden(draft.text).first { $0.0 == "tag" }?.1)
    let save = [("yaml", "envelope: 90%\n"), ("name", "balanced"), ("tag", tag)]
    let refused = try await served.post("/en/save.html", save + [("save_as", "balanced")], officer)
    #expect(refused.status == 409 && refused.text.contains("approver"))
    #expect(try served.text("scenarios/balanced.yaml") == "envelope: 95%\n")
    #expect(try await served.post("/en/save.html", save + [("save_as", "other")], officer).status == 200)
    #expect(try await served.post("/en/approve.html", asked, approver).status == 412)
    let changed = try await served.post("/en/draft.html", save, officer)
    #expect(changed.text.contains("are not those that approver approved"))

    // Withdrawn with a reason alone, and by an approver alone.
    let at = try #require(certificate["at"] as? String)
    let taking = [("open", "balanced"), ("at", at)]
    #expect(try await served.post("/en/withdraw.html", taking + [("reason", "law")], officer).status == 403)
    #expect(try await served.post("/en/withdraw.html", taking, approver).status == 400)
    #expect(try await served.post("/en/withdraw.html", taking + [("reason", "new law")], approver).status == 200)
    #expect(try await served.post("/en/save.html", save + [("save_as", "balanced")], officer).status == 200)
    let trail = try served.text(".align-audit.jsonl").split(separator: "\n")
    #expect(trail.map { $0.contains("\"approve\"") || $0.contains("\"withdraw\"") }.count { $0 } == 2)
  }

  @Test("a draft that no limits allow, or whose tables changed since the page was made, is not approved")
  func refused() async throws {
    let served = try await served()
    let approver = try await served.signIn("approver", Self.password)
    let impossible = try await served.get("/en/approve.html?open=impossible", approver)
    #expect(impossible.text.contains("class=\"refused\"") && !impossible.text.contains("name=\"tag\""))
    #expect(
      try await served.post("/en/approve.html", [("open", "impossible"), ("tag", "x")], approver).status == 422)
    let asked = ServedWorkbench.hidden(try await served.get("/en/approve.html?open=balanced", approver).text).filter {
      ["open", "tag"].contains($0.0)
    }
    try "envelope: 90%\n".write(
      toFile: served.workspace + "/scenarios/balanced.yaml", atomically: true, encoding: .utf8)
    #expect(try await served.post("/en/approve.html", asked, approver).status == 412)
    for name in ["../minimal", "nothing", ""] {
      #expect(try await served.post("/en/approve.html", [("open", name), ("tag", "x")], approver).status == 404)
    }
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/approved"))
  }

  @Test("what changed since an approval is said: the limits, the tables, the kept files")
  func changedSince() async throws {
    let served = try await served()
    let approver = try await served.signIn("approver", Self.password)
    let asked = ServedWorkbench.hidden(try await served.get("/en/approve.html?open=balanced", approver).text).filter {
      ["open", "tag"].contains($0.0)
    }
    #expect(try await served.post("/en/approve.html", asked, approver).status == 200)
    let path = served.workspace + "/budget.csv"
    try served.text("budget.csv").replacing(",600,", with: ",601,").write(
      toFile: path, atomically: true, encoding: .utf8)
    try Data("PK".utf8).write(to: URL(fileURLWithPath: served.workspace + "/approved/balanced/draft.xlsx"))
    let page = try await served.get("/en/approve.html?open=balanced", approver)
    #expect(
      page.text.contains("budget.csv") && page.text.contains("approved/balanced/draft.xlsx is not what was approved"))
    #expect(try await served.get("/en/approved.xlsx?open=balanced", approver).status == 404)
  }

  @Test("who changes a scenario that an approved one extends changes what was approved, and that is said")
  func extended() async throws {
    let served = try await served()
    let approver = try await served.signIn("approver", Self.password)
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: served.workspace + "/scenarios/" + name, atomically: true, encoding: .utf8)
    }
    try write("extends: balanced.yaml\nlambda: 0.02\n", "child.yaml")
    func asked() async throws -> [(String, String)] {
      ServedWorkbench.hidden(try await served.get("/en/approve.html?open=child", approver).text).filter {
        ["open", "tag"].contains($0.0)
      }
    }
    #expect(try await served.post("/en/approve.html", try await asked(), approver).status == 200)
    let page = try await served.get("/en/approve.html?open=child", approver)
    #expect(page.text.contains("limits and tables") == false && !page.text.contains("scenarios/balanced.yaml"))
    #expect(try await served.get("/en/approved.html", approver).text.contains("limits and tables unchanged"))
    try write("envelope: 90%\n", "balanced.yaml")
    #expect(try await served.get("/en/approve.html?open=child", approver).text.contains("scenarios/balanced.yaml"))
    #expect(try await served.get("/en/approved.html", approver).text.contains("something has changed since"))
  }

  @Test("a changed amount in the draft can be taken back, as often as it was changed")
  func undone() async throws {
    let served = try await served()
    let cookie = try await served.signIn("officer", Self.password)
    var page = try await served.get("/en/draft.html?open=balanced", cookie)
    let start = page.text.firstMatch(of: /<textarea name="yaml"[^>]*>\n([^<]*)/).map { String($0.output.1) }
    for (line, step) in [("B01", 1), ("B02", 2)] {
      let amount = try #require(
        page.text.firstMatch(of: try Regex("name=\"new\\.\(line)\" value=\"([0-9]+)\""))?[1].substring)
      let own = ServedWorkbench.hidden(page.text) + [("yaml", yaml(page))]
      page = try await served.post(
        "/en/draft.html",
        own + [("new.\(line)", String((Int(amount) ?? 0) - step))], cookie)
      #expect(page.text.contains("hold: "))
    }
    #expect(yaml(page).contains("B01") && yaml(page).contains("B02"))
    page = try await served.post(
      "/en/draft.html", ServedWorkbench.hidden(page.text) + [("yaml", yaml(page)), ("go", "undo")], cookie)
    #expect(yaml(page).contains("B01") && !yaml(page).contains("B02"))
    page = try await served.post(
      "/en/draft.html", ServedWorkbench.hidden(page.text) + [("yaml", yaml(page)), ("go", "undo")], cookie)
    #expect(yaml(page) == start && !page.text.contains("value=\"undo\""))
  }

  private func yaml(_ page: ServedWorkbench.Reply) -> String {
    page.text.firstMatch(of: /<textarea name="yaml"[^>]*>\n([^<]*)/).map {
      String($0.output.1).replacing("&quot;", with: "\"").replacing("&amp;", with: "&").replacing("&#39;", with: "'")
    } ?? ""
  }
}
