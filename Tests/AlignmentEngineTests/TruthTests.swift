import Foundation
import TestSupport
import Testing

@testable import AlignReading
@testable import AlignmentEngine

/// What the flags catch of the facts planted in `datasets/tabriz-1402`, and what they raise wrongly.
@Suite struct TruthTests {
  private let truth: [String: Set<String>]
  private let raised: [String: Set<String>]

  init() throws {
    let folder = repository + "/datasets/tabriz-1402"
    var truth: [String: Set<String>] = [:]
    for row in try String(contentsOfFile: folder + "/truth.csv", encoding: .utf8).split(separator: "\n").dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      truth[String(cells[0]), default: []].insert(cells[1...(cells.count - 2)].joined(separator: ","))
    }
    self.truth = truth
    let analysis = try Analysis(of: WorkspaceReader(folder: folder).read())
    var raised: [String: Set<String>] = [:]
    for flag in analysis.flagList { raised[flag.code, default: []].insert(flag.subject.id) }
    self.raised = raised
  }

  @Test(
    "flags whose truth is known in full find all of it and nothing else",
    arguments: [
      "AL101", "AL102", "AL103", "AL104", "AL106", "AL107", "AL108", "AL201", "AL301", "AL302", "AL303", "AL304",
      "AL305", "AL401", "AL402", "AL403",
    ])
  func complete(code: String) {
    let expected = truth[code, default: []]
    #expect(!expected.isEmpty)
    #expect(raised[code, default: []].subtracting(expected).isEmpty, "raised wrongly")
    #expect(expected.subtracting(raised[code, default: []]).isEmpty, "missed")
  }

  @Test("starved and favoured goals are among the under- and over-funded", arguments: ["AL202", "AL203"])
  func goals(code: String) {
    #expect(truth[code, default: []].isSubset(of: raised[code, default: []]))
  }
}
