import AlignBasics
import CLibzip

/// The parts of a workbook opened for changing some of them; every part that is not set stays byte for byte.
final class WorkbookParts {
  private let archive: OpaquePointer
  private let source: OpaquePointer
  /// Bytes that libzip reads when the archive is closed.
  private var held: [UnsafeMutableRawBufferPointer] = []
  private var changed: [String: [UInt8]] = [:]
  private var isOpen = true

  /// - Throws: ``WorkbookFailure`` where the bytes are no zip archive.
  init(_ bytes: FileBytes) throws {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.buffer.count, 1), alignment: 16)
    copy.copyMemory(from: bytes.buffer)
    held.append(copy)
    guard let source = zip_source_buffer_create(copy.baseAddress, UInt64(bytes.buffer.count), 0, &error) else {
      copy.deallocate()
      throw WorkbookFailure.notWorkbook
    }
    // The archive gives its source away when it is closed; kept, it can be read then.
    zip_source_keep(source)
    guard let archive = zip_open_from_source(source, 0, &error) else {
      zip_source_free(source)
      zip_source_free(source)
      copy.deallocate()
      throw WorkbookFailure.truncated
    }
    (self.archive, self.source) = (archive, source)
  }

  deinit {
    if isOpen { zip_discard(archive) }
    zip_source_free(source)
    held.forEach { $0.deallocate() }
  }

  /// The text of a part as it stands now; nil where there is none.
  func text(_ part: String) throws -> [UInt8]? {
    if let text = changed[part] { return text }
    let index = zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE))
    guard index >= 0, let file = zip_fopen_index(archive, UInt64(index), 0) else { return nil }
    defer { zip_fclose(file) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      if count < 0 { throw WorkbookFailure.truncated }
      if count == 0 { return text }
      text += piece[..<Int(count)]
    }
  }

  /// Puts a text in the place of a part, or adds the part.
  func set(_ part: String, _ text: [UInt8]) { changed[part] = text }

  /// The whole container with its changed parts.
  func finish() throws -> [UInt8] {
    for (part, text) in changed.sorted(by: { $0.key < $1.key }) {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(text.count, 1), alignment: 16)
      copy.copyBytes(from: text)
      held.append(copy)
      guard let content = zip_source_buffer(archive, copy.baseAddress, UInt64(text.count), 0) else {
        throw WorkbookFailure.truncated
      }
      let index = zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE))
      let done =
        index >= 0
        ? zip_file_replace(archive, UInt64(index), content, 0) == 0
        : zip_file_add(archive, part, content, UInt32(ZIP_FL_ENC_UTF_8)) >= 0
      guard done else {
        zip_source_free(content)
        throw WorkbookFailure.truncated
      }
    }
    guard zip_close(archive) == 0 else { throw WorkbookFailure.truncated }
    isOpen = false
    return try written()
  }

  private func written() throws -> [UInt8] {
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
