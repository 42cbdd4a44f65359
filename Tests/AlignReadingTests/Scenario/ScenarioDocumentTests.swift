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

  @Test("every word that the reader knows is described", arguments: paths)
  func knownWordsAreDescribed(path: String) throws {
    let described = Set(try text(path).matches(of: /[a-z][a-z_]*/).map { String($0.output) })
    for file in ["ScenarioReader.swift", "ScenarioReader+Limits.swift", "ScenarioReader+Selections.swift"] {
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
