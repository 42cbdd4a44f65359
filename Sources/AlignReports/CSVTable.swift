import AlignBasics
import AlignModel

/// Writes a table as CSV (RFC 4180): keys of the columns, then the rows; UTF-8, lines ended by CR LF.
package enum CSVTable {
  /// Writes a table.
  ///
  /// - Parameter marksEncoding: begins with a byte-order mark, without which Excel misreads Persian.
  package static func write(_ table: ReportTable, currency: Currency, marksEncoding: Bool, to sink: any ByteSink) throws
  {
    var bytes: [UInt8] = marksEncoding ? [0xEF, 0xBB, 0xBF] : []
    append(table.columns.map(\.key), to: &bytes)
    for index in 0..<table.count {
      append(table.row(index).map { $0.plain(in: currency) }, to: &bytes)
      if bytes.count > 1 << 18 {
        try bytes.withUnsafeBytes { try sink.write($0) }
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try bytes.withUnsafeBytes { try sink.write($0) }
  }

  private static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      let utf8 = field.utf8
      if utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
        bytes.append(0x22)
        for byte in utf8 {
          if byte == 0x22 { bytes.append(0x22) }
          bytes.append(byte)
        }
        bytes.append(0x22)
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
}
