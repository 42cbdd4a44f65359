import AlignReports
import AlignWords
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Headings that a hand misspelt, and those that are columns of the user's own.
@Suite struct HeadingSlipTests {
  private func problems(_ file: String, _ heading: String, _ row: String) throws -> [Problem] {
    try TemporaryWorkspace(changing: [file: "\(heading)\n\(row)\n"]).reading().problems
  }

  @Test(
    "a misspelt optional heading is an error that asks for the one that was meant",
    arguments: [
      ("line,indicator,Share%", "share"), ("line,indicator,efect", "effect"), ("line,indicator,stauts", "status"),
      ("line,indicator,share (0-1)", "share"), ("line,indicator,Stattus", "status"),
      ("line,indicator,evidense", "evidence"),
      ("line,indicator,سهم %", "سهم"), ("line,indicator,وضیعت", "وضعیت"),
      ("line,indicator,proporcion(%)", "proporción"),
    ])
  func misspelt(heading: String, meant: String) throws {
    let found = try problems("links.csv", heading, "L1,I1,1").filter { $0.kind == .misspeltHeading }
    #expect(found.count == 1)
    let problem = try #require(found.first)
    #expect(problem.gravity == .error && problem.suggestion == meant && problem.row == 1)
    #expect(problem.place.heading == heading.split(separator: ",").last.map(String.init))
    #expect(problem.line(in: .en).contains("did you mean “\(meant)”?"))
    #expect(problem.line(in: .fa).contains("شاید منظور «\(meant)» است"))
  }

  @Test(
    "capitals, spellings of a letter, accents and nim-fāseleh do not matter in a heading",
    arguments: ["SHARE", "Share", " share ", "سهم", "Proporcion", "PROPORCIÓN"])
  func spelling(heading: String) throws {
    let files = try TemporaryWorkspace(changing: ["links.csv": "Line,Indicator,\(heading)\nL1,I1,0.25\n"])
    #expect(try files.read().links.share == [0.25])
    let budget = "ردیف,سال,عنوان,مصوب,دستگاه اجرايي,هزينه‌شده\nL1,1402,a,7,x,3\nL2,1402,b,8,y,\nL3,1402,c,9,z,\n"
    let workspace = try TemporaryWorkspace(changing: ["budget.csv": budget]).read()
    #expect(workspace.budget.spent?[0] == 3 && workspace.budget.categories[.department] != nil)
  }

  @Test(
    "a heading far from all, a word of its own, or one whose column is there already is no slip",
    arguments: [
      "function", "Section", "Fund", "lane", "district", "notes", "Committee", "طرح", "منطقه", "ECONOMICO",
      "project id",
      "department name", "title2", "years", "approved 2",
    ])
  func ownColumns(heading: String) throws {
    let text = "line,year,title,approved,department,\(heading)\nL1,1402,a,7,x,v\nL2,1402,b,8,y,v\nL3,1402,c,9,z,v\n"
    let problems = try TemporaryWorkspace(changing: ["budget.csv": text]).reading().problems
    #expect(!problems.contains { $0.gravity == .error }, "\(problems)")
  }

  @Test("columns of one's own are kept by their names and said once for a table")
  func saidOnce() throws {
    let text = "line,year,title,approved,district,priority\nL1,1402,a,7,x,v\nL2,1402,b,8,y,v\nL3,1402,c,9,z,v\n"
    let files = try TemporaryWorkspace(changing: [
      "budget.csv": text, "axes.csv": "id,name,colour\nA1,a,red\nA2,b,blue\n",
    ])
    let reading = WorkspaceReader(folder: files.folder).reading()
    #expect(reading.workspace.budget.attributes.map(\.name) == ["district", "priority"])
    let said = reading.problems.filter { [.furtherColumns, .unreadColumns].contains($0.kind) }
    #expect(said.map(\.file) == ["axes.csv", "budget.csv"])
    #expect(said.allSatisfy { $0.gravity == .warning })
    #expect(said.last?.found(in: .en).contains("district, priority") == true)
  }

  @Test("a heading that align.yaml maps is never a slip")
  func mapped() throws {
    let settings = TemporaryWorkspace.whole["align.yaml", default: ""] + "columns: {links: {share: Share%}}\n"
    let files = try TemporaryWorkspace(changing: [
      "align.yaml": settings, "links.csv": "line,indicator,Share%,shar\nL1,I1,0.25,x\n",
    ])
    #expect(try files.read().links.share == [0.25])
  }

  @Test("a criterion may be written in any capitals; a misspelt one is asked about")
  func criteria() throws {
    func text(_ heading: String) -> String {
      "line,year,title,approved,\(heading)\nL1,1402,a,7,1\nL2,1402,b,8,2\nL3,1402,c,9,3\n"
    }
    let read = try TemporaryWorkspace(changing: ["budget.csv": text("Criterion:speed")]).read()
    #expect(read.budget.criteria.map(\.name) == ["speed"])
    let problems = try TemporaryWorkspace(changing: ["budget.csv": text("criterian:speed")]).problems()
    #expect(problems.contains { $0.kind == .misspeltHeading && $0.suggestion == "criterion:speed" })
  }

  @Test("two equal headings that nobody reads are a remark, two that are read a mistake")
  func repeated() throws {
    let rows = "L1,1402,a,7,1,2\nL2,1402,b,8,1,2\nL3,1402,c,9,1,2\n"
    let unused = try TemporaryWorkspace(changing: ["budget.csv": "line,year,title,approved,%,%\n" + rows])
    #expect(unused.reading().problems.contains { $0.kind == .doubleHeading && $0.gravity == .warning })
    let used = try TemporaryWorkspace(changing: ["budget.csv": "line,year,title,approved,spent,spent\n" + rows])
    #expect(try used.problems().contains { $0.kind == .doubleHeading && $0.gravity == .error })
  }

  @Test("no heading of a table is taken for a misspelling of another of its headings")
  func knownHeadings() {
    for table in Tables.all {
      for column in table.columns {
        let others = table.columns.filter { $0.name != column.name }.flatMap { [$0.name] + $0.alsoCalled }
        for heading in [column.name] + column.alsoCalled {
          let others = others.filter { Heading.key($0) != Heading.key(heading) }
          let meant = Spelling.misspelt(heading, among: others)
          #expect(meant == nil, "\(table.name): \(heading) for \(meant ?? "")")
        }
      }
    }
  }
}
