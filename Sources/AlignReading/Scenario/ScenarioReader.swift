import AlignBasics
import AlignModel
import Foundation
import Yams

/// Reads scenario files. Every key it does not know, and every line, goal or flag that does not exist, is a problem with
/// its place; nothing is solved while there is one.
public struct ScenarioReader {
  let workspace: Workspace
  var scenario = Scenario()
  var yaml: YAMLFile
  /// Minor units in one unit of the file's amounts.
  var unit: Double
  var lineKeys: Set<String>?

  /// Reads a file against a workspace.
  ///
  /// - Throws: ``ReadFailure`` with every problem found.
  public static func read(_ path: String, for workspace: Workspace) throws -> Scenario {
    try read(path, for: workspace, below: [])
  }

  private static func read(_ path: String, for workspace: Workspace, below chain: [String]) throws -> Scenario {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let bytes: FileBytes
    do {
      bytes = try FileBytes(mapping: path)
    } catch {
      throw ReadFailure([Problem(.scenarioMissing, at: Problem.Place(file: path))], settings: workspace.settings)
    }
    return try read(bytes, path: path, file: file, for: workspace, below: chain)
  }

  /// Reads what a file would hold.
  ///
  /// - Parameter path: where the file would stand; what it extends is sought beside that.
  /// - Throws: ``ReadFailure`` with every problem found.
  package static func read(text: String, path: String, for workspace: Workspace) throws -> Scenario {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return try read(FileBytes(copying: Array(text.utf8)), path: path, file: file, for: workspace, below: [])
  }

  private static func read(
    _ bytes: FileBytes, path: String, file: String, for workspace: Workspace, below chain: [String]
  ) throws -> Scenario {
    var reader = ScenarioReader(workspace: workspace, file: file)
    guard let text = String(bytes: bytes.buffer, encoding: .utf8) else {
      reader.yaml.add(nil, nil, .yamlNotUTF8)
      throw reader.failure
    }
    let root: Node?
    do {
      root = try YAMLTree.compose(text)
    } catch {
      reader.yaml.add(YAMLSyntax(error))
      throw reader.failure
    }
    if let root, root.mapping != nil || !(root.string ?? "").isEmpty || root.sequence != nil {
      try reader.readRoot(root, path: path, chain: chain)
    } else {
      reader.scenario = try defaults(of: workspace)
    }
    reader.scenario.file = file
    reader.scenario.sources.append(InputFile(file: file, sha256: Fingerprint.start(of: bytes, jobs: 1).value))
    if reader.scenario.names.isEmpty {
      reader.scenario.names["en"] = file.split(separator: ".").first.map(String.init) ?? file
    }
    if reader.yaml.log.hasErrors { throw reader.failure }
    return reader.scenario
  }

  /// The scenario of a workspace where no file is given: the defaults, named so.
  ///
  /// - Throws: ``ReadFailure`` where the defaults of `align.yaml` cannot be read.
  public static func standard(for workspace: Workspace) throws -> Scenario {
    var scenario = try defaults(of: workspace)
    scenario.names = ["en": "default limits", "fa": "محدودیت‌های پیش‌فرض", "es": "límites por defecto"]
    scenario.file = "default"
    return scenario
  }

  /// What `align.yaml` says under `scenario`, from which every scenario of the workspace starts.
  private static func defaults(of workspace: Workspace) throws -> Scenario {
    guard let text = workspace.settings.text, text.contains("scenario"),
      let node = try? YAMLTree.compose(text)?.mapping?["scenario"]
    else { return Scenario() }
    let settings = workspace.settings
    var reader = ScenarioReader(
      workspace: workspace, file: settings.cells == nil ? "align.yaml" : settings.file, cells: settings.cells)
    let entries = reader.yaml.entries(node, "scenario", known: Self.keys)
    for entry in entries where isOwn(entry.name) {
      reader.yaml.add(
        entry.key, "scenario.\(entry.name)", .scenarioOwnKey, .text(entry.name), .names(sharedKeys))
    }
    reader.read(entries.filter { !isOwn($0.name) })
    if reader.yaml.log.hasErrors { throw reader.failure }
    return reader.scenario
  }

  init(workspace: Workspace, file: String, cells: SheetCells? = nil) {
    self.workspace = workspace
    yaml = YAMLFile(file: file, cells: cells)
    unit = Double(workspace.settings.currency.minorPerMain)
  }

  var failure: ReadFailure { ReadFailure(yaml.log.summed, settings: workspace.settings) }

  static let keys = [
    "name", "extends", "year", "target_year", "envelope", "amounts_in", "defaults", "limits", "weights", "lambda",
    "round_to", "links", "sweep", "indivisible", "years", "note",
  ]

  /// What λ may be. Beyond this one of the two sides of the objective is lost in the rounding of the other.
  private static let inertias = 1e-9...1e9

  /// The keys that scenarios of a workspace may share.
  static let sharedKeys = keys.filter { !isOwn($0) }

  /// Whether a key is of one scenario alone.
  private static func isOwn(_ key: String) -> Bool { ["name", "extends", "sweep"].contains(key) }

  /// Reads a whole scenario.
  ///
  /// - Parameter start: the scenario that it changes, where that is known; else the one that it extends, or the defaults.
  mutating func readRoot(_ root: Node, path: String, chain: [String], from start: Scenario? = nil) throws {
    let entries = yaml.entries(root, "scenario", known: Self.keys)
    // What a scenario extends comes first, so that everything else changes it.
    for entry in entries where entry.name == "extends" { try extend(entry.value, path: path, chain: chain) }
    if !entries.contains(where: { $0.name == "extends" }) { scenario = try start ?? Self.defaults(of: workspace) }
    read(entries)
  }

  /// Reads keys; the unit of amounts comes first, wherever it stands.
  private mutating func read(_ entries: [(key: Node, name: String, value: Node)]) {
    for entry in entries where entry.name == "amounts_in" { readUnit(entry.value) }
    for entry in entries { read(entry.key, entry.name, entry.value) }
  }

  private mutating func extend(_ node: Node, path: String, chain: [String]) throws {
    guard let name = node.string, !name.isEmpty else {
      yaml.add(node, "extends", .scenarioExtendsNothing)
      return
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let target = name.hasPrefix("/") ? name : folder + name
    guard isWithinReach(target, from: chain.first ?? path) else {
      yaml.add(node, "extends", .scenarioExtendsOutside, .text(name))
      return
    }
    if (chain + [path]).contains(target) {
      yaml.add(node, "extends", .scenarioExtendsItself, .text(name))
      return
    }
    guard FileManager.default.fileExists(atPath: target) else {
      yaml.add(node, "extends", .scenarioExtendsMissing, .text(name))
      return
    }
    scenario = try Self.read(target, for: workspace, below: chain + [path])
    scenario.names = [:]
  }

  /// Whether a file lies in the folder of the workspace, or in that of the scenario that was asked for.
  private func isWithinReach(_ target: String, from asked: String) -> Bool {
    func real(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    let roots = [workspace.folder, asked.lastIndex(of: "/").map { String(asked[..<$0]) } ?? "."]
    return roots.contains { root in root.map { real(target).hasPrefix(real($0) + "/") } ?? false }
  }

  private mutating func readUnit(_ node: Node) {
    let minor = Double(workspace.settings.currency.minorPerMain)
    switch node.string {
    case "main": unit = minor
    case "display": unit = minor * (workspace.settings.displayUnit?.mainUnits ?? 1)
    default:
      guard let number = yaml.number(node, "amounts_in", orElse: .scenarioUnit) else { return }
      if number * minor >= 1, number <= 1e15 {
        unit = minor * number
      } else {
        yaml.add(node, "amounts_in", .scenarioUnit, .text(YAMLFile.shown(node)))
      }
    }
  }

  private mutating func read(_ key: Node, _ name: String, _ value: Node) {
    scenario.places[name] = yaml.place(key, name)
    switch name {
    case "extends", "amounts_in", "note": break
    case "name": scenario.names = yaml.names(value, name)
    case "year": scenario.year = year(value, name)
    case "target_year": scenario.targetYear = year(value, name)
    case "envelope": readEnvelope(value)
    case "defaults": readDefaults(value)
    case "limits": readLimits(value)
    case "weights": readWeights(value)
    case "lambda":
      if let number = yaml.number(value, name, orElse: .scenarioNumber) {
        if Self.inertias.contains(number) {
          scenario.inertia = number
        } else {
          yaml.add(value, name, number == 0 ? .scenarioNoPenalty : .scenarioNumber, .text(YAMLFile.shown(value)))
        }
      }
    case "round_to":
      // What is no amount at all has been told already.
      guard let amount = amount(value, name) else { break }
      if case .money(let money) = amount, money > 0 {
        scenario.roundTo = money
      } else {
        yaml.add(value, name, .scenarioPositiveAmount, .text(YAMLFile.shown(value)))
      }
    case "links":
      switch value.string {
      case "confirmed": scenario.includesSuggested = false
      case "suggested": scenario.includesSuggested = true
      default: word(value, name, ["confirmed", "suggested"])
      }
    case "sweep": readSweep(value)
    case "indivisible": readIndivisible(value)
    case "years": readYears(value)
    default: yaml.unknown(key, name, under: nil, known: Self.keys)
    }
  }

  /// Adds a problem for a value that is none of some words.
  mutating func word(_ node: Node, _ key: String, _ allowed: [String]) {
    let text = YAMLFile.shown(node)
    yaml.add(
      node, key, .scenarioWord, .text(text), .names(allowed), suggestion: Spelling.nearest(text, among: allowed))
  }

  mutating func year(_ node: Node, _ key: String) -> Int? {
    if let year = node.string.flatMap(workspace.settings.calendar.year) { return year }
    yaml.add(node, key, .scenarioYear, .text(YAMLFile.shown(node)), workspace.settings.calendar.value)
    return nil
  }

  /// `120.5`, `90%`, or for `signed` a change: `-10%`, `+5%`.
  mutating func amount(_ node: Node, _ key: String, signed: Bool = false) -> Scenario.Amount? {
    let text = node.string ?? ""
    // `5 milliard`, `۵ میلیارد تومان`: a number and a unit in words.
    let digits = text.prefix { !$0.isLetter }
    var unit = unit
    if digits.count < text.count,
      let units = MoneyUnit.mainUnits(of: String(text.dropFirst(digits.count)), in: workspace.settings.currency)
    {
      unit = units * Double(workspace.settings.currency.minorPerMain)
    }
    let isInWords = digits.count < text.count && unit != self.unit
    guard let number = YAMLFile.decimal(isInWords ? String(digits) : text), let value = number.double else {
      yaml.add(node, key, signed ? .scenarioChange : .scenarioAmount, .text(YAMLFile.shown(node)))
      return nil
    }
    if number.hasPercentSign {
      let trimmed = text.trimmingCharacters(in: .whitespaces)
      let isChange = signed && (trimmed.hasPrefix("+") || value < 0)
      let percent = isChange ? 100 + value : value
      if percent < 0 || percent > 1e6 {
        yaml.add(node, key, .scenarioPercentage, .text(text))
        return nil
      }
      return .percent(percent)
    }
    guard unit >= 1, let minor = Int64(exactly: (value * unit).rounded(.toNearestOrEven)), minor >= 0, minor < 1 << 53
    else {
      yaml.add(node, key, .scenarioAmountRange, .text(text), .number((Double(1 << 53) / max(unit, 1)).rounded(.down)))
      return nil
    }
    return .money(minor)
  }

  private mutating func readEnvelope(_ node: Node) {
    if node.mapping == nil {
      if let amount = amount(node, "envelope", signed: true) {
        scenario.envelope = amount
        scenario.envelopeYear = nil
      }
      return
    }
    for entry in yaml.entries(node, "envelope", known: ["amount", "percent", "of"]) {
      switch entry.name {
      case "amount", "percent":
        let wanted = entry.name == "percent" && !(entry.value.string ?? "").contains { "%٪".contains($0) }
        if wanted {
          if let number = yaml.number(entry.value, "envelope.percent", orElse: .scenarioPercentage) {
            scenario.envelope = .percent(number)
          }
        } else if let amount = amount(entry.value, "envelope.\(entry.name)", signed: true) {
          scenario.envelope = amount
        }
      case "of":
        scenario.envelopeYear = year(entry.value, "envelope.of")
        scenario.places["envelope.of"] = yaml.place(entry.key, "envelope.of")
      default: yaml.unknown(entry.key, entry.name, under: "envelope", known: ["amount", "percent", "of"])
      }
    }
  }

  private mutating func readDefaults(_ node: Node) {
    for entry in yaml.entries(node, "defaults", known: ["range", "mandatory", "running", "no_new_money"]) {
      switch entry.name {
      case "range":
        if ["none", "no", "off", "false"].contains(entry.value.string?.lowercased()) {
          scenario.defaults.range = nil
        } else if let amount = amount(entry.value, "defaults.range") {
          if case .percent(let percent) = amount, percent <= 1000 {
            scenario.defaults.range = percent / 100
            continue
          }
          yaml.add(entry.value, "defaults.range", .scenarioRange, .text(YAMLFile.shown(entry.value)))
        }
      case "mandatory": scenario.defaults.holdsMandatory = isHeld(entry) ?? scenario.defaults.holdsMandatory
      case "running": scenario.defaults.keepsRunning = isHeld(entry) ?? scenario.defaults.keepsRunning
      case "no_new_money":
        if ["none", "no", "off", "false"].contains(entry.value.string?.lowercased()) {
          scenario.defaults.noNewMoney = []
        } else {
          scenario.defaults.noNewMoney = flagCodes(entry.value, "defaults.no_new_money").sorted()
        }
      default:
        yaml.unknown(
          entry.key, entry.name, under: "defaults", known: ["range", "mandatory", "running", "no_new_money"])
      }
    }
  }

  /// `held` or `free`; nil, and a problem, where it is neither.
  private mutating func isHeld(_ entry: (key: Node, name: String, value: Node)) -> Bool? {
    switch entry.value.string?.lowercased() {
    case "held": return true
    case "free": return false
    default:
      word(entry.value, "defaults.\(entry.name)", ["held", "free"])
      return nil
    }
  }

  mutating func flagCodes(_ node: Node, _ key: String) -> Set<String> {
    let known = FlagCode.all.map(\.code)
    var codes: Set<String> = []
    for (node, text) in yaml.words(node, key) {
      if known.contains(text) {
        codes.insert(text)
      } else {
        yaml.add(node, key, .scenarioFlag, .text(text), suggestion: Spelling.nearest(text, among: known))
      }
    }
    return codes
  }

  private mutating func readSweep(_ node: Node) {
    for entry in yaml.entries(node, "sweep", known: ["envelope", "lambda"]) {
      let values = entry.value.sequence.map(Array.init) ?? [entry.value]
      switch entry.name {
      case "envelope":
        scenario.sweepEnvelopes = values.compactMap { amount($0, "sweep.envelope", signed: true) }
      case "lambda":
        scenario.sweepInertias = values.compactMap { node in
          guard let value = yaml.number(node, "sweep.lambda", orElse: .scenarioNumber) else { return nil }
          if Self.inertias.contains(value) { return value }
          yaml.add(node, "sweep.lambda", value == 0 ? .scenarioNoPenalty : .scenarioNumber, .text(YAMLFile.shown(node)))
          return nil
        }
      default: yaml.unknown(entry.key, entry.name, under: "sweep", known: ["envelope", "lambda"])
      }
    }
  }
}
