import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

/// Real tables of real cities, which stand outside this repository; skipped where they are absent.
@Suite(.enabled(if: sharedFolder != nil, "../shared is not there: real tables were not read"))
struct RealTablesTests {
  private func workspace(_ name: String, jobs: Int = 1) throws -> Workspace {
    try WorkspaceReader(folder: (sharedFolder ?? "") + "/workspaces/" + name, jobs: jobs).read()
  }

  /// What must hold of any analysis, whatever the city.
  private func expectSane(_ analysis: Analysis) {
    let alignment = analysis.alignment
    let funding = analysis.funding
    let isFinite = funding.funding.values.allSatisfy { $0.isFinite }
    #expect(isFinite)
    let weight = analysis.weights.indicator.values.reduce(0, +)
    #expect(abs(weight - 1) < 1e-12)
    for share in [alignment.coverage, alignment.liveCoverage, alignment.liveCoverageUpper, alignment.alignmentIndex] {
      #expect(share.map { (-1e-12...1 + 1e-12).contains($0) } ?? true)
    }
    let amounts = alignment.goals.compactMap(\.underFundingAmount)
    #expect(abs(amounts.reduce(0, +)) <= 1e-9 * max(1, alignment.use.base))
    let needs = alignment.goals.compactMap(\.needShare)
    if !needs.isEmpty { #expect(abs(needs.reduce(0, +) - 1) < 1e-12) }
    for (state, value) in zip(analysis.attainment.state.values, analysis.attainment.attainment.values) {
      #expect((state == .ok) == (value != nil))
    }
  }

  @Test("Los Angeles 2018 reconciles to the dollar and its programmes tie to their measures")
  func losAngeles() throws {
    let analysis = try Analysis(of: workspace("la-2018"))
    #expect(analysis.workspace.settings.currency.exact(analysis.funding.totalApproved) == "9292134656.00")
    // 159 of 173 programmes with a measure occur in the lines and carry 3,422,359,686.
    #expect(abs(analysis.funding.totalLinked / 100 - 3_422_359_686) < 1)
    #expect(analysis.funding.warnings.count { $0.kind == .ruleMatchesNothing } > 0)
    expectSane(analysis)
  }

  @Test("Lima 2020 reconciles to the cent")
  func lima() throws {
    let analysis = try Analysis(of: workspace("lima-2020"))
    #expect(analysis.workspace.settings.currency.exact(analysis.funding.totalApproved) == "1337508746.09")
    #expect(abs(analysis.funding.totalLinked / 100 - 817_430_159.65) < 0.01)
    let wrongSide = Set(analysis.flagList.filter { $0.code == "AL305" }.map(\.subject.id))
    let published: Set = [
      "var14", "var15", "var22", "var33", "var41", "var72", "var114", "var127", "var130", "var137", "var140", "var143",
      "var149", "var150", "var154", "var156", "var157", "var158", "var174",
    ]
    #expect(wrongSide.isSubset(of: published))
    expectSane(analysis)
  }

  @Test("Isfahan's cards have no budget, and say so")
  func isfahan() throws {
    let workspace = try workspace("isfahan-1404")
    #expect(throws: AnalysisError.noBudget) { _ = try Analysis(of: workspace) }
    let lint = try PlanLint(of: workspace, period: nil)
    let contradicted = Set(lint.flags.filter { $0.code == "AL305" }.map(\.subject.id))
    #expect(contradicted.isSuperset(of: ["2-2/11", "1-4/8", "2-3/1"]))
    #expect(lint.flags.count { $0.code == "AL301" } == 21)
  }

  @Test("one thread or two, the same figures to the last bit", arguments: ["la-2018", "lima-2020"])
  func jobs(name: String) throws {
    let one = try Analysis(of: workspace(name), jobs: 1)
    let two = try Analysis(of: workspace(name, jobs: 2), jobs: 2)
    #expect(one.funding.funding.values == two.funding.funding.values)
    #expect(one.alignment.alignmentIndex == two.alignment.alignmentIndex)
  }

  /// A plan of one indicator, under which a foreign budget is read through a mapping of columns.
  private func mapped(_ budget: String, _ settings: String) throws -> Workspace {
    var files = TemporaryWorkspace.whole
    for name in ["targets.csv", "measurements.csv", "links.csv", "budget.csv"] { files[name] = nil }
    files["indicators.csv"] = "id,goal,name,unit,kind,direction,baseline\nI1,G1,a,b,level,up,1\nI2,G2,a,b,level,up,1\n"
    files["align.yaml"] = settings
    let folder = try TemporaryWorkspace(files)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: (sharedFolder ?? "") + "/data/" + budget))
    try folder.write(Array(bytes), to: "budget.csv")
    return try folder.read(jobs: 2)
  }

  @Test("Madrid's four years are read through a mapping, codes with leading zeros and all")
  func madrid() throws {
    let workspace = try mapped(
      "fiscal_data_packages/demos/madrid-municipal-gastos/data/gastos_v40_2012-2015.csv",
      """
      calendar: gregorian
      currency: EUR
      columns:
        budget: {line: [CENTRO, SECCION, PROGRAMA, ECONOMICO], year: AÑO, title: DESCRIPCION ECONOMICO, approved: IMPORTE,
          department: DESCRIPCION SECCION, program: PROGRAMA, economic: CAPITULO}
      """)
    #expect(workspace.budget.count == 20_217)
    #expect(workspace.budget.years == [2012, 2013, 2014, 2015])
    #expect(workspace.budget.id(of: BudgetRow(0)) == "001.002.91100.12000")
  }

  @Test("Oakland's rows without ids, with negatives, decimals and fiscal years such as FY17-18")
  func oakland() throws {
    let workspace = try mapped(
      "messy_budgets/oakland/FY17-18__proposed.csv",
      """
      calendar: gregorian
      currency: USD
      columns:
        budget: {line: "#", year: budget_year, title: account_category, approved: amount, fund: fund_code}
      """)
    #expect(workspace.budget.years == [2018])
    #expect(workspace.budget.approved.values[0] == -1_500_000)
    #expect(workspace.budget.department(of: BudgetRow(0)) == "Finance")
  }
}
