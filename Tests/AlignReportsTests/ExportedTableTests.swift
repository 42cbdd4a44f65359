import EngineFixtures
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords

/// What is exported reads back with every column that the schema describes, drawn from the schema itself.
@Suite("Exported tables") struct ExportedTableTests {
  /// The ids of the drawn plan, by table.
  private static let ids = [
    "axes": ["A1", "A2"], "goals": ["G1", "G2"], "indicators": ["I1", "I2", "I3"], "budget": ["ردیف ۱", "L2", "=L3"],
    "departments": ["D1", "D2"],
  ]
  private static let texts = ["گزارش سالانه", "a, \"b\"", "=1+1", "‌نیم‌فاصله", "بیمارستان ۱۲۰ تختخوابی", "x"]

  /// A table with every column of its description, four rows, ids that hang together.
  private func drawn(_ table: TableDescription, _ random: inout DrawnNumbers) -> String {
    let count = Self.ids[table.name]?.count ?? 4
    let records = (0..<count).map { row in
      table.columns.map { cell($0, of: table, row, &random) }.map(quoted).joined(separator: ",")
    }
    return ([table.columns.map(\.name).joined(separator: ",")] + records).joined(separator: "\n") + "\n"
  }

  private func quoted(_ cell: String) -> String { "\"" + cell.replacing("\"", with: "\"\"") + "\"" }

  private func cell(_ column: ColumnDescription, of table: TableDescription, _ row: Int, _ random: inout DrawnNumbers)
    -> String
  {
    func pick(_ words: [String]) -> String { words[random.integer(below: words.count)] }
    if column.name == "id" || column.name == "line" && table.name == "budget" {
      return Self.ids[table.name]?[row] ?? ""
    }
    if let other = column.refersTo { return Self.ids[other]?[row % (Self.ids[other]?.count ?? 1)] ?? "" }
    switch (table.name, column.name) {
    case (_, "indicator"): return ["I1", "I2", "I3", ""][row]
    case (_, "goal"): return row == 3 ? "G2" : ""
    case ("indicators", "kind"): return ["level", "flow", "milestone"][row]
    case ("indicators", "direction"): return "up"
    case ("targets", "low"), ("targets", "high"): return ""
    case ("targets", "q1"): return "10%"
    case ("targets", "q2"), ("targets", "q3"), ("targets", "q4"): return "0.3"
    case ("accepted", "code"): return "AL101"
    case ("projects", "years"): return String(row + 1)
    case ("prices", "year"): return String(1400 + row)
    case ("measurements", "denominator"): return "1"
    case ("departments", let name): return "\(name) \(row)"
    default: break
    }
    switch column.kind {
    case .word, .name, .text: return pick(Self.texts)
    case .reference(let other): return row == 3 ? "نیست" : Self.ids[other]?[row] ?? ""
    case .amount: return String(1_000_000_007 * (row + 1))
    case .number: return ["12.75", "0.1", "1e-3", "7"][row]
    case .share: return ["0.25", "40%", column.presence == .everyCell ? "0" : "", "1"][row]
    case .ratio: return ["3", "1/9", "1", "0.2"][row]
    case .year: return table.name == "targets" ? String(1400 + row) : "1402"
    case .period: return ["1401", "1402Q2", "1402Q4", "1400"][row]
    case .choice(let choices): return pick(choices[random.integer(below: choices.count)])
    }
  }

  private func workspace(seed: Int) throws -> TemporaryWorkspace {
    var random = DrawnNumbers(seed: UInt64(seed))
    let folder = try TemporaryWorkspace([:])
    for table in Tables.all { try folder.write(Array(drawn(table, &random).utf8), to: table.name + ".csv") }
    try folder.write(Array("calendar: solar-hijri\nyear: 1402\n".utf8), to: "align.yaml")
    return folder
  }

  private func expectSame(_ first: [ReadTable], _ second: [ReadTable]) {
    #expect(first.map(\.name) == second.map(\.name) && first.map(\.name) == Tables.all.map(\.name))
    for (table, description) in zip(zip(first, second), Tables.all) {
      #expect(table.0.count == table.1.count)
      for column in description.columns {
        #expect(
          shown(table.0, column.name, first) == shown(table.1, column.name, second),
          "\(description.name).\(column.name)")
        #expect(table.0.columns[column.name] != nil, "\(description.name).\(column.name) was not drawn")
      }
    }
  }

  /// Every cell of a column, by what it means.
  private func shown(_ table: ReadTable, _ column: String, _ all: [ReadTable]) -> [String] {
    (0..<table.count).map { record in
      switch table.columns[column] {
      case .words(let words): "\(words[record] ?? "–")"
      case .text(let texts): "\(texts[record] ?? "–")"
      case .amount(let amounts): "\(amounts[record] ?? -1)"
      case .number(let numbers, let percents): "\(numbers[record] ?? -1) \(percents.contains(record))"
      case .meaning(let codes): "\(codes[record])"
      case .reference(let codes, let unknown): "\(codes[record]) \(unknown[record] ?? "")"
      case nil: "missing"
      }
    }
  }

  @Test("a package loses no described column", arguments: 1...4)
  func package(seed: Int) throws {
    let source = try workspace(seed: seed)
    let (reading, tables) = WorkspaceReader(folder: source.folder).readingWithTables()
    let before = try reading.whole()
    let folder = try TemporaryWorkspace([:])
    for file in try FiscalPackage.of(before, tables: tables, name: "d").files() {
      try folder.write(file.bytes, to: file.name)
    }
    expectSame(tables, WorkspaceReader(folder: folder.folder).readingWithTables().tables)
  }

  @Test("a workbook loses no described column, in any language", arguments: Language.allCases)
  func workbook(language: Language) throws {
    let source = try workspace(seed: 5)
    let (reading, tables) = WorkspaceReader(folder: source.folder).readingWithTables()
    let before = try reading.whole()
    let (folder, sink) = (try TemporaryWorkspace([:]), MemorySink())
    try ReportWorkbook.of(before, tables: tables, in: language).write(to: sink)
    try folder.write(sink.bytes, to: "a.xlsx")
    expectSame(tables, WorkspaceReader(folder: folder.folder + "/a.xlsx").readingWithTables().tables)
  }
}
