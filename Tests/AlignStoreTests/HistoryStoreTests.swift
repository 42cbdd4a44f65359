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
}
