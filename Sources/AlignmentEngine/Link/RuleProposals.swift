import AlignModel

/// The few rules that cover most confirmed links without contradicting one of them.
///
/// A rule asks for a department, a programme, a mission, a project, a word of the title, or two of these. It is possible where
/// every judged line that it matches was tied to its subject. Among the possible ones the one that covers most lines not yet
/// covered is taken, again and again (the greedy cover of Chvátal 1979, within ln n of the fewest).
package struct RuleProposals: Sendable {
  /// A rule that nobody has taken yet.
  package struct Proposal: Sendable {
    package var subject: LinkSubject
    /// The mean share that the lines it covers have.
    package var share: Double
    package var categories: [(category: LineCategory, value: String)]
    package var words: [String]
    /// Judged lines that it matches, and those of them that no proposal before it covers, nor any rule of the table.
    package var covers: Int
    package var fresh: Int
    /// Open lines of Y that it would tie, their money in minor units, and the first few of them.
    package var ties: Int
    package var money: Int64
    package var examples: [BudgetRow]
  }

  package private(set) var proposals: [Proposal] = []
  /// Judged lines that no rule of the table matches yet, and those of them that some proposal covers.
  package private(set) var judged = 0
  package private(set) var covered = 0

  /// Fewer lines than this are no pattern.
  package static let fewest = 3

  /// Looks for rules.
  ///
  /// - Parameters:
  ///   - limit: the most rules to propose.
  ///   - support: the least lines that a rule must newly cover.
  /// - Complexity: O(judged lines · conditions of a line), about fifty each.
  package init(_ task: LinkTask, of workspace: Workspace, limit: Int = 20, support: Int = RuleProposals.fewest) {
    var table = ConditionTable(workspace)
    // A second rule over lines that one matches already would add its share to that one's.
    let standing = RuleMatcher(workspace.rules, budget: workspace.budget)
    let lines = task.judged
    let isMatched = lines.map { !standing.isEmpty && !standing.matches(row: task.rows[$0.line].index).isEmpty }
    judged = isMatched.count { !$0 }
    let labels = lines.map { Self.subjects(of: $0, task, workspace.plan) }
    for (index, line) in lines.enumerated() { table.add(task.rows[line.line], index, labels[index]) }
    var possible = table.possible(support: support)
    var isCovered = isMatched
    let open = OpenLines(task, workspace, table)
    var shares = LineShares(workspace)
    var tied: [BudgetRow: (filled: Int, subject: LinkSubject)] = [:]
    while proposals.count < limit {
      var best: (condition: Condition, subject: LinkSubject, fresh: Int)?
      for (condition, subject) in possible {
        let fresh = table.lines(of: condition).count { !isCovered[Int($0)] }
        guard fresh >= support else { continue }
        if let best, !Self.isBetter(condition, fresh, than: best) { continue }
        best = (condition, subject, fresh)
      }
      guard let best else { break }
      let rows = open.rows(best.condition)
      let covers = table.lines(of: best.condition)
      // Rules with as many columns would add up on a line that both match: where they say different things, neither is safe.
      let filled = best.condition.filled
      if rows.contains(where: { row in tied[row].map { $0.filled == filled && $0.subject != best.subject } ?? false }) {
        possible.removeAll { $0.0 == best.condition }
        continue
      }
      for line in covers { isCovered[Int(line)] = true }
      for row in rows { tied[row] = (filled, best.subject) }
      let known = covers.compactMap { shares.share(of: task.rows[lines[Int($0)].line], best.subject, workspace.plan) }
      let mean = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
      let (categories, words) = table.names(of: best.condition)
      proposals.append(
        Proposal(
          subject: best.subject, share: best.subject == .none ? 0 : (mean * 100).rounded() / 100,
          categories: categories, words: words, covers: covers.count, fresh: best.fresh, ties: rows.count,
          money: rows.reduce(0) { $0 + workspace.budget.approved[$1] }, examples: Array(rows.prefix(3))))
    }
    covered = isCovered.count { $0 } - isMatched.count { $0 }
  }

  /// More lines first; then fewer columns; then the condition met first.
  private static func isBetter(
    _ condition: Condition, _ fresh: Int, than best: (condition: Condition, subject: LinkSubject, fresh: Int)
  ) -> Bool {
    if fresh != best.fresh { return fresh > best.fresh }
    if condition.filled != best.condition.filled { return condition.filled < best.condition.filled }
    return (condition.first, condition.second) < (best.condition.first, best.condition.second)
  }

  /// What a line was tied to, indicators first, then the goals of those.
  private static func subjects(of line: JudgedLine, _ task: LinkTask, _ plan: Plan) -> [LinkSubject] {
    let own = line.labels.map { Int($0) < task.candidates.count ? task.candidates[Int($0)] : LinkSubject.none }
    let goals = own.compactMap { $0.indicator.map { LinkSubject.goal(plan.indicators.goal[$0]) } }
    return own + goals.filter { !own.contains($0) }
  }
}

/// One or two features that a line must have.
private struct Condition: Hashable {
  var first: Int32
  /// −1 where one feature is all.
  var second: Int32 = -1
  var filled: Int { second < 0 ? 1 : 2 }
}

/// Which judged lines have which features, and what all of them were tied to.
private struct ConditionTable {
  private enum Feature: Hashable {
    case category(LineCategory, Int32)
    case word(String)
  }

  private let budget: Budget
  private var features: [Feature: Int32] = [:]
  private var names: [Feature] = []
  private var found: [Condition: (lines: [Int32], subjects: [LinkSubject])] = [:]
  private var order: [Condition] = []
  private static let categories: [LineCategory] = [.program, .department, .project, .mission]

  init(_ workspace: Workspace) { budget = workspace.budget }

  mutating func add(_ row: BudgetRow, _ line: Int, _ subjects: [LinkSubject]) {
    for condition in conditions(row, adding: true) {
      // In place: an entry taken out and put back would copy its lines at every line.
      if let index = found.index(forKey: condition) {
        found.values[index].lines.append(Int32(truncatingIfNeeded: line))
        found.values[index].subjects.removeAll { !subjects.contains($0) }
      } else {
        found[condition] = ([Int32(truncatingIfNeeded: line)], subjects)
        order.append(condition)
      }
    }
  }

  /// Conditions with enough lines whose lines have a subject in common, in the order in which they were met.
  func possible(support: Int) -> [(Condition, LinkSubject)] {
    order.compactMap { condition in
      guard let entry = found[condition], entry.lines.count >= support, let subject = entry.subjects.first else {
        return nil
      }
      return (condition, subject)
    }
  }

  func lines(of condition: Condition) -> [Int32] { found[condition]?.lines ?? [] }

  func names(of condition: Condition) -> ([(category: LineCategory, value: String)], [String]) {
    var categories: [(category: LineCategory, value: String)] = []
    var words: [String] = []
    for feature in [condition.first, condition.second] where feature >= 0 {
      switch names[Int(feature)] {
      case .category(let category, let code):
        categories.append((category, budget.categories[category]?.names[Int(code)] ?? ""))
      case .word(let word): words.append(word)
      }
    }
    return (categories, words)
  }

  /// The conditions that a row of the budget meets; unknown features only where they are to be added.
  mutating func conditions(_ row: BudgetRow, adding: Bool) -> [Condition] {
    var own: [Int32] = []
    for category in Self.categories {
      guard let code = budget.categories[category]?.codes[row.index], code >= 0 else { continue }
      if let feature = number(.category(category, code), adding) { own.append(feature) }
    }
    for word in Self.words(budget.title[row.index] ?? "") {
      if let feature = number(.word(word), adding), !own.contains(feature) { own.append(feature) }
    }
    var conditions: [Condition] = []
    for (index, feature) in own.enumerated() {
      conditions.append(Condition(first: feature))
      for other in own[(index + 1)...] {
        conditions.append(Condition(first: min(feature, other), second: max(feature, other)))
      }
    }
    return conditions
  }

  private mutating func number(_ feature: Feature, _ adding: Bool) -> Int32? {
    if let number = features[feature] { return number }
    guard adding else { return nil }
    features[feature] = Int32(names.count)
    names.append(feature)
    return Int32(names.count - 1)
  }

  /// The words of a title as a rule matches them; those that say nothing are left out.
  private static func words(_ title: String) -> [String] {
    TextNormaliser.folded(title).split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { word in
      let bytes = Array(word.utf8)
      return word.count > 2 && !WordRules.persianStopWords.contains(bytes)
        && !WordRules.englishStopWords.contains(bytes)
        && !WordRules.spanishStopWords.contains(bytes)
    }
  }
}

/// The open lines of Y by the conditions that they meet.
private struct OpenLines {
  private var rowsOf: [Condition: [BudgetRow]] = [:]

  init(_ task: LinkTask, _ workspace: Workspace, _ table: ConditionTable) {
    var table = table
    for line in 0..<task.linesOfYear where task.isOpen[line] {
      for condition in table.conditions(task.rows[line], adding: false) {
        rowsOf[condition, default: []].append(task.rows[line])
      }
    }
  }

  func rows(_ condition: Condition) -> [BudgetRow] { rowsOf[condition] ?? [] }
}

/// The shares that confirmed links give a line's subjects.
private struct LineShares {
  private let links: Links
  private let index: LinkIndex
  private let budget: Budget

  init(_ workspace: Workspace) {
    (links, budget) = (workspace.links, workspace.budget)
    index = LinkIndex(links, lines: workspace.budget.lineIDs)
  }

  mutating func share(of row: BudgetRow, _ subject: LinkSubject, _ plan: Plan) -> Double? {
    let line = budget.line[row]
    var total = 0.0
    for position in index.first[line.index]..<index.first[line.index + 1] {
      let link = Int(index.order[Int(position)])
      guard links.status[link] == .confirmed else { continue }
      let own = links.subject[link]
      let isOfGoal = own.indicator.map { LinkSubject.goal(plan.indicators.goal[$0]) == subject } ?? false
      if own == subject || isOfGoal { total += links.share[link] }
    }
    return total > 0 ? min(1, total) : nil
  }
}
