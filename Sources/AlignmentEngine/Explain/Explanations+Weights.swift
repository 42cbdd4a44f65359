import AlignModel

extension Explanations {
  /// w(indicator | goal) · w(goal | axis) · w(axis).
  func weight(of id: IndicatorID) -> Step {
    let goal = plan.indicators.goal[id]
    let own = share(of: id.index, at: .indicators)
    guard goal.index < plan.goals.count else { return constant(0) }
    return Step(.part(.result), .product, [own, weight(of: goal, named: .figure(.weight))], .number)
  }

  /// w(goal | axis) · w(axis).
  func weight(of goal: GoalID, named name: Step.Name = .part(.result)) -> Step {
    let axis = plan.goals.axis[goal]
    let terms = [share(of: goal.index, at: .goals)]
    guard axis.index < plan.axes.count else { return constant(0) }
    return Step(
      name, .product, terms + [share(of: axis.index, at: .axes)], .number, of: .goal(goal))
  }

  /// w(axis).
  func weight(of axis: AxisID) -> Step { share(of: axis.index, at: .axes) }

  private func weightShare(_ index: Int, _ level: PlanLevel) -> Double {
    let weights = analysis.weights
    return switch level {
    case .axes: weights.axisShare.values[index]
    case .goals: weights.goalShare.values[index]
    case .indicators: weights.indicatorShare.values[index]
    }
  }

  /// The weight of one member among its siblings, by the method of its level.
  private func share(of index: Int, at level: PlanLevel) -> Step {
    let name = Step.Name.part(.siblingWeight)
    let subject = subject(index, level)
    let method = workspace.settings.weights[level]
    let value = weightShare(index, level)
    guard let group = groups.groups(of: level).first(where: { $0.members.contains(index) }) else {
      return Step(name, value, .number, of: subject)
    }
    let given = plan.givenWeights(of: level)
    let members = group.members
    switch method ?? (members.allSatisfy { given[$0] == nil } ? .equal : .given) {
    case .equal:
      return Step(
        name, .quotient, [constant(1), Step(.part(.siblings), Double(members.count), .count)], .number, of: subject,
        detail: "equal")
    case .given:
      guard members.allSatisfy({ given[$0] != nil }) else { break }
      return givenShare(of: index, members.map { ($0, given[$0] ?? 0) }, level, subject)
    default: break
    }
    return Step(name, value, .number, of: subject, detail: method?.rawValue)
  }

  private func givenShare(
    of index: Int, _ given: [(Int, Double)], _ level: PlanLevel, _ subject: Explanation.Subject
  ) -> Step {
    let rows = plan.rows(of: level)
    let largest = Step(.part(.largestWeight), given.map(\.1).max() ?? 1, .number)
    func scaled(_ member: (Int, Double)) -> Step {
      let written = Step(
        .part(.givenWeight), member.1, .number, of: self.subject(member.0, level),
        source: source(level.rawValue, member.0 < rows.count ? rows[member.0] : nil))
      return quotient(.scaledWeight, written, largest, .number)
    }
    let own = given.first { $0.0 == index }.map(scaled) ?? constant(0)
    return Step(
      .part(.siblingWeight), .quotient, [own, sum(.sumOfWeights, given.map(scaled), .number)], .number, of: subject,
      detail: "given")
  }

  private func subject(_ index: Int, _ level: PlanLevel) -> Explanation.Subject {
    switch level {
    case .axes: .axis(AxisID(index))
    case .goals: .goal(GoalID(index))
    case .indicators: .indicator(IndicatorID(index))
    }
  }
}
