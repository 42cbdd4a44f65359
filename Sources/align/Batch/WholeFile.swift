import Foundation

/// Files that are in their place whole or not at all, written by several threads: each is written in a folder of its own kind
/// beside the results and then renamed. What a killed run leaves there, the next one takes away.
enum WholeFile {
  /// The folder in which files are written before they are whole; what an earlier run left in it is gone.
  static func staging(in folder: String) throws -> String {
    let staging = folder + "/.partial"
    try? FileManager.default.removeItem(atPath: staging)
    try makeFolder(staging)
    return staging
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFailure(path: path, .outputNoNewFolder)
    }
  }

  /// Writes a file and puts it in its place.
  ///
  /// - Parameter number: tells this writer from all others of the run.
  static func write(_ bytes: [UInt8], to path: String, staging: String, number: Int) throws {
    let temporary = "\(staging)/\(number)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    if descriptor < 0 { throw OutputFailure(path: path) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        let failure = OutputFailure(path: path)
        close(descriptor)
        throw failure
      }
      offset += written
    }
    if fsync(descriptor) != 0, errno != EINVAL {
      let failure = OutputFailure(path: path)
      close(descriptor)
      throw failure
    }
    close(descriptor)
    if rename(temporary, path) != 0 { throw OutputFailure(path: path) }
  }
}
