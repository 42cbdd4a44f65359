import AlignModel

/// The indicators of one goal, axis, owner or department, or of the whole plan, at the period under review.
package struct GroupScorecard: Sendable {
  /// The id of a goal or an axis, the owner or department as written; empty for the plan and for indicators without owner.
  package var id: String
  /// In table order.
  package var indicators: [IndicatorID]
  /// Rolled up from clipped attainments.
  package var attainment: Double?
  /// Rolled up over the indicators that were known both then and now, so that one more statistic is no improvement.
  package var changeFromQuarter: Double?
  package var changeFromYear: Double?
  /// 1 − gap against the targets of the plan's end and of the vision's, rolled up.
  package var planEndProgress: Double?
  package var visionEndProgress: Double?
  /// Attainment at the year's end as forecast; its ends are those of all indicators at once, which is wider than chance.
  package var forecast: Double?
  package var forecastLow: Double?
  package var forecastHigh: Double?
  /// Indicators by status; the five counts add up to ``count``.
  package var onTrack = 0
  package var behind = 0
  package var offTrack = 0
  package var notDue = 0
  package var unknown = 0
  /// Indicators by what is known of their statistics; the four counts add up to ``count``.
  package var have = 0
  package var stale = 0
  package var neverMeasured = 0
  package var notMeasurable = 0

  /// The number of indicators.
  package var count: Int { indicators.count }

  init(id: String, indicators: [IndicatorID], cards: [IndicatorScorecard]) {
    self.id = id
    self.indicators = indicators
    for indicator in indicators {
      switch cards[indicator.index].status {
      case .onTrack: onTrack += 1
      case .behind: behind += 1
      case .offTrack: offTrack += 1
      case .notDue: notDue += 1
      case .unknown: unknown += 1
      }
      switch cards[indicator.index].knowledge {
      case .have: have += 1
      case .stale: stale += 1
      case .neverMeasured: neverMeasured += 1
      case .notMeasurable: notMeasurable += 1
      }
    }
  }
}

/// Makes the cards of groups out of those of indicators.
struct GroupScorecards {
  let plan: Plan
  let cards: [IndicatorScorecard]
  let rollUp: RollUp

  /// A figure of an indicator, and where it goes in a group's card.
  private typealias Figure = (into: WritableKeyPath<GroupScorecard, Double?>, values: [Double?])

  private var figures: [Figure] {
    [
      (\.attainment, cards.map { clipped($0.attainment) }),
      (\.changeFromQuarter, cards.map { change($0.attainment, $0.changeFromQuarter) }),
      (\.changeFromYear, cards.map { change($0.attainment, $0.changeFromYear) }),
      (\.planEndProgress, cards.map { $0.planEnd?.gap.map { 1 - $0 } }),
      (\.visionEndProgress, cards.map { $0.visionEnd?.gap.map { 1 - $0 } }),
      (\.forecast, cards.map { clipped($0.forecast.attainment) }),
      (\.forecastLow, cards.map { clipped($0.forecast.attainmentLow) }),
      (\.forecastHigh, cards.map { clipped($0.forecast.attainmentHigh) }),
    ]
  }

  /// The difference of the clipped attainments.
  private func change(_ now: Double?, _ change: Double?) -> Double? {
    guard let now, let change else { return nil }
    return difference(clipped(now), clipped(now - change))
  }

  /// The cards of goals, axes and the plan.
  func levels() -> (goals: [GroupScorecard], axes: [GroupScorecard], plan: GroupScorecard) {
    var ofGoal = [[IndicatorID]](repeating: [], count: plan.goals.count)
    var ofAxis = [[IndicatorID]](repeating: [], count: plan.axes.count)
    for indicator in plan.indicators.handles {
      let goal = plan.indicators.goal[indicator].index
      guard goal < ofGoal.count else { continue }
      ofGoal[goal].append(indicator)
      let axis = plan.goals.axis.values[goal].index
      if axis < ofAxis.count { ofAxis[axis].append(indicator) }
    }
    var goals = plan.goals.ids.enumerated().map { GroupScorecard(id: $1, indicators: ofGoal[$0], cards: cards) }
    var axes = plan.axes.ids.enumerated().map { GroupScorecard(id: $1, indicators: ofAxis[$0], cards: cards) }
    var whole = GroupScorecard(id: "", indicators: Array(plan.indicators.handles), cards: cards)
    for figure in figures {
      let levels = rollUp.levels(figure.values)
      for index in goals.indices { goals[index][keyPath: figure.into] = levels.goals[index] }
      for index in axes.indices { axes[index][keyPath: figure.into] = levels.axes[index] }
      whole[keyPath: figure.into] = levels.plan
    }
    return (goals, axes, whole)
  }

  /// The cards of owners, in the order of the table; an owner's indicators weigh as they do in the whole plan.
  func owners() -> [(card: GroupScorecard, keys: [String])] {
    var positions: [String: Int] = [:]
    var owners: [(name: String, indicators: [IndicatorID])] = []
    for indicator in plan.indicators.handles {
      let key = plan.indicators.ownerKey[indicator] ?? ""
      let index = positions[key] ?? owners.count
      if index == owners.count {
        positions[key] = index
        owners.append((plan.indicators.owner[indicator] ?? "", []))
      }
      owners[index].indicators.append(indicator)
    }
    let figures = figures
    return owners.map { owner in
      var card = GroupScorecard(id: owner.name, indicators: owner.indicators, cards: cards)
      for figure in figures { card[keyPath: figure.into] = rollUp.mean(figure.values, over: owner.indicators) }
      return (card, owner.indicators.first.map { plan.indicators.ownerKeys[$0] } ?? [])
    }
  }
}
