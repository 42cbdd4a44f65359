import AlignBasics
import AlignModel
import AlignWords
import CXlsxWriter

/// Tables of results as an Excel workbook: a sheet a table, headings frozen and with filters, numbers as numbers, right to
/// left in Persian, colours where to look, and charts.
///
/// Amounts are in main units of the currency, exact up to the fifteen digits that a spreadsheet has. What is not known is said
/// in words, never 0. A table longer than a sheet goes on in the next one.
package struct ReportWorkbook: Sendable {
  /// The language of headings and words.
  package let language: Language
  let settings: Settings
  let title: String
  /// Whether programs read it again: cells that are not known stay blank, headings bare, and numbers as they are.
  var isExact = false
  private(set) var sheets: [Sheet] = []
  /// Sheets of another make, which come first.
  var pages: [@Sendable (WorkbookFile) throws -> Void] = []

  struct Sheet: Sendable {
    var table: ReportTable
    var name: String
    /// Lines above the heading; the first is the title.
    var preface: [String]
    var chart: Chart?
    /// By key of a column, the words that its cells offer.
    var choices: [String: [String]] = [:]
  }

  /// A chart of bars over columns of a table, put beside the table of a sheet.
  package struct Chart: Sendable {
    /// What it shows.
    package var title: Phrase
    /// The title of the table that it draws, which has to be a sheet of the workbook.
    package var table: Phrase
    /// The key of the column of names, and those of the columns of numbers.
    package var names: String
    package var values: [String]
    /// Only so many rows from the top.
    package var rows: Int

    /// A chart.
    package init(title: Phrase, table: Phrase, names: String, values: [String], rows: Int = 25) {
      self.title = title
      self.table = table
      self.names = names
      self.values = values
      self.rows = rows
    }
  }

  /// A workbook without sheets.
  ///
  /// - Parameters:
  ///   - settings: those of the workspace, for its currency.
  ///   - title: what the workbook is about, kept in its properties.
  package init(language: Language, settings: Settings, title: String) {
    self.language = language
    self.settings = settings
    self.title = title
  }

  /// Adds a table as a sheet named by its title.
  ///
  /// - Parameters:
  ///   - name: what the sheet is called, where the title of the table would come twice.
  ///   - preface: lines above the heading, the first of them the title of the sheet.
  ///   - chart: a chart beside the table; it may draw another table of this workbook.
  ///   - choices: by key of a column, the words that its cells offer.
  package mutating func add(
    _ table: ReportTable, named name: String? = nil, preface: [String] = [], chart: Chart? = nil,
    choices: [String: [String]] = [:]
  ) {
    let shown = name ?? table.title.text(in: language)
    sheets.append(Sheet(table: table, name: shown, preface: preface, chart: chart, choices: choices))
  }

  /// Adds a page of sentences, a line each.
  package mutating func addGuide(_ text: String) {
    let lines = text.split(separator: "\n").map(String.init)
    add(
      ReportTable(
        title: .initGuideSheet, columns: [.words("guide", .initGuideHeading)], count: lines.count
      ) { [.text(lines[$0])] })
  }

  /// Writes the workbook.
  ///
  /// - Throws: ``WorkbookWriteFailure``, or what the sink throws.
  /// - Complexity: O(cells); memory for the widths and one row.
  package func write(to sink: any ByteSink) throws {
    let file = try WorkbookFile(language: language, title: title)
    var positions: [String: Place] = [:]
    var charts: [(Chart, SheetFile, row: Int)] = []
    for page in pages { try page(file) }
    for sheet in sheets {
      let most = SheetFile.rows - sheet.preface.count - 2
      var first = 0
      repeat {
        let rows = first..<min(first + most, sheet.table.count)
        let page = try file.addSheet(sheet.name)
        let heading = try write(sheet, rows, to: page)
        if first == 0 {
          positions[sheet.name] = Place(sheet: page.name, heading: heading, rows: rows.count, table: sheet.table)
          if let chart = sheet.chart { charts.append((chart, page, heading + rows.count + 2)) }
        }
        first = rows.upperBound
      } while first < sheet.table.count
    }
    for (chart, page, row) in charts {
      if let index = positions[chart.table.text(in: language)] { draw(chart, of: index, on: page, row: row, file) }
    }
    try file.finish(to: sink)
  }

  private struct Place {
    var sheet: String
    var heading: Int
    var rows: Int
    var table: ReportTable
  }

  // MARK: Tables

  /// Writes rows of a table; returns the row of its heading.
  private func write(_ sheet: Sheet, _ rows: Range<Int>, to page: SheetFile) throws -> Int {
    let table = sheet.table
    guard table.columns.count <= SheetFile.columns else {
      throw WorkbookWriteFailure(
        Problem(.workbookTooWide, .error, .count(table.columns.count), .text(sheet.name), .ordinal(SheetFile.columns)))
    }
    let heading = sheet.preface.isEmpty ? 0 : sheet.preface.count + 1
    let sample = rows.prefix(200).map { table.row($0) }
    for (position, column) in table.columns.enumerated() {
      page.width(width(of: column, sample.map { $0[position] }), position, isHidden: !column.isShown)
    }
    let firstShown = table.columns.firstIndex { $0.isShown } ?? 0
    for (row, line) in sheet.preface.enumerated() { try page.text(line, row, firstShown, row == 0 ? .title : .plain) }
    for (position, column) in table.columns.enumerated() {
      let isMoney = !sample.isEmpty && sample.allSatisfy { $0[position].isMoney }
      let words = column.heading.text(in: language)
      try page.text(
        isMoney && !isExact ? "\(words) (\(settings.currency.word(in: language)))" : words, heading, position, .heading)
      if !isExact, rows.lowerBound == 0 {
        let terms = Term.expertTerms(in: words, language: language)
        page.note(terms.map { $0.definition(in: language) }.joined(separator: "\n"), row: heading, column: position)
      }
    }
    for (offset, index) in rows.enumerated() {
      let cells = index < rows.lowerBound + sample.count ? sample[offset] : table.row(index)
      for (position, cell) in cells.enumerated() { try write(cell, heading + 1 + offset, position, to: page) }
    }
    page.freeze(above: heading + 1)
    page.filter(heading: heading, rows: rows.count, columns: table.columns.count)
    page.printsWide(heading: heading, onOnePage: sheet.chart != nil)
    if !rows.isEmpty {
      let cells = (heading + 1)...(heading + rows.count)
      for (position, column) in table.columns.enumerated() {
        SheetColours(key: column.key)?.apply(to: page, column: position, rows: cells)
        if let words = sheet.choices[column.key] { page.offer(words, column: position, rows: cells) }
      }
    }
    return heading
  }

  private func write(_ cell: ReportTable.Cell, _ row: Int, _ column: Int, to page: SheetFile) throws {
    func put(_ number: Double?, _ format: String, unknown: Phrase = .notEstimable) throws {
      if let number, number.isFinite {
        try page.number(number, row, column, CellLook(number: isExact ? "General" : digits(format)))
      } else if !isExact {
        try page.text(unknown.text(in: language), row, column, .faint)
      }
    }
    let currency = settings.currency
    let money = "#,##0" + (currency.decimals > 0 ? "." + String(repeating: "0", count: currency.decimals) : "")
    switch cell {
    case .text(let text): try page.text(text ?? "", row, column, (text?.count ?? 0) > 58 ? .wrapped : .plain)
    case .word(_, let shown): try page.text(shown, row, column, .plain)
    case .integer(let number): try put(number.map(Double.init), "0")
    case .number(let number): try put(number, "#,##0.000")
    case .share(let share): try put(share, "0.0%")
    case .points(let points): try put(points.map { $0 * 100 }, "+0.0;-0.0;0.0")
    case .amount(let amount?) where Self.isBeyondNumbers(amount):
      try page.text(currency.exact(amount), row, column, CellLook(number: "@"))
    case .amount(let amount): try put(amount.map(currency.main), money, unknown: .none)
    case .money(let amount): try put(amount.map { $0 / Double(currency.minorPerMain) }, money)
    case .compound(let cell):
      let text = cell.shown(in: NumberFormat(language: language, settings: settings, largest: 0))
      try page.text(text, row, column, text.count > 58 ? .wrapped : .plain)
    }
  }

  /// Whether an amount has more digits than a cell keeps of a number, so that it is written as a text.
  package static func isBeyondNumbers(_ minorUnits: Int64) -> Bool {
    var rest = minorUnits.magnitude
    while rest > 999_999_999_999_999, rest % 10 == 0 { rest /= 10 }
    return rest > 999_999_999_999_999
  }

  private func digits(_ format: String) -> String { language.spreadsheetFormat(format) }

  /// A width that shows nearly every cell, by the first rows.
  private func width(of column: ReportTable.Column, _ cells: [ReportTable.Cell]) -> Double {
    let heading = column.heading.text(in: language).count + 4
    let longest =
      cells.map { cell -> Int in
        switch cell {
        case .text(let text): text?.count ?? 0
        case .word(_, let shown): shown.count
        case .amount, .money: 20
        case .share, .points: 9
        case .integer: 8
        case .number: 12
        case .compound: 40
        }
      }.max() ?? 0
    return Double(min(max(longest + 2, min(heading, 24), 7), 60))
  }

  // MARK: Charts

  private func draw(_ chart: Chart, of index: Place, on page: SheetFile, row: Int, _ file: WorkbookFile) {
    func column(_ key: String) -> Int? { index.table.columns.firstIndex { $0.key == key } }
    guard index.rows > 0, let names = column(chart.names), let drawn = file.barChart() else { return }
    let first = lxw_row_t(index.heading + 1)
    let last = lxw_row_t(index.heading + min(chart.rows, index.rows))
    let colours: [lxw_color_t] = [0xC0504D, 0x4F81BD, 0x9BBB59, 0x8064A2]
    for (number, key) in chart.values.enumerated() {
      guard let values = column(key), let series = chart_add_series(drawn, nil, nil) else { continue }
      chart_series_set_categories(series, index.sheet, first, lxw_col_t(names), last, lxw_col_t(names))
      chart_series_set_values(series, index.sheet, first, lxw_col_t(values), last, lxw_col_t(values))
      chart_series_set_name(series, index.table.columns[values].heading.text(in: language))
      var fill = lxw_chart_fill(color: colours[number % colours.count], none: 0, transparency: 0)
      chart_series_set_fill(series, &fill)
    }
    chart_title_set_name(drawn, chart.title.text(in: language))
    chart_legend_set_position(drawn, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    // Of a bar chart, libxlsxwriter calls the axis of names y and that of values x.
    let (valueAxis, nameAxis) = (drawn.pointee.x_axis, drawn.pointee.y_axis)
    if case .share? = index.table.row(0)[safe: column(chart.values.first ?? "")] {
      chart_axis_set_num_format(valueAxis, digits("0%"))
    }
    var faint = lxw_chart_line()
    faint.color = 0xD9D9D9
    chart_axis_major_gridlines_set_line(valueAxis, &faint)
    // The first row stands on top, and in Persian bars grow from the right.
    chart_axis_set_reverse(nameAxis)
    if language.isRightToLeft { chart_axis_set_reverse(valueAxis) }
    var options = lxw_chart_options()
    options.x_scale = 2
    options.y_scale = max(1.2, Double(min(chart.rows, index.rows)) * 0.11 + 0.5)
    chart.title.text(in: language).withCString { words in
      options.description = UnsafeMutablePointer(mutating: words)
      worksheet_insert_chart_opt(page.sheet, lxw_row_t(row), 0, drawn, &options)
    }
  }
}

extension Array {
  fileprivate subscript(safe index: Int?) -> Element? {
    guard let index, indices.contains(index) else { return nil }
    return self[index]
  }
}

extension ReportTable.Cell {
  var isMoney: Bool {
    switch self {
    case .amount, .money: true
    default: false
    }
  }
}
