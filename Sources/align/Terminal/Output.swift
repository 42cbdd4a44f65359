import AlignBasics
import AlignModel
import Glibc

/// The reader of standard output has closed it.
struct ClosedPipe: Error {}

/// An output that could not be written.
struct OutputFailure: AlignError {
  let problems: [Problem]

  /// A failure of a known kind.
  init(path: String, _ kind: ProblemKind) { problems = [Problem(kind, at: Problem.Place(file: path))] }

  /// A failure of the last system call.
  init(path: String) { problems = [Problem.notWritten(path, errno: errno)] }
}

/// Standard output or a file. A file is written beside its place under another name and renamed when it is whole, so that
/// nobody ever finds half of it.
final class Output: ByteSink {
  private let descriptor: Int32
  private let path: String
  /// The name under which the file is being written; nil on standard output, on a device, and once it is in place.
  private var unfinished: String?
  private let target: String

  /// Whether the output is a file, which programs such as Excel open by name.
  let isFile: Bool

  /// Opens the output.
  ///
  /// - Parameter path: the file, or nil or `-` for standard output.
  init(path: String?) throws {
    signal(SIGPIPE, SIG_IGN)
    guard let path, path != "-" else {
      (descriptor, self.path, target, isFile) = (STDOUT_FILENO, "standard output", "", false)
      return
    }
    self.path = path
    isFile = true
    var status = stat()
    let exists = stat(path, &status) == 0
    let type = status.st_mode & S_IFMT
    if exists, type == S_IFDIR {
      throw OutputFailure(path: path, .outputIsFolder)
    }
    let target = exists ? Self.resolved(path) : path
    self.target = target
    if exists, type != S_IFREG {
      descriptor = open(path, O_WRONLY)
      if descriptor < 0 { throw OutputFailure(path: path) }
      return
    }
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[...$0]) } ?? ""
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    let temporary = "\(folder).\(name).\(getpid()).partial"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    if descriptor < 0 { throw OutputFailure(path: path) }
    unfinished = temporary
    Interruption.removeOnInterruption(temporary)
  }

  deinit { abandon() }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = Glibc.write(descriptor, start, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ClosedPipe() }
        throw OutputFailure(path: path)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// Writes lines of text.
  func write(lines: [String]) throws {
    try write(text: lines.joined(separator: "\n") + "\n")
  }

  /// Writes a text as it is.
  func write(text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Puts the file in its place, whole.
  func finish() throws {
    guard let temporary = unfinished else { return }
    if fsync(descriptor) != 0, errno != EINVAL { throw OutputFailure(path: path) }
    if rename(temporary, target) != 0 { throw OutputFailure(path: path) }
    unfinished = nil
    Interruption.forget()
    close(descriptor)
  }

  private func abandon() {
    guard let temporary = unfinished else { return }
    unfinished = nil
    close(descriptor)
    unlink(temporary)
    Interruption.forget()
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
