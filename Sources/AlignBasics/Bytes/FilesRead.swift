import Foundation
import Synchronization

/// The files that this run has read, by what they are on the disk and not by their names, so that no result takes the place of
/// one of them.
package enum FilesRead {
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  private static let seen = Mutex<Set<Identity>>([])

  static func add(_ status: stat) { seen.withLock { _ = $0.insert(identity(status)) } }

  /// Whether the file at a path, or behind a link there, has been read.
  package static func contains(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return seen.withLock { $0.contains(identity(status)) }
  }

  private static func identity(_ status: stat) -> Identity {
    Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }
}
