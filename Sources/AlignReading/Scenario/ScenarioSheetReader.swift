import AlignBasics
import AlignModel

/// The scenarios that stand on a sheet of a workbook: a row for each thing that one of them says.
///
/// The rows become the YAML of a scenario file, and ``ScenarioReader`` reads that: a key means the same in both.
package struct ScenarioSheetReader {
  private let workspace: Workspace
  private let rows: [Row]
  private let file: String
  private let sheet: String

  /// One row as written, with the cell of each column.
  private struct Row {
    var scenario: String
    var cells: [String: String]
    var places: [String: SheetCells.Cell]

    /// What stands under a heading; nil where nothing does.
    subscript(column: String) -> String? { cells[column] }
    /// The cell of a column, or of the first column that the row has.
    func place(_ column: String) -> SheetCells.Cell {
      places[column] ?? places["key"] ?? SheetCells.Cell(row: 1, column: 0)
    }
  }

  /// The names of the scenarios, in the order of the sheet.
  package let names: [String]

  /// Reads the sheet of scenarios of a workspace; nil where it has none.
  ///
  /// - Throws: ``ReadFailure``.
  package init?(_ path: String, for workspace: Workspace) throws {
    let files = try WorkspaceFiles(path, jobs: 1)
    let description = Tables.scenarios
    guard let book = files.book,
      let sheet = book.workbook.sheets(named: description.names).first
    else { return nil }
    var log = ProblemLog()
    let origin = TableOrigin(file: book.name, sheet: sheet.name, isOwnBook: true)
    let reader = TableReader(description: description, origin: origin, settings: workspace.settings, jobs: 1)
    let read: ReadTable?
    do {
      read = try SheetTable(workbook: book.workbook, sheet: sheet).read(reader, log: &log)
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: book.name))
    }
    if log.hasErrors { throw ReadFailure(log.summed, settings: workspace.settings) }
    self.workspace = workspace
    (file, self.sheet) = (book.name, sheet.name)
    rows = read.map(Self.rows) ?? []
    var names: [String] = []
    for row in rows where !names.contains(where: { Self.isSame($0, row.scenario) }) { names.append(row.scenario) }
    self.names = names
  }

  private static func rows(of table: ReadTable) -> [Row] {
    var rows: [Row] = []
    let texts = Tables.scenarios.columns.compactMap { column in table.text(column.name).map { (column.name, $0) } }
    for record in 0..<table.count {
      var row = Row(scenario: rows.last?.scenario ?? "", cells: [:], places: [:])
      for (name, column) in texts {
        row.places[name] = SheetCells.Cell(row: table.row(record), column: table.origin.cells[name] ?? 0)
        guard let text = column[record], !TextNormaliser.key(text).isEmpty else { continue }
        if name == "scenario" { row.scenario = text } else { row.cells[name] = text }
      }
      rows.append(row)
    }
    return rows
  }

  private static func isSame(_ name: String, _ other: String) -> Bool {
    SheetWord.folded(name) == SheetWord.folded(other)
  }

  // MARK: One scenario

  /// The scenario of a name; nil where the sheet has none.
  ///
  /// - Throws: ``ReadFailure`` with every problem, each at its cell.
  package func scenario(named name: String) throws -> Scenario? { try scenario(named: name, below: []) }

  private func scenario(named name: String, below chain: [String]) throws -> Scenario? {
    let own = rows.filter { Self.isSame($0.scenario, name) }
    guard let title = own.first?.scenario else { return nil }
    var root = SheetYAML.Group()
    var start: Scenario?
    var problems: [Problem] = []
    for row in own {
      let written = row["key"] ?? ""
      let key = ScenarioSheet.keys.key(written)
      let path = (key?.path ?? written).split(separator: ".").map(String.init)
      func found(_ kind: ProblemKind, _ column: String, _ values: Problem.Value..., suggestion: String? = nil) {
        let cell = row.place(column)
        var place = Problem.Place(file: file, line: cell.row, key: key?.path ?? written)
        (place.sheet, place.isOwnBook, place.sheetColumn) = (sheet, true, cell.column)
        problems.append(Problem(kind, at: place, values: values, suggestion: suggestion))
      }
      switch key?.path ?? written {
      case let limit where limit.hasPrefix(ScenarioSheet.limits):
        root.append(self.limit(row, path, key), to: "limits", cell: row.place("key"))
      case "indivisible" where Self.isSelection(row):
        root.append(indivisible(row), to: "indivisible", cell: row.place("key"))
      case "extends":
        let other = row["value"] ?? ""
        if (chain + [name]).contains(where: { Self.isSame($0, other) }) {
          found(.scenarioExtendsItself, "value", .text(other))
        } else {
          start = try scenario(named: other, below: chain + [name])
          if start == nil {
            found(.scenarioExtendsMissing, "value", .text(other), suggestion: Spelling.nearest(other, among: names))
          }
        }
      case "note": break
      default:
        if key != nil, !path.starts(with: ["weights"]), root.has(path.first ?? ""), path.count == 1 {
          found(.scenarioKeyTwice, "key", .text(written))
        } else if let value = value(row, key) {
          set(value, row, path, in: &root)
        } else {
          found(.scenarioWords, "value", .text(""))
        }
      }
    }
    if !problems.isEmpty { throw ReadFailure(problems, settings: workspace.settings) }
    return try read(root, named: title, from: start)
  }

  private func read(_ root: SheetYAML.Group, named title: String, from start: Scenario?) throws -> Scenario {
    let yaml = SheetYAML(root)
    var reader = ScenarioReader(
      workspace: workspace, file: file, cells: SheetCells(sheet: sheet, byLine: yaml.cells))
    do {
      if let node = try YAMLTree.compose(yaml.text), node.mapping != nil {
        try reader.readRoot(node, path: "", chain: [], from: start)
      } else {
        reader.scenario = try start ?? ScenarioReader.standard(for: workspace)
      }
    } catch let failure as ReadFailure {
      throw failure
    } catch {
      reader.yaml.add(YAMLSyntax(error))
    }
    if reader.yaml.log.hasErrors { throw reader.failure }
    reader.scenario.file = file
    reader.scenario.names = Dictionary(uniqueKeysWithValues: Settings.languages.map { ($0, title) })
    return reader.scenario
  }

  // MARK: Rows

  /// What a row says, as YAML; nil where it says nothing.
  private func value(_ row: Row, _ key: SheetKey?) -> String? {
    guard let written = row["value"] else { return nil }
    guard let key else { return SheetYAML.quotedIfNeeded(written) }
    if let word = key.values.word(written) { return word }
    return key.isList ? SheetYAML.list(Self.words(written)) : SheetYAML.quotedIfNeeded(written)
  }

  private func set(_ value: String, _ row: Row, _ path: [String], in root: inout SheetYAML.Group) {
    // `weights.goals` beside an id is the share of one goal.
    if let id = row["words"], path.first == "weights", path.count == 2 {
      root.set(value, at: path + [id], cell: row.place("value"))
    } else if let year = row["of"], path == ["envelope"] {
      let isPercent = value.contains { "%٪".contains($0) }
      root.set(value, at: path + [isPercent ? "percent" : "amount"], cell: row.place("value"))
      root.set(SheetYAML.quotedIfNeeded(year), at: path + ["of"], cell: row.place("of"))
    } else {
      root.set(value, at: path, cell: row.place("value"))
    }
  }

  /// Whether a row selects lines.
  private static func isSelection(_ row: Row) -> Bool {
    row["select"] != nil || row["select_2"] != nil || row["except"] != nil
  }

  /// Lines that are whole or nothing; the value of the row is the amount that they exceed.
  private func indivisible(_ row: Row) -> SheetYAML.Group {
    var selection = SheetYAML.Group()
    for (by, words) in [("select", "words"), ("select_2", "words_2")] {
      guard let written = row[by] else { continue }
      let known = ScenarioSheet.selections.key(written)
      if known?.path != "every" { add(known, written, row, words, to: &selection) }
    }
    if let written = row["except"] {
      var except = SheetYAML.Group()
      add(ScenarioSheet.selections.key(written), written, row, "except_words", to: &except)
      selection.set(except, at: ["except"], cell: row.place("except"))
    }
    if let value = row["value"], Self.yes.word(value) == nil {
      selection.set(SheetYAML.quotedIfNeeded(value), at: ["above"], cell: row.place("value"))
    }
    return selection
  }

  private static let yes = [SheetWords.yesNo[0]]

  private func limit(_ row: Row, _ path: [String], _ key: SheetKey?) -> SheetYAML.Group {
    var limit = SheetYAML.Group()
    if let name = row["name"] { limit.set(SheetYAML.quotedIfNeeded(name), at: ["name"], cell: row.place("name")) }
    var selection = SheetYAML.Group()
    var isSelected = false
    for (by, words) in [("select", "words"), ("select_2", "words_2")] {
      guard let written = row[by] else { continue }
      let known = ScenarioSheet.selections.key(written)
      switch known?.path {
      case "every": isSelected = true
      case "goal", "axis":
        limit.set(self.words(row, words, known), at: [known?.path ?? written], cell: row.place(words))
      default:
        isSelected = true
        add(known, written, row, words, to: &selection)
      }
    }
    if let written = row["except"] {
      isSelected = true
      var except = SheetYAML.Group()
      add(ScenarioSheet.selections.key(written), written, row, "except_words", to: &except)
      selection.set(except, at: ["except"], cell: row.place("except"))
    }
    if isSelected { limit.set(selection, at: ["where"], cell: row.place("select")) }
    if let written = row["on"] {
      let scope = ScenarioSheet.scopes.word(written) ?? written
      limit.set(SheetYAML.quotedIfNeeded(scope), at: ["on"], cell: row.place("on"))
    }
    if let value = value(row, key) ?? (path.last == "hold" ? "yes" : nil) {
      limit.set(value, at: path.dropFirst(), cell: row.place("value"))
    }
    if let year = row["of"] { limit.set(SheetYAML.quotedIfNeeded(year), at: ["of"], cell: row.place("of")) }
    return limit
  }

  /// Adds a condition; what is no selection of ours is a further column of the budget.
  private func add(
    _ key: SheetKey?, _ written: String, _ row: Row, _ column: String, to selection: inout SheetYAML.Group
  ) {
    let attribute = key == nil ? workspace.budget.attributes.first { Self.isSame($0.name, written) }?.name : nil
    let path = attribute.map { ["attribute", $0] } ?? [key?.path ?? written]
    selection.set(words(row, column, key), at: path, cell: row.place(column))
  }

  /// The words of a selection: names as they stand where the budget has them, else one by one.
  private func words(_ row: Row, _ column: String, _ key: SheetKey?) -> String {
    let written = row[column] ?? ""
    guard let key, key.isList else { return SheetYAML.quotedIfNeeded(key?.value(written) ?? written) }
    if let category = LineCategory(rawValue: key.path), let known = workspace.budget.categories[category],
      !known.codes(matching: written).isEmpty
    {
      return SheetYAML.quotedIfNeeded(written)
    }
    let words = Self.words(written).map(key.value)
    return words.count == 1 ? SheetYAML.quotedIfNeeded(words[0]) : SheetYAML.list(words)
  }

  /// Words with marks between them; a comma with a blank behind it, since amounts hold commas too.
  private static func words(_ text: String) -> [String] {
    text.replacing(", ", with: "؛").split { "؛;،\n".contains($0) }
      .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }.filter { !$0.isEmpty }
  }
}
