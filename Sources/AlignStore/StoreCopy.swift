import Foundation
import GRDB

/// A copy of a history for somebody who may read the file but not write beside it; gone with its last use.
final class StoreCopy: Sendable {
  let path: String
  private let folder: String

  /// Whether SQLite may write the file and its log.
  static func mayWrite(beside path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return access(folder, W_OK) == 0 && (access(path, F_OK) != 0 || access(path, W_OK) == 0)
  }

  /// Copies a history and what its log holds.
  ///
  /// - Throws: ``StoreFailure`` where it cannot be copied, or is being written all the while.
  init(of path: String) throws {
    folder = NSTemporaryDirectory() + "align-history-" + UUID().uuidString
    self.path = folder + "/history.sqlite"
    let manager = FileManager.default
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for _ in 0..<Self.attempts {
        let before = Self.states(path)
        for ending in ["", "-wal"] {
          try? manager.removeItem(atPath: self.path + ending)
          if manager.fileExists(atPath: path + ending) {
            // Its bytes alone: a file that may not be written would be copied as one.
            guard let bytes = manager.contents(atPath: path + ending) else { throw CocoaError(.fileReadNoPermission) }
            try bytes.write(to: URL(fileURLWithPath: self.path + ending))
          }
        }
        if Self.states(path) == before { return }
        Thread.sleep(forTimeInterval: 0.1)
      }
    } catch {
      try? manager.removeItem(atPath: folder)
      throw StoreFailure.cannotOpen(path: path, code: ResultCode.SQLITE_CANTOPEN.rawValue)
    }
    try? manager.removeItem(atPath: folder)
    throw StoreFailure.busy(path: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static let attempts = 10

  /// What tells that one of the two files was written.
  private static func states(_ path: String) -> [[Int]] {
    ["", "-wal"].map { ending in
      var status = stat()
      guard stat(path + ending, &status) == 0 else { return [] }
      return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
  }
}
