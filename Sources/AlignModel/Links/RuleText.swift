/// What a rule asks of a line, as a person writes it in one cell or on the command line: `programme: …; title: …`.
package struct RuleText: Sendable, Hashable {
  package var categories: [LineCategory: String] = [:]
  package var title: Rule.TitlePattern?
  /// The indicator and the goal that it names, as written.
  package var indicator: String?
  package var goal: String?

  /// The number of columns that it fills in.
  package var filled: Int { categories.count + (title == nil ? 0 : 1) }

  /// A rule of its parts.
  package init(categories: [LineCategory: String] = [:], title: Rule.TitlePattern? = nil) {
    (self.categories, self.title) = (categories, title)
  }

  /// The rule that a text asks for; nil where it names no column, or one that no rule has.
  ///
  /// The columns are those of the table `rules`, in any of its languages. A semicolon parts them only where a column's name
  /// and a colon follow it, so that it may stand in a name.
  package init?(_ written: String) {
    var parts: [(key: String, value: String)] = []
    for piece in written.split(separator: ";", omittingEmptySubsequences: false) {
      let halves = piece.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if halves.count == 2, let key = Self.column(halves[0]) {
        parts.append((key, halves[1]))
      } else if parts.isEmpty {
        return nil
      } else {
        parts[parts.count - 1].value += ";" + piece
      }
    }
    for (key, written) in parts {
      let value = written.split(separator: " ").joined(separator: " ")
      if value.isEmpty { continue }
      switch key {
      case "title": title = Rule.TitlePattern(value)
      case "indicator": indicator = value
      case "goal": goal = value
      default: if let category = LineCategory(rawValue: key) { categories[category] = value }
      }
    }
    if filled == 0 { return nil }
  }

  private static func column(_ written: String) -> String? {
    let key = TextNormaliser.key(written).lowercased()
    return Tables.rules.columns.first { column in
      (column.name == key || column.alsoCalled.contains { TextNormaliser.key($0).lowercased() == key })
        && (LineCategory(rawValue: column.name) != nil || ["title", "indicator", "goal"].contains(column.name))
    }?.name
  }

  /// The conditions as a person may write them, each column by a name of ours.
  ///
  /// - Parameter name: what a column is called.
  package func text(_ name: (String) -> String = { $0 }) -> String {
    var parts = LineCategory.allCases.compactMap { category in
      categories[category].map { "\(name(category.rawValue)): \($0)" }
    }
    if let title { parts.append("\(name("title")): \(title.written)") }
    return parts.joined(separator: "; ")
  }

  /// The rule that ties lines to a subject.
  package func rule(_ subject: LinkSubject, share: Double = 1) -> Rule {
    Rule(subject: subject, share: share, categories: categories, title: title, row: 0, subjectName: "")
  }
}
