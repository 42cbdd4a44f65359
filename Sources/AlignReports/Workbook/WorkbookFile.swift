import AlignBasics
import AlignModel
import AlignWords
import CXlsxWriter
import Foundation

/// A workbook could not be written.
package struct WorkbookWriteFailure: AlignError {
  package let problems: [Problem]

  /// With the code of libxlsxwriter.
  init(code: lxw_error) { problems = [Problem(.workbookNotWritten, .error, .ordinal(Int(code.rawValue)))] }

  /// With a table that has no place on a sheet.
  init(_ problem: Problem) { problems = [problem] }

  /// With the system's error in the folder for passing files.
  init(errno code: Int32) { problems = [Problem.notWritten(NSTemporaryDirectory(), errno: code)] }
}

/// A workbook being written by libxlsxwriter, row by row, so that memory does not grow with the rows.
final class WorkbookFile {
  let language: Language
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let descriptor: Int32
  private var formats: [CellLook: UnsafeMutablePointer<lxw_format>] = [:]
  private var names: Set<String> = []
  private var isClosed = false

  /// Begins a workbook.
  ///
  /// - Throws: ``WorkbookWriteFailure`` where there is no room for it.
  init(language: Language, title: String) throws {
    self.language = language
    // The file has no name from here on: nothing is left behind, however the program ends.
    var template = Array((NSTemporaryDirectory() + "align-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw WorkbookWriteFailure(errno: errno) }
    unlink(template)
    let made = "/proc/self/fd/\(descriptor)".withCString { path in
      var options = lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
      return workbook_new_opt(path, &options)
    }
    guard let made else {
      close(descriptor)
      throw WorkbookWriteFailure(code: LXW_ERROR_MEMORY_MALLOC_FAILED)
    }
    self.descriptor = descriptor
    workbook = made
    title.withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      // The same input gives the same bytes: the day is that of the format, not of the run.
      properties.created = 1_577_836_800
      workbook_set_properties(workbook, &properties)
    }
  }

  deinit {
    if !isClosed { lxw_workbook_free(workbook) }
    close(descriptor)
  }

  /// Adds a sheet; its name is made one that Excel accepts and that no other sheet has.
  func addSheet(_ name: String) throws -> SheetFile {
    let plain = name.map { "[]:*?/\\'".contains($0) || $0.isNewline ? " " : $0 }
    var shown = Self.cut(String(plain).trimmingCharacters(in: .whitespaces), to: 31)
    if shown.isEmpty { shown = "sheet" }
    var number = 2
    let first = shown
    while names.contains(shown.lowercased()) {
      shown = Self.cut(first, to: 31 - 1 - String(number).count) + " \(number)"
      number += 1
    }
    names.insert(shown.lowercased())
    guard let sheet = workbook_add_worksheet(workbook, shown) else {
      throw WorkbookWriteFailure(code: LXW_ERROR_MEMORY_MALLOC_FAILED)
    }
    if language.isRightToLeft { worksheet_right_to_left(sheet) }
    return SheetFile(name: shown, sheet: sheet, file: self)
  }

  /// The format of a look; made once.
  func format(_ look: CellLook) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[look] { return format }
    guard let format = workbook_add_format(workbook) else { return nil }
    format_set_font_name(format, language.isRightToLeft ? "Tahoma" : "Calibri")
    format_set_font_size(format, look.isTitle ? 14 : language.isRightToLeft ? 9 : 11)
    if look.isBold || look.isTitle { format_set_bold(format) }
    if look.isItalic { format_set_italic(format) }
    if let number = look.number { format_set_num_format(format, number) }
    if let colour = look.colour { format_set_font_color(format, lxw_color_t(colour)) }
    if let fill = look.fill {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, lxw_color_t(fill))
    }
    if look.isWrapped { format_set_text_wrap(format) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if look.isHeading { format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    // Names may be in the other script; the sheet's own direction holds all the same.
    if !look.isNumber { format_set_reading_order(format, language.isRightToLeft ? 2 : 1) }
    if look.isTitle {
      format_set_align(format, UInt8((language.isRightToLeft ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT).rawValue))
    }
    formats[look] = format
    return format
  }

  /// A bar chart, to be filled and put on a sheet of this workbook.
  func barChart() -> UnsafeMutablePointer<lxw_chart>? { workbook_add_chart(workbook, UInt8(LXW_CHART_BAR.rawValue)) }

  /// Puts the parts together and hands the bytes over.
  func finish(to sink: any ByteSink) throws {
    isClosed = true
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else {
      throw WorkbookWriteFailure(code: error)
    }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw WorkbookWriteFailure(errno: errno)
    }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw WorkbookWriteFailure(errno: errno)
      }
      if count == 0 { return }
      try sink.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<count]))
    }
  }

  /// The text cut to so many UTF-16 units, which is how Excel counts.
  static func cut(_ text: String, to length: Int) -> String {
    guard text.utf16.count > length else { return text }
    var cut = ""
    var count = 0
    for character in text {
      count += String(character).utf16.count
      if count > length - 1 { break }
      cut.append(character)
    }
    return cut + "…"
  }
}

extension Language {
  /// A number format with the digits of the language: 3 asks for the digits ۰ to ۹, 0429 is Persian of Iran.
  func spreadsheetFormat(_ format: String) -> String {
    guard hasOwnDigits else { return format }
    return format.split(separator: ";").map { "[$-3000429]" + $0 }.joined(separator: ";")
  }
}

/// How a cell looks.
struct CellLook: Hashable {
  /// Excel's code of a number format.
  var number: String?
  var isTitle = false
  var isBold = false
  var isItalic = false
  var isHeading = false
  var isWrapped = false
  var colour: Int?
  var fill: Int?
  var isNumber: Bool { number != nil && number != "@" }

  static let heading = CellLook(isBold: true, isHeading: true, isWrapped: true, fill: 0xDDE6F0)
  static let plain = CellLook()
  static let wrapped = CellLook(isWrapped: true)
  static let title = CellLook(isTitle: true)
  static let faint = CellLook(isItalic: true, colour: 0x767676)
}

/// One sheet of a workbook being written. Rows have to come in their order.
struct SheetFile {
  let name: String
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let file: WorkbookFile

  /// Rows and columns count from 0.
  static let rows = 1_048_576
  static let columns = 16_384

  /// Writes a text, which stays a text whatever it begins with.
  func text(_ text: String, _ row: Int, _ column: Int, _ look: CellLook = .plain) throws {
    guard !text.isEmpty else { return }
    // XML has no place for control characters; libxlsxwriter escapes the others.
    let shown = WorkbookFile.cut(text, to: 32_767)
    try check(worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), shown, file.format(look)))
  }

  /// Writes a finite number.
  func number(_ number: Double, _ row: Int, _ column: Int, _ look: CellLook) throws {
    try check(worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, file.format(look)))
  }

  /// Gives a column its width in characters.
  func width(_ width: Double, _ column: Int, isHidden: Bool = false, look: CellLook? = nil) {
    var options = lxw_row_col_options()
    options.hidden = isHidden ? 1 : 0
    let index = lxw_col_t(column)
    worksheet_set_column_opt(sheet, index, index, width, look.flatMap { file.format($0) }, &options)
  }

  /// Keeps the rows above one in sight.
  func freeze(above row: Int) { worksheet_freeze_panes(sheet, lxw_row_t(row), 0) }

  /// Puts filters on the heading of a table.
  func filter(heading row: Int, rows: Int, columns: Int) {
    guard rows > 0, columns > 0 else { return }
    worksheet_autofilter(sheet, lxw_row_t(row), 0, lxw_row_t(row + rows), lxw_col_t(columns - 1))
  }

  /// Writes a formula with the number that it comes to.
  func formula(_ formula: String, value: Double, _ row: Int, _ column: Int, _ look: CellLook) throws {
    try check(
      worksheet_write_formula_num(sheet, lxw_row_t(row), lxw_col_t(column), formula, file.format(look), value))
  }

  /// Puts a row on a level of the outline; before its cells.
  func outline(row: Int, level: Int) {
    guard level > 0 else { return }
    var options = lxw_row_col_options()
    options.level = UInt8(level)
    worksheet_set_row_opt(sheet, lxw_row_t(row), 15, nil, &options)
  }

  /// Puts a note on a cell.
  func note(_ text: String, row: Int, column: Int) {
    guard !text.isEmpty else { return }
    var options = lxw_comment_options()
    options.x_scale = 1.6
    worksheet_write_comment_opt(sheet, lxw_row_t(row), lxw_col_t(column), text, &options)
  }

  /// Offers words in the cells of a column; a person may write others.
  func offer(_ words: [String], column: Int, rows: ClosedRange<Int>) {
    var list: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    var rule = lxw_data_validation()
    rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
    rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    let isOn = UInt8(LXW_VALIDATION_ON.rawValue)
    (rule.ignore_blank, rule.dropdown, rule.show_input, rule.show_error) = (isOn, isOn, isOn, isOn)
    list.withUnsafeMutableBufferPointer { buffer in
      rule.value_list = buffer.baseAddress
      let index = lxw_col_t(column)
      worksheet_data_validation_range(
        sheet, lxw_row_t(rows.lowerBound), index, lxw_row_t(rows.upperBound), index, &rule)
    }
  }

  /// Prints a sheet across the page, its heading on every page; or all of it on one page.
  func printsWide(heading row: Int, onOnePage: Bool = false) {
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, onOnePage ? 1 : 0)
    worksheet_repeat_rows(sheet, 0, lxw_row_t(row))
  }

  private func check(_ error: lxw_error) throws {
    guard error == LXW_NO_ERROR else {
      throw WorkbookWriteFailure(code: error)
    }
  }
}
