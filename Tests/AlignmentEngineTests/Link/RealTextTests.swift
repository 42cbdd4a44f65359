import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

/// Real texts that people sorted, found again on the folds of scikit-learn and compared with it.
@Suite("Real texts") struct RealTextTests {
  @Test("at least as good as TF-IDF with logistic regression or nearest neighbours, on the same folds")
  func peers() throws {
    guard let shared = sharedFolder, let python = peerPython else {
      print("Skipped: ../shared/data or the Python of Tests/Peers is absent.")
      return
    }
    let out = NSTemporaryDirectory() + "align-sets-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: out) }
    // The other sets are larger: Benchmarks/link.sh compares all eight.
    let run = try Program.run(
      python,
      [
        repository + "/Tests/Peers/link_sets.py", shared + "/data", out, "--words", "--sets",
        "uruguay-areas,health-spend,lima,madrid",
      ])
    guard run.status == 0 else { return print("Skipped: \(run.errors)") }
    let scores = try JSONDecoder().decode([String: [String: Double]].self, from: run.output)
    #expect(scores.count == 4)
    for (set, peers) in scores.sorted(by: { $0.key < $1.key }) {
      let workspace = try WorkspaceReader(folder: out + "/" + set).read()
      let task = LinkTask(workspace, year: 2024, jobs: 2)
      let folds = try FoldTable(reading: "\(out)/\(set)/folds.csv").folds(of: task.rows, workspace.budget)
      let evaluation = try LinkEvaluation(of: task, assigned: folds, jobs: 2)
      print(set, "ours", evaluation.total.precisionAt1, "calibration error", evaluation.calibrationError ?? .nan, peers)
      for (peer, score) in peers { #expect(evaluation.total.precisionAt1 >= score - 1e-9, "\(set): \(peer)") }
    }
  }

  @Test("real tables of Los Angeles and Lima have suggestions")
  func workspaces() throws {
    guard let shared = sharedFolder else { return print("Skipped: ../shared is absent.") }
    for (name, year) in [("la-2018", 2018), ("lima-2020", 2020)] {
      let workspace = try WorkspaceReader(folder: "\(shared)/workspaces/\(name)").read()
      var request = LinkSuggestions.Request()
      request.includesSettled = true
      request.lines = 50
      let found = try LinkSuggestions(
        LinkTask(workspace, year: year, jobs: 2), of: workspace.budget, request: request, jobs: 2)
      #expect(found.linesAsked > 20 && found.count > 0)
    }
  }
}
