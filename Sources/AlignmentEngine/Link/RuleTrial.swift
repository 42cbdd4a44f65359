import AlignModel

/// What a rule that stands in no table yet would do: the open lines that it would tie, and what is known of the others.
package struct RuleTrial: Sendable {
  /// What becomes of lines that the rule matches.
  package enum Outcome: String, Sendable, CaseIterable {
    /// Open, so that the rule would settle it.
    case ties = "would_tie"
    /// Judged, to the same subject or its goal.
    case agrees
    /// Judged to serve something else.
    case contradicts
    /// Settled by another rule.
    case ruled
  }

  /// Lines of one outcome and subject.
  package struct Entry: Sendable {
    package var outcome: Outcome
    /// What the lines serve; nil for open ones.
    package var subject: LinkSubject?
    package var rows: [BudgetRow]
    package var money: Int64
  }

  /// What it would tie lines to: as asked, else what most judged lines among its own serve; nil where none is judged.
  package let subject: LinkSubject?
  package private(set) var entries: [Entry] = []

  /// Tries a rule on the lines of a year, and on judged lines of other years.
  ///
  /// - Complexity: O(text of the titles).
  package init(_ text: RuleText, subject asked: LinkSubject?, _ task: LinkTask, of workspace: Workspace) {
    let matcher = RuleMatcher([text.rule(asked ?? .none)], budget: workspace.budget)
    let matched = task.rows.indices.filter { !matcher.matches(row: task.rows[$0].index).isEmpty }
    let plan = workspace.plan
    let labels = Dictionary(task.judged.map { ($0.line, $0.labels) }) { first, _ in first }
    func subjects(_ line: Int) -> [LinkSubject]? {
      labels[line].map { $0.map { Int($0) < task.candidates.count ? task.candidates[Int($0)] : LinkSubject.none } }
    }
    func withGoals(_ own: [LinkSubject]) -> [LinkSubject] {
      own
        + own.compactMap { $0.indicator.map { LinkSubject.goal(plan.indicators.goal[$0]) } }.filter {
          !own.contains($0)
        }
    }
    var votes: [LinkSubject: Int] = [:]
    var order: [LinkSubject] = []
    for line in matched {
      for subject in withGoals(subjects(line) ?? []) {
        if votes.updateValue(votes[subject, default: 0] + 1, forKey: subject) == nil { order.append(subject) }
      }
    }
    // An indicator before its goal where both have as many.
    func standing(_ place: Int) -> (Int, Int, Int) {
      (votes[order[place], default: 0], order[place].goal == nil ? 1 : 0, -place)
    }
    let most = order.indices.max { standing($0) < standing($1) }
    subject = asked ?? most.map { order[$0] }
    var found: [(outcome: Outcome, subject: LinkSubject?)] = []
    var rows: [[BudgetRow]] = []
    for line in matched {
      var outcome = Outcome.ruled
      var own: LinkSubject?
      if let judged = subjects(line) {
        let isSame = subject.map { withGoals(judged).contains($0) } ?? false
        (outcome, own) = (isSame ? .agrees : .contradicts, isSame ? subject : judged.first)
      } else if line < task.linesOfYear, task.isOpen[line] {
        outcome = .ties
      }
      if let at = found.firstIndex(where: { $0.outcome == outcome && $0.subject == own }) {
        rows[at].append(task.rows[line])
      } else {
        found.append((outcome, own))
        rows.append([task.rows[line]])
      }
    }
    for outcome in Outcome.allCases {
      var own: [Entry] = []
      for (index, entry) in found.enumerated() where entry.outcome == outcome {
        let money = rows[index].reduce(Int64(0)) { $0 + workspace.budget.approved[$1] }
        own.append(Entry(outcome: outcome, subject: entry.subject, rows: rows[index], money: money))
      }
      entries += own.sorted { $0.rows.count > $1.rows.count }
    }
  }

  /// Lines of one outcome.
  package func count(_ outcome: Outcome) -> Int {
    entries.reduce(0) { $0 + ($1.outcome == outcome ? $1.rows.count : 0) }
  }
}
