import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

/// Workspaces and drafts as Data Packages.
@Suite struct FiscalPackageTests {
  private func write(_ package: FiscalPackage, to folder: TemporaryWorkspace) throws {
    for file in try package.files() { try folder.write(file.bytes, to: file.name) }
  }

  private func validate(_ folder: TemporaryWorkspace) throws {
    guard let peerPython else { return }
    // The command line of frictionless, as a user runs it.
    let result = try Program.run(
      peerPython, ["-m", "frictionless", "validate", folder.folder + "/datapackage.json", "--json"])
    #expect(
      result.text.contains("\"valid\": true") && !result.text.contains("\"valid\": false"),
      "\(result.text.prefix(3000))")
  }

  @Test(
    "a workspace goes out and comes back the same, and frictionless finds nothing wrong",
    arguments: ["minimal", "tabriz-1402"])
  func roundTrip(name: String) throws {
    let (reading, tables) = WorkspaceReader(folder: repository + "/datasets/" + name).readingWithTables()
    let before = try reading.whole()
    let folder = try TemporaryWorkspace([:])
    try write(.of(before, tables: tables, name: name), to: folder)
    let after = try folder.read()
    let (first, second) = (try Analysis(of: before), try Analysis(of: after))
    #expect(first.alignment.alignmentIndex == second.alignment.alignmentIndex)
    #expect(first.funding.funding.values == second.funding.funding.values)
    #expect(after.budget.approved.values == before.budget.approved.values)
    #expect(after.settings.period == before.settings.period)
    #expect(first.flagList.totals.counts.map(\.count) == second.flagList.totals.counts.map(\.count))
    #expect(after.warnings.filter { $0.code.hasPrefix("package") }.isEmpty)
    try validate(folder)
  }

  @Test("the same as one workbook", arguments: ["minimal", "tabriz-1402"])
  func workbook(name: String) throws {
    let (reading, tables) = WorkspaceReader(folder: repository + "/datasets/" + name).readingWithTables()
    let before = try reading.whole()
    let folder = try TemporaryWorkspace([:])
    for language in Language.allCases {
      let sink = MemorySink()
      try ReportWorkbook.of(before, tables: tables, in: language).write(to: sink)
      try folder.write(sink.bytes, to: "\(language.rawValue).xlsx")
      let after = try WorkspaceReader(folder: folder.folder + "/\(language.rawValue).xlsx").read()
      #expect(try Analysis(of: after).alignment.alignmentIndex == Analysis(of: before).alignment.alignmentIndex)
      #expect(after.budget.approved.values == before.budget.approved.values)
    }
  }

  @Test("descriptions, which links are suggested from, come back too")
  func descriptions() throws {
    let source = try TemporaryWorkspace(changing: [
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline,baseline_year,owner,description
      I1,G1,زمان رسیدن,دقیقه,level,down,10,1397,آتش‌نشانی,از اعلام تا رسیدن خودرو
      I2,G2,خط مترو,کیلومتر,level,up,5,1397,قطار شهری,
      I3,G2,ایستگاه,عدد,level,up,2,1397,قطار شهری,"با ""تقاطع"" خط"

      """,
      "budget.csv":
        "line,year,title,approved,description\nL1,1402,خرید خودرو,1000,دو دستگاه\nL2,1402,حفر تونل,3000,\n",
    ])
    let (reading, tables) = WorkspaceReader(folder: source.folder).readingWithTables()
    let before = try reading.whole()
    let folder = try TemporaryWorkspace([:])
    try write(.of(before, tables: tables, name: "d"), to: folder)
    let after = try folder.read()
    #expect(after.plan.indicators.descriptions.values == before.plan.indicators.descriptions.values)
    #expect(after.plan.indicators.descriptions.values.first == "از اعلام تا رسیدن خودرو")
    #expect((0..<2).map { after.budget.description?[$0] } == ["دو دستگاه", nil])
    try validate(folder)
  }

  @Test("a draft is a package whose amounts are proposed")
  func draft() throws {
    let table = ReportTable(
      title: .verbatim("draft"),
      columns: [
        .words("line", .id), .number("year", .rank), .number("approved", .approved), .number("draft", .amount),
      ], count: 2
    ) { [.text("L\($0)"), .integer(1403), .amount(100), .amount(Int64($0) + 7)] }
    let folder = try TemporaryWorkspace([:])
    try write(
      .ofDraft(
        table, name: "پیش‌نویس ۱۴۰۳", settings: Settings(), phases: ["approved": "approved", "draft": "proposed"]),
      to: folder)
    let text = try String(contentsOfFile: folder.folder + "/datapackage.json", encoding: .utf8)
    #expect(text.contains("\"phase\":\"proposed\""))
    try validate(folder)
  }
}
