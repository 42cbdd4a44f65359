import AlignModel

extension ScenarioModel {
  /// Goals with need that no line which may move serves: no draft under these limits can close their gaps.
  package var goalsOutOfReach: [GoalID] {
    let (plan, funding) = (today.workspace.plan, today.funding)
    let bounds = bounds(Array(repeating: true, count: limits.count))
    var isServed = Array(repeating: false, count: plan.goals.count)
    for k in 0..<funding.count where bounds.upper[k] == .max || bounds.upper[k] - bounds.lower[k] > 1 {
      for entry in funding.start[k]..<funding.start[k + 1] {
        let goal = plan.indicators.goal[funding.indicator[entry]].index
        if goal < isServed.count { isServed[goal] = true }
      }
    }
    return alignment.goals.indices.filter { (alignment.goals[$0].needShare ?? 0) > 0 && !isServed[$0] }.map {
      GoalID($0)
    }
  }

  /// What a reader of the draft has to know of the limits and the targets.
  func notes() -> [Problem] {
    let plan = today.workspace.plan
    var notes: [Problem] = []
    if !(alignment.isNeedKnown && alignment.isFundingKnown) {
      let credits = alignment.credits.map { today.workspace.budget.id(of: today.funding.rows[$0]) }
      let place = Problem.Place(file: scenario.file)
      notes.append(
        credits.isEmpty
          ? Problem(.sharesNotEstimable, .warning, at: place)
          : Problem(.sharesNotEstimableForCredits, .warning, at: place, .names(credits)))
    }
    let goals = goalsOutOfReach.map { plan.goals.ids[$0.index] }
    if !goals.isEmpty {
      let place = Problem.Place(file: scenario.file, key: "limits")
      notes.append(Problem(.goalWithoutFreeLine, .warning, at: place, .names(goals)))
    }
    return notes
  }

  /// By row of L, for a line that a draft cuts although an indicator it serves is to gain: that indicator, and the one whose
  /// surplus shares the line with it.
  func conflicts(_ draft: [Int64]) -> [LineConflict?] {
    let funding = today.funding
    let noise = max(1, 1e-9 * Double(envelope))
    let wanted = zip(targets, funding.funding.values).map { target, now in target.map { $0 - now * ratio } ?? 0 }
    return (0..<funding.count).map { k in
      guard base[k] > 0, Double(draft[k]) < Double(base[k]) * ratio - 1 else { return nil }
      let served = funding.indicator[funding.start[k]..<funding.start[k + 1]]
      guard let gaining = served.max(by: { wanted[$0.index] < wanted[$1.index] }), wanted[gaining.index] > noise,
        let losing = served.min(by: { wanted[$0.index] < wanted[$1.index] }), wanted[losing.index] < -noise
      else { return nil }
      return LineConflict(gaining: gaining, losing: losing)
    }
  }
}

/// A line that serves an indicator which is to gain and one which is to lose.
package struct LineConflict: Sendable, Hashable {
  package var gaining: IndicatorID
  package var losing: IndicatorID
}
