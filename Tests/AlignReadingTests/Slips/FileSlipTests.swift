import AlignWords
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Files and sheets of another name, two for one table, and one table in several.
@Suite struct FileSlipTests {
  /// The small workspace with a table under another name.
  private func renamed(_ file: String, to name: String) throws -> TemporaryWorkspace {
    let files = try TemporaryWorkspace()
    try FileManager.default.moveItem(atPath: files.folder + "/" + file, toPath: files.folder + "/" + name)
    return files
  }

  @Test(
    "capitals and spellings of a letter do not matter in the name of a file",
    arguments: [
      ("links.csv", "Links.csv"), ("links.csv", "links.CSV"), ("links.csv", "LINKS.Csv"), ("links.csv", "پيوندها.csv"),
      ("links.csv", "پیوند ها.csv"), ("indicators.csv", "شاخص\u{200C}ها.csv"), ("goals.csv", "هدفها.csv"),
      ("align.yaml", "Align.YAML"),
    ])
  func capitals(file: String, name: String) throws {
    let workspace = try renamed(file, to: name).read()
    #expect(workspace.has("links") && workspace.settings.year == 1402)
    #expect(workspace.inputs.contains { $0.file == name })
  }

  @Test(
    "a misspelt name is an error that asks for the one that was meant",
    arguments: [
      ("links.csv", "link.csv", "links.csv"), ("links.csv", "lniks.csv", "links.csv"),
      ("links.csv", "links.csv.txt", "links.txt"), ("measurements.csv", "mesurements.csv", "measurements.csv"),
      ("targets.csv", "target.tsv", "targets.tsv"), ("align.yaml", "align.yml", "align.yaml"),
      ("align.yaml", "aling.yaml", "align.yaml"), ("align.yaml", "align.yaml.txt", "align.yaml"),
    ])
  func misspelt(file: String, name: String, meant: String) throws {
    let problem = try #require(renamed(file, to: name).problems().first { $0.kind == .misspeltFile })
    #expect(problem.gravity == .error && problem.file == name && problem.suggestion == meant)
    #expect(problem.line(in: .en).contains("did you mean"))
  }

  @Test(
    "two files for one table, or a file and a sheet, are an error that asks for files:",
    arguments: ["links.tsv", "Links.csv", "پیوندها.csv"])
  func several(other: String) throws {
    let files = try TemporaryWorkspace(changing: [other: TemporaryWorkspace.whole["links.csv", default: ""]])
    let problem = try #require(files.problems().first { $0.kind == .severalFiles })
    #expect(problem.gravity == .error)
    #expect(problem.found(in: .en).contains("links.csv") && problem.found(in: .en).contains(other))
    #expect(problem.remedy(in: .en).contains("files: {links: "))
    let settings = TemporaryWorkspace.whole["align.yaml", default: ""] + "files: {links: links.csv}\n"
    try files.write(Array(settings.utf8), to: "align.yaml")
    #expect(try files.read().links.count == 2)
  }

  @Test("a sheet of workspace.xlsx beside a file of the same table counts only where it holds rows")
  func sheetBesideFile() throws {
    let files = try TemporaryWorkspace()
    var form = RawWorkbook()
    form.add("پیوندها", [["line", "indicator", "share"]])
    try files.write(form.bytes, to: "workspace.xlsx")
    #expect(try files.read().links.count == 2)
    var filled = RawWorkbook()
    filled.add("پیوندها", [["line", "indicator", "share"], ["L1", "I1", "1"]])
    try files.write(filled.bytes, to: "workspace.xlsx")
    #expect(try files.problems().contains { $0.kind == .severalFiles })
  }

  @Test("a file that no table claims is named once; one whose name speaks of a missing table with what to write")
  func unclaimed() throws {
    let files = try renamed("budget.csv", to: "Budget 1402.csv")
    for name in ["old.csv", "backup.xlsx", "README.csv", "~$budget.xlsx", ".hidden.csv", "plan.pdf"] {
      try files.write(Array("x".utf8), to: name)
    }
    let problems = files.reading().problems
    #expect(problems.allSatisfy { $0.gravity == .warning })
    #expect(problems.first?.kind == .withoutBudget)
    let likely = try #require(problems.first { $0.kind == .likelyFile })
    #expect(likely.remedy(in: .en).contains("files: {budget: \"Budget 1402.csv\"}"))
    let others = problems.filter { $0.kind == .otherFiles }
    #expect(others.count == 1 && others.first?.values[1] == .list([.text("backup.xlsx"), .text("old.csv")]))
  }

  @Test("a misspelt sheet is an error, one that speaks of a missing table a remark")
  func sheets() throws {
    for (name, kind) in [("بودجة", nil), ("budgte", ProblemKind.misspeltSheet), ("بودجه ۱۴۰۲", .likelySheet)] {
      var book = RawWorkbook.whole()
      let index = try #require(book.sheets.firstIndex { $0.name == "budget" })
      book.sheets[index].name = name
      let files = try TemporaryWorkspace([:])
      try files.write(book.bytes, to: "plan.xlsx")
      let reading = WorkspaceReader(folder: files.folder + "/plan.xlsx").reading()
      #expect(reading.workspace.has("budget") == (kind == nil), "\(name)")
      if let kind { #expect(reading.problems.contains { $0.kind == kind && $0.sheet == name }, "\(reading.problems)") }
    }
  }

  @Test("several files make one table, each with its own headings and rows")
  func joined() throws {
    let settings = TemporaryWorkspace.whole["align.yaml", default: ""] + "files: {budget: [a.csv, B.csv, c.xlsx]}\n"
    var book = RawWorkbook()
    book.add("Sheet1", [["ردیف", "سال", "عنوان", "مصوب", "spent"], ["L4", "1402", "d", "40", "4"]])
    let files = try TemporaryWorkspace(changing: [
      "align.yaml": settings,
      "a.csv": "line,year,title,approved,department,zone\nL1,1402,a,10,آتش‌نشانی,n\nL2,1402,b,20,x,s\n",
      "b.csv": "report\n\nApproved;Year;Line;Title;Zone;Department\n30;1402;L3;\"c;c\";w;آتش نشانی\n",
    ])
    try FileManager.default.removeItem(atPath: files.folder + "/budget.csv")
    try files.write(book.bytes, to: "c.xlsx")
    let workspace = try files.read()
    let budget = workspace.budget
    #expect(budget.approved.values == [10, 20, 30, 40])
    #expect((0..<4).map { budget.title[$0] } == ["a", "b", "c;c", "d"])
    #expect((0..<4).map { budget.spent?[$0] } == [nil, nil, nil, 4])
    #expect(budget.categories[.department]?.codes == [0, 1, 0, -1])
    #expect(budget.attributes.map(\.name) == ["zone"])
    #expect(workspace.links.line == [0, 1])
    #expect(workspace.inputs.map(\.file).contains("c.xlsx"))
    // Each problem names the file and the row in it.
    try files.write(Array("line,year,title,approved\nL9,1402,z,1\n\nL1,1402,c,30\n".utf8), to: "b.csv")
    let problem = try #require(files.problems().first { $0.kind == .doubleLine })
    #expect(problem.file == "b.csv" && problem.row == 4)
  }

  @Test(
    "what align.yaml names lies in the workspace",
    arguments: ["/etc/hosts", "../links.csv", "a/../../links.csv", "~/links.csv", "https://example.org/links.csv"])
  func inside(path: String) throws {
    let settings = TemporaryWorkspace.whole["align.yaml", default: ""] + "files: {links: \"\(path)\"}\n"
    let problems = try TemporaryWorkspace(changing: ["align.yaml": settings]).problems()
    #expect(problems.contains { $0.kind == .settingsFileOutside && $0.row == 5 })
  }

  @Test("a scenario extends files of the workspace, or beside the one asked for, and no others")
  func extends() throws {
    let files = try TemporaryWorkspace(changing: ["common.yaml": "envelope: 90%\n"])
    let folder = files.folder + "/scenarios"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try files.write(Array("extends: ../common.yaml\n".utf8), to: "scenarios/a.yaml")
    let workspace = try files.read()
    #expect(try ScenarioReader.read(folder + "/a.yaml", for: workspace).envelope == .percent(90))
    let outside = try TemporaryWorkspace([:])
    try outside.write(Array("envelope: 80%\n".utf8), to: "base.yaml")
    try outside.write(Array("extends: base.yaml\n".utf8), to: "b.yaml")
    #expect(try ScenarioReader.read(outside.folder + "/b.yaml", for: workspace).envelope == .percent(80))
    for target in [outside.folder + "/base.yaml", "../../\(outside.folder.split(separator: "/").last ?? "")/base.yaml"]
    {
      try files.write(Array("extends: \(target)\n".utf8), to: "scenarios/a.yaml")
      #expect(throws: ReadFailure.self) { try ScenarioReader.read(folder + "/a.yaml", for: workspace) }
    }
  }
}
