import AlignBasics
import AlignModel
import AlignNumerics
import Foundation

/// The share of all weightings under which a goal is under- or over-funded, looked at only where the weights in force say
/// that it is: what AL202 and AL203 rest on.
///
/// Over uniform weightings the share is known in closed form. With w = E / ΣE, E exponential, a goal's share of the need P
/// exceeds t exactly where E_g > c Σ_{h≠g} E_h d_h with c = t / (d_g (1 − t)), and that has the probability
/// Π_{h≠g} 1 / (1 + c d_h). Unknown gaps are drawn, and the product is averaged over them. Weightings about the panel have
/// no closed form and are drawn.
package struct GoalWeightings: Sendable {
  /// What was found of one goal.
  package struct Share: Sendable, Hashable {
    /// The share of weightings, and the standard error of drawing; 0 where nothing was drawn.
    package var share: Double
    package var error: Double
  }

  package let weightings: RobustSettings.Weightings
  /// By goal of the plan: the shares under which F / P is below the threshold of AL202, and above that of AL203; nil where
  /// the weights in force do not say so.
  package private(set) var under: [Share?]
  package private(set) var over: [Share?]

  /// Draws of the unknown gaps, and again where the answer would lie too near to the threshold to be told from it.
  private static let gapDraws = 64
  private static let moreGapDraws = 1024
  /// Draws of weights about the panel: an error below 0.7 points at 90 %.
  private static let panelDraws = 2000
  private static let seed: UInt64 = 1402

  /// Looks at every goal whose ratio is outside the thresholds.
  ///
  /// - Complexity: O(candidates · goals · draws of the unknown gaps); nothing where no goal is out of balance.
  package init(
    plan: Plan, attainment: Attainment, weights: Weights, alignment: Alignment,
    settings: Settings, jobs: Int = 1
  ) {
    weightings = settings.robust.weightings
    under = Array(repeating: nil, count: plan.goals.count)
    over = under
    let limits = (GoalBalance.under.limits(settings), GoalBalance.over.limits(settings))
    let (low, high) = (limits.0.ratio, limits.1.ratio)
    let isUnder = alignment.goals.map {
      GoalBalance.under.excess($0, limits.0) != nil && settings.flags["AL202"]?.isOff != true
    }
    let isOver = alignment.goals.map {
      GoalBalance.over.excess($0, limits.1) != nil && settings.flags["AL203"]?.isOff != true
    }
    guard isUnder.contains(true) || isOver.contains(true),
      let needs = GoalNeeds(plan: plan, attainment: attainment, weights: weights, use: alignment.use)
    else { return }
    if weightings == .panel {
      var options = GoalRobustness.Options()
      (options.draws, options.seed, options.jobs) = (Self.panelDraws, Self.seed, jobs)
      let shares = PanelShares(needs: needs, spread: settings.robust.spread, low: low, high: high, options)
      for (index, goal) in needs.goals.enumerated() {
        if isUnder[goal] { under[goal] = shares.share(shares.under[index]) }
        if isOver[goal] { over[goal] = shares.share(shares.over[index]) }
      }
      return
    }
    let few = Self.draws(of: needs, Self.gapDraws)
    lazy var many = Self.draws(of: needs, Self.moreGapDraws)
    func above(_ index: Int, _ limit: Double, threshold: Double, turned: Bool) -> Share {
      var share = Self.shareAbove(limit, goal: index, draws: few)
      let distance = abs((turned ? 1 - share.share : share.share) - threshold)
      if distance < 4 * share.error { share = Self.shareAbove(limit, goal: index, draws: many) }
      return turned ? Share(share: 1 - share.share, error: share.error) : share
    }
    for (index, goal) in needs.goals.enumerated() {
      let money = needs.funding[index]
      if isUnder[goal] {
        under[goal] = low > 0 ? above(index, money / low, threshold: limits.0.weightings, turned: false) : nil
      }
      if isOver[goal] {
        let limit = needs.improving[index] / high
        over[goal] = high > 0 ? above(index, limit, threshold: limits.1.weightings, turned: true) : nil
      }
    }
  }

  /// Each goal's need at a weight of 1, one list a draw of the unknown gaps; one draw where all are known.
  static func draws(of needs: GoalNeeds, _ count: Int) -> [[Double]] {
    guard !needs.unknown.isEmpty else { return [needs.known] }
    let generator = Philox(seed: seed)
    return (0..<count).map { draw in
      var need = needs.known
      for (index, part) in needs.unknown.enumerated() {
        let pair = generator.uniforms(.gaps, draw: draw, pair: index / 2)
        need[part.goal] += part.size * max(index % 2 == 0 ? pair.0 : pair.1, part.least)
      }
      return need
    }
  }

  /// The probability that P of a goal exceeds a limit, over uniform weights.
  static func shareAbove(_ limit: Double, goal: Int, draws: [[Double]]) -> Share {
    let shares = draws.map { need -> Double in
      let own = need[goal]
      if own <= 0 || limit >= 1 { return limit < 0 ? 1 : 0 }
      if limit <= 0 { return 1 }
      let c = limit / (own * (1 - limit))
      // Four products side by side, so that a multiplication need not wait for the one before it.
      var products = (1.0, 1.0, 1.0, 1.0)
      var index = 0
      while index + 3 < need.count {
        products.0 *= 1 + c * need[index]
        products.1 *= 1 + c * need[index + 1]
        products.2 *= 1 + c * need[index + 2]
        products.3 *= 1 + c * need[index + 3]
        index += 4
      }
      while index < need.count {
        products.0 *= 1 + c * need[index]
        index += 1
      }
      // Its own factor is in the product and is taken out again.
      let inverse = 1 / products.0 / products.1 / products.2 / products.3
      return min(1, (1 + c * own) * inverse)
    }
    let mean = shares.reduce(0, +) / Double(shares.count)
    guard shares.count > 1 else { return Share(share: mean, error: 0) }
    let spread = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count - 1)
    return Share(share: mean, error: (spread / Double(shares.count)).squareRoot())
  }
}

/// How often goals are out of balance over weights drawn about the panel.
private struct PanelShares {
  var under: [Int]
  var over: [Int]
  let draws: Int

  init(needs: GoalNeeds, spread: Double, low: Double, high: Double, _ options: GoalRobustness.Options) {
    draws = options.draws
    let count = needs.count
    let sampler = WeightSampler(
      distribution: .about(needs.weights, spread: spread), count: count, generator: Philox(seed: options.seed))
    let blocks = RankSum.blocks(of: options.draws)
    let parts = Parallel.map(count: blocks.count, jobs: options.jobs) { block -> [Int] in
      var times = [Int](repeating: 0, count: 2 * count)
      var weights = [Double](repeating: 0, count: count)
      var need = weights
      var gaps = [Double](repeating: 0, count: max(needs.unknown.count, 1))
      for draw in blocks[block] {
        weights.withUnsafeMutableBufferPointer { $0.baseAddress.map { sampler.draw(draw, into: $0) } }
        gaps.withUnsafeMutableBufferPointer { gaps in
          need.withUnsafeMutableBufferPointer { need in
            guard let gaps = gaps.baseAddress, let need = need.baseAddress else { return }
            sampler.generator.fill(gaps, count: needs.unknown.count, .gaps, draw: draw)
            needs.fill(need, gaps: gaps)
          }
        }
        var total = 0.0
        for goal in 0..<count { total += weights[goal] * need[goal] }
        for goal in 0..<count where total > 0 {
          let share = weights[goal] * need[goal] / total
          times[goal] += needs.funding[goal] < low * share ? 1 : 0
          times[count + goal] += needs.improving[goal] > high * share ? 1 : 0
        }
      }
      return times
    }
    under = (0..<count).map { goal in parts.reduce(0) { $0 + $1[goal] } }
    over = (0..<count).map { goal in parts.reduce(0) { $0 + $1[count + goal] } }
  }

  func share(_ times: Int) -> GoalWeightings.Share {
    let share = Double(times) / Double(draws)
    return GoalWeightings.Share(share: share, error: RankAcceptability.standardError(share, draws: draws))
  }
}
