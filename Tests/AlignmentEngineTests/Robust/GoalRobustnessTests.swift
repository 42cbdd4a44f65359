import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignNumerics
@testable import AlignmentEngine

@Suite("Goals under all weightings") struct GoalRobustnessTests {
  /// Three goals of one indicator each, with gaps 1, ½ and one unknown; money 10, 60 and 30.
  private func analysis(unknown: Bool = true, _ change: (inout Workspace) -> Void = { _ in }) throws -> Analysis {
    var fixture = PlanFixture(goals: 3)
    for (goal, value) in [(0, 0.0), (1, 5), (2, 2)] {
      let observed = goal == 2 && unknown ? [] : [Measurement(period: Period(year: 1401), value: value)]
      fixture.indicator(
        .level, .up, goal: goal, baseline: 0, baselineYear: 1400, targets: [Target(year: 1402, value: 10)],
        observed: observed)
    }
    for (goal, money) in [10, 60, 30].enumerated() {
      fixture.line("L\(goal)", approved: Int64(money))
      fixture.link("L\(goal)", .indicator(IndicatorID(goal)))
    }
    var workspace = Workspace()
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    change(&workspace)
    return try Analysis(of: workspace)
  }

  private func robustness(_ analysis: Analysis, _ change: (inout GoalRobustness.Options) -> Void = { _ in }) throws
    -> GoalRobustness
  {
    var options = GoalRobustness.Options()
    options.draws = 40_000
    change(&options)
    return try #require(
      try GoalRobustness(
        plan: analysis.workspace.plan, attainment: analysis.attainment, weights: analysis.weights,
        use: analysis.alignment.use, options))
  }

  @Test("draws agree with the closed form, with and without unknown gaps", arguments: [true, false])
  func closedForm(unknown: Bool) throws {
    let analysis = try analysis(unknown: unknown)
    let drawn = try robustness(analysis)
    #expect(drawn.unknownGaps == (unknown ? 1 : 0))
    #expect(drawn.goals.map(\.fundingShare) == [0.1, 0.6, 0.3])
    let needs = try #require(
      GoalNeeds(
        plan: analysis.workspace.plan, attainment: analysis.attainment, weights: analysis.weights,
        use: analysis.alignment.use))
    let draws = GoalWeightings.draws(of: needs, 20_000)
    for goal in 0..<3 {
      let under = GoalWeightings.shareAbove(needs.funding[goal] / 0.8, goal: goal, draws: draws)
      let over = GoalWeightings.shareAbove(needs.funding[goal] / 1.25, goal: goal, draws: draws)
      let error = { RankAcceptability.standardError($0, draws: 40_000) }
      #expect(abs(under.share - drawn.goals[goal].underFunded) < 4 * (under.error + error(under.share)))
      #expect(abs(1 - over.share - drawn.goals[goal].overFunded) < 4 * (over.error + error(over.share)))
      #expect(unknown || (under.error == 0 && over.error == 0))
    }
  }

  @Test("the closed form by hand: P₁ > t over two goals of equal need is 1 − t")
  func byHand() {
    let share = GoalWeightings.shareAbove(0.3, goal: 0, draws: [[2, 2]])
    #expect(abs(share.share - 0.7) < 1e-15 && share.error == 0)
    #expect(GoalWeightings.shareAbove(0, goal: 0, draws: [[2, 2]]).share == 1)
    #expect(GoalWeightings.shareAbove(1.2, goal: 0, draws: [[2, 2]]).share == 0)
    #expect(GoalWeightings.shareAbove(0.1, goal: 0, draws: [[0, 2]]).share == 0)
    // Products over thousands of goals fall to 0 and never to what is no number.
    let many = [Double](repeating: 1, count: 5000)
    #expect(GoalWeightings.shareAbove(0.9, goal: 3, draws: [many]).share == 0)
  }

  @Test("the same bits whatever the threads, and another seed gives other draws")
  func threads() throws {
    let analysis = try analysis()
    let one = try robustness(analysis)
    let two = try robustness(analysis) { $0.jobs = 2 }
    #expect(one.acceptability.counts.ranks == two.acceptability.counts.ranks)
    #expect(one.acceptability.counts.central == two.acceptability.counts.central)
    #expect(one.goals.map(\.underFunded) == two.goals.map(\.underFunded))
    #expect(one.goals.map(\.needShare) == two.goals.map(\.needShare))
    let other = try robustness(analysis) { $0.seed = 2 }
    #expect(one.acceptability.counts.ranks != other.acceptability.counts.ranks)
  }

  @Test("the confidence factor is counted in all draws, with its error, and agrees with a plain count")
  func confidence() throws {
    let analysis = try analysis()
    let found = try robustness(analysis) { $0.draws = 4001 }
    let needs = try #require(
      GoalNeeds(
        plan: analysis.workspace.plan, attainment: analysis.attainment, weights: analysis.weights,
        use: analysis.alignment.use))
    for (goal, row) in found.goals.enumerated() {
      guard let central = found.acceptability.centralWeights(of: goal) else {
        #expect(row.confidence == nil && row.confidenceError == nil)
        continue
      }
      var first = 0
      for draw in 0..<4001 {
        var need = needs.known
        for (index, part) in needs.unknown.enumerated() {
          let pair = Philox(seed: 1).uniforms(.gaps, draw: draw, pair: index / 2)
          need[part.goal] += part.size * max(index % 2 == 0 ? pair.0 : pair.1, part.least)
        }
        let total = zip(need, central).reduce(0) { $0 + $1.0 * $1.1 }
        let scores = need.indices.map { need[$0] * central[$0] / total - needs.funding[$0] }
        first += scores.allSatisfy { $0 <= scores[goal] } ? 1 : 0
      }
      let share = Double(first) / 4001
      #expect(row.confidence == share)
      #expect(row.confidenceError == (share * (1 - share) / 4001).squareRoot())
    }
    let two = try robustness(analysis) { ($0.draws, $0.jobs) = (4001, 2) }
    #expect(two.goals.map(\.confidence) == found.goals.map(\.confidence))
    let known = try robustness(self.analysis(unknown: false))
    #expect(known.goals.allSatisfy { $0.confidenceError ?? 0 == 0 })
  }

  @Test("an order of the goals raises the first of them; the panel keeps near the weights in force")
  func ordered() throws {
    let analysis = try analysis()
    let plain = try robustness(analysis)
    let ordered = try robustness(analysis) { $0.order = [[0, 1, 2]] }
    #expect(ordered.goals[0].underFunded > plain.goals[0].underFunded + 0.05)
    #expect(ordered.goals[0].needShare > plain.goals[0].needShare)
    let panel = try robustness(analysis) {
      $0.weightings = .panel
      $0.spread = 0.05
    }
    // About equal weights with little spread P₁ is 1 / (1.5 + u), far above 0.1 / 0.8.
    #expect(panel.goals[0].underFunded == 1 && panel.goals[1].overFunded > 0.99)
    #expect(panel.goals[0].confidence == 1)
  }

  @Test("AL202 and AL203 hold under nine weightings of ten, and the evidence says under how many")
  func flags() throws {
    func codes(_ analysis: Analysis) -> [String] {
      analysis.flags.filter { $0.code == "AL202" || $0.code == "AL203" }.map { "\($0.code) \($0.subject.id)" }
    }
    // P₁ > 0.125 under 81 % of weightings, so that the first goal is no flag; but under a threshold of 0.8 it is.
    let plain = try analysis(unknown: false)
    #expect(codes(plain) == [])
    let share = try #require(plain.weightings.under[0]?.share)
    // Π 1 / (1 + c d): c = 0.125 / 0.875, d = ½ and 0.8.
    #expect(abs(share - 1 / (1 + 1 / 14.0) / (1 + 0.8 / 7)) < 1e-12)
    let lower = try analysis(unknown: false) { workspace in
      workspace.settings.flags["AL202"] = FlagSettings()
      workspace.settings.flags["AL202"]?.thresholds["weightings"] = 0.8
    }
    #expect(codes(lower) == ["AL202 G1"])
    let evidence = lower.flags.first { $0.code == "AL202" }?.evidence.map(\.name) ?? []
    #expect(
      evidence == ["need_share", "funding_share", "ratio", "keeping", "improving", "weightings", "weights_drawn"])
    let panel = try analysis(unknown: false) { $0.settings.robust.weightings = .panel }
    #expect(codes(panel) == ["AL202 G1", "AL203 G2"])
  }

  @Test("nothing linked is not estimable")
  func none() throws {
    let analysis = try analysis { $0.links = Links() }
    let found = try GoalRobustness(
      plan: analysis.workspace.plan, attainment: analysis.attainment, weights: analysis.weights,
      use: analysis.alignment.use)
    #expect(found == nil)
  }

  @Test("what moves the ranks of goals: with one goal of all the money, only the others' weights")
  func sensitivity() throws {
    let found = try #require(Sensitivity.ofGoals(analysis(), base: 256))
    #expect(found.factors.map(\.name) == ["G1", "G2", "G3", "unknown_gaps", "scale_of_gaps", "money_to_unknown"])
    #expect(found.ofRanks.count == 3 && found.evaluations == 256 * 8)
    for index in found.ofShift {
      let total = try #require(index.total)
      #expect(total >= -1e-12 && total < 1.5)
    }
    let again = try #require(Sensitivity.ofGoals(analysis(), base: 256, jobs: 2))
    #expect(again.ofShift == found.ofShift)
  }
}
