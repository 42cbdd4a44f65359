import AlignBasics
import AlignModel
import AlignNumerics

/// Which goals are under-funded whatever the weights: SMAA-2 over the goals of a plan.
///
/// In each draw the goals get weights, every unknown gap a number from 0 to 1, and with them a share of the need; they are
/// ranked by what that share exceeds their share of the linked money.
package struct GoalRobustness: Sendable {
  /// How much is drawn, and from what.
  package struct Options: Sendable {
    package var draws = 10_000
    package var seed: UInt64 = 1
    package var weightings = RobustSettings.Weightings.uniform
    package var spread = RobustSettings().spread
    /// Chains of goals, by their places in the plan, each from the weightiest down; empty where no order is known.
    package var order: [[Int]] = []
    /// F / P below which a goal is under-funded, and above which it is over-funded.
    package var low = FlagCode.underFunded.threshold("ratio", Settings())
    package var high = FlagCode.overFunded.threshold("ratio", Settings())
    package var jobs = 1

    package init() {}
  }

  /// What the draws say of one goal.
  package struct Goal: Sendable {
    /// The place in the plan.
    package var index: Int
    /// F, over the base with unknown indicators counted in.
    package var fundingShare: Double
    /// The mean over the draws of P.
    package var needShare: Double
    /// The shares of weightings under which F / P is below the low, and above the high threshold.
    package var underFunded: Double
    package var overFunded: Double
    /// How often the goal is first at its central weights, over draws of the unknown gaps; nil where it never is first.
    package var confidence: Double?
    /// Its standard error, because it is estimated from draws; 0 where every gap is known.
    package var confidenceError: Double?
  }

  package let options: Options
  /// The goals that have indicators, in table order.
  package let goals: [Goal]
  /// Ranks of ``goals``, 1 the most under-funded; the criteria are the goals' weights.
  package let acceptability: RankAcceptability
  /// The number of indicators whose gap was drawn.
  package let unknownGaps: Int

  /// Draws weightings of the goals.
  ///
  /// - Returns: nil where nothing is linked, or nothing is needed.
  /// - Throws: ``SMAAError``.
  /// - Complexity: O(draws · goals), and goals² a draw for the pairs.
  package init?(
    plan: Plan, attainment: Attainment, weights: Weights, use: FundingUse, _ options: Options = Options()
  ) throws(SMAAError) {
    guard let needs = GoalNeeds(plan: plan, attainment: attainment, weights: weights, use: use) else {
      return nil
    }
    if needs.count > SMAAError.mostAlternatives { throw .tooMany(needs.count) }
    if !(1...SMAAError.mostDraws).contains(options.draws) { throw .draws(options.draws) }
    self.options = options
    unknownGaps = needs.unknown.count
    let generator = Philox(seed: options.seed)
    let count = needs.count
    let sampler = WeightSampler(
      distribution: Self.distribution(needs, options), count: count, generator: generator)
    let blocks = RankSum.blocks(of: options.draws)
    let workers = max(1, min(options.jobs, blocks.count))
    let parts = Parallel.map(count: workers, jobs: workers) { worker in
      let drawing = GoalDraws(needs: needs, sampler: sampler, low: options.low, high: options.high)
      for block in stride(from: worker, to: blocks.count, by: workers) { drawing.add(blocks[block]) }
      return drawing.total()
    }
    var sum = parts[0]
    for part in parts.dropFirst() { sum.add(part) }
    let draws = Double(options.draws)
    let acceptability = RankAcceptability(count: count, criteria: count, draws: options.draws, counts: sum.ranks)
    self.acceptability = acceptability
    let confidence = GoalConfidence(
      needs: needs, central: (0..<count).map { acceptability.centralWeights(of: $0) }, draws: options.draws,
      generator: generator, jobs: options.jobs)
    goals = (0..<count).map { goal in
      Goal(
        index: needs.goals[goal], fundingShare: needs.funding[goal],
        needShare: Double(sum.needs[goal]) / RankCounter.weightUnit / draws,
        underFunded: Double(sum.under[goal]) / draws, overFunded: Double(sum.over[goal]) / draws,
        confidence: confidence.shares[goal],
        confidenceError: confidence.shares[goal].map {
          RankAcceptability.standardError($0, draws: confidence.draws)
        })
    }
  }

  private static func distribution(_ needs: GoalNeeds, _ options: Options) -> WeightDistribution {
    if !options.order.isEmpty {
      let positions = Dictionary(uniqueKeysWithValues: zip(needs.goals, 0...))
      return .ordered(options.order.map { $0.compactMap { positions[$0] } })
    }
    return options.weightings == .panel ? .about(needs.weights, spread: options.spread) : .uniform
  }
}

/// One thread's draws of the goals' weights.
private final class GoalDraws {
  private let needs: GoalNeeds
  private let sampler: WeightSampler
  private let low: Double
  private let high: Double
  private let counter: RankCounter
  private let weights: UnsafeMutablePointer<Double>
  private let scores: UnsafeMutablePointer<Double>
  private let gaps: UnsafeMutablePointer<Double>
  private let need: UnsafeMutablePointer<Double>
  private var under: [Int]
  private var over: [Int]
  private var needSums: [Int64]

  init(needs: GoalNeeds, sampler: WeightSampler, low: Double, high: Double) {
    (self.needs, self.sampler, self.low, self.high) = (needs, sampler, low, high)
    counter = RankCounter(count: needs.count, criteria: needs.count, countsPairs: true)
    weights = .allocate(capacity: needs.count * RankCounter.block)
    scores = .allocate(capacity: needs.count * RankCounter.block)
    gaps = .allocate(capacity: max(needs.unknown.count, 1))
    need = .allocate(capacity: needs.count)
    under = Array(repeating: 0, count: needs.count)
    over = under
    needSums = Array(repeating: 0, count: needs.count)
  }

  deinit {
    for buffer in [weights, scores, gaps, need] { buffer.deallocate() }
  }

  func add(_ draws: Range<Int>) {
    let count = needs.count
    for draw in draws {
      let own = weights + (draw - draws.lowerBound) * count
      let score = scores + (draw - draws.lowerBound) * count
      sampler.draw(draw, into: own)
      sampler.generator.fill(gaps, count: needs.unknown.count, .gaps, draw: draw)
      needs.fill(need, gaps: gaps)
      var total = 0.0
      for goal in 0..<count {
        need[goal] *= own[goal]
        total += need[goal]
      }
      for goal in 0..<count {
        let share = total > 0 ? need[goal] / total : 0
        let funding = needs.funding[goal]
        score[goal] = share - funding
        under[goal] += funding < low * share ? 1 : 0
        over[goal] += needs.improving[goal] > high * share ? 1 : 0
        needSums[goal] &+= Int64(share * RankCounter.weightUnit)
      }
    }
    counter.add(scores: scores, weights: weights, draws: draws.count)
  }

  func total() -> GoalCounts {
    GoalCounts(ranks: counter.total(), under: under, over: over, needs: needSums)
  }
}

/// Whole counts over draws, which add up in any order.
private struct GoalCounts: Sendable {
  var ranks: RankCounts
  var under: [Int]
  var over: [Int]
  /// Σ P in units of 2⁻³⁶.
  var needs: [Int64]

  mutating func add(_ other: GoalCounts) {
    ranks.add(other.ranks)
    for goal in under.indices {
      under[goal] += other.under[goal]
      over[goal] += other.over[goal]
      needs[goal] &+= other.needs[goal]
    }
  }
}
