import Foundation
import TestSupport
import Testing

@Suite struct ScenarioCommandTests {
  private let tabriz = "datasets/tabriz-1402"

  private func temporary() throws -> String {
    let folder = NSTemporaryDirectory() + "align-scenario-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("one scenario in both languages, and three side by side")
  func text() throws {
    let english = try Program.align("scenario", tabriz, tabriz + "/scenarios/balanced.yaml", "--lang", "en", "--quiet")
    #expect(
      english.status == 0 && english.text.contains("certified") && english.text.contains("Need and money by axis"))
    let persian = try Program.align(
      "scenario", tabriz, tabriz + "/scenarios/balanced.yaml", tabriz + "/scenarios/council.yaml", "--lang", "fa",
      "--quiet")
    #expect(persian.status == 0 && persian.text.contains("اولویت‌های شورا") && persian.text.contains("دارای گواهی"))
  }

  @Test("a draft is verified with its proof, and refused where one amount was changed by one unit")
  func verify() throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = tabriz + "/scenarios/balanced.yaml"
    for form in ["json", "csv"] {
      let draft = folder + "/draft." + form
      #expect(try Program.align("draft", tabriz, file, "--quiet", "--out", draft).status == 0)
      let verified = try Program.align("verify", tabriz, draft, "--scenario", file, "--lang", "en")
      #expect(verified.status == 0 && verified.text.contains("Every limit holds"), "\(verified.text)\(verified.errors)")
      #expect(verified.text.contains("Proved: no draft inside these limits is better by more than") == (form == "json"))
    }
    var lines = try String(contentsOfFile: folder + "/draft.csv", encoding: .utf8).components(separatedBy: "\r\n")
    let header = lines[0].components(separatedBy: ",")
    let new = try #require(header.firstIndex(of: "new"))
    let index = try #require(lines.dropFirst().firstIndex { !$0.contains("\"") })
    var fields = lines[index].components(separatedBy: ",")
    fields[new] = String(try #require(Int(fields[new])) + 1)
    lines[index] = fields.joined(separator: ",")
    try lines.joined(separator: "\r\n").write(toFile: folder + "/other.csv", atomically: true, encoding: .utf8)
    let refused = try Program.align("verify", tabriz, folder + "/other.csv", "--scenario", file, "--lang", "en")
    #expect(refused.status == 1 && refused.text.contains("Refused"), "\(refused.text)")
    guard let peerPython else { return }
    for draft in ["draft.json", "other.csv"] {
      let document = try Program.run(
        Program.align, ["verify", tabriz, folder + "/" + draft, "--scenario", file, "--format", "json"])
      let result = try Program.validate(document.output, against: "verify", by: peerPython)
      #expect(result.status == 0, "\(draft): \(result.text.prefix(600))")
    }
  }

  @Test("the document is of the shape that its schema describes, solved and contradicting")
  func schema() throws {
    guard let peerPython else {
      print("skipped: no Python with jsonschema (make peers)")
      return
    }
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let contradicting = "envelope: 50%\ndefaults: {range: 5%}\nlimits: [{where: {mandatory: yes}, hold: 100%}]\n"
    try contradicting.write(toFile: folder + "/half.yaml", atomically: true, encoding: .utf8)
    let whole = "envelope: 80%\nindivisible: {kind: capital}\n"
    try whole.write(toFile: folder + "/whole.yaml", atomically: true, encoding: .utf8)
    let asked = [
      ["datasets/minimal", folder + "/whole.yaml"],
      [tabriz, tabriz + "/scenarios/balanced.yaml", tabriz + "/scenarios/council.yaml"],
      [tabriz, folder + "/half.yaml"],
      ["datasets/minimal"],
    ]
    for arguments in asked {
      let document = try Program.run(Program.align, ["scenario"] + arguments + ["--quiet", "--format", "json"])
      let result = try Program.validate(document.output, against: "scenario", by: peerPython)
      #expect(result.status == 0, "\(arguments): \(result.text.prefix(600))\(result.errors.suffix(600))")
    }
  }

  @Test("the same bytes on one thread and two")
  func jobs() throws {
    let file = tabriz + "/scenarios/austerity.yaml"
    let one = try Program.align("scenario", tabriz, file, "--format", "json", "--jobs", "1", "--quiet")
    let two = try Program.align("scenario", tabriz, file, "--format", "json", "--jobs", "2", "--quiet")
    #expect(one.status == 0 && one.output == two.output)
    let scenario = try #require((try object(one.output)["scenarios"] as? [[String: Any]])?.first)
    let certificate = try #require(scenario["certificate"] as? [String: Any])
    #expect(try #require(certificate["primal_residual"] as? Double) <= 1e-9)
    #expect(try #require(certificate["gap"] as? Double) <= 1e-8)
    let lines = try #require(scenario["lines"] as? [[String: Any]])
    #expect(lines.reduce(0) { $0 + ($1["new"] as? Int ?? 0) } == scenario["envelope"] as? Int)
  }

  @Test("the draft reads back as a workspace whose analysis gives the promised figures", arguments: ["csv", "xlsx"])
  func draft(_ form: String) throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // A workbook is the draft of the next year in whole millions, where the scenario says nothing else.
    let file = folder + "/same.yaml"
    let same = "extends: \(repository)/\(tabriz)/scenarios/council.yaml\ntarget_year: 1402\nround_to: 1\n"
    try same.write(toFile: file, atomically: true, encoding: .utf8)
    let promised = try Program.align("scenario", tabriz, file, "--format", "json", "--summary", "--quiet")
    let scenario = try #require((try object(promised.output)["scenarios"] as? [[String: Any]])?.first)
    for name in try FileManager.default.contentsOfDirectory(atPath: repository + "/" + tabriz)
    where name.hasSuffix(".csv") && name != "budget.csv" || name == "align.yaml" {
      try FileManager.default.copyItem(atPath: "\(repository)/\(tabriz)/\(name)", toPath: "\(folder)/\(name)")
    }
    let draft = try Program.align("draft", tabriz, file, "--out", "\(folder)/budget.\(form)", "--quiet")
    #expect(draft.status == 0, "\(draft.errors)")
    let read = try Program.align("analyze", folder, "--format", "json", "--summary", "--quiet")
    #expect(read.status == 0, "\(read.errors)")
    let analysis = try object(read.output)
    #expect(analysis["alignment_index"] as? Double == scenario["alignment_index"] as? Double)
    #expect(analysis["coverage"] as? Double == scenario["coverage"] as? Double)
    #expect(analysis["total_approved"] as? Int == scenario["envelope"] as? Int)
  }

  @Test("what cannot be met ends with 2 and names the limits; a bad file with 65; no file with 66")
  func failures() throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ text: String, _ name: String) throws -> String {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      return "\(folder)/\(name)"
    }
    let hard = try write(
      """
      name: too little
      envelope: 60%
      limits:
        - {name: pay, where: {mandatory: yes}, hold: 100%}
        - {name: the rest, where: {mandatory: no}, floor: 60%}
      """, "hard.yaml")
    let refused = try Program.align("scenario", tabriz, hard, "--lang", "en", "--quiet")
    #expect(refused.status == 2 && refused.text.contains("cannot be met: pay ("))
    #expect(refused.text.contains("exceed the envelope") && refused.text.contains("nearest envelope"))
    let draft = try Program.align("draft", tabriz, hard, "--out", "\(folder)/no.csv", "--quiet")
    #expect(draft.status == 2 && !FileManager.default.fileExists(atPath: "\(folder)/no.csv"))
    let bad = try Program.align("scenario", tabriz, try write("envelop: 3\n", "bad.yaml"), "--quiet", "--lang", "en")
    #expect(bad.status == 65 && bad.errors.contains("bad.yaml:1:envelop"))
    #expect(try Program.align("scenario", tabriz, "\(folder)/none.yaml", "--quiet").status == 66)
  }

  @Test("a sweep is a table of envelopes; what it says in csv is what it says in text")
  func sweep() throws {
    let result = try Program.align(
      "scenario", tabriz, tabriz + "/scenarios/balanced.yaml", "--sweep", "--format", "csv", "--lang", "en", "--quiet")
    let rows = result.text.split(whereSeparator: \.isNewline)
    #expect(rows.count == 6 && rows[1].hasPrefix("balanced 85%,"))
  }

  @Test("init --scenario writes a file that is a scenario as it stands, in both languages", arguments: ["fa", "en"])
  func start(_ language: String) throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/scenario.yaml"
    #expect(try Program.align("init", file, "--scenario", "--lang", language).status == 0)
    #expect(try Program.align("init", file, "--scenario", "--lang", language).status == 73)
    #expect(try Program.align("scenario", tabriz, file, "--summary", "--quiet").status == 0)
  }
}
