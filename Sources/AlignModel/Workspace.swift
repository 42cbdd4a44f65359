/// A workspace after reading: values only.
public struct Workspace: Sendable {
  /// What `align.yaml` says, or the defaults.
  public var settings = Settings()
  /// What the tables hold; empty where a table is not there.
  public var plan = Plan()
  /// The budget of all years.
  public var budget = Budget()
  package var departments = Departments()
  package var links = Links()
  package var rules: [Rule] = []
  package var accepted: [Acceptance] = []
  package var judgements: [Judgement] = []
  package var projects: [Project] = []
  package var commitments: [Commitment] = []
  /// The level of prices by year; empty where the table `prices` is not there.
  package var prices: [Int: Double] = [:]
  /// The tables that were found, in the order in which they were read.
  public var tables: [TableFound] = []
  /// The files that were read, with their fingerprints, in the order of their names.
  public var inputs: [InputFile] { inputFiles.listed }
  package var inputFiles = InputFiles()
  /// By table, where it was read from.
  package var origins: [String: TableOrigin] = [:]
  /// The folder in which it lies, as it was named; nil where it was not read from one.
  package var folder: String?
  /// The workbook, where the workspace is one.
  package var book: String?
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
