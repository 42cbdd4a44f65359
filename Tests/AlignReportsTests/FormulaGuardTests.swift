import AlignBasics
import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignReports

/// Texts that a spreadsheet would work out leave us as texts, and come back as they were.
@Suite struct FormulaGuardTests {
  @Test(
    "a text that a spreadsheet would work out is guarded, a number and any other text is not",
    arguments: [
      ("=HYPERLINK(\"http://x\")", true), ("+cmd|' /C calc'!A0", true), ("-2+3", true), ("@SUM(A1)", true),
      ("\t=1", true),
      ("-12.5", false), ("+1,200", false), ("-۱۲٪", false), ("-", false), ("", false), ("ساخت پل", false),
      ("a=b", false),
      ("'quoted'", false),
    ])
  func guarding(text: String, isGuarded: Bool) {
    #expect(FormulaGuard.guarded(text) == (isGuarded ? "'" + text : text))
    #expect(FormulaGuard.bare(FormulaGuard.guarded(text)) == text)
  }

  @Test("what a command writes as CSV is read back as it was, by the reader of decisions and by that of tables")
  func roundTrip() throws {
    let titles = ["=1+1", "-پل", "@home", "+a,\"b\"", "ساده"]
    let offices = ["=x", "-دفتر", "@y", "+z", "عادی"]
    let table = ReportTable(
      title: .lines, columns: ["line", "year", "title", "approved", "department"].map { .words($0, .verbatim($0)) },
      count: titles.count
    ) {
      [.text("-L\($0)"), .integer(1402), .text(titles[$0]), .amount(-5), .text(offices[$0])]
    }
    let sink = MemorySink()
    try CSVTable.write(table, currency: Currency(code: "IRR"), marksEncoding: true, to: sink)
    #expect(String(decoding: sink.bytes, as: UTF8.self).contains(",-5,"))
    let files = try TemporaryWorkspace()
    try files.write(sink.bytes, to: "budget.csv")
    let plain = try PlainTable(reading: files.folder + "/budget.csv")
    #expect((0..<5).map { plain[$0, 2] } == titles)
    let budget = try #require(WorkspaceReader(folder: files.folder).reading().workspace.budget)
    #expect((0..<5).map { budget.title[$0] } == titles)
    #expect((0..<5).map { budget.department(of: BudgetRow($0)) } == offices)
    #expect((0..<5).map { budget.id(of: BudgetRow($0)) } == (0..<5).map { "-L\($0)" })
  }
}
