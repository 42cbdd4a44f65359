import AlignModel

/// Weights that multiply down axis → goal → indicator and sum to 1 over the indicators.
public struct Weights: Sendable {
  /// Among all axes, among an axis's goals, among a goal's indicators; 0 for childless axes and goals, which are
  /// left out.
  public var axisShare = Column<AxisID, Double>([])
  /// By goal: its weight among the goals of its axis.
  public var goalShare = Column<GoalID, Double>([])
  /// By indicator: its weight among the indicators of its goal.
  public var indicatorShare = Column<IndicatorID, Double>([])
  /// Multiplied down.
  public var axis = Column<AxisID, Double>([])
  /// By goal: its weight in the whole plan.
  public var goal = Column<GoalID, Double>([])
  /// By indicator: its weight in the whole plan.
  public var indicator = Column<IndicatorID, Double>([])
  /// What was noticed: sums that are neither 1 nor 100, childless goals and axes.
  public var warnings: [Problem] = []

  /// Weighs a plan level by level. Childless goals, and then axes, are left out first and named in ``warnings``.
  ///
  /// - Parameters:
  ///   - plan: axes, goals and indicators with the weights that their tables give.
  ///   - settings: the method of each level; where none is set, siblings that all have a weight keep it and
  ///     siblings that all have none weigh the same.
  ///   - judgements: what experts judged, for AHP and best–worst.
  ///   - last: the last period that weights from the data may look at; nil for the latest that was measured.
  /// - Throws: ``WeighError`` with every group of siblings that cannot be weighed.
  /// - Complexity: O(plan), and of a group of n judged siblings O(n³); methods from the data look at every period.
  package init(
    of plan: Plan, by settings: WeightSettings, judgements: [Judgement] = [], upTo last: Period? = nil
  ) throws(WeighError) {
    let groups = PlanGroups(of: plan)
    let isJudged = PlanLevel.allCases.contains { settings[$0]?.isJudged ?? false }
    let panels = isJudged ? Panels(judgements, of: plan) : Panels()
    let isMeasured = PlanLevel.allCases.contains { settings[$0]?.isMeasured ?? false }
    var history = isMeasured ? PastAttainment(of: plan, upTo: last) : nil
    var errors: [PlanLevel: [Problem]] = [:]
    var noticed: [PlanLevel: [Problem]] = [:]
    var shares: [PlanLevel: [Double]] = [:]
    // From below, because a goal's attainment is rolled up by the weights of its indicators.
    for level in [PlanLevel.indicators, .goals, .axes] {
      var found = LevelWeights(level, plan)
      for group in groups.groups(of: level) {
        let panel = isJudged ? panels.panel(of: group.parent) : nil
        found.weigh(group, by: settings[level], panel: panel, history: history)
      }
      shares[level] = found.shares
      errors[level] = found.errors
      noticed[level] = found.warnings
      if level == .indicators { history?.rollUpGoals(plan, shares: found.shares) }
      if level == .goals { history?.rollUpAxes(plan, shares: found.shares) }
    }
    let all = PlanLevel.allCases.flatMap { errors[$0] ?? [] }
    if !all.isEmpty { throw WeighError(problems: all) }
    warnings = groups.warnings + panels.warnings + PlanLevel.allCases.flatMap { noticed[$0] ?? [] }
    axisShare = Column(shares[.axes] ?? [])
    goalShare = Column(shares[.goals] ?? [])
    indicatorShare = Column(shares[.indicators] ?? [])
    multiplyDown(plan)
  }

  private mutating func multiplyDown(_ plan: Plan) {
    axis = axisShare
    goal = goalShare
    for index in goal.values.indices {
      let parent = plan.goals.axis.values[index].index
      goal.values[index] = parent < axis.count ? goalShare.values[index] * axis.values[parent] : 0
    }
    indicator = indicatorShare
    for index in indicator.values.indices {
      let parent = plan.indicators.goal.values[index].index
      indicator.values[index] = parent < goal.count ? indicatorShare.values[index] * goal.values[parent] : 0
    }
  }
}

/// Why a plan cannot be weighed: every group of siblings at fault.
public struct WeighError: AlignError, Sendable {
  /// In the order of the levels, from the axes down.
  public var problems: [Problem]
}
