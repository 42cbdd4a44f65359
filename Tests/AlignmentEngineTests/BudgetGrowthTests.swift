import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("Nominal and real change of a budget") struct BudgetGrowthTests {
  @Test("prices that double leave half of a nominal change, and only their ratio counts", arguments: [1, 7.5])
  func real(scale: Double) throws {
    let prices = [1401: 50 * scale, 1402: 100 * scale]
    let growth = try #require(BudgetGrowth(from: (1401, 100), to: (1402, 300), prices: prices))
    #expect(growth.nominal == 2 && abs(growth.real - 0.5) < 1e-12)
    let back = try #require(BudgetGrowth(from: (1402, 300), to: (1401, 100), prices: prices))
    #expect(abs((1 + back.real) * (1 + growth.real) - 1) < 1e-12)
  }

  @Test("a year without a price, the same year and nothing to start from are not told")
  func unknown() {
    #expect(BudgetGrowth(from: (1401, 100), to: (1402, 300), prices: [1402: 100]) == nil)
    #expect(BudgetGrowth(from: (1401, 100), to: (1402, 300), prices: [1401: 100]) == nil)
    #expect(BudgetGrowth(from: (1402, 100), to: (1402, 300), prices: [1402: 100]) == nil)
    #expect(BudgetGrowth(from: (1401, 0), to: (1402, 300), prices: [1401: 1, 1402: 1]) == nil)
  }

  @Test("an analysis tells the years of its budget, without revenue and without later years")
  func years() throws {
    let budget = """
      line,year,title,approved,direction
      L1,1401,a,100,expenditure
      L1,1402,a,150,expenditure
      L1,1403,a,900,expenditure
      R1,1402,r,5000,revenue

      """
    let workspace = try TemporaryWorkspace(changing: [
      "budget.csv": budget, "links.csv": "line,indicator,share\nL1,I1,1\n",
      "prices.csv": "year,index\n1401,4\n1402,5\n",
    ]).read()
    let analysis = try Analysis(of: workspace, year: 1402)
    #expect(analysis.budgetYears.map(\.year) == [1401, 1402])
    let unit = analysis.budgetYears[0].approved / 100
    #expect(analysis.budgetYears.map(\.approved) == [100 * unit, 150 * unit])
    #expect(analysis.budgetYears.map(\.real) == [125 * Double(unit), 150 * Double(unit)])
    let growth = try #require(analysis.growth)
    #expect(growth.nominal == 0.5 && abs(growth.real - 0.2) < 1e-12)
    #expect(try Analysis(of: workspace, year: 1401).growth == nil)
  }
}
