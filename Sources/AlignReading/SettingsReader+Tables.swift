import AlignModel
import Yams

/// Where the tables of a workspace are and how they are written: files, columns, stages, filters, units and marks.
extension SettingsReader {
  /// What is set for one table, or for all.
  struct TableValue {
    var table: String
    var key: String
    var node: Node
  }

  /// The tables of a group with what stands under each; a problem for a name that is no table's.
  private mutating func tables(_ value: Node, _ key: String) -> [(table: TableDescription, key: Node, value: Node)] {
    let names = Tables.all.map(\.name)
    return entries(value, key, names).compactMap { node, value in
      if let table = Tables.all.first(where: { $0.name == node.string }) { return (table, node, value) }
      unknown(node, under: key, names, .settingsTable)
      return nil
    }
  }

  /// A setting that is given once for all tables or for each by its name.
  mutating func readEachTable(_ value: Node, _ key: String, _ read: (inout SettingsReader, TableValue) -> Void) {
    guard value.mapping != nil else {
      read(&self, TableValue(table: Settings.everyTable, key: key, node: value))
      return
    }
    for (table, _, value) in tables(value, key) {
      read(&self, TableValue(table: table.name, key: "\(key).\(table.name)", node: value))
    }
  }

  /// The unit in which amounts are written: a name, or a number of main units that is a power of ten.
  mutating func amountUnit(_ value: TableValue) {
    let text = value.node.string ?? ""
    let number = Double(text.replacing("_", with: "").replacing(",", with: ""))
    let ofNumber = number.flatMap { number in (0...15).first { ShortNumber.power($0) == number } }
    guard let unit = number == nil ? MoneyUnit.exponent(of: text, in: settings.currency) : ofNumber, unit <= 15 else {
      add(value.node, value.key, .settingsAmountUnit, .text(YAMLFile.shown(value.node)))
      return
    }
    settings.amountUnits[value.table] = unit
  }

  mutating func parentRows(_ value: TableValue) {
    settings.parentRows[value.table] = word(value, of: ParentRows.allCases.map(\.rawValue)).flatMap(ParentRows.init)
  }

  mutating func decimalMark(_ value: TableValue) {
    settings.decimalMarks[value.table] = word(value, of: NumberMark.allCases.map(\.sign))
  }

  /// One of some words; a problem where another stands there.
  private mutating func word(_ value: TableValue, of words: [String]) -> String? {
    if let word = value.node.string, words.contains(word) { return word }
    add(value.node, value.key, .settingsWord, .text(YAMLFile.shown(value.node)), .names(words))
    return nil
  }

  /// `budget: a.csv`, or `budget: [a.csv, b.csv]` for a table in parts.
  mutating func readFiles(_ value: Node) {
    for (table, node, value) in tables(value, "files") {
      let key = "files.\(table.name)"
      let files = (value.sequence.map(Array.init) ?? [value]).map { $0.null == nil ? $0.string ?? "" : "" }
      guard !files.isEmpty, !files.contains("") else {
        add(node, key, .settingsFile, .name(table.name))
        continue
      }
      for file in files where !Self.isInside(file) { add(value, key, .settingsFileOutside, .text(file)) }
      settings.files[table.name] = files
    }
  }

  /// Whether a path stays in the folder of the workspace: a workspace that came from elsewhere reads nothing but itself.
  static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.hasPrefix("~") && !path.contains("://")
      && !path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..")
  }

  mutating func readColumns(_ value: Node) {
    for (table, _, columns) in tables(value, "columns") {
      let known = table.columns.map(\.name)
      for (ours, theirs) in entries(columns, "columns.\(table.name)", known) {
        let name = ours.string ?? ""
        let key = "columns.\(table.name).\(name)"
        if name == "stage", table.hasAmounts {
          readStages(theirs, table, key)
        } else if !known.contains(name) {
          add(
            ours, key, .settingsColumn, .name(table.name), .text(YAMLFile.shown(ours)), .names(known),
            suggestion: Spelling.nearest(name, among: known))
        } else if let source = source(theirs) {
          settings.columns[table.name, default: [:]][name] = source
        } else {
          add(theirs, key, .settingsSource, .text(YAMLFile.shown(theirs)))
        }
      }
    }
  }

  private func source(_ node: Node) -> ColumnSource? {
    if let list = node.sequence {
      let names = list.compactMap(\.string)
      return names.count == list.count && !names.isEmpty ? .joined(names) : nil
    }
    if let mapping = node.mapping {
      guard mapping.count == 1 else { return nil }
      if let constant = mapping["constant"]?.string { return .constant(constant) }
      if let position = mapping["position"]?.int, position > 0 { return .position(position - 1) }
      return mapping["letter"]?.string.flatMap(CellName.column).map { .position($0) }
    }
    guard let name = node.string, !name.isEmpty else { return nil }
    for sign in ["{year}", "{period}"] {
      guard let range = name.range(of: sign) else { continue }
      return .across(before: String(name[..<range.lowerBound]), after: String(name[range.upperBound...]))
    }
    return name == "#" ? .rowNumber : .heading(name)
  }

  /// Stages in rows: the column that names them, and the word of each.
  private mutating func readStages(_ node: Node, _ table: TableDescription, _ key: String) {
    guard let mapping = node.mapping, let column = mapping["column"]?.string else {
      add(node, key, .settingsStage)
      return
    }
    var words: [String: String] = [:]
    let amounts = table.columns.filter(\.kind.isAmount).map(\.name)
    for (stage, word) in mapping {
      guard let name = stage.string, name != "column", name != "value" else { continue }
      guard amounts.contains(name), let word = word.string else {
        unknown(stage, under: key, ["column", "value"] + amounts)
        continue
      }
      words[name] = word
    }
    settings.stages[table.name] = StageRows(column: column, value: mapping["value"]?.string, words: words)
  }

  /// Rows that are read: by table and heading, one word or several.
  mutating func readFilters(_ value: Node) {
    for (table, _, filters) in tables(value, "where") {
      for (heading, words) in entries(filters, "where.\(table.name)", table.columns.map(\.name)) {
        let name = heading.string ?? ""
        let wanted = (words.sequence.map(Array.init) ?? [words]).compactMap { text($0, "where.\(table.name).\(name)") }
        settings.filters[table.name, default: [:]][name] = wanted
      }
    }
  }
}
