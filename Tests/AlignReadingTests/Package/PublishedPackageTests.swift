import AlignWords
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Fiscal Data Packages that others published, each to its total or to the contradictions between its description and its data.
@Suite(.enabled(if: sharedFolder != nil, "../shared is not there: published packages were not read"))
struct PublishedPackageTests {
  /// A plan of one indicator beside the package's own files.
  private func folder(_ package: String) throws -> TemporaryWorkspace {
    let folder = try TemporaryWorkspace([
      "axes.csv": "id,name\nA1,a\n", "goals.csv": "id,axis,name\nG1,A1,a\n",
      "indicators.csv": "id,goal,name,unit,kind,direction,baseline\nI1,G1,a,b,level,up,1\n",
    ])
    let source = (sharedFolder ?? "") + "/data/fiscal_data_packages/" + package
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      try FileManager.default.createSymbolicLink(
        atPath: folder.folder + "/" + name, withDestinationPath: source + "/" + name)
    }
    return folder
  }

  struct Expected: Sendable {
    var package: String
    var rows: Int
    var currency: String
    var approved: String
    var years: [Int]
    /// Fields that a warning names.
    var contradictions: [String] = []
  }

  static let published = [
    Expected(
      package: "babbage/tests/sample-data/uk", rows: 2000, currency: "GBP", approved: "12008553000.04",
      years: Array(2004...2010), contradictions: ["time_month", "time_day", "time_week"]),
    // The package multiplies the approved amounts by a thousand and the executed ones by a hundred.
    Expected(
      package: "babbage/tests/sample-data/md", rows: 2000, currency: "MDL", approved: "730448500000.00", years: [2014],
      contradictions: ["bytes"]),
    Expected(
      package: "demos/madrid-municipal-gastos", rows: 20_217, currency: "EUR", approved: "18856010299.00",
      years: Array(2012...2015), contradictions: ["CENTRO", "SECCION", "PROGRAMA"]),
    Expected(
      package: "demos/al-treasury-spending", rows: 40, currency: "ALL", approved: "33299653.00", years: [2014]),
    Expected(
      package: "demos/eu-funds-absorption-rate-2007-2013", rows: 936, currency: "EUR", approved: "1172208313152.40",
      years: Array(2007...2015), contradictions: ["Year", "bytes"]),
    Expected(
      package: "demos/openspending-macedonia", rows: 10_153, currency: "MKD", approved: "206031540016.00",
      years: [2014, 2015], contradictions: ["Буџет", "“;”"]),
    Expected(
      package: "spec_examples/examples/transform-needed", rows: 6, currency: "EUR", approved: "7600.00", years: [2014],
      contradictions: ["year"]),
    Expected(
      package: "spec_examples/examples/labels-and-hierarchies", rows: 1, currency: "USD", approved: "10000.00",
      years: [2015], contradictions: ["budget_date"]),
  ]

  @Test("packages are read to the last unit of their total, and what contradicts itself is named", arguments: published)
  func totals(_ expected: Expected) throws {
    let files = try folder(expected.package)
    let workspace = try files.read(jobs: 2)
    let budget = workspace.budget
    #expect(budget.count == expected.rows)
    #expect(workspace.settings.currency.code == expected.currency)
    #expect(workspace.settings.currency.exact(budget.approved.values.reduce(0, +)) == expected.approved)
    #expect(budget.years == expected.years)
    let warnings = workspace.warnings.map { $0.line(in: .en) }
    for field in expected.contradictions {
      #expect(warnings.contains { $0.contains(field) }, "\(field) in \(warnings)")
    }
    // The same through the description's own path.
    let again = try WorkspaceReader(folder: files.folder + "/datapackage.json").read()
    #expect(again.budget.approved.values == budget.approved.values)
  }

  @Test("Moldova's executed amounts are the spending, its codes the ids, its labels the titles and departments")
  func moldova() throws {
    let budget = try folder("babbage/tests/sample-data/md").read().budget
    #expect(budget.spent?[0] == 517_102_233_800)
    #expect(budget.id(of: BudgetRow(0)) == "Central.101.0101.010.01.01.01.111.111.00")
    #expect(budget.title[0] == "Remuneration of work")
    #expect(budget.categories[.mission]?[0] == "General purpose state services")
  }

  @Test(
    "packages whose model names what the file does not have are refused, field by field",
    arguments: [
      ("spec_examples/examples/minimal", ["expenditure", "year"]),
      ("spec_examples/examples/entities-normalized", ["year"]),
      ("spec_examples/examples/entities-denormalized", ["expenditure", "year"]),
      ("demos/au-budget", ["2014-15", "2015-16", "2016-17", "2017-18", "2018-19"]),
    ])
  func contradictions(package: String, fields: [String]) throws {
    let problems = try folder(package).problems()
    let errors = problems.filter { $0.gravity == .error }
    #expect(Set(errors.compactMap(\.place.heading)) == Set(fields), "\(errors)")
    #expect(errors.allSatisfy { ($0.file ?? "").hasSuffix(".csv") && $0.row != nil })
  }
}
