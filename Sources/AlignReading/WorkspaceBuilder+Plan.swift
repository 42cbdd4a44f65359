import AlignModel

/// The plan: axes, goals, indicators, their targets and measurements.
extension WorkspaceBuilder {
  mutating func takeAxes(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log) else { return }
    axisWords = ids.words
    workspace.plan.axes.ids = ids.words.names
    workspace.plan.axes.names = Column(strings(table, "name"))
    workspace.plan.axes.namesEn = Column(optionalStrings(table, "name_en"))
    workspace.plan.axes.weights = Column(optionals(table, "weight"))
    workspace.plan.axes.row = Column((0..<table.count).map { table.row($0) })
  }

  mutating func takeGoals(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log), let axes = table.words("axis") else { return }
    let axis = references(table, axes, to: axisWords, column: "axis", of: "axes", orElse: .unknownAxis, &log)
    goalWords = ids.words
    workspace.plan.goals.ids = ids.words.names
    workspace.plan.goals.axis = Column(axis.map { AxisID(Int(max($0, 0))) })
    workspace.plan.goals.names = Column(strings(table, "name"))
    workspace.plan.goals.namesEn = Column(optionalStrings(table, "name_en"))
    workspace.plan.goals.weights = Column(optionals(table, "weight"))
    workspace.plan.goals.row = Column((0..<table.count).map { table.row($0) })
  }

  mutating func takeIndicators(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log), let goals = table.words("goal") else { return }
    let goal = references(table, goals, to: goalWords, column: "goal", of: "goals", orElse: .unknownGoal, &log)
    indicatorWords = ids.words
    let kinds = table.meanings("kind") ?? []
    let directions = table.meanings("direction") ?? []
    let years = table.meanings("baseline_year")
    let aggregates = table.meanings("aggregate")
    let reporting = table.meanings("reporting")
    let frequencies = table.meanings("frequency")
    let owners = table.words("owner")
    let units = table.words("unit")
    let records = 0..<table.count
    var indicators = Plan.Indicators()
    indicators.ids = ids.words.names
    indicators.goal = Column(goal.map { GoalID(Int(max($0, 0))) })
    indicators.names = Column(strings(table, "name"))
    indicators.namesEn = Column(optionalStrings(table, "name_en"))
    if table.text("description") != nil { indicators.descriptions = Column(optionalStrings(table, "description")) }
    indicators.units = Column(records.map { units?[$0] })
    indicators.kind = Column(kinds.map { IndicatorKind.allCases[Int(max($0, 0))] })
    indicators.direction = Column(directions.map { Direction.allCases[Int(max($0, 0))] })
    indicators.baseline = Column(optionals(table, "baseline"))
    indicators.baselineYear = Column(records.map { index(years, $0) })
    indicators.owner = Column(records.map { owners?[$0] })
    indicators.ownerKey = Column(records.map { owners?.key($0) })
    indicators.ownerKeys = Column(records.map { owners?.keys($0) ?? [] })
    indicators.weights = Column(optionals(table, "weight"))
    indicators.costToClose = Column(optionals(table, "cost_to_close"))
    indicators.aggregate = Column(records.map { index(aggregates, $0).map { Aggregate.allCases[$0] } ?? .sum })
    indicators.reporting = Column(records.map { index(reporting, $0).map { Reporting.allCases[$0] } ?? .period })
    indicators.planTotal = Column(optionals(table, "plan_total"))
    indicators.frequency = Column(records.map { index(frequencies, $0).map { Frequency.allCases[$0] } ?? .yearly })
    indicators.row = Column(records.map { table.row($0) })
    for record in records {
      if let cost = indicators.costToClose.values[record], cost < 0 {
        log.add(problem(table, .negativeCost, record: record, column: "cost_to_close", .number(cost)))
      }
    }
    workspace.plan.indicators = indicators
    workspace.plan.targets = Column(repeating: [], count: indicators.count)
    workspace.plan.measurements = Column(repeating: [], count: indicators.count)
    percents.baselines = table.percentRecords("baseline")
  }

  mutating func takeTargets(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let words = table.words("indicator"), let years = table.meanings("year") else { return }
    let indicators = references(
      table, words, to: indicatorWords, column: "indicator", of: "indicators", orElse: .unknownIndicator, &log)
    let values = table.numbers("target")
    let signed = Dictionary(uniqueKeysWithValues: ["target", "low", "high"].map { ($0, table.percentRecords($0)) })
    let low = table.numbers("low")
    let high = table.numbers("high")
    let quarters = (1...4).map { table.numbers("q\($0)") }
    let hasQuarters = quarters.contains { $0 != nil }
    var targets = workspace.plan.targets.values
    for record in 0..<table.count where indicators[record] >= 0 && years[record] >= 0 {
      let id = IndicatorID(Int(indicators[record]))
      let shares = hasQuarters ? quarterShares(quarters.map { $0?[record] }, table, record, &log) : nil
      let target = Target(
        year: Int(years[record]), value: values?[record], low: low?[record], high: high?[record], quarters: shares,
        row: table.row(record))
      if let first = targets[id.index].first(where: { $0.year == target.year }) {
        log.add(
          problem(
            table, .doubleTarget, record: record, column: "year", .text(words[record] ?? ""), .year(target.year),
            .ordinal(first.row)))
        continue
      }
      if let low = target.low, let high = target.high, low > high {
        log.add(problem(table, .band, record: record, column: "low", .number(low), .number(high)))
      }
      for (column, records) in signed where records.contains(record) {
        percents.targets.insert(.init(row: target.row, column: column))
      }
      targets[id.index].append(target)
    }
    for index in targets.indices { targets[index].sort { $0.year < $1.year } }
    workspace.plan.targets = Column(targets)
  }

  /// All four or none, of 0 or more, and 1 together.
  private func quarterShares(
    _ shares: [Double?], _ table: ReadTable, _ record: Int, _ log: inout ProblemLog
  ) -> [Double]? {
    let given = shares.compactMap { $0 }
    guard !given.isEmpty else { return nil }
    let sum = given.reduce(0, +)
    guard given.count == 4, given.allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-6 else {
      log.add(
        given.count == 4
          ? problem(table, .quartersSum, record: record, column: "q1", .number(sum))
          : problem(table, .quartersCount, record: record, column: "q1", .count(given.count)))
      return nil
    }
    return given
  }

}
