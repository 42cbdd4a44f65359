import Foundation
import TestSupport
import Testing

/// The commands on workbooks and packages, as a person runs them.
@Suite struct WorkbookCommandTests {
  @Test("init --xlsx writes a workbook that check and analyze read, in both languages", arguments: ["fa", "en"])
  func starts(language: String) throws {
    let folder = try TemporaryWorkspace([:])
    let index = folder.folder + "/new"
    #expect(try Program.align("init", index, "--xlsx", "--lang", language).status == 0)
    for workspace in [index, index + "/workspace.xlsx"] {
      let checked = try Program.align("check", workspace)
      #expect(checked.status == 0 && checked.errors.isEmpty, "\(checked.errors)")
      #expect(try Program.align("analyze", workspace, "--quiet", "--format", "json").status == 0)
    }
    // It is never written over.
    #expect(try Program.align("init", index, "--xlsx").status == 73)
    #expect(try Program.align("init", index + "/workspace.xlsx", "--xlsx").status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: index) == ["workspace.xlsx"])
  }

  @Test(
    "the workbook to fill in has notes, drop-downs and example rows",
    .enabled(if: peerPython != nil, "no python: openpyxl did not look"))
  func form() throws {
    let folder = try TemporaryWorkspace([:])
    let path = folder.folder + "/form.xlsx"
    #expect(try Program.align("init", path, "--xlsx", "--lang", "fa").status == 0)
    let script = """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      page = book["شاخص‌ها"]
      print(sum(c.comment is not None for c in page[1]), len(page.data_validations.dataValidation), page.max_row,
            page.sheet_view.rightToLeft, page["E2"].value, page["A2"].number_format)
      print(*[v.formula1 for v in page.data_validations.dataValidation])
      """
    let result = try Program.run(try #require(peerPython), ["-c", script, path])
    #expect(result.text.contains("18 6 3 True None @"), "\(result.text) \(result.errors)")
    #expect(result.text.contains("سطح,جریان") && result.text.contains("هدف‌ها"))
  }

  @Test("problems of a workbook name sheet and cell, and the exit status is 65")
  func positions() throws {
    let folder = try TemporaryWorkspace([:])
    let book = RawWorkbook.whole(changing: ["budget.csv": "line,year,title,approved\nL1,1402,a,x\n"])
    try folder.write(book.bytes, to: "شهر.xlsx")
    let result = try Program.align("check", folder.folder + "/شهر.xlsx")
    #expect(result.status == 65)
    #expect(result.errors.hasPrefix("1 error:\nbudget!D2:approved: “x” cannot be read"), "\(result.errors)")
    try folder.write(Array(book.bytes.prefix(3000)), to: "cut.xlsx")
    let cut = try Program.align("check", folder.folder + "/cut.xlsx")
    #expect(cut.status == 65 && cut.errors.contains("cut off"))
  }

  @Test("--out x.xlsx alone writes a workbook, as does --format xlsx; a folder that is not there is exit status 73")
  func out() throws {
    let folder = try TemporaryWorkspace([:])
    for command in [["analyze"], ["analyze", "--summary"], ["rank", "--by", "lines"], ["check"]] {
      let path = folder.folder + "/out.xlsx"
      let arguments = command + ["datasets/minimal", "--quiet", "--fail-on", "never", "--out", path]
      let result = try Program.run(Program.align, arguments)
      #expect(result.status == 0, "\(result.errors)")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(bytes.prefix(2) == Data("PK".utf8))
      let piped = try Program.run(
        Program.align, command + ["datasets/minimal", "--quiet", "--fail-on", "never", "--format", "xlsx"])
      #expect(piped.output == bytes, "the same bytes through a pipe")
    }
    #expect(try Program.align("analyze", "datasets/minimal", "--out", folder.folder + "/no/x.xlsx").status == 73)
    #expect(
      try Program.align("analyze", "datasets/minimal", "--format", "json", "--out", folder.folder + "/j.xlsx").status
        == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.folder + "/j.xlsx")).first == 0x7B)
  }

  @Test("a report and a draft may be workbooks, in both languages", arguments: ["fa", "en"])
  func reportAndDraft(language: String) throws {
    let folder = try TemporaryWorkspace([:])
    for command in ["report", "draft"] {
      let path = folder.folder + "/\(command).xlsx"
      let result = try Program.align(command, "datasets/tabriz-1402", "--quiet", "--lang", language, "--out", path)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).prefix(2) == Data("PK".utf8))
    }
  }

  @Test("export writes a package or a workbook that every command reads, and leaves what is there alone")
  func export() throws {
    let folder = try TemporaryWorkspace([:])
    let index = try alignment("datasets/minimal")
    for out in ["package", "book.xlsx"] {
      let path = folder.folder + "/" + out
      #expect(try Program.align("export", "datasets/minimal", "--out", path).status == 0)
      #expect(try alignment(path) == index)
    }
    #expect(try alignment(folder.folder + "/package/datapackage.json") == index)
    let again = try Program.align("export", "datasets/minimal", "--out", folder.folder + "/package")
    #expect(again.status == 73 && again.errors.contains("already"))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.folder).sorted()
    #expect(left == ["book.xlsx", "package"])
  }

  private func alignment(_ workspace: String) throws -> Double? {
    let result = try Program.align("analyze", workspace, "--quiet", "--format", "json", "--summary")
    let json = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    return json?["alignment_index"] as? Double
  }
}
