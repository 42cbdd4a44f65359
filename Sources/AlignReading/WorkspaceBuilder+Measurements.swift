import AlignModel

/// The plan's measurements, and what they settle of their indicators.
extension WorkspaceBuilder {
  mutating func takeMeasurements(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let words = table.words("indicator"), let periods = table.meanings("period") else { return }
    let indicators = references(
      table, words, to: indicatorWords, column: "indicator", of: "indicators", orElse: .unknownIndicator, &log)
    let values = table.numbers("value")
    let statuses = table.meanings("status")
    let signed = table.percentRecords("value")
    var days: Set<Int> = []
    for record in 0..<table.count where indicators[record] >= 0 {
      guard let cell = PeriodCell(code: periods[record]), let period = cell.month ?? cell.period else { continue }
      let ratio = ratio(table, record, &log)
      guard let value = values?[record] ?? ratio?.value else {
        addMissingValue(table, record, &log)
        continue
      }
      let row = table.row(record)
      if cell.month != nil { days.insert(row) }
      if signed.contains(record) { percents.measurements.insert(row) }
      if values?[record] == nil { percents.quotientsAlone.insert(row) }
      var measurement = Measurement(
        period: period, value: value, isProvisional: index(statuses, record) == 1, row: row)
      measurement.ratio = ratio
      workspace.plan.measurements[IndicatorID(Int(indicators[record]))].append(measurement)
    }
    settleDays(days, table, &log)
    for id in workspace.plan.indicators.handles { settleMeasurements(of: id, table, &log) }
  }

  /// A row needs a value, or a numerator and a denominator; where the column of values had to be there, that was said.
  private func addMissingValue(_ table: ReadTable, _ record: Int, _ log: inout ProblemLog) {
    guard table.numbers("numerator") != nil, table.numbers("denominator") != nil else { return }
    let row = table.row(record)
    let isSaid = log.problems.contains {
      $0.row == row && $0.place.table == table.name && $0.gravity == .error
    }
    if isSaid { return }
    log.add(
      problem(table, .blank, record: record, column: "value", .content(table: "measurements", column: "value")))
  }

  private func ratio(_ table: ReadTable, _ record: Int, _ log: inout ProblemLog) -> MeasuredRatio? {
    guard let numerator = table.numbers("numerator")?[record], let denominator = table.numbers("denominator")?[record]
    else { return nil }
    guard denominator != 0 else {
      log.add(problem(table, .zeroDenominator, record: record, column: "denominator", .number(denominator)))
      return nil
    }
    return MeasuredRatio(numerator: numerator, denominator: denominator)
  }

  /// A day stands for the month that it falls in where its indicator is measured by months, or where another day of the same
  /// quarter is another month's; else for its quarter.
  private mutating func settleDays(_ days: Set<Int>, _ table: ReadTable, _ log: inout ProblemLog) {
    guard !days.isEmpty else { return }
    var (months, quarters) = (0, 0)
    for id in workspace.plan.indicators.handles {
      let ofDays = workspace.plan.measurements[id].filter { days.contains($0.row) }.map(\.period)
      guard !ofDays.isEmpty else { continue }
      let distinct = Set(ofDays)
      let isMonthly =
        workspace.plan.indicators.frequency[id] == .monthly
        || Set(distinct.map { Period(year: $0.year, quarter: $0.quarter) }).count < distinct.count
        || workspace.plan.measurements[id].contains { !days.contains($0.row) && $0.period.months == 1 }
      if isMonthly {
        months += ofDays.count
        continue
      }
      quarters += ofDays.count
      workspace.plan.measurements[id] = workspace.plan.measurements[id].map { measurement in
        guard days.contains(measurement.row) else { return measurement }
        var measurement = measurement
        measurement.period = Period(year: measurement.period.year, quarter: measurement.period.quarter)
        return measurement
      }
    }
    log.add(
      problem(
        table, .datesAsPeriods, .warning, column: "period", .count(months + quarters), .count(months), .count(quarters))
    )
  }

  /// Sorts an indicator's observations; of two of one period the final one stands, and two final ones are a mistake.
  private mutating func settleMeasurements(of id: IndicatorID, _ table: ReadTable, _ log: inout ProblemLog) {
    let sorted = workspace.plan.measurements[id].sorted {
      ($0.period, $0.isProvisional ? 1 : 0, $0.row) < ($1.period, $1.isProvisional ? 1 : 0, $1.row)
    }
    var kept: [Measurement] = []
    for measurement in sorted {
      guard let last = kept.last, last.period == measurement.period else {
        kept.append(measurement)
        continue
      }
      if last.isProvisional == measurement.isProvisional {
        let example = Period(year: measurement.period.year, month: measurement.period.lastMonth)
        var double = problem(
          table, .doubleMeasurement, column: "period", .text(workspace.plan.indicators.ids[id.index]),
          .period(measurement.period), .ordinal(last.row), .name(example.description))
        double.place.row = measurement.row
        log.add(double)
      }
    }
    workspace.plan.measurements[id] = kept
  }

  /// Brings the numbers of each indicator to one scale, or refuses them.
  mutating func settlePercents(_ log: inout ProblemLog) {
    let outcome = percents.settle(&workspace.plan)
    func place(_ table: String, _ row: Int, _ column: String) -> Problem.Place {
      var place = Problem.Place(table: table, row: row, column: column)
      if let origin = workspace.origins[table] { place.locate(in: origin) }
      return place
    }
    for (id, first, second) in outcome.refused {
      log.add(
        Problem(
          .mixedPercent, at: place(first.table, first.row, first.column), .text(id), .number(first.value),
          .number(second.value), .table(second.table), .ordinal(second.row)))
    }
    for (measurement, value) in outcome.contradicted {
      log.add(
        Problem(
          .valueAgainstQuotient, at: place("measurements", measurement.row, "value"), .number(value),
          .number(measurement.value)))
    }
    if outcome.count > 0 {
      var whole = Problem.Place(table: "indicators", column: "unit")
      if let origin = workspace.origins["indicators"] { whole.locate(in: origin) }
      log.add(Problem(.settledPercent, .warning, at: whole, .count(outcome.count), .names(outcome.settled)))
    }
  }

  /// A quotient is no part of a year's sum, and what has run from the year's beginning is one whatever its aggregate says.
  mutating func settleAccounting() {
    for id in workspace.plan.indicators.handles where workspace.plan.indicators.kind[id] == .flow {
      if workspace.plan.measurements[id].contains(where: { $0.ratio != nil }) {
        if workspace.plan.indicators.aggregate[id] == .sum { workspace.plan.indicators.aggregate[id] = .mean }
      } else if workspace.plan.indicators.reporting[id] == .yearToDate,
        workspace.plan.indicators.aggregate[id] == .last
      {
        workspace.plan.indicators.aggregate[id] = .sum
      }
    }
  }
}

extension PeriodCell {
  /// The month that a day falls in; nil of what is no day.
  fileprivate var month: Period? {
    if case .day(let year, let month, _) = self { Period(year: year, month: month) } else { nil }
  }
}
