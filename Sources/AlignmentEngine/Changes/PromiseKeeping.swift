import AlignModel

/// Holds what a later run found against what an earlier one promised: its own targets for the later period, and the pace
/// that it required.
struct PromiseKeeping {
  private(set) var promises: [Promise] = []

  /// A promise counts as kept where no more than this is missing, as a target counts as met.
  private static let tolerance = Attainment.metTolerance

  /// No promise falls due where the later run is not of a later period.
  init(from earlier: Snapshot, to later: Snapshot) {
    guard later.period.end > earlier.period.end else { return }
    let plan = Self.plan(of: earlier)
    let now = Dictionary(later.indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let years = Double(later.period.end - earlier.period.end) / 12
    for (index, old) in earlier.indicators.enumerated() {
      guard let new = now[old.id] else { continue }
      let ruler = Ruler(of: IndicatorID(index), in: plan)
      let promised = ruler.shownTarget(at: later.period)
      // What was not due by then was not promised.
      let (state, _) = ruler.attainment(of: 0, at: later.period)
      guard state == .ok else { continue }
      var promise = Promise(
        indicator: old.id, name: new.name, promised: promised, actual: new.actual,
        requiredPerYear: old.requiredPerYear, outcome: .notMeasured)
      let isNew = new.lastObserved.map { $0.end > earlier.period.end } ?? false
      if isNew, let actual = new.actual, let attained = ruler.attainment(of: actual, at: later.period).1 {
        promise.attainment = attained
        promise.outcome = attained >= 1 - Self.tolerance ? .kept : .notKept
        if old.kind != .flow, let before = old.actual { promise.gainedPerYear = (actual - before) / years }
      }
      promises.append(promise)
    }
  }

  /// The earlier run's indicators and targets as a plan, so that they are measured as any plan is.
  private static func plan(of run: Snapshot) -> Plan {
    var plan = Plan()
    let targets = Dictionary(grouping: run.targets, by: \.indicator)
    for row in run.indicators {
      plan.indicators.ids.append(row.id)
      plan.indicators.kind.values.append(row.kind)
      plan.indicators.direction.values.append(row.direction)
      plan.indicators.aggregate.values.append(row.aggregate)
      plan.indicators.baseline.values.append(row.baseline)
      plan.indicators.baselineYear.values.append(row.baselineYear)
      plan.targets.values.append(
        (targets[row.id] ?? []).map {
          Target(year: $0.year, value: $0.target, low: $0.low, high: $0.high, quarters: $0.quarters)
        })
    }
    return plan
  }
}
