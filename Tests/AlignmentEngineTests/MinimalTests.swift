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
    expectClose(attainment.attainment.values, [2 / 3, 1 / 2, 4 / 3, nil, 3 / 4, 2 / 3, 0], "attainment")
    expectClose(attainment.reviewGap.values, [1 / 3, 1 / 2, -1 / 3, nil, 1 / 4, 1 / 3, 1], "review gap")
    expectClose(attainment.planningGap.values, [1 / 2, 1 / 2, 0, nil, 1 / 4, 1 / 2, 1], "planning gap")
    expectClose(attainment.planEndGap.values, attainment.planningGap.values, "gap at the plan's end")
    expectClose(attainment.need.values, attainment.planningGap.values, "need")
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
    expectClose(alignment.needShare.values, [9 / 46, 9 / 46, 0, nil, 2 / 23, 4 / 23, 8 / 23], "need")
    expectClose(alignment.fundingShare.values, [4 / 7, 0, 3 / 7, nil, 0, 0, 0], "funding")
    expectClose(alignment.goals.map(\.needShare), [9 / 23, 0, 14 / 23], "need of goals")
    expectClose(
      alignment.goals.map(\.underFundingAmount), [(9 / 23 - 4 / 7) * 1400, -600, 14 / 23 * 1400], "under-funding")
    expectClose(alignment.goals.map(\.ratio), [92 / 63, nil, 0], "ratio")
    #expect(alignment.goals.map(\.rank) == [2, 3, 1])
    expectClose([alignment.alignmentIndex], [0.6475 * 9 / 23], "alignment index")
    expectClose(alignment.goals.map(\.attainment), [7 / 12, 1, 17 / 36], "attainment of goals")
    expectClose([alignment.planAttainment], [239 / 360], "attainment of the plan")
    #expect(alignment.unmeasuredFunding == 400)
  }

  @Test("current money keeps, capital money improves, and blank kinds are judged by the indicator")
  func keepingAndImproving() {
    let use = analysis.alignment.use
    expectClose(use.keeping.values, [250 / 3, 350 / 3, 0, 0, 90, 290, 210], "keeping")
    expectClose(use.improving.values, [800, 0, 600, 400, 0, 0, 0], "improving")
    #expect((use.theta, use.base, use.judged) == (0, 1400, 920))
    expectClose([use.keepingTotal, use.improvingTotal], [790, 1400], "sums over the known indicators")
  }

  @Test("every flag, and no other")
  func flags() {
    let flags = analysis.flags.map { "\($0.code) \($0.subject.id)" }
    #expect(
      Set(flags) == [
        "AL101 B06", "AL101 B07", "AL101 B08", "AL102 B03", "AL103 B05.2", "AL104 B04", "AL107 B01", "AL108 B06",
        "AL202 G3", "AL203 G1", "AL203 G2", "AL301 I4", "AL401 B02",
      ])
    #expect(flags.count == Set(flags).count)
    #expect(analysis.flags.filter { $0.accepted != nil }.map(\.subject.id) == ["B08"])
  }
}
