import AlignServer
import Foundation
import Testing

/// Users, roles and sessions.
@Suite struct PeopleTests {
  private static let password = "باغ‌گلستان 1402"

  private func served(_ people: [(String, Role)]) async throws -> ServedWorkbench {
    try await ServedWorkbench(prepare: { workspace in
      var users = try Users(of: workspace)
      for (name, role) in people { try users.add(name, role: role, password: Self.password) }
    })
  }

  private func signIn(_ served: ServedWorkbench, _ name: String, _ password: String, _ cookie: String = "") async throws
    -> ServedWorkbench.Reply
  {
    try await served.post("/sign-in", [("name", name), ("password", password)], cookie)
  }

  @Test("a password opens it, a wrong one does not, and the file holds neither")
  func passwords() async throws {
    let served = try await served([("مریم", .viewer)])
    #expect(served.openingPath == "/open/none")
    let door = try await served.send("GET", "/en/index.html")
    #expect(door.status == 303 && door.headers["location"] == "../sign-in")
    #expect(try await signIn(served, "مریم", "wrong password").status == 403)
    #expect(try await signIn(served, "nobody", Self.password).status == 403)
    let opened = try await signIn(served, "مریم", Self.password)
    #expect(opened.status == 200)
    #expect(try await served.get("/fa/index.html", opened.cookie ?? "").status == 200)
    let file = try String(contentsOfFile: Users.path(of: served.workspace), encoding: .utf8)
    #expect(!file.contains("1402") || !file.contains("باغ"))
    let attributes = try FileManager.default.attributesOfItem(atPath: Users.path(of: served.workspace))
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
  }

  @Test("signing in begins a new session and ends the one before, so that none can be planted")
  func fixation() async throws {
    let served = try await served([("ali", .viewer)])
    let first = try #require(try await signIn(served, "ali", Self.password, "planted").cookie)
    #expect(first != "planted")
    #expect(try await served.get("/en/index.html", "planted").status == 303)
    let second = try #require(try await signIn(served, "ali", Self.password, first).cookie)
    #expect(try await served.get("/en/index.html", first).status == 303)
    #expect(try await served.get("/en/index.html", second).status == 200)
    #expect(try await served.post("/sign-out", [], second).status == 303)
    #expect(try await served.get("/en/index.html", second).status == 303)
  }

  @Test("who guesses has to wait, and waiting holds for the right password too")
  func bruteForce() async throws {
    let served = try await served([("ali", .admin)])
    var statuses: [Int] = []
    // Each failure doubles the wait, so that a machine on which one attempt takes long comes into it as well.
    while statuses.last != 429, statuses.count < 16 {
      statuses.append(try await signIn(served, "ali", "guess number nine").status)
    }
    #expect(statuses.count > 4 && statuses.dropLast().allSatisfy { $0 == 403 } && statuses.last == 429)
    let right = try await signIn(served, "ali", Self.password)
    #expect(right.status == 429 && right.headers["retry-after"] != nil)
  }

  @Test("a viewer reads and tries, and changes nothing")
  func viewer() async throws {
    let served = try await served([("viewer", .viewer), ("officer", .officer)])
    let cookie = try #require(try await signIn(served, "viewer", Self.password).cookie)
    let save = [("yaml", "envelope: 90%\n"), ("save_as", "mine")]
    #expect(try await served.post("/en/save.html", save, cookie).status == 403)
    #expect(try await served.post("/en/links.html", [("question", "line 1"), ("answer", "1")], cookie).status == 403)
    #expect(try await served.post("/en/solve.json", save, cookie).status == 200)
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/scenarios"))
    let officer = try #require(try await signIn(served, "officer", Self.password).cookie)
    #expect(try await served.post("/en/save.html", save, officer).status == 200)
    let history = try await served.get("/en/history.html", officer)
    #expect(history.text.contains("officer (budget officer)") && history.text.contains("mine.yaml"))
  }

  @Test("who is taken out, or gets another role, is out at once")
  func removed() async throws {
    let served = try await served([("ali", .admin), ("sara", .admin)])
    let cookie = try #require(try await signIn(served, "ali", Self.password).cookie)
    #expect(try await served.get("/en/index.html", cookie).status == 200)
    var users = try Users(of: served.workspace)
    #expect(try users.remove("ali"))
    #expect(try await served.get("/en/index.html", cookie).status == 303)
  }

  @Test("names that could be a path, and short passwords, are refused")
  func refusals() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var users = try Users(of: folder)
    for name in ["", "a/b", "a b", "<b>", String(repeating: "a", count: 61)] {
      #expect(throws: Users.Refusal.name) { try users.add(name, role: .viewer, password: Self.password) }
    }
    #expect(throws: Users.Refusal.passwordTooShort(least: 10)) {
      try users.add("ali", role: .viewer, password: "short")
    }
    try "{".write(toFile: Users.path(of: folder), atomically: true, encoding: .utf8)
    #expect(throws: (any Error).self) { try Users(of: folder) }
  }
}
