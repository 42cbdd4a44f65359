import AlignModel

/// Turns tables into the model, checking what one table says of another.
struct WorkspaceBuilder {
  var workspace = Workspace()
  var axisWords: NormalisedWords?
  var goalWords: NormalisedWords?
  var indicatorWords: NormalisedWords?
  var lineWords: NormalisedWords?
  /// Numbers that carried a percent sign: baselines, targets, measurements.
  var percents = IndicatorPercents()
  let jobs: Int

  init(settings: Settings, jobs: Int = 1) {
    self.jobs = jobs
    workspace.settings = settings
  }

  /// The ids of the tables taken so far, for columns that refer to them.
  var known: [String: NormalisedWords] { lineWords.map { ["budget": $0] } ?? [:] }

  /// Takes one table, in the order of ``Tables/all``.
  mutating func take(_ table: ReadTable, log: inout ProblemLog) {
    workspace.tables.append(TableFound(name: table.name, rows: table.count))
    workspace.origins[table.name] = table.origin
    if table.count == 0 {
      let isNeeded = ["axes", "goals", "indicators", "budget"].contains(table.name)
      log.add(problem(table, .noRows, isNeeded ? .error : .warning))
    }
    switch table.name {
    case "axes": takeAxes(table, &log)
    case "goals": takeGoals(table, &log)
    case "indicators": takeIndicators(table, &log)
    case "targets": takeTargets(table, &log)
    case "measurements": takeMeasurements(table, &log)
    case "budget": takeBudget(table, &log)
    case "departments": takeDepartments(table, &log)
    case "links": takeLinks(table, &log)
    case "rules": takeRules(table, &log)
    case "accepted": takeAccepted(table, &log)
    case "judgements": takeJudgements(table, &log)
    case "projects": takeProjects(table, &log)
    case "commitments": takeCommitments(table, &log)
    default: takePrices(table, &log)
    }
  }

  /// What can only be done when all tables are there.
  mutating func finish(log: inout ProblemLog) {
    let count = workspace.plan.indicators.count
    if workspace.plan.targets.count < count { workspace.plan.targets = Column(repeating: [], count: count) }
    if workspace.plan.measurements.count < count { workspace.plan.measurements = Column(repeating: [], count: count) }
    settlePercents(&log)
    settleAccounting()
    settleDepartments(&log)
  }

  // MARK: Shapes that all tables share

  func problem(
    _ table: ReadTable, _ kind: ProblemKind, _ gravity: Problem.Gravity = .error, record: Int? = nil,
    column: String? = nil, _ values: Problem.Value...
  ) -> Problem {
    let row = record.map { table.row($0) }
    return Problem(
      kind, gravity, at: Problem.Place(table: table.name, in: table.origin, row: row, column: column), values: values)
  }

  func strings(_ table: ReadTable, _ name: String) -> [String] {
    let column = table.text(name)
    return (0..<table.count).map { column?[$0] ?? "" }
  }

  func optionalStrings(_ table: ReadTable, _ name: String) -> [String?] {
    let column = table.text(name)
    return (0..<table.count).map { column?[$0] }
  }

  func optionals(_ table: ReadTable, _ name: String) -> [Double?] {
    let column = table.numbers(name)
    return (0..<table.count).map { column?[$0] }
  }

  func index(_ meanings: [Int32]?, _ record: Int) -> Int? {
    meanings.flatMap { $0[record] < 0 ? nil : Int($0[record]) }
  }

  /// The ids of a table, each of which may stand once.
  func distinctIDs(_ table: ReadTable, _ name: String, _ log: inout ProblemLog) -> WordColumn? {
    guard let ids = table.words(name) else { return nil }
    var first = [Int](repeating: -1, count: ids.words.count)
    for record in 0..<table.count where ids.codes[record] >= 0 {
      let code = Int(ids.codes[record])
      if first[code] >= 0 {
        log.add(
          problem(
            table, .doubleID, record: record, column: name, .text(ids[record] ?? ""), .ordinal(table.row(first[code]))))
      } else {
        first[code] = record
      }
    }
    return ids
  }

  /// For each record the place of what it refers to, −1 where that is not there.
  func references(
    _ table: ReadTable, _ words: WordColumn, to targets: NormalisedWords?, column: String, of other: String,
    orElse kind: ProblemKind, _ log: inout ProblemLog
  ) -> [Int32] {
    var codes = (0..<words.words.count).map { code in targets?.code(of: words.words, code) ?? -1 }
    if codes.contains(-1), let targets {
      let lookup = IDLookup(targets.names)
      for code in codes.indices where codes[code] < 0 {
        codes[code] = lookup[words.words.name(of: LineID(code))].map { Int32(truncatingIfNeeded: $0) } ?? -1
      }
    }
    return words.codes.enumerated().map { record, code in
      guard code >= 0 else { return -1 }
      // Where the other table could not be read at all, its own problems say enough.
      if codes[Int(code)] < 0, targets != nil {
        log.add(
          problem(table, kind, record: record, column: column, .text(words[record] ?? ""), .table(other)))
      }
      return codes[Int(code)]
    }
  }
}
