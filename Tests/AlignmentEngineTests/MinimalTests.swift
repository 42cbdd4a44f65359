import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

/// `datasets/minimal`, whose README works every answer by hand.
@Suite struct MinimalTests {
  private let analysis: Analysis

  init() throws {
    analysis = try Analysis(of: WorkspaceReader(folder: repository + "/datasets/minimal").read())
  }

  private func expectClose(_ found: [Double?], _ expected: [Double?], _ what: Comment) {
    #expect(found.count == expected.count, what)
    for (found, expected) in zip(found, expected) {
      switch (found, expected) {
      case (nil, nil): continue
      case (let found?, let expected?): #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), what)
      default: Issue.record("\(what): \(String(describing: found)) for \(String(describing: expected))")
      }
    }
  }

  @Test("attainment and gaps of all four kinds")
  func measure() {
    let attainment = analysis.attainment
    expectClose(attainment.attainment.values, [2 / 3, 1 / 2, 4 / 3, nil, 3 / 4, 2 / 3, 3 / 4], "attainment")
    expectClose(attainment.reviewGap.values, [1 / 3, 1 / 2, -1 / 3, nil, 1 / 4, 1 / 3, 1 / 4], "review gap")
    expectClose(attainment.planningGap.values, [1 / 2, 1 / 2, 0, nil, 1 / 4, 1 / 2, 1 / 4], "planning gap")
    #expect(attainment.state[IndicatorID(3)] == .notMeasured)
  }

  @Test("weights multiply down and money follows links, prefixes, marks and rules")
  func trace() {
    expectClose(
      analysis.weights.indicator.values, [0.15, 0.15, 0.15, 0.15, 2 / 15, 2 / 15, 2 / 15], "weights")
    expectClose(analysis.funding.funding.values, [2650 / 3, 350 / 3, 600, 400, 90, 290, 210], "money")
    #expect(analysis.funding.totalApproved == 4000)
    #expect(
      analysis.funding.lineClass == [
        .tied, .tied, .tied, .tied, .tied, .tied, .untied, .neutral, .untied, .untied, .tied,
      ])
  }

  @Test("coverage, need, under-funding and alignment")
  func score() {
    let alignment = analysis.alignment
    expectClose(
      [alignment.coverage, alignment.liveCoverage, alignment.liveCoverageUpper], [0.6475, 0.3975, 0.4975], "coverage")
    expectClose(alignment.needShare.values, [9 / 34, 9 / 34, 0, nil, 2 / 17, 4 / 17, 2 / 17], "need")
    expectClose(alignment.goals.map(\.needShare), [9 / 17, 0, 8 / 17], "need of goals")
    expectClose(
      alignment.goals.map(\.underFundingAmount), [9 / 17 * 2190 - 1000, -600, 8 / 17 * 2190 - 590], "under-funding")
    expectClose(alignment.goals.map(\.ratio), [1000 / 2190 / (9 / 17), nil, 590 / 2190 / (8 / 17)], "ratio")
    #expect(alignment.goals.map(\.rank) == [2, 3, 1])
    expectClose([alignment.alignmentIndex], [0.6475 * 1590 / 2190], "alignment index")
    expectClose(alignment.goals.map(\.attainment), [7 / 12, 1, 13 / 18], "attainment of goals")
    expectClose([alignment.planAttainment], [55 / 72], "attainment of the plan")
    #expect(alignment.unmeasuredFunding == 400)
  }

  @Test("every flag, and no other")
  func flags() {
    let flags = analysis.flags.map { "\($0.code) \($0.subject.id)" }
    #expect(
      Set(flags) == [
        "AL101 B06", "AL101 B07", "AL101 B08", "AL102 B03", "AL103 B05.2", "AL104 B04", "AL107 B01", "AL108 B06",
        "AL202 G3", "AL203 G2", "AL301 I4", "AL401 B02",
      ])
    #expect(flags.count == Set(flags).count)
    #expect(analysis.flags.filter { $0.accepted != nil }.map(\.subject.id) == ["B08"])
  }
}
