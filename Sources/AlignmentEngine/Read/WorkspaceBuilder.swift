/// Turns tables into the model, checking what one table says of another.
struct WorkspaceBuilder {
  private(set) var workspace = Workspace()
  private var axisWords: NormalisedWords?
  private var goalWords: NormalisedWords?
  private var indicatorWords: NormalisedWords?
  private var lineWords: NormalisedWords?
  /// Numbers of milestones that carried a percent sign: baseline, targets, measurements.
  private var milestonePercents = MilestonePercents()

  init(settings: Settings) { workspace.settings = settings }

  /// The ids of the tables taken so far, for columns that refer to them.
  var known: [String: NormalisedWords] { lineWords.map { ["budget": $0] } ?? [:] }

  /// Takes one table, in the order of ``Tables/all``.
  mutating func take(_ table: ReadTable, log: inout ProblemLog) {
    workspace.tables.append(TableFound(name: table.name, rows: table.count))
    if table.count == 0 {
      let isNeeded = ["axes", "goals", "indicators", "budget"].contains(table.name)
      log.add(
        problem(
          table, "no-rows", isNeeded ? .error : .warning, found: "the table has a heading and no rows",
          expected: "a row for each \(table.name == "budget" ? "line" : "entry")", remedy: "fill it in, or take it away"
        ))
    }
    switch table.name {
    case "axes": takeAxes(table, &log)
    case "goals": takeGoals(table, &log)
    case "indicators": takeIndicators(table, &log)
    case "targets": takeTargets(table, &log)
    case "measurements": takeMeasurements(table, &log)
    case "budget": takeBudget(table, &log)
    case "links": takeLinks(table, &log)
    case "rules": takeRules(table, &log)
    case "accepted": takeAccepted(table)
    default: takeJudgements(table, &log)
    }
  }

  /// What can only be done when all tables are there.
  mutating func finish(log: inout ProblemLog) {
    let count = workspace.plan.indicators.count
    if workspace.plan.targets.count < count { workspace.plan.targets = Column(repeating: [], count: count) }
    if workspace.plan.measurements.count < count { workspace.plan.measurements = Column(repeating: [], count: count) }
    milestonePercents.settle(&workspace.plan)
  }

  // MARK: The plan

  private mutating func takeAxes(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log) else { return }
    axisWords = ids.words
    workspace.plan.axes.ids = ids.words.names
    workspace.plan.axes.names = Column(strings(table, "name"))
    workspace.plan.axes.namesEn = Column(optionalStrings(table, "name_en"))
    workspace.plan.axes.weights = Column(optionals(table, "weight"))
  }

  private mutating func takeGoals(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log), let axes = table.words("axis") else { return }
    let axis = references(table, axes, to: axisWords, column: "axis", of: "axes", &log)
    goalWords = ids.words
    workspace.plan.goals.ids = ids.words.names
    workspace.plan.goals.axis = Column(axis.map { AxisID(Int(max($0, 0))) })
    workspace.plan.goals.names = Column(strings(table, "name"))
    workspace.plan.goals.namesEn = Column(optionalStrings(table, "name_en"))
    workspace.plan.goals.weights = Column(optionals(table, "weight"))
  }

  private mutating func takeIndicators(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log), let goals = table.words("goal") else { return }
    let goal = references(table, goals, to: goalWords, column: "goal", of: "goals", &log)
    indicatorWords = ids.words
    let kinds = table.meanings("kind") ?? []
    let directions = table.meanings("direction") ?? []
    let years = table.meanings("baseline_year")
    let aggregates = table.meanings("aggregate")
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
    indicators.baselineYear = Column(records.map { place(years, $0) })
    indicators.owner = Column(records.map { owners?[$0] })
    indicators.ownerKey = Column(records.map { owners?.key($0) })
    indicators.weights = Column(optionals(table, "weight"))
    indicators.costToClose = Column(optionals(table, "cost_to_close"))
    indicators.aggregate = Column(records.map { place(aggregates, $0).map { Aggregate.allCases[$0] } ?? .sum })
    indicators.frequency = Column(records.map { place(frequencies, $0).map { Frequency.allCases[$0] } ?? .yearly })
    indicators.row = Column(records.map { table.row($0) })
    for record in records {
      if let cost = indicators.costToClose.values[record], cost < 0 {
        log.add(
          problem(
            table, "negative", record: record, column: "cost_to_close", found: "\(cost) is negative",
            expected: "a cost of 0 or more", remedy: "leave it blank where it is unknown"))
      }
    }
    workspace.plan.indicators = indicators
    workspace.plan.targets = Column(repeating: [], count: indicators.count)
    workspace.plan.measurements = Column(repeating: [], count: indicators.count)
    milestonePercents.baselines = table.percentRecords("baseline")
  }

  private mutating func takeTargets(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let words = table.words("indicator"), let years = table.meanings("year") else { return }
    let indicators = references(table, words, to: indicatorWords, column: "indicator", of: "indicators", &log)
    let values = table.numbers("target")
    let percents = table.percentRecords("target")
    let low = table.numbers("low")
    let high = table.numbers("high")
    let quarters = (1...4).map { table.numbers("q\($0)") }
    for record in 0..<table.count where indicators[record] >= 0 && years[record] >= 0 {
      let id = IndicatorID(Int(indicators[record]))
      let target = Target(
        year: Int(years[record]), value: values?[record], low: low?[record], high: high?[record],
        quarters: quarterShares(quarters.map { $0?[record] }, table, record, &log), row: table.row(record))
      if let first = workspace.plan.targets[id].first(where: { $0.year == target.year }) {
        log.add(
          problem(
            table, "double", record: record, column: "year",
            found: "a second target of \(words[record] ?? "") for \(target.year) (the first is in row \(first.row))",
            expected: "one row an indicator and year", remedy: "delete one of them"))
        continue
      }
      if let low = target.low, let high = target.high, low > high {
        log.add(
          problem(
            table, "band", record: record, column: "low", found: "low (\(low)) is above high (\(high))",
            expected: "low ≤ high", remedy: "exchange them"))
      }
      if percents.contains(record) { milestonePercents.targets.insert([id.index, target.year]) }
      workspace.plan.targets[id].append(target)
    }
    for index in workspace.plan.targets.values.indices {
      workspace.plan.targets.values[index].sort { $0.year < $1.year }
    }
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
        problem(
          table, "quarters", record: record, column: "q1",
          found: given.count == 4 ? "the quarters' shares sum to \(sum)" : "\(given.count) of four quarters' shares",
          expected: "all four or none, 0 or more, 1 together", remedy: "leave all four blank for a quarter each"))
      return nil
    }
    return given
  }

  private mutating func takeMeasurements(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let words = table.words("indicator"), let periods = table.meanings("period"),
      let values = table.numbers("value")
    else { return }
    let indicators = references(table, words, to: indicatorWords, column: "indicator", of: "indicators", &log)
    let statuses = table.meanings("status")
    let percents = table.percentRecords("value")
    for record in 0..<table.count where indicators[record] >= 0 && periods[record] >= 0 {
      guard let value = values[record] else { continue }
      let code = Int(periods[record])
      let id = IndicatorID(Int(indicators[record]))
      let period = Period(year: code / 8, quarter: code % 8 == 0 ? nil : code % 8)
      if percents.contains(record) {
        milestonePercents.measurements.insert([id.index, period.year, period.quarter ?? 0])
      }
      workspace.plan.measurements[id].append(
        Measurement(
          period: period, value: value, isProvisional: place(statuses, record) == 1, row: table.row(record)))
    }
    for id in workspace.plan.indicators.handles { settleMeasurements(of: id, table, &log) }
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
        var double = problem(
          table, "double", column: "period",
          found: "a second measurement of \(workspace.plan.indicators.ids[id.index]) for \(measurement.period)"
            + " (the first is in row \(last.row))",
          expected: "one row an indicator and period", remedy: "delete one, or mark one as provisional")
        double.row = measurement.row
        log.add(double)
      }
    }
    workspace.plan.measurements[id] = kept
  }

  // MARK: The money

  private mutating func takeBudget(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let lines = table.words("line"), let years = table.meanings("year"), let approved = table.amounts("approved")
    else { return }
    lineWords = lines.words
    var budget = Budget()
    budget.lineIDs = lines.words
    budget.line = Column(lines.codes.map { LineID(Int(max($0, 0))) })
    budget.year = Column(years)
    budget.approved = Column(approved.minorUnits)
    budget.allocated = table.amounts("allocated")
    budget.committed = table.amounts("committed")
    budget.spent = table.amounts("spent")
    budget.title = table.text("title") ?? TextColumn()
    budget.titleEn = table.text("title_en")
    budget.description = table.text("description")
    for category in LineCategory.allCases {
      if let column = table.words(category.rawValue) { budget.categories[category] = column.category }
    }
    if let kinds = table.meanings("kind") { budget.kindCodes = kinds.map { $0 < 0 ? 255 : UInt8($0) } }
    if let mandatory = table.meanings("mandatory") {
      budget.mandatory = Column(mandatory.map { $0 == 0 })
    } else {
      budget.mandatory = Column(repeating: false, count: table.count)
    }
    budget.criteria = table.prefixed
    budget.attributes = table.attributes
    budget.rowNumbers = table.rowNumbers
    checkLinesOnce(lines, years, table, &log)
    workspace.budget = budget
  }

  /// A line stands once in a year; its second row would be counted twice.
  private func checkLinesOnce(_ lines: WordColumn, _ years: [Int32], _ table: ReadTable, _ log: inout ProblemLog) {
    let known = years.lazy.filter { $0 >= 0 }
    guard let first = known.min(), let last = known.max(), first <= last else { return }
    let span = Int(last - first) + 1
    var seen = [Bool](repeating: false, count: span * lines.words.count)
    for record in 0..<table.count where lines.codes[record] >= 0 && years[record] >= 0 {
      let place = Int(years[record] - first) * lines.words.count + Int(lines.codes[record])
      if seen[place] {
        let earlier = (0..<record).first {
          lines.codes[$0] == lines.codes[record] && years[$0] == years[record]
        }
        log.add(
          problem(
            table, "double", record: record, column: "line",
            found: "line \(lines[record] ?? "") stands twice in \(years[record])"
              + (earlier.map { " (first in row \(table.row($0)))" } ?? ""),
            expected: "one row a line and year", remedy: "add the amounts up, or give each row its own id"))
      }
      seen[place] = true
    }
  }

  // MARK: Ties

  private mutating func takeLinks(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let lines = table.reference("line") else { return }
    guard requireSubject(table, &log) else { return }
    let count = table.count
    var links = Links()
    links.rowNumbers = table.rowNumbers
    let subjects = LinkSubjects(table, indicators: indicatorWords, goals: goalWords)
    links.line = lines.codes
    links.unresolved = lines.unknown
    let shares = table.numbers("share")
    let marks = table.meanings("mark")
    let statuses = table.meanings("status")
    let effects = table.meanings("effect")
    links.subject.reserveCapacity(count)
    links.share.reserveCapacity(count)
    links.status.reserveCapacity(count)
    if let effects, effects.contains(1) { links.against = effects.map { $0 == 1 } }
    for record in 0..<count {
      let subject = subjects[record]
      if subject == nil { log.add(subjects.problem(record, table)) }
      if subject == LinkSubject.unknown {
        links.unknownSubjects[record] = subjects.written(record)
        if !subjects.namesIndicator(record) { links.unknownGoals.insert(record) }
      }
      links.subject.append(subject ?? .unknown)
      // A tie without a share or a mark is a whole one; rows that together exceed 1 are flagged and scaled down.
      let share = shares?[record] ?? (place(marks, record) == 1 ? 0.4 : 1)
      if !(0...1).contains(share) { log.add(badShare(share, table, record)) }
      links.share.append(share)
      links.status.append(place(statuses, record).map { LinkStatus.allCases[$0] } ?? .confirmed)
    }
    workspace.links = links
  }

  private mutating func takeRules(_ table: ReadTable, _ log: inout ProblemLog) {
    guard requireSubject(table, &log), let shares = table.numbers("share") else { return }
    let subjects = LinkSubjects(table, indicators: indicatorWords, goals: goalWords)
    for record in 0..<table.count {
      guard let subject = subjects[record], subject != .unknown else {
        log.add(subjects.problem(record, table))
        continue
      }
      var categories: [LineCategory: String] = [:]
      for category in LineCategory.allCases { categories[category] = table.words(category.rawValue)?.key(record) }
      var title: Rule.TitlePattern?
      if let written = table.text("title")?[record] {
        title = titlePattern(written)
        if case .expression(let pattern)? = title, (try? Regex(pattern)) == nil {
          log.add(
            problem(
              table, "expression", record: record, column: "title", found: "“\(pattern)” is no regular expression",
              expected: "words, or an expression between slashes", remedy: "mend its brackets and signs"))
        }
      }
      let share = shares[record] ?? 0
      if !(0...1).contains(share) { log.add(badShare(share, table, record)) }
      if categories.isEmpty, title == nil {
        log.add(
          problem(
            table, "empty-rule", record: record, found: "a rule without any condition",
            expected: "at least one of department, mission, program, project, economic, fund, title",
            remedy: "say which lines it ties"))
      }
      workspace.rules.append(
        Rule(
          subject: subject, share: share, categories: categories, title: title, row: table.row(record),
          subjectName: subjects.written(record)))
    }
  }

  private func titlePattern(_ written: String) -> Rule.TitlePattern {
    if written.count > 2, written.hasPrefix("/"), written.hasSuffix("/") {
      return .expression(TextNormaliser.key(String(written.dropFirst().dropLast())))
    }
    return .words(TextNormaliser.folded(written).split(separator: " ").map(String.init))
  }

  private func requireSubject(_ table: ReadTable, _ log: inout ProblemLog) -> Bool {
    if table.words("indicator") != nil || table.words("goal") != nil { return true }
    log.add(
      problem(
        table, "missing-column", column: "indicator", found: "there is neither a column “indicator” nor “goal”",
        expected: "one of them", remedy: "add one"))
    return false
  }

  private func badShare(_ share: Double, _ table: ReadTable, _ record: Int) -> Problem {
    problem(
      table, "share", record: record, column: "share", found: "the share is \(share)", expected: "0 to 1",
      remedy: "write 40 % as 0.4 or with its sign")
  }

  private mutating func takeAccepted(_ table: ReadTable) {
    guard let codes = table.words("code"), let subjects = table.words("subject"), let reasons = table.text("reason")
    else { return }
    let until = table.meanings("until")
    for record in 0..<table.count {
      workspace.accepted.append(
        Acceptance(
          code: (codes.key(record) ?? "").uppercased(), subject: subjects[record] ?? "",
          subjectKey: subjects.key(record) ?? "", reason: reasons[record] ?? "", by: table.words("by")?[record],
          until: place(until, record).map { Period(year: $0 / 8, quarter: $0 % 8 == 0 ? nil : $0 % 8) },
          row: table.row(record)))
    }
  }

  private mutating func takeJudgements(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let experts = table.words("expert"), let nodes = table.words("node"), let left = table.words("left"),
      let right = table.words("right"), let ratios = table.numbers("ratio")
    else { return }
    for record in 0..<table.count {
      guard let ratio = ratios[record] else { continue }
      if !(1.0 / 9 - 1e-9...9 + 1e-9).contains(ratio) {
        log.add(
          problem(
            table, "ratio", record: record, column: "ratio", found: "\(ratio) is outside Saaty's scale",
            expected: "1 to 9, or 1/9 to 1/2", remedy: ""))
      }
      workspace.judgements.append(
        Judgement(
          expert: experts[record] ?? "", node: nodes[record] ?? "", left: left[record] ?? "",
          right: right[record] ?? "", ratio: ratio, row: table.row(record)))
    }
  }

  // MARK: Shapes that all tables share

  private func problem(
    _ table: ReadTable, _ kind: String, _ gravity: Problem.Gravity = .error, record: Int? = nil, column: String? = nil,
    found: String, expected: String, remedy: String
  ) -> Problem {
    Problem(
      gravity: gravity, kind: kind, file: table.file, row: record.map { table.row($0) }, column: column, found: found,
      expected: expected, remedy: remedy)
  }

  private func strings(_ table: ReadTable, _ name: String) -> [String] {
    let column = table.text(name)
    return (0..<table.count).map { column?[$0] ?? "" }
  }

  private func optionalStrings(_ table: ReadTable, _ name: String) -> [String?] {
    let column = table.text(name)
    return (0..<table.count).map { column?[$0] }
  }

  private func optionals(_ table: ReadTable, _ name: String) -> [Double?] {
    let column = table.numbers(name)
    return (0..<table.count).map { column?[$0] }
  }

  private func place(_ meanings: [Int32]?, _ record: Int) -> Int? {
    meanings.flatMap { $0[record] < 0 ? nil : Int($0[record]) }
  }

  /// The ids of a table, each of which may stand once.
  private func distinctIDs(_ table: ReadTable, _ name: String, _ log: inout ProblemLog) -> WordColumn? {
    guard let ids = table.words(name) else { return nil }
    var first = [Int](repeating: -1, count: ids.words.count)
    for record in 0..<table.count where ids.codes[record] >= 0 {
      let code = Int(ids.codes[record])
      if first[code] >= 0 {
        log.add(
          problem(
            table, "double", record: record, column: name,
            found: "the id \(ids[record] ?? "") stands twice (first in row \(table.row(first[code])))",
            expected: "each id once", remedy: "rename or delete one of them"))
      } else {
        first[code] = record
      }
    }
    return ids
  }

  /// For each record the place of what it refers to, −1 where that is not there.
  private func references(
    _ table: ReadTable, _ words: WordColumn, to targets: NormalisedWords?, column: String, of other: String,
    _ log: inout ProblemLog
  ) -> [Int32] {
    let codes = (0..<words.words.count).map { code in targets?.code(of: words.words, code) ?? -1 }
    return words.codes.enumerated().map { record, code in
      guard code >= 0 else { return -1 }
      // Where the other table could not be read at all, its own problems say enough.
      if codes[Int(code)] < 0, targets != nil {
        log.add(
          problem(
            table, "unknown-\(column)", record: record, column: column,
            found: "“\(words[record] ?? "")” is not in \(other)", expected: "an id of the table \(other)",
            remedy: "mend the id, or add it to \(other)"))
      }
      return codes[Int(code)]
    }
  }
}
