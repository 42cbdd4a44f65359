/// The plan: axes, their goals, the goals' indicators, their targets and what was observed of them.
public struct Plan: Sendable {
  public var axes = Axes()
  public var goals = Goals()
  public var indicators = Indicators()
  /// By indicator, in order of year; one row a year.
  public var targets = Column<IndicatorID, [Target]>([])
  /// By indicator, in order of period.
  public var measurements = Column<IndicatorID, [Measurement]>([])

  /// An empty plan.
  public init() {}

  /// The axes (محور), as columns.
  public struct Axes: Sendable {
    public var ids: [String] = []
    public var names = Column<AxisID, String>([])
    public var namesEn = Column<AxisID, String?>([])
    public var weights = Column<AxisID, Double?>([])
    /// The number of axes.
    public var count: Int { ids.count }
  }

  /// The goals (هدف), as columns.
  public struct Goals: Sendable {
    public var ids: [String] = []
    public var axis = Column<GoalID, AxisID>([])
    public var names = Column<GoalID, String>([])
    public var namesEn = Column<GoalID, String?>([])
    public var weights = Column<GoalID, Double?>([])
    /// The number of goals.
    public var count: Int { ids.count }
  }

  /// The indicators (شاخص), as columns.
  public struct Indicators: Sendable {
    public var ids: [String] = []
    public var goal = Column<IndicatorID, GoalID>([])
    public var names = Column<IndicatorID, String>([])
    public var namesEn = Column<IndicatorID, String?>([])
    /// What is counted and how, in words; empty where the table has no such column.
    public var descriptions = Column<IndicatorID, String?>([])
    public var units = Column<IndicatorID, String?>([])
    public var kind = Column<IndicatorID, IndicatorKind>([])
    public var direction = Column<IndicatorID, Direction>([])
    public var baseline = Column<IndicatorID, Double?>([])
    public var baselineYear = Column<IndicatorID, Int?>([])
    public var owner = Column<IndicatorID, String?>([])
    /// The owner normalised for matching with a line's department.
    public var ownerKey = Column<IndicatorID, String?>([])
    public var weights = Column<IndicatorID, Double?>([])
    public var costToClose = Column<IndicatorID, Double?>([])
    public var aggregate = Column<IndicatorID, Aggregate>([])
    public var frequency = Column<IndicatorID, Frequency>([])
    /// The row of the table, as a person counts it.
    public var row = Column<IndicatorID, Int>([])
    /// The number of indicators.
    public var count: Int { ids.count }
    /// Every indicator in table order.
    public var handles: LazyMapSequence<Range<Int>, IndicatorID> { (0..<ids.count).lazy.map(IndicatorID.init) }
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
public enum Aggregate: String, Sendable, CaseIterable, Codable {
  case sum, mean, last
}

/// How often an indicator is to be observed.
public enum Frequency: String, Sendable, CaseIterable, Codable {
  case monthly, quarterly, halfYearly = "half-yearly", yearly

  /// The quarters in one interval; a month is taken as a quarter, the shortest period that a workspace knows.
  public var quarters: Int {
    switch self {
    case .monthly, .quarterly: 1
    case .halfYearly: 2
    case .yearly: 4
    }
  }
}

/// What an indicator should reach by the end of one year.
public struct Target: Sendable, Hashable {
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
  public var period: Period
  public var value: Double
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
