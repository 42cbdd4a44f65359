import AlignModel

/// Writes a scenario as the text of a scenario file, which reads back as the same scenario.
///
/// What a scenario extends is written out, and comments are not kept. What the workspace's own defaults say already is left
/// out, so that the text holds what this scenario decides.
package struct ScenarioWriter {
  private let scenario: Scenario
  private let start: Scenario
  private let workspace: Workspace
  private var plan: Plan { workspace.plan }
  private var lines: [String] = []

  /// The text of a scenario of a workspace.
  ///
  /// - Returns: nil where it cannot be one file: weights of one level that are a method in one file and shares in another.
  /// - Throws: ``ReadFailure`` where the defaults of the workspace cannot be read.
  package static func text(of scenario: Scenario, for workspace: Workspace) throws -> String? {
    let weights = scenario.weights
    let methods = weights.methods
    if methods.axes != nil && !weights.axes.isEmpty || methods.goals != nil && !weights.goals.isEmpty
      || methods.indicators != nil && !weights.indicators.isEmpty
    {
      return nil
    }
    var writer = ScenarioWriter(
      scenario: scenario, start: try ScenarioReader.standard(for: workspace), workspace: workspace)
    writer.write()
    return writer.lines.joined(separator: "\n") + "\n"
  }

  /// How many limits of every scenario come from the workspace's defaults, and stand in no file of a scenario.
  package static func fixedLimits(of workspace: Workspace) throws -> Int {
    try ScenarioReader.standard(for: workspace).limits.count
  }

  private init(scenario: Scenario, start: Scenario, workspace: Workspace) {
    (self.scenario, self.start, self.workspace) = (scenario, start, workspace)
  }

  private mutating func write() {
    add("name", Self.names(scenario.names))
    if scenario.year != start.year { add("year", scenario.year.map(String.init)) }
    if scenario.targetYear != start.targetYear { add("target_year", scenario.targetYear.map(String.init)) }
    let amount = amount(scenario.envelope)
    add("envelope", scenario.envelopeYear.map { "{amount: \(amount), of: \($0)}" } ?? amount)
    if scenario.inertia != start.inertia { add("lambda", Self.number(scenario.inertia)) }
    // Whether anything was said of rounding counts too: an office's draft is rounded where nothing was.
    let saysRounding = scenario.places["round_to"] != nil && start.places["round_to"] == nil
    if saysRounding || scenario.roundTo != start.roundTo { add("round_to", self.amount(.money(scenario.roundTo))) }
    if scenario.includesSuggested != start.includesSuggested {
      add("links", scenario.includesSuggested == true ? "suggested" : "confirmed")
    }
    writeDefaults()
    writeIndivisible()
    writeYears()
    writeWeights()
    writeLimits()
    writeSweep()
  }

  private mutating func add(_ key: String, _ value: String?) {
    if let value, !value.isEmpty { lines.append("\(key): \(value)") }
  }

  private mutating func writeDefaults() {
    let (own, base) = (scenario.defaults, start.defaults)
    var parts: [String] = []
    if own.range != base.range { parts.append("range: " + (own.range.map { Self.part($0) } ?? "none")) }
    if own.holdsMandatory != base.holdsMandatory { parts.append("mandatory: \(own.holdsMandatory ? "held" : "free")") }
    if own.keepsRunning != base.keepsRunning { parts.append("running: \(own.keepsRunning ? "held" : "free")") }
    if own.noNewMoney != base.noNewMoney {
      parts.append("no_new_money: " + (own.noNewMoney.isEmpty ? "none" : Self.list(own.noNewMoney)))
    }
    if !parts.isEmpty { add("defaults", "{\(parts.joined(separator: ", "))}") }
  }

  private mutating func writeIndivisible() {
    if scenario.readsIndivisible != start.readsIndivisible {
      add("indivisible", scenario.readsIndivisible ? "yes" : "no")
    }
    if scenario.indivisible == start.indivisible { return }
    let parts = scenario.indivisible.map { part in
      var conditions = conditions(part.selection)
      if part.above > 0 { conditions.append("above: \(amount(.money(part.above)))") }
      if part.range > 0 { conditions.append("range: \(Self.part(part.range))") }
      return "{\(conditions.joined(separator: ", "))}"
    }
    add("indivisible", "[\(parts.joined(separator: ", "))]")
  }

  private mutating func writeYears() {
    guard let years = scenario.years, years != start.years else { return }
    var parts = ["count: \(years.count)"]
    if !years.envelopes.isEmpty { parts.append("envelopes: [\(years.envelopes.map(amount).joined(separator: ", "))]") }
    if years.growth != 0 { parts.append("growth: \(Self.part(years.growth))") }
    if years.carryOver != 0 { parts.append("carry_over: \(Self.part(years.carryOver))") }
    if years.discount != 1 { parts.append("discount: \(Self.part(years.discount))") }
    add("years", "{\(parts.joined(separator: ", "))}")
  }

  private mutating func writeWeights() {
    let (own, base) = (scenario.weights, start.weights)
    func level(_ method: WeightMethod?, _ shares: [(id: String, share: Double)]) -> String? {
      if let method { return method.rawValue }
      if shares.isEmpty { return nil }
      return "{\(shares.map { "\(Self.word($0.id)): \(Self.part($0.share))" }.joined(separator: ", "))}"
    }
    var parts: [String] = []
    if own.methods.axes != base.methods.axes || own.axes != base.axes {
      let shares = own.axes.sorted { $0.key.index < $1.key.index }.map { (plan.axes.ids[$0.key.index], $0.value) }
      parts += level(own.methods.axes, shares).map { ["axes: \($0)"] } ?? []
    }
    if own.methods.goals != base.methods.goals || own.goals != base.goals {
      let shares = own.goals.sorted { $0.key.index < $1.key.index }.map { (plan.goals.ids[$0.key.index], $0.value) }
      parts += level(own.methods.goals, shares).map { ["goals: \($0)"] } ?? []
    }
    if own.methods.indicators != base.methods.indicators || own.indicators != base.indicators {
      let shares = own.indicators.sorted { $0.key.index < $1.key.index }
        .map { (plan.indicators.ids[$0.key.index], $0.value) }
      parts += level(own.methods.indicators, shares).map { ["indicators: \($0)"] } ?? []
    }
    if !parts.isEmpty { add("weights", "{\(parts.joined(separator: ", "))}") }
  }

  private mutating func writeLimits() {
    let own = scenario.limits.dropFirst(start.limits.count)
    if own.isEmpty { return }
    lines.append("limits:")
    for limit in own {
      var parts: [(String, String)] = []
      if let names = Self.names(limit.name) { parts.append(("name", names)) }
      switch limit.subject {
      case .lines(let selection): parts.append(("where", "{\(conditions(selection).joined(separator: ", "))}"))
      case .goal(let goal): parts.append(("goal", Self.word(plan.goals.ids[goal.index])))
      case .axis(let axis): parts.append(("axis", Self.word(plan.axes.ids[axis.index])))
      }
      if case .lines = limit.subject, limit.isOnSum { parts.append(("on", "sum")) }
      if limit.isHold, let floor = limit.floor {
        parts.append(("hold", amount(floor)))
      } else {
        if let floor = limit.floor { parts.append(("floor", amount(floor))) }
        if let cap = limit.cap { parts.append(("cap", amount(cap))) }
      }
      if let year = limit.ofYear { parts.append(("of", String(year))) }
      for (index, part) in parts.enumerated() {
        lines.append("\(index == 0 ? "  - " : "    ")\(part.0): \(part.1)")
      }
    }
  }

  private mutating func writeSweep() {
    var parts: [String] = []
    if !scenario.sweepEnvelopes.isEmpty {
      parts.append("envelope: [\(scenario.sweepEnvelopes.map(amount).joined(separator: ", "))]")
    }
    if !scenario.sweepInertias.isEmpty {
      parts.append("lambda: [\(scenario.sweepInertias.map(Self.number).joined(separator: ", "))]")
    }
    if !parts.isEmpty { add("sweep", "{\(parts.joined(separator: ", "))}") }
  }

  // MARK: parts

  private func conditions(_ selection: LineSelection) -> [String] {
    var parts: [String] = []
    if !selection.lines.isEmpty { parts.append("line: \(Self.list(selection.lines.sorted()))") }
    for (category, words) in selection.categories.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      parts.append("\(category.rawValue): \(Self.list(words.sorted()))")
    }
    if !selection.kinds.isEmpty { parts.append("kind: \(Self.list(selection.kinds.map(\.rawValue).sorted()))") }
    if let mandatory = selection.mandatory { parts.append("mandatory: \(mandatory ? "yes" : "no")") }
    if !selection.classes.isEmpty { parts.append("class: \(Self.list(selection.classes.map(\.rawValue).sorted()))") }
    if !selection.flags.isEmpty { parts.append("flag: \(Self.list(selection.flags.sorted()))") }
    if !selection.attributes.isEmpty {
      let attributes = selection.attributes.sorted { $0.key < $1.key }
        .map { "\(Self.word($0.key)): \(Self.list($0.value.sorted()))" }
      parts.append("attribute: {\(attributes.joined(separator: ", "))}")
    }
    for except in selection.except { parts.append("except: {\(conditions(except).joined(separator: ", "))}") }
    return parts
  }

  /// An amount in main units, or a percentage.
  private func amount(_ amount: Scenario.Amount) -> String {
    switch amount {
    case .percent(let percent): return Self.number(percent) + "%"
    case .money(let money):
      let minor = Int64(max(1, workspace.settings.currency.minorPerMain))
      let (main, rest) = money.magnitude.quotientAndRemainder(dividingBy: UInt64(minor))
      let sign = money < 0 ? "-" : ""
      if rest == 0 { return "\(sign)\(main)" }
      let digits = String(minor).count - 1
      return "\(sign)\(main)." + String(repeating: "0", count: max(0, digits - String(rest).count)) + String(rest)
    }
  }

  /// A part as a percentage that reads back as the same part.
  private static func part(_ part: Double) -> String {
    let percent = part * 100
    let round = (percent * 1e10).rounded() / 1e10
    return number(round / 100 == part ? round : percent) + "%"
  }

  private static func number(_ number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    return "\(number)"
  }

  private static func names(_ names: [String: String]) -> String? {
    if names.isEmpty { return nil }
    return "{\(names.sorted { $0.key < $1.key }.map { "\(word($0.key)): \(word($0.value))" }.joined(separator: ", "))}"
  }

  private static func list(_ words: [String]) -> String {
    words.count == 1 ? word(words[0]) : "[\(words.map(word).joined(separator: ", "))]"
  }

  /// A text as a scalar that may stand inside of brackets; between quotes unless it is plain words.
  static func word(_ text: String) -> String {
    let scalars = text.unicodeScalars
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " _-.\u{200C}".unicodeScalars.contains(scalar)
    }
    let reserved = ["yes", "no", "on", "off", "true", "false", "null", "none", "y", "n"]
    if let first = scalars.first, first.properties.isAlphabetic, scalars.allSatisfy(isPlain), scalars.last != " ",
      !reserved.contains(text.lowercased())
    {
      return text
    }
    var quoted = "\""
    for scalar in scalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF
        || (0x2028...0x2029).contains(scalar.value):
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension ScenarioWriter {
  /// A text as a scalar between quotes, which can hold anything and end nothing.
  package static func quoted(_ text: String) -> String {
    let scalar = word("\"" + text)
    // The quote at the beginning makes it one that must be quoted; it is taken out again.
    return "\"" + scalar.dropFirst(3)
  }
}
