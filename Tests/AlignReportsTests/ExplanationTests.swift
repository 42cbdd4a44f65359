import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

/// Explanations recomputed by somebody who has only their JSON and knows what each operation means.
@Suite struct ExplanationTests {
  private static func json(_ write: (MemorySink) throws -> Void) throws -> ExactJSON {
    let sink = MemorySink()
    try write(sink)
    return try #require(ExactJSON(sink.bytes))
  }

  /// The value of a tree of steps from its leaves alone, and the size of what was added up: sums of cents in decimal fractions
  /// are exact to 1e-16 of that.
  private static func recomputed(_ step: ExactJSON) throws -> (value: Double, size: Double) {
    let parts = try (step["terms"]?.elements ?? []).map(recomputed)
    let terms = parts.map(\.value)
    func bounded(_ number: Double) -> Double {
      number.isNaN ? 0 : min(max(number, -Double.greatestFiniteMagnitude), Double.greatestFiniteMagnitude)
    }
    func sized(_ value: Double, _ size: Double? = nil) -> (Double, Double) { (value, max(abs(value), size ?? 0)) }
    let sizes = parts.reduce(0) { $0 + $1.size }
    switch try #require(step["operation"]?.text) {
    case "given": return sized(try #require(step["value"]?.number))
    case "sum": return sized(bounded(terms.reduce(0, +)), sizes)
    case "difference": return sized(bounded(terms.dropFirst().reduce(try #require(terms.first), -)), sizes)
    case "product":
      return sized(bounded(terms.dropFirst().reduce(try #require(terms.first), *)), parts.reduce(1) { $0 * $1.size })
    case "quotient": return terms[1] == 0 ? (0, 0) : sized(bounded(terms[0] / terms[1]), parts[0].size / abs(terms[1]))
    case "minimum": return sized(try #require(terms.min()))
    case "maximum": return sized(try #require(terms.max()))
    case "clip": return sized(min(max(terms[0], 0), 1), parts[0].size)
    case "absolute": return sized(abs(terms[0]), parts[0].size)
    case "square_root": return sized(terms[0].squareRoot())
    case "exponential": return sized(exp(terms[0]))
    case "logarithm": return sized(log(terms[0]))
    case "at_least": return sized(terms[0] >= terms[1] - terms[2] ? 1 : 0)
    case "cut": return sized(terms[0] < terms[1] ? 0 : terms[0], parts[0].size)
    case "round": return sized((terms[0] / terms[1]).rounded(.toNearestOrEven) * terms[1])
    case let other:
      Issue.record("no operation \(other)")
      return (.nan, 0)
    }
  }

  private static func isSame(_ left: Double, _ right: Double, size: Double = 0) -> Bool {
    left == right || abs(left - right) <= 1e-12 * max(abs(left), abs(right)) + 1e-15 * size
  }

  /// What `analyze` prints, by kind and id.
  private static func printed(_ analysis: Analysis) throws -> [String: ExactJSON] {
    let document = try json {
      try AnalysisJSON(analysis, totals: analysis.flagList.totals, language: .en).write(summary: false, to: $0)
    }
    var figures = ["plan plan": document]
    for (key, kind) in [("indicators", "indicator"), ("goals", "goal"), ("axes", "axis"), ("lines", "line")] {
      for record in document[key]?.elements ?? [] { figures["\(kind) \(try #require(record["id"]?.text))"] = record }
    }
    return figures
  }

  /// Recomputes the figures of every so many lines and flags and of all other subjects; returns how many were.
  @discardableResult
  private func check(_ workspace: Workspace, including suggested: Bool = false, stride: Int = 1, _ name: String) throws
    -> Int
  {
    let analysis = try Analysis(of: workspace, includingSuggested: suggested)
    let printed = try Self.printed(analysis)
    let explanations = Explanations(of: analysis)
    let format = NumberFormat(language: .en, settings: workspace.settings, largest: 0)
    let json = ExplanationJSON(explanations, format: format)
    var count = 0
    for (place, subject) in explanations.subjects.enumerated() {
      if [.line, .flag].contains(subject.kind), place % stride != 0 { continue }
      let explanation = explanations.explanation(of: subject)
      let document = try Self.json { try json.write(explanation, to: $0) }
      let id = explanations.id(of: subject)
      let own = printed["\(subject.kind.rawValue) \(id)"]
      var told: Set<String> = []
      for figure in document["figures"]?.elements ?? [] {
        let key = try #require(figure["figure"]?.text)
        let value = try #require(figure["value"]?.number)
        let steps = try Self.recomputed(try #require(figure["steps"]))
        #expect(Self.isSame(steps.value, value, size: steps.size), "\(name): \(key) of \(id): \(steps) for \(value)")
        let stated = own?[key]?.number
        if let stated {
          #expect(Self.isSame(stated, value), "\(name): \(key) of \(id) is printed as \(stated)")
        }
        told.insert(key)
        count += 1
      }
      // What is printed and can be told is explained.
      for figure in Figure.allCases where own?[figure.rawValue]?.number != nil {
        #expect(told.contains(figure.rawValue), "\(name): \(figure.rawValue) of \(id)")
      }
      let page = ExplanationPage(explanation, in: explanations, format: format)
      #expect(!page.title.isEmpty && !page.blocks.isEmpty)
    }
    return count
  }

  @Test(
    "the steps of every figure of the data sets come to what analyze prints", arguments: ["minimal", "tabriz-1402"])
  func dataSets(name: String) throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/" + name, jobs: 2).read()
    let count = try check(workspace, stride: name == "minimal" ? 1 : 29, name)
    #expect(count > 100)
  }

  @Test("so do those of drawn cities")
  func drawnCities() throws {
    var count = 0
    for number in 0..<40 { count += try check(DrawnCity(number).workspace, "city \(number)") }
    #expect(count > 5000)
  }

  @Test("so do those of generated nasty workspaces", .enabled(if: peerPython != nil, "no Python to generate them with"))
  func nasty() throws {
    let folder = NSTemporaryDirectory() + "align-explained-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for seed in 1...25 {
      let place = "\(folder)/\(seed)"
      let made = try Program.run(
        peerPython ?? "", [repository + "/Tests/Oracle/generate.py", "\(seed)", place],
        environment: ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"])
      #expect(made.status == 0, "\(made.errors)")
      let workspace = try WorkspaceReader(folder: place, jobs: 1).read()
      for suggested in [false, true] { try check(workspace, including: suggested, "seed \(seed)") }
    }
  }

  @Test("the links and rules that are told of a line are those that it was traced by")
  func accounts() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402", jobs: 2).read()
    let analysis = try Analysis(of: workspace)
    let explanations = Explanations(of: analysis)
    let funding = analysis.funding
    for k in 0..<funding.count {
      let account = explanations.tracer.account(funding.rows[k], year: analysis.year, works: funding.works)
      var sums: [IndicatorID: Double] = [:]
      for row in account.rows where !row.isAgainst {
        for part in row.parts { sums[part.indicator, default: 0] += part.share }
      }
      let raw = funding.rawShareSum[k]
      let scale = raw > 1 + FundingMatrix.shareTolerance ? raw : 1
      let entries = funding.start[k]..<funding.start[k + 1]
      #expect(sums.count == entries.count)
      for entry in entries {
        #expect(abs((sums[funding.indicator[entry]] ?? 0) / scale - funding.share[entry]) < 1e-12)
      }
    }
  }

  @Test("the fragment for a page holds every figure and escapes what the tables say")
  func fragment() throws {
    var workspace = try WorkspaceReader(folder: repository + "/datasets/minimal", jobs: 1).read()
    workspace.plan.goals.names.values[0] = "<b>name</b>"
    workspace.plan.goals.namesEn.values[0] = nil
    let explanations = Explanations(of: try Analysis(of: workspace))
    let format = NumberFormat(language: .en, settings: workspace.settings, largest: 0)
    let explanation = explanations.explanation(of: .goal(GoalID(0)))
    let html = ExplanationPage(explanation, in: explanations, format: format).fragment(format: format)
    for figure in explanation.figures { #expect(html.contains("<summary>\(figure.figure.words(in: .en)): ")) }
    #expect(html.contains("&lt;b&gt;name&lt;/b&gt;") && !html.contains("<b>name</b>") && !html.contains("<html"))
  }
}
