import AlignModel

/// AL101: a line serves no indicator.
struct ServesNothing: LineRule {
  let kind = FlagCode.servesNothing

  func findings(in context: FlagContext) -> [Finding] {
    let start = context.funding.start
    var found = lines(context) { start[$0] == start[$0 + 1] }
    for index in found.indices where context.budget.mandatory[context.funding.rows[Int(found[index].index)]] {
      found[index].severity = .info
    }
    return found
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let k = Int(finding.index)
    let isMandatory = context.budget.mandatory[context.funding.rows[k]]
    return [
      .init(name: "class", value: .kind(context.funding.lineClass[k].rawValue)),
      .init(name: "mandate", value: .kind(isMandatory ? "mandatory" : "free")),
      .init(name: "share_sum", value: .number(context.funding.rawShareSum[k])),
    ] + lineEvidence(finding, context)
  }
}

/// AL102: a line pays to improve only what is met for good, at the end of the year and of the plan.
struct ServesOnlyMet: LineRule {
  let kind = FlagCode.servesOnlyMet

  func findings(in context: FlagContext) -> [Finding] {
    guard let use = context.alignment?.use else { return [] }
    let gap = threshold("gap", context)
    let isMet: [Bool] = context.plan.indicators.handles.map { context.attainment.isMetForGood($0, within: gap) }
    return lines(context, servingOnly: isMet).filter { !use.keepsAnything(Int($0.index), in: context.funding) }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let served = context.served(Int(finding.index))
    let gaps = [context.attainment.planningGap, context.attainment.planEndGap].map { gap in
      served.compactMap { gap[$0] }.max() ?? 0
    }
    return [
      .init(name: "indicators", value: .texts(served.map { context.plan.indicators.ids[$0.index] })),
      .init(name: "planning_gap", value: .number(gaps[0])),
      .init(name: "planning_gap_plan_end", value: .number(gaps[1])),
    ] + lineEvidence(finding, context)
  }
}

/// AL103: a line is tied to the plan only weakly.
struct WeaklyTied: LineRule {
  let kind = FlagCode.weaklyTied

  func findings(in context: FlagContext) -> [Finding] {
    let share = threshold("share", context)
    let sums = context.funding.rawShareSum
    return lines(context) { sums[$0] > 0 && sums[$0] < share - Attainment.rounding }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    [.init(name: "share_sum", value: .number(context.funding.rawShareSum[Int(finding.index)]))]
      + lineEvidence(finding, context)
  }
}

/// AL104: a line's department owns none of the indicators it serves.
struct NotOwned: LineRule {
  let kind = FlagCode.notOwned

  func findings(in context: FlagContext) -> [Finding] {
    guard let departments = context.budget.categories[.department] else { return [] }
    // −1 stands for an indicator without an owner, −2 for an owner that is no department of the budget.
    let plan = context.plan.indicators
    let owners = plan.handles.map { departments.codes(under: plan.ownerKeys[$0]) }
    let isSplit = owners.contains { $0.count > 1 }
    let owner: [Int32] = plan.handles.map { plan.ownerKey[$0] == nil ? -1 : owners[$0.index].first ?? -2 }
    // Held apart from the context, whose many columns would be counted in and out at every line.
    let (rows, start, indicators) = (context.funding.rows, context.funding.start, context.funding.indicator)
    return lines(context) { k in
      let department = departments.codes[rows[k].index]
      guard department >= 0 else { return false }
      var isOwned = true
      for entry in start[k]..<start[k + 1] where owner[indicators[entry].index] != -1 {
        let indicator = indicators[entry].index
        if owner[indicator] == department || isSplit && owners[indicator].contains(department) { return false }
        isOwned = false
      }
      return !isOwned
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let k = Int(finding.index)
    var owners: [String] = []
    for indicator in context.served(k) {
      if let owner = context.plan.indicators.owner[indicator], !owners.contains(owner) { owners.append(owner) }
    }
    return [
      .init(name: "department", value: .text(context.budget.department(of: context.funding.rows[k]) ?? "")),
      .init(name: "owners", value: .texts(owners)),
    ] + lineEvidence(finding, context)
  }
}

/// AL106: money to targets whose last year has passed.
struct PastTargets: LineRule {
  let kind = FlagCode.pastTargets

  func findings(in context: FlagContext) -> [Finding] {
    let hasPassed: [Bool] = context.plan.indicators.handles.map { id in
      TargetPath(of: id, in: context.plan).lastYear.map { $0 < context.year } ?? false
    }
    return lines(context, servingOnly: hasPassed)
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let served = context.served(Int(finding.index))
    let last = served.compactMap { TargetPath(of: $0, in: context.plan).lastYear }.max() ?? 0
    return [
      .init(name: "indicators", value: .texts(served.map { context.plan.indicators.ids[$0.index] })),
      .init(name: "last_target_year", value: .integer(last)),
    ] + lineEvidence(finding, context)
  }
}
