import AlignModel

extension Explanations {
  /// How many changes of one kind are told.
  private static let told = 3

  /// What would change the figures of an indicator.
  func changes(of id: IndicatorID) -> [Explanation.Change] {
    let own = Explanation.Subject.indicator(id)
    var changes: [Explanation.Change] = []
    if let p = alignment.needShare[id], p > 0 {
      changes.append(
        Explanation.Change(kind: .closeGap, subject: own, figure: .needShare, from: p, to: 0))
    }
    switch attainment.state[id] {
    case .notMeasured: changes.append(Explanation.Change(kind: .measure, subject: own, figure: .attainment))
    case .noTarget: changes.append(Explanation.Change(kind: .setTarget, subject: own, figure: .attainment))
    case .noBaseline: changes.append(Explanation.Change(kind: .setBaseline, subject: own, figure: .attainment))
    case .ok, .notDue: break
    }
    return changes + suggested { $0 == .indicator(id) }
  }

  /// What would change the figures of a goal.
  func changes(of goal: GoalID) -> [Explanation.Change] {
    let members = ofGoal[goal.index]
    let group = alignment.goals[goal.index]
    var changes: [Explanation.Change] = []
    if let p = group.needShare, totalNeed > 0 {
      let needs = members.compactMap { id in alignment.needShare[id].map { (id, $0) } }.filter { $0.1 > 0 }
      for (id, own) in needs.sorted(by: { $0.1 > $1.1 }).prefix(Self.told) {
        // Without its need the shares of all others grow.
        let rest = own < 1 ? (p - own) / (1 - own) : 0
        changes.append(
          Explanation.Change(
            kind: .closeGap, subject: .indicator(id), figure: .needShare, from: p, to: max(0, rest)))
      }
      for id in members where !attainment.isKnown(id) {
        changes.append(Explanation.Change(kind: .measure, subject: .indicator(id), figure: .needShare))
      }
      if let f = group.fundingShare { changes += balancing(goal, group, need: p, money: f) }
    }
    return changes
      + suggested { subject in
        subject == .goal(goal) || subject.indicator.map { members.contains($0) } ?? false
      }
  }

  /// The weight at which the goal's share of the need would be its share of the money, and the money that would do the same.
  private func balancing(
    _ goal: GoalID, _ group: Alignment.GroupAlignment, need p: Double, money f: Double
  ) -> [Explanation.Change] {
    var changes: [Explanation.Change] = []
    let own = Explanation.Subject.goal(goal)
    if p > 0, p < 1, f > 0, f < 1, group.weight > 0, group.weight < 1 {
      // With weight x and the others at (1 − x) of their proportions: p(x) / (1 − p(x)) is x / (1 − x) times a constant.
      let odds = f / (1 - f) * (1 - p) / p * group.weight / (1 - group.weight)
      changes.append(
        Explanation.Change(
          kind: .changeWeight, subject: own, figure: .weight, from: group.weight, to: odds / (1 + odds)))
    }
    if let amount = group.underFundingAmount, amount != 0 {
      changes.append(
        Explanation.Change(
          kind: .moveMoney, subject: own, figure: .underFunding, from: group.underFunding, to: 0, amount: amount))
    }
    return changes
  }

  /// What would change the figures of a line.
  func changes(ofRow k: Int, _ line: LineID) -> [Explanation.Change] {
    let own = Explanation.Subject.line(line)
    let row = funding.rows[k]
    let account = tracer.account(row, year: analysis.year, works: funding.works)
    var changes = account.rows.filter { $0.verdict == .onlySuggested }.prefix(Self.told).map { row in
      let target = workspace.links.subject[row.index]
      return Explanation.Change(
        kind: .confirmLink,
        subject: target.indicator.map { .indicator($0) } ?? target.goal.map { .goal($0) } ?? own,
        source: source(row), figure: .servedShare, from: funding.servedShare(k), to: nil,
        amount: workspace.links.share[row.index] * Double(funding.approved[k]))
    }
    if funding.lineClass[k] == .untied, funding.approved[k] > 0 { changes.append(tying(k)) }
    return changes
  }

  /// What tying a line with its whole money to the plan would make of coverage.
  private func tying(_ k: Int) -> Explanation.Change {
    let approved = Double(funding.totalApproved)
    let to = alignment.coverage.map { $0 + (1 - funding.servedShare(k)) * Double(funding.approved[k]) / approved }
    return Explanation.Change(
      kind: .tieLine, subject: .line(budget.line[funding.rows[k]]), source: source(funding.rows[k]), figure: .coverage,
      from: alignment.coverage, to: to, amount: Double(funding.approved[k]))
  }

  /// What would change the figures of the whole: the largest lines that nobody has judged (pay and other mandatory money will not
  /// be tied), and the goals furthest out of balance.
  func changesOfWhole() -> [Explanation.Change] {
    let untied = (0..<funding.count)
      .filter {
        funding.lineClass[$0] == .untied && funding.approved[$0] > 0 && !budget.mandatory[funding.rows[$0]]
      }
      .sorted { (funding.approved[$0], -$0) > (funding.approved[$1], -$1) }
    let goals = alignment.goals.indices.filter { (alignment.goals[$0].underFunding ?? 0) > 0 }
      .sorted { (alignment.goals[$0].rank ?? .max) < (alignment.goals[$1].rank ?? .max) }
    return untied.prefix(Self.told).map(tying)
      + goals.prefix(Self.told).map { index in
        let goal = alignment.goals[index]
        return Explanation.Change(
          kind: .moveMoney, subject: .goal(GoalID(index)), figure: .underFunding, from: goal.underFunding, to: 0,
          amount: goal.underFundingAmount)
      }
  }

  /// The suggested links to a target that would count if they were confirmed, the most money first.
  private func suggested(to isMeant: (LinkSubject) -> Bool) -> [Explanation.Change] {
    guard !analysis.includesSuggested else { return [] }
    let links = workspace.links
    let found = links.status.indices.compactMap { link -> Explanation.Change? in
      guard links.status[link] == .suggested, isMeant(links.subject[link]), links.line[link] >= 0,
        let k = analysis.flagList.context.rowOfL(LineID(Int(links.line[link]))).first
      else { return nil }
      let line = budget.line[funding.rows[Int(k)]]
      return Explanation.Change(
        kind: .confirmLink, subject: .line(line), source: source("links", links.rowNumbers[link]), figure: .funding,
        amount: links.share[link] * Double(funding.approved[Int(k)]))
    }
    return Array(found.sorted { ($0.amount ?? 0) > ($1.amount ?? 0) }.prefix(Self.told))
  }
}
