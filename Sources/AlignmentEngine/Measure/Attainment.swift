import AlignModel

/// What is known of one indicator's attainment.
public enum AttainmentState: String, Sendable, CaseIterable, Codable {
  case ok
  case notMeasured = "not_measured"
  case noTarget = "no_target"
  case noBaseline = "no_baseline"
  case notDue = "not_due"
}

/// How far each indicator has come at the period under review, and how far it still has to go in the year being
/// budgeted.
public struct Attainment: Sendable {
  /// P, the period under review.
  public var period: Period
  /// Y, the year being budgeted.
  public var year: Int
  /// Whether there is an attainment, and if not, what is missing.
  public var state = Column<IndicatorID, AttainmentState>([])
  /// a, as it is (1.4, −0.2); nil in every state but `ok`.
  public var attainment = Column<IndicatorID, Double?>([])
  /// 1 − a, not clipped; 0 where `not_due`, nil where unknown.
  public var reviewGap = Column<IndicatorID, Double?>([])
  /// clip(1 − a*, 0, 1) against the target at the end of Y, whatever was due at P; 0 where nothing is due by the end of
  /// Y, nil where unknown.
  public var planningGap = Column<IndicatorID, Double?>([])
  /// The same against the target at the plan's end.
  package var planEndGap = Column<IndicatorID, Double?>([])
  /// The greater of the planning gap and the part of the gap at the plan's end that falls on one year; nil outside K.
  package var need = Column<IndicatorID, Double?>([])
  /// The part of the gap at the plan's end that falls on one year, which is needed even where the planning gap is unknown; 0
  /// where that is unknown too.
  package var leastNeed = Column<IndicatorID, Double>([])
  /// A, the actual value used.
  public var actual = Column<IndicatorID, Double?>([])
  /// T, the target that A was held against at P (a flow: T · due); nil for a band.
  public var target = Column<IndicatorID, Double?>([])
  /// The lower end of the band that A was held against at P; nil for other kinds.
  public var targetLow = Column<IndicatorID, Double?>([])
  /// The upper end of that band.
  public var targetHigh = Column<IndicatorID, Double?>([])

  /// A planning gap up to this counts as met.
  public static let metTolerance = 0.01

  /// Rounding of figures that are compared with a threshold: 1 − 0.99 is to count as 0.01.
  public static let rounding = 1e-9

  /// Whether an indicator is met at the end of Y and at the plan's end; false where either gap is unknown.
  package func isMetForGood(_ indicator: IndicatorID, within tolerance: Double = metTolerance) -> Bool {
    guard let gap = planningGap[indicator], let end = planEndGap[indicator] else { return false }
    return max(gap, end) <= tolerance + Self.rounding
  }

  /// Whether an indicator's planning gap is known: the set K.
  public func isKnown(_ indicator: IndicatorID) -> Bool { planningGap[indicator] != nil }

  /// Measures every indicator of a plan.
  ///
  /// - Parameters:
  ///   - plan: the indicators, their targets and what was observed.
  ///   - period: P, the period under review.
  ///   - year: Y, the year being budgeted.
  ///   - planEnd: the last year of the plan; nil stands for the last year in which an indicator has a target.
  /// - Complexity: O(indicators + targets + measurements), but for sorting each indicator's own rows.
  public init(of plan: Plan, at period: Period, budgeting year: Int, planEnd: Int? = nil) {
    self.period = period
    self.year = year
    for indicator in plan.indicators.handles {
      let measured = Measured(indicator, in: plan, at: period, budgeting: year, planEnd: planEnd)
      state.values.append(measured.state)
      attainment.values.append(measured.attainment)
      reviewGap.values.append(measured.state == .notDue ? 0 : measured.attainment.map { Self.finite(1 - $0) })
      planningGap.values.append(measured.planningGap)
      planEndGap.values.append(measured.planEndGap)
      leastNeed.values.append(measured.leastNeed)
      need.values.append(measured.planningGap.map { max($0, measured.leastNeed) })
      actual.values.append(measured.actual)
      target.values.append(measured.target)
      targetLow.values.append(measured.band?.low)
      targetHigh.values.append(measured.band?.high)
    }
  }
}

/// One indicator while it is being measured.
private struct Measured {
  var state = AttainmentState.ok
  var attainment: Double?
  var planningGap: Double?
  var planEndGap: Double?
  var leastNeed: Double
  var actual: Double?
  var target: Double?
  var band: (low: Double, high: Double)?

  init(_ indicator: IndicatorID, in plan: Plan, at period: Period, budgeting year: Int, planEnd: Int?) {
    let ruler = Ruler(of: indicator, in: plan)
    actual = Observation(of: indicator, in: plan, at: period)?.value
    target = ruler.shownTarget(at: period)
    band = ruler.path.band(at: period)
    (state, attainment) = ruler.attainment(of: actual, at: period)
    let annual = ruler.annual(actual, at: period)
    planningGap = ruler.gap(of: annual, atEndOf: year)
    let end = max(year, planEnd ?? ruler.path.lastYear ?? year)
    planEndGap = end == year ? planningGap : ruler.gap(of: annual, atEndOf: end)
    // Work that is due after Y has its part of this year.
    leastNeed = (planEndGap ?? 0) / Double(end - year + 1)
  }
}

/// What an actual value of one indicator is held against.
struct Ruler {
  let path: TargetPath
  let kind: IndicatorKind
  let direction: Direction
  let baseline: Double?
  let aggregate: Aggregate
  let reporting: Reporting
  let observed: [Measurement]

  init(of indicator: IndicatorID, in plan: Plan) {
    path = TargetPath(of: indicator, in: plan)
    kind = plan.indicators.kind[indicator]
    direction = plan.indicators.direction[indicator]
    baseline = plan.indicators.baseline[indicator]
    aggregate = plan.indicators.aggregate[indicator]
    reporting = plan.indicators.accounting(of: indicator).reporting
    observed = indicator.index < plan.measurements.count ? plan.measurements[indicator] : []
  }

  /// The share of a flow's year that an actual value at P stands for; a mean or a last value stands for the whole.
  func due(at period: Period) -> Double { kind == .flow && aggregate == .sum ? path.due(at: period) : 1 }

  /// T at P as a reader compares it with A: a flow's is what was due by then.
  func shownTarget(at period: Period) -> Double? {
    path.target(at: period).map { kind == .flow ? $0 * due(at: period) : $0 }
  }

  /// The state and, where it is `ok`, the attainment of an actual value at P.
  func attainment(of actual: Double?, at period: Period) -> (AttainmentState, Double?) {
    attainment(of: actual, at: period, due: due(at: period))
  }

  /// The state and, where it is `ok`, the attainment. What is missing is named in the order target, baseline, what is due,
  /// observation.
  private func attainment(of actual: Double?, at period: Period, due: Double) -> (AttainmentState, Double?) {
    if path.isEmpty { return (.noTarget, nil) }
    if kind == .level && direction != .hold && baseline == nil { return (.noBaseline, nil) }
    if kind == .band {
      guard let band = path.band(at: period) else { return (.noTarget, nil) }
      guard let actual else { return (.notMeasured, nil) }
      return (.ok, Attainment.band(actual: actual, low: band.low, high: band.high))
    }
    guard let target = path.target(at: period) else { return (.noTarget, nil) }
    if isNothingDue(of: target, due: due) { return (.notDue, nil) }
    guard let actual else { return (.notMeasured, nil) }
    let attainment =
      switch kind {
      case .level, .band: Attainment.level(actual: actual, baseline: baseline, target: target, direction: direction)
      case .flow:
        Attainment.flow(actual: actual, target: target, due: due, baseline: baseline, direction: direction)
      case .milestone: Attainment.quotient(actual, target)
      }
    return (.ok, attainment)
  }

  /// A flow that is to be lowered to 0 is due; one that is to be raised to 0 from nothing asks for nothing.
  func isNothingDue(of target: Double, due: Double) -> Bool {
    switch kind {
    case .level, .band: false
    case .milestone: target == 0
    case .flow: due == 0 || target == 0 && Attainment.rises(direction, from: baseline)
    }
  }

  /// clip(1 − a*, 0, 1) of an actual value at P against the target at a year's end: 0 where nothing is due by then, nil where
  /// it cannot be known.
  func planningGap(of actual: Double?, at period: Period, inYear year: Int) -> Double? {
    gap(of: annual(actual, at: period), atEndOf: year)
  }

  /// The state and the attainment of a year's value against the target at a year's end.
  func attainment(of annual: Double?, atEndOf year: Int) -> (AttainmentState, Double?) {
    attainment(of: annual, at: Period(year: year), due: 1)
  }

  /// clip(1 − a*, 0, 1) of a year's value.
  func gap(of annual: Double?, atEndOf year: Int) -> Double? {
    let (state, attainment) = attainment(of: annual, atEndOf: year)
    if state == .notDue { return 0 }
    guard let attainment else { return nil }
    // What rounding leaves of a gap is no need: were it the only one, it would be all of the need there is.
    let gap = min(max(1 - attainment, 0), 1)
    return gap < 1e-12 ? 0 : gap
  }

  /// A as a year's: a flow's over what of it was due by P, or where that is less than a tenth, that of its last complete year.
  func annual(_ actual: Double?, at period: Period) -> Double? {
    let due = due(at: period)
    if due == 1 { return actual }
    guard due < Self.leastDue - Attainment.rounding else { return actual.map { Attainment.quotient($0, due) } }
    return Observation.ofLastCompleteYear(
      before: period, of: observed, by: FlowAccounting(aggregate: aggregate, reporting: reporting))?.value
  }

  /// The part of a year's flow that has to be due before what was measured says anything of the year.
  static let leastDue = 0.1
}
