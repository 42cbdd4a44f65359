/// A workspace after reading: values only.
public struct Workspace: Sendable {
  /// What `align.yaml` says, or the defaults.
  public var settings = Settings()
  /// What the tables hold; empty where a table is not there.
  public var plan = Plan()
  /// The budget of all years.
  public var budget = Budget()
  package var links = Links()
  package var rules: [Rule] = []
  package var accepted: [Acceptance] = []
  package var judgements: [Judgement] = []
  /// The tables that were found, in the order in which they were read.
  public var tables: [TableFound] = []
  /// The files that were read, with their fingerprints, in the order of their names.
  public var inputs: [InputFile] { inputFiles.listed }
  package var inputFiles = InputFiles()
  /// What the reader noticed and went on from.
  public var warnings: [Problem] = []

  /// An empty workspace.
  public init() {}

  /// Whether a table of that name was found.
  public func has(_ table: String) -> Bool { tables.contains { $0.name == table } }
}

/// A table that was found in a workspace.
public struct TableFound: Sendable, Hashable {
  /// The name of ours, such as `budget`, whatever the file or sheet is called.
  public var name: String
  /// The number of records, without the heading.
  public var rows: Int

  /// A value of its parts.
  package init(name: String, rows: Int) {
    self.name = name
    self.rows = rows
  }
}

/// A file that was read, and the fingerprint of its bytes.
public struct InputFile: Sendable, Hashable {
  /// The name of the file as problems call it.
  public var file: String
  /// SHA-256 of the bytes on disk, in lower-case hexadecimal.
  public var sha256: String

  /// A value of its parts.
  package init(file: String, sha256: String) {
    self.file = file
    self.sha256 = sha256
  }
}

/// One thing wrong with the input: where, what was found, what was expected and how to mend it.
public struct Problem: Sendable, Hashable, Error {
  /// An `error` ends the reading with a ``ReadFailure``; a `warning` is told, and gone on from.
  public enum Gravity: String, Sendable { case error, warning }

  /// Whether it stops the reading.
  public var gravity: Gravity
  /// The kind of problem; a thousand of a kind are counted, not printed.
  public var kind: String
  /// The file, or the sheet of a workbook, in which it was found.
  public var file: String
  /// The row as a person counts it (the heading is row 1), or nil where the problem is the file's.
  public var row: Int?
  /// The heading, or the key of the settings; nil where the problem is a whole row's or the file's.
  public var column: String?
  /// What was found, what was expected, and how to mend it; the remedy is empty where nothing can be advised.
  public var found: String
  /// What was expected there.
  public var expected: String
  /// How to mend it; empty where nothing can be advised.
  public var remedy: String
  /// The cell of a sheet (`F1042`), or nil where the table is no sheet.
  public var cell: String? = nil

  /// A value of its parts.
  package init(
    gravity: Gravity, kind: String, file: String, row: Int? = nil, column: String? = nil, found: String,
    expected:
      String, remedy: String, cell: String? = nil
  ) {
    self.gravity = gravity
    self.kind = kind
    self.file = file
    self.row = row
    self.column = column
    self.found = found
    self.expected = expected
    self.remedy = remedy
    self.cell = cell
  }
}
