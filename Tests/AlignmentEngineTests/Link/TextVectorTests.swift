import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Vectors of texts") struct TextVectorTests {
  private let folder = repository + "/Tests/Fixtures/vectors"

  private func right(_ vectors: TextVectors?) throws -> (right: Int, model: String?) {
    let workspace = try WorkspaceReader(folder: folder).read()
    var request = LinkSuggestions.Request()
    request.top = 1
    let task = LinkTask(workspace, year: 1402, vectors: vectors)
    let found = try LinkSuggestions(task, of: workspace.budget, request: request)
    let right = (0..<found.count).count { index in
      let indicator = found[index].subject.indicator.map { workspace.plan.indicators.ids[$0.index] } ?? ""
      return workspace.budget.id(of: found[index].row).hasPrefix(indicator + "-")
    }
    return (right, found.vectorModel)
  }

  @Test("Persian lines find indicators with English names by vectors, and none of them by words")
  func acrossLanguages() throws {
    #expect(try right(nil).right == 0)
    let found = try right(try TextVectors(reading: folder + "/vectors.csv"))
    #expect(found.right >= 10, "\(found.right) of 16")
    #expect(found.model?.hasPrefix("multilingual-e5-small") == true)
  }

  @Test("a text without a vector has the mean of its words', weighted by rarity")
  func words() throws {
    let workspace = try WorkspaceReader(folder: folder).read()
    var vectors = TextVectors()
    // Words of the first two indicators and of a line of each point the same way.
    for (word, axis) in [("bus", 0), ("اتوبوس", 0), ("waste", 1), ("زباله", 1), ("green", 2), ("درخت", 2)] {
      let isTaken = vectors.add(word, (0..<3).map { $0 == axis ? 1 : 0.1 })
      #expect(isTaken)
    }
    let isOfOtherLength = vectors.add("other", [1, 2])
    #expect(!isOfOtherLength)
    let index = LinkTask(workspace, year: 1402, vectors: vectors).index
    let found = try #require(index.vectors)
    let line = index.candidates  // «خرید اتوبوس شهری»
    #expect(found.cosine(index.corpus, line, 0) > 0.9 && found.cosine(index.corpus, line, 1) < 0)
    #expect(found.cosine(index.corpus, line, 7) == 0)
  }

  @Test("vectors that say nothing weigh nothing: what is learnt is as good as without them, on drawn ones")
  func harmless() throws {
    let (_, workspace) = try LinkFixture.workspace { _ in true }
    for seed in 1...3 {
      var drawn = DrawnNumbers(seed: UInt64(seed))
      var vectors = TextVectors()
      for row in 0..<workspace.budget.count {
        _ = vectors.add(workspace.budget.title[row] ?? "", (0..<16).map { _ in Float(drawn.number(-1...1)) })
      }
      for name in workspace.plan.indicators.names.values {
        _ = vectors.add(name, (0..<16).map { _ in Float(drawn.number(-1...1)) })
      }
      let with = try LinkEvaluation(of: LinkTask(workspace, year: 1402, vectors: vectors))
      let without = try LinkEvaluation(of: LinkTask(workspace, year: 1402))
      #expect(with.total.precisionAt1 >= without.total.precisionAt1 - 1e-9)
    }
  }

  @Test("a file that names no model, or a row of other numbers, is a problem that names its row")
  func problems() throws {
    let files = try TemporaryWorkspace([:])
    for (text, kind, row) in [
      ("text,v1\na,1\n", ProblemKind.vectorsHead, 1), ("# model: m\ntext,v1,v2\na,1,2\n\"b, c\",1\n", .vectorsRow, 4),
      ("# model: m\ntext,v1\na,x\n", .vectorsRow, 3), ("# model: m\n", .vectorsHead, 1),
    ] {
      try files.write(Array(text.utf8), to: "v.csv")
      do {
        _ = try TextVectors(reading: files.folder + "/v.csv")
        Issue.record("\(text) is no file of vectors")
      } catch let failure as ReadFailure {
        #expect(failure.problems.map(\.kind) == [kind] && failure.problems.first?.place.row == row, "\(text)")
      }
    }
  }

  @Test("the threshold of sets is exceeded by 90 % of the cases and one more")
  func threshold() throws {
    let sets = try #require(ConformalSets((1...99).map { Double($0) / 100 }))
    #expect(sets.threshold == 0.1 && sets.cases == 99)
    #expect(ConformalSets([0.5, 0.6]) == nil)
  }

  @Test("sets of answers hold a right one for 90 of 100 texts or nearly so, on real texts that people sorted")
  func coverage() throws {
    guard let shared = sharedFolder, let python = peerPython else {
      print("Skipped: ../shared/data or the Python of Tests/Peers is absent.")
      return
    }
    let out = NSTemporaryDirectory() + "align-sets-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: out) }
    let sets = ["uruguay-areas", "health-spend", "lima", "madrid"]
    let run = try Program.run(
      python,
      [
        repository + "/Tests/Peers/link_sets.py", shared + "/data", out, "--words", "--sets",
        sets.joined(separator: ","),
      ])
    guard run.status == 0 else { return print("Skipped: \(run.errors)") }
    var (texts, covered, single, right) = (0, 0, 0, 0)
    for set in sets {
      let workspace = try WorkspaceReader(folder: out + "/" + set).read()
      let evaluation = try LinkEvaluation(of: LinkTask(workspace, year: 2024, jobs: 2), jobs: 2)
      let part = Double(evaluation.sets.covered) / Double(evaluation.texts)
      print(set, "coverage", part, "single answers", evaluation.sets.single, "right", evaluation.sets.singleRight)
      // A set of 108 texts varies by three points either way.
      #expect((0.84...0.97).contains(part), "\(set): \(part)")
      texts += evaluation.texts
      covered += evaluation.sets.covered
      single += evaluation.sets.single
      right += evaluation.sets.singleRight
    }
    let part = Double(covered) / Double(texts)
    #expect((0.88...0.94).contains(part), "\(part) over all")
    #expect(Double(right) >= 0.85 * Double(single))
  }
}
