import AlignModel
import Yams

/// The nodes of a YAML file with their places, and the problems found among them.
struct YAMLFile {
  let file: String
  private(set) var log = ProblemLog()

  init(file: String) { self.file = file }

  /// Adds a problem at a node: what was found, what was expected, how to mend it.
  mutating func add(_ node: Node?, _ key: String?, found: String, expected: String, remedy: String = "") {
    log.add(
      Problem(
        gravity: .error, kind: "scenario", file: file, row: node?.mark?.line, column: key, found: found,
        expected: expected, remedy: remedy))
  }

  /// The keys of a mapping with their values; a problem where it is none.
  mutating func entries(_ node: Node, _ key: String, expected: String) -> [(key: Node, name: String, value: Node)] {
    guard let mapping = node.mapping else {
      add(node, key, found: "“\(node.string ?? "a list")”", expected: expected)
      return []
    }
    var seen: Set<String> = []
    return mapping.map { entry in
      let name = entry.key.string ?? ""
      if !seen.insert(name).inserted {
        add(entry.key, name, found: "the key comes twice", expected: "it once", remedy: "take one out")
      }
      return (entry.key, name, entry.value)
    }
  }

  /// A problem for a key that is not known, with the nearest that is.
  mutating func unknown(_ node: Node, _ name: String, under parent: String?, known: [String]) {
    let near = Spelling.nearest(name, among: known)
    add(
      node, parent.map { "\($0).\(name)" } ?? name, found: "there is no key “\(name)”",
      expected: known.joined(separator: ", "), remedy: near.map { "did you mean “\($0)”?" } ?? "take it out")
  }

  /// One word or a list of words.
  mutating func words(_ node: Node, _ key: String) -> [(node: Node, text: String)] {
    if let list = node.sequence {
      return list.compactMap { item in
        guard let text = item.string else {
          add(item, key, found: "a list inside a list", expected: "a word or a list of words")
          return nil
        }
        return (item, text)
      }
    }
    guard let text = node.string else {
      add(node, key, found: "keys and values", expected: "a word or a list of words")
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
      add(node, key, found: "“\(node.string ?? "a list")”", expected: "yes or no")
      return nil
    }
  }

  /// A number: digits of any script, with marks between thousands or `_`.
  mutating func number(_ node: Node, _ key: String, expected: String) -> Double? {
    if let value = Self.decimal(node.string ?? "")?.double { return value }
    add(node, key, found: "“\(node.string ?? "a list")”", expected: expected)
    return nil
  }

  /// A text or a text by language.
  mutating func names(_ node: Node, _ key: String) -> [String: String] {
    if let text = node.string { return ["en": text, "fa": text] }
    var names: [String: String] = [:]
    for entry in entries(node, key, expected: "a text, or {en: …, fa: …}") {
      if let text = entry.value.string { names[entry.name] = text }
    }
    return names
  }

  /// The number that a text writes.
  static func decimal(_ text: String) -> WrittenDecimal? {
    let plain = Array(text.replacing("_", with: "").utf8)
    return plain.withUnsafeBytes { WrittenDecimal($0) }
  }
}

/// Words that were meant.
enum Spelling {
  /// The nearest of some words, where it is near enough to be meant.
  static func nearest(_ word: String, among known: [String]) -> String? {
    let scored = known.map { (distance(word.lowercased(), $0.lowercased()), $0) }.min { $0.0 < $1.0 }
    guard let scored, scored.0 <= max(1, word.count / 3 + 1) else { return nil }
    return scored.1
  }

  /// The letters to change, add or take out between two words (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == right[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
