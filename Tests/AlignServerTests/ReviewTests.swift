import AlignReading
import AlignServer
import Foundation
import TestSupport
import Testing

/// The quarterly review: entry by owners, and the lock.
@Suite struct ReviewTests {
  private static let password = "باغ‌گلستان 1402"

  private func served(
    _ dataset: String = "minimal", prepare: @escaping (String) throws -> Void = { _ in }
  ) async throws -> ServedWorkbench {
    try await ServedWorkbench(
      dataset,
      prepare: { workspace in
        var users = try Users(of: workspace)
        try users.add("fire", role: .owner, owner: "آتش نشانی", password: Self.password)
        try users.add("viewer", role: .viewer, password: Self.password)
        try users.add("planner", role: .planner, password: Self.password)
        try users.add("approver", role: .approver, password: Self.password)
        try prepare(workspace)
      })
  }

  private static let form = "/en/measure.html"
  private static let third =
    "/en/measure.html?period=1402Q3&owner=%D8%A2%D8%AA%D8%B4%E2%80%8C%D9%86%D8%B4%D8%A7%D9%86%DB%8C"

  /// The form of a page with other values.
  private func filled(_ page: ServedWorkbench.Reply, _ values: [String: String]) -> [(String, String)] {
    ServedWorkbench.hidden(page.text) + values.map { ($0.key, $0.value) }
  }

  @Test(
    "an owner enters a quarter: new rows stand at the end, a provisional value gives way, all else stays byte for byte")
  func entered() async throws {
    let served = try await served()
    let cookie = try await served.signIn("fire", Self.password)
    let before = try served.text("measurements.csv")
    let page = try await served.get(Self.third, cookie)
    #expect(page.status == 200 && page.text.contains("name=\"value.I1@1402Q3\""))
    #expect(page.text.contains("8 (quarter 2 of 1402)"))
    let reply = try await served.post(
      Self.form, filled(page, ["value.I1@1402Q3": "۷٫۵", "status.I1@1402Q3": "provisional"]), cookie)
    #expect(reply.status == 200 && reply.text.contains("class=\"done\""))
    #expect(try served.text("measurements.csv") == before + "I1,1402Q3,7.5,provisional\n")
    // The field comes back with what stands there now, and is changed where it stands.
    let changed = try await served.post(
      Self.form, filled(reply, ["value.I1@1402Q3": "7", "status.I1@1402Q3": "final"]), cookie)
    #expect(changed.status == 200)
    #expect(try served.text("measurements.csv") == before + "I1,1402Q3,7,final\n")
    let told = try Program.align("check", served.workspace, "--quiet")
    #expect(told.status == 0)
    let trail = try served.text(".align-audit.jsonl").split(separator: "\n")
    #expect(trail.count == 2 && trail[0].contains("I1@1402Q3 = 7.5") && trail[0].contains("\"owner\""))
  }

  @Test("an owner whom the table of indicators does not name is told so")
  func unknownOwner() async throws {
    let served = try await served { workspace in
      var users = try Users(of: workspace)
      try users.add("lost", role: .owner, owner: "اداره گمشده", password: Self.password)
    }
    let lost = try await served.get("/en/review.html", try await served.signIn("lost", Self.password))
    #expect(lost.status == 200 && lost.text.contains("اداره گمشده") && lost.text.contains("class=\"refused\""))
    let fire = try await served.get("/en/review.html", try await served.signIn("fire", Self.password))
    #expect(fire.status == 200 && !fire.text.contains("class=\"refused\""))
  }

  @Test("nobody enters for another owner, and a viewer enters nothing")
  func others() async throws {
    let served = try await served()
    let owner = try await served.signIn("fire", Self.password)
    let viewer = try await served.signIn("viewer", Self.password)
    let values = [("period", "1402Q3"), ("value.I3@1402Q3", "0.5"), ("was.I3@1402Q3", "")]
    #expect(try await served.post(Self.form, values + [("owner", "عمران")], owner).status == 403)
    #expect(try await served.post(Self.form, values + [("owner", "آتش‌نشانی")], viewer).status == 403)
    #expect(try await served.get("/en/review.html", viewer).status == 200)
    // An indicator of another owner in a form of one's own is not taken.
    #expect(try await served.post(Self.form, values + [("owner", "آتش‌نشانی")], owner).status == 400)
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/.align-audit.jsonl"))
    let planner = try await served.signIn("planner", Self.password)
    #expect(try await served.post(Self.form, values + [("owner", "عمران")], planner).status == 200)
  }

  @Test(
    "what is no number, and what somebody else changed meanwhile, is refused whole, and the fields keep what was typed")
  func refused() async throws {
    let served = try await served()
    let cookie = try await served.signIn("planner", Self.password)
    let before = try served.text("measurements.csv")
    let page = try await served.get(
      "/en/measure.html?period=1402Q2&owner=%D8%A2%D8%AA%D8%B4%E2%80%8C%D9%86%D8%B4%D8%A7%D9%86%DB%8C", cookie)
    for wrong in ["many", "1,234", "5%", "1e99999", "nan"] {
      let reply = try await served.post(
        Self.form, filled(page, ["value.I1@1402Q2": "6", "value.I2@1402Q2": wrong]), cookie)
      #expect(reply.status == 400 && reply.text.contains("value=\"6\""), "\(wrong)")
    }
    #expect(try served.text("measurements.csv") == before)
    try before.replacing("I1,1402Q2,8", with: "I1,1402Q2,9").write(
      toFile: served.workspace + "/measurements.csv", atomically: true, encoding: .utf8)
    let stale = try await served.post(
      Self.form, filled(page, ["value.I1@1402Q2": "6", "value.I2@1402Q2": "1"]), cookie)
    #expect(stale.status == 412 && stale.text.contains("value=\"6\"") && stale.text.contains("9"))
    #expect(try served.text("measurements.csv").contains("I1,1402Q2,9"))
    // Emptied fields take nothing away.
    let fresh = try await served.get(
      "/en/measure.html?period=1402Q2&owner=%D8%A2%D8%AA%D8%B4%E2%80%8C%D9%86%D8%B4%D8%A7%D9%86%DB%8C", cookie)
    #expect(
      try await served.post(Self.form, filled(fresh, ["value.I1@1402Q2": "", "value.I2@1402Q2": "1"]), cookie).status
        == 400)
  }

  @Test("a locked quarter is recorded as align review records it, and its measurements are changed by no way")
  func locked() async throws {
    let served = try await served()
    let approver = try await served.signIn("approver", Self.password)
    let planner = try await served.signIn("planner", Self.password)
    #expect(try await served.post("/en/close.html", [("period", "1402Q2")], planner).status == 403)
    let done = try await served.post("/en/close.html", [("period", "1402Q2"), ("note", "minutes 7")], approver)
    #expect(done.status == 200 && done.text.contains("minutes 7"))
    let runs = try Program.align("history", served.workspace, "--format", "json", "--quiet")
    #expect(runs.status == 0 && String(decoding: runs.output, as: UTF8.self).contains("1402Q2"))
    #expect(try await served.post("/en/close.html", [("period", "1402Q2")], approver).status == 409)

    let before = try served.text("measurements.csv")
    let form = [
      ("period", "1402Q2"), ("owner", "آتش‌نشانی"), ("value.I1@1402Q2", "3"), ("was.I1@1402Q2", "8"),
      ("status.I1@1402Q2", "final"),
    ]
    let entered = try await served.post(Self.form, form, planner)
    #expect(entered.status == 409 && entered.text.contains("approver"))
    let cell = [
      ("table", "measurements"), ("file", "measurements.csv"), ("row", "2"), ("column", "value"), ("old", "8"),
      ("new", "3"),
    ]
    let mended = try await served.post("/en/check.html", cell, planner)
    #expect(mended.status == 412 && mended.text.contains("locked by approver"))
    let sent = try await served.upload(
      "/en/upload.html",
      [("measurements.csv", Data(before.replacing("I1,1402Q2,8", with: "I1,1402Q2,3").utf8))], [], approver)
    #expect(sent.status == 409 && sent.text.contains("locked by approver"))
    #expect(try served.text("measurements.csv") == before)

    // The next quarter is open all the same.
    let next = [
      ("period", "1402Q3"), ("owner", "آتش‌نشانی"), ("value.I1@1402Q3", "7"), ("was.I1@1402Q3", ""),
      ("status.I1@1402Q3", "final"),
    ]
    #expect(try await served.post(Self.form, next, planner).status == 200)
    #expect(try await served.post("/en/reopen.html", [("period", "1402Q2")], approver).status == 409)
    #expect(
      try await served.post("/en/reopen.html", [("period", "1402Q2"), ("note", "a slip")], approver).status == 200)
    #expect(try await served.post(Self.form, form, planner).status == 200)
    #expect(try served.text("measurements.csv").contains("I1,1402Q2,3,final"))
  }

  @Test("percents that the reader settles stand on the page as the table writes them, and are entered on that scale")
  func percents() async throws {
    let served = try await served(prepare: { workspace in
      let path = workspace + "/measurements.csv"
      let indicators = try String(contentsOfFile: workspace + "/indicators.csv", encoding: .utf8)
      try (indicators + "I9,G3,پوشش,coverage,%,level,up,10,1400,عمران,quarterly\n").write(
        toFile: workspace + "/indicators.csv", atomically: true, encoding: .utf8)
      try (String(contentsOfFile: path, encoding: .utf8) + "I9,1402Q1,21%,final\nI9,1402Q2,22%,final\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    })
    let cookie = try await served.signIn("planner", Self.password)
    let before = try served.text("measurements.csv")
    let page = try await served.get("/en/measure.html?period=1402Q3&owner=%D8%B9%D9%85%D8%B1%D8%A7%D9%86", cookie)
    #expect(page.text.contains("22% (quarter 2 of 1402)"))
    let reply = try await served.post(Self.form, filled(page, ["value.I9@1402Q3": "23"]), cookie)
    #expect(reply.status == 200)
    #expect(try served.text("measurements.csv") == before + "I9,1402Q3,23,final\n")
    let now = try await served.get("/en/indicator/I9.html", cookie)
    #expect(now.text.contains("23"))
  }

  @Test("the file of locks cannot be read: nothing is entered")
  func brokenLocks() async throws {
    let served = try await served(prepare: { workspace in
      try "{".write(toFile: workspace + "/.align-periods.json", atomically: true, encoding: .utf8)
    })
    let cookie = try await served.signIn("planner", Self.password)
    let form = [
      ("period", "1402Q3"), ("owner", "آتش‌نشانی"), ("value.I1@1402Q3", "7"), ("was.I1@1402Q3", ""),
    ]
    #expect(try await served.post(Self.form, form, cookie).status == 409)
  }

  @Test("missing measurements stand by owner, and what changed since the recorded review is that of align history")
  func reviewed() async throws {
    let served = try await served("tabriz-1402")
    let recorded = try Program.align("review", served.workspace, "--record", "--period", "1402Q1", "--quiet")
    #expect(recorded.status == 0)
    let cookie = try await served.signIn("viewer", Self.password)
    let page = try await served.get("/en/review.html?period=1402Q2", cookie)
    let told = try Program.align("history", served.workspace, "--format", "json", "--quiet")
    #expect(page.status == 200 && told.status == 0)
    let table = try Program.align(
      "review", served.workspace, "--by", "statistics", "--format", "csv", "--lang", "en", "--quiet")
    let missing = String(decoding: table.output, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
    let ids = missing.compactMap { $0.firstMatch(of: /\bI[0-9]{3}\b/).map { String($0.output) } }
    #expect(ids.count > 3)
    for id in ids.prefix(40) { #expect(page.text.contains(id), "\(id)") }
    #expect(page.text.contains("id=\"changes\""))
    for path in [
      "/en/review.html?period=1402", "/en/review.html?period=x", "/en/measure.html?period=1402Q2&owner=nobody",
    ] {
      #expect(try await served.get(path, cookie).status == 404)
    }
  }

  @Test("the role owner needs the name of an owner, and no other role takes one")
  func owners() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var users = try Users(of: folder)
    #expect(throws: Users.Refusal.owner) { try users.add("a", role: .owner, password: Self.password) }
    #expect(throws: Users.Refusal.owner) { try users.add("a", role: .planner, owner: "x", password: Self.password) }
  }

  @Test("numbers are read in any digits and only where they can be read in one way")
  func numbers() {
    for (text, plain) in [
      ("۷٫۵", "7.5"), ("-3", "-3"), ("0.050", "0.050"), ("1234567.25", "1234567.25"), ("٠", "0"), ("1 200", "1200"),
      ("2.125", "2.125"),
    ] { #expect(TypedNumber(text)?.plain == plain, "\(text)") }
    for text in ["", "x", "1,234", "5%", "1e5", "1.2.3", "--1"] { #expect(TypedNumber(text) == nil, "\(text)") }
  }
}
