/// The ways in which the name of an office, a programme or a person may be written and still be the same.
///
/// Capitals and small letters are the same, as everywhere; and a zero-width non-joiner (nim-fāseleh) matches a blank, nothing
/// and another one, so that «پارک‌ها» is both «پارک ها» and «پارکها».
package enum NameForms {
  /// The keys under which a name is found: one where it has no non-joiner, else one for each way of reading them. Two names
  /// match where they share a key; the first key reads every non-joiner as nothing.
  package static func keys(of name: String) -> [String] {
    let parts = name.partsBetweenJoints
    guard parts.count > 1 else { return [TextNormaliser.folded(name)] }
    // Longer names with more of them are read in two ways only: all as nothing, all as blanks.
    let readings = parts.count - 1 <= mostRead ? Array(0..<(1 << (parts.count - 1))) : [0, -1]
    var keys: [String] = []
    for reading in readings {
      var text = parts[0]
      for (index, part) in parts.dropFirst().enumerated() { text += (reading >> index & 1 == 1 ? " " : "") + part }
      let key = TextNormaliser.folded(text)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Whether two names match.
  package static func areAlike(_ name: String, _ other: String) -> Bool {
    let keys = keys(of: name)
    return Self.keys(of: other).contains(where: keys.contains)
  }

  private static let mostRead = 5
}

/// Things by their names, where names match as ``NameForms`` says.
package struct NameIndex<Value> {
  private var byKey: [String: Value] = [:]

  /// Nothing yet.
  package init() {}

  /// What stands under a name, or under one that matches it.
  package subscript(name: String) -> Value? {
    get { NameForms.keys(of: name).lazy.compactMap { byKey[$0] }.first }
    set { for key in NameForms.keys(of: name) { byKey[key] = newValue } }
  }
}

extension NameIndex: Sendable where Value: Sendable {}

/// Ids by their places: as written, or where no id is, the only one that matches as names do (``NameForms``).
package struct IDLookup: Sendable {
  private var exact: [String: Int] = [:]
  /// −1 where several ids share a key.
  private var alike: [String: Int] = [:]

  /// Ids in the order of their table; of two that are the same the first stands.
  package init(_ ids: some Sequence<String>) {
    for (index, id) in ids.enumerated() {
      let key = TextNormaliser.key(id)
      guard exact[key] == nil else { continue }
      exact[key] = index
      for key in NameForms.keys(of: id) { alike[key] = alike[key].map { $0 == index ? index : -1 } ?? index }
    }
  }

  /// The place of an id.
  package subscript(id: String) -> Int? {
    if let index = exact[TextNormaliser.key(id)] { return index }
    let found = Set(NameForms.keys(of: id).compactMap { alike[$0] })
    return found.count == 1 ? found.first.flatMap { $0 < 0 ? nil : $0 } : nil
  }
}
