import AlignBasics
import CLibzip

/// How large a zip archive says that it is once unpacked, without unpacking it.
package enum PackedSize {
  /// The sum over its entries; nil of bytes that are no zip archive. An archive that lies about it is found out while it is
  /// read.
  package static func unpacked(_ bytes: [UInt8]) -> UInt64? {
    guard bytes.starts(with: [0x50, 0x4B]) else { return nil }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    return bytes.withUnsafeBytes { buffer -> UInt64? in
      guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error) else {
        return nil
      }
      guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
        zip_source_free(source)
        return nil
      }
      defer { zip_discard(archive) }
      var total: UInt64 = 0
      for index in 0..<max(0, zip_get_num_entries(archive, 0)) {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, UInt64(index), 0, &status) == 0 else { return nil }
        let (sum, isOver) = total.addingReportingOverflow(status.size)
        total = isOver ? .max : sum
      }
      return total
    }
  }
}
