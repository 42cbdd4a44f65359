import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

/// Workbooks that we write, read again by ourselves and by others.
@Suite struct ReportWorkbookTests {
  private func table(_ title: String, _ rows: [[ReportTable.Cell]]) -> ReportTable {
    ReportTable(
      title: .verbatim(title),
      columns: [.words("name", .name), .number("funding", .funding), .number("attainment", .attainment)],
      count: rows.count
    ) { rows[$0] }
  }

  private func bytes(_ workbook: ReportWorkbook) throws -> [UInt8] {
    let sink = MemorySink()
    try workbook.write(to: sink)
    return sink.bytes
  }

  private func records(_ bytes: [UInt8], sheet: Int = 0) throws -> [String] {
    let workbook = try Workbook(FileBytes(copying: bytes), file: "a.xlsx")
    let grid = try workbook.grid(workbook.sheets[sheet], calendar: .gregorian)
    return String(decoding: grid.bytes.buffer, as: UTF8.self).split(separator: "\n").map {
      String($0).replacing("\u{1F}", with: "|")
    }
  }

  @Test("texts stay texts whatever they begin with, amounts are exact, the unknown is said in words")
  func cells() throws {
    var settings = Settings()
    settings.currency = Currency(code: "USD")
    var workbook = ReportWorkbook(language: .en, settings: settings, title: "t")
    let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "a\u{1}b", "<&>", "\"", ""]
    workbook.add(table("goals", texts.map { [.text($0), .amount(123_456_789_012_345), .share(nil)] }))
    let written = try bytes(workbook)
    let rows = try records(written)
    for text in texts.prefix(5) { #expect(rows.contains("\(text)|1234567890123.45|not estimable"), "\(rows)") }
    #expect(rows[0] == "name|funding (USD)|attainment")
    #expect(try bytes(workbook) == written, "the same tables, the same bytes")
  }

  @Test("a heading that an officer need not know carries a note of what it means", arguments: [Language.en, .fa])
  func headingNotes(language: Language) throws {
    var workbook = ReportWorkbook(language: language, settings: Settings(), title: "t")
    workbook.add(table("goals", [[.text("x"), .amount(1), .share(0.5)]]))
    let term = try #require(Term.all.first { $0.name == "attainment" })
    let written = try bytes(workbook)
    var bytesOfNotes: [UInt8] = []
    try ZipArchive(FileBytes(copying: written)).stream("xl/comments1.xml") { piece in
      bytesOfNotes += piece
      return true
    }
    let notes = String(decoding: bytesOfNotes, as: UTF8.self)
    #expect(notes.contains(term.definition(in: language)) && notes.components(separatedBy: "<comment ").count == 2)
  }

  @Test("names of sheets are those that Excel accepts, each once; a table longer than a sheet goes on in the next")
  func names() throws {
    var workbook = ReportWorkbook(language: .fa, settings: Settings(), title: "t")
    let long = String(repeating: "هدف‌های برنامه ", count: 5)
    for title in [long, long, "a/b:c*?[]\\'", "", "A/B:C*?[]\\'"] {
      workbook.add(table(title, [[.text("x"), .integer(1), .share(1)]]))
    }
    let sheets = try Workbook(FileBytes(copying: bytes(workbook)), file: "a").sheets
    #expect(sheets.count == 5 && Set(sheets.map { $0.name.lowercased() }).count == 5)
    #expect(sheets.allSatisfy { $0.name.utf16.count <= 31 })
    var longTable = ReportWorkbook(language: .en, settings: Settings(), title: "t")
    longTable.add(ReportTable(title: .lines, columns: [.number("n", .count)], count: 1_048_600) { [.integer($0)] })
    #expect(try Workbook(FileBytes(copying: bytes(longTable)), file: "a").sheets.map(\.name) == ["lines", "lines 2"])
  }

  private func analysisWorkbook(_ language: Language) throws -> ReportWorkbook {
    let analysis = try Analysis(of: WorkspaceReader(folder: repository + "/datasets/tabriz-1402").read())
    return ReportWorkbook.of(analysis, totals: analysis.flagList.totals, name: "Tabriz", in: language, isSummary: false)
  }

  @Test(
    "openpyxl opens the analysis: sheets, direction, frozen headings, filters, formats, colours, chart and sums",
    .enabled(if: peerPython != nil, "no python: openpyxl did not look"), arguments: [Language.fa, .en])
  func openpyxl(_ language: Language) throws {
    let folder = try TemporaryWorkspace([:])
    try folder.write(bytes(analysisWorkbook(language)), to: "a.xlsx")
    let script = """
      import json, sys, warnings, openpyxl
      warnings.simplefilter("ignore")
      book = openpyxl.load_workbook(sys.argv[1])
      pages = book.worksheets
      lines = pages[4]
      heading = [c.value for c in lines[1]]
      amount = next(i for i, h in enumerate(heading) if str(h).startswith(("approved", "مصوب")))
      print(json.dumps({
        "sheets": book.sheetnames, "rtl": [bool(p.sheet_view.rightToLeft) for p in pages],
        "frozen": [p.freeze_panes for p in pages], "filters": [p.auto_filter.ref is not None for p in pages],
        "charts": [len(p._charts) for p in pages], "rules": sum(len(p.conditional_formatting) for p in pages),
        "format": lines.cell(2, amount + 1).number_format, "count": lines.max_row - 1,
        "sum": sum(r[amount] for r in lines.iter_rows(min_row=2, values_only=True))}))
      """
    let result = try Program.run(try #require(peerPython), ["-c", script, folder.folder + "/a.xlsx"])
    #expect(result.status == 0, "\(result.errors)")
    let seen = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect((seen["sheets"] as? [String])?.prefix(2) == (language == .fa ? ["خلاصه", "هدف‌ها"] : ["summary", "goals"]))
    #expect((seen["rtl"] as? [Bool])?.allSatisfy { $0 == (language == .fa) } == true)
    #expect((seen["frozen"] as? [String])?.dropFirst().allSatisfy { $0 == "A2" } == true)
    #expect((seen["filters"] as? [Bool])?.allSatisfy { $0 } == true)
    #expect((seen["charts"] as? [Int])?.first == 1)
    #expect((seen["rules"] as? Int ?? 0) >= 5)
    #expect(seen["format"] as? String == (language == .fa ? "[$-3000429]#,##0" : "#,##0"))
    #expect(seen["count"] as? Int == 2918)
    #expect((seen["sum"] as? NSNumber)?.int64Value == 176_540_000_000_000)
  }

  @Test(
    "LibreOffice opens the analysis and saves it again with the same figures",
    .enabled(if: libreOffice != nil, "no soffice: LibreOffice did not look"))
  func opensInLibreOffice() throws {
    let folder = try TemporaryWorkspace([:])
    let written = try bytes(analysisWorkbook(.fa))
    try folder.write(written, to: "a.xlsx")
    let saved = try LibreOffice.convert(folder.folder + "/a.xlsx", to: "xlsx", in: folder.folder)
    let again = Array(try Data(contentsOf: URL(fileURLWithPath: saved)))
    for sheet in [1, 4] {
      let (ours, theirs) = (try records(written, sheet: sheet), try records(again, sheet: sheet))
      #expect(ours.count == theirs.count)
      // The amounts of every row, whatever each writes of shares.
      #expect(ours.map { $0.split(separator: "|").prefix(3) } == theirs.map { $0.split(separator: "|").prefix(3) })
    }
  }
}
