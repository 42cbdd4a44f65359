import AlignBasics
import AlignModel
import AlignWriting
import Glibc

/// The reader of standard output has closed it.
struct ClosedPipe: Error {}

/// Standard output or a file. A file is written beside its place under another name and renamed when it is whole, so that
/// nobody ever finds half of it. A file that is there already keeps its mode, its owner and its other names, and one that the
/// run has read is not written at all.
final class Output: ByteSink {
  private let descriptor: Int32
  private let path: String
  /// The name under which the file is being written; nil on standard output, on a device, and once it is in place.
  private var unfinished: String?
  private let target: String
  /// Whether the file takes the place of one that was read, with more rows: what `align link accept` does.
  private let extendsInput: Bool
  /// Whether it may do so only if nobody has changed that file since.
  private let refusesChanges: Bool
  /// Whether renaming would take away another name or the owner of the file that is there, so that its bytes are replaced.
  private var replacesBytes = false

  /// Whether the output is a file, which programs such as Excel open by name.
  let isFile: Bool

  /// Opens the output.
  ///
  /// - Parameters:
  ///   - path: the file, or nil or `-` for standard output.
  ///   - extendsInput: whether the file is a table of the workspace and what is written holds all of it.
  ///   - refusesChanges: whether a file that changed since it was read is left alone.
  init(path: String?, extendsInput: Bool = false, refusesChanges: Bool = false) throws {
    signal(SIGPIPE, SIG_IGN)
    (self.extendsInput, self.refusesChanges) = (extendsInput, refusesChanges)
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
    let target = exists ? (resolvedPath(path) ?? path) : path
    self.target = target
    if exists, type != S_IFREG {
      descriptor = open(path, O_WRONLY)
      if descriptor < 0 { throw OutputFailure(path: path) }
      return
    }
    // Renaming would replace a file that its owner protects, and whoever is root may write everywhere.
    if exists, status.st_mode & 0o222 == 0 { throw OutputFailure(path: path, .outputNotPermitted) }
    if exists, !extendsInput, FilesRead.contains(target) { throw OutputFailure(path: path, .outputIsInput) }
    guard let temporary = UnfinishedFile.file(for: target, mode: exists ? 0o600 : 0o666) else {
      throw OutputFailure(path: path)
    }
    descriptor = temporary.descriptor
    unfinished = temporary.path
    Interruption.removeOnInterruption(temporary.path)
    if exists { keepAttributes(of: status) }
  }

  deinit { abandon() }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    if writeWhole(bytes, to: descriptor) { return }
    if errno == EPIPE { throw ClosedPipe() }
    throw OutputFailure(path: path)
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
    // What was read since the output was opened counts as well.
    try refuseInput()
    if refusesChanges, FilesRead.isChanged(path) { throw OutputFailure(path: path, .tableChanged) }
    if replacesBytes {
      try copyIntoPlace()
      unlink(temporary)
    } else if rename(temporary, target) != 0 {
      throw OutputFailure(path: path)
    }
    unfinished = nil
    Interruption.forget()
    close(descriptor)
    if extendsInput { FilesRead.replaced(path) }
  }

  private func refuseInput() throws {
    if !extendsInput, FilesRead.contains(target) { throw OutputFailure(path: path, .outputIsInput) }
  }

  /// Gives the new file the mode and the owner of the one that is there.
  private func keepAttributes(of status: stat) {
    let isOthers = status.st_uid != geteuid() || status.st_gid != getegid()
    replacesBytes = status.st_nlink > 1 || (isOthers && fchown(descriptor, status.st_uid, status.st_gid) != 0)
    fchmod(descriptor, status.st_mode & 0o7777)
  }

  /// Replaces the bytes of the file that is there. It is cut last, since it may be mapped.
  private func copyIntoPlace() throws {
    let place = open(target, O_WRONLY)
    guard place >= 0 else { throw OutputFailure(path: path) }
    defer { close(place) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var offset: off_t = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
      if count < 0 { throw OutputFailure(path: path) }
      if count == 0 { break }
      var written = 0
      while written < count {
        let more = buffer[written..<count].withUnsafeBytes {
          pwrite(place, $0.baseAddress, $0.count, offset + off_t(written))
        }
        if more < 0 { throw OutputFailure(path: path) }
        written += more
      }
      offset += off_t(count)
    }
    if ftruncate(place, offset) != 0 || (fsync(place) != 0 && errno != EINVAL) { throw OutputFailure(path: path) }
  }

  private func abandon() {
    guard let temporary = unfinished else { return }
    unfinished = nil
    close(descriptor)
    unlink(temporary)
    Interruption.forget()
  }
}
