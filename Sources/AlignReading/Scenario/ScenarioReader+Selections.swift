import AlignModel
import Yams

/// Which lines a limit is about.
extension ScenarioReader {
  private static let selectionKeys = [
    "line", "department", "mission", "program", "project", "economic", "fund", "kind", "mandatory", "class", "flag",
    "attribute", "except",
  ]

  /// Lines that are whole or nothing: conditions as under `where`, with `above` and `range`; a list of such; `yes` or `no` for
  /// the budget's column alone.
  mutating func readIndivisible(_ node: Node) {
    if node.mapping == nil, node.sequence == nil {
      scenario.readsIndivisible = yaml.bool(node, "indivisible") ?? true
      if !scenario.readsIndivisible { scenario.indivisible = [] }
      return
    }
    scenario.indivisible = (node.sequence.map(Array.init) ?? [node]).map { item in
      var part = Scenario.Indivisible()
      part.selection = selection(item, "indivisible", beside: ["above", "range"])
      for (key, value) in item.mapping ?? [:] {
        switch key.string {
        case "above":
          guard let amount = amount(value, "indivisible.above") else { break }
          if case .money(let money) = amount {
            part.above = money
          } else {
            yaml.add(value, "indivisible.above", .scenarioPositiveAmount, .text(YAMLFile.shown(value)))
          }
        case "range":
          guard let amount = amount(value, "indivisible.range") else { break }
          if case .percent(let percent) = amount, percent < 100 {
            part.range = percent / 100
          } else {
            yaml.add(value, "indivisible.range", .scenarioRange, .text(YAMLFile.shown(value)))
          }
        default: break
        }
      }
      return part
    }
  }

  /// - Parameter further: keys beside the conditions, which are read elsewhere.
  mutating func selection(_ node: Node, _ key: String, beside further: [String] = []) -> LineSelection {
    var selection = LineSelection()
    let budget = workspace.budget
    let known = Self.selectionKeys + further
    for entry in yaml.entries(node, key, known: known) where !further.contains(entry.name) {
      let name = "\(key).\(entry.name)"
      if let category = LineCategory(rawValue: entry.name) {
        selection.categories[category] = words(entry.value, name, category, known: budget.categories[category])
        continue
      }
      switch entry.name {
      case "line": selection.lines = lineWords(entry.value, name)
      case "kind":
        for (node, text) in yaml.words(entry.value, name) {
          if let kind = BudgetKind(rawValue: TextNormaliser.allowedWord(text)) {
            selection.kinds.insert(kind)
          } else {
            word(node, name, BudgetKind.allCases.map(\.rawValue))
          }
        }
      case "mandatory": selection.mandatory = yaml.bool(entry.value, name)
      case "class":
        for (node, text) in yaml.words(entry.value, name) {
          if let word = LineClass(rawValue: TextNormaliser.allowedWord(text)) {
            selection.classes.insert(word)
          } else {
            word(node, name, LineClass.allCases.map(\.rawValue))
          }
        }
      case "flag": selection.flags = flagCodes(entry.value, name)
      case "attribute":
        for attribute in yaml.entries(entry.value, name, known: budget.attributes.map(\.name)) {
          guard budget.attributes.contains(where: { $0.name == attribute.name }) else {
            let known = budget.attributes.map(\.name)
            yaml.add(
              attribute.key, name, known.isEmpty ? .scenarioNoAttributes : .scenarioUnknownAttribute,
              .text(attribute.name), .names(known), suggestion: Spelling.nearest(attribute.name, among: known))
            continue
          }
          selection.attributes[attribute.name] = Set(yaml.words(attribute.value, name).map(\.text))
        }
      case "except": selection.except.append(self.selection(entry.value, name))
      default: yaml.unknown(entry.key, entry.name, under: key, known: known)
      }
    }
    return selection
  }

  private mutating func words(
    _ node: Node, _ key: String, _ category: LineCategory, known column: CategoryColumn?
  ) -> Set<String> {
    var found: Set<String> = []
    for (node, text) in yaml.words(node, key) {
      found.insert(text)
      guard column?.codes(matching: text).isEmpty ?? true else { continue }
      yaml.add(
        node, key, column == nil ? .scenarioNoColumn : .scenarioUnknownWord, .text(text),
        .column(table: "budget", category.rawValue),
        suggestion: column.flatMap { Spelling.nearest(text, among: $0.names) })
    }
    return found
  }

  private mutating func lineWords(_ node: Node, _ key: String) -> Set<String> {
    let names = workspace.budget.lineIDs
    if lineKeys == nil {
      var keys: Set<String> = []
      for line in 0..<names.count {
        let id = TextNormaliser.key(names.name(of: LineID(line)))
        keys.insert(id)
        for prefix in linePrefixes(of: id) { keys.insert(String(prefix)) }
      }
      lineKeys = keys
    }
    var found: Set<String> = []
    for (node, text) in yaml.words(node, key) {
      let word = TextNormaliser.key(text)
      found.insert(word)
      if lineKeys?.contains(word) == false {
        yaml.add(node, key, .scenarioUnknownLine, .text(text))
      }
    }
    return found
  }
}
