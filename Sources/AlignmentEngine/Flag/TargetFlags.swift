import AlignModel

/// AL306: a target or a measurement lies outside the range that the indicator's unit names: a percentage, or an index.
struct OutOfRange: IndicatorRule {
  let kind = FlagCode.outOfRange

  func findings(in context: FlagContext) -> [Finding] {
    let units = UnitRange.all(context.plan.indicators.units.values.compactMap { $0 })
    return indicators(context) { id in
      guard let unit = context.plan.indicators.units[id], let range = units[unit] else { return false }
      return Outliers(of: id, range, in: context)?.isAny == true
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let id = IndicatorID(Int(finding.index))
    guard let unit = context.plan.indicators.units[id], let outliers = Outliers(of: id, UnitRange(unit), in: context)
    else { return [] }
    var evidence: [Flag.Evidence] = [
      .init(name: "unit", value: .text(unit)),
      .init(name: "least", value: .number(outliers.range.lowerBound)),
      .init(name: "most", value: .number(outliers.range.upperBound)),
    ]
    if let baseline = outliers.baseline { evidence.append(.init(name: "baseline", value: .number(baseline))) }
    if !outliers.targets.isEmpty {
      evidence.append(.init(name: "targets", value: .rows(table: "targets", outliers.targets)))
    }
    if !outliers.measurements.isEmpty {
      evidence.append(.init(name: "measurements", value: .rows(table: "measurements", outliers.measurements)))
    }
    return evidence
  }

  /// What lies outside the range of a unit.
  private struct Outliers {
    let range: ClosedRange<Double>
    var baseline: Double?
    /// Rows of the tables.
    var targets: [Int] = []
    var measurements: [Int] = []

    var isAny: Bool { baseline != nil || !targets.isEmpty || !measurements.isEmpty }

    /// Nil where the unit names no range.
    init?(of id: IndicatorID, _ unit: UnitRange, in context: FlagContext) {
      let plan = context.plan
      guard var range = unit.range else { return nil }
      // A milestone's numbers are shares done, whatever they were written as.
      if plan.indicators.kind[id] == .milestone { range = 0...1 }
      let noise = Attainment.rounding * range.upperBound
      func isOutside(_ value: Double?) -> Bool {
        value.map { $0 < range.lowerBound - noise || $0 > range.upperBound + noise } ?? false
      }
      self.range = range
      if let value = plan.indicators.baseline[id], isOutside(value) { baseline = value }
      let own = id.index < plan.targets.count ? plan.targets[id] : []
      targets = own.filter { isOutside($0.value) || isOutside($0.low) || isOutside($0.high) }.map(\.row)
      defer {
        // Names are long and most numbers are as they should be, so they are asked last.
        if isAny, unit.isOfPercent, UnitRange.isOfChange(plan.indicators.names[id]) {
          (baseline, targets, measurements) = (nil, [], [])
        }
      }
      // More of a milestone may have been done than was planned.
      guard plan.indicators.kind[id] != .milestone else {
        measurements = context.measurements(of: id).filter { $0.value < -noise }.map(\.row)
        return
      }
      measurements = context.measurements(of: id).filter { isOutside($0.value) }.map(\.row)
    }
  }
}

/// AL307: the yearly targets of a flow do not add up to its target for the whole plan.
struct AgainstPlanTotal: IndicatorRule {
  let kind = FlagCode.againstPlanTotal

  func findings(in context: FlagContext) -> [Finding] {
    let difference = threshold("difference", context)
    return indicators(context) { id in
      guard let (sum, total, _) = sum(of: id, in: context) else { return false }
      return abs(sum - total) > difference * abs(total) + Attainment.rounding * max(abs(total), abs(sum))
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    guard let (sum, total, rows) = sum(of: IndicatorID(Int(finding.index)), in: context) else { return [] }
    return [
      .init(name: "sum_of_targets", value: .number(sum)),
      .init(name: "plan_total", value: .number(total)),
      .init(name: "targets", value: .rows(table: "targets", rows)),
      tableRow(finding, context),
    ]
  }

  /// The sum of a flow's targets up to the plan's end, its target for the whole plan, and the rows of the targets.
  private func sum(of id: IndicatorID, in context: FlagContext) -> (sum: Double, total: Double, rows: [Int])? {
    let plan = context.plan
    guard plan.indicators.kind[id] == .flow, plan.indicators.aggregate[id] == .sum,
      id.index < plan.indicators.planTotal.count, let total = plan.indicators.planTotal[id]
    else { return nil }
    let end = context.settings.planEnd ?? .max
    let targets = plan.targets[id].filter { $0.value != nil && $0.year <= end }
    return (targets.reduce(0) { $0 + ($1.value ?? 0) }, total, targets.map(\.row))
  }
}
