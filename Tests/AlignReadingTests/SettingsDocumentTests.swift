import AlignBasics
import AlignModel
import AlignNumerics
import AlignmentEngine
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignReading

@Suite("docs/align-yaml.md against the reader")
struct SettingsDocumentTests {
  private static let path = repository + "/docs/align-yaml.md"
  private static let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""

  /// One heading of the document: its rows of keys and its example.
  struct Section: Sendable, CustomTestStringConvertible {
    var title: String
    /// The keys of the table, such as `review.on_track`, and what stands in the column of defaults.
    var keys: [(path: String, standard: String)]
    var example: String
    var testDescription: String { title }
  }

  static let sections: [Section] = text.components(separatedBy: "\n## ").dropFirst().map { part in
    let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rows = lines.filter { $0.hasPrefix("| `") }.map { $0.split(separator: "|").map(String.init) }
    let fences = part.components(separatedBy: "```")
    return Section(
      title: lines[0],
      keys: rows.flatMap { cells in
        cells[0].matches(of: /`([^`]+)`/).map {
          (String($0.1), String(cells.last ?? "").trimmingCharacters(in: .whitespaces))
        }
      },
      example: fences.count > 1 ? String(fences[1].dropFirst("yaml\n".count)) : "")
  }

  private func read(_ yaml: String) -> SettingsReader {
    SettingsReader(FileBytes(copying: Array(yaml.utf8)), file: "align.yaml")
  }

  @Test("the document has sections with keys and an example each")
  func hasSections() {
    #expect(Self.sections.count > 8)
    #expect(Self.sections.allSatisfy { !$0.keys.isEmpty && !$0.example.isEmpty })
  }

  @Test("every example reads without a problem", arguments: sections)
  func examplesAreRead(section: Section) {
    let reader = read(section.example)
    #expect(!reader.log.hasErrors, "\(reader.log.summed)")
    #expect(reader.settings.problems.isEmpty, "\(reader.settings.problems)")
  }

  @Test("every key that is described stands in the example, so that it is read", arguments: sections)
  func describedKeysAreRead(section: Section) {
    let remarks = ["notes", "licence", "license"]
    for (path, _) in section.keys where !remarks.contains(path) {
      let parts = path.split(separator: ".").map(String.init)
      for part in parts where part != part.uppercased() {
        #expect(section.example.contains("\(part):"), "\(path) is not in the example")
      }
    }
    for remark in remarks { #expect(!read("\(remark): x\n").log.hasErrors) }
  }

  @Test(
    "a value of another kind is refused, with its key and what may stand there",
    arguments: [
      ("review: {on_track: high}", "review.on_track"), ("review: {off_track: .nan}", "review.off_track"),
      ("review: {interval: 1.5}", "review.interval"), ("review: {on_track: 0.4, off_track: 0.6}", "review"),
      ("line_score: {weights: {served: -1}}", "line_score.weights.served"),
      ("line_score: {weights: {served: heavy}}", "line_score.weights.served"),
      ("line_score: {missing: maybe}", "line_score.missing"), ("robust: {spread: 0}", "robust.spread"),
      ("robust: {spread: wide}", "robust.spread"), ("robust: {weights: council}", "robust.weights"),
    ])
  func refused(yaml: String, key: String) {
    let problems = read(yaml + "\n").log.summed
    #expect(problems.contains { $0.gravity == .error && $0.place.key == key && $0.row == 1 }, "\(problems)")
    #expect(problems.allSatisfy { !$0.expected(in: .en).isEmpty && !$0.expected(in: .fa).isEmpty })
  }

  @Test("scoring and review say everything that they can say")
  func scoring() {
    let settings = read(
      """
      line_score: {weights: {served: 2, gap: 1.5}, down: [gap], method: TOPSIS, normalisation: z, missing: refuse}
      robust: {weights: panel, spread: 0.3}
      review: {on_track: 0.95, off_track: 0.5, interval: 0.9}

      """
    ).settings
    #expect(settings.lineScore.weights == ["served": 2, "gap": 1.5] && settings.lineScore.down == ["gap"])
    #expect(settings.lineScore.method == "topsis" && settings.lineScore.refusesBlanks)
    #expect(settings.robust.weightings == .panel && settings.robust.spread == 0.3)
    #expect(settings.review.onTrack == 0.95 && settings.review.offTrack == 0.5 && settings.review.interval == 0.9)
    #expect(!read("line_score: {missing: leave_out}\n").settings.lineScore.refusesBlanks)
  }

  @Test("a key that is not described is refused")
  func unknownKeysAreRefused() {
    for yaml in [
      "calender: gregorian", "review: {pace: 1}", "robust: {draws: 9}", "line_score: {scale: z}",
      "weights: {lines: ahp}",
    ] {
      #expect(read(yaml + "\n").log.hasErrors, "\(yaml)")
    }
  }

  /// The words of the reader's own `case` lines: every key, and every word that a key may have.
  @Test(
    "every word that the reader knows is in the document",
    arguments: ["SettingsReader.swift", "SettingsReader+Scoring.swift", "SettingsReader+Review.swift"])
  func knownWordsAreDescribed(file: String) throws {
    let source = try String(contentsOfFile: repository + "/Sources/AlignReading/" + file, encoding: .utf8)
    let described = Set(Self.text.matches(of: /[a-z][a-z_-]*/).map { String($0.output) })
    var count = 0
    for line in source.split(separator: "\n") {
      let code = line.drop { $0 == " " }
      guard code.hasPrefix("case ") else { continue }
      // Plurals of units are read too; the singular is enough to know.
      for word in code.split(separator: ":")[0].matches(of: /"([a-z_-]+)"/).map({ String($0.1) })
      where !["tomans", "rials", "dollars", "euros", "soles"].contains(word) {
        count += 1
        #expect(described.contains(word), "“\(word)” of \(file) is not in docs/align-yaml.md")
      }
    }
    #expect(count > 1)
  }

  @Test("every name of a method, a scale, a table and a weighting is in the document")
  func namesAreDescribed() {
    let names =
      NamedWeighingMethod.all.map(\.name) + NamedScoringMethod.all.map(\.name)
      + NamedNormalisation.all.filter(\.suitsLines).map(\.name) + Tables.all.map(\.name)
      + RobustSettings.Weightings.allCases.map(\.rawValue) + Severity.allCases.map(\.rawValue)
    for name in names { #expect(Self.text.contains("`\(name)`"), "\(name)") }
  }

  @Test("the defaults that are described are those in force")
  func defaultsHold() throws {
    func described(_ top: String) -> String {
      let rows = Self.sections.flatMap(\.keys).filter { $0.path.hasPrefix(top + ".") }
      let plain = rows.filter { $0.standard.hasPrefix("`") && $0.standard.hasSuffix("`") }
      return "\(top): {"
        + plain.map { "\($0.path.dropFirst(top.count + 1)): \($0.standard.filter { $0 != "`" })" }.joined(
          separator: ", ")
        + "}\n"
    }
    let review = described("review")
    #expect(review == "review: {on_track: 0.9, off_track: 0.6, interval: 0.8}\n")
    #expect(read(review).settings.review == ReviewSettings())
    #expect(read(described("robust")).settings.robust == RobustSettings())
    #expect(described("robust").contains("spread"))
    #expect(read(described("line_score")).settings.lineScore == LineScoreSettings())
    #expect(described("line_score").contains("min-max"))
    #expect(read("").settings.calendar == .solarHijri)
    #expect(read("").settings.currency.code == "IRR")
    #expect(read("").settings.language == "en")
  }

  @Test("what scenarios share is read as the document has it")
  func scenarioIsRead() throws {
    let section = try #require(Self.sections.first { $0.title == "Scenarios" })
    let files = try TemporaryWorkspace(changing: [
      "align.yaml": TemporaryWorkspace.whole["align.yaml", default: ""] + section.example
    ])
    #expect(try ScenarioReader.standard(for: files.read()).inertia == 0.05)
  }
}
