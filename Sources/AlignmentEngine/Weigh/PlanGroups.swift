import AlignModel

/// The groups of siblings of a plan, without childless goals and axes.
package struct PlanGroups {
  /// One group: the places of its members among those of their level, and the id of their parent (nil: the plan).
  package struct Group: Sendable, Hashable {
    package var level: PlanLevel
    package var parent: String?
    package var members: [Int]
  }

  /// By level, in table order of the parents.
  private(set) var axes: [Group] = []
  private(set) var goals: [Group] = []
  private(set) var indicators: [Group] = []
  /// What was left out, and why.
  private(set) var warnings: [Problem] = []

  /// The groups of a plan.
  package init(of plan: Plan) {
    let goalCount = plan.goals.count
    var indicatorsOfGoal = Array(repeating: [Int](), count: goalCount)
    for indicator in plan.indicators.handles where plan.indicators.goal[indicator].index < goalCount {
      indicatorsOfGoal[plan.indicators.goal[indicator].index].append(indicator.index)
    }
    var goalsOfAxis = Array(repeating: [Int](), count: plan.axes.count)
    for goal in 0..<goalCount {
      if indicatorsOfGoal[goal].isEmpty {
        warnings.append(childless(.childlessGoal, .goals, goal, plan))
        continue
      }
      indicators.append(Group(level: .indicators, parent: plan.goals.ids[goal], members: indicatorsOfGoal[goal]))
      let axis = plan.goals.axis.values[goal].index
      if axis < plan.axes.count { goalsOfAxis[axis].append(goal) }
    }
    var members: [Int] = []
    for axis in 0..<plan.axes.count {
      if goalsOfAxis[axis].isEmpty {
        warnings.append(childless(.childlessAxis, .axes, axis, plan))
        continue
      }
      goals.append(Group(level: .goals, parent: plan.axes.ids[axis], members: goalsOfAxis[axis]))
      members.append(axis)
    }
    if !members.isEmpty { axes = [Group(level: .axes, parent: nil, members: members)] }
  }

  private func childless(_ kind: ProblemKind, _ level: PlanLevel, _ index: Int, _ plan: Plan) -> Problem {
    let rows = plan.rows(of: level)
    let place = Problem.Place(table: level.rawValue, row: index < rows.count ? rows[index] : nil, column: "id")
    return Problem(kind, .warning, at: place, .name(plan.ids(of: level)[index]))
  }

  /// The groups of one level.
  package func groups(of level: PlanLevel) -> [Group] {
    switch level {
    case .axes: axes
    case .goals: goals
    case .indicators: indicators
    }
  }
}

extension Plan {
  /// The ids of one level, in table order.
  package func ids(of level: PlanLevel) -> [String] {
    switch level {
    case .axes: axes.ids
    case .goals: goals.ids
    case .indicators: indicators.ids
    }
  }

  /// The rows of one level in its table, as a person counts them; none where the plan was read from no table.
  func rows(of level: PlanLevel) -> [Int] {
    switch level {
    case .axes: axes.row.values
    case .goals: goals.row.values
    case .indicators: indicators.row.values
    }
  }

  /// The weights that a table gives one level; nil for all where the plan has no such column.
  func givenWeights(of level: PlanLevel) -> [Double?] {
    let given =
      switch level {
      case .axes: axes.weights.values
      case .goals: goals.weights.values
      case .indicators: indicators.weights.values
      }
    let count = ids(of: level).count
    return given.count == count ? given : Array(repeating: nil, count: count)
  }
}
