import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Workbooks that openpyxl and LibreOffice write.
@Suite struct PeerWorkbookTests {
  @Test(
    "openpyxl's file: every kind of cell, right to left, hidden and merged, through the whole reader",
    .enabled(if: peerPython != nil, "no python: openpyxl wrote nothing"))
  func openpyxl() throws {
    let folder = try TemporaryWorkspace([:])
    let script = """
      import sys, datetime, openpyxl
      book = openpyxl.Workbook()
      def sheet(name, rows):
          page = book.create_sheet(name)
          page.sheet_view.rightToLeft = True
          for row in rows: page.append(row)
          return page
      book.remove(book.active)
      sheet("تنظیمات", [["calendar", "solar-hijri"], ["currency", "IRR"], ["synthetic", True], ["year", 1402]])
      sheet("محورها", [["کد", "نام"], ["A1", "ایمنی"]])
      sheet("هدف‌ها", [["کد", "محور", "نام"], ["G1", "A1", "کاهش حادثه"]])
      sheet("شاخص‌ها", [["کد", "هدف", "نام", "واحد", "نوع", "جهت", "پایه"], [1, "G1", "زمان", "دقیقه", "سطح", "کاهشی", 0.1 + 0.2]])
      page = sheet("اندازه‌گیری‌ها", [["شاخص", "دوره", "مقدار"], [1, datetime.date(2023, 4, 1), 8.5], [1, "۱۴۰۱/۱۲/۲۹", 7]])
      page = sheet("بودجه", [["بودجه سال ۱۴۰۲"], ["ردیف", "سال", "عنوان", "مصوب", "الزامی"],
                             ["001", 1402, "خرید\\nخودرو", 1234567890123456, True], ["002", "۱۴۰۲", "حفر", 2.5e9, False],
                             [None, None, "جمع کل", "=SUM(D3:D4)"]])
      page.merge_cells("A1:E1")
      page.row_dimensions[4].hidden = True
      book.save(sys.argv[1])
      """
    let path = folder.folder + "/city.xlsx"
    let made = try Program.run(try #require(peerPython), ["-c", script, path])
    #expect(made.status == 0, "\(made.errors)")
    let workspace = try WorkspaceReader(folder: path, jobs: 2).read()
    #expect(workspace.settings.isSynthetic)
    #expect(workspace.plan.indicators.baseline.values == [0.3])
    #expect(
      workspace.plan.measurements.values[0].map(\.period) == [
        Period(year: 1401, quarter: 4), Period(year: 1402, quarter: 1),
      ])
    #expect(workspace.budget.approved.values == [1_234_567_890_123_456, 2_500_000_000])
    #expect(workspace.budget.id(of: BudgetRow(0)) == "001")
    #expect(workspace.budget.title[0] == "خرید\nخودرو")
    #expect(workspace.budget.mandatory.values == [true, false])
    #expect(Set(workspace.warnings.map(\.kind)) == [.totalRow, .hiddenRows, .datesAsPeriods], "\(workspace.warnings)")
  }

  @Test(
    "LibreOffice's file of a table gives what the table itself gives",
    .enabled(if: libreOffice != nil, "no soffice: LibreOffice wrote nothing"))
  func readsLibreOffice() throws {
    let source = repository + "/datasets/tabriz-1402"
    let folder = try TemporaryWorkspace([:])
    for name in try FileManager.default.contentsOfDirectory(atPath: source)
    where name.hasSuffix(".csv") || name.hasSuffix(".yaml") {
      try FileManager.default.copyItem(atPath: source + "/" + name, toPath: folder.folder + "/" + name)
    }
    let expected = try WorkspaceReader(folder: source).read().budget
    try FileManager.default.removeItem(atPath: folder.folder + "/budget.csv")
    // Comma, quotes, UTF-8, from line 1 on, and the first column as text, so that zeros in front stay.
    let converted = try LibreOffice.convert(
      source + "/budget.csv", to: "xlsx", in: folder.folder, filter: "CSV:44,34,76,1,1/2")
    try FileManager.default.moveItem(atPath: converted, toPath: folder.folder + "/budget.xlsx")
    let budget = try folder.read().budget
    #expect(budget.approved.values == expected.approved.values)
    #expect(budget.count == expected.count)
    #expect((0..<budget.count).allSatisfy { budget.title[$0] == expected.title[$0] })
    #expect((0..<budget.count).allSatisfy { budget.id(of: BudgetRow($0)) == expected.id(of: BudgetRow($0)) })
  }
}
