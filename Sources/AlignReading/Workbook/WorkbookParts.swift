import AlignBasics
import CLibzip
import Glibc

/// The parts of a workbook, some of which are to be changed; every part that is not set stays byte for byte.
final class WorkbookParts {
  private let bytes: FileBytes
  private let archive: ZipArchive
  private var changed: [String: [UInt8]] = [:]

  /// - Throws: ``WorkbookFailure`` where the bytes are no zip archive.
  init(_ bytes: FileBytes) throws {
    self.bytes = bytes
    archive = try ZipArchive(bytes)
  }

  /// The text of a part as it stands now; nil where there is none.
  func text(_ part: String) throws -> [UInt8]? {
    if let text = changed[part] { return text }
    guard archive.has(part) else { return nil }
    var text: [UInt8] = []
    try archive.stream(part) { piece in
      text += piece
      return true
    }
    return text
  }

  /// Puts a text in the place of a part, or adds the part.
  func set(_ part: String, _ text: [UInt8]) { changed[part] = text }

  /// The whole container with its changed parts.
  func finish() throws -> [UInt8] {
    // libzip reads from the copies when the archive is closed.
    var copies: [UnsafeMutableRawBufferPointer] = []
    defer { copies.forEach { $0.deallocate() } }
    func copy(_ bytes: some Collection<UInt8>) -> UnsafeMutableRawBufferPointer {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
      copy.copyBytes(from: bytes)
      copies.append(copy)
      return copy
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // libzip is given the whole container for good: where it keeps the head of it and writes the rest, it frees both, whoever
    // owned them.
    guard let whole = malloc(max(bytes.buffer.count, 1)) else { throw WorkbookFailure.notWorkbook }
    UnsafeMutableRawBufferPointer(start: whole, count: bytes.buffer.count).copyBytes(from: bytes.buffer)
    guard let source = zip_source_buffer_create(whole, UInt64(bytes.buffer.count), 1, &error) else {
      free(whole)
      throw WorkbookFailure.notWorkbook
    }
    defer { zip_source_free(source) }
    // The archive gives its source away when it is closed; kept, it can be read then.
    zip_source_keep(source)
    guard let written = zip_open_from_source(source, 0, &error) else {
      zip_source_free(source)
      throw WorkbookFailure.truncated
    }
    for (part, text) in changed.sorted(by: { $0.key < $1.key }) {
      guard let content = zip_source_buffer(written, copy(text).baseAddress, UInt64(text.count), 0),
        Self.put(content, as: part, into: written)
      else {
        zip_discard(written)
        throw WorkbookFailure.truncated
      }
    }
    guard zip_close(written) == 0 else {
      zip_discard(written)
      throw WorkbookFailure.truncated
    }
    return try Self.bytes(of: source)
  }

  /// Whether the archive took the content; where it did not, the content is freed.
  private static func put(_ content: OpaquePointer, as part: String, into archive: OpaquePointer) -> Bool {
    let index = zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE))
    let isTaken =
      index >= 0
      ? zip_file_replace(archive, UInt64(index), content, 0) == 0
      : zip_file_add(archive, part, content, UInt32(ZIP_FL_ENC_UTF_8)) >= 0
    if !isTaken { zip_source_free(content) }
    return isTaken
  }

  private static func bytes(of source: OpaquePointer) throws -> [UInt8] {
    guard zip_source_open(source) == 0 else { throw WorkbookFailure.truncated }
    defer { zip_source_close(source) }
    guard zip_source_seek(source, 0, SEEK_END) == 0 else { throw WorkbookFailure.truncated }
    let size = zip_source_tell(source)
    guard size > 0, zip_source_seek(source, 0, SEEK_SET) == 0 else { throw WorkbookFailure.truncated }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    let count = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, UInt64($0.count)) }
    guard count == size else { throw WorkbookFailure.truncated }
    return bytes
  }
}
