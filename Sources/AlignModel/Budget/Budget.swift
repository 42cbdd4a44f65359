import AlignBasics

/// The budget of all years, as columns. A row is a line in a year.
public struct Budget: Sendable {
  /// The distinct ids of lines, as first written.
  package var lineIDs: any LineNames = NoLines()
  /// For each row its line.
  public var line = Column<BudgetRow, LineID>([])
  /// For each row its year.
  public var year = Column<BudgetRow, Int32>([])
  /// For each row the base of every figure in minor units: the approved amount, or that of ``stage``.
  public var approved = Column<BudgetRow, Int64>([])
  /// The stage that is the base.
  package var stage = BudgetStage.approved
  /// The approved amounts, where the base is another stage.
  package var approvedAsRead: Column<BudgetRow, Int64>?
  /// By row; 255 where the cell is blank, else the place among ``BudgetDirection/allCases``. Empty where no row says.
  package var directionCodes: [UInt8] = []
  /// Amounts at other stages; nil where the table has no such column.
  package var proposed: AmountColumn?
  package var amended: AmountColumn?
  package var allocated: AmountColumn?
  package var committed: AmountColumn?
  package var spent: AmountColumn?
  /// By row, as written, nil where the cell is blank; a column is nil where the table has none.
  public var title = TextColumn()
  package var titleEn: TextColumn?
  package var description: TextColumn?
  /// Categories by name: department, mission, program, project, economic, fund; only those that the table has.
  package var categories: [LineCategory: CategoryColumn] = [:]
  /// By row; 255 where the cell is blank, else the place among ``BudgetKind/allCases``.
  package var kindCodes: [UInt8] = []
  /// By row; whether the line must be paid whatever the plan says.
  package var mandatory = Column<BudgetRow, Bool>([])
  /// By row; whether the line is whole or nothing in a draft: nil where the table has no such column.
  package var indivisible: Column<BudgetRow, Bool>?
  /// Columns `criterion:NAME`, in table order.
  package var criteria: [(name: String, values: NumberColumn)] = []
  /// Columns that the schema describes and no field above holds, by name: they go out again as they came in.
  package var further: [(name: String, values: ReadColumn)] = []
  /// Columns that the schema does not describe, kept as written, in table order.
  package var attributes: [(name: String, values: TextColumn)] = []
  /// The row of the file, as a person counts it.
  package var rowNumbers = RowNumbers()

  /// An empty budget.
  package init() {}

  /// The described columns that a field of its own holds, besides those of ``LineCategory``.
  package enum OwnColumn: String, CaseIterable {
    case line, year, title, approved, description, proposed, amended, allocated, committed, spent, direction, kind
    case mandatory, indivisible
    case titleEn = "title_en"
  }

  /// Whether a field of its own holds a described column.
  package static func holds(_ column: String) -> Bool {
    OwnColumn(rawValue: column) != nil || LineCategory(rawValue: column) != nil
  }

  /// The number of rows of all years.
  public var count: Int { line.count }

  /// The rows of one year that are expenditure, in table order.
  package func rows(of year: Int) -> [BudgetRow] { rows(of: year, jobs: 1) }

  package func rows(of year: Int, jobs: Int) -> [BudgetRow] {
    if directionCodes.isEmpty, years == [year] {
      return Parallel.array(count: count, jobs: jobs) { BudgetRow($0) }
    }
    var rows: [BudgetRow] = []
    rows.reserveCapacity(count)
    for index in 0..<count where self.year.values[index] == Int32(year) {
      if direction(of: BudgetRow(index)) == .expenditure { rows.append(BudgetRow(index)) }
    }
    return rows
  }

  /// Which way the money of a row goes; a blank cell is expenditure.
  package func direction(of row: BudgetRow) -> BudgetDirection {
    let code = directionCodes.isEmpty ? 255 : directionCodes[row.index]
    return code == 255 ? .expenditure : BudgetDirection.allCases[Int(code)]
  }

  /// What the execution of a row is held against: the amended amount where it is given, else the approved one.
  package func heldAgainst(_ row: BudgetRow) -> Int64 {
    amended?[row.index] ?? (approvedAsRead ?? approved)[row]
  }

  /// The years that the table names, in order.
  public var years: [Int] {
    var seen: Set<Int32> = []
    var last: Int32?
    for year in year.values where year != last {
      seen.insert(year)
      last = year
    }
    return seen.map(Int.init).sorted()
  }

  /// The id of a row's line as written.
  public func id(of row: BudgetRow) -> String { lineIDs.name(of: line[row]) }

  /// The kind of a row, or nil where it is blank.
  package func kind(of row: BudgetRow) -> BudgetKind? {
    let code = kindCodes.isEmpty ? 255 : kindCodes[row.index]
    return code == 255 ? nil : BudgetKind.allCases[Int(code)]
  }

  /// The department of a row as written, or nil where it is blank.
  package func department(of row: BudgetRow) -> String? { categories[.department]?[row.index] }
}

/// The names of lines, wherever they are kept.
package protocol LineNames: Sendable {
  /// The number of distinct lines.
  var count: Int { get }
  /// The id of a line as first written.
  func name(of line: LineID) -> String
  /// The line of an id normalised for matching.
  func line(ofKey key: String) -> LineID?
  /// The id of a line normalised for matching.
  func key(of line: LineID) -> String
  /// The lines whose ids are prefixes of other lines' ids, in order: `12` and `12.3` may both be lines.
  var linesAbove: [LineID] { get }
}

extension LineNames {
  /// The name normalised anew at each call; a type that keeps its keys does better.
  package func key(of line: LineID) -> String { TextNormaliser.key(name(of: line)) }

  /// Found by cutting every id at each place where a prefix may end.
  package var linesAbove: [LineID] {
    Set((0..<count).flatMap { linePrefixes(of: key(of: LineID($0))) }).compactMap { line(ofKey: $0) }.sorted()
  }
}

/// The names of a budget without lines.
package struct NoLines: LineNames {
  package var count: Int { 0 }
  package func name(of line: LineID) -> String { "" }
  package func line(ofKey key: String) -> LineID? { nil }
}

/// The classifications by which rules and groups speak of lines.
package enum LineCategory: String, Sendable, CaseIterable, Codable {
  case department, mission, program, project, economic, fund
}

/// Which way the money of a row goes.
package enum BudgetDirection: String, Sendable, CaseIterable, Codable {
  case expenditure, revenue
  /// Money to the city's own organisations, which spend it once more.
  case transfer
}

/// How far the amount of a row has come.
package enum BudgetStage: String, Sendable, CaseIterable, Codable {
  case approved, proposed, amended
}

/// What a line pays for.
public enum BudgetKind: String, Sendable, CaseIterable, Codable {
  case current, capital, financial
}

/// The rows of a file as a person counts them: the heading is row 1.
package struct RowNumbers: Sendable {
  /// The row of the first record, and the rows that were passed over, in order.
  var first = 2
  package var skipped: [Int] = []
  /// By record its row, where records do not follow each other as rows do.
  private var rows: [Int] = []

  /// The row of each record.
  package init(rows: [Int]) { self.rows = rows }

  /// Rows that follow the heading without a break.
  package init() {}

  package init(first: Int, skipped: [Int]) {
    self.first = first
    self.skipped = skipped
  }

  /// These rows and, below them, those of another file.
  ///
  /// - Parameter count: how many records these are.
  /// - Returns: the rows, and the number that row 0 of the other file has among them.
  package func followed(by other: RowNumbers, count: Int) -> (rows: RowNumbers, before: Int) {
    let before = max(count > 0 ? self[count - 1] : first - 1, skipped.last ?? 0)
    let between = before + 1..<before + other.first
    return (RowNumbers(first: first, skipped: skipped + between + other.skipped.map { $0 + before }), before)
  }

  /// The row of the file for a record counted from 0.
  package subscript(record: Int) -> Int {
    if !rows.isEmpty { return rows[record] }
    // A row that was passed over lies before the record where the rows kept before it are no more than the records.
    var low = 0
    var high = skipped.count
    while low < high {
      let middle = (low + high) / 2
      if skipped[middle] - middle <= first + record { low = middle + 1 } else { high = middle }
    }
    return first + record + low
  }
}
