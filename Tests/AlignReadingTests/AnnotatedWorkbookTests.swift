import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignReading

/// Notes in a user's own workbook.
@Suite("Annotated workbook") struct AnnotatedWorkbookTests {
  private static let makeBook = """
    import sys, openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    book = openpyxl.Workbook()
    first = book.active
    first.title = "بودجه"
    first["A1"], first["B1"], first["C1"] = "ردیف", "مصوب", "جمع"
    first["A2"], first["B2"], first["C2"] = "L1", "x", "=B2*2"
    first["B2"].font = Font(bold=True)
    first["A2"].comment = Comment("یادداشت خودم", "officer")
    first.conditional_formatting.add("B2:B9", openpyxl.formatting.rule.CellIsRule("greaterThan", ["1"], font=Font(color="FF0000")))
    first.column_dimensions["B"].width = 33
    second = book.create_sheet("دیگر")
    second["D4"] = 7
    second.add_table(openpyxl.worksheet.table.Table(displayName="T", ref="A1:B3"))
    second["A1"], second["B1"] = "a", "b"
    book.save(sys.argv[1])
    """
  private static let readBook = """
    import json, sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    first, second, last = book.worksheets[0], book.worksheets[1], book.worksheets[-1]
    print(json.dumps({
      "sheets": book.sheetnames, "rtl": bool(last.sheet_view.rightToLeft),
      "notes": {p.title + "!" + c.coordinate: c.comment.text for p in book for r in p for c in r if c.comment},
      "formula": first["C2"].value, "bold": first["B2"].font.bold, "width": first.column_dimensions["B"].width,
      "rules": len(first.conditional_formatting), "table": list(second.tables), "cell": second["D4"].value,
      "list": [[c.value for c in r] for r in last]}, ensure_ascii=False))
    """

  private func python(_ script: String, _ path: String) throws -> ProgramResult {
    try Program.run(try #require(peerPython), ["-c", script, path])
  }

  private func entries(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    let parts = try WorkbookParts(FileBytes(copying: bytes))
    return try ["xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/theme/theme1.xml"].reduce(into: [:]) {
      $0[$1] = try parts.text($1)
    }
  }

  @Test(
    "notes join the user's own, a sheet lists them, and everything else is as it was",
    .enabled(if: peerPython != nil, "no python: openpyxl did not make the workbook"))
  func notes() throws {
    let folder = try TemporaryWorkspace([:])
    let (path, out) = (folder.folder + "/a.xlsx", folder.folder + "/b.xlsx")
    #expect(try python(Self.makeBook, path).status == 0)
    let before = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let written = try AnnotatedWorkbook(FileBytes(copying: before)).written(
      notes: [
        .init(sheet: "بودجه", row: 1, column: 1, text: "«x» عدد نیست <&> \u{1}"),
        .init(sheet: "بودجه", row: 1, column: 0, text: "این خانه یادداشت دارد"),
        .init(sheet: "دیگر", row: 3, column: 3, text: "dort"),
      ],
      listing: .init(name: "دیگر", isRightToLeft: true, rows: [["برگه", "خانه"], ["بودجه", "B2"]], widths: [12, 8]))
    try folder.write(written, to: "b.xlsx")
    let result = try python(Self.readBook, out)
    #expect(result.status == 0, "\(result.errors)")
    let seen = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(seen["sheets"] as? [String] == ["بودجه", "دیگر", "دیگر 2"])
    #expect(
      seen["notes"] as? [String: String] == [
        "بودجه!A2": "یادداشت خودم", "بودجه!B2": "«x» عدد نیست <&> ", "دیگر!D4": "dort",
      ])
    #expect(seen["formula"] as? String == "=B2*2" && seen["bold"] as? Bool == true && seen["rtl"] as? Bool == true)
    #expect(seen["width"] as? Double == 33 && seen["rules"] as? Int == 1 && seen["table"] as? [String] == ["T"])
    #expect(seen["list"] as? [[String]] == [["برگه", "خانه"], ["بودجه", "B2"]])
    let (first, second) = (try entries(before), try entries(written))
    #expect(
      first["xl/styles.xml"] == second["xl/styles.xml"] && first["xl/theme/theme1.xml"] == second["xl/theme/theme1.xml"]
    )
    // Ours reads it as before: the sheet of problems is no table.
    let sheets = try Workbook(FileBytes(copying: written), file: "b.xlsx").sheets
    #expect(sheets.map(\.name) == ["بودجه", "دیگر", "دیگر 2"])
  }

  @Test("what is no workbook is refused")
  func refused() {
    #expect(throws: WorkbookFailure.self) { try AnnotatedWorkbook(FileBytes(copying: Array("no".utf8))) }
  }
}

/// Places in XML text.
@Suite("Markup") struct MarkupTests {
  private func inserted(_ more: String, _ name: String, _ text: String) -> String {
    String(decoding: Markup.inserting(more, beforeEndOf: name, in: Array(text.utf8)), as: UTF8.self)
  }

  @Test("more is put at the end of an element, which is opened where it holds nothing")
  func inserting() {
    #expect(inserted("<c/>", "a", "<a><b/></a>") == "<a><b/><c/></a>")
    #expect(inserted("<c/>", "a", "<a/>") == "<a><c/></a>")
    #expect(inserted("<c/>", "a", "<x:a k=\"1>2\" />") == "<x:a k=\"1>2\" ><c/></x:a>")
    #expect(inserted("<c/>", "a", "<!-- </a> --><a></a>") == "<!-- </a> --><a><c/></a>")
  }

  @Test(
    "the link to notes stands where the schema wants it",
    arguments: [
      "<worksheet><sheetData/>|</worksheet>",
      "<worksheet><sheetData/><pageMargins/><drawing/>|<tableParts/></worksheet>",
      "<worksheet><sheetData></sheetData><conditionalFormatting><cfRule><extLst/></cfRule></conditionalFormatting>|<extLst/></worksheet>",
    ])
  func legacyDrawing(text: String) {
    let parts = text.split(separator: "|", maxSplits: 1)
    #expect(Markup(Array(text.replacing("|", with: "").utf8)).placeOfLegacyDrawing == parts[0].utf8.count)
  }
}
