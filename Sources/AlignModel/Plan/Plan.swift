/// The plan: axes, their goals, the goals' indicators, their targets and what was observed of them.
public struct Plan: Sendable {
  /// The three levels: each indicator stands under one goal, each goal under one axis.
  public var axes = Axes()
  /// The goals, in table order.
  public var goals = Goals()
  /// The indicators, in table order.
  public var indicators = Indicators()
  /// By indicator, in order of year; one row a year.
  public var targets = Column<IndicatorID, [Target]>([])
  /// By indicator, in order of period.
  public var measurements = Column<IndicatorID, [Measurement]>([])

  /// An empty plan.
  public init() {}

  /// The axes (محور), as columns.
  public struct Axes: Sendable {
    /// Nothing yet.
    package init() {}

    /// Ids and names as written, in table order; the English name is nil where its cell is blank.
    public var ids: [String] = []
    /// The names as written, in table order.
    public var names = Column<AxisID, String>([])
    package var namesEn = Column<AxisID, String?>([])
    /// As given, on any sum; nil where the cell is blank.
    package var weights = Column<AxisID, Double?>([])
    /// The row of the table, as a person counts it.
    package var row = Column<AxisID, Int>([])
    /// The number of axes.
    public var count: Int { ids.count }
  }

  /// The goals (هدف), as columns.
  public struct Goals: Sendable {
    /// Nothing yet.
    package init() {}

    /// In table order: the ids as written, and the axis that each goal stands under.
    public var ids: [String] = []
    /// The axis that each goal stands under.
    public var axis = Column<GoalID, AxisID>([])
    /// As written; the English name is nil where its cell is blank.
    public var names = Column<GoalID, String>([])
    package var namesEn = Column<GoalID, String?>([])
    /// As given, compared within the goal's axis, on any sum; nil where the cell is blank.
    package var weights = Column<GoalID, Double?>([])
    /// The row of the table, as a person counts it.
    package var row = Column<GoalID, Int>([])
    /// The number of goals.
    public var count: Int { ids.count }
  }

  /// The indicators (شاخص), as columns.
  public struct Indicators: Sendable {
    /// Nothing yet.
    package init() {}

    /// In table order: the ids as written, and the goal that each indicator stands under.
    public var ids: [String] = []
    /// The goal that each indicator stands under.
    public var goal = Column<IndicatorID, GoalID>([])
    /// As written; the English name is nil where its cell is blank.
    public var names = Column<IndicatorID, String>([])
    package var namesEn = Column<IndicatorID, String?>([])
    /// What is counted and how, in words; empty where the table has no such column.
    package var descriptions = Column<IndicatorID, String?>([])
    /// Of baseline, targets and measurements, as written; nil where the cell is blank (AL304).
    package var units = Column<IndicatorID, String?>([])
    /// What is counted, and which way it is meant to go.
    public var kind = Column<IndicatorID, IndicatorKind>([])
    /// Which way the indicator is meant to go.
    public var direction = Column<IndicatorID, Direction>([])
    /// B, in the indicator's unit, at the end of `baselineYear`; nil where the cell is blank.
    public var baseline = Column<IndicatorID, Double?>([])
    /// Nil stands for the year before the first target.
    package var baselineYear = Column<IndicatorID, Int?>([])
    /// The department that answers for the indicator, as written; nil where the cell is blank.
    public var owner = Column<IndicatorID, String?>([])
    /// The owner under one spelling for all of its spellings, and every key under which it is found among departments.
    package var ownerKey = Column<IndicatorID, String?>([])
    package var ownerKeys = Column<IndicatorID, [String]>([])
    /// As given, compared within the indicator's goal, on any sum; nil where the cell is blank.
    package var weights = Column<IndicatorID, Double?>([])
    /// What closing the gap costs, ≥ 0: only its ratio to the mean of the known ones counts. Nil where it is blank.
    package var costToClose = Column<IndicatorID, Double?>([])
    /// How a flow's observations within a year are put together; `sum` where the cell is blank.
    package var aggregate = Column<IndicatorID, Aggregate>([])
    /// What a flow's observations count; `period` where the cell is blank.
    package var reporting = Column<IndicatorID, Reporting>([])
    /// A flow's target for the whole plan; nil where the cell is blank.
    package var planTotal = Column<IndicatorID, Double?>([])
    /// How often it is to be observed; `yearly` where the cell is blank.
    package var frequency = Column<IndicatorID, Frequency>([])
    /// The row of the table, as a person counts it.
    package var row = Column<IndicatorID, Int>([])
    /// The number of indicators.
    public var count: Int { ids.count }
    /// Every indicator in table order.
    package var handles: LazyMapSequence<Range<Int>, IndicatorID> { (0..<ids.count).lazy.map(IndicatorID.init) }
  }
}

/// What an indicator counts, which fixes how its attainment is measured.
public enum IndicatorKind: String, Sendable, CaseIterable, Codable {
  case level, flow, milestone, band
}

/// Which way an indicator is meant to go.
public enum Direction: String, Sendable, CaseIterable, Codable {
  case up, down, hold
}

/// How the observations of a flow within a year are put together.
package enum Aggregate: String, Sendable, CaseIterable, Codable {
  case sum, mean, last
}

/// What an observation of a flow counts.
package enum Reporting: String, Sendable, CaseIterable, Codable {
  /// What its own period brought.
  case period
  /// What the year brought up to its period's end.
  case yearToDate = "year_to_date"
}

/// How often an indicator is to be observed.
package enum Frequency: String, Sendable, CaseIterable, Codable {
  case monthly, quarterly, halfYearly = "half_yearly", yearly

  /// The months in one interval.
  package var months: Int {
    switch self {
    case .monthly: 1
    case .quarterly: 3
    case .halfYearly: 6
    case .yearly: 12
    }
  }
}

/// What an indicator should reach by the end of one year.
public struct Target: Sendable, Hashable {
  /// The year at whose end the target holds; for a flow, the year that is to bring it.
  public var year: Int
  /// The target; nil for a band or a blank cell.
  public var value: Double?
  /// The lower end of a band.
  public var low: Double?
  /// The upper end of a band.
  public var high: Double?
  /// The shares of the year's way due in its four quarters; nil where a quarter each is meant.
  public var quarters: [Double]?
  /// The row of the table, as a person counts it.
  public var row: Int

  /// A target of one year.
  public init(
    year: Int, value: Double?, low: Double? = nil, high: Double? = nil, quarters: [Double]? = nil, row: Int = 0
  ) {
    self.year = year
    self.value = value
    self.low = low
    self.high = high
    self.quarters = quarters
    self.row = row
  }
}

/// One observation of one indicator.
public struct Measurement: Sendable, Hashable {
  /// What was observed: the state at the period's end, or for a flow what the period brought.
  public var period: Period
  /// In the indicator's unit; a milestone's is the share done, 0–1.
  public var value: Double
  /// What the value is the quotient of, where the table gives it; several are put together as Σ numerator / Σ denominator.
  package var ratio: MeasuredRatio?
  /// Whether a final figure is still to come; it counts all the same.
  public var isProvisional: Bool
  /// The row of the table, as a person counts it.
  public var row: Int

  /// An observation of a period.
  public init(period: Period, value: Double, isProvisional: Bool = false, row: Int = 0) {
    self.period = period
    self.value = value
    self.isProvisional = isProvisional
    self.row = row
  }
}

/// A share as it was counted.
package struct MeasuredRatio: Sendable, Hashable {
  /// What was counted.
  package var numerator: Double
  /// What it is a share of; not 0.
  package var denominator: Double
  /// What the quotient is multiplied by to be in the indicator's unit: 100 for percent, else 1.
  package var scale = 1.0

  /// A share of which the denominator is not 0.
  package init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient in the indicator's unit.
  package var value: Double { numerator / denominator * scale }
}
