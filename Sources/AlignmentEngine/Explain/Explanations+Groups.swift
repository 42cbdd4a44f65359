import AlignModel

extension Explanations {
  /// A goal: its indicators, its lines by money, its shares of need and of money, and how robust the comparison is.
  func explained(_ goal: GoalID) -> Explanation {
    var explanation = Explanation(.goal(goal))
    explanation.sources = [source(goal)].compactMap { $0 }
    explanation.tell(.axis, plan.goals.axis[goal].index < plan.axes.count ? .axis(plan.goals.axis[goal]) : nil)
    let members = ofGoal[goal.index]
    let group = alignment.goals[goal.index]
    let children = members.map { id in
      (
        subject: Explanation.Subject.indicator(id), weight: analysis.weights.indicatorShare[id],
        attainment: attainment.attainment[id].map { clippedAttainment($0, of: id) }
      )
    }
    add(group, members, children, weight: weight(of: goal), of: .goal(goal), to: &explanation)
    addRobustness(of: goal, to: &explanation)
    explanation.flags = flags(of: .goal, plan.goals.ids[goal.index])
    explanation.changes = changes(of: goal)
    return explanation
  }

  /// An axis: its goals and what they come to.
  func explained(_ axis: AxisID) -> Explanation {
    var explanation = Explanation(.axis(axis))
    explanation.sources = [source(axis)].compactMap { $0 }
    let children = goalsOfAxis[axis.index].map { goal in
      (
        subject: Explanation.Subject.goal(goal), weight: analysis.weights.goalShare[goal],
        attainment: alignment.goals[goal.index].attainment.map { figure(.attainment, $0, of: .goal(goal)) }
      )
    }
    add(
      alignment.axes[axis.index], indicatorsOfAxis[axis.index], children, weight: weight(of: axis), of: .axis(axis),
      to: &explanation)
    return explanation
  }

  private typealias Child = (subject: Explanation.Subject, weight: Double, attainment: Step?)

  private func clippedAttainment(_ a: Double, of id: IndicatorID) -> Step {
    let own = figure(.attainment, a, of: .indicator(id))
    // Most are inside, and are shorter without it.
    if (0...1).contains(a) { return own }
    return Step(.part(.clipped), .clip, [own], .share, of: .indicator(id))
  }

  private func add(
    _ group: Alignment.GroupAlignment, _ members: [IndicatorID], _ children: [Child], weight: Step,
    of subject: Explanation.Subject, to explanation: inout Explanation
  ) {
    explanation.tell(.rank, group.rank)
    explanation.tell(.period, analysis.period.description)
    explanation.tell(.year, analysis.year)
    explanation.indicators = members
    explanation.lines = lines(reaching: members)
    explanation.add(
      .attainment, group.attainment, formula: Figure.planAttainment.formula,
      unless: members.isEmpty ? .noIndicator : .notMeasured, weightedMean(children))
    guard !group.isChildless else { return }
    explanation.add(.weight, group.weight, weight)
    let use = alignment.use
    explanation.add(.keeping, group.keeping, total(.keeping, members) { use.keeping[$0] })
    explanation.add(.improving, group.improving, total(.improving, members) { use.improving[$0] })
    explanation.add(
      .funding, group.funding,
      Step(.part(.result), .sum, [figure(.keeping, group.keeping), figure(.improving, group.improving)], .money))
    explanation.add(
      .needShare, group.needShare, formula: "P = Σp", unless: .noNeed,
      total(.needShare, members) { alignment.needShare[$0] })
    explanation.add(
      .fundingShare, group.fundingShare, formula: "F = Σf", unless: .noCompetingMoney,
      total(.fundingShare, members) { alignment.fundingShare[$0] })
    explanation.add(
      .improvingShare, group.improvingShare, unless: .noCompetingMoney, improvingShare(members))
    addBalance(of: group, to: &explanation)
  }

  /// Σ of a figure over indicators.
  private func total(_ name: Figure, _ members: [IndicatorID], _ value: (IndicatorID) -> Double?) -> Step {
    Step(
      .part(.result), .sum,
      members.compactMap { id in value(id).map { figure(name, $0, of: .indicator(id)) } }, name.unit)
  }

  private func improvingShare(_ members: [IndicatorID]) -> Step {
    let use = alignment.use
    let base = figure(.baseAmount, use.base, of: .whole)
    let parts = members.filter { alignment.fundingShare[$0] != nil }.map { id in
      quotient(.share, figure(.improving, use.improving[id], of: .indicator(id)), base, .share)
    }
    return Step(.part(.result), .sum, parts, .share)
  }

  private func weightedMean(_ children: [Child]) -> Step {
    let known = children.compactMap { child in child.attainment.map { (child, $0) } }
    let parts = known.map { child, a in
      product(.scale, [Step(.part(.siblingWeight), child.weight, .number, of: child.subject), a], .share)
    }
    let weights = known.map { child, _ in Step(.part(.siblingWeight), child.weight, .number, of: child.subject) }
    return Step(
      .part(.result), .quotient, [sum(.result, parts, .share), sum(.sumOfWeights, weights, .number)], .share)
  }

  /// What need and money come to when they are held against each other.
  private func addBalance(of group: Alignment.GroupAlignment, to explanation: inout Explanation) {
    guard let need = group.needShare, let money = group.fundingShare else { return }
    let (p, f) = (figure(.needShare, need), figure(.fundingShare, money))
    explanation.add(.underFunding, group.underFunding, Step(.part(.result), .difference, [p, f], .points))
    explanation.add(
      .underFundingAmount, group.underFundingAmount,
      Step(
        .part(.result), .product,
        [difference(.excess, [p, f], .points), figure(.baseAmount, alignment.use.base, of: .whole)], .money))
    explanation.add(.ratio, group.ratio, unless: .noNeed, Step(.part(.result), .quotient, [f, p], .number))
  }

  /// The lines whose money reaches some indicators, a row for each pair, the most money first.
  func lines(reaching members: [IndicatorID]) -> [Explanation.LineMoney] {
    let use = alignment.use
    var lines: [Explanation.LineMoney] = []
    for id in members {
      for row in analysis.flagList.context.linesOfIndicator(id.index) {
        let k = Int(row)
        for entry in funding.start[k]..<funding.start[k + 1] where funding.indicator[entry] == id {
          lines.append(money(k, entry: entry, isImproving: use.isImproving(k, entry: entry, in: funding)))
        }
      }
    }
    return lines.sorted { ($0.amount, -$0.row) > ($1.amount, -$1.row) }
  }

  /// The share of weightings under which a goal is out of balance as the weights in force say.
  private func addRobustness(of goal: GoalID, to explanation: inout Explanation) {
    let weightings = analysis.weightings
    let settings = workspace.settings
    if let share = weightings.under[goal.index] {
      let limits = GoalBalance.under.limits(settings)
      explanation.add(
        .robustShare, share.share,
        robust(share, goal, limit: limits.ratio, money: { $0.funding[$1] }, isOver: false))
    } else if let share = weightings.over[goal.index] {
      let limits = GoalBalance.over.limits(settings)
      explanation.add(
        .robustShare, share.share,
        robust(share, goal, limit: limits.ratio, money: { $0.improving[$1] }, isOver: true))
    } else if !alignment.goals[goal.index].isChildless {
      explanation.add(.robustShare, nil, unless: .inBalance, constant(0))
    }
  }

  /// The closed form of the share, where nothing was drawn: min(1, (1 + c d_g) / Π (1 + c d_h)), c = t / (d_g (1 − t)).
  private func robust(
    _ share: GoalWeightings.Share, _ goal: GoalID, limit ratio: Double, money: (GoalNeeds, Int) -> Double, isOver: Bool
  ) -> Step {
    let drawn = Step(.part(.drawn), share.share, .share, detail: analysis.weightings.weightings.rawValue)
    guard analysis.weightings.weightings == .uniform, let needs, needs.unknown.isEmpty,
      let place = needs.goals.firstIndex(of: goal.index), ratio > 0
    else { return drawn }
    let own = needs.known[place]
    let funding = money(needs, place)
    let t = funding / ratio
    guard own > 0, t > 0, t < 1 else { return drawn }
    let limit = quotient(
      .limit, figure(isOver ? .improvingShare : .fundingShare, funding), Step(.part(.threshold), ratio, .number), .share
    )
    let d = { (place: Int) in
      Step(.part(.needAtWeightOne), needs.known[place], .number, of: .goal(GoalID(needs.goals[place])))
    }
    let odds = quotient(
      .odds, limit, product(.odds, [d(place), difference(.odds, [constant(1), limit], .number)], .number), .number)
    func factor(_ place: Int) -> Step {
      sum(.odds, [constant(1), product(.odds, [odds, d(place)], .number)], .number)
    }
    let all = product(.odds, (0..<needs.count).filter { $0 != place }.map(factor), .number)
    let probability = Step(
      .part(.probability), .minimum, [constant(1), quotient(.probability, constant(1), all, .share)], .share)
    return isOver ? difference(.result, [constant(1, .share), probability], .share) : probability
  }
}
