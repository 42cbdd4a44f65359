import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

/// A budget held against the criteria of a budget book.
@Suite("report --grade") struct BudgetBookTests {
  private func outcomes(_ changes: [String: String]) throws -> [BudgetBook.Criterion: BudgetBook.Outcome] {
    let book = BudgetBook(of: try TemporaryWorkspace(changing: changes).read(), year: 1402)
    return Dictionary(uniqueKeysWithValues: book.findings.map { ($0.criterion, $0.outcome) })
  }

  @Test("what the tables do not hold is missing, and what no table holds is left to a person")
  func bare() throws {
    let found = try outcomes(["budget.csv": "line,year,title,approved\nL1,1402,a,100\nL2,1402,b,100\n"])
    for criterion in [BudgetBook.Criterion.overview, .adopted, .funds, .consolidated, .revenues, .longRange, .capital] {
      #expect(found[criterion] == .missing, "\(criterion)")
    }
    for criterion in [BudgetBook.Criterion.shortTerm, .balance, .debt, .positions] {
      #expect(found[criterion] == .byHand, "\(criterion)")
    }
    #expect(found[.charts] == .met && found.count == BudgetBook.Criterion.allCases.count)
  }

  @Test("filling in a column meets its criterion, half of it in part")
  func filled() throws {
    func budget(_ second: String) -> String {
      "line,year,title,approved,proposed,fund,kind,direction\nL1,1401,a,90,,,,\nL1,1402,a,100,80,own,capital,\n"
        + "L2,1402,b,100,\(second),\nR1,1402,r,500,,,,revenue\n"
    }
    let links = "line,indicator,share\n"
    let half = try outcomes(["budget.csv": budget(",,"), "links.csv": links])
    let whole = try outcomes(["budget.csv": budget("90,own,current"), "links.csv": links])
    for criterion in [BudgetBook.Criterion.adopted, .funds, .capital] {
      #expect(half[criterion] == .partly && whole[criterion] == .met, "\(criterion)")
    }
    #expect(whole[.overview] == .met && whole[.consolidated] == .met && whole[.revenues] == .partly)
  }

  @Test("every criterion has its words in every language", arguments: Language.allCases)
  func words(language: Language) throws {
    let book = BudgetBook(of: try TemporaryWorkspace().read(), year: 1402)
    let table = BudgetBookTable.table(book, in: language)
    let format = NumberFormat(language: language)
    for row in 0..<table.count {
      let cells = table.row(row).map { $0.shown(in: format) }
      #expect(!cells[0].isEmpty && !cells[2].isEmpty && !cells.joined().contains("grade."), "\(cells)")
      #expect(book.findings[row].outcome == .met || !cells[4].isEmpty, "\(cells)")
    }
    #expect(!BudgetBookTable.answer(book, format).contains("%"))
  }
}
