import AlignBasics
import AlignModel
import AlignWords
import CXlsxWriter
import Foundation

/// A workbook to fill in: a sheet a table, with headings, a note on each, drop-downs where one of some words belongs, and
/// example rows.
package struct FormWorkbook: Sendable {
  let language: Language
  let title: String
  private var sheets: [Sheet] = []
  /// How many rows below the heading have drop-downs.
  private static let rowsToFill = 5000

  /// A column to fill in.
  package struct Column: Sendable {
    /// Its heading, and what it means.
    package var heading: String
    package var note: String
    /// What its cells hold: drop-downs where one of some words belongs, a warning where a share is not 0–1.
    package var content: TableWords.Content
    /// The sheet and column (from 0) whose cells are the choices: the codes of another table.
    package var choicesFrom: (sheet: String, column: Int)?

    /// A column.
    package init(
      heading: String, note: String, content: TableWords.Content, choicesFrom: (sheet: String, column: Int)? = nil
    ) {
      self.heading = heading
      self.note = note
      self.content = content
      self.choicesFrom = choicesFrom
    }
  }

  struct Sheet: Sendable {
    var name: String
    var columns: [Column]
    var rows: [[String]]
    /// By row, the choices of its second cell.
    var rowChoices: [Int: [String]]
  }

  /// A workbook without sheets.
  package init(language: Language, title: String) {
    self.language = language
    self.title = title
  }

  /// Adds a sheet.
  ///
  /// - Parameters:
  ///   - rows: cells as written; they become numbers where their column holds numbers.
  ///   - rowChoices: by row, the choices of its second cell, for a sheet of keys and values.
  package mutating func add(_ name: String, columns: [Column], rows: [[String]], rowChoices: [Int: [String]] = [:]) {
    sheets.append(Sheet(name: name, columns: columns, rows: rows, rowChoices: rowChoices))
  }

  /// Writes the workbook.
  ///
  /// - Throws: ``WorkbookWriteFailure``, or what the sink throws.
  package func write(to sink: any ByteSink) throws {
    let file = try WorkbookFile(language: language, title: title)
    for sheet in sheets { try write(sheet, to: try file.addSheet(sheet.name)) }
    if !longLists.isEmpty {
      let page = try file.addSheet(Phrase.initListsSheet.text(in: language))
      for row in 0..<(longLists.map(\.count).max() ?? 0) {
        for (column, list) in longLists.enumerated() where row < list.count { try page.text(list[row], row, column) }
      }
      worksheet_hide(page.sheet)
    }
    try file.finish(to: sink)
  }

  /// The lists that are too long for a rule, in the order of the columns in which they stand on their hidden sheet.
  private var longLists: [[String]] {
    var lists: [[String]] = []
    for case .choice(let words) in sheets.flatMap(\.columns).map(\.content)
    where !Self.fits(words) && !lists.contains(words) { lists.append(words) }
    return lists
  }

  /// Whether a rule can hold a list: Excel keeps it in 255 characters, commas and all, and a comma always parts two words.
  private static func fits(_ words: [String]) -> Bool {
    words.joined(separator: ",").utf16.count <= 250 && !words.contains { $0.contains(",") }
  }

  private func write(_ sheet: Sheet, to page: SheetFile) throws {
    for (index, column) in sheet.columns.enumerated() {
      let longest = sheet.rows.map { index < $0.count ? $0[index].count : 0 }.max() ?? 0
      // Cells of codes and words are texts, so that a spreadsheet leaves zeros in front alone.
      let look = column.content.isNumber ? nil : CellLook(number: "@")
      page.width(Double(min(max(longest + 3, column.heading.count + 4, 9), 44)), index, look: look)
      try page.text(column.heading, 0, index, .heading)
      addNote(column.note, index, to: page)
      addChoices(column, index, to: page)
    }
    for (offset, row) in sheet.rows.enumerated() {
      for (index, text) in row.enumerated() where index < sheet.columns.count && !text.isEmpty {
        if sheet.columns[index].content.isNumber, let number = Double(text) {
          try page.number(number, offset + 1, index, CellLook(number: "General", isItalic: true, colour: 0x5F6B7A))
        } else {
          let isKey = !sheet.rowChoices.isEmpty && index == 0
          try page.text(
            text, offset + 1, index, isKey ? .plain : CellLook(number: "@", isItalic: true, colour: 0x5F6B7A))
        }
      }
      if let choices = sheet.rowChoices[offset] {
        addList(choices, first: offset + 1, last: offset + 1, column: 1, to: page)
      }
    }
    page.freeze(above: 1)
    page.printsWide(heading: 0)
  }

  private func addNote(_ note: String, _ column: Int, to page: SheetFile) {
    guard !note.isEmpty else { return }
    var options = lxw_comment_options()
    options.x_scale = 1.6
    worksheet_write_comment_opt(page.sheet, 0, lxw_col_t(column), note, &options)
  }

  private func addChoices(_ column: Column, _ index: Int, to page: SheetFile) {
    if let source = column.choicesFrom {
      let letters = CellName.letters(source.column)
      let name = source.sheet.replacing("'", with: "''")
      addList(
        from: "='\(name)'!$\(letters)$2:$\(letters)$\(Self.rowsToFill)", first: 1, last: Self.rowsToFill, column: index,
        to: page)
      return
    }
    switch column.content {
    case .choice(let words): addList(words, first: 1, last: Self.rowsToFill, column: index, to: page)
    case .share:
      addRule(first: 1, last: Self.rowsToFill, column: index, to: page) { rule, add in
        rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
        rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        (rule.minimum_number, rule.maximum_number) = (0, 1)
        add(&rule)
      }
    default: break
    }
  }

  private func addList(_ words: [String], first: Int, last: Int, column: Int, to page: SheetFile) {
    guard !words.isEmpty else { return }
    guard Self.fits(words) else {
      guard let place = longLists.firstIndex(of: words) else { return }
      let (sheet, letters) = (Phrase.initListsSheet.text(in: language), CellName.letters(place))
      addList(
        from: "='\(sheet)'!$\(letters)$1:$\(letters)$\(words.count)", first: first, last: last, column: column, to: page
      )
      return
    }
    var list: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    addRule(first: first, last: last, column: column, to: page) { rule, add in
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      list.withUnsafeMutableBufferPointer { buffer in
        rule.value_list = buffer.baseAddress
        add(&rule)
      }
    }
  }

  /// A list whose words stand in cells.
  private func addList(from range: String, first: Int, last: Int, column: Int, to page: SheetFile) {
    addRule(first: first, last: last, column: column, to: page) { rule, add in
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      range.withCString { formula in
        rule.value_formula = UnsafeMutablePointer(mutating: formula)
        add(&rule)
      }
    }
  }

  /// A rule that warns and lets a person go on: their own words may be right too.
  private func addRule(
    first: Int, last: Int, column: Int, to page: SheetFile,
    _ fill: (inout lxw_data_validation, (inout lxw_data_validation) -> Void) -> Void
  ) {
    var rule = lxw_data_validation()
    rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    fill(&rule) { rule in
      worksheet_data_validation_range(
        page.sheet, lxw_row_t(first), lxw_col_t(column), lxw_row_t(last), lxw_col_t(column), &rule)
    }
  }
}

extension TableWords.Content {
  fileprivate var isNumber: Bool {
    switch self {
    case .number, .year, .share: true
    case .text, .choice: false
    }
  }
}
