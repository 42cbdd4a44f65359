import AlignModel
import Yams

/// The nodes of a YAML file with their places, and the problems found among them.
struct YAMLFile {
  let file: String
  /// Where the lines stand on a sheet, where the text was put together from one.
  let cells: SheetCells?
  private(set) var log = ProblemLog()

  init(file: String, cells: SheetCells? = nil) { (self.file, self.cells) = (file, cells) }

  /// The place of a node, under the path of its key.
  func place(_ node: Node?, _ key: String?) -> Problem.Place { place(line: node?.mark?.line, key) }

  private func place(line: Int?, _ key: String?) -> Problem.Place {
    let place = Problem.Place(file: file, line: line, key: key)
    return cells?.located(place) ?? place
  }

  /// The line of a node as a person counts it: the row, where it is of a sheet.
  func line(_ node: Node) -> Int? {
    guard let line = node.mark?.line else { return nil }
    return cells?.row(ofLine: line) ?? line
  }

  /// Adds a problem at a node, under the path of its key.
  mutating func add(
    _ node: Node?, _ key: String?, _ kind: ProblemKind, _ values: Problem.Value..., suggestion: String? = nil
  ) {
    log.add(Problem(kind, at: place(node, key), values: values, suggestion: suggestion))
  }

  /// Adds what the parser of YAML found.
  mutating func add(_ syntax: YAMLSyntax) {
    log.add(Problem(syntax.kind, at: place(line: syntax.line, nil), values: syntax.values))
  }

  /// What stands at a node, in one line.
  static func shown(_ node: Node) -> String { node.string ?? SettingsSheet.flow(node) }

  /// The keys of a mapping with their values; a problem where it is none.
  ///
  /// - Parameter known: the keys that it may have, or examples of them.
  mutating func entries(_ node: Node, _ key: String, known: [String]) -> [(key: Node, name: String, value: Node)] {
    guard let mapping = node.mapping else {
      add(node, key, .scenarioNoKeys, .text(Self.shown(node)), .names(known))
      return []
    }
    var seen: Set<String> = []
    return mapping.map { entry in
      let name = entry.key.string ?? ""
      if !seen.insert(name).inserted {
        add(entry.key, name, .scenarioKeyTwice, .text(name))
      }
      return (entry.key, name, entry.value)
    }
  }

  /// A problem for a key that is not known, with the nearest that is.
  mutating func unknown(_ node: Node, _ name: String, under parent: String?, known: [String]) {
    add(
      node, parent.map { "\($0).\(name)" } ?? name, .scenarioUnknownKey, .text(name), .names(known),
      suggestion: Spelling.nearest(name, among: known))
  }

  /// One word or a list of words.
  mutating func words(_ node: Node, _ key: String) -> [(node: Node, text: String)] {
    if let list = node.sequence {
      return list.compactMap { item in
        guard let text = item.string else {
          add(item, key, .scenarioWords, .text(Self.shown(item)))
          return nil
        }
        return (item, text)
      }
    }
    guard let text = node.string else {
      add(node, key, .scenarioWords, .text(Self.shown(node)))
      return []
    }
    return [(node, text)]
  }

  /// true or false.
  mutating func bool(_ node: Node, _ key: String) -> Bool? {
    switch node.string?.lowercased() {
    case "true", "yes", "on", "بله", "بلی": return true
    case "false", "no", "off", "خیر": return false
    default:
      add(node, key, .scenarioBoolean, .text(Self.shown(node)))
      return nil
    }
  }

  /// A number: digits of any script, with marks between thousands or `_`.
  mutating func number(_ node: Node, _ key: String, orElse kind: ProblemKind) -> Double? {
    if let value = Self.decimal(node.string ?? "")?.double { return value }
    add(node, key, kind, .text(Self.shown(node)))
    return nil
  }

  /// A text or a text by language.
  mutating func names(_ node: Node, _ key: String) -> [String: String] {
    if let text = node.string { return Dictionary(uniqueKeysWithValues: Settings.languages.map { ($0, text) }) }
    var names: [String: String] = [:]
    for entry in entries(node, key, known: Settings.languages) {
      guard Settings.languages.contains(entry.name) else {
        unknown(entry.key, entry.name, under: key, known: Settings.languages)
        continue
      }
      guard let text = entry.value.string else {
        add(entry.value, "\(key).\(entry.name)", .settingsText, .text(Self.shown(entry.value)))
        continue
      }
      names[entry.name] = text
    }
    return names
  }

  /// The number that a text writes.
  static func decimal(_ text: String) -> WrittenDecimal? {
    let plain = Array(text.replacing("_", with: "").utf8)
    return plain.withUnsafeBytes { WrittenDecimal($0) }
  }
}

/// What the parser of YAML found wrong, and where.
struct YAMLSyntax {
  let kind: ProblemKind
  let line: Int?
  var values: [Problem.Value] = []

  init(_ error: any Error) {
    switch error {
    case is YAMLTree.Unreasonable: (kind, line) = (.yamlUnreasonable, nil)
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      (kind, line) = (Self.kind(of: problem), mark.line)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      (kind, line, values) = (.yamlKeyTwice, context.mark.line, [.names(keys)])
    default: (kind, line) = (.yamlSyntax, nil)
    }
  }

  /// The mistakes that people make, by what libyaml says of them.
  private static func kind(of problem: String) -> ProblemKind {
    let known: [(String, ProblemKind)] = [
      ("cannot start any token", .yamlTab), ("tab character", .yamlTab),
      ("mapping values are not allowed", .yamlColon), ("could not find expected ':'", .yamlColon),
      ("unexpected end of stream", .yamlOpen), ("expected ',' or", .yamlOpen),
      ("expected node content", .yamlOpen),
      ("expected key", .yamlIndentation), ("expected '-' indicator", .yamlIndentation),
      ("expected <block end>", .yamlIndentation), ("block sequence entries are not allowed", .yamlIndentation),
    ]
    return known.first { problem.contains($0.0) }?.1 ?? .yamlSyntax
  }
}
