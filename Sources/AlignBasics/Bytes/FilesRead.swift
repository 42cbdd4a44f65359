import Foundation
import Synchronization

/// What a file is on the disk, and what tells that somebody has changed it since.
package struct FileState: Hashable, Sendable {
  let device: UInt64
  let number: UInt64
  let size: Int64
  let seconds: Int
  let nanoseconds: Int

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int64(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// The file that is at a path now; nil where there is none.
  package init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// The files that this run has read: by what they are on the disk, so that no result takes the place of one of them whatever
/// its name, and by their paths, so that none is replaced that has changed since.
package enum FilesRead {
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  private struct Files {
    var seen: Set<Identity> = []
    var states: [String: FileState] = [:]
  }

  private static let files = Mutex(Files())

  static func add(_ path: String, _ state: FileState) {
    files.withLock {
      $0.seen.insert(identity(state))
      let key = key(path)
      if $0.states[key] == nil { $0.states[key] = state }
    }
  }

  /// Whether the file at a path, or behind a link there, has been read.
  package static func contains(_ path: String) -> Bool {
    guard let state = FileState(at: path) else { return false }
    return files.withLock { $0.seen.contains(identity(state)) }
  }

  /// Whether the file at a path is not as it was when it was first read; true also where it appeared since.
  package static func isChanged(_ path: String) -> Bool {
    let now = FileState(at: path)
    return files.withLock { $0.states[key(path)] } != now
  }

  /// The file at a path has been replaced by this run.
  package static func replaced(_ path: String) {
    let now = FileState(at: path)
    files.withLock { $0.states[key(path)] = now }
  }

  /// One name for a path however it is written: `x`, `./x` and `/folder/x` are one file.
  private static func key(_ path: String) -> String {
    resolvedPath(path) ?? URL(fileURLWithPath: path).standardizedFileURL.path
  }

  private static func identity(_ state: FileState) -> Identity {
    Identity(device: state.device, number: state.number)
  }
}
