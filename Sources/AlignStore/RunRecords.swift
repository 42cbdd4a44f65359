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
    return try rows.map { try run($0, db) }
  }

  /// One run with all its rows.
  static func run(_ id: Int64, _ db: Database) throws -> Snapshot? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else { return nil }
    var run = try run(row, db)
    run.indicators = try rows("run_indicator", "place", id, db).map { row in
      Snapshot.Indicator(
        id: row["id"], name: row["name"], owner: row["owner"], kind: try word(row["kind"]),
        direction: try word(row["direction"]), aggregate: try word(row["aggregate"]), baseline: row["baseline"],
        baselineYear: row["baseline_year"], state: try word(row["state"]), actual: row["actual"],
        attainment: row["attainment"], requiredPerYear: row["required_per_year"], status: try word(row["status"]),
        lastObserved: (row["last_observed"] as String?).flatMap { Period(description: $0) })
    }
    run.targets = try rows("run_target", "indicator, year", id, db).map { row in
      let quarters = (1...4).compactMap { row["q\($0)"] as Double? }
      return Snapshot.TargetRow(
        indicator: row["indicator"], year: row["year"], target: row["target"], low: row["low"], high: row["high"],
        quarters: quarters.count == 4 ? quarters : nil)
    }
    run.goals = try rows("run_goal", "place", id, db).map { row in
      Snapshot.Goal(
        id: row["id"], attainment: row["attainment"], needShare: row["need_share"], fundingShare: row["funding_share"],
        underFundingAmount: row["under_funding_amount"], rank: row["rank"])
    }
    run.links = try rows("run_link", "place", id, db).map { row in
      Snapshot.Link(
        line: row["line"], subject: row["subject"], share: row["share"], status: row["status"],
        isAgainst: row["against"])
    }
    run.flags = try rows("run_flag", "place", id, db).map { row in
      Snapshot.FlagRow(
        code: row["code"], kind: row["kind"], subject: row["subject"], severity: try word(row["severity"]),
        amount: row["amount"], isAccepted: row["accepted"])
    }
    run.kinds = try rows("run_kind", "place", id, db).map { row in
      Snapshot.LineKind(line: row["line"], kind: try word(row["kind"]))
    }
    return run
  }

  private static func rows(_ table: String, _ order: String, _ run: Int64, _ db: Database) throws -> [Row] {
    try Row.fetchAll(db, sql: "SELECT * FROM \(table) WHERE run = ? ORDER BY \(order)", arguments: [run])
  }

  private static func run(_ row: Row, _ db: Database) throws -> Snapshot {
    let id: Int64 = row["id"]
    guard let period = Period(description: row["period"]) else { throw unreadable("period", row["period"] as String) }
    let inputs = try rows("run_input", "file", id, db).map { InputFile(file: $0["file"], sha256: $0["sha256"]) }
    let figures = try rows("run_figure", "name", id, db).map { ($0["name"] as String, $0["value"] as Double) }
    return Snapshot(
      id: id, recordedAt: row["recorded_at"], command: row["command"], engine: row["engine"], blas: row["blas"],
      period: period, year: row["year"], settings: row["settings"], fingerprint: row["fingerprint"], inputs: inputs,
      figures: Dictionary(figures, uniquingKeysWith: { $1 }), indicators: [], targets: [], goals: [], links: [],
      flags: [])
  }

  private static func word<Word: RawRepresentable>(_ text: String) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: text) else { throw unreadable("\(Word.self)", text) }
    return word
  }

  private static func unreadable(_ what: String, _ text: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "“\(text)” is no \(what)")
  }
}
