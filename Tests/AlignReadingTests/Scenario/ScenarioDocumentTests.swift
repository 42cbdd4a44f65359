import AlignReading
import EngineFixtures
import Foundation
import TestSupport
import Testing

@Suite("docs/scenarios.md and docs/fa/scenarios.md against the reader")
struct ScenarioDocumentTests {
  static let paths = ["scenarios.md", "fa/scenarios.md"]

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: repository + "/docs/" + path, encoding: .utf8)
  }

  /// What stands in backticks in the first cell of each row.
  private func keys(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.split(separator: "|")[0].matches(of: /`([a-z_]+)`/).map { String($0.1) }
    }
  }

  @Test("both languages describe the same keys in the same order")
  func languagesAgree() throws {
    let english = try keys(text("scenarios.md"))
    #expect(english.count > 30)
    #expect(try keys(text("fa/scenarios.md")) == english)
  }

  @Test("the example reads without a problem", arguments: paths)
  func exampleIsRead(path: String) throws {
    let example = try #require(text(path).firstMatch(of: /```yaml\n((?:.|\n)*?)```/)).1
    let files = try TemporaryWorkspace(changing: ["cut.yaml": String(example)])
    let scenario = try ScenarioReader.read(files.folder + "/cut.yaml", for: files.read())
    #expect(scenario.limits.count == 3)
    #expect(scenario.inertia == 0.02)
    #expect(scenario.swept.count == 6)
  }

  /// The rows of tables of keys: the key, and the example in the last cell.
  private func examples(_ text: String) -> [(key: String, example: String)] {
    text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { row in
      let cells = row.split(separator: "|")
      guard let key = cells.first?.firstMatch(of: /`([a-z_]+)`/)?.1,
        let example = cells.last?.matches(of: /`([^`]+)`/).last?.1
      else { return nil }
      return (String(key), String(example))
    }
  }

  @Test("every key has an example that the reader takes", arguments: paths)
  func everyExampleIsRead(path: String) throws {
    let rows = try examples(text(path))
    #expect(rows.count == 16 + 5 + 10 + 8)
    let budget = """
      line,year,title,approved,department,mission,project,kind,mandatory,ward
      10-1,1402,a car,1000,Fire service,Transport,Bridge,capital,no,north
      20-1,1402,pay,1500,Fire service,Transport,Bridge,current,yes,north
      10-1,1401,a car,900,Fire service,Transport,Bridge,capital,no,north

      """
    let files = try TemporaryWorkspace(changing: [
      "budget.csv": budget, "links.csv": "line,indicator,share\n10-1,I1,1\n", "base.yaml": "envelope: 95%\n",
    ])
    let workspace = try files.read()
    for (key, example) in rows {
      let isLimit =
        example.hasPrefix("{") && (example.contains("floor:") || example.contains("cap:") || example.contains("hold:"))
      let yaml =
        example.hasPrefix("{")
        ? isLimit ? "limits:\n  - \(example)\n" : "limits:\n  - {where: \(example), on: sum, cap: 200%}\n"
        : example + "\n"
      #expect(yaml.contains("\(key):"), "\(key): \(example)")
      try files.write(Array(yaml.utf8), to: "example.yaml")
      #expect(throws: Never.self, "\(example)") {
        _ = try ScenarioReader.read(files.folder + "/example.yaml", for: workspace)
      }
    }
  }

  @Test("every word that the reader knows is described", arguments: paths)
  func knownWordsAreDescribed(path: String) throws {
    let described = Set(try text(path).matches(of: /[a-z][a-z_]*/).map { String($0.output) })
    for file in [
      "ScenarioReader.swift", "ScenarioReader+Limits.swift", "ScenarioReader+Selections.swift",
      "ScenarioReader+Years.swift",
    ] {
      let source = try String(contentsOfFile: repository + "/Sources/AlignReading/Scenario/" + file, encoding: .utf8)
      for line in source.split(separator: "\n") {
        let code = line.drop { $0 == " " }
        guard code.hasPrefix("case ") else { continue }
        for word in code.split(separator: ":")[0].matches(of: /"([a-z_]+)"/).map({ String($0.1) }) {
          #expect(described.contains(word), "“\(word)” of \(file) is not in docs/\(path)")
        }
      }
    }
  }
}
