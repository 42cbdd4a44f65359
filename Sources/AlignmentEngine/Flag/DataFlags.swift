import AlignModel

/// AL301: an indicator was never measured.
struct NeverMeasured: IndicatorRule {
  let kind = FlagCode.neverMeasured

  func findings(in context: FlagContext) -> [Finding] {
    indicators(context) { context.measurements(of: $0).isEmpty }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    [.init(name: "observations", value: .integer(0)), tableRow(finding, context)]
  }
}

/// AL302: the last observation is older than one interval of the indicator's frequency.
struct Stale: IndicatorRule {
  let kind = FlagCode.stale

  func findings(in context: FlagContext) -> [Finding] {
    guard context.hasPeriod else { return [] }
    return indicators(context) {
      DataInventory.knowledge(of: $0, in: context.plan, at: context.period) == .stale
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let id = IndicatorID(Int(finding.index))
    let known = context.measurements(of: id).filter { $0.period.end <= context.period.end }
    guard let last = known.max(by: { $0.period < $1.period }) else { return [] }
    return [
      .init(name: "last_period", value: .text(last.period.description)),
      .init(name: "period", value: .text(context.period.description)),
      .init(name: "frequency", value: .kind(context.plan.indicators.frequency[id].rawValue)),
      .init(name: "rows", value: .rows(table: "measurements", [last.row])),
    ]
  }
}

/// AL303: an indicator stands worse than its baseline.
struct WorseThanBaseline: IndicatorRule {
  let kind = FlagCode.worseThanBaseline

  func findings(in context: FlagContext) -> [Finding] {
    let limit = threshold("attainment", context)
    return indicators(context) { context.attainment.attainment[$0].map { $0 < limit - Attainment.rounding } ?? false }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let id = IndicatorID(Int(finding.index))
    let numbers = [
      ("attainment", context.attainment.attainment[id]), ("actual", context.attainment.actual[id]),
      ("baseline", context.plan.indicators.baseline[id]), ("target", context.attainment.target[id]),
    ]
    return numbers.compactMap { name, value in value.map { .init(name: name, value: .number($0)) } }
      + [tableRow(finding, context)]
  }
}

/// AL304: an indicator cannot be measured, or is bound to no time.
struct NotMeasurable: IndicatorRule {
  let kind = FlagCode.notMeasurable

  func findings(in context: FlagContext) -> [Finding] { indicators(context) { !blanks(of: $0, context).isEmpty } }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let blank = blanks(of: IndicatorID(Int(finding.index)), context)
    return [.init(name: "blank", value: .texts(blank)), tableRow(finding, context)]
  }

  private func blanks(of id: IndicatorID, _ context: FlagContext) -> [String] {
    let indicators = context.plan.indicators
    var blank: [String] = []
    if indicators.units[id] == nil { blank.append("unit") }
    if indicators.baseline[id] == nil { blank.append("baseline") }
    if indicators.owner[id] == nil { blank.append("owner") }
    if TargetPath(of: id, in: context.plan).isEmpty { blank.append("targets") }
    return blank
  }
}

/// AL305: targets contradict the direction: one lies on the wrong side of the baseline, or a band is upside down.
struct AgainstDirection: IndicatorRule {
  let kind = FlagCode.againstDirection

  func findings(in context: FlagContext) -> [Finding] { indicators(context) { !wrong($0, context).isEmpty } }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let id = IndicatorID(Int(finding.index))
    var evidence: [Flag.Evidence] = [
      .init(name: "direction", value: .kind(context.plan.indicators.direction[id].rawValue)),
      .init(name: "targets", value: .rows(table: "targets", wrong(id, context).map(\.row))),
    ]
    if let baseline = context.plan.indicators.baseline[id] {
      evidence.insert(.init(name: "baseline", value: .number(baseline)), at: 1)
    }
    return evidence
  }

  private func wrong(_ id: IndicatorID, _ context: FlagContext) -> [Target] {
    let plan = context.plan
    let targets = id.index < plan.targets.count ? plan.targets[id] : []
    switch plan.indicators.kind[id] {
    case .band:
      return targets.filter { target in target.low.map { low in target.high.map { low > $0 } ?? false } ?? false }
    case .level, .flow, .milestone:
      guard let baseline = plan.indicators.baseline[id] else { return [] }
      switch plan.indicators.direction[id] {
      case .up: return targets.filter { $0.value.map { $0 < baseline } ?? false }
      case .down: return targets.filter { $0.value.map { $0 > baseline } ?? false }
      case .hold: return []
      }
    }
  }
}
