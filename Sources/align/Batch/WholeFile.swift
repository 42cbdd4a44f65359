import AlignBasics
import AlignWriting
import Foundation

/// Files that are in their place whole or not at all, written by several threads: each is written in a folder of its own kind
/// beside the results and then renamed. What a killed run leaves there, the next one takes away.
///
/// One run at a time writes below a folder of results; the lock stands in the same place.
final class WholeFile: Sendable {
  private let staging: String
  private let lock: FileLock

  /// How long a second run waits for the first, in seconds.
  private static let patience = 10.0

  /// Takes the folder of results for this run.
  ///
  /// - Throws: ``OutputFailure``, which says who holds the folder.
  init(in folder: String) throws {
    let staging = folder + "/.partial"
    do {
      lock = try FileLock(staging + "/lock", waiting: Self.patience) { try Self.makeFolder(staging) }
    } catch FileLock.Failure.held(let holder) {
      throw OutputFailure(path: folder, heldBy: holder)
    } catch FileLock.Failure.system(let code) {
      errno = code
      throw OutputFailure(path: folder)
    }
    self.staging = staging
    // What an earlier run left; nobody else writes here now.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? [] where name != "lock" {
      try? FileManager.default.removeItem(atPath: staging + "/" + name)
    }
  }

  /// Lets the folder of results go.
  func finish() {
    lock.release()
    rmdir(staging)
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
  func write(_ bytes: [UInt8], to path: String, number: Int) throws {
    guard let temporary = UnfinishedFile.file(for: "\(path)-\(number)", in: staging, mode: 0o666) else {
      throw OutputFailure(path: path)
    }
    defer { close(temporary.descriptor) }
    do {
      try write(bytes, to: temporary.descriptor, path)
      if rename(temporary.path, path) != 0 { throw OutputFailure(path: path) }
    } catch {
      unlink(temporary.path)
      throw error
    }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    guard bytes.withUnsafeBytes({ writeWhole($0, to: descriptor) }) else { throw OutputFailure(path: path) }
    if fsync(descriptor) != 0, errno != EINVAL { throw OutputFailure(path: path) }
  }
}
