import AlignBasics
import AlignModel
import Foundation
import Yams

/// Reads `align.yaml`: every key it knows, and a problem for every one it does not.
struct SettingsReader {
  var settings = Settings()
  private(set) var log = ProblemLog()
  /// What `amounts_in` holds, read when the currency is known.
  private var amounts: Node?

  /// Settings from the bytes of the file.
  ///
  /// - Parameter cells: where the lines stand on the sheet that the bytes were made from, where they are of a workbook.
  init(_ bytes: FileBytes, file: String, cells: SheetCells? = nil) {
    settings.file = file
    settings.cells = cells
    // Later stages know keys by the row of their sheet.
    defer { if let cells { settings.lines = settings.lines.mapValues(cells.row) } }
    guard let text = String(bytes: bytes.buffer, encoding: .utf8) else {
      add(nil, nil, .yamlNotUTF8)
      return
    }
    do {
      guard let root = try YAMLTree.compose(text) else { return }
      settings.text = text
      settings.entries = SettingsSheet.rows(of: root)
      guard let mapping = root.mapping else {
        add(root, nil, .settingsNoKeys)
        return
      }
      readCalendarFirst(mapping)
      for (key, value) in mapping { read(key, value) }
      // Units are of the currency, wherever it stands in the file.
      if let amounts { readEachTable(amounts, "amounts_in") { $0.amountUnit($1) } }
      checkUnit(mapping)
    } catch {
      let syntax = YAMLSyntax(error)
      add(line: syntax.line, nil, syntax.kind, syntax.values)
    }
  }

  /// Adds a problem at a node, under the path of its key.
  mutating func add(
    _ node: Node?, _ key: String?, _ kind: ProblemKind, _ values: Problem.Value..., suggestion: String? = nil
  ) {
    add(line: node?.mark?.line, key, kind, values, suggestion: suggestion)
  }

  private mutating func add(
    line: Int?, _ key: String?, _ kind: ProblemKind, _ values: [Problem.Value], suggestion: String? = nil
  ) {
    var place = Problem.Place(file: settings.file, line: line, key: key)
    if let cells = settings.cells {
      place = cells.located(place)
      if key == nil { place.sheetColumn = nil }
    }
    log.add(Problem(kind, at: place, values: values, suggestion: suggestion))
  }

  /// The keys of a group with their values; a problem where what stands there is none.
  mutating func entries(_ node: Node, _ key: String, _ known: [String]) -> [(key: Node, value: Node)] {
    if let mapping = node.mapping { return mapping.map { ($0.key, $0.value) } }
    // A key with nothing behind it says nothing.
    if node.null == nil { add(node, key, .settingsGroup, .text(YAMLFile.shown(node)), .names(known)) }
    return []
  }

  /// A text; a problem where a list or a group stands there.
  mutating func text(_ node: Node, _ key: String) -> String? {
    if node.string == nil { add(node, key, .settingsText, .text(YAMLFile.shown(node))) }
    return node.string
  }

  /// A text for each language; one without a language is that of the workspace.
  private mutating func texts(_ node: Node, _ key: String) -> [String: String] {
    if let text = node.string { return node.null == nil ? [settings.language: text] : [:] }
    var texts: [String: String] = [:]
    for (language, text) in entries(node, key, Settings.languages) {
      let name = language.string ?? ""
      if Settings.languages.contains(name) {
        texts[name] = self.text(text, "\(key).\(name)")
      } else {
        unknown(language, under: key, Settings.languages, .settingsLanguage)
      }
    }
    return texts
  }

  /// Adds a problem for a key that is not known, with the nearest that is.
  mutating func unknown(
    _ node: Node, under parent: String?, _ known: [String], _ kind: ProblemKind = .unknownNestedSetting
  ) {
    let name = YAMLFile.shown(node)
    add(
      node, parent.map { "\($0).\(name)" } ?? name, kind, .text(name), .names(known),
      suggestion: Spelling.nearest(name, among: known))
  }

  /// Years are read by the calendar and texts by the language, wherever these stand in the file.
  private mutating func readCalendarFirst(_ mapping: Node.Mapping) {
    if let node = mapping["language"], let language = text(node, "language") {
      // `fa-IR` and `fa_IR` are written as well.
      let code = String(language.lowercased().prefix { $0.isLetter })
      if Settings.languages.contains(code) {
        (settings.language, settings.statesLanguage) = (language, true)
      } else {
        add(
          node, "language", .settingsLanguage, .text(language), .names(Settings.languages),
          suggestion: Spelling.nearest(code, among: Settings.languages))
      }
    }
    guard let node = mapping["calendar"] else { return }
    if let calendar = node.string.flatMap(FiscalCalendar.init) {
      settings.calendar = calendar
    } else {
      add(
        node, "calendar", .settingsWord, .text(YAMLFile.shown(node)),
        .names(FiscalCalendar.allCases.map(\.rawValue)))
    }
  }

  private mutating func read(_ key: Node, _ value: Node) {
    let name = key.string ?? ""
    settings.lines[name] = key.mark?.line
    switch name {
    case "calendar", "language": break
    case "name": settings.names = texts(value, name)
    case "currency": settings.currency = currency(value)
    case "display_unit": settings.displayUnit = displayUnit(value)
    case "display_unit_name": readUnitNames(value)
    case "year": settings.year = year(value, name)
    case "period":
      settings.period = value.string.flatMap { Period(parsing: $0, calendar: settings.calendar) }
      if settings.period == nil {
        let year = settings.calendar.exampleYear
        add(
          value, name, .settingsPeriod, .text(YAMLFile.shown(value)), .year(year),
          .period(Period(year: year, quarter: 3))
        )
      }
    case "stage": readStage(value)
    case "plan_end": settings.planEnd = year(value, name)
    case "vision_end": settings.visionEnd = year(value, name)
    case "synthetic": settings.isSynthetic = bool(value, name) ?? false
    case "columns": readColumns(value)
    case "files": readFiles(value)
    case "vectors": settings.vectors = value.string
    case "amounts_in": amounts = value
    case "where": readFilters(value)
    case "rows": readEachTable(value, name) { $0.parentRows($1) }
    case "decimal_mark": readEachTable(value, name) { $0.decimalMark($1) }
    case "weights": readWeights(value)
    case "flags": readFlags(value)
    case "line_score": readLineScore(value)
    case "robust": readRobust(value)
    case "review": readReview(value)
    case "scenario":
      for (key, _) in entries(value, "scenario", ScenarioReader.sharedKeys) {
        let name = key.string ?? ""
        if ScenarioReader.sharedKeys.contains(name) { continue }
        if ScenarioReader.keys.contains(name) {
          add(key, "scenario.\(name)", .scenarioOwnKey, .text(name), .names(ScenarioReader.sharedKeys))
        } else {
          unknown(key, under: "scenario", ScenarioReader.sharedKeys)
        }
      }
    case "note", "notes", "source", "licence", "license": break
    default:
      unknown(key, under: nil, SettingKeys.top, .unknownSetting)
    }
  }

  private mutating func currency(_ value: Node) -> Currency {
    let code = value.string ?? ""
    guard code.count == 3, code.allSatisfy(\.isLetter) else {
      add(value, "currency", .settingsCurrency, .text(YAMLFile.shown(value)))
      return settings.currency
    }
    return Currency(code: code)
  }

  private mutating func year(_ value: Node, _ key: String) -> Int? {
    if let year = value.string.flatMap(settings.calendar.year) { return year }
    add(value, key, .settingsYear, .text(YAMLFile.shown(value)), settings.calendar.value)
    return nil
  }

  private mutating func bool(_ value: Node, _ key: String) -> Bool? {
    if let bool = value.bool { return bool }
    add(value, key, .settingsBoolean, .text(YAMLFile.shown(value)))
    return nil
  }

  /// A number of main units, or a name: `million rial`, `milliard toman`.
  private mutating func displayUnit(_ value: Node) -> DisplayUnit? {
    let text = value.string ?? ""
    let names = settings.displayUnit?.names ?? [:]
    if let number = Double(text.replacing("_", with: "").replacing(",", with: "")), number > 0, number.isFinite {
      return DisplayUnit(mainUnits: number, names: names)
    }
    guard let units = MoneyUnit.mainUnits(of: text, in: settings.currency) else {
      add(value, "display_unit", .settingsUnit, .text(YAMLFile.shown(value)))
      return nil
    }
    let language = text.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) } ? "fa" : "en"
    return DisplayUnit(mainUnits: units, names: names.isEmpty ? [language: text] : names)
  }

  private mutating func readUnitNames(_ value: Node) {
    var unit = settings.displayUnit ?? DisplayUnit(mainUnits: 1, names: [:])
    unit.names.merge(texts(value, "display_unit_name")) { _, new in new }
    settings.displayUnit = unit
  }

  /// A unit smaller than what the currency counts in, or larger than any budget, shows no amount as it is.
  private mutating func checkUnit(_ mapping: Node.Mapping) {
    guard let unit = settings.displayUnit?.mainUnits, let node = mapping["display_unit"] else { return }
    if unit * Double(settings.currency.minorPerMain) < 1 || unit > 1e15 {
      add(node, "display_unit", .settingsUnit, .text(YAMLFile.shown(node)))
    }
  }

  private mutating func readWeights(_ value: Node) {
    for (level, method) in entries(value, "weights", PlanLevel.allCases.map(\.rawValue)) {
      let key = "weights.\(level.string ?? "")"
      guard let word = text(method, key) else { continue }
      let known = WeightMethod(rawValue: word.replacing("_", with: "-"))
      settings.lines["weights.\(level.string ?? "")"] = method.mark?.line
      switch level.string {
      case "axes": settings.weights.axes = known
      case "goals": settings.weights.goals = known
      case "indicators": settings.weights.indicators = known
      default:
        unknown(level, under: "weights", PlanLevel.allCases.map(\.rawValue))
      }
    }
  }

  private mutating func readFlags(_ value: Node) {
    for (code, changes) in entries(value, "flags", FlagCode.all.map(\.code)) {
      let name = code.string ?? ""
      settings.lines["flags.\(name)"] = code.mark?.line
      let thresholds = FlagCode(code: name)?.thresholds.map(\.name)
      guard let thresholds else {
        add(
          code, "flags.\(name)", .settingsFlag, .text(YAMLFile.shown(code)),
          suggestion: Spelling.nearest(name, among: FlagCode.all.map(\.code)))
        continue
      }
      var flag = FlagSettings()
      if changes.string == "off" || changes.bool == false { flag.isOff = true }
      let isWord = changes.string == "off" || changes.string == "on" || changes.bool != nil
      for (key, setting) in isWord ? [] : entries(changes, "flags.\(name)", ["off", "severity"] + thresholds) {
        switch key.string ?? "" {
        case "off": flag.isOff = bool(setting, "flags.\(name).off") ?? false
        case "severity":
          flag.severity = setting.string.flatMap(Severity.init)
          if flag.severity == nil {
            add(
              setting, "flags.\(name).severity", .settingsWord, .text(YAMLFile.shown(setting)),
              .names(Severity.allCases.map(\.rawValue)))
          }
        case let threshold where thresholds.contains(threshold):
          if let number = setting.float ?? setting.int.map(Double.init), number.isFinite {
            flag.thresholds[threshold] = number
          } else {
            add(setting, "flags.\(name).\(threshold)", .settingsNumber, .text(YAMLFile.shown(setting)))
          }
        case let other:
          let known = ["off", "severity"] + thresholds
          add(
            key, "flags.\(name).\(other)", .settingsFlagKey, .name(name), .text(other), .names(known),
            suggestion: Spelling.nearest(other, among: known))
        }
      }
      settings.flags[name] = flag
    }
  }
}
