import AlignBasics
import AlignModel

/// Cells put into a user's own workbook: of the container only the sheets that change are written anew, and in them only
/// the cells; styles, other sheets, formulas, widths, notes and charts stay byte for byte.
package struct WorkbookEditor {
  private let parts: WorkbookParts
  private let book: Workbook
  private var edits: [String: SheetEdit] = [:]

  /// - Throws: ``WorkbookFailure`` where the bytes are no workbook.
  package init(_ bytes: FileBytes) throws {
    book = try Workbook(bytes, file: "")
    parts = try WorkbookParts(bytes)
  }

  /// Puts a value into a cell: of a sheet by its name, row as a person counts it, column from 0.
  package mutating func set(_ value: CellValue, sheet: String, row: Int, column: Int) {
    edits[sheet, default: SheetEdit()].set(value, row: row, column: column)
  }

  /// Adds rows behind the last row that holds anything; they look like that row.
  ///
  /// - Parameter rows: by column, from 0.
  /// - Returns: the first of the new rows.
  package mutating func append(_ rows: [[Int: CellValue]], to sheet: String, below heading: Int) throws -> Int {
    guard let found = book.sheets.first(where: { $0.name == sheet }) else { throw WorkbookFailure.missingSheet(sheet) }
    let last = try max(heading, book.grid(found, calendar: .gregorian).lastRow)
    var edit = edits[sheet] ?? SheetEdit()
    edit.likeRow = last > heading ? last : nil
    for (offset, cells) in rows.enumerated() {
      for (column, value) in cells { edit.set(value, row: last + 1 + offset, column: column) }
    }
    edits[sheet] = edit
    try extendTables(of: found, from: last, by: rows.count)
    return last + 1
  }

  /// The workbook with all that was put into it.
  ///
  /// - Throws: ``WorkbookFailure``.
  package func finish() throws -> [UInt8] {
    for (name, edit) in edits {
      guard let sheet = book.sheets.first(where: { $0.name == name }), let text = try parts.text(sheet.part) else {
        throw WorkbookFailure.missingSheet(name)
      }
      parts.set(sheet.part, try edit.applied(to: text, part: sheet.part))
    }
    return try parts.finish()
  }

  /// A table of Excel's that ended with the last row goes on over the new ones, as it would if they had been typed.
  private func extendTables(of sheet: Workbook.Sheet, from last: Int, by count: Int) throws {
    let slash = sheet.part.lastIndex(of: "/")
    let folder = slash.map { String(sheet.part[..<$0]) } ?? ""
    let name = slash.map { String(sheet.part[sheet.part.index(after: $0)...]) } ?? sheet.part
    let relations = "\(folder)/_rels/\(name).rels"
    guard try parts.text(relations) != nil else { return }
    for relation in try book.relations(relations, folder: folder).values where relation.kind == "table" {
      guard let table = try parts.text(relation.part) else { continue }
      let tags = Markup(table).tags.filter { $0.opens && ($0.name == "table" || $0.name == "autoFilter") }
      guard let head = tags.first, let reference = Markup.attribute("ref", in: table[head.range]),
        let range = CellRange(reference), range.rows.upperBound == last,
        Markup.attribute("totalsRowCount", in: table[head.range]).flatMap({ Int($0) }) ?? 0 == 0
      else { continue }
      let longer = reference.replacing(/[0-9]+$/, with: String(last + count))
      var text = table
      for tag in tags.reversed() {
        let changed = String(decoding: text[tag.range], as: UTF8.self).replacing(
          "ref=\"\(reference)\"", with: "ref=\"\(longer)\"")
        text.replaceSubrange(tag.range, with: changed.utf8)
      }
      parts.set(relation.part, text)
    }
  }
}
