import AlignWords
import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Rows pasted twice in tables without ids, and dashes where a share belongs.
@Suite struct DoubleRowTests {
  @Test(
    "a row that says what an earlier one says is an error with both rows",
    arguments: [
      ("links.csv", "line,indicator,share\nL1,I1,0.5\nL2,I2,0.5\nL1,I1,50%\n", 4, "2"),
      ("links.csv", "line,indicator,goal,share,evidence\nL1,,G1,,a\nL1,,G1,1,b\n", 3, "2"),
      ("links.csv", "line,indicator\nX-1,I1\nL1,I1\nX-1,I1\n", 4, "2"),
      ("links.csv", "line,indicator,effect\nL1,I1,against\nL1,I1,مخالف\n", 3, "2"),
      ("rules.csv", "indicator,share,department,title\nI1,1,Parks,\nI1,1,parks,\n", 3, "2"),
      ("rules.csv", "goal,share,title\nG1,0.5,پل  عابر\nG2,0.5,پل عابر\nG1,50%,پل عابر\n", 4, "2"),
      ("accepted.csv", "code,subject,reason\nAL101,L3,a\nal101,l3,b\n", 3, "2"),
      ("judgements.csv", "expert,node,left,right,ratio\nE,plan,A1,A2,3\nE,plan,A1,A2,3.0\n", 3, "2"),
    ])
  func pasted(file: String, text: String, row: Int, first: String) throws {
    let problem = try #require(TemporaryWorkspace(changing: [file: text]).problems().first { $0.kind == .doubleRow })
    #expect(problem.file == file && problem.row == row && problem.gravity == .error)
    #expect(problem.found(in: .en).hasSuffix("row \(first)") && problem.found(in: .fa).contains("سطر"))
  }

  @Test(
    "rows that say different things of the same pair stand",
    arguments: [
      ("links.csv", "line,indicator,share\nL1,I1,0.5\nL1,I1,0.25\nL1,I2,0.5\n"),
      ("links.csv", "line,indicator,status\nL1,I1,suggested\nL1,I1,confirmed\nL1,I1,rejected\n"),
      ("links.csv", "line,indicator,effect\nL1,I1,for\nL1,I1,against\n"),
      ("rules.csv", "indicator,share,title\nI1,1,a\nI1,1,b\nI2,1,a\nI1,0.5,a\n"),
      ("accepted.csv", "code,subject,reason,until\nAL101,L3,a,1401\nAL101,L3,a,1402\n"),
      ("judgements.csv", "expert,node,left,right,ratio\nE,plan,A1,A2,3\nF,plan,A1,A2,3\nE,plan,A1,A2,5\n"),
    ])
  func different(file: String, text: String) throws {
    let problems = try TemporaryWorkspace(changing: [file: text]).reading().problems
    #expect(!problems.contains { $0.gravity == .error }, "\(problems)")
  }

  @Test("among thousands of links of one line the double is found")
  func many() throws {
    var text = "line,indicator,share\n"
    for number in 1...3000 { text += "L1,I1,0.\(String(10_000 + number).dropFirst())1\n" }
    let problems = try TemporaryWorkspace(changing: ["links.csv": text + "L1,I1,0.00071\nL1,I1,0.40001\n"]).problems()
    #expect(problems.filter { $0.kind == .doubleRow }.map(\.row) == [3002])
  }

  @Test("a dash in share is asked about, and no 100 %", arguments: ["-", "–", "ـ", " - "])
  func dash(cell: String) throws {
    let links = "line,indicator,share\nL1,I1,\(cell)\n"
    let problem = try #require(TemporaryWorkspace(changing: ["links.csv": links]).problems().first)
    #expect(problem.kind == .unreadableShare && problem.row == 2 && problem.column == "share")
    #expect(try TemporaryWorkspace(changing: ["links.csv": "line,indicator,share\nL1,I1,\n"]).read().links.share == [1])
  }
}
