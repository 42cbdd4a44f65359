import AlignModel

/// The keys and words of YAML as the sheet calls them on which a problem stands: who fills in a sheet knows no YAML.
struct SheetKeyWords {
  private let keys: [SheetKey]
  /// The key of the row, where it is known.
  private let key: SheetKey?

  /// The words of the sheet of a place; nil where it is no sheet of keys.
  init?(_ place: Problem.Place) {
    guard let sheet = place.sheet, place.isOwnBook, let path = place.key else { return nil }
    let folded = SheetWord.folded(sheet)
    let isOfScenarios = Tables.scenarios.names.contains { SheetWord.folded($0) == folded }
    keys = isOfScenarios ? ScenarioSheet.keys : SettingKeys.all
    key = Self.key(path, in: keys) ?? (isOfScenarios ? Self.key(path, in: ScenarioSheet.selections) : nil)
  }

  /// The key of a path in YAML; of a limit (`limits.2.floor`) by its last part.
  private static func key(_ path: String, in keys: [SheetKey]) -> SheetKey? {
    let last = path.split(separator: ".").last.map(String.init) ?? path
    return keys.first { $0.path == path }
      ?? (path.hasPrefix("limits") ? keys.first { $0.path == "limits." + last || $0.path == last } : nil)
  }

  /// What the sheet calls the key of a place; nil where it has no name for it.
  func key(_ path: String, _ language: Language) -> String? { key?.shown(in: language) }

  /// A word that the value of the row may be, or a key.
  func name(_ name: String, _ language: Language) -> String? {
    if let key, key.values.contains(where: { $0.name == name }) { return key.value(name, in: language) }
    return keys.first { $0.path == name }?.shown(in: language)
  }

  /// The keys that a form offers in place of a key of YAML or of the keys below it; none for words of a value.
  func keys(below name: String, _ language: Language) -> [String] {
    if let key, key.values.contains(where: { $0.name == name }) { return [] }
    return keys.filter { $0.path == name || $0.path.hasPrefix(name + ".") }.map { $0.shown(in: language) }
  }
}
