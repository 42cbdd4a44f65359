import AlignModel

/// What the weights of the goals are held against: each goal's need at a weight of 1, and its share of all linked money.
struct GoalNeeds: Sendable {
  /// The goals that have indicators, by their places in the plan; everything below is in this order.
  var goals: [Int] = []
  /// Σ w(i|g) · need · c over the indicators of known gap.
  var known: [Double] = []
  /// w(i|g) · c of every indicator of unknown gap, with its goal, and what is known to be needed at least: its gap is drawn.
  var unknown: [(goal: Int, size: Double, least: Double)] = []
  /// F: the share of the money that competes, that of unknown indicators counted in; and what of it improves, which alone can
  /// be over-funding.
  var funding: [Double] = []
  var improving: [Double] = []
  /// The weights in force, which sum to 1.
  var weights: [Double] = []

  /// Nil where no money competes, where more is taken from a goal than competes for it, or where no goal could need any.
  init?(plan: Plan, attainment: Attainment, weights: Weights, use: FundingUse) {
    let sizes = Self.sizes(plan.indicators, shares: weights.indicatorShare.values)
    // A goal without weight is still a goal: weights are what is in doubt.
    var index = [Int](repeating: -1, count: plan.goals.count)
    for goal in plan.indicators.goal.values where goal.index < index.count { index[goal.index] = 0 }
    for goal in index.indices where index[goal] == 0 {
      index[goal] = goals.count
      goals.append(goal)
    }
    guard !goals.isEmpty else { return nil }
    known = Array(repeating: 0, count: goals.count)
    (funding, improving) = (known, known)
    var members = Array(repeating: [IndicatorID](), count: goals.count)
    var all = 0.0
    for indicator in plan.indicators.handles {
      all += use.part(indicator)
      let goal = plan.indicators.goal[indicator].index
      guard goal < index.count, index[goal] >= 0 else { continue }
      members[index[goal]].append(indicator)
      funding[index[goal]] += use.part(indicator)
      improving[index[goal]] += use.improving[indicator]
      if let need = attainment.need[indicator] {
        known[index[goal]] += sizes[indicator.index] * need
      } else if sizes[indicator.index] > 0 {
        unknown.append((index[goal], sizes[indicator.index], attainment.leastNeed[indicator]))
      }
    }
    guard use.isPositive(members.flatMap { $0 }), !members.contains(where: { use.isBelowZero($0) }),
      known.contains(where: { $0 > 0 }) || !unknown.isEmpty
    else { return nil }
    funding = funding.map { $0 / all }
    improving = improving.map { $0 / all }
    self.weights = goals.map { weights.goal.values[$0] }
  }

  /// w(i|g) · c: what an indicator's whole gap adds to its goal's need.
  ///
  /// - Parameter isCosted: whether the cost to close counts.
  static func sizes(_ indicators: Plan.Indicators, shares: [Double], isCosted: Bool = true) -> [Double] {
    let factors = Alignment.costFactors(indicators)
    return shares.indices.map { shares[$0] * (isCosted ? factors[$0] : 1) }
  }

  /// The number of goals.
  var count: Int { goals.count }

  /// Writes each goal's need at a weight of 1 in one draw of the unknown gaps.
  @inline(__always)
  func fill(_ needs: UnsafeMutablePointer<Double>, gaps: UnsafePointer<Double>) {
    for goal in 0..<count { needs[goal] = known[goal] }
    for (index, part) in unknown.enumerated() { needs[part.goal] += part.size * max(gaps[index], part.least) }
  }
}
