import CFault
import Foundation

/// The bytes of a file, mapped or owned. They are immutable, and freed with the last reference.
///
/// Somebody may cut a file off or write over it while it is read. A small one is copied at once, and read only if it was the
/// same before and after. Of a large one, which is mapped, pages that are no longer there read as zeros instead of ending the
/// program; ``state`` tells afterwards that what was read is not to be trusted.
@usableFromInline package final class FileBytes: @unchecked Sendable {
  /// All bytes, in order.
  @usableFromInline package let buffer: UnsafeRawBufferPointer
  private let isMapped: Bool
  /// The place in the list of guarded mappings.
  private let guarded: Int32
  /// The file and what it was when it was opened; nil of bytes that are no file's.
  private let file: (path: String, state: FileState)?

  /// Files up to this size are copied, larger ones are mapped.
  static let mostCopied = 1 << 20

  /// Reads or maps the file at a path, so that a large file is not copied.
  ///
  /// - Throws: ``FileFailure`` where it is missing, unreadable, a folder or not a regular file, or changes while it is read.
  package init(mapping path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(path: path, reason: .init(errno: errno)) }
    try Self.checkType(status, path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path: path, reason: .init(errno: errno)) }
    defer { close(descriptor) }
    // What is open may be another file than the one that was there before.
    guard fstat(descriptor, &status) == 0 else { throw FileFailure(path: path, reason: .init(errno: errno)) }
    try Self.checkType(status, path)
    let state = FileState(status)
    FilesRead.add(path, state)
    file = (path, state)
    let size = Int(status.st_size)
    guard size > Self.mostCopied else {
      buffer = try Self.copied(descriptor, size, state, path)
      (isMapped, guarded) = (false, -1)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw FileFailure(path: path, reason: .init(errno: errno))
    }
    madvise(start, size, MADV_SEQUENTIAL)
    buffer = UnsafeRawBufferPointer(start: start, count: size)
    isMapped = true
    guarded = align_guard(start, size)
  }

  private static func checkType(_ status: stat, _ path: String) throws {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileFailure(path: path, reason: .isFolder)
    default: throw FileFailure(path: path, reason: .notRegular)
    }
  }

  private static func copied(_ descriptor: Int32, _ size: Int, _ state: FileState, _ path: String) throws
    -> UnsafeRawBufferPointer
  {
    guard size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    var filled = 0
    var failure: FileFailure.Reason?
    while filled < size, failure == nil {
      let count = pread(descriptor, copy.baseAddress.map { $0 + filled }, size - filled, off_t(filled))
      switch count {
      case 0: failure = .changed
      case ..<0: if errno != EINTR { failure = .init(errno: errno) }
      default: filled += count
      }
    }
    var after = stat()
    if failure == nil, fstat(descriptor, &after) != 0 || FileState(after) != state { failure = .changed }
    if let failure {
      copy.deallocate()
      throw FileFailure(path: path, reason: failure)
    }
    return UnsafeRawBufferPointer(copy)
  }

  /// Owns a copy of some bytes, such as a text converted to UTF-8.
  package init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    copy.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(rebasing: copy[0..<bytes.count])
    (isMapped, guarded, file) = (false, -1, nil)
  }

  deinit {
    guard let start = buffer.baseAddress else { return }
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: start), buffer.count)
      align_unguard(guarded)
    } else {
      start.deallocate()
    }
  }

  /// The path of the file, and whether it is as it was when it was opened, and every page of it could be read.
  package var state: (path: String, isAsOpened: Bool)? {
    file.map { ($0.path, !align_guard_faulted(guarded) && FileState(at: $0.path) == $0.state) }
  }

  /// The number of bytes to read between two calls of ``release(_:)``.
  package static let stride = 1 << 22

  /// Returns the whole pages of a range to the system, so that a file that is read once from start to end does not stay in
  /// memory. Pages that are accessed again are read again.
  package func release(_ range: Range<Int>) {
    guard isMapped, let start = buffer.baseAddress else { return }
    let page = 4096
    let first = (range.lowerBound + page - 1) / page * page
    let last = range.upperBound == buffer.count ? range.upperBound : range.upperBound / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, MADV_DONTNEED)
  }
}

/// Why a file could not be read.
package struct FileFailure: Error {
  package var path: String
  package var reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package enum Reason: Equatable {
    case missing, isFolder, notRegular, notPermitted
    /// It was written to or replaced while it was read.
    case changed
    case system(code: Int32)

    init(errno code: Int32) {
      switch code {
      case ENOENT, ENOTDIR: self = .missing
      case EACCES, EPERM: self = .notPermitted
      case EISDIR: self = .isFolder
      default: self = .system(code: code)
      }
    }
  }
}
