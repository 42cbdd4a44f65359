import Foundation

/// A lock that one run at a time holds, by a small file that names the holder.
///
/// It is a lock on an open file description, as SQLite takes them: it ends with its process, however that ends, and holds
/// between the threads of one process as well. The file is gone when the lock is let go; one that a killed run left behind is
/// locked by nobody and is taken over.
package final class FileLock: @unchecked Sendable {
  private let path: String
  private var descriptor: Int32

  /// Who holds a lock.
  package struct Holder: Sendable, Hashable {
    package var process: String
    package var host: String
    package var command: String
  }

  package enum Failure: Error, Equatable {
    /// Somebody held it for longer than we wait.
    case held(by: Holder)
    /// The file could not be made or locked; with the system's error.
    case system(Int32)
  }

  /// Takes a lock.
  ///
  /// - Parameters:
  ///   - path: the file of the lock; its folder is there.
  ///   - seconds: how long to wait for whoever holds it.
  ///   - makingFolder: makes the folder of the lock again, where another run removed it in between.
  package init(_ path: String, waiting seconds: Double, makingFolder: () throws -> Void = {}) throws {
    self.path = path
    let end = ContinuousClock.now + .milliseconds(Int64(seconds * 1000))
    while true {
      try makingFolder()
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        let code = errno
        if code == ENOENT, ContinuousClock.now < end {
          usleep(Self.pause)
          continue
        }
        throw Failure.system(code)
      }
      if Self.lock(descriptor) {
        if Self.isAt(path, descriptor) {
          self.descriptor = descriptor
          writeHolder()
          return
        }
        // Its holder removed the file before we had it.
        close(descriptor)
        continue
      }
      let code = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      guard code == EAGAIN || code == EACCES else { throw Failure.system(code) }
      guard ContinuousClock.now < end else { throw Failure.held(by: holder) }
      usleep(Self.pause)
    }
  }

  deinit { release() }

  /// Lets the lock go.
  package func release() {
    guard descriptor >= 0 else { return }
    unlink(path)
    close(descriptor)
    descriptor = -1
  }

  /// Microseconds between two attempts.
  private static let pause: UInt32 = 20_000
  /// F_OFD_SETLK of Linux.
  private static let setLock: Int32 = 37

  /// Locks a whole file for this open description; whether it was free.
  static func lock(_ descriptor: Int32) -> Bool {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    while true {
      if fcntl(descriptor, setLock, &lock) == 0 { return true }
      if errno != EINTR { return false }
    }
  }

  /// Whether the file at a path is the one that is open.
  static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
    var (there, open) = (stat(), stat())
    return stat(path, &there) == 0 && fstat(descriptor, &open) == 0 && there.st_ino == open.st_ino
      && there.st_dev == open.st_dev
  }

  private func writeHolder() {
    // Another user who may write in the folder must be able to ask for the lock.
    fchmod(descriptor, 0o666)
    let words = CommandLine.arguments.map { $0.replacing("\n", with: " ") }
    let program = words.first?.split(separator: "/").last.map(String.init) ?? ""
    let command = ([program] + words.dropFirst()).joined(separator: " ")
    let text = "\(getpid())\n\(Self.hostName)\n\(command.prefix(200))\n"
    ftruncate(descriptor, 0)
    let bytes = Array(text.utf8)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  /// The name of this machine, without asking any other.
  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func holder(_ descriptor: Int32) -> Holder {
    var bytes = [UInt8](repeating: 0, count: 2048)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func line(_ index: Int) -> String { index < lines.count && !lines[index].isEmpty ? lines[index] : "?" }
    return Holder(process: line(0), host: line(1), command: line(2))
  }
}
