import AlignBasics
import AlignModel
import Foundation

/// A file of a workspace that takes new bytes whole or not at all. For programs that go on afterwards: no handler of a signal is
/// set, and what a killed process leaves behind the next one takes away.
package enum WholeReplacement {
  /// Puts bytes in the place of a file, or makes it.
  ///
  /// - Parameter mode: of a file that is not there yet.
  /// - Throws: ``OutputFailure``.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o666) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG { throw OutputFailure(path: path, .outputIsFolder) }
    if exists, status.st_mode & 0o222 == 0 { throw OutputFailure(path: path, .outputNotPermitted) }
    let target = exists ? (resolvedPath(path) ?? path) : path
    guard let unfinished = UnfinishedFile.file(for: target, mode: exists ? 0o600 : mode) else {
      throw OutputFailure(path: path)
    }
    defer { close(unfinished.descriptor) }
    if exists {
      _ = fchown(unfinished.descriptor, status.st_uid, status.st_gid)
      fchmod(unfinished.descriptor, status.st_mode & 0o7777)
    }
    guard bytes.withUnsafeBytes({ writeWhole($0, to: unfinished.descriptor) }),
      fsync(unfinished.descriptor) == 0 || errno == EINVAL, rename(unfinished.path, target) == 0
    else {
      let code = errno
      unlink(unfinished.path)
      errno = code
      throw OutputFailure(path: path)
    }
    // The name counts only once its folder is on the disk.
    let folder = open(
      (target as NSString).deletingLastPathComponent.isEmpty ? "." : (target as NSString).deletingLastPathComponent,
      O_RDONLY)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }
}
