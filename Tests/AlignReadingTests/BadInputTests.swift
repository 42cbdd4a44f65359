import AlignReports
import AlignWords
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Every mistake that a person or an export can make, each with its place.
@Suite struct BadInputTests {
  @Test("all bad cells of all tables are listed at once, each with file, row and column")
  func gathered() throws {
    let files = try TemporaryWorkspace(changing: [
      "budget.csv":
        "line,year,title,approved\nL1,1402,a,۱۲٫۵۰۰٬\nL2,14020,b,5\n,1402,c,7\nL4,1402,d,99999999999999999999\n",
      "goals.csv": "id,axis,name\nG1,A1,a\nG2,A9,b\n",
    ])
    let problems = try files.problems()
    let positions = Set(problems.map { "\($0.file ?? ""):\($0.row ?? 0):\($0.column ?? "")" })
    #expect(
      positions.isSuperset(of: [
        "budget.csv:2:approved", "budget.csv:3:year", "budget.csv:4:line", "budget.csv:5:approved", "goals.csv:3:axis",
      ]))
    #expect(problems.allSatisfy { !$0.expected(in: .en).isEmpty && !$0.expected(in: .fa).isEmpty })
  }

  @Test(
    "structural mistakes are named for what they are",
    arguments: [
      ("budget.csv", "", "empty-file"),
      ("budget.csv", "line,year,title,approved\n", "no-rows"),
      ("budget.csv", "line,year,title\nL1,1402,a\n", "missing-column"),
      ("budget.csv", "line,year,title,approved,approved\nL1,1402,a,1,2\n", "double-heading"),
      ("budget.csv", "line,year,title,approved\nL1,1402,a,1\nL1,1402,a,1\n", "double-line"),
      ("budget.csv", "line,year,title,approved\nL1,1402,\"a,1\nL2,1402,b,2\n", "open-quote"),
      ("budget.csv", "line,year,title,approved\nL1,1402,a,1\nL2,14", "cut-off"),
      ("budget.csv", "line,year,title,approved\nL1,1402,a,b,1\n", "long-row"),
      ("budget.csv", "PK\u{3}\u{4}rest", "file-is-workbook"),
      ("axes.csv", "id,name\nA1,a\nA1,b\nA2,c\n", "double-id"),
      ("indicators.csv", "id,goal,name,unit,kind,direction,baseline\nI1,G7,a,b,level,up,1\n", "unknown-goal"),
      ("indicators.csv", "id,goal,name,unit,kind,direction,baseline\nI1,G1,a,b,levle,up,1\n", "unreadable-choice"),
      ("targets.csv", "indicator,year,target\nI9,1402,5\n", "unknown-indicator"),
      ("targets.csv", "indicator,year,target\nI1,1402,5\nI1,1402,6\n", "double-target"),
      ("targets.csv", "indicator,year,target,q1,q2,q3,q4\nI1,1402,5,0.5,0.5,0.5,\n", "quarters-count"),
      ("measurements.csv", "indicator,period,value\nI1,1401,5\nI1,1401,6\n", "double-measurement"),
      ("links.csv", "line,indicator,share\nL1,I1,1.5\n", "share"),
      ("links.csv", "line,indicator,share\nL1,,1\n", "no-subject"),
      ("rules.csv", "indicator,share,title\nI1,1,/(/\n", "expression"),
      ("rules.csv", "indicator,share,title\nI1,1,\n", "empty-rule"),
      ("align.yaml", "calender: gregorian\n", "unknown-setting"),
      ("align.yaml", "calendar: [", "yaml-open"),
      ("align.yaml", "files: {budgett: budget.csv}\n", "settings-table"),
      ("align.yaml", "flags: {AL999: {off: true}}\n", "settings-flag"),
    ])
  func structure(file: String, text: String, kind: String) throws {
    let problems = try TemporaryWorkspace(changing: [file: text]).problems()
    #expect(problems.contains { $0.code == kind && $0.gravity == .error && $0.file == file }, "\(problems)")
  }

  @Test("a single damaged byte in UTF-8 is found and placed, and not taken for another encoding")
  func damaged() throws {
    let files = try TemporaryWorkspace()
    var bytes = Array(TemporaryWorkspace.whole["budget.csv", default: ""].utf8)
    let rows = String(repeating: "L9,1401,عنوان فارسی,1,واحد\n", count: 1).utf8
    bytes += rows + [0x4C, 0x38, 0x2C, 0x31, 0x34, 0x30, 0x32, 0x2C, 0xD9, 0x2C, 0x31, 0x2C, 0x0A]
    try files.write(bytes, to: "budget.csv")
    let problems = try files.problems()
    #expect(problems.contains { $0.kind == .damagedText && $0.row == 6 }, "\(problems)")
  }

  @Test("missing folders, folders for files and files for folders are missing input")
  func missing() throws {
    let files = try TemporaryWorkspace()
    try FileManager.default.removeItem(atPath: files.folder + "/budget.csv")
    try FileManager.default.createDirectory(atPath: files.folder + "/budget.csv", withIntermediateDirectories: false)
    for folder in [files.folder, files.folder + "/nowhere", files.folder + "/axes.csv"] {
      #expect(throws: ReadFailure.self) { try WorkspaceReader(folder: folder).read() }
      do { _ = try WorkspaceReader(folder: folder).read() } catch let failure as ReadFailure {
        #expect(failure.exitStatus == .inputMissing)
      }
    }
  }

  @Test("a thousand problems of a kind are counted, not printed")
  func counted() throws {
    let rows = (0..<5000).map { "L\($0),1402,a,x\($0)\n" }.joined()
    let problems = try TemporaryWorkspace(changing: ["budget.csv": "line,year,title,approved\n" + rows]).problems()
    #expect(problems.count == 1000 && problems.last?.more == 4000)
    let lines = ProblemText(problems, in: .en).lines()
    #expect(lines.count < 10 && lines[0] == "5,000 errors:")
    #expect(lines.contains { $0.hasPrefix("… and 4,995 more like this, in rows 7–1001, …") }, "\(lines)")
  }
}
