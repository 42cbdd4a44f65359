import AlignModel
import AlignNumerics

/// How well the money of a year follows the need of the plan.
public struct Alignment: Sendable {
  /// Σs / Σb; nil where nothing is approved.
  public var coverage: Double?
  /// The part of coverage that keeps a service, or improves what is known not to be met for good.
  public var liveCoverage: Double?
  /// The same with what improves unknown indicators.
  public var liveCoverageUpper: Double?
  /// C · (1 − ½ Σ|P − F|) over goals; nil where not estimable.
  public var alignmentIndex: Double?
  /// The same over indicators.
  public var alignmentIndexByIndicator: Double?
  /// Attainment of the plan, rolled up; nil where no indicator has one.
  public var planAttainment: Double?
  /// Money that reaches indicators whose planning gap is unknown, in minor units.
  public var unmeasuredFunding: Double = 0
  /// What keeps and what improves, and the base of funding shares.
  public private(set) var use: FundingUse
  /// Rows of L whose negative amounts make funding shares not estimable, and that are estimable without them.
  package var credits: [Int] = []
  /// p by indicator: its share of the need; nil outside K or where not estimable.
  public var needShare = Column<IndicatorID, Double?>([])
  /// f by indicator: its part of the base; nil outside K or where not estimable.
  public var fundingShare = Column<IndicatorID, Double?>([])
  /// In table order; `rank` counts goals and axes apart.
  public var goals: [GroupAlignment] = []
  /// The axes in table order.
  public var axes: [GroupAlignment] = []

  /// Whether anything known needs money.
  package var isNeedKnown: Bool { needShare.values.contains { $0 != nil } }
  /// Whether funding shares can be told.
  package var isFundingKnown: Bool { fundingShare.values.contains { $0 != nil } }

  /// The figures of one goal or one axis.
  public struct GroupAlignment: Sendable {
    /// Whether no indicator stands under it: it then has no weight, no shares and no rank.
    public var isChildless = false
    /// Rolled up from clipped attainments, 0–1; nil where no child has one.
    public var attainment: Double?
    /// Multiplied down: of the whole plan.
    public var weight: Double
    /// P: the sum of p over the group's indicators, 0–1; nil where no indicator of the plan has one.
    public var needShare: Double?
    /// F: the sum of f over the group's indicators, 0–1; nil where no indicator of the plan has one.
    public var fundingShare: Double?
    /// The part of F that improving money alone makes up.
    package var improvingShare: Double?
    /// P − F, in points of share.
    public var underFunding: Double?
    /// (P − F) · base in minor units, so that the amounts add up to 0.
    public var underFundingAmount: Double?
    /// F / P; nil where there is no need.
    public var ratio: Double?
    /// 1 is the most under-funded, or where that is not estimable the most in need; ties in table order.
    public var rank: Int?
    /// s summed over the group's indicators, in minor units.
    public var funding: Double { keeping + improving }
    /// Of that, what keeps services, in minor units.
    public var keeping = 0.0
    /// Of that, what improves something, in minor units.
    public var improving = 0.0
  }

  /// Compares need with funding.
  ///
  /// - Complexity: O(indicators + goals log goals); the links are not looked at again.
  public init(plan: Plan, attainment: Attainment, weights: Weights, funding: FundingMatrix) {
    let indicators = plan.indicators
    let count = indicators.count
    let known = Array(indicators.handles.filter { attainment.isKnown($0) })
    use = FundingUse(of: funding) { attainment.isKnown($0) }
    for id in indicators.handles where !attainment.isKnown(id) { unmeasuredFunding += funding.funding[id] }
    measureCoverage(attainment, funding)

    let need = Self.need(indicators, attainment.need.values, weights: weights)
    let total = need.reduce(0) { $0 + ($1 ?? 0) }
    needShare = Column(need.map { need in total > 0 ? need.map { $0 / total } : nil })
    fundingShare = Column(repeating: nil, count: count)
    share(funding, plan, known: known)

    let clipped: [Double?] = indicators.handles.map { attainment.attainment[$0].map { min(max($0, 0), 1) } }
    let goalOf = indicators.goal.values.map(\.index)
    let goalAttainment = WeightedMean.byParent(
      clipped, parent: goalOf, weights: weights.indicatorShare.values, plan.goals.count)
    let axisOf = plan.goals.axis.values.map(\.index)
    let axisAttainment = WeightedMean.byParent(
      goalAttainment, parent: axisOf, weights: weights.goalShare.values, plan.axes.count)
    let top = Array(repeating: 0, count: plan.axes.count)
    planAttainment = WeightedMean.byParent(axisAttainment, parent: top, weights: weights.axisShare.values, 1)[0]

    let axisOfIndicator = goalOf.map { $0 < axisOf.count ? axisOf[$0] : plan.axes.count }
    goals = groups(goalAttainment, weights.goal.values, parent: goalOf)
    axes = groups(axisAttainment, weights.axis.values, parent: axisOfIndicator)
    alignmentIndex = index(over: goals.lazy.filter { !$0.isChildless }.map { ($0.needShare, $0.fundingShare) })
    alignmentIndexByIndicator = index(over: known.map { (needShare[$0], fundingShare[$0]) })
  }

  /// f of the indicators in K; where the base or what competes for a goal is below 0, the credits that make it so.
  private mutating func share(_ funding: FundingMatrix, _ plan: Plan, known: [IndicatorID]) {
    var ofGoal = Array(repeating: [IndicatorID](), count: plan.goals.count)
    for id in known where plan.indicators.goal[id].index < ofGoal.count {
      ofGoal[plan.indicators.goal[id].index].append(id)
    }
    let isBasePositive = use.isPositive(known)
    let wrong = isBasePositive ? ofGoal.filter { use.isBelowZero($0) }.flatMap { $0 } : known
    if isBasePositive, wrong.isEmpty {
      for id in known { fundingShare[id] = use.part(id) / use.base }
      return
    }
    var isMeant = Array(repeating: false, count: plan.indicators.count)
    for id in wrong { isMeant[id.index] = true }
    credits = use.credits(of: funding, for: isMeant)
  }

  private mutating func measureCoverage(_ attainment: Attainment, _ funding: FundingMatrix) {
    let approved = Double(funding.totalApproved)
    guard approved != 0 else { return }
    var (live, unknown) = (0.0, 0.0)
    for id in funding.funding.handles {
      live += use.keeping[id]
      if !attainment.isKnown(id) {
        unknown += use.improving[id]
      } else if !attainment.isMetForGood(id) {
        live += use.improving[id]
      }
    }
    coverage = funding.totalLinked / approved
    liveCoverage = live / approved
    liveCoverageUpper = (live + unknown) / approved
  }

  /// w · need · c, by indicator; nil outside K. c is the cost to close over the mean of those known, 1 where unknown.
  private static func need(_ indicators: Plan.Indicators, _ needs: [Double?], weights: Weights) -> [Double?] {
    let factors = costFactors(indicators)
    return indicators.handles.map { id in
      guard let need = needs[id.index] else { return nil }
      return weights.indicator[id] * need * factors[id.index]
    }
  }

  /// c, by indicator: the cost to close over the mean of those known, 1 where unknown.
  static func costFactors(_ indicators: Plan.Indicators) -> [Double] {
    let costs = indicators.costToClose.values
    let mean = meanCost(indicators)
    return (0..<indicators.count).map { index in
      let cost = index < costs.count ? costs[index] : nil
      return mean > 0 ? cost.map { max($0, 0) / mean } ?? 1 : 1
    }
  }

  /// The mean of the costs to close that are known; 0 where none is.
  static func meanCost(_ indicators: Plan.Indicators) -> Double {
    let given = indicators.costToClose.values.compactMap { $0 }.filter { $0 >= 0 }
    return given.reduce(0) { $0 + $1 / Double(max(given.count, 1)) }
  }

  private func groups(_ attainment: [Double?], _ weight: [Double], parent: [Int]) -> [GroupAlignment] {
    var groups = attainment.indices.map {
      GroupAlignment(isChildless: true, attainment: attainment[$0], weight: weight[$0])
    }
    let (isNeedKnown, isFundingKnown) = (isNeedKnown, isFundingKnown)
    for (indicator, group) in parent.enumerated() where group < groups.count {
      let id = IndicatorID(indicator)
      if groups[group].isChildless {
        groups[group].isChildless = false
        groups[group].needShare = isNeedKnown ? 0 : nil
        (groups[group].fundingShare, groups[group].improvingShare) = isFundingKnown ? (0, 0) : (nil, nil)
      }
      groups[group].keeping += use.keeping[id]
      groups[group].improving += use.improving[id]
      if let p = needShare[id] { groups[group].needShare? += p }
      if let f = fundingShare[id] {
        groups[group].fundingShare? += f
        groups[group].improvingShare? += use.improving[id] / use.base
      }
    }
    for index in groups.indices {
      guard let p = groups[index].needShare, let f = groups[index].fundingShare else { continue }
      groups[index].underFunding = p - f
      groups[index].underFundingAmount = (p - f) * use.base
      groups[index].ratio = p > 0 ? f / p : nil
    }
    let order = Scores.descending(
      groups.map { isFundingKnown ? $0.underFunding : $0.needShare }, within: Scores.rounding)
    for (rank, index) in order.enumerated() { groups[index].rank = rank + 1 }
    return groups
  }

  /// C · (1 − ½ Σ|P − F|).
  private func index(over shares: some Collection<(Double?, Double?)>) -> Double? {
    guard let coverage, !shares.isEmpty else { return nil }
    var distance = 0.0
    for case (let p, let f) in shares {
      guard let p, let f else { return nil }
      distance += abs(p - f)
    }
    return coverage * (1 - distance / 2)
  }
}
