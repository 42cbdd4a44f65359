import AlignWords
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

/// A workbook as a workspace, and single tables as sheets.
@Suite struct WorkbookWorkspaceTests {
  private func write(_ book: RawWorkbook) throws -> (folder: TemporaryWorkspace, path: String) {
    let folder = try TemporaryWorkspace([:])
    try folder.write(book.bytes, to: "city.xlsx")
    return (folder, folder.folder + "/city.xlsx")
  }

  private func read(_ book: RawWorkbook) throws -> Workspace {
    let written = try write(book)
    return try WorkspaceReader(folder: written.path, jobs: 2).read()
  }

  private func problems(_ book: RawWorkbook) throws -> [Problem] {
    do {
      return try read(book).warnings
    } catch let failure as ReadFailure {
      return failure.problems
    }
  }

  @Test("a workbook gives the same workspace as the tables that it was made of")
  func same() throws {
    let fromText = try Analysis(of: TemporaryWorkspace().read())
    let workspace = try read(.whole())
    let fromBook = try Analysis(of: workspace)
    #expect(fromBook.alignment.alignmentIndex == fromText.alignment.alignmentIndex)
    #expect(fromBook.funding.funding.values == fromText.funding.funding.values)
    #expect(workspace.budget.title[0] == "خرید خودرو")
    #expect(workspace.settings.period == Period(year: 1401))
    #expect(workspace.inputs.map(\.file) == ["city.xlsx"])
    #expect(workspace.warnings.isEmpty, "\(workspace.warnings)")
  }

  @Test("problems name sheet and cell, in every table and of every kind")
  func positions() throws {
    let lines = try problems(
      .whole(changing: [
        "budget.csv": "line,year,title,approved\nL1,1402,a,12x\n,1402,b,5\nL1,1402,c,3\nL1,1402,d,4\n",
        "goals.csv": "id,axis,name\nG1,A1,a\nG2,A9,b\n",
      ])
    ).map { $0.line(in: .en) }
    for index in ["budget!D2:approved: “12x”", "budget!A3:line", "budget!A5:line", "goals!B3:axis"] {
      #expect(lines.contains { $0.hasPrefix(index) }, "\(index) in \(lines)")
    }
  }

  @Test("sheets of Persian names and headings, below a title and a heading of two merged rows, with a total at the end")
  func persian() throws {
    var book = RawWorkbook.whole()
    book.sheets.removeAll { $0.name == "budget" || $0.name == "settings" }
    book.add(
      "تنظیمات", [["کلید", "مقدار"], ["calendar", "solar-hijri"], ["currency", "IRR"], ["name", "شهر: نمونه #۱"]])
    book.add(
      "بودجه",
      [
        ["بودجه شهرداری"], [], ["ردیف", "سال", "عنوان", "اعتبار", "", "واحد مجری"], ["", "", "", "مصوب", "عملکرد", ""],
        ["L1", "1402", "خرید خودرو", "1000", "900", "آتش‌نشانی"], ["L2", "1402", "حفر تونل", "3000", "", "قطار شهری"],
        ["", "", "جمع کل", "4000", "900", ""], ["3", "1402", "جمع کل", "4000", "900", ""],
        ["L4", "1402", "جمع‌آوری پسماند", "500", "", "پسماند"],
      ],
      after: "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/>"
        + "<mergeCell ref=\"C3:C4\"/><mergeCell ref=\"D3:E3\"/><mergeCell ref=\"F3:F4\"/></mergeCells>")
    let workspace = try read(book)
    #expect(workspace.settings.name == "شهر: نمونه #۱")
    #expect(workspace.budget.approved.values == [1000, 3000, 500])
    #expect(workspace.budget.spent?[0] == 900)
    #expect(workspace.budget.rowNumbers[2] == 9)
    #expect(workspace.warnings.filter { $0.kind == .totalRow }.map(\.cell) == ["7", "8"])
  }

  @Test("error cells, formulas without a result and texts that are not there are errors where their column is read")
  func badCells() throws {
    var book = RawWorkbook.whole()
    book.sheets.removeAll { $0.name == "budget" }
    book.sheets.append(
      (
        "budget",
        """
        <row r="1">\(RawWorkbook.cell("A1", "line"))\(RawWorkbook.cell("B1", "year"))\(RawWorkbook.cell("C1", "title"))\
        \(RawWorkbook.cell("D1", "approved"))</row>
        <row r="2" hidden="1">\(RawWorkbook.cell("A2", "L1"))\(RawWorkbook.cell("B2", "1402"))<c r="C2" t="s"><v>77</v></c>\
        <c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H2" t="e"><v>#N/A</v></c></row>
        <row r="3">\(RawWorkbook.cell("A3", "L2"))\(RawWorkbook.cell("B3", "1402"))<c r="D3"><f>D2*2</f></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>جمع</t></is></c><c r="D4" t="e"><v>#DIV/0!</v></c></row>
        """, ""
      ))
    let problems = try problems(book)
    #expect(problems.filter { $0.gravity == .error }.map(\.cell) == ["C2", "D2", "D3"], "\(problems)")
    #expect(problems.contains { $0.line(in: .en).hasPrefix("budget!D2:approved: the cell holds the error #DIV/0!") })
    #expect(problems.contains { $0.kind == .hiddenRows && $0.found(in: .en).contains("(2)") })
    #expect(problems.contains { $0.gravity == .warning && $0.cell == "H2" })
  }

  @Test("a single table may be a workbook beside the others, its sheet found or named")
  func single() throws {
    var book = RawWorkbook()
    book.add("یادداشت", [["چیز دیگر"]])
    book.add("Sheet7", [["line", "year", "title", "approved"], ["L1", "1402", "a", "7"], ["L2", "14", "b", "8"]])
    let folder = try TemporaryWorkspace()
    try FileManager.default.removeItem(atPath: folder.folder + "/budget.csv")
    try folder.write(book.bytes, to: "پول.xlsx")
    let settings = TemporaryWorkspace.whole["align.yaml", default: ""] + "files: {budget: پول.xlsx#Sheet7}\n"
    try folder.write(Array(settings.utf8), to: "align.yaml")
    let workspace = try folder.read()
    #expect(workspace.budget.approved.values == [7, 8])
    #expect(workspace.inputs.contains { $0.file == "پول.xlsx" })
    var named = RawWorkbook()
    named.add("هر نامی", [["line", "year", "title", "approved"], ["L1", "1402", "a", "x"]])
    try folder.write(Array(TemporaryWorkspace.whole["align.yaml", default: ""].utf8), to: "align.yaml")
    try folder.write(named.bytes, to: "budget.xlsx")
    #expect(try folder.problems().contains { $0.line(in: .en).hasPrefix("budget.xlsx:هر نامی!D2:approved") })
  }

  @Test("sheets that are no table are named, tables that are no sheet are missing input")
  func others() throws {
    var book = RawWorkbook.whole()
    book.add("notes of mine", [["x"]])
    #expect(try problems(book).contains { $0.kind == .otherSheets && $0.found(in: .en).contains("notes of mine") })
    book.sheets.removeAll { $0.name == "goals" }
    let written = try write(book)
    do {
      _ = try WorkspaceReader(folder: written.path).read()
      Issue.record("a plan without goals was read")
    } catch let failure as ReadFailure {
      #expect(failure.exitStatus == .inputMissing)
      #expect(
        failure.problems.contains { $0.found(in: .en).contains("goals") && $0.expected(in: .fa).contains("هدف‌ها") })
    }
  }
}
