import AlignmentEngine
import Foundation
import GRDB

/// The memory of a workspace: every recorded run, in one SQLite file.
///
/// A run is written in one transaction, so that a kill leaves all of it or nothing; readers and a writer do not wait for
/// each other (write-ahead log), and two writers take turns.
package final class HistoryStore: Sendable {
  /// The file.
  package let path: String
  private let queue: DatabaseQueue
  /// Where a copy stands that is read in place of a file that may not be written.
  private let copy: StoreCopy?

  /// The history of a workspace stands in its folder, under this name.
  package static let fileName = "align-history.sqlite"

  /// Where the history of a workspace stands: in its folder; beside a workbook, under the workbook's own name; beside the
  /// description of a data package.
  package static func path(ofWorkspace workspace: String) -> String {
    let name = workspace.lowercased()
    if name.hasSuffix(".xlsx") { return workspace.dropLast(5) + "-" + fileName }
    if name.hasSuffix(".json") {
      let folder = workspace.lastIndex(of: "/").map { String(workspace[...$0]) } ?? ""
      return folder + fileName
    }
    return workspace + (workspace.hasSuffix("/") ? "" : "/") + fileName
  }

  /// How long a second writer waits for the first, in seconds.
  static let patience = 30.0

  /// Opens a history.
  ///
  /// - Parameter create: whether one is begun where there is none.
  /// - Throws: ``StoreFailure``. A damaged file is found before anything is written, and left as it is.
  ///
  /// SQLite keeps its log beside the file even for readers. Who may read a history but not write beside it reads a copy.
  package init(path: String, create: Bool) throws {
    self.path = path
    let exists = FileManager.default.fileExists(atPath: path)
    if !exists && !create { throw StoreFailure.missing(path: path) }
    if exists { try Self.checkHeading(path) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.foreignKeysEnabled = true
    let copy = create || StoreCopy.mayWrite(beside: path) ? nil : try StoreCopy(of: path)
    self.copy = copy
    queue = try Self.naming(path) { try Self.open(copy?.path ?? path, named: path, exists, configuration) }
  }

  private static func open(_ file: String, named path: String, _ exists: Bool, _ configuration: Configuration) throws
    -> DatabaseQueue
  {
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    if exists { try check(queue, path) }
    try retryingWhileBusy {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    }
    try migrate(queue, path)
    return queue
  }

  /// Adds a run, whole or not at all.
  ///
  /// - Returns: its number.
  /// - Complexity: O(rows of the snapshot); five seconds for a million.
  @discardableResult
  package func record(_ snapshot: Snapshot) throws -> Int64 {
    try Self.naming(path) {
      try queue.writeWithoutTransaction { db in
        var id: Int64 = 0
        // The lock is taken at once: a transaction that begins by reading could not be made to wait for another writer.
        try db.inTransaction(.immediate) {
          id = try RunRecords.insert(snapshot, into: db)
          return .commit
        }
        // The log goes into the file, so that a copy of the file alone is the whole history. Another reader may hold it
        // back, which is no harm.
        _ = try? db.checkpoint(.passive)
        return id
      }
    }
  }

  /// Every run, oldest first, with its figures and inputs but without its rows.
  package func runs() throws -> [Snapshot] {
    try Self.naming(path) { try queue.read { try RunRecords.runs($0) } }
  }

  /// One run, whole.
  package func run(_ id: Int64) throws -> Snapshot {
    try Self.naming(path) {
      try queue.read { db in
        guard let run = try RunRecords.run(id, db) else {
          throw StoreFailure.noSuchRun(id, known: try RunRecords.runs(db).compactMap(\.id), path: path)
        }
        return run
      }
    }
  }

  // MARK: Opening

  /// A file that is not SQLite's is known by its first bytes; nothing is opened for writing.
  private static func checkHeading(_ path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreFailure.cannotOpen(path: path, code: ResultCode.SQLITE_CANTOPEN.rawValue)
    }
    defer { try? file.close() }
    let heading = (try? file.read(upToCount: 16)) ?? Data()
    if !heading.isEmpty, heading != Data("SQLite format 3\0".utf8) {
      throw StoreFailure.damaged(path: path, code: ResultCode.SQLITE_NOTADB.rawValue)
    }
  }

  private static func check(_ queue: DatabaseQueue, _ path: String) throws {
    try retryingWhileBusy {
      try queue.read { db in
        let found = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
        if found != ["ok"] { throw StoreFailure.damaged(path: path, code: ResultCode.SQLITE_CORRUPT.rawValue) }
        if try StoreMigrations.migrator.hasBeenSuperseded(db) { throw StoreFailure.newer(path: path) }
      }
    }
  }

  /// Two programs may begin a history at the same moment: the slower one then finds its tables made.
  private static func migrate(_ queue: DatabaseQueue, _ path: String) throws {
    let migrator = StoreMigrations.migrator
    for attempt in 0..<20 {
      if try queue.read(migrator.hasCompletedMigrations) { return }
      do {
        return try migrator.migrate(queue)
      } catch {
        if attempt == 19 { throw error }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  /// Some locks are refused at once, whatever the patience: switching to the write-ahead log is one.
  private static func retryingWhileBusy(_ body: () throws -> Void) throws {
    let end = Date().addingTimeInterval(patience)
    while true {
      do { return try body() } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        if Date() > end { throw error }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
  }

  /// Gives SQLite's errors the name that a person needs.
  private static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
      let code = error.resultCode.rawValue
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: throw StoreFailure.damaged(path: path, code: code)
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreFailure.busy(path: path)
      case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
        // Its tables are not ours.
        throw StoreFailure.damaged(path: path, code: code)
      default: throw StoreFailure.cannotOpen(path: path, code: code)
      }
    }
  }
}
