import AlignModel

/// What the weights of the goals are held against: each goal's need at a weight of 1, and its share of all linked money.
struct GoalNeeds: Sendable {
  /// The goals that have indicators, by their places in the plan; everything below is in this order.
  var goals: [Int] = []
  /// Σ w(i|g) · gap · c over the indicators of known gap.
  var known: [Double] = []
  /// w(i|g) · c of every indicator of unknown gap, with its goal: its gap is drawn.
  var unknown: [(goal: Int, size: Double)] = []
  /// F: the share of all linked money.
  var funding: [Double] = []
  /// The weights in force, which sum to 1.
  var weights: [Double] = []

  /// Nil where no linked money is left to share, or where no goal could need any.
  init?(plan: Plan, attainment: Attainment, weights: Weights, funding: FundingMatrix) {
    let sizes = Self.sizes(plan.indicators, shares: weights.indicatorShare.values)
    self.init(
      plan: plan, sizes: sizes, gaps: plan.indicators.handles.map { attainment.planningGap[$0] }, weights: weights,
      money: plan.indicators.handles.map { funding.funding[$0] })
  }

  /// The needs under given sizes, gaps and money of the indicators.
  init?(plan: Plan, sizes: [Double], gaps: [Double?], weights: Weights, money: [Double]) {
    // A goal without weight is still a goal: weights are what is in doubt.
    var index = [Int](repeating: -1, count: plan.goals.count)
    for goal in plan.indicators.goal.values where goal.index < index.count { index[goal.index] = 0 }
    for goal in index.indices where index[goal] == 0 {
      index[goal] = goals.count
      goals.append(goal)
    }
    guard !goals.isEmpty else { return nil }
    known = Array(repeating: 0, count: goals.count)
    funding = known
    var all = 0.0
    for indicator in plan.indicators.handles {
      all += money[indicator.index]
      let goal = plan.indicators.goal[indicator].index
      guard goal < index.count, index[goal] >= 0 else { continue }
      funding[index[goal]] += money[indicator.index]
      if let gap = gaps[indicator.index] {
        known[index[goal]] += sizes[indicator.index] * gap
      } else if sizes[indicator.index] > 0 {
        unknown.append((index[goal], sizes[indicator.index]))
      }
    }
    guard all > 0, known.contains(where: { $0 > 0 }) || !unknown.isEmpty else { return nil }
    funding = funding.map { $0 / all }
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
    for (index, part) in unknown.enumerated() { needs[part.goal] += part.size * gaps[index] }
  }
}
