/// One thing wrong with the input, the command line or the output, without words of any language: what kind of problem it
/// is, where, and what the sentences about it need. AlignWords says it in the reader's language.
public struct Problem: Sendable, Hashable, Error {
  /// An `error` ends the reading with a ``ReadFailure``; a `warning` is told, and reading continues.
  public enum Gravity: String, Sendable, CaseIterable { case error, warning }

  /// Whether it stops the reading.
  public var gravity: Gravity
  package var kind: ProblemKind
  package var place: Place
  /// What stands for `%1`, `%2` … in the sentences of the kind.
  package var values: [Value]
  /// The word that was probably meant, which then is the remedy.
  package var suggestion: String?
  /// Problems of the same kind in the same column that were counted and not kept.
  package var more = 0

  /// A value of its parts.
  package init(
    _ kind: ProblemKind, _ gravity: Gravity = .error, at place: Place = Place(), _ values: Value...,
    suggestion: String? = nil
  ) {
    self.init(kind, gravity, at: place, values: values, suggestion: suggestion)
  }

  /// A value of its parts.
  package init(
    _ kind: ProblemKind, _ gravity: Gravity = .error, at place: Place = Place(), values: [Value],
    suggestion: String? = nil
  ) {
    self.kind = kind
    self.gravity = gravity
    self.place = place
    self.values = values
    self.suggestion = suggestion
  }

  /// The word for the kind of problem, such as `unreadable-amount`; it stays the same from version to version.
  public var code: String { kind.rawValue }
  /// The file in which it was found; nil where it is of no file.
  public var file: String? { place.file }
  /// The sheet of a workbook, or nil where the table is no sheet.
  public var sheet: String? { place.sheet }
  /// The row as a person counts it (the heading is row 1), or nil where the problem is the file's.
  public var row: Int? { place.row }
  /// The cell of a sheet (`F1042`), or nil where the table is no sheet.
  public var cell: String? { place.cell }
  /// The column by our name, or the key of the settings; nil where the problem is a whole row's or the file's.
  public var column: String? { place.column ?? place.key }

  /// The status with which a command ends that it stops.
  package var exitStatus: ExitStatus { place.option == nil ? kind.exitStatus : .usage }
}

extension Problem {
  /// Where a problem is, as the user knows the place.
  package struct Place: Sendable, Hashable {
    /// The file as the user named it.
    package var file: String?
    /// The sheet, where the file is a workbook.
    package var sheet: String?
    /// Whether the workbook is the workspace itself, so that its sheets need no name of a file.
    package var isOwnBook = false
    /// The row of a table or the line of a text, as a person counts.
    package var row: Int?
    /// The column of the sheet, from 0.
    package var sheetColumn: Int?
    /// The table and its column by our names.
    package var table: String?
    package var column: String?
    /// The heading of the column as it stands in the user's file.
    package var heading: String?
    /// The path of a key in align.yaml or a scenario: `weights.goals`.
    package var key: String?
    /// The option of the command line.
    package var option: String?

    /// Nowhere in particular.
    package init() {}

    /// A file, or a line and a key of it.
    package init(file: String, line: Int? = nil, key: String? = nil) {
      self.file = file
      self.row = line
      self.key = key
    }

    /// An option of the command line, such as `--year`.
    package init(option: String) { self.option = option }

    /// A row or cell of a table of the workspace, which ``Workspace/located(_:)`` finds in its file.
    package init(table: String, row: Int? = nil, column: String? = nil) {
      self.table = table
      self.row = row
      self.column = column
    }

    /// A row or cell of a table that is being read.
    package init(table: String, in origin: TableOrigin, row: Int? = nil, column: String? = nil) {
      self.init(table: table, row: row, column: column)
      locate(in: origin)
    }

    /// The name of the cell (`F1042`); of a row without a column its number alone.
    package var cell: String? {
      guard sheet != nil, let row else { return nil }
      return (sheetColumn.map(CellName.letters) ?? "") + String(row)
    }

    /// Fills in what is known of a table's file; what is known already stays.
    package mutating func locate(in whole: TableOrigin) {
      var origin = whole
      if file == nil, let row, !whole.further.isEmpty { (origin, self.row) = whole.part(ofRow: row) }
      if file == nil { (file, sheet, isOwnBook) = (origin.file, origin.sheet, origin.isOwnBook) }
      guard let column else { return }
      if heading == nil { heading = origin.headings[column] }
      if sheet != nil, sheetColumn == nil { sheetColumn = origin.cells[column] }
    }
  }

  /// What a sentence needs to say, without any language.
  package indirect enum Value: Sendable, Hashable {
    /// What someone wrote, cut where it is long.
    case text(String)
    /// A name, an id, a key or a code, which is the same in every language.
    case name(String)
    /// How many; the first one settles the plural.
    case count(Int)
    /// A row, a line, a run: digits that are not grouped.
    case ordinal(Int)
    case number(Double)
    /// Minor units of a currency, exactly, without its name.
    case money(Int64, Currency)
    case period(Period)
    /// A word of a group of the catalogues: `calendar`, `gregorian`.
    case word(group: String, String)
    case table(String)
    /// The sheet that holds a table, by the name that a form gives it.
    case column(table: String, String)
    /// A word of a choice, and all words of it.
    case choice(table: String, column: String, String)
    case choices(table: String, column: String)
    /// What a column holds.
    case content(table: String, column: String)
    case list([Value])

    /// Names in a list.
    package static func names(_ names: some Sequence<String>) -> Value { .list(names.map { .name($0) }) }
    /// A year.
    package static func year(_ year: Int) -> Value { .period(Period(year: year)) }
    /// Years in a list.
    package static func years(_ years: some Sequence<Int>) -> Value { .list(years.map { .year($0) }) }
  }
}

/// Where a table was read from.
package struct TableOrigin: Sendable {
  package var file: String
  package var sheet: String?
  package var isOwnBook = false
  /// By our name of a column, its heading in the file and its column from 0.
  package var headings: [String: String] = [:]
  package var cells: [String: Int] = [:]
  /// Where the table is made up of several files, those after the first, each with the number that its row 0 has among the
  /// rows of them all.
  package var further: [(before: Int, origin: TableOrigin)] = []

  /// A file, or a sheet of a workbook.
  package init(file: String, sheet: String? = nil, isOwnBook: Bool = false) {
    self.file = file
    self.sheet = sheet
    self.isOwnBook = isOwnBook
  }

  /// The file in which a row of the whole table stands, and the row there.
  func part(ofRow row: Int) -> (origin: TableOrigin, row: Int) {
    guard let part = further.last(where: { $0.before < row }) else { return (self, row) }
    return (part.origin, row - part.before)
  }
}

extension Workspace {
  /// A problem of a stage, which knows tables and rows, at its place in the user's files.
  package func located(_ problem: Problem) -> Problem {
    var problem = problem
    if problem.kind == .yearNotInBudget, problem.place == Problem.Place(), let year = settings.year,
      problem.values.first == .year(year)
    {
      problem.place = settings.place("year")
    }
    problem.place = located(problem.place)
    return problem
  }

  /// A row or cell of a table at its place in the user's files.
  package func located(_ place: Problem.Place) -> Problem.Place {
    guard let table = place.table else { return place }
    var place = place
    if let origin = origins[table] {
      place.locate(in: origin)
    } else if place.file == nil {
      place.file = book ?? "\(table).csv"
    }
    return place
  }

  /// Problems of the stages at their places in the user's files.
  package func located(_ problems: [Problem]) -> [Problem] { problems.map(located) }
}

extension Problem: CustomStringConvertible {
  /// Kind, place and values for a programmer: `budget.csv:1042:approved: unreadable-amount ["12x"]`. AlignWords has the
  /// sentences.
  public var description: String {
    let start =
      place.sheet.map { sheet in
        (place.isOwnBook ? sheet : "\(place.file ?? ""):\(sheet)") + (cell.map { "!\($0)" } ?? "")
      } ?? place.file ?? place.option ?? place.table
    let parts = [start, place.sheet == nil ? row.map(String.init) : nil, place.heading ?? column].compactMap { $0 }
    return parts.joined(separator: ":") + ": \(code)" + (values.isEmpty ? "" : " \(values)")
  }
}
