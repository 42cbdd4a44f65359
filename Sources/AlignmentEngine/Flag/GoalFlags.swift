/// AL201: an indicator is behind schedule and gets no money.
struct BehindWithoutMoney: IndicatorRule {
  let code = "AL201"
  let thresholds = [FlagThreshold(name: "attainment", value: 0.90)]
  let remedy = Flag.Remedy(
    en: "Give the indicator a budget line, or link the line that already serves it.",
    fa: "برای شاخص ردیف بودجه بگذارید، یا ردیفی را که هم‌اکنون در خدمت آن است به آن پیوند دهید.")

  func findings(in context: FlagContext) -> [Finding] {
    guard context.alignment != nil else { return [] }
    let limit = threshold("attainment", context)
    return indicators(context) { id in
      guard let a = context.attainment.attainment[id] else { return false }
      return a < limit - Attainment.rounding && context.funding.funding[id] == 0
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let id = IndicatorID(Int(finding.place))
    return [
      .init(name: "attainment", value: .number(context.attainment.attainment[id] ?? 0)),
      .init(name: "period", value: .text(context.period.description)),
      .init(name: "funding", value: .amount(0)),
      tableRow(finding, context),
    ]
  }
}

/// A rule that compares a goal's share of the money with its share of the need.
protocol GoalRatioRule: FlagRule {}

extension GoalRatioRule {
  public func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    Flag.Subject(kind: .goal, id: context.plan.goals.ids[Int(finding.place)])
  }

  public func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    guard let goal = context.alignment?.goals[Int(finding.place)] else { return [] }
    var evidence: [Flag.Evidence] = []
    if let share = goal.needShare { evidence.append(.init(name: "need_share", value: .number(share))) }
    if let share = goal.fundingShare { evidence.append(.init(name: "funding_share", value: .number(share))) }
    if let ratio = goal.ratio { evidence.append(.init(name: "ratio", value: .number(ratio))) }
    // Only this one set of weights was looked at, and a reader must know it.
    evidence.append(.init(name: "robustness", value: .text("not examined: one set of weights only")))
    return evidence
  }

  func goals(_ context: FlagContext, where isFlagged: (_ need: Double, _ funding: Double) -> Bool) -> [Finding] {
    guard let goals = context.alignment?.goals else { return [] }
    return goals.indices.compactMap { place in
      guard let need = goals[place].needShare, let funding = goals[place].fundingShare, isFlagged(need, funding) else {
        return nil
      }
      return Finding(
        place, severity: severity, amount: goals[place].underFundingAmount.map { wholeAmount(abs($0)) })
    }
  }
}

/// AL202: a goal gets less of the money than its share of the need.
struct UnderFunded: GoalRatioRule {
  let code = "AL202"
  let thresholds = [FlagThreshold(name: "ratio", value: 0.8)]
  let remedy = Flag.Remedy(
    en: "Move money to the goal until its share comes near its share of the need.",
    fa: "اعتبار بیشتری به هدف بدهید تا سهم آن از اعتبار به سهم آن از نیاز نزدیک شود.")

  func findings(in context: FlagContext) -> [Finding] {
    let limit = threshold("ratio", context)
    return goals(context) { need, funding in need > 0 && funding / need < limit }
  }
}

/// AL203: a goal gets more of the money than its share of the need.
struct OverFunded: GoalRatioRule {
  let code = "AL203"
  let severity = Severity.info
  let thresholds = [FlagThreshold(name: "ratio", value: 1.25)]
  let remedy = Flag.Remedy(
    en: "Look here first when another goal needs money, or set a further target.",
    fa: "هرگاه هدفی دیگر به اعتبار نیاز دارد نخست از اینجا جابه‌جا کنید، یا هدف بالاتری تعیین کنید.")

  func findings(in context: FlagContext) -> [Finding] {
    let limit = threshold("ratio", context)
    return goals(context) { need, funding in need > 0 ? funding / need > limit : funding > 0 }
  }
}
