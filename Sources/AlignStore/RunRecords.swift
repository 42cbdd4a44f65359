import AlignModel
import AlignmentEngine
import GRDB

/// Snapshots as rows of the store, and back.
enum RunRecords {
  static func insert(_ run: Snapshot, into db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO run (recorded_at, command, engine, blas, period, year, settings, fingerprint)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.recordedAt, run.command, run.engine, run.blas, run.period.description, run.year, run.settings,
        run.fingerprint,
      ])
    let id = db.lastInsertedRowID
    try insert("run_input", 2, run.inputs, id, db) { _, input in [input.file, input.sha256] }
    try insert("run_figure", 2, run.figures.sorted { $0.key < $1.key }, id, db) { _, figure in
      [figure.key, figure.value]
    }
    try insert("run_indicator", 15, run.indicators, id, db) { index, row in
      [
        index, row.id, row.name, row.owner, row.kind.rawValue, row.direction.rawValue, row.aggregate.rawValue,
        row.baseline, row.baselineYear, row.state.rawValue, row.actual, row.attainment, row.requiredPerYear,
        row.status.rawValue, row.lastObserved?.description,
      ]
    }
    try insert("run_target", 9, run.targets, id, db) { _, row in
      let quarters = row.quarters ?? []
      let quarter = { (index: Int) in index < quarters.count ? quarters[index] : nil }
      return [
        row.indicator, row.year, row.target, row.low, row.high, quarter(0), quarter(1), quarter(2), quarter(3),
      ]
    }
    try insert("run_goal", 7, run.goals, id, db) { index, row in
      [index, row.id, row.attainment, row.needShare, row.fundingShare, row.underFundingAmount, row.rank]
    }
    try insert("run_link", 6, run.links, id, db) { index, row in
      [index, row.line, row.subject, row.share, row.status, row.isAgainst]
    }
    try insert("run_flag", 7, run.flags, id, db) { index, row in
      [index, row.code, row.kind, row.subject, row.severity.rawValue, row.amount, row.isAccepted]
    }
    try insert("run_kind", 3, run.kinds, id, db) { index, row in [index, row.line, row.kind.rawValue] }
    return id
  }

  private static func insert<Value>(
    _ table: String, _ count: Int, _ values: [Value], _ run: Int64, _ db: Database,
    _ fields: (Int, Value) -> [(any DatabaseValueConvertible)?]
  ) throws {
    let marks = Array(repeating: "?", count: count + 1).joined(separator: ", ")
    let statement = try db.makeStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    for (index, value) in values.enumerated() {
      try statement.execute(arguments: StatementArguments([run] + fields(index, value)))
    }
  }

  /// Every run without its rows.
  static func runs(_ db: Database) throws -> [Snapshot] {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY id")
    return try rows.map { try run(StoredRow($0, of: "run"), db) }
  }

  /// One run with all its rows.
  static func run(_ id: Int64, _ db: Database) throws -> Snapshot? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else { return nil }
    var run = try run(StoredRow(row, of: "run"), db)
    run.indicators = try rows("run_indicator", "place", id, db).map { row in
      Snapshot.Indicator(
        id: try row.text("id"), name: try row.text("name"), owner: try row.textOrNil("owner"),
        kind: try row.word("kind"), direction: try row.word("direction"), aggregate: try row.word("aggregate"),
        baseline: try row.numberOrNil("baseline"), baselineYear: try row.yearOrNil("baseline_year"),
        state: try row.word("state"), actual: try row.numberOrNil("actual"),
        attainment: try row.numberOrNil("attainment"), requiredPerYear: try row.numberOrNil("required_per_year"),
        status: try row.word("status"),
        lastObserved: try row.textOrNil("last_observed").flatMap { Period(description: $0) })
    }
    run.targets = try rows("run_target", "indicator, year", id, db).map { row in
      let quarters = try (1...4).compactMap { try row.numberOrNil("q\($0)") }
      return Snapshot.TargetRow(
        indicator: try row.text("indicator"), year: try row.year("year"), target: try row.numberOrNil("target"),
        low: try row.numberOrNil("low"), high: try row.numberOrNil("high"),
        quarters: quarters.count == 4 ? quarters : nil)
    }
    run.goals = try rows("run_goal", "place", id, db).map { row in
      Snapshot.Goal(
        id: try row.text("id"), attainment: try row.numberOrNil("attainment"),
        needShare: try row.numberOrNil("need_share"), fundingShare: try row.numberOrNil("funding_share"),
        underFundingAmount: try row.numberOrNil("under_funding_amount"), rank: try row.countOrNil("rank"))
    }
    run.links = try rows("run_link", "place", id, db).map { row in
      Snapshot.Link(
        line: try row.text("line"), subject: try row.text("subject"), share: try row.number("share"),
        status: try row.text("status"), isAgainst: try row.bool("against"))
    }
    run.flags = try rows("run_flag", "place", id, db).map { row in
      Snapshot.FlagRow(
        code: try row.text("code"), kind: try row.text("kind"), subject: try row.text("subject"),
        severity: try row.word("severity"), amount: try row.amountOrNil("amount"),
        isAccepted: try row.bool("accepted"))
    }
    run.kinds = try rows("run_kind", "place", id, db).map { row in
      Snapshot.LineKind(line: try row.text("line"), kind: try row.word("kind"))
    }
    return run
  }

  private static func rows(_ table: String, _ order: String, _ run: Int64, _ db: Database) throws -> [StoredRow] {
    try Row.fetchAll(db, sql: "SELECT * FROM \(table) WHERE run = ? ORDER BY \(order)", arguments: [run])
      .map { StoredRow($0, of: table) }
  }

  private static func run(_ row: StoredRow, _ db: Database) throws -> Snapshot {
    let id = try row.integer("id")
    let period = try row.text("period")
    guard let period = Period(description: period) else { throw row.unreadable("period", period) }
    let inputs = try rows("run_input", "file", id, db).map {
      InputFile(file: try $0.text("file"), sha256: try $0.text("sha256"))
    }
    let figures = try rows("run_figure", "name", id, db).map { (try $0.text("name"), try $0.number("value")) }
    return Snapshot(
      id: id, recordedAt: try row.text("recorded_at"), command: try row.text("command"),
      engine: try row.text("engine"), blas: try row.text("blas"), period: period, year: try row.year("year"),
      settings: try row.text("settings"), fingerprint: try row.text("fingerprint"), inputs: inputs,
      figures: Dictionary(figures, uniquingKeysWith: { $1 }), indicators: [], targets: [], goals: [], links: [],
      flags: [])
  }
}
