import AlignModel

/// The table `rules` made ready for many lines: categories as codes, patterns compiled.
struct RuleMatcher {
  let rules: [Rule]
  private let budget: Budget
  private let compiled: [Compiled]
  /// Rules by the code of their first filled column, so that a line meets only rules that may match it.
  private let byCode: [(codes: [Int32], rules: [Int32: [Int]])]
  /// Rules that ask of nothing but a title.
  private let byTitle: [Int]

  private struct Compiled {
    var conditions: [(codes: [Int32], code: Int32)] = []
    var words: [String] = []
    var expression: Regex<AnyRegexOutput>?
    var asksTitle = false
    var canMatch = true
  }

  init(_ rules: [Rule], budget: Budget) {
    self.rules = rules
    self.budget = budget
    var compiled: [Compiled] = []
    var byCategory: [LineCategory: [Int32: [Int]]] = [:]
    var byTitle: [Int] = []
    for (index, rule) in rules.enumerated() {
      var made = Compiled()
      var bucket: (LineCategory, Int32)?
      for category in LineCategory.allCases {
        guard let key = rule.categories[category] else { continue }
        guard let column = budget.categories[category], let code = column.code(ofKey: key) else {
          made.canMatch = false
          continue
        }
        if bucket == nil { bucket = (category, code) } else { made.conditions.append((column.codes, code)) }
      }
      switch rule.title {
      case .words(let words)?:
        made.words = words
        made.asksTitle = true
      case .expression(let pattern)?:
        made.expression = try? Regex(pattern)
        made.asksTitle = true
        if made.expression == nil { made.canMatch = false }
      case nil: break
      }
      if made.canMatch {
        if let (category, code) = bucket {
          byCategory[category, default: [:]][code, default: []].append(index)
        } else if made.asksTitle {
          byTitle.append(index)
        }
      }
      compiled.append(made)
    }
    self.compiled = compiled
    self.byTitle = byTitle
    byCode = LineCategory.allCases.compactMap { category in
      guard let rules = byCategory[category], let column = budget.categories[category] else { return nil }
      return (column.codes, rules)
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  /// The rules that match a row of the budget, in table order.
  func matches(row: Int) -> [Int] {
    var title: Title?
    var found: [Int] = []
    for (codes, rules) in byCode {
      for rule in rules[codes[row]] ?? [] where matches(rule, row: row, title: &title) { found.append(rule) }
    }
    for rule in byTitle where matches(rule, row: row, title: &title) { found.append(rule) }
    return found.count > 1 ? found.sorted() : found
  }

  /// Of matching rules, those with the most filled columns.
  func winners(among matching: [Int]) -> [Int] {
    guard matching.count > 1, let most = matching.map({ rules[$0].filled }).max() else { return matching }
    return matching.filter { rules[$0].filled == most }
  }

  private struct Title {
    var text: String
    /// Capitals do not count where words are matched; an expression says itself whether they do.
    var folded: String
    var words: Set<Substring>
  }

  private func matches(_ index: Int, row: Int, title: inout Title?) -> Bool {
    let rule = compiled[index]
    for (codes, code) in rule.conditions where codes[row] != code { return false }
    guard rule.asksTitle else { return true }
    if title == nil {
      let text = TextNormaliser.key(budget.title[row] ?? "")
      let folded = text.lowercased()
      title = Title(text: text, folded: folded, words: Set(folded.split { !$0.isLetter && !$0.isNumber }))
    }
    guard let title else { return false }
    if let expression = rule.expression { return (try? expression.firstMatch(in: title.text)) != nil }
    // A word with a mark inside it ("co-op") is no single word of the title, so it is looked for between blanks too.
    return !rule.words.isEmpty
      && rule.words.allSatisfy { word in
        title.words.contains(Substring(word)) || " \(title.folded) ".contains(" \(word) ")
      }
  }
}
