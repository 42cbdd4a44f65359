import AlignWords
import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Wrong shapes and keys in `align.yaml` and in scenarios.
@Suite struct SettingsSlipTests {
  @Test(
    "a wrong shape, key or language is an error with its line",
    arguments: [
      ("weights: [a, b]", "settings-group"), ("weights: ahp", "settings-group"),
      ("weights: {axes: [ahp]}", "settings-text"),
      ("columns: [x]", "settings-group"), ("columns: {budget: [line]}", "settings-group"),
      ("columns: {budget: {line: {const: x}}}", "settings-source"),
      ("columns: {budget: {line: []}}", "settings-source"),
      ("files: links.csv", "settings-group"), ("files: {links: {a: b}}", "settings-file"),
      ("flags: [AL101]", "settings-group"), ("flags: {AL101: [off]}", "settings-group"),
      ("flags: {AL101: {of: true}}", "settings-flag-key"),
      ("language: klingon", "settings-language"), ("language: [fa]", "settings-text"),
      ("display_unit_name: {xx: a}", "settings-language"), ("name: {de: Stadt}", "settings-language"),
      ("name: [a]", "settings-group"), ("display_unit: 0.0001", "settings-unit"),
      ("display_unit: 1e30", "settings-unit"),
      ("scenario: 5", "settings-group"), ("scenario: {envelop: 90%}", "unknown-nested-setting"),
      ("line_score: saw", "settings-group"), ("line_score: {weights: [1]}", "settings-group"),
      ("line_score: {method: [saw]}", "settings-text"), ("robust: [panel]", "settings-group"),
      ("review: 0.9", "settings-group"), ("nmae: x", "unknown-setting"),
    ])
  func shapes(line: String, kind: String) throws {
    let text = "calendar: solar-hijri\nyear: 1402\nperiod: 1401\n\(line)\n"
    let problems = try TemporaryWorkspace(changing: ["align.yaml": text]).problems()
    #expect(problems.contains { $0.code == kind && $0.row == 4 && $0.gravity == .error }, "\(problems)")
  }

  @Test(
    "a wrong shape in a scenario is an error with its line",
    arguments: [
      "weights: {goals: [G1]}", "limits: {goal: G1}", "limits: [5]", "name: {de: x}", "envelope: [1]",
      "amounts_in: 0.0001", "amounts_in: 1e40", "defaults: free", "sweep: 90%",
    ])
  func scenarios(line: String) throws {
    let files = try TemporaryWorkspace(changing: ["s.yaml": "note: a\n\(line)\nround_to: 1\n"])
    let workspace = try files.read()
    do {
      _ = try ScenarioReader.read(files.folder + "/s.yaml", for: workspace)
      Issue.record("read: \(line)")
    } catch let failure as ReadFailure {
      #expect(failure.problems.first?.row == 2, "\(failure.problems)")
    }
  }

  @Test("a file whose aliases unfold without end, or that nests without end, is refused at once")
  func bombs() throws {
    var bomb = "note:\n  a0: &a0 [x, x]\n"
    for level in 1...12 {
      bomb += "  a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ","))]\n"
    }
    let deep = "note: " + String(repeating: "[", count: 50_000)
    let stairs = (0..<2000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    for text in [
      bomb, deep, stairs, "note: " + String(repeating: "- ", count: 5000),
      "- - " + String(repeating: "- ", count: 5000),
    ] {
      let problems = try TemporaryWorkspace(changing: ["align.yaml": text]).problems()
      #expect(problems.contains { $0.gravity == .error && $0.file == "align.yaml" }, "\(text.prefix(40))")
    }
    let files = try TemporaryWorkspace(changing: ["s.yaml": bomb])
    let workspace = try files.read()
    #expect(throws: ReadFailure.self) { try ScenarioReader.read(files.folder + "/s.yaml", for: workspace) }
    // An alias that is used as it is meant stays.
    let plain = "files: &none {}\ncolumns: *none\nyear: 1402\nperiod: 1401\n"
    #expect(try TemporaryWorkspace(changing: ["align.yaml": plain]).read().settings.year == 1402)
  }

  @Test("the name of a workspace in two languages is kept in both")
  func names() throws {
    let text = "name: {fa: شهر, en: City of Test}\nlanguage: fa\nyear: 1402\nperiod: 1401\n"
    let settings = try TemporaryWorkspace(changing: ["align.yaml": text]).read().settings
    #expect(settings.name == "شهر" && settings.name(in: "en") == "City of Test" && settings.name(in: "es") == "شهر")
  }

  @Test("the languages of texts are those of the catalogues")
  func languages() { #expect(Settings.languages == Language.allCases.map(\.rawValue)) }
}
