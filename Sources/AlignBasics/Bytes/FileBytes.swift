import Foundation

/// The bytes of a file, mapped or owned. They are immutable, and freed with the last reference.
@usableFromInline package final class FileBytes: @unchecked Sendable {
  /// All bytes, in order.
  @usableFromInline package let buffer: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Maps the file at a path, so that a large file is not copied.
  ///
  /// - Throws: ``FileFailure`` where it is missing, unreadable, a folder or not a regular file.
  package init(mapping path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(path: path, reason: .init(errno: errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileFailure(path: path, reason: .isFolder)
    default: throw FileFailure(path: path, reason: .notRegular)
    }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw FileFailure(path: path, reason: .init(errno: errno)) }
    defer { close(descriptor) }
    FilesRead.add(status)
    let size = Int(status.st_size)
    guard size > 0 else {
      buffer = UnsafeRawBufferPointer(start: nil, count: 0)
      isMapped = false
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw FileFailure(path: path, reason: .init(errno: errno))
    }
    madvise(start, size, MADV_SEQUENTIAL)
    buffer = UnsafeRawBufferPointer(start: start, count: size)
    isMapped = true
  }

  /// Owns a copy of some bytes, such as a text converted to UTF-8.
  package init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    copy.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(rebasing: copy[0..<bytes.count])
    isMapped = false
  }

  deinit {
    guard let start = buffer.baseAddress else { return }
    if isMapped { munmap(UnsafeMutableRawPointer(mutating: start), buffer.count) } else { start.deallocate() }
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
