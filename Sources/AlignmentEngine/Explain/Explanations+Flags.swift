import AlignModel

extension Explanations {
  /// A flag: its rule and thresholds, what it rests on, and the money at stake. The flag itself, with its evidence, is
  /// ``Analysis/flagList`` at the position.
  func explained(flag position: Int) -> Explanation {
    let list = analysis.flagList
    let flag = list[position]
    let finding = list.finding(position)
    var explanation = Explanation(.flag(position))
    explanation.tell(.severity, word: flag.severity.rawValue)
    explanation.tell(.condition, word: flag.code)
    explanation.tell(.accepted, flag.accepted?.reason)
    let about = subject(of: flag)
    switch about {
    case .line?: explanation.tell(.title, about)
    case .goal?: explanation.tell(.goal, about)
    case .indicator?: explanation.tell(.name, about)
    case .department?: explanation.tell(.department, about)
    default: break
    }
    if let amount = flag.amount { explanation.add(.amount, Double(amount), amountOf(flag, finding, Double(amount))) }
    explanation.lines = flag.lines.flatMap { line -> [Explanation.LineMoney] in
      let k = Int(line)
      let money = alignment.use.money(ofRow: k, in: funding)
      return [
        Explanation.LineMoney(
          row: k, share: funding.servedShare(k), amount: money.keeping + money.improving,
          isImproving: money.improving > money.keeping, indicator: nil, ties: [])
      ]
    }
    explanation.changes = [Explanation.Change(kind: .clearFlag, subject: about)]
    return explanation
  }

  /// Whom a flag is about, where it can be explained itself.
  package func subject(of flag: Flag) -> Explanation.Subject? {
    switch flag.subject.kind {
    case .line: budget.lineIDs.line(ofKey: TextNormaliser.key(flag.subject.id)).map { .line($0) }
    case .indicator: plan.indicators.ids.firstIndex(of: flag.subject.id).map { .indicator(IndicatorID($0)) }
    case .goal: plan.goals.ids.firstIndex(of: flag.subject.id).map { .goal(GoalID($0)) }
    case .department: departments[flag.subject.id].map { .department($0) }
    case .table, .expert: nil
    }
  }

  /// How the money at stake is made up.
  private func amountOf(_ flag: Flag, _ finding: Finding, _ amount: Double) -> Step {
    let unit = Step(.part(.smallestUnit), 1, .money)
    let rule = Catalogue.rules[Int(finding.rule)]
    var steps: Step?
    if rule is any IndicatorRule {
      let id = IndicatorID(Int(finding.index))
      let money = figure(.funding, funding.funding.value(id) ?? 0, of: .indicator(id))
      steps = Step(.part(.result), .round, [money, unit], .money)
    } else if let rule = rule as? any GoalRatioRule {
      steps = goalAmount(finding, rule.balance, unit)
    } else if !flag.lines.isEmpty {
      let lines = flag.lines.map { line in
        let row = funding.rows[Int(line)]
        return Step(
          .figure(.approved), Double(funding.approved[Int(line)]), .money, of: .line(budget.line[row]),
          source: source(row))
      }
      steps = lines.count == 1 ? lines[0] : Step(.part(.result), .sum, lines, .money)
    }
    if let steps, steps.value == amount { return steps }
    // What a rule holds at stake otherwise is a number of its evidence.
    return Step(.part(.result), amount, .money)
  }

  private func goalAmount(_ finding: Finding, _ balance: GoalBalance, _ unit: Step) -> Step? {
    let goal = alignment.goals[Int(finding.index)]
    let subject = Explanation.Subject.goal(GoalID(Int(finding.index)))
    guard let need = goal.needShare, let all = goal.fundingShare, let improving = goal.improvingShare else {
      return nil
    }
    let p = figure(.needShare, need, of: subject)
    let money =
      balance == .under
      ? figure(.fundingShare, all, of: subject) : figure(.improvingShare, improving, of: subject)
    let excess = difference(.excess, balance == .under ? [p, money] : [money, p], .points)
    let base = figure(.baseAmount, alignment.use.base, of: .whole)
    return Step(.part(.result), .round, [product(.excess, [excess, base], .money), unit], .money)
  }
}
