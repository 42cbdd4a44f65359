import GRDB

/// The shape of the store, step by step. A step that was ever released is never edited: a new one is added.
enum StoreMigrations {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-runs") { db in try db.execute(sql: runs) }
    migrator.registerMigration("2-plan-as-it-stood") { db in try db.execute(sql: plan) }
    migrator.registerMigration("3-links-and-flags") { db in try db.execute(sql: linksAndFlags) }
    migrator.registerMigration("4-kinds-of-lines") { db in try db.execute(sql: kinds) }
    return migrator
  }

  private static let runs = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      recorded_at TEXT NOT NULL,
      command TEXT NOT NULL,
      engine TEXT NOT NULL,
      blas TEXT NOT NULL,
      period TEXT NOT NULL,
      year INTEGER NOT NULL,
      settings TEXT NOT NULL,
      fingerprint TEXT NOT NULL
    );
    CREATE TABLE run_input (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (run, file)
    ) WITHOUT ROWID;
    CREATE TABLE run_figure (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (run, name)
    ) WITHOUT ROWID;
    """

  private static let plan = """
    CREATE TABLE run_indicator (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      place INTEGER NOT NULL,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      owner TEXT,
      kind TEXT NOT NULL,
      direction TEXT NOT NULL,
      aggregate TEXT NOT NULL,
      baseline REAL,
      baseline_year INTEGER,
      state TEXT NOT NULL,
      actual REAL,
      attainment REAL,
      required_per_year REAL,
      status TEXT NOT NULL,
      last_observed TEXT,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    CREATE TABLE run_target (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      indicator TEXT NOT NULL,
      year INTEGER NOT NULL,
      target REAL,
      low REAL,
      high REAL,
      q1 REAL, q2 REAL, q3 REAL, q4 REAL,
      PRIMARY KEY (run, indicator, year)
    ) WITHOUT ROWID;
    CREATE TABLE run_goal (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      place INTEGER NOT NULL,
      id TEXT NOT NULL,
      attainment REAL,
      need_share REAL,
      funding_share REAL,
      under_funding_amount REAL,
      rank INTEGER,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    """

  private static let kinds = """
    CREATE TABLE run_kind (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      place INTEGER NOT NULL,
      line TEXT NOT NULL,
      kind TEXT NOT NULL,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    """

  private static let linksAndFlags = """
    CREATE TABLE run_link (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      place INTEGER NOT NULL,
      line TEXT NOT NULL,
      subject TEXT NOT NULL,
      share REAL NOT NULL,
      status TEXT NOT NULL,
      against INTEGER NOT NULL,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    CREATE TABLE run_flag (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      place INTEGER NOT NULL,
      code TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      severity TEXT NOT NULL,
      amount INTEGER,
      accepted INTEGER NOT NULL,
      PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    """
}
