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
      .init(name: "class", value: .text(context.funding.lineClass[k].rawValue)),
      .init(name: "mandate", value: .text(isMandatory ? "mandatory" : "free")),
      .init(name: "share_sum", value: .number(context.funding.rawShareSum[k])),
    ] + lineEvidence(finding, context)
  }
}

/// AL102: a line serves only indicators that are met already.
struct ServesOnlyMet: LineRule {
  let kind = FlagCode.servesOnlyMet

  func findings(in context: FlagContext) -> [Finding] {
    let gap = threshold("gap", context)
    let isMet = context.attainment.planningGap.values.map { $0.map { $0 <= gap + Attainment.rounding } ?? false }
    return lines(context, servingOnly: isMet)
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let served = context.served(Int(finding.index))
    let largest = served.compactMap { context.attainment.planningGap[$0] }.max() ?? 0
    return [
      .init(name: "indicators", value: .texts(served.map { context.plan.indicators.ids[$0.index] })),
      .init(name: "planning_gap", value: .number(largest)),
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
    var codes: [String: Int32] = [:]
    for (code, key) in departments.keys.enumerated() { codes[key] = Int32(truncatingIfNeeded: code) }
    // −1 stands for an indicator without an owner, −2 for an owner that is no department of the budget.
    let owner: [Int32] = context.plan.indicators.handles.map { id in
      context.plan.indicators.ownerKey[id].map { codes[$0] ?? -2 } ?? -1
    }
    // Held apart from the context, whose many columns would be counted in and out at every line.
    let (rows, start, indicators) = (context.funding.rows, context.funding.start, context.funding.indicator)
    return lines(context) { k in
      let department = departments.codes[rows[k].index]
      guard department >= 0 else { return false }
      var isOwned = true
      for entry in start[k]..<start[k + 1] where owner[indicators[entry].index] != -1 {
        if owner[indicators[entry].index] == department { return false }
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
