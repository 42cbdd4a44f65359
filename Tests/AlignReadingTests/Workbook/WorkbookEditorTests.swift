import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignReading

@Suite("cells put into a user's own workbook")
struct WorkbookEditorTests {
  private func edited(
    _ rows: String, after: String = "", prefix: String = "", _ edit: (inout WorkbookEditor) throws -> Void
  )
    throws -> String
  {
    var book = RawWorkbook()
    book.sheets = [(name: "links", rows: rows, after: after)]
    book.prefix = prefix
    var editor = try WorkbookEditor(FileBytes(copying: book.bytes))
    try edit(&editor)
    let parts = try WorkbookParts(FileBytes(copying: try editor.finish()))
    let text = try #require(try parts.text("xl/worksheets/sheet1.xml"))
    let sheet = String(decoding: text, as: UTF8.self)
    let start = try #require(sheet.range(of: "sheetData"))
    return String(sheet[sheet.index(start.lowerBound, offsetBy: -1 - prefix.count)...])
  }

  @Test("new rows stand behind the last that holds anything and look like it; rows of looks alone are filled")
  func append() throws {
    let rows = """
      <row r="1"><c r="A1" s="4"><v>1</v></c></row><row r="2" spans="1:2"><c r="A2" s="7"><v>2</v></c>\
      <c r="C2" s="8"><f>A2*2</f><v>4</v></c></row><row r="3" ht="20"><c r="A3" s="9"/><c r="C3" s="9"/></row>\
      <row r="9"/>
      """
    let found = try edited(rows, after: "<mergeCells count=\"0\"/>") { editor in
      let first = try editor.append(
        [[0: .text("a&b"), 1: .number("0.5"), 3: .text("د")], [0: .text("c")]], to: "links", below: 1)
      #expect(first == 3)
    }
    #expect(
      found.hasPrefix(
        rows.replacing("<row r=\"1\">", with: "<sheetData><row r=\"1\">").replacing(
          "<c r=\"A3\" s=\"9\"/><c r=\"C3\" s=\"9\"/></row>",
          with:
            "<c r=\"A3\" s=\"9\" t=\"inlineStr\"><is><t xml:space=\"preserve\">a&amp;b</t></is></c><c r=\"B3\"><v>0.5</v></c><c r=\"C3\" s=\"9\"/><c r=\"D3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">د</t></is></c></row><row r=\"4\"><c r=\"A4\" s=\"7\" t=\"inlineStr\"><is><t xml:space=\"preserve\">c</t></is></c></row>"
        )), "\(found)")
    #expect(found.hasSuffix("<row r=\"9\"/></sheetData><mergeCells count=\"0\"/></worksheet>"))
  }

  @Test("a sheet without rows, one whose elements have a prefix, and a cell that is there")
  func shapes() throws {
    let blank = try edited("") { _ = try $0.append([[0: .number("1")]], to: "links", below: 0) }
    #expect(blank == "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>")
    let prefixed = try edited("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", prefix: "x:") {
      $0.set(.text("t"), sheet: "links", row: 1, column: 0)
      $0.set(.number("2"), sheet: "links", row: 1, column: 1)
    }
    #expect(
      prefixed
        == "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">t</x:t></x:is></x:c><x:c r=\"B1\"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
  }

  @Test("any cells, put anywhere, read back, and what stood elsewhere still stands", arguments: 1...20)
  func drawn(seed: Int) throws {
    var random = DrawnNumbers(seed)
    var expected: [[String]] = Array(repeating: Array(repeating: "", count: 6), count: 12)
    var book = RawWorkbook()
    for row in 0..<8 where random.chance(0.8) {
      for column in 0..<5 where random.chance(0.6) { expected[row][column] = "s\(row)\(column)" }
    }
    book.add("links", expected)
    var editor = try WorkbookEditor(FileBytes(copying: book.bytes))
    for _ in 0..<10 {
      let (row, column) = (random.integer(below: 12), random.integer(below: 6))
      expected[row][column] = "n\(random.integer(below: 99))"
      editor.set(.text(expected[row][column]), sheet: "links", row: row + 1, column: column)
    }
    let again = try Workbook(FileBytes(copying: try editor.finish()), file: "x")
    let grid = try again.grid(again.sheets[0], calendar: .gregorian)
    var scanner = CSVScanner(
      grid.bytes.buffer, from: 0, to: grid.bytes.buffer.count, separator: SheetText.separator)
    var read: [[String]] = []
    while scanner.next() { read.append((0..<scanner.count).map { scanner.text($0) }) }
    for row in 0..<12 {
      for column in 0..<6 {
        let found = row < read.count && column < read[row].count ? read[row][column] : ""
        #expect(found == expected[row][column])
      }
    }
  }
}
