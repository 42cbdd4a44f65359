import AlignBasics
import AlignModel
import AlignWords

/// Tables as a Data Package, the budget among them as a Fiscal Data Package: CSV files and a `datapackage.json` that says
/// what their columns are, which are amounts of which phase, and what they are told apart by.
///
/// `frictionless validate` passes on what is written, and ``WorkspaceReader`` reads it again.
package struct FiscalPackage: Sendable {
  let name: String
  let title: String
  let settings: Settings
  private var resources: [Resource] = []
  private var settingsText: String?

  struct Resource: Sendable {
    var name: String
    var table: ReportTable
    var primaryKey: [String]
    var references: [String: String]
    /// By column of amounts, its phase: `proposed`, `approved`, `adjusted` or `executed`; nil of a table that is no budget.
    var phases: [String: String]
  }

  /// A package without tables.
  ///
  /// - Parameters:
  ///   - name: letters, digits, `-`, `_` and `.`; what else there is goes.
  ///   - settings: those of the workspace, for its currency.
  package init(name: String, title: String, settings: Settings) {
    let plain = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" }
    let trimmed = String(plain).split(separator: "-").joined(separator: "-")
    self.name = trimmed.isEmpty ? "workspace" : trimmed
    self.title = title
    self.settings = settings
  }

  /// Adds a table.
  ///
  /// - Parameters:
  ///   - name: that of its file, without ending.
  ///   - references: by column, the table whose `id` it names.
  ///   - phases: by column of amounts, its phase, which makes the table the budget of the package.
  package mutating func add(
    _ name: String, _ table: ReportTable, primaryKey: [String] = [], references: [String: String] = [:],
    phases: [String: String] = [:]
  ) {
    resources.append(
      Resource(name: name, table: table, primaryKey: primaryKey, references: references, phases: phases))
  }

  /// A workspace and its tables as they were read, as a package: every table, and the settings beside them.
  package static func of(_ workspace: Workspace, tables: [ReadTable], name: String) -> FiscalPackage {
    var package = FiscalPackage(name: name, title: workspace.settings.name ?? name, settings: workspace.settings)
    for exported in ExportedTable.all(tables) {
      let amounts = ["approved": "approved", "allocated": "adjusted", "spent": "executed"]
      let phases = amounts.filter { key, _ in exported.table.columns.contains { $0.key == key } }
      package.add(
        exported.description.name, exported.table, primaryKey: exported.primaryKey, references: exported.references,
        phases: exported.description.name == "budget" ? phases : [:])
    }
    package.settingsText = SettingsText.withoutPlaces(of: workspace.settings)
    return package
  }

  /// A draft as a package of one table.
  ///
  /// - Parameters:
  ///   - table: one row a line, with `line`, `year` and columns of amounts.
  ///   - phases: by column of amounts, its phase: that of the draft is `proposed`.
  package static func ofDraft(_ table: ReportTable, name: String, settings: Settings, phases: [String: String])
    -> FiscalPackage
  {
    var package = FiscalPackage(name: name, title: table.title.text(in: .en), settings: settings)
    let keys = ["line", "year"].filter { key in table.columns.contains { $0.key == key } }
    package.add("draft", table, primaryKey: keys, phases: phases)
    return package
  }

  /// The files of the package, the description first.
  ///
  /// - Complexity: O(bytes); all of them are held at once.
  package func files() throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for resource in resources {
      let sink = MemorySink()
      try CSVTable.write(
        resource.table, currency: settings.currency, marksEncoding: false, guardsFormulas: false, to: sink)
      files.append((resource.name + ".csv", sink.bytes))
    }
    let description = try describe(files)
    if let settingsText { files.append(("align.yaml", Array(settingsText.utf8))) }
    return [("datapackage.json", description)] + files
  }

  // MARK: The description

  private func describe(_ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    json.beginObject()
    json.key("name")
    json.string(name)
    json.key("title")
    json.string(title)
    json.key("profile")
    json.string("tabular-data-package")
    json.key("resources")
    json.beginArray()
    for (resource, file) in zip(resources, files) { write(resource, file, to: &json) }
    json.endArray()
    if let budget = resources.first(where: { !$0.phases.isEmpty }) { writeModel(of: budget, to: &json) }
    json.endObject()
    json.endLine()
    try json.finish()
    return sink.bytes
  }

  private func write(_ resource: Resource, _ file: (name: String, bytes: [UInt8]), to json: inout JSONWriter) {
    let bytes = FileBytes(copying: file.bytes)
    json.beginObject()
    for (key, value) in [
      ("name", resource.name), ("path", file.name), ("profile", "tabular-data-resource"), ("format", "csv"),
      ("mediatype", "text/csv"), ("encoding", "utf-8"),
      ("hash", "sha256:" + Fingerprint.start(of: bytes, jobs: 1).value),
    ] {
      json.key(key)
      json.string(value)
    }
    json.key("bytes")
    json.integer(file.bytes.count)
    json.key("schema")
    json.beginObject()
    json.key("fields")
    json.beginArray()
    let sample = resource.table.count > 0 ? resource.table.row(0) : []
    for (index, column) in resource.table.columns.enumerated() {
      json.beginObject()
      json.key("name")
      json.string(column.key)
      json.key("type")
      json.string(index < sample.count ? sample[index].fieldType : "string")
      json.key("title")
      json.string(column.heading.text(in: .en))
      json.endObject()
    }
    json.endArray()
    if !resource.primaryKey.isEmpty {
      json.key("primaryKey")
      list(resource.primaryKey, to: &json)
    }
    let references = resource.references.filter { reference in resources.contains { $0.name == reference.value } }
    if !references.isEmpty {
      json.key("foreignKeys")
      json.beginArray()
      for (column, table) in references.sorted(by: { $0.key < $1.key }) {
        json.beginObject()
        json.key("fields")
        list([column], to: &json)
        json.key("reference")
        json.beginObject()
        json.key("resource")
        json.string(table)
        json.key("fields")
        list(["id"], to: &json)
        json.endObject()
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
    json.endObject()
  }

  private func list(_ words: [String], to json: inout JSONWriter) {
    json.beginArray()
    for word in words { json.string(word) }
    json.endArray()
  }

  /// The model of the specification: amounts as measures, years and classifications as dimensions.
  private func writeModel(of budget: Resource, to json: inout JSONWriter) {
    let keys = Set(budget.table.columns.map(\.key))
    json.key("model")
    json.beginObject()
    json.key("measures")
    json.beginObject()
    for column in budget.table.columns {
      guard let phase = budget.phases[column.key] else { continue }
      json.key(column.key)
      json.beginObject()
      for (key, value) in [
        ("source", column.key), ("resource", budget.name), ("currency", settings.currency.code),
        ("direction", "expenditure"), ("phase", phase),
      ] {
        json.key(key)
        json.string(value)
      }
      json.key("factor")
      json.integer(1)
      json.endObject()
    }
    json.endObject()
    json.key("dimensions")
    json.beginObject()
    let dimensions: [(name: String, kind: String, classification: String?, source: String, label: String?)] = [
      ("date", "datetime", nil, "year", nil), ("line", "activity", nil, "line", "title"),
      ("department", "classification", "administrative", "department", nil),
      ("mission", "classification", "functional", "mission", nil), ("program", "activity", nil, "program", nil),
      ("project", "activity", nil, "project", nil), ("economic", "classification", "economic", "economic", nil),
      ("fund", "fact", nil, "fund", nil),
    ]
    for dimension in dimensions where keys.contains(dimension.source) {
      json.key(dimension.name)
      json.beginObject()
      json.key("dimensionType")
      json.string(dimension.kind)
      if let classification = dimension.classification {
        json.key("classificationType")
        json.string(classification)
      }
      json.key("primaryKey")
      list([dimension.source], to: &json)
      json.key("attributes")
      json.beginObject()
      json.key(dimension.source)
      json.beginObject()
      json.key("source")
      json.string(dimension.source)
      json.endObject()
      if let label = dimension.label, keys.contains(label) {
        json.key(label)
        json.beginObject()
        json.key("source")
        json.string(label)
        json.key("labelfor")
        json.string(dimension.source)
        json.endObject()
      }
      json.endObject()
      json.endObject()
    }
    json.endObject()
    json.endObject()
  }
}

extension ReportTable.Cell {
  /// The type of a column of such cells in a table schema.
  fileprivate var fieldType: String {
    switch self {
    case .text, .word, .compound: "string"
    case .integer: "integer"
    case .number, .share, .points, .amount, .money: "number"
    }
  }
}

/// The settings of a workspace for tables that carry the names of the design.
enum SettingsText {
  /// Keys that say where columns and files were and how numbers stood there; what is written has its own.
  private static let positions = ["columns", "files", "amounts_in", "decimal_mark", "rows", "where"]

  /// The keys of `align.yaml` and what each holds, in one line each, without where columns and files were.
  static func entries(of settings: Settings) -> [(key: String, value: String)] {
    settings.text == nil
      ? [("calendar", settings.calendar.rawValue), ("currency", settings.currency.code)]
      : settings.entries.filter { !positions.contains($0.key) }
  }

  /// The text of `align.yaml` without where columns and files were; where there was none, what a reader has to know.
  static func withoutPlaces(of settings: Settings) -> String {
    guard let text = settings.text else {
      return "calendar: \(settings.calendar.rawValue)\ncurrency: \(settings.currency.code)\n"
    }
    var kept: [Substring] = []
    var isDropped = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // A key of the first level ends the block of the one before it.
      if let first = line.first, !first.isWhitespace, first != "#", first != "-", first != "}", first != "]" {
        isDropped = positions.contains { line.hasPrefix("\($0):") }
      }
      if !isDropped { kept.append(line) }
    }
    let joined = kept.joined(separator: "\n")
    return joined.hasSuffix("\n") ? joined : joined + "\n"
  }
}
