import AlignModel
import AlignNumerics

/// AL201: an indicator is behind schedule and gets no money.
struct BehindWithoutMoney: IndicatorRule {
  let kind = FlagCode.behindWithoutMoney

  func findings(in context: FlagContext) -> [Finding] {
    guard context.alignment != nil else { return [] }
    let limit = threshold("attainment", context)
    return indicators(context) { id in
      guard let a = context.attainment.attainment[id] else { return false }
      return a < limit - Attainment.rounding && context.funding.funding[id] == 0
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let id = IndicatorID(Int(finding.index))
    return [
      .init(name: "attainment", value: .number(context.attainment.attainment[id] ?? 0)),
      .init(name: "period", value: .text(context.period.description)),
      .init(name: "funding", value: .amount(0)),
      tableRow(finding, context),
    ]
  }
}

/// A rule that compares a goal's share of the money with its share of the need, and asks whether it would say the same
/// under other weights.
protocol GoalRatioRule: FlagRule {
  /// Which way a goal is out of balance.
  var balance: GoalBalance { get }
  /// Of how many weightings it holds, by goal; nil where it was not looked at.
  func shares(_ weightings: GoalWeightings) -> [GoalWeightings.Share?]
}

extension GoalRatioRule {
  package var kind: FlagCode { balance.code }

  /// The goals out of balance under the weights in force, and under as many weightings as the threshold asks for.
  package func findings(in context: FlagContext) -> [Finding] {
    guard let alignment = context.alignment else { return [] }
    let goals = alignment.goals
    let limits = balance.limits(context.settings)
    let asked = limits.weightings
    let shares = context.weightings.map(shares) ?? []
    return goals.indices.compactMap { index in
      guard let excess = balance.excess(goals[index], limits) else { return nil }
      // Where weightings were not looked at, or do not matter, the weights in force decide.
      if asked > 0, index < shares.count, let share = shares[index]?.share, share < asked { return nil }
      return Finding(index, severity: severity, amount: wholeAmount(excess * alignment.use.base))
    }
  }

  package func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    Flag.Subject(kind: .goal, id: context.plan.goals.ids[Int(finding.index)])
  }

  /// Shares of need and of money, their ratio, and under how many weightings it holds.
  package func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    guard let goal = context.alignment?.goals[Int(finding.index)] else { return [] }
    var evidence: [Flag.Evidence] = []
    if let share = goal.needShare { evidence.append(.init(name: "need_share", value: .number(share))) }
    if let share = goal.fundingShare { evidence.append(.init(name: "funding_share", value: .number(share))) }
    if let ratio = goal.ratio { evidence.append(.init(name: "ratio", value: .number(ratio))) }
    evidence.append(.init(name: "keeping", value: .amount(wholeAmount(goal.keeping))))
    evidence.append(.init(name: "improving", value: .amount(wholeAmount(goal.improving))))
    if goal.fundingShare == 0, goal.improving == 0, balance == .under {
      evidence.append(.init(name: "note", value: .kind("unimproved")))
    }
    if context.alignment?.use.isOfLinked == true {
      evidence.append(.init(name: "base", value: .kind("linked")))
      if let share = goal.improvingShare { evidence.append(.init(name: "improving_share", value: .number(share))) }
    }
    if let weightings = context.weightings, let share = shares(weightings)[Int(finding.index)] {
      evidence.append(.init(name: "weightings", value: .number(share.share)))
      if share.error > 0 { evidence.append(.init(name: "weightings_error", value: .number(share.error))) }
      evidence.append(.init(name: "weights_drawn", value: .kind(weightings.weightings.rawValue)))
    } else {
      evidence.append(.init(name: "robustness", value: .kind("not_examined")))
    }
    return evidence
  }
}

/// AL202: a goal gets less of the money than its share of the need, and would under nearly any weights.
struct UnderFunded: GoalRatioRule {
  let balance = GoalBalance.under

  func shares(_ weightings: GoalWeightings) -> [GoalWeightings.Share?] { weightings.under }
}

/// AL203: a goal gets more of the money than its share of the need, and would under nearly any weights.
struct OverFunded: GoalRatioRule {
  let balance = GoalBalance.over

  func shares(_ weightings: GoalWeightings) -> [GoalWeightings.Share?] { weightings.over }
}
