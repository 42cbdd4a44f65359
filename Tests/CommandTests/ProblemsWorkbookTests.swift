import Foundation
import TestSupport
import Testing

/// `align check WS --problems FILE.xlsx`.
@Suite("Problems in a workbook") struct ProblemsWorkbookTests {
  private func python(_ script: String, _ arguments: String...) throws -> ProgramResult {
    try Program.run(try #require(peerPython), ["-c", script] + arguments)
  }

  @Test(
    "the user's own workbook comes back with a note in each wrong cell and a sheet of all, in Persian",
    .enabled(if: peerPython != nil, "no python: openpyxl did not break the workbook"))
  func notes() throws {
    let folder = try TemporaryWorkspace([:])
    let (form, broken, out) = (folder.folder + "/f.xlsx", folder.folder + "/g.xlsx", folder.folder + "/out.xlsx")
    #expect(try Program.align("init", form, "--xlsx", "--lang", "fa").status == 0)
    let breaking = """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      book["بودجه"]["D2"] = "abc"
      book["هدف‌ها"]["B2"] = "A9"
      book.save(sys.argv[2])
      """
    #expect(try python(breaking, form, broken).status == 0)
    let result = try Program.align("check", broken, "--problems", out)
    #expect(result.status == 65 && result.errors.contains("خطا"))
    let seen = try python(
      """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      for name, cell in (("بودجه", "D2"), ("هدف‌ها", "B2")): print(book[name][cell].comment.text)
      print(book.worksheets[-1].max_row, book.worksheets[-1].sheet_view.rightToLeft)
      """, out)
    let lines = seen.text.split(separator: "\n")
    #expect(lines.count == 3, "\(seen.errors)")
    #expect(lines[0].hasPrefix("«abc» را نمی‌توان خواند") && lines[1].hasPrefix("«A9» در جدول محورها نیست"))
    #expect(lines[2] == "3 True")
  }

  @Test("the workspace itself is never written over, and the name must be a workbook's")
  func refused() throws {
    let folder = try TemporaryWorkspace([:])
    let form = folder.folder + "/f.xlsx"
    #expect(try Program.align("init", form, "--xlsx", "--lang", "fa").status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: form))
    #expect(try Program.align("check", form, "--problems", form, "--quiet").status == 73)
    #expect(try Data(contentsOf: URL(fileURLWithPath: form)) == before)
    #expect(try Program.align("check", form, "--problems", "a.csv").status == 64)
  }
}
