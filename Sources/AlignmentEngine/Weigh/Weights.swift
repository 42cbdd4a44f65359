/// Weights that multiply down axis → goal → indicator and sum to 1 over the indicators.
public struct Weights: Sendable {
  /// Among all axes, among an axis's goals, among a goal's indicators; 0 for childless axes and goals, which are
  /// left out.
  public var axisShare = Column<AxisID, Double>([])
  public var goalShare = Column<GoalID, Double>([])
  public var indicatorShare = Column<IndicatorID, Double>([])
  /// Multiplied down.
  public var axis = Column<AxisID, Double>([])
  public var goal = Column<GoalID, Double>([])
  public var indicator = Column<IndicatorID, Double>([])
  /// What was noticed: sums that are neither 1 nor 100, childless goals and axes.
  public var warnings: [Problem] = []

  /// Weighs a plan level by level. Childless goals, and then axes, are left out first and named in ``warnings``.
  ///
  /// - Parameters:
  ///   - plan: axes, goals and indicators with the weights that their tables give.
  ///   - settings: the method of each level; where none is set, siblings that all have a weight keep it and
  /// siblings that
  ///     all have none weigh the same.
  /// - Throws: ``WeighError`` with every group of siblings that cannot be weighed.
  public init(of plan: Plan, by settings: WeightSettings) throws(WeighError) {
    let goalCount = plan.goals.count
    var indicatorsOfGoal = Array(repeating: [Int](), count: goalCount)
    for indicator in plan.indicators.handles where plan.indicators.goal[indicator].index < goalCount {
      indicatorsOfGoal[plan.indicators.goal[indicator].index].append(indicator.index)
    }
    var goalsOfAxis = Array(repeating: [Int](), count: plan.axes.count)
    var leftOut: [Problem] = []
    for goal in 0..<goalCount {
      if indicatorsOfGoal[goal].isEmpty {
        leftOut.append(.childless("goals", id: plan.goals.ids[goal], child: "indicator"))
      } else if plan.goals.axis.values[goal].index < plan.axes.count {
        goalsOfAxis[plan.goals.axis.values[goal].index].append(goal)
      }
    }
    let axes = (0..<plan.axes.count).filter { !goalsOfAxis[$0].isEmpty }
    for axis in 0..<plan.axes.count where goalsOfAxis[axis].isEmpty {
      leftOut.append(.childless("axes", id: plan.axes.ids[axis], child: "goal with an indicator"))
    }

    var level = Level(table: "axes", ids: plan.axes.ids, given: plan.axes.weights.values, method: settings.axes)
    level.weigh(axes, under: nil)
    axisShare = Column(level.shares)
    var goals = Level(table: "goals", ids: plan.goals.ids, given: plan.goals.weights.values, method: settings.goals)
    for axis in axes { goals.weigh(goalsOfAxis[axis], under: plan.axes.ids[axis]) }
    goalShare = Column(goals.shares)
    var indicators = Level(
      table: "indicators", ids: plan.indicators.ids, given: plan.indicators.weights.values, method: settings.indicators)
    indicators.rows = plan.indicators.row.values
    for goal in 0..<goalCount { indicators.weigh(indicatorsOfGoal[goal], under: plan.goals.ids[goal]) }
    indicatorShare = Column(indicators.shares)

    let errors = level.errors + goals.errors + indicators.errors
    if !errors.isEmpty { throw WeighError(problems: errors) }
    warnings = leftOut + level.warnings + goals.warnings + indicators.warnings
    multiplyDown(plan)
  }

  private mutating func multiplyDown(_ plan: Plan) {
    axis = axisShare
    goal = goalShare
    for index in goal.values.indices {
      let parent = plan.goals.axis.values[index].index
      goal.values[index] = parent < axis.count ? goalShare.values[index] * axis.values[parent] : 0
    }
    indicator = indicatorShare
    for index in indicator.values.indices {
      let parent = plan.indicators.goal.values[index].index
      indicator.values[index] = parent < goal.count ? indicatorShare.values[index] * goal.values[parent] : 0
    }
  }
}

/// Why a plan cannot be weighed: every group of siblings at fault.
public struct WeighError: Error, Sendable {
  public var problems: [Problem]
}

/// One table of the plan while its groups of siblings are being weighed.
private struct Level {
  let table: String
  let ids: [String]
  let given: [Double?]
  let method: WeightMethod?
  var rows: [Int] = []
  var shares: [Double]
  var errors: [Problem] = []
  var warnings: [Problem] = []

  init(table: String, ids: [String], given: [Double?], method: WeightMethod?) {
    self.table = table
    self.ids = ids
    self.given = given.count == ids.count ? given : Array(repeating: nil, count: ids.count)
    self.method = method
    shares = Array(repeating: 0, count: ids.count)
  }

  mutating func weigh(_ siblings: [Int], under parent: String?) {
    guard !siblings.isEmpty else { return }
    let weights = siblings.map { given[$0] }
    let chosen = method ?? (weights.allSatisfy { $0 == nil } ? .equal : .given)
    do {
      for (place, share) in zip(siblings, try chosen.weighing.shares(among: weights)) { shares[place] = share }
      if chosen == .given { warnOfSum(weights.compactMap { $0 }.reduce(0, +), siblings, under: parent) }
    } catch {
      errors.append(problem(error, siblings, under: parent))
    }
  }

  private mutating func warnOfSum(_ sum: Double, _ siblings: [Int], under parent: String?) {
    if abs(sum - 1) <= 1e-6 || abs(sum - 100) <= 1e-4 { return }
    warnings.append(
      Problem(
        gravity: .warning, kind: "weight-sum", file: "\(table).csv", row: row(siblings[0]), column: "weight",
        found: "weights\(of(parent)) add to \(sum)", expected: "1 or 100", remedy: "they were divided by their sum"))
  }

  private func problem(_ fault: WeighingFault, _ siblings: [Int], under parent: String?) -> Problem {
    let (kind, place, found, expected): (String, Int?, String, String) =
      switch fault {
      case .blank(let place):
        (
          "weight-blank", place, "no weight for \(ids[siblings[place]])\(of(parent))",
          "a weight for every sibling or for none"
        )
      case .negative(let place):
        (
          "weight-negative", place, "\(given[siblings[place]].map { "\($0)" } ?? "") for \(ids[siblings[place]])",
          "a weight of 0 or more"
        )
      case .allZero: ("weight-zero", nil, "all weights\(of(parent)) are 0", "at least one weight above 0")
      }
    return Problem(
      gravity: .error, kind: kind, file: "\(table).csv", row: row(siblings[place ?? 0]), column: "weight", found: found,
      expected: expected, remedy: "fill in the column, or set weights.\(table): equal in align.yaml")
  }

  private func of(_ parent: String?) -> String { parent.map { " under \($0)" } ?? "" }

  private func row(_ place: Int) -> Int? { place < rows.count ? rows[place] : nil }
}

extension Problem {
  fileprivate static func childless(_ table: String, id: String, child: String) -> Problem {
    Problem(
      gravity: .warning, kind: "childless", file: "\(table).csv", row: nil, column: "id",
      found: "\(id) has no \(child)",
      expected: "at least one", remedy: "it was left out of the weights; add one or remove \(id)")
  }
}
