import Foundation
import TestSupport
import Testing

/// `align draft --out draft.xlsx`, `--keep` and `--apply`.
@Suite("the draft as a workbook") struct DraftWorkbookTests {
  private static let look = """
    import json, sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    page = book.worksheets[1]
    rows = [[c.value for c in r] for r in page]
    values = [[c.value for c in r] for r in openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[1]]
    print(json.dumps({
      "sheets": book.sheetnames, "heading": rows[0], "first": rows[1], "values": values[1:],
      "levels": sorted({page.row_dimensions[i].outlineLevel for i in range(1, page.max_row + 1)}),
      "landscape": page.page_setup.orientation, "paper": page.page_setup.paperSize, "wide": page.page_setup.fitToWidth,
      "titles": page.print_title_rows, "area": page.print_area, "header": page.oddHeader.center.text,
      "summary": [c.value for r in book.worksheets[0] for c in r if c.value],
      "years": sorted({r[rows[0].index("سال")] for r in values[1:] if r[0]}),
      "lists": [v.formula1 for v in page.data_validations.dataValidation],
      "formats": [page.cell(4, i + 1).number_format for i, h in enumerate(rows[0]) if "(" in str(h)]},
      ensure_ascii=False))
    """
  /// Changes one amount of a draft, as a person does.
  private static let change = """
    import sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    page = book.worksheets[1]
    heading = [c.value for c in page[1]]
    column = next(i for i, h in enumerate(heading) if str(h).startswith("مصوب")) + 1
    for row in page.iter_rows(min_row=2):
      if row[0].value == sys.argv[2]: row[column - 1].value = int(sys.argv[3])
    book.save(sys.argv[1])
    """

  @Test(
    "Persian headings, sums with levels, A4 across, the next year alone, in whole millions of rial",
    .enabled(if: peerPython != nil, "no python: openpyxl did not look"))
  func workbook() throws {
    let folder = try TemporaryWorkspace([:])
    let path = folder.folder + "/draft.xlsx"
    let drafted = try Program.align(
      "draft", "datasets/tabriz-1402", "--lang", "fa", "--quiet", "--out", path)
    #expect(drafted.status == 0, "\(drafted.errors)")
    let result = try Program.run(try #require(peerPython), ["-c", Self.look, path])
    #expect(result.status == 0, "\(result.errors)")
    let found = try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let heading = try #require(found["heading"] as? [String])
    #expect(Array(heading.prefix(2)) == ["ردیف", "عنوان"])
    #expect(heading.contains("پیش‌نویس (میلیارد ریال)") && heading.contains("مصوب (ریال)") && heading.contains("دلیل"))
    #expect(found["years"] as? [Int] == [1403] && found["levels"] as? [Int] == [0, 1, 2])
    #expect(found["landscape"] as? String == "landscape" && found["titles"] as? String == "$1:$1")
    #expect((found["header"] as? String)?.contains("پیش‌نویس بودجهٔ ۱۴۰۳") == true)
    #expect((found["formats"] as? [String])?.allSatisfy { $0.contains("[$-3000429]") } == true)
    #expect((found["lists"] as? [String])?.contains { $0.contains("عمرانی") } == true)
    let summary = try #require(found["summary"] as? [String])
    #expect(summary.contains { $0.contains("دارای گواهی") } && summary.contains("بیشترین افزایش‌ها"))
    // Sums add up and every amount but one is a whole million.
    let values = try #require(found["values"] as? [[Any]])
    let exact = try #require(heading.firstIndex(of: "مصوب (ریال)"))
    let lines = values.filter { !($0[0] is NSNull) }.compactMap { ($0[exact] as? NSNumber)?.int64Value }
    #expect(lines.reduce(0, +) == (values[0][exact] as? NSNumber)?.int64Value)
    #expect(lines.count { $0 % 1_000_000 != 0 } <= 200)
  }

  @Test(
    "an amount that a person changed comes back as a hold",
    .enabled(if: peerPython != nil, "no python: openpyxl did not change it"))
  func keep() throws {
    let folder = try TemporaryWorkspace(changing: [
      "align.yaml": "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\nlanguage: fa\n"
    ])
    let path = folder.folder + "/../\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try Program.align("draft", folder.folder, "--quiet", "--out", path).status == 0)
    #expect(try Program.run(try #require(peerPython), ["-c", Self.change, path, "L2", "2960"]).status == 0)
    let again = try Program.align("draft", folder.folder, "--keep", path, "--format", "csv")
    #expect(again.status == 0 && again.errors.contains("۱ مبلغ"), "\(again.errors)")
    let row = again.text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("L2,") }
    #expect(row?.contains(",2960,") == true, "\(again.text)")
    // The draft that holds it says so, and holds it again, as a table and as a workbook.
    for ending in ["csv", "xlsx"] {
      let held = folder.folder + "/../\(UUID().uuidString).\(ending)"
      defer { try? FileManager.default.removeItem(atPath: held) }
      #expect(try Program.align("draft", folder.folder, "--keep", path, "--quiet", "--out", held).status == 0)
      let third = try Program.align("draft", folder.folder, "--keep", held, "--format", "csv")
      #expect(third.status == 0 && third.errors.contains("۱ مبلغ") && third.text == again.text, "\(third.errors)")
    }
    // Nothing was changed in a draft that nobody touched.
    let csv = folder.folder + "/../\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: csv) }
    #expect(try Program.align("draft", folder.folder, "--quiet", "--out", csv).status == 0)
    let same = try Program.align("draft", folder.folder, "--keep", csv, "--format", "csv")
    #expect(same.status == 0 && same.errors.contains("۰ مبلغ"), "\(same.errors)")
  }

  @Test(
    "a draft in a workbook is verified as it stands: what a person changed breaks the envelope",
    .enabled(if: peerPython != nil, "no python: openpyxl did not change it"))
  func verified() throws {
    let folder = try TemporaryWorkspace([:])
    let path = folder.folder + "/draft.xlsx"
    let scenario = "datasets/tabriz-1402/scenarios/balanced.yaml"
    let drafted = try Program.align("draft", "datasets/tabriz-1402", scenario, "--lang", "fa", "--quiet", "--out", path)
    #expect(drafted.status == 0, "\(drafted.errors)")
    func verify() throws -> ProgramResult {
      try Program.align("verify", "datasets/tabriz-1402", path, "--scenario", scenario, "--lang", "en", "--quiet")
    }
    let sound = try verify()
    #expect(sound.status == 0, "\(sound.text) \(sound.errors)")
    #expect(try Program.run(try #require(peerPython), ["-c", Self.change, path, "10-1201-001", "1"]).status == 0)
    let changed = try verify()
    #expect(changed.status == 1, "\(changed.text) \(changed.errors)")
  }

  @Test("an envelope of a release order that cannot be met is named with its reason")
  func unmetRelease() throws {
    let order = try Program.align(
      "draft", "datasets/tabriz-1402", "datasets/tabriz-1402/scenarios/council.yaml", "--release", "25:100:75",
      "--lang",
      "en", "--quiet", "--format", "csv")
    #expect(order.status == 2 && !order.text.isEmpty)
    #expect(order.errors.contains("25%: ") && !order.errors.contains("100%: "), "\(order.errors)")
  }

  @Test("a draft becomes the rows of its year, once, and every other byte of the table stays")
  func apply() throws {
    let folder = try TemporaryWorkspace()
    let table = folder.folder + "/budget.csv"
    let before = try String(contentsOfFile: table, encoding: .utf8)
    let applied = try Program.align("draft", folder.folder, "--apply", "--lang", "en")
    #expect(applied.status == 0 && applied.errors.contains("3 lines of 1403"), "\(applied.errors)")
    let after = try String(contentsOfFile: table, encoding: .utf8)
    #expect(after.hasPrefix(before))
    let rows = after.dropFirst(before.count).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.map { $0[0] } == ["L1", "L2", "L3"] && rows.allSatisfy { $0[1] == "1403" })
    #expect(rows.reduce(0) { $0 + (Int($1[3]) ?? 0) } == 4500)
    #expect(try Program.align("analyze", folder.folder, "--year", "1403", "--quiet", "--fail-on", "never").status == 0)
    let again = try Program.align("draft", folder.folder, "--apply", "--lang", "en")
    #expect(again.status == 65 && again.errors.contains("holds lines of 1403 already"), "\(again.errors)")
    #expect(try String(contentsOfFile: table, encoding: .utf8) == after)
  }
}
