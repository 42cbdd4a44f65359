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
    /// Columns with the codes that match; nearly always one.
    var conditions: [(codes: [Int32], matching: [Int32])] = []
    /// By word of the rule the ways of reading it.
    var words: [[TitleWords.Wanted]] = []
    var expressions: [TitleExpression] = []
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
      var bucket: (category: LineCategory, codes: [Int32])?
      for category in LineCategory.allCases {
        guard let key = rule.categories[category] else { continue }
        guard let column = budget.categories[category], case let codes = column.codes(matching: key), !codes.isEmpty
        else {
          made.canMatch = false
          continue
        }
        if bucket == nil { bucket = (category, codes) } else { made.conditions.append((column.codes, codes)) }
      }
      switch rule.title {
      case .words(let words)?:
        made.words = words.map { NameForms.keys(of: $0).map(TitleWords.Wanted.init) }
        made.asksTitle = true
      case .expression(let pattern)?:
        made.expressions = Rule.readings(pattern).compactMap { try? TitleExpression($0) }
        made.asksTitle = true
        if made.expressions.isEmpty { made.canMatch = false }
      case nil: break
      }
      if made.canMatch {
        if let bucket {
          for code in bucket.codes { byCategory[bucket.category, default: [:]][code, default: []].append(index) }
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
  ///
  /// - Parameter wanted: the rules that are asked about, where not all are.
  func matches(row: Int, among wanted: Set<Int>? = nil) -> [Int] {
    func isWanted(_ rule: Int) -> Bool { wanted?.contains(rule) ?? true }
    var title: TitleWords?
    var found: [Int] = []
    for (codes, rules) in byCode {
      for rule in rules[codes[row]] ?? [] where isWanted(rule) && matches(rule, row: row, title: &title) {
        found.append(rule)
      }
    }
    for rule in byTitle where isWanted(rule) && matches(rule, row: row, title: &title) { found.append(rule) }
    return found.count > 1 ? found.sorted() : found
  }

  /// Of matching rules, those with the most filled columns.
  func winners(among matching: [Int]) -> [Int] {
    guard matching.count > 1, let most = matching.map({ rules[$0].filled }).max() else { return matching }
    return matching.filter { rules[$0].filled == most }
  }

  private func matches(_ index: Int, row: Int, title: inout TitleWords?) -> Bool {
    let rule = compiled[index]
    for (codes, matching) in rule.conditions where !matching.contains(codes[row]) { return false }
    guard rule.asksTitle else { return true }
    var words = title ?? TitleWords(budget.title[row] ?? "")
    defer { title = words }
    if !rule.expressions.isEmpty { return rule.expressions.contains { words.matches($0) } }
    return !rule.words.isEmpty && rule.words.allSatisfy { readings in readings.contains { words.hold($0) } }
  }
}

/// A title as rules look at it: its words, where a zero-width non-joiner both ends a word and does not.
struct TitleWords {
  /// A word that a rule asks for.
  struct Wanted {
    let text: [UInt8]
    /// The word between blanks, where it has a mark or a blank inside it ("co-op") and so is no single word of a title.
    let spaced: String?

    init(_ text: String) {
      self.text = Array(text.utf8)
      spaced = text.allSatisfy { $0.isLetter || $0.isNumber } ? nil : " \(text) "
    }
  }

  /// The title as a whole, non-joiners read as nothing and, where there are any, as blanks; capitals kept.
  private let texts: [String]
  /// The title with a control character for every non-joiner, which rules of expressions never ask to be split into words.
  private let marked: String
  private lazy var words = Self.words(of: marked)
  private static let joint: Unicode.Scalar = "\u{1F}"

  init(_ title: String) {
    let text = TextNormaliser.keepingJoints(title)
    guard text.holdsJoint else {
      (texts, marked) = ([text], text)
      return
    }
    texts = ["", " "].map { text.replacingJoints(with: $0) }
    marked = text.replacingJoints(with: String(Self.joint))
  }

  /// The words of a title as UTF-8, in small letters; of one that holds non-joiners every run of its parts. Normalised text
  /// is equal where its bytes are, and a title has few words: a set of strings took three times as long.
  private static func words(of marked: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    let inWord = { (scalar: Unicode.Scalar) in scalar == joint || scalar.isOfWord }
    for word in marked.lowercased().unicodeScalars.split(whereSeparator: { !inWord($0) }) {
      let pieces = word.split(separator: joint)
      for first in pieces.indices {
        var run: [UInt8] = []
        for piece in pieces[first...] {
          run += Array(String(piece).utf8)
          words.append(run)
        }
      }
    }
    return words
  }

  /// Whether the title holds a word.
  mutating func hold(_ word: Wanted) -> Bool {
    if words.contains(word.text) { return true }
    guard let spaced = word.spaced else { return false }
    return texts.contains { " \($0.lowercased()) ".contains(spaced) }
  }

  /// Whether an expression matches anywhere in the title; one that reaches a limit, which the reader reports, does not.
  func matches(_ expression: TitleExpression) -> Bool { texts.contains { expression.search($0) == .match } }
}

extension Unicode.Scalar {
  /// Whether the scalar belongs to a word: a letter, a number, or a mark over one.
  fileprivate var isOfWord: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber,
      .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }
}
