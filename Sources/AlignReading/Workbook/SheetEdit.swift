import AlignModel

/// What is put into the cells of a sheet.
package enum CellValue: Sendable, Hashable {
  case text(String)
  /// A number as XML writes it: `1200`, `0.5`.
  case number(String)

  /// A number where the text is one that a spreadsheet keeps in full, else a text.
  package init(number text: String) {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }.count
    self = Double(text) != nil && digits > 0 && digits <= 15 ? .number(text) : .text(text)
  }
}

/// New cells for the XML of one sheet. All that is not changed stays byte for byte; a new cell looks like the one above it.
///
/// Source of the format: ECMA-376 part 1, §18.3 (worksheets).
struct SheetEdit {
  /// By row (as a person counts it) and column (from 0).
  private var cells: [Int: [Int: CellValue]] = [:]
  /// The row whose looks new cells take; nil where they take those of their columns.
  var likeRow: Int?

  mutating func set(_ value: CellValue, row: Int, column: Int) { cells[row, default: [:]][column] = value }

  /// The last row and column that are set.
  var lastRow: Int { cells.keys.max() ?? 0 }
  var lastColumn: Int { cells.values.compactMap { $0.keys.max() }.max() ?? 0 }

  /// The sheet with the cells.
  ///
  /// - Throws: ``WorkbookFailure`` where the text holds no cells at all.
  /// - Complexity: O(bytes of the sheet).
  func applied(to sheet: [UInt8], part: String) throws -> [UInt8] {
    var pass = Pass(edit: self, sheet: sheet)
    for tag in Markup(sheet).tags { pass.take(tag) }
    guard pass.hasCells else { throw WorkbookFailure.damaged(part: part, .notXML(line: 0, code: 0)) }
    return pass.finish()
  }

  /// One pass over the tags of a sheet, which gathers what is put where.
  private struct Pass {
    let edit: SheetEdit
    let sheet: [UInt8]
    var hasCells = false
    private var changes: [(range: Range<Int>, text: [UInt8])] = []
    private var rowsLeft: [Int]
    private var prefix = ""
    private var isInData = false
    private var row = 0
    private var column = -1
    /// The columns of the open row that are still to be set, in order; nil outside the rows that change.
    private var columnsLeft: [Int]?
    /// Where the cell began that is being replaced.
    private var replaced: (start: Int, style: String?)?
    private var looks: [Int: String] = [:]
    private var columnLooks: [(columns: ClosedRange<Int>, style: String)] = []

    init(edit: SheetEdit, sheet: [UInt8]) {
      (self.edit, self.sheet) = (edit, sheet)
      rowsLeft = edit.cells.keys.sorted()
    }

    func finish() -> [UInt8] {
      var text: [UInt8] = []
      text.reserveCapacity(sheet.count + changes.reduce(0) { $0 + $1.text.count })
      var from = 0
      for change in changes {
        text += sheet[from..<change.range.lowerBound]
        text += change.text
        from = change.range.upperBound
      }
      return text + sheet[from...]
    }

    mutating func take(_ tag: Markup.Tag) {
      switch tag.name {
      case "dimension" where tag.opens: extendDimension(tag)
      case "col" where tag.opens: noteColumn(tag)
      case "sheetData": takeData(tag)
      case "row" where isInData: takeRow(tag)
      case "c" where isInData: takeCell(tag)
      default: break
      }
    }

    private mutating func takeData(_ tag: Markup.Tag) {
      if tag.opens {
        (hasCells, isInData) = (true, true)
        prefix = Self.prefix(sheet[tag.range])
        guard tag.closes else { return }
        change(tag.range, "<\(prefix)sheetData>" + newRows(before: .max) + "</\(prefix)sheetData>")
      } else {
        insert(newRows(before: .max), at: tag.range.lowerBound)
      }
      if tag.closes { isInData = false }
    }

    private mutating func takeRow(_ tag: Markup.Tag) {
      if tag.opens {
        row = attribute("r", tag).flatMap { Int($0) } ?? row + 1
        column = -1
        insert(newRows(before: row), at: tag.range.lowerBound)
        if rowsLeft.first == row {
          rowsLeft.removeFirst()
          columnsLeft = edit.cells[row]?.keys.sorted()
        }
      }
      guard tag.closes else { return }
      if columnsLeft != nil {
        let cells = newCells(before: .max)
        if tag.opens {
          let head = String(decoding: sheet[tag.range].dropLast(2), as: UTF8.self)
          change(tag.range, "\(head)>\(cells)</\(prefix)row>")
        } else {
          insert(cells, at: tag.range.lowerBound)
        }
      }
      columnsLeft = nil
    }

    private mutating func takeCell(_ tag: Markup.Tag) {
      if tag.opens {
        let named = attribute("r", tag).flatMap { $0.withCString { CellName.parse($0) } }
        column = named?.column ?? column + 1
        let style = attribute("s", tag)
        if row == edit.likeRow, let style { looks[column] = style }
        guard columnsLeft != nil else { return }
        insert(newCells(before: column), at: tag.range.lowerBound)
        if columnsLeft?.first == column { replaced = (tag.range.lowerBound, style) }
      }
      guard tag.closes, let (start, style) = replaced else { return }
      columnsLeft?.removeFirst()
      change(start..<tag.range.upperBound, cell(row, column, style: style))
      replaced = nil
    }

    private mutating func newRows(before next: Int) -> String {
      var text = ""
      while let row = rowsLeft.first, row < next {
        rowsLeft.removeFirst()
        let cells = (edit.cells[row] ?? [:]).keys.sorted().map { cell(row, $0, style: nil) }.joined()
        text += "<\(prefix)row r=\"\(row)\">\(cells)</\(prefix)row>"
      }
      return text
    }

    private mutating func newCells(before next: Int) -> String {
      var text = ""
      while let column = columnsLeft?.first, column < next {
        columnsLeft?.removeFirst()
        text += cell(row, column, style: nil)
      }
      return text
    }

    private func cell(_ row: Int, _ column: Int, style: String?) -> String {
      let look =
        style ?? looks[column] ?? (row == 1 ? nil : columnLooks.first { $0.columns.contains(column) }?.style)
      let head = "<\(prefix)c r=\"\(CellName.letters(column))\(row)\"" + (look.map { " s=\"\($0)\"" } ?? "")
      switch edit.cells[row]?[column] {
      case .number(let number): return "\(head)><\(prefix)v>\(number)</\(prefix)v></\(prefix)c>"
      case .text(let text) where !text.isEmpty:
        let escaped = Markup.escaped(text)
        return
          "\(head) t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">\(escaped)</\(prefix)t></\(prefix)is></\(prefix)c>"
      default: return head + "/>"
      }
    }

    private mutating func extendDimension(_ tag: Markup.Tag) {
      guard let reference = attribute("ref", tag) else { return }
      let parts = reference.split(separator: ":").map(String.init)
      let range = CellRange(parts.count == 1 ? "\(reference):\(reference)" : reference)
      guard let range else { return }
      let last = CellName.letters(max(range.columns.upperBound, edit.lastColumn))
      let first = "\(CellName.letters(range.columns.lowerBound))\(range.rows.lowerBound)"
      let whole = "\(first):\(last)\(max(range.rows.upperBound, edit.lastRow))"
      let text = String(decoding: sheet[tag.range], as: UTF8.self)
      change(tag.range, text.replacing("\"\(reference)\"", with: "\"\(whole)\""))
    }

    private mutating func noteColumn(_ tag: Markup.Tag) {
      guard let first = attribute("min", tag).flatMap({ Int($0) }),
        let last = attribute("max", tag).flatMap({ Int($0) }),
        let style = attribute("style", tag), first >= 1, first <= last
      else { return }
      columnLooks.append(((first - 1)...(last - 1), style))
    }

    private mutating func insert(_ text: String, at place: Int) {
      if !text.isEmpty { change(place..<place, text) }
    }

    private mutating func change(_ range: Range<Int>, _ text: String) { changes.append((range, Array(text.utf8))) }

    private func attribute(_ name: String, _ tag: Markup.Tag) -> String? {
      Markup.attribute(name, in: sheet[tag.range])
    }

    /// What stands before the name of an element, with its colon.
    private static func prefix(_ tag: ArraySlice<UInt8>) -> String {
      let name = tag.dropFirst().prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x3E }
      guard let colon = name.lastIndex(of: 0x3A) else { return "" }
      return String(decoding: name[...colon], as: UTF8.self)
    }
  }
}
