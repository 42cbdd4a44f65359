import AlignBasics
import CLibzip

/// A zip archive held in memory or mapped, whose entries are unpacked as a stream and never on disk.
final class ZipArchive {
  private let archive: OpaquePointer
  /// libzip reads from these bytes for as long as the archive is open.
  private let bytes: FileBytes

  /// Beyond this much, an entry is looked at for how many times its packed size it has become.
  private static let sizeBeforeRatio: UInt64 = 32 << 20
  /// Deflate can reach 1032; sheets of a million like rows stay below 100.
  private static let highestRatio: UInt64 = 200
  private static let highestSize: UInt64 = 4 << 30

  /// Opens the archive that some bytes hold.
  ///
  /// - Throws: ``WorkbookFailure``: what the bytes are where they are no zip archive.
  init(_ bytes: FileBytes) throws {
    self.bytes = bytes
    let head = bytes.buffer.prefix(8)
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Self.isEncryptedPackage(bytes.buffer) ? WorkbookFailure.encrypted : .oldFormat
    }
    guard head.starts(with: [0x50, 0x4B]) else { throw WorkbookFailure.notWorkbook }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard
      let source = zip_source_buffer_create(bytes.buffer.baseAddress, UInt64(bytes.buffer.count), 0, &error)
    else { throw WorkbookFailure.notWorkbook }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      zip_source_free(source)
      throw WorkbookFailure.truncated
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// Whether there is an entry of that name, capitals apart.
  func has(_ part: String) -> Bool { zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE)) >= 0 }

  /// Unpacks an entry piece by piece.
  ///
  /// - Parameter take: gets each piece; false ends the reading.
  /// - Throws: ``WorkbookFailure`` where the entry is missing, encrypted, damaged or a bomb.
  func stream(_ part: String, _ take: (UnsafeRawBufferPointer) throws -> Bool) throws {
    let index = zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE))
    guard index >= 0 else { throw WorkbookFailure.missing(part: part) }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, UInt64(index), 0, &status) == 0 else { throw WorkbookFailure.truncated }
    guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw WorkbookFailure.encrypted }
    guard let file = zip_fopen_index(archive, UInt64(index), 0) else {
      throw WorkbookFailure.damaged(part: part, .notUnpacked)
    }
    defer { zip_fclose(file) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    guard let start = piece.baseAddress else { return }
    var total: UInt64 = 0
    while true {
      let count = zip_fread(file, start, UInt64(piece.count))
      if count < 0 {
        let code = zip_error_code_zip(zip_file_get_error(file))
        throw WorkbookFailure.damaged(part: part, code == ZIP_ER_CRC ? .checksum : .notUnpacked)
      }
      if count == 0 { return }
      total += UInt64(count)
      if total > Self.highestSize { throw WorkbookFailure.tooLarge(part: part) }
      if total > Self.sizeBeforeRatio, total / max(status.comp_size, 1) > Self.highestRatio {
        throw WorkbookFailure.bomb(part: part)
      }
      if try !take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<Int(count)])) { return }
    }
  }

  /// Excel puts an encrypted workbook into the container of its old format, as a stream of this name in UTF-16.
  private static func isEncryptedPackage(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let name: [UInt8] = Array("EncryptedPackage".utf8).flatMap { [$0, UInt8(0)] }
    var index = 0
    while index + name.count <= bytes.count {
      // Names of streams stand at multiples of 128 bytes.
      if bytes[index] == name[0], bytes[index..<(index + name.count)].elementsEqual(name) { return true }
      index += 128
    }
    return false
  }
}
