import AlignBasics
import AlignModel

/// Writes a table as CSV (RFC 4180): keys of the columns, then the rows; UTF-8, lines ended by CR LF. What a spreadsheet would
/// take for a formula becomes a text (``FormulaGuard``).
package enum CSVTable {
  /// Writes a table.
  ///
  /// - Parameters:
  ///   - marksEncoding: begins with a byte-order mark, without which Excel misreads Persian.
  ///   - guardsFormulas: whether a person may open it; a package is for programs, which want texts as they are.
  package static func write(
    _ table: ReportTable, currency: Currency, marksEncoding: Bool, guardsFormulas: Bool = true, to sink: any ByteSink
  ) throws {
    func guarded(_ text: String) -> String { guardsFormulas ? FormulaGuard.guarded(text) : text }
    var bytes: [UInt8] = marksEncoding ? [0xEF, 0xBB, 0xBF] : []
    append(table.columns.map { guarded($0.key) }, to: &bytes)
    for index in 0..<table.count {
      let cells = table.row(index).map { cell in
        switch cell {
        case .text(let text): guarded(text ?? "")
        case .compound: guarded(cell.plain(in: currency))
        default: cell.plain(in: currency)
        }
      }
      append(cells, to: &bytes)
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
