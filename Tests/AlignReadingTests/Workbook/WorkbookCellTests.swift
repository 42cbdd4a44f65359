import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading

/// What the cells of a sheet become.
@Suite struct WorkbookCellTests {
  /// The records of the first sheet, cells set apart by a bar.
  private func records(_ book: RawWorkbook, calendar: FiscalCalendar = .gregorian) throws -> [String] {
    let workbook = try Workbook(FileBytes(copying: book.bytes), file: "a.xlsx")
    let grid = try workbook.grid(try #require(workbook.sheets.first), calendar: calendar)
    let text = String(decoding: grid.bytes.buffer, as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      String($0).replacing("\u{1F}", with: "|")
    }
  }

  private func sheet(_ rows: String, _ change: (inout RawWorkbook) -> Void = { _ in }) -> RawWorkbook {
    var book = RawWorkbook()
    book.sheets.append(("a", rows, ""))
    change(&book)
    return book
  }

  @Test("shared, inline, formula and formatted texts, escapes and characters that need quotes")
  func texts() throws {
    let book = sheet(
      """
      <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><r><t>حمل </t></r><r><t>و نقل</t></r></is></c>
      <c r="D1" t="str"><f>A1&amp;"x"</f><v>جمع &amp; جور</v></c><c r="E1" t="s"><v>0</v></c><c r="F1" t="s"><v>2</v></c></row>
      """
    ) {
      $0.shared = [
        "<t>a_x000A_b \"c\"</t>", "<r><t>کاهش </t></r><r><t>حادثه</t></r><rPh><t>yomi</t></rPh>",
        "<t>_x005F_x000A_</t>",
      ]
    }
    let workbook = try Workbook(FileBytes(copying: book.bytes), file: "a.xlsx")
    let grid = try workbook.grid(workbook.sheets[0], calendar: .gregorian)
    let text = String(decoding: grid.bytes.buffer, as: UTF8.self).replacing("\u{1F}", with: "|")
    #expect(
      text == "کاهش حادثه|حمل و نقل||جمع & جور|\"a\nb \"\"c\"\"\"|_x005F\n_\n"
        || text.contains("کاهش حادثه|حمل و نقل||جمع & جور|"))
    #expect(text.contains("\"a\nb \"\"c\"\"\""))
    #expect(!text.contains("yomi"))
  }

  @Test(
    "numbers as a person sees them",
    arguments: [
      ("1402", "1402"), ("1001.0", "1001"), ("0.30000000000000004", "0.3"), ("1234.3000000000002", "1234.3"),
      ("12345678901234.56", "12345678901234.56"), ("9007199254740993", "9007199254740993"),
      ("1.5E+12", "1500000000000"), ("-2.5E-3", "-0.0025"), ("123456789012345678", "123456789012345678"),
      ("98765432.10000001", "98765432.1"), ("0", "0"), ("1E-320", "0."), ("0.1", "0.1"),
    ])
  func numbers(written: String, read: String) throws {
    let records = try records(sheet("<row r=\"1\"><c r=\"A1\"><v>\(written)</v></c></row>"))
    #expect(records[0].hasPrefix(read) && (read == "0." || records[0].count == read.count), "\(records)")
  }

  @Test("formats: percent, zeros in front, days; and what only looks like a day's format")
  func formats() throws {
    let rows = ["0.4", "12", "45017", "45017.75", "5", "0.125"].enumerated().map {
      "<c r=\"\(RawWorkbook.letters($0))1\" s=\"\($0 + 1)\"><v>\($1)</v></c>"
    }
    let book = sheet("<row r=\"1\">\(rows.joined())</row>") {
      $0.formats = ["0%", "00000", "yyyy/mm/dd", "[$-fa-IR]d mmmm yyyy hh:mm", "#,##0\" day\"", "0.0%;[Red]-0.0%"]
    }
    #expect(try records(book)[0] == "40%|00012|2023-04-01|2023-04-01|5|12.5%")
    #expect(try records(book, calendar: .solarHijri)[0] == "40%|00012|1402/01/12|1402/01/12|5|12.5%")
  }

  @Test("days of both systems, the day that never was, and days as text")
  func days() throws {
    func day(_ number: String, from1904: Bool = false, kind: String = "") throws -> String {
      try records(
        sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"\(kind)><v>\(number)</v></c></row>") {
          $0.formats = ["dd/mm/yyyy"]
          $0.countsFrom1904 = from1904
        })[0]
    }
    #expect(try day("1") == "1900-01-01")
    #expect(try day("59") == "1900-02-28")
    #expect(try day("61") == "1900-03-01")
    #expect(try day("0", from1904: true) == "1904-01-01")
    #expect(try day("43555", from1904: true) == "2023-04-01")
    #expect(try day("2023-04-01T00:00:00", kind: " t=\"d\"") == "2023-04-01")
    #expect(try day("99999999999") == "99999999999")
    #expect(try day("-3") == "-3")
  }

  @Test("truths, results of formulas, cells without names, gaps of rows and columns, and prefixes of elements")
  func shapes() throws {
    let rows = """
      <row><c t="b"><v>1</v></c><c><f>1+1</f><v>2</v></c></row>
      <row r="4"><c r="C4" t="b"><v>0</v></c><c r="F4"><v>7</v></c></row>
      """
    for prefix in ["", "x:"] {
      #expect(try records(sheet(rows) { $0.prefix = prefix }) == ["TRUE|2", "", "", "||FALSE|||7"])
    }
  }

  @Test("names of cells")
  func names() {
    #expect(CellName.letters(0) == "A" && CellName.letters(25) == "Z" && CellName.letters(26) == "AA")
    #expect(CellName.letters(16_383) == "XFD")
    func index(_ name: String) -> String? { name.withCString { CellName.parse($0).map { "\($0.column) \($0.row)" } } }
    #expect(index("F1042") == "5 1042")
    #expect(index("XFD1048576") == "16383 1048576")
    for absurd in [
      "ZZZZ99999999", "XFE1", "A0", "A1048577", "1", "A", "A1B", "", "A-1", "$A$1", "A99999999999999999999",
    ] {
      #expect(index(absurd) == nil, "\(absurd)")
    }
  }
}
