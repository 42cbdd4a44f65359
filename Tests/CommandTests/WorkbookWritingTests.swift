import Foundation
import TestSupport
import Testing

/// Commands that write into a person's own workbook.
@Suite("writing into a workbook") struct WorkbookWritingTests {
  /// Gives a form what an office puts into its workbook: looks, a formula, a chart, a note, a table, widths, a page of its own.
  private static let dress = """
    import sys, openpyxl
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.table import Table
    book = openpyxl.load_workbook(sys.argv[1])
    links = book["پیوندها"]
    links.column_dimensions["A"].width = 37
    for cell in links[links.max_row]:
      cell.fill = PatternFill("solid", fgColor="FFEE00")
    links["A2"].comment = Comment("یادداشت خودم", "officer")
    links.add_table(Table(displayName="T", ref=f"A1:{links.cell(1, links.max_column).coordinate[:-1]}{links.max_row}"))
    budget = book["بودجه"]
    own = book.create_sheet("محاسبات")
    own["A1"] = "=SUM('بودجه'!D2:D9)"
    own["B2"].font = Font(bold=True)
    for i in range(1, 5): own.cell(i, 3, i)
    chart = BarChart(); chart.add_data(Reference(own, min_col=3, min_row=1, max_row=4)); own.add_chart(chart, "E2")
    book.save(sys.argv[1])
    """
  /// What of the container changed, and what openpyxl finds.
  private static let compare = """
    import json, sys, zipfile, openpyxl
    a, b = (zipfile.ZipFile(p) for p in sys.argv[1:3])
    changed = [n for n in a.namelist() if n not in b.namelist() or a.read(n) != b.read(n)]
    book = openpyxl.load_workbook(sys.argv[2])
    page = book[sys.argv[3]]
    rows = [[c.value for c in r] for r in page]
    print(json.dumps({
      "changed": changed, "same_names": a.namelist() == b.namelist(), "rows": rows, "sheets": book.sheetnames,
      "part": [n for n in a.namelist() if n.endswith(".xml") and "worksheets/sheet" in n],
      "fill": page.cell(page.max_row, 1).fill.fgColor.rgb, "width": page.column_dimensions["A"].width,
      "tables": {t.displayName: t.ref for t in page.tables.values()}}, ensure_ascii=False))
    """

  private func compare(_ before: String, _ after: String, _ sheet: String) throws -> [String: Any] {
    let result = try Program.run(try #require(peerPython), ["-c", Self.compare, before, after, sheet])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  @Test(
    "link accept writes into the sheet of links and nothing else; the file keeps its mode, and a copy stays",
    .enabled(if: peerPython != nil, "no python: openpyxl did not make the workbook"))
  func links() throws {
    let folder = try TemporaryWorkspace([:])
    let path = folder.folder + "/شهر.xlsx"
    #expect(try Program.align("init", path, "--xlsx", "--lang", "fa").status == 0)
    #expect(try Program.run(try #require(peerPython), ["-c", Self.dress, path]).status == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    try folder.write(Array("line,indicator,decision,share\n1002,I002,قبول,0.5\n".utf8), to: "d.csv")
    let accepted = try Program.align(
      "link", "accept", path, folder.folder + "/d.csv", "--by", "مریم", "--date", "1404-09-04")
    #expect(accepted.status == 0 && accepted.errors.contains("شهر.xlsx.bak"), "\(accepted.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".bak")) == before)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    try before.write(to: URL(fileURLWithPath: folder.folder + "/before.xlsx"))
    let found = try compare(folder.folder + "/before.xlsx", path, "پیوندها")
    let changed = try #require(found["changed"] as? [String])
    #expect(changed.count == 2 && changed.contains { $0.contains("tables/") }, "\(changed)")
    #expect(found["same_names"] as? Bool == true)
    #expect(found["fill"] as? String == "00FFEE00" && found["width"] as? Double == 37)
    let rows = try #require(found["rows"] as? [[Any]])
    #expect(
      rows.count == 4 && rows[3].contains { $0 as? String == "1002" } && rows[3].contains { $0 as? String == "I002" })
    #expect((found["tables"] as? [String: String])?["T"]?.hasSuffix("4") == true)
    #expect(try Program.align("check", path, "--quiet").status == 0)
    // Nothing is written into a workbook that somebody has open.
    try folder.write([], to: "~$شهر.xlsx")
    let after = try Data(contentsOf: URL(fileURLWithPath: path))
    try folder.write(Array("line,indicator,decision,share\n1002,I001,accept,0.3\n".utf8), to: "d.csv")
    let open = try Program.align("link", "accept", path, folder.folder + "/d.csv", "--by", "رضا", "--lang", "en")
    #expect(open.status == 65 && open.errors.contains("open in another program"), "\(open.status) \(open.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == after)
  }

  /// Decides on the rows of a workbook of suggestions, as a person does in Excel.
  private static let decide = """
    import sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    page = book.worksheets[0]
    heading = [c.value for c in page[1]]
    column = next(i for i, h in enumerate(heading) if h in ("تصمیم", "decision", "decisión")) + 1
    rules = [v.formula1 for v in page.data_validations.dataValidation]
    for number, row in enumerate(range(2, page.max_row + 1)):
      page.cell(row, column, sys.argv[2 + number % (len(sys.argv) - 2)] or None)
    book.save(sys.argv[1])
    print(*rules, book.sheetnames, page.max_row)
    """

  @Test(
    "a workbook of decisions reads back in the language it was written in, with its list of words",
    .enabled(if: peerPython != nil, "no python: openpyxl did not decide"),
    arguments: [("fa", "پذیرش", "هیچ‌کدام"), ("en", "accept", "none"), ("es", "aceptar", "ninguno")])
  func decisions(language: String, accept: String, none: String) throws {
    let folder = try TemporaryWorkspace(changing: ["links.csv": "line,indicator,share\nL2,I2,0.5\n"])
    let path = folder.folder + "/d.xlsx"
    let asked = try Program.align(
      "link", "suggest", folder.folder, "--out", path, "--quiet", "--lang", language, "--top", "1")
    #expect(asked.status == 0, "\(asked.errors)")
    let decided = try Program.run(try #require(peerPython), ["-c", Self.decide, path, accept, none])
    #expect(decided.status == 0 && decided.text.contains(accept) && decided.text.contains(none), "\(decided.text)")
    let accepted = try Program.align("link", "accept", folder.folder, path, "--by", "م", "--quiet", "--lang", language)
    #expect(accepted.status == 0, "\(accepted.text) \(accepted.errors)")
    let links = try String(contentsOfFile: folder.folder + "/links.csv", encoding: .utf8)
    #expect(links.split(separator: "\n").count >= 3, "\(links)")
  }

  @Test("a workbook without a sheet of links gets one")
  func newSheet() throws {
    let folder = try TemporaryWorkspace([:])
    var book = RawWorkbook.whole(changing: [
      "align.yaml": "language: fa\ncalendar: solar-hijri\nyear: 1402\nperiod: 1401"
    ])
    book.sheets.removeAll { $0.name == "links" }
    try folder.write(book.bytes, to: "city.xlsx")
    try folder.write(Array("line,indicator,decision\nL1,I1,accept\nL3,,none\n".utf8), to: "d.csv")
    let path = folder.folder + "/city.xlsx"
    let accepted = try Program.align("link", "accept", path, folder.folder + "/d.csv", "--by", "م", "--quiet")
    #expect(accepted.status == 0, "\(accepted.errors)")
    let checked = try Program.align("check", path, "--format", "json", "--quiet")
    #expect(checked.status == 0 && checked.text.contains("\"links\""), "\(checked.errors)")
    let again = try Program.align("link", "accept", path, folder.folder + "/d.csv", "--by", "م", "--lang", "en")
    #expect(again.status == 0 && !again.errors.contains(".bak"), "\(again.text) \(again.errors)")
  }
}
