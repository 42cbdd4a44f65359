import AlignModel
import AlignWords

/// A table of a workspace as it was read, under the names of the schema and with what was mapped, joined or worked out in
/// place: what another program, or this one, reads again to the same workspace.
///
/// Every column that ``Tables`` describes and the workspace has is in it; a new column needs nothing here.
package struct ExportedTable: Sendable {
  /// What the schema says of it.
  let description: TableDescription
  /// Its rows under the names of the schema.
  let table: ReportTable

  /// Every table that has rows.
  ///
  /// - Parameter tables: all of a workspace, as they were read.
  static func all(_ tables: [ReadTable]) -> [ExportedTable] {
    let lines = tables.first { $0.name == "budget" }?.words("line")?.words
    return tables.filter { $0.count > 0 }.compactMap { read in
      Tables.all.first { $0.name == read.name }.map { ExportedTable(read, $0, lines: lines) }
    }
  }

  private init(_ read: ReadTable, _ description: TableDescription, lines: NormalisedWords?) {
    var columns: [ReportTable.Column] = []
    var cells: [@Sendable (Int) -> ReportTable.Cell] = []
    for column in description.columns {
      guard let values = read.columns[column.name] else { continue }
      let written = WrittenColumn(values, column, of: description.name, lines: lines)
      columns.append(
        written.isNumeric ? .number(column.name, written.heading) : .words(column.name, written.heading))
      cells.append(written.cell)
    }
    for (name, values) in read.prefixed {
      let heading = (description.numberPrefix ?? "") + name
      columns.append(.number(heading, .verbatim(heading)))
      cells.append { .number(values[$0]) }
    }
    for (name, values) in read.attributes {
      columns.append(.words(name, .verbatim(name)))
      cells.append { .text(values[$0]) }
    }
    let row = cells
    self.description = description
    table = ReportTable(title: .of("table", description.name), columns: columns, count: read.count) { record in
      row.map { $0(record) }
    }
  }

  /// The columns that together name a row; empty where the schema has no such columns or the table lacks one.
  var primaryKey: [String] {
    let keys = Set(table.columns.map(\.key))
    return description.primaryKey.allSatisfy(keys.contains) ? description.primaryKey : []
  }

  /// By column of the table, the table whose `id` it names.
  var references: [String: String] {
    let pairs = description.columns.compactMap { column in column.refersTo.map { (column.name, $0) } }
    return Dictionary(uniqueKeysWithValues: pairs).filter { key, _ in table.columns.contains { $0.key == key } }
  }
}
