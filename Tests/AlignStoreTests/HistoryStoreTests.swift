import EngineFixtures
import Foundation
import GRDB
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignStore
@testable import AlignmentEngine

@Suite("History store") struct HistoryStoreTests {
  private func snapshot(_ workspace: TemporaryWorkspace, period: Period? = nil) throws -> Snapshot {
    let review = try Review(of: try workspace.read(), period: period)
    return try Snapshot(of: review, command: "review", recordedAt: "2026-11-25T00:00:00Z")
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  @Test("a run comes back as it was recorded")
  func roundTrip() throws {
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/history.sqlite"
    var made = try snapshot(workspace)
    let store = try HistoryStore(path: path, create: true)
    made.id = try store.record(made)
    let found = try HistoryStore(path: path, create: false).run(1)
    #expect(found == made)
    #expect(made.indicators.count == 3 && made.targets.count == 3 && made.links.count == 2 && !made.flags.isEmpty)
    #expect(made.figures["total_approved"] == 4500)
    #expect(try store.runs().map(\.id) == [1])
  }

  @Test("a store of the first migration is brought up to date, and their names stay")
  func migrations() throws {
    #expect(
      StoreMigrations.migrator.migrations == ["1-runs", "2-plan-as-it-stood", "3-links-and-flags", "4-kinds-of-lines"])
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/history.sqlite"
    let old = try DatabaseQueue(path: path)
    try StoreMigrations.migrator.migrate(old, upTo: "1-runs")
    try old.close()
    #expect(try HistoryStore(path: path, create: false).record(snapshot(workspace)) == 1)
  }

  @Test("a store of a later version is refused")
  func newer() throws {
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/history.sqlite"
    _ = try HistoryStore(path: path, create: true)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9-later')") }
    try queue.close()
    #expect(throws: StoreFailure.newer(path: path)) { try HistoryStore(path: path, create: false) }
  }

  @Test("a file that is no store, and one cut short, are named damaged and left as they are")
  func damaged() throws {
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/history.sqlite"
    let store = try HistoryStore(path: path, create: true)
    for _ in 0..<20 { try store.record(snapshot(workspace)) }
    let whole = try bytes(path)
    let torn = Data(whole.prefix(whole.count / 2))
    let scribbled = whole.prefix(4096) + Data(repeating: 0x5A, count: whole.count - 4096)
    for (name, content) in [("text", Data("not a store".utf8)), ("torn", torn), ("scribbled", scribbled)] {
      let bad = workspace.folder + "/\(name).sqlite"
      try content.write(to: URL(fileURLWithPath: bad))
      do {
        let opened = try HistoryStore(path: bad, create: true)
        try opened.record(snapshot(workspace))
        Issue.record("\(name): recorded into a damaged store")
      } catch let failure as StoreFailure {
        guard case .damaged = failure else {
          Issue.record("\(name): \(failure)")
          continue
        }
      }
      #expect(try bytes(bad) == content, "\(name) was changed")
    }
  }

  @Test("SQLite of another program is no history")
  func foreign() throws {
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/other.sqlite"
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "CREATE TABLE run (id INTEGER)") }
    try queue.close()
    #expect(throws: StoreFailure.self) { try HistoryStore(path: path, create: true).record(snapshot(workspace)) }
  }

  @Test("no run of that number")
  func noSuchRun() throws {
    let workspace = try TemporaryWorkspace()
    let store = try HistoryStore(path: workspace.folder + "/history.sqlite", create: true)
    #expect(throws: StoreFailure.noSuchRun(7, known: [], path: store.path)) { try store.run(7) }
  }

  @Test(
    "a cell of another type, or of a size that no calendar or city has, is a damaged history and no trap",
    arguments: [
      "update run set year = 'x'", "update run set year = 9223372036854775807", "update run set period = x'00ff'",
      "update run set engine = x'ff'", "update run_indicator set baseline = 'many'",
      "update run_indicator set name = x'ff'", "update run_goal set rank = 'first'",
      "update run_goal set rank = -1", "update run_flag set amount = 9223372036854775807",
      "update run_flag set accepted = 'perhaps'", "update run_link set share = 'half'",
      "update run_target set year = 1.5", "update run_figure set value = 9e999",
      "update run_indicator set state = 'no state'", "update run_input set sha256 = x'00'",
      "alter table run drop column blas",
    ])
  func cellTypes(change: String) throws {
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/history.sqlite"
    try HistoryStore(path: path, create: true).record(try snapshot(workspace))
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: change)
      // A table may refuse the value itself, as it should.
    }
    #expect(throws: StoreFailure.self) {
      let store = try HistoryStore(path: path, create: false)
      _ = try store.runs()
      _ = try store.run(1)
    }
  }

  @Test("a copy that is read in place of a history holds what its log holds, and goes with its last use")
  func copies() throws {
    let workspace = try TemporaryWorkspace()
    let path = workspace.folder + "/history.sqlite"
    let store = try HistoryStore(path: path, create: true)
    try store.record(try snapshot(workspace))
    var copied = ""
    do {
      let copy = try StoreCopy(of: path)
      copied = copy.path
      #expect(try HistoryStore(path: copied, create: false).runs().map(\.id) == [1])
    }
    #expect(!FileManager.default.fileExists(atPath: copied))
  }
}
