import AlignBasics
import AlignModel

/// A form in which one table is written for programs. Every command that writes a table offers it: adding one touches its own
/// file and ``all``.
package struct TableFormat: Sendable, Equatable {
  /// The name by which it is asked for, which is also how its files end.
  package let name: String
  private let writer: Writer

  /// Writes a table; a file may begin with a mark of its encoding.
  private typealias Writer =
    @Sendable (_ table: ReportTable, _ currency: Currency, _ marksEncoding: Bool, _ sink: any ByteSink) throws -> Void

  /// Every format of tables.
  package static let all = [
    TableFormat("csv") { try CSVTable.write($0, currency: $1, marksEncoding: $2, to: $3) }
  ]

  private init(_ name: String, _ writer: @escaping Writer) { (self.name, self.writer) = (name, writer) }

  /// Writes a table.
  package func write(_ table: ReportTable, currency: Currency, marksEncoding: Bool, to sink: any ByteSink) throws {
    try writer(table, currency, marksEncoding, sink)
  }

  package static func == (left: TableFormat, right: TableFormat) -> Bool { left.name == right.name }
}
