import AlignModel
import AlignReading
import Foundation
import TestSupport
import Testing

/// Scenarios as text: what is written reads back as the same scenario.
@Suite struct ScenarioWriterTests {
  private static let tabriz = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("datasets/tabriz-1402").path

  private func same(_ scenario: Scenario, _ workspace: Workspace) throws {
    let text = try #require(try ScenarioWriter.text(of: scenario, for: workspace))
    let read = try ScenarioReader.read(text: text, path: "drawn.yaml", for: workspace)
    #expect(read.year == scenario.year && read.targetYear == scenario.targetYear, "\(text)")
    #expect(read.envelope == scenario.envelope && read.envelopeYear == scenario.envelopeYear, "\(text)")
    #expect(read.defaults == scenario.defaults && read.inertia == scenario.inertia, "\(text)")
    #expect(read.roundTo == scenario.roundTo && read.includesSuggested == scenario.includesSuggested, "\(text)")
    #expect(read.indivisible == scenario.indivisible && read.readsIndivisible == scenario.readsIndivisible, "\(text)")
    #expect(read.years == scenario.years, "\(text)")
    #expect(read.sweepEnvelopes == scenario.sweepEnvelopes && read.sweepInertias == scenario.sweepInertias, "\(text)")
    #expect(read.weights.methods == scenario.weights.methods && read.weights.axes == scenario.weights.axes, "\(text)")
    #expect(read.weights.goals == scenario.weights.goals && read.weights.indicators == scenario.weights.indicators)
    #expect(read.limits.count == scenario.limits.count, "\(text)")
    for (left, right) in zip(read.limits, scenario.limits) {
      #expect(left.name == right.name && left.subject == right.subject && left.isOnSum == right.isOnSum, "\(text)")
      #expect(left.floor == right.floor && left.cap == right.cap && left.ofYear == right.ofYear, "\(text)")
      #expect(left.form == right.form, "\(text)")
    }
  }

  @Test("every scenario of Tabriz reads back as itself, what it extends written out")
  func shipped() throws {
    let workspace = try WorkspaceReader(folder: Self.tabriz, jobs: 2).read()
    let folder = Self.tabriz + "/scenarios"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    #expect(files.count >= 6)
    for file in files { try same(try ScenarioReader.read(folder + "/" + file, for: workspace), workspace) }
  }

  @Test("a text between quotes holds anything and ends nothing")
  func quoted() throws {
    let workspace = try WorkspaceReader(folder: Self.tabriz, jobs: 2).read()
    var drawn = DrawnNumbers(3)
    let signs = Array("ab، {}[]:,#&*!|>'\"%@`\\\n\r\t-?~۱ی\u{200C}\u{2028}\u{85}é😀".unicodeScalars)
    for _ in 0..<400 {
      var name = ""
      for _ in 0..<drawn.whole(1...10) { name.unicodeScalars.append(signs[drawn.integer(below: signs.count)]) }
      let text = "name: \(ScenarioWriter.quoted(name))\nenvelope: 90%\n"
      let read = try ScenarioReader.read(text: text, path: "drawn.yaml", for: workspace)
      #expect(read.envelope == .percent(90), "\(text)")
      var scenario = read
      scenario.names = ["fa": name, "en": "yes"]
      let written = try #require(try ScenarioWriter.text(of: scenario, for: workspace))
      let again = try ScenarioReader.read(text: written, path: "drawn.yaml", for: workspace)
      #expect(again.envelope == .percent(90) && again.limits.isEmpty, "\(written)")
    }
  }
}
