import AlignBasics
import AlignModel
import Foundation
import Yams

/// Reads `align.yaml`: every key it knows, and a problem for every one it does not.
struct SettingsReader {
  let file: String
  var settings = Settings()
  private(set) var log = ProblemLog()

  /// Settings from the bytes of the file.
  init(_ bytes: FileBytes, file: String) {
    self.file = file
    settings.file = file
    guard let text = String(bytes: bytes.buffer, encoding: .utf8) else {
      add(nil, found: "the file is not UTF-8", expected: "UTF-8", remedy: "save it as UTF-8")
      return
    }
    settings.text = text
    settings.entries = SettingsSheet.rows(of: text)
    do {
      guard let root = try Yams.compose(yaml: text) else { return }
      guard let mapping = root.mapping else {
        add(root, found: "the file is not a list of keys", expected: "key: value, a line each", remedy: "")
        return
      }
      readCalendarFirst(mapping)
      for (key, value) in mapping { read(key, value) }
    } catch {
      let reason = "\(error)".split(separator: "\n").joined(separator: " ")
      add(nil, found: "not YAML: \(reason)", expected: "key: value, a line each", remedy: "mind spaces and colons")
    }
  }

  mutating func add(_ node: Node?, key: String? = nil, found: String, expected: String, remedy: String) {
    log.add(
      Problem(
        gravity: .error, kind: "settings", file: file, row: node?.mark?.line, column: key, found: found,
        expected: expected, remedy: remedy))
  }

  /// Years are read by the calendar, wherever it stands in the file.
  private mutating func readCalendarFirst(_ mapping: Node.Mapping) {
    guard let node = mapping["calendar"] else { return }
    if let calendar = node.string.flatMap(FiscalCalendar.init) {
      settings.calendar = calendar
    } else {
      add(
        node, key: "calendar", found: "“\(node.string ?? "")” is no calendar", expected: "solar-hijri or gregorian",
        remedy: "")
    }
  }

  private mutating func read(_ key: Node, _ value: Node) {
    let name = key.string ?? ""
    switch name {
    case "calendar": break
    case "name": settings.name = value.string
    case "currency": settings.currency = currency(value)
    case "display_unit": settings.displayUnit = displayUnit(value)
    case "display_unit_name": readUnitNames(value)
    case "language": settings.language = value.string ?? settings.language
    case "year": settings.year = year(value, name)
    case "period":
      settings.period = value.string.flatMap { Period(parsing: $0, calendar: settings.calendar) }
      if settings.period == nil {
        add(
          value, key: name, found: "“\(value.string ?? "")” is no period",
          expected: "a year (1401) or a quarter (1401Q3)",
          remedy: "")
      }
    case "plan_end": settings.planEnd = year(value, name)
    case "vision_end": settings.visionEnd = year(value, name)
    case "synthetic": settings.isSynthetic = bool(value, name) ?? false
    case "columns": readColumns(value)
    case "files":
      for (table, file) in value.mapping.map(Array.init) ?? [] {
        guard let name = table.string, Tables.all.contains(where: { $0.name == name }), let file = file.string else {
          add(
            table, key: "files", found: "there is no table “\(table.string ?? "")”",
            expected: Tables.all.map(\.name).joined(separator: ", ") + ", each with a file", remedy: "table: file")
          continue
        }
        settings.files[name] = file
      }
    case "weights": readWeights(value)
    case "flags": readFlags(value)
    case "line_score": readLineScore(value)
    case "robust": readRobust(value)
    case "review": readReview(value)
    case "scenario", "note", "notes", "source", "licence", "license": break
    default:
      let known = [
        "name", "calendar", "currency", "display_unit", "display_unit_name", "language", "year", "period", "plan_end",
        "vision_end", "synthetic", "columns", "files", "weights", "flags", "line_score", "robust", "review", "scenario",
      ]
      add(
        key, key: name, found: "there is no setting “\(name)”", expected: known.joined(separator: ", "),
        remedy: "mend its name or take it out")
    }
  }

  private mutating func currency(_ value: Node) -> Currency {
    let code = value.string ?? ""
    guard code.count == 3, code.allSatisfy(\.isLetter) else {
      add(value, key: "currency", found: "“\(code)” is no currency", expected: "a code such as IRR, USD", remedy: "")
      return settings.currency
    }
    return Currency(code: code)
  }

  private mutating func year(_ value: Node, _ key: String) -> Int? {
    if let year = value.string.flatMap(settings.calendar.year) { return year }
    add(
      value, key: key, found: "“\(value.string ?? "")” is no year",
      expected: "a year of the calendar \(settings.calendar.rawValue)", remedy: "")
    return nil
  }

  private mutating func bool(_ value: Node, _ key: String) -> Bool? {
    if let bool = value.bool { return bool }
    add(value, key: key, found: "“\(value.string ?? "")”", expected: "true or false", remedy: "")
    return nil
  }

  /// A number of main units, or a name: `million rial`, `milliard toman`.
  private mutating func displayUnit(_ value: Node) -> DisplayUnit? {
    let text = value.string ?? ""
    let names = settings.displayUnit?.names ?? [:]
    if let number = Double(text.replacing("_", with: "").replacing(",", with: "")), number > 0, number.isFinite {
      return DisplayUnit(mainUnits: number, names: names)
    }
    var units = 1.0
    for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "_" }) {
      switch word {
      case "thousand": units *= 1e3
      case "million": units *= 1e6
      case "billion", "milliard": units *= 1e9
      case "toman", "tomans": units *= 10
      case "rial", "rials", "dollar", "dollars", "euro", "euros", "soles", "sol": break
      case let code where code == settings.currency.code.lowercased(): break
      default:
        add(
          value, key: "display_unit", found: "“\(text)” is no unit",
          expected: "a number of main units, or “million rial”",
          remedy: "")
        return nil
      }
    }
    return DisplayUnit(mainUnits: units, names: names.isEmpty ? ["en": text] : names)
  }

  private mutating func readUnitNames(_ value: Node) {
    var unit = settings.displayUnit ?? DisplayUnit(mainUnits: 1, names: [:])
    for (language, name) in value.mapping.map(Array.init) ?? [] {
      if let language = language.string, let name = name.string { unit.names[language] = name }
    }
    if let name = value.string { unit.names[settings.language] = name }
    settings.displayUnit = unit
  }

  private mutating func readColumns(_ value: Node) {
    for (table, columns) in value.mapping.map(Array.init) ?? [] {
      guard let table = table.string, let description = Tables.all.first(where: { $0.name == table }) else {
        add(
          table, key: "columns", found: "there is no table “\(table.string ?? "")”",
          expected: Tables.all.map(\.name).joined(separator: ", "), remedy: "")
        continue
      }
      for (ours, theirs) in columns.mapping.map(Array.init) ?? [] {
        let name = ours.string ?? ""
        guard description.columns.contains(where: { $0.name == name }) else {
          add(
            ours, key: "columns", found: "the table \(table) has no column “\(name)”",
            expected: description.columns.map(\.name).joined(separator: ", "), remedy: "ours: theirs")
          continue
        }
        settings.columns[table, default: [:]][name] = source(theirs)
      }
    }
  }

  private func source(_ node: Node) -> ColumnSource {
    if let list = node.sequence { return .joined(list.compactMap(\.string)) }
    if let mapping = node.mapping, let constant = mapping["constant"]?.string { return .constant(constant) }
    let name = node.string ?? ""
    return name == "#" ? .rowNumber : .heading(name)
  }

  private mutating func readWeights(_ value: Node) {
    for (level, method) in value.mapping.map(Array.init) ?? [] {
      let known = WeightMethod(rawValue: (method.string ?? "").replacing("_", with: "-"))
      settings.lines["weights.\(level.string ?? "")"] = method.mark?.line
      switch level.string {
      case "axes": settings.weights.axes = known
      case "goals": settings.weights.goals = known
      case "indicators": settings.weights.indicators = known
      default:
        add(level, key: "weights", found: "“\(level.string ?? "")”", expected: "axes, goals or indicators", remedy: "")
      }
    }
  }

  private mutating func readFlags(_ value: Node) {
    for (code, changes) in value.mapping.map(Array.init) ?? [] {
      let name = code.string ?? ""
      let thresholds = FlagCode(code: name)?.thresholds.map(\.name)
      guard let thresholds else {
        add(code, key: "flags", found: "there is no flag “\(name)”", expected: "AL101 … AL403", remedy: "")
        continue
      }
      var flag = FlagSettings()
      if changes.string == "off" || changes.bool == false { flag.isOff = true }
      for (key, setting) in changes.mapping.map(Array.init) ?? [] {
        switch key.string ?? "" {
        case "off": flag.isOff = bool(setting, "flags") ?? false
        case "severity":
          flag.severity = setting.string.flatMap(Severity.init)
          if flag.severity == nil {
            add(
              setting, key: "flags", found: "“\(setting.string ?? "")”", expected: "info, warning or error", remedy: "")
          }
        case let threshold where thresholds.contains(threshold):
          if let number = setting.float ?? setting.int.map(Double.init), number.isFinite {
            flag.thresholds[threshold] = number
          } else {
            add(setting, key: "flags", found: "“\(setting.string ?? "")”", expected: "a number", remedy: "")
          }
        case let other:
          add(
            key, key: "flags", found: "\(name) has no setting “\(other)”",
            expected: (["off", "severity"] + thresholds).joined(separator: ", "), remedy: "")
        }
      }
      settings.flags[name] = flag
    }
  }
}
