import Foundation
import TestSupport
import Testing

@testable import AlignServer

/// Earlier states: looked at, and restored.
@Suite struct HistoryTests {
  private func served() async throws -> (ServedWorkbench, String) {
    let served = try await ServedWorkbench(prepare: { workspace in
      try FileManager.default.createDirectory(atPath: workspace + "/scenarios", withIntermediateDirectories: true)
      try "envelope: 95%\n".write(toFile: workspace + "/scenarios/balanced.yaml", atomically: true, encoding: .utf8)
    })
    return (served, try await served.open())
  }

  private func save(_ served: ServedWorkbench, _ text: String, _ cookie: String) async throws {
    let page = try await served.get("/en/scenario.html?open=balanced", cookie)
    let tag = try #require(ServedWorkbench.hidden(page.text).first { $0.0 == "tag" }?.1)
    let reply = try await served.post(
      "/en/save.html", [("yaml", text), ("name", "balanced"), ("tag", tag), ("save_as", "balanced")], cookie)
    #expect(reply.status == 200)
  }

  /// The forms of a page of a state, by which side they restore.
  private func forms(_ page: String) -> [String: [(String, String)]] {
    page.components(separatedBy: "<form ").dropFirst().reduce(into: [:]) { forms, part in
      let own = ServedWorkbench.hidden(part.components(separatedBy: "</form>")[0])
      if let side = own.first(where: { $0.0 == "side" })?.1 { forms[side] = own }
    }
  }

  @Test("any earlier state is looked at line by line and restored, which is a change of its own that can be taken back")
  func restored() async throws {
    let (served, cookie) = try await served()
    try await save(served, "envelope: 90%\n", cookie)
    try await save(served, "envelope: 85%\n", cookie)
    let page = try await served.get("/en/state.html?entry=1", cookie)
    #expect(page.text.contains("<del>envelope: 95%</del>") && page.text.contains("<ins>envelope: 90%</ins>"))
    #expect(try await served.get("/en/state.bin?entry=1&side=before", cookie).text == "envelope: 95%\n")
    let form = try #require(forms(page.text)["before"])
    let done = try await served.post("/en/restore.html", form, cookie)
    #expect(try done.status == 200 && served.text("scenarios/balanced.yaml") == "envelope: 95%\n")
    // The page was made for another state of the file.
    #expect(try await served.post("/en/restore.html", form, cookie).status == 412)
    let back = try await served.get("/en/state.html?entry=3", cookie)
    let undo = try #require(forms(back.text)["before"])
    #expect(try await served.post("/en/restore.html", undo, cookie).status == 200)
    #expect(try served.text("scenarios/balanced.yaml") == "envelope: 85%\n")
    #expect(try served.text(".align-audit.jsonl").split(separator: "\n").count == 4)
  }

  @Test(
    "a file that a change made is taken away again, and a state under which the workspace cannot be read is refused")
  func taken() async throws {
    let (served, cookie) = try await served()
    let reply = try await served.post("/en/save.html", [("yaml", "envelope: 90%\n"), ("save_as", "own")], cookie)
    #expect(reply.status == 200)
    let form = try #require(forms(try await served.get("/en/state.html?entry=1", cookie).text)["before"])
    #expect(try await served.post("/en/restore.html", form, cookie).status == 200)
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/scenarios/own.yaml"))
    // A table that was broken, mended by hand on the page, is not broken again.
    let path = served.workspace + "/budget.csv"
    try served.text("budget.csv").replacing(",800,", with: ",8oo,").write(
      toFile: path, atomically: true, encoding: .utf8)
    let cell = ServedWorkbench.hidden(try await served.get("/en/check.html", cookie).text)
    #expect(try await served.post("/en/check.html", cell + [("new", "800")], cookie).status == 200)
    let broken = try #require(forms(try await served.get("/en/state.html?entry=3", cookie).text)["before"])
    #expect(try await served.post("/en/restore.html", broken, cookie).status == 412)
    #expect(try served.text("budget.csv").contains(",800,"))
  }

  @Test("no path leads out, no number that is none is answered, and a kept state that was tampered with is not given")
  func elsewhere() async throws {
    let (served, cookie) = try await served()
    try await save(served, "envelope: 90%\n", cookie)
    for query in ["entry=0", "entry=-1", "entry=99", "entry=x", "entry=1&file=7", "entry=1&file=-1", ""] {
      #expect(try await served.get("/en/state.html?\(query)", cookie).status == 404, "\(query)")
    }
    let folder = served.workspace + "/.align-kept"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try Data(try #require(Gzip.compressed(Array("stolen".utf8)))).write(
        to: URL(fileURLWithPath: folder + "/" + name))
    }
    #expect(try await served.get("/en/state.bin?entry=1&side=before", cookie).status == 404)
  }

  @Test("bytes that are compressed come back as they were, and no more than may be")
  func packed() throws {
    var drawn = DrawnNumbers(7)
    for size in [0, 1, 17, 65_536, 200_001] {
      let bytes = (0..<size).map { _ in UInt8(drawn.integer(below: 7)) }
      let packed = try #require(Gzip.compressed(bytes))
      #expect(Gzip.plain(packed, most: size) == bytes)
      if size > 1 {
        #expect(Gzip.plain(packed, most: size - 1) == nil)
        #expect(Gzip.plain(Array(packed.dropLast(9)), most: size) == nil)
      }
    }
    #expect(Gzip.plain(Array("no gzip".utf8), most: 100) == nil)
  }

  @Test("the lines that went and came make the new text out of the old one")
  func differences() {
    var drawn = DrawnNumbers(11)
    for _ in 0..<300 {
      func text() -> [String] { (0..<drawn.whole(0...12)).map { _ in "line \(drawn.integer(below: 5))" } }
      let (old, new) = (text(), text())
      let difference = LineDifference(
        from: old.joined(separator: "\n"), to: new.joined(separator: "\n"), context: 100)
      var (before, after): ([String], [String]) = ([], [])
      for line in difference.lines {
        switch line {
        case .kept(let text):
          before.append(text)
          after.append(text)
        case .removed(let text): before.append(text)
        case .added(let text): after.append(text)
        case .skipped(let count):
          // Nothing changed at all.
          #expect(old == new && count == old.count)
          (before, after) = (old, new)
        }
      }
      #expect(before == old && after == new)
    }
  }

  @Test("a change that a killed server left half done is taken back, one that the trail tells of is not")
  func killed() async throws {
    let (served, cookie) = try await served()
    try await save(served, "envelope: 90%\n", cookie)
    func workspace() -> ServedWorkspace {
      ServedWorkspace(served.workspace, slug: "", isPublic: false, desks: [], language: nil, jobs: 1)
    }
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: served.workspace + "/" + name, atomically: true, encoding: .utf8)
    }
    let own = workspace()
    let (links, scenario) = (try served.text("links.csv"), "scenarios/balanced.yaml")
    let changed = links + "B10,I1,,0.5,,,x,confirmed\n"
    // Killed after the first of three files, one of which would have been new.
    let files = [
      AuditTrail.File(
        name: "links.csv", before: try own.kept.keep(Array(links.utf8)), after: try own.kept.keep(Array(changed.utf8))),
      AuditTrail.File(name: "rules2.csv", before: nil, after: try own.kept.keep(Array("new".utf8))),
      AuditTrail.File(
        name: scenario, before: try own.kept.keep(Array("envelope: 90%\n".utf8)),
        after: try own.kept.keep(Array("envelope: 80%\n".utf8))),
    ]
    try ChangeJournal(own).begin(files)
    try write(changed, "links.csv")
    try write("new", "rules2.csv")
    // A server that starts anew takes it back.
    #expect(!ChangeJournal(workspace()).isOpen)
    #expect(try served.text("links.csv") == links && served.text(scenario) == "envelope: 90%\n")
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/rules2.csv"))
    // So does the next write, and what somebody else changed meanwhile stays.
    try ChangeJournal(own).begin(files)
    try write(changed, "links.csv")
    try write("envelope: 70%\n", scenario)
    try await save(served, "envelope: 75%\n", cookie)
    #expect(try served.text("links.csv") == links && served.text(scenario) == "envelope: 75%\n")
    // Killed between the trail and the end of the journal: the change is done.
    try ChangeJournal(own).begin(try #require(own.audit.entries(1).first?.entry.files))
    #expect(!ChangeJournal(workspace()).isOpen)
    #expect(try served.text(scenario) == "envelope: 75%\n")
  }

  @Test("who asks for much waits behind who asks for little")
  func turns() async {
    let turns = FairTurns(turns: 1, mostWaiting: 12, mostOfOne: 10)
    #expect(await turns.take("busy"))
    let order = Order()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 {
        group.addTask {
          guard await turns.take("busy") else { return await order.add("refused") }
          await order.add("busy")
          turns.done("busy")
        }
      }
      // All of them wait before the other comes.
      while turns.waitingCount < 10 { await Task.yield() }
      #expect(await turns.take("busy") == false)
      group.addTask {
        #expect(await turns.take("quiet"))
        await order.add("quiet")
        turns.done("quiet")
      }
      while turns.waitingCount < 11 { await Task.yield() }
      turns.done("busy")
    }
    let came = await order.names
    #expect(came.count == 11 && came.prefix(2).contains("quiet") && !came.contains("refused"))
  }

  private actor Order {
    var names: [String] = []
    func add(_ name: String) { names.append(name) }
  }
}
