import AlignModel

/// How well the money of a year follows the need of the plan.
public struct Alignment: Sendable {
  /// Σs / Σb; nil where nothing is approved.
  public var coverage: Double?
  /// The part of coverage on indicators known and not yet met, and its upper bound that counts the unknown ones too.
  public var liveCoverage: Double?
  /// The same where no unknown indicator is met either.
  public var liveCoverageUpper: Double?
  /// C · (1 − ½ Σ|P − F|) over goals; nil where not estimable.
  public var alignmentIndex: Double?
  /// The same over indicators.
  public var alignmentIndexByIndicator: Double?
  /// Attainment of the plan, rolled up; nil where no indicator has one.
  public var planAttainment: Double?
  /// Money that reaches indicators whose planning gap is unknown, in minor units.
  public var unmeasuredFunding: Double = 0
  /// Σ_K s, in minor units.
  public var knownFunding: Double = 0
  /// p by indicator: its share of the need; nil outside K or where not estimable.
  public var needShare = Column<IndicatorID, Double?>([])
  /// f by indicator: its share of the money that reaches K; nil outside K or where not estimable.
  public var fundingShare = Column<IndicatorID, Double?>([])
  /// In table order; `rank` counts goals and axes apart.
  public var goals: [GroupAlignment] = []
  /// The axes in table order.
  public var axes: [GroupAlignment] = []

  /// The figures of one goal or one axis.
  public struct GroupAlignment: Sendable {
    /// Rolled up from clipped attainments, 0–1; nil where no child has one.
    public var attainment: Double?
    /// Multiplied down: of the whole plan.
    public var weight: Double
    /// P: the sum of p over the group's indicators, 0–1; nil where no indicator of the plan has one.
    public var needShare: Double?
    /// F: the sum of f over the group's indicators, 0–1; nil where no indicator of the plan has one.
    public var fundingShare: Double?
    /// P − F, in points of share.
    public var underFunding: Double?
    /// (P − F) · Σ_K s in minor units, so that the amounts add up to 0.
    public var underFundingAmount: Double?
    /// F / P; nil where there is no need.
    public var ratio: Double?
    /// 1 is the most under-funded; ties in table order. Nil where not estimable.
    public var rank: Int?
    /// s summed over the group's indicators, in minor units.
    public var funding: Double
  }

  /// Compares need with funding.
  ///
  /// - Complexity: O(indicators + goals log goals); the links are not looked at again.
  public init(plan: Plan, attainment: Attainment, weights: Weights, funding: FundingMatrix) {
    let indicators = plan.indicators
    let count = indicators.count
    let known: [Double?] = indicators.handles.map { attainment.planningGap[$0] }
    for id in indicators.handles {
      if known[id.index] == nil {
        unmeasuredFunding += funding.funding[id]
      } else {
        knownFunding += funding.funding[id]
      }
    }
    measureCoverage(attainment, funding)

    let need = Self.need(indicators, gaps: known, weights: weights)
    let total = need.reduce(0) { $0 + ($1 ?? 0) }
    needShare = Column(need.map { need in total > 0 ? need.map { $0 / total } : nil })
    let reached = knownFunding
    fundingShare = Column(
      (0..<count).map { known[$0] == nil || reached == 0 ? nil : funding.funding.values[$0] / reached })

    let clipped: [Double?] = indicators.handles.map { attainment.attainment[$0].map { min(max($0, 0), 1) } }
    let goalOf = indicators.goal.values.map(\.index)
    let goalAttainment = Self.rolledUp(
      clipped, parent: goalOf, weights: weights.indicatorShare.values, plan.goals.count)
    let axisOf = plan.goals.axis.values.map(\.index)
    let axisAttainment = Self.rolledUp(
      goalAttainment, parent: axisOf, weights: weights.goalShare.values, plan.axes.count)
    let top = Array(repeating: 0, count: plan.axes.count)
    planAttainment = Self.rolledUp(axisAttainment, parent: top, weights: weights.axisShare.values, 1)[0]

    let axisOfIndicator = goalOf.map { $0 < axisOf.count ? axisOf[$0] : plan.axes.count }
    goals = groups(goalAttainment, weights.goal.values, parent: goalOf, funding: funding.funding.values)
    axes = groups(axisAttainment, weights.axis.values, parent: axisOfIndicator, funding: funding.funding.values)
    alignmentIndex = index(over: goals.map { ($0.needShare, $0.fundingShare) })
    alignmentIndexByIndicator = index(
      over: (0..<count).compactMap {
        known[$0] == nil ? nil : (needShare.values[$0], fundingShare.values[$0])
      })
  }

  private mutating func measureCoverage(_ attainment: Attainment, _ funding: FundingMatrix) {
    let approved = Double(funding.totalApproved)
    guard approved != 0 else { return }
    var live = 0.0
    for id in funding.funding.handles where attainment.isKnown(id) && !attainment.isMet(id) {
      live += funding.funding[id]
    }
    coverage = funding.totalLinked / approved
    liveCoverage = live / approved
    liveCoverageUpper = (live + unmeasuredFunding) / approved
  }

  /// w · gap · c, by indicator; nil outside K. c is the cost to close over the mean of those known, 1 where unknown.
  private static func need(_ indicators: Plan.Indicators, gaps: [Double?], weights: Weights) -> [Double?] {
    let factors = costFactors(indicators)
    return indicators.handles.map { id in
      guard let gap = gaps[id.index] else { return nil }
      return weights.indicator[id] * gap * factors[id.index]
    }
  }

  /// c, by indicator: the cost to close over the mean of those known, 1 where unknown.
  static func costFactors(_ indicators: Plan.Indicators) -> [Double] {
    let costs = indicators.costToClose.values
    let given = costs.compactMap { $0 }.filter { $0 >= 0 }
    let mean = given.reduce(0) { $0 + $1 / Double(max(given.count, 1)) }
    return (0..<indicators.count).map { index in
      let cost = index < costs.count ? costs[index] : nil
      return mean > 0 ? cost.map { max($0, 0) / mean } ?? 1 : 1
    }
  }

  /// Σ w v / Σ w over the children that have a value; nil where none has.
  static func rolledUp(_ values: [Double?], parent: [Int], weights: [Double], _ count: Int) -> [Double?] {
    var sums = Array(repeating: 0.0, count: count)
    var total = Array(repeating: 0.0, count: count)
    for (child, value) in values.enumerated() where parent[child] < count {
      guard let value else { continue }
      sums[parent[child]] += weights[child] * value
      total[parent[child]] += weights[child]
    }
    return (0..<count).map { total[$0] > 0 ? sums[$0] / total[$0] : nil }
  }

  private func groups(
    _ attainment: [Double?], _ weight: [Double], parent: [Int], funding: [Double]
  ) -> [GroupAlignment] {
    let isNeedKnown = needShare.values.contains { $0 != nil }
    let isFundingKnown = fundingShare.values.contains { $0 != nil }
    var groups = attainment.indices.map {
      GroupAlignment(
        attainment: attainment[$0], weight: weight[$0], needShare: isNeedKnown ? 0 : nil,
        fundingShare: isFundingKnown ? 0 : nil, funding: 0)
    }
    for (indicator, group) in parent.enumerated() where group < groups.count {
      groups[group].funding += funding[indicator]
      if let p = needShare.values[indicator] { groups[group].needShare? += p }
      if let f = fundingShare.values[indicator] { groups[group].fundingShare? += f }
    }
    for index in groups.indices {
      guard let p = groups[index].needShare, let f = groups[index].fundingShare else { continue }
      groups[index].underFunding = p - f
      groups[index].underFundingAmount = (p - f) * knownFunding
      groups[index].ratio = p > 0 ? f / p : nil
    }
    let ranked = groups.indices.filter { groups[$0].underFunding != nil }.sorted {
      // Rounded, so that what the sums leave in the last digits does not break a tie.
      let (left, right) = (
        ((groups[$0].underFunding ?? 0) * 1e12).rounded(), ((groups[$1].underFunding ?? 0) * 1e12).rounded()
      )
      return left == right ? $0 < $1 : left > right
    }
    for (rank, index) in ranked.enumerated() { groups[index].rank = rank + 1 }
    return groups
  }

  /// C · (1 − ½ Σ|P − F|).
  private func index(over shares: [(Double?, Double?)]) -> Double? {
    guard let coverage, !shares.isEmpty else { return nil }
    var distance = 0.0
    for case (let p, let f) in shares {
      guard let p, let f else { return nil }
      distance += abs(p - f)
    }
    return coverage * (1 - distance / 2)
  }
}
