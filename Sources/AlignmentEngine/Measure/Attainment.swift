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
  /// clip(1 − a*, 0, 1) against the target at the end of Y; 0 where `not_due`, nil where unknown.
  public var planningGap = Column<IndicatorID, Double?>([])
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

  /// Whether an indicator's target for Y is met already; false where its planning gap is unknown.
  public func isMet(_ indicator: IndicatorID) -> Bool {
    planningGap[indicator].map { $0 <= Self.metTolerance + Self.rounding } ?? false
  }

  /// Whether an indicator's planning gap is known (`not_due` is known to be 0): the set K.
  public func isKnown(_ indicator: IndicatorID) -> Bool { planningGap[indicator] != nil }

  /// Measures every indicator of a plan.
  ///
  /// - Parameters:
  ///   - plan: the indicators, their targets and what was observed.
  ///   - period: P, the period under review.
  ///   - year: Y, the year being budgeted.
  /// - Complexity: O(indicators + targets + measurements), but for sorting each indicator's own rows.
  public init(of plan: Plan, at period: Period, budgeting year: Int) {
    self.period = period
    self.year = year
    for indicator in plan.indicators.handles {
      let measured = Measured(indicator, in: plan, at: period, budgeting: year)
      state.values.append(measured.state)
      attainment.values.append(measured.attainment)
      reviewGap.values.append(measured.state == .notDue ? 0 : measured.attainment.map { Self.finite(1 - $0) })
      planningGap.values.append(measured.planningGap)
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
  var actual: Double?
  var target: Double?
  var band: (low: Double, high: Double)?

  init(_ indicator: IndicatorID, in plan: Plan, at period: Period, budgeting year: Int) {
    let ruler = Ruler(of: indicator, in: plan)
    actual = Observation(of: indicator, in: plan, at: period)?.value
    target = ruler.shownTarget(at: period)
    band = ruler.path.band(at: period)
    (state, attainment) = ruler.attainment(of: actual, at: period)
    planningGap =
      switch state {
      case .ok: ruler.planningGap(of: actual, at: period, inYear: year)
      // Nothing was due at P: the design counts such an indicator as known, with no gap.
      case .notDue: 0
      // Anything from 0 to 1.
      case .notMeasured, .noTarget, .noBaseline: nil
      }
  }
}

/// What an actual value of one indicator is held against.
struct Ruler {
  let path: TargetPath
  let kind: IndicatorKind
  let direction: Direction
  let baseline: Double?
  let aggregate: Aggregate

  init(of indicator: IndicatorID, in plan: Plan) {
    path = TargetPath(of: indicator, in: plan)
    kind = plan.indicators.kind[indicator]
    direction = plan.indicators.direction[indicator]
    baseline = plan.indicators.baseline[indicator]
    aggregate = plan.indicators.aggregate[indicator]
  }

  /// The share of a flow's year that an actual value at P stands for; a mean or a last value stands for the whole.
  func due(at period: Period) -> Double { kind == .flow && aggregate == .sum ? path.due(at: period) : 1 }

  /// T at P as a reader compares it with A: a flow's is what was due by then.
  func shownTarget(at period: Period) -> Double? {
    path.target(at: period).map { kind == .flow ? $0 * due(at: period) : $0 }
  }

  /// The state and, where it is `ok`, the attainment. What is missing is named in the order target, baseline,
  /// observation.
  func attainment(of actual: Double?, at period: Period) -> (AttainmentState, Double?) {
    if path.isEmpty { return (.noTarget, nil) }
    if lacksBaseline { return (.noBaseline, nil) }
    if kind == .band {
      guard let band = path.band(at: period) else { return (.noTarget, nil) }
      guard let actual else { return (.notMeasured, nil) }
      return (.ok, Attainment.band(actual: actual, low: band.low, high: band.high))
    }
    guard let target = shownTarget(at: period) else { return (.noTarget, nil) }
    if kind != .level && target == 0 { return (.notDue, nil) }
    guard let actual else { return (.notMeasured, nil) }
    return (.ok, attainment(of: actual, against: target))
  }

  /// clip(1 − a*, 0, 1) of an actual value at P against the target at a year's end, or nil where it cannot be known.
  func planningGap(of actual: Double?, at period: Period, inYear year: Int) -> Double? {
    let end = Period(year: year)
    if path.isEmpty || lacksBaseline { return nil }
    let a: Double
    if kind == .band {
      guard let actual, let band = path.band(at: end) else { return nil }
      a = Attainment.band(actual: actual, low: band.low, high: band.high)
    } else {
      guard let target = path.target(at: end) else { return nil }
      if kind != .level && target == 0 { return 0 }
      guard let annual = annualised(actual, at: period) else { return nil }
      a = attainment(of: annual, against: target)
    }
    // What rounding leaves of a gap is no need: were it the only one, it would be all of the need there is.
    let gap = min(max(1 - a, 0), 1)
    return gap < 1e-12 ? 0 : gap
  }

  /// A / due for a flow, A itself otherwise; nil where nothing of the year was due by P.
  func annualised(_ actual: Double?, at period: Period) -> Double? {
    guard let actual else { return nil }
    let due = due(at: period)
    return due == 1 ? actual : due == 0 ? nil : Attainment.quotient(actual, due)
  }

  private var lacksBaseline: Bool { kind == .level && direction != .hold && baseline == nil }

  private func attainment(of actual: Double, against target: Double) -> Double {
    switch kind {
    case .level: Attainment.level(actual: actual, baseline: baseline, target: target, direction: direction)
    case .flow: Attainment.flow(actual: actual, due: target, direction: direction)
    case .milestone: Attainment.quotient(actual, target)
    case .band: 0
    }
  }
}
