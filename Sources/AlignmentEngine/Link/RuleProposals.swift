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
    let budget = workspace.budget
    // A second rule over lines that one matches already would add its share to that one's.
    let standing = RuleMatcher(workspace.rules, budget: budget)
    let lines = task.judged
    var isCovered = lines.map { !standing.isEmpty && !standing.matches(row: task.rows[$0.line].index).isEmpty }
    judged = isCovered.count { !$0 }
    let matched = lines.count - judged
    var features = RuleFeatures(budget)
    let own = lines.map { features.of(task.rows[$0.line], adding: true) }
    let possible = Self.possible(
      own, subjects: lines.map { Self.subjects(of: $0, task, workspace.plan) }, support: support)
    let covers = ConditionLines(possible.map(\.condition), features: own)
    let openRows = (0..<task.linesOfYear).filter { task.isOpen[$0] }.map { task.rows[$0] }
    let open = ConditionLines(
      possible.map(\.condition), features: openRows.map { features.of($0, adding: false) })
    func worth(_ number: Int) -> Worth? {
      let fresh = covers[number].count { !isCovered[Int($0)] }
      return fresh >= support ? Worth(fresh: fresh, condition: possible[number].condition) : nil
    }
    var cover = GreedyCover(possible.indices.compactMap { number in worth(number).map { ($0, number) } })
    var shares = LineShares(workspace)
    var tied: [BudgetRow: (filled: Int, subject: LinkSubject)] = [:]
    while proposals.count < limit, let number = cover.next(worth) {
      let (condition, subject) = possible[number]
      let rows = open[number].map { openRows[Int($0)] }
      // Rules with as many columns would add up on a line that both match: where they say different things, neither is safe.
      let filled = condition.filled
      if rows.contains(where: { row in tied[row].map { $0.filled == filled && $0.subject != subject } ?? false }) {
        continue
      }
      let covered = covers[number]
      let fresh = covered.count { !isCovered[Int($0)] }
      for line in covered { isCovered[Int(line)] = true }
      for row in rows { tied[row] = (filled, subject) }
      let known = covered.compactMap { shares.share(of: task.rows[lines[Int($0)].line], subject, workspace.plan) }
      let mean = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
      let (categories, words) = features.names(of: condition)
      proposals.append(
        Proposal(
          subject: subject, share: subject == .none ? 0 : (mean * 100).rounded() / 100,
          categories: categories, words: words, covers: covered.count, fresh: fresh, ties: rows.count,
          money: rows.reduce(0) { $0 + budget.approved[$1] }, examples: Array(rows.prefix(3))))
    }
    covered = isCovered.count { $0 } - matched
  }

  /// Conditions that enough judged lines meet and whose lines have a subject in common, in the order in which they were met.
  ///
  /// Two features that enough lines have together are each had by enough, so pairs with a rarer one are not looked at.
  private static func possible(_ features: [[Int32]], subjects: [[LinkSubject]], support: Int) -> [(
    condition: RuleCondition, subject: LinkSubject
  )] {
    var frequency: [Int32: Int] = [:]
    for own in features { for feature in own { frequency[feature, default: 0] += 1 } }
    var found: [UInt64: Int32] = [:]
    var conditions: [(condition: RuleCondition, count: Int, subjects: [LinkSubject])] = []
    for (line, own) in features.enumerated() {
      let frequent = own.filter { frequency[$0, default: 0] >= support }
      RuleFeatures.forEach(of: frequent) { condition in
        let key = condition.key
        if let number = found[key].map(Int.init) {
          conditions[number].count += 1
          if !conditions[number].subjects.isEmpty {
            conditions[number].subjects.removeAll { !subjects[line].contains($0) }
          }
        } else {
          found[key] = Int32(truncatingIfNeeded: conditions.count)
          conditions.append((condition, 1, subjects[line]))
        }
      }
    }
    return conditions.compactMap { entry in
      guard entry.count >= support, let subject = entry.subjects.first else { return nil }
      return (entry.condition, subject)
    }
  }

  /// More lines first; then fewer columns; then the condition met first.
  private struct Worth: Comparable {
    var fresh: Int
    var condition: RuleCondition

    static func < (one: Worth, other: Worth) -> Bool {
      if one.fresh != other.fresh { return one.fresh < other.fresh }
      if one.condition.filled != other.condition.filled { return one.condition.filled > other.condition.filled }
      return (other.condition.first, other.condition.second) < (one.condition.first, one.condition.second)
    }
  }

  /// What a line was tied to, indicators first, then the goals of those.
  private static func subjects(of line: JudgedLine, _ task: LinkTask, _ plan: Plan) -> [LinkSubject] {
    let own = line.labels.map { Int($0) < task.candidates.count ? task.candidates[Int($0)] : LinkSubject.none }
    let goals = own.compactMap { $0.indicator.map { LinkSubject.goal(plan.indicators.goal[$0]) } }
    return own + goals.filter { !own.contains($0) }
  }
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
