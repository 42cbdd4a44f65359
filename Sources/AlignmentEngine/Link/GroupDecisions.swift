import AlignModel

/// Decisions on groups of lines as what is to be written: rules where they change nothing that is settled, else links of every
/// line that they settle.
///
/// A rule of as many columns as one that matches the same line adds up with it, and one of more columns replaces it. So a
/// decision on a group becomes a rule only where none of its lines is settled by a rule before it of as many columns or fewer.
struct GroupDecisions {
  private(set) var rules: [LinkAcceptance.RuleRow] = []
  /// What is written, or disputed, line by line.
  private(set) var lines: [LinkDecisions.Decision] = []

  /// Settles decisions on groups.
  ///
  /// - Complexity: O(text of the titles of the year) where there are any.
  init(_ decisions: LinkDecisions, of workspace: Workspace, year: Int) {
    let groups = Self.groups(decisions.groups)
    guard !groups.isEmpty else { return }
    let budget = workspace.budget
    let matcher = RuleMatcher(groups.map { $0.rule.rule(.none) }, budget: budget)
    let standing = RuleMatcher(workspace.rules, budget: budget)
    let settled = SettledLines(workspace)
    var taken = [[BudgetRow]](repeating: [], count: groups.count)
    var isRule = [Bool](repeating: true, count: groups.count)
    for row in budget.rows(of: year) {
      let matching = matcher.matches(row: row.index)
      if matching.isEmpty { continue }
      if let before = standing.matches(row: row.index).map({ standing.rules[$0].filled }).max() {
        for group in matching where groups[group].rule.filled >= before { isRule[group] = false }
      }
      if settled.verdict(on: row).isSettled { continue }
      taken[matching[0]].append(row)
      for group in matching.dropFirst() where groups[group].rule.filled >= groups[matching[0]].rule.filled {
        isRule[group] = false
      }
    }
    let alone = Set(decisions.decisions.filter { $0.verdict != .reject }.map(\.line))
    for (index, group) in groups.enumerated() {
      let rows = taken[index].filter { !alone.contains(budget.line[$0]) }
      let accepted = group.decisions.filter { $0.verdict != .reject }
      if accepted.isEmpty || rows.isEmpty { continue }
      if let shares = Self.shares(group.decisions) {
        if isRule[index] {
          for (subject, share) in shares {
            let own = accepted.filter { $0.subject == subject }
            rules.append(
              LinkAcceptance.RuleRow(
                rule: group.rule, subject: subject, share: share,
                people: own.reduce(into: []) { if !$0.contains($1.person) { $0.append($1.person) } },
                reason: own.first?.reason ?? "", lines: rows.count))
          }
        } else {
          for row in rows { add(accepted, row, budget, shares) }
        }
      } else if let first = rows.first {
        // One line stands for all of them in what people have to settle.
        add(group.decisions, first, budget, [])
      }
    }
  }

  private mutating func add(
    _ decisions: [LinkDecisions.GroupDecision], _ row: BudgetRow, _ budget: Budget,
    _ shares: [(subject: LinkSubject, share: Double)]
  ) {
    for decision in decisions {
      lines.append(
        LinkDecisions.Decision(
          person: decision.person, line: budget.line[row], lineName: budget.id(of: row), subject: decision.subject,
          verdict: decision.verdict,
          share: decision.subject == .none
            ? nil : shares.first { $0.subject == decision.subject }?.share ?? decision.share,
          reason: ([decision.rule.text()] + (decision.reason.isEmpty ? [] : [decision.reason])).joined(separator: "; "),
          file: decision.file, row: decision.row, date: decision.date, isRuling: decision.isRuling))
    }
  }

  private static func groups(_ decisions: [LinkDecisions.GroupDecision]) -> [(
    rule: RuleText, decisions: [LinkDecisions.GroupDecision]
  )] {
    var place: [RuleText: Int] = [:]
    var groups: [(rule: RuleText, decisions: [LinkDecisions.GroupDecision])] = []
    for decision in decisions {
      if let at = place[decision.rule] {
        groups[at].decisions.append(decision)
      } else {
        place[decision.rule] = groups.count
        groups.append((decision.rule, [decision]))
      }
    }
    // Where someone ruled on a group, that is what counts.
    for at in groups.indices where groups[at].decisions.contains(where: \.isRuling) {
      groups[at].decisions.removeAll { !$0.isRuling }
    }
    return groups
  }

  /// The share of each subject where everyone who decided on the group says the same; nil where they do not, or where the
  /// shares exceed the whole.
  private static func shares(_ decisions: [LinkDecisions.GroupDecision]) -> [(subject: LinkSubject, share: Double)]? {
    var byPerson: [String: Set<[String]>] = [:]
    var subjects: [LinkSubject] = []
    var given: [LinkSubject: Double] = [:]
    for decision in decisions where decision.verdict != .reject {
      byPerson[decision.person, default: []].insert(["\(decision.subject)", "\(decision.share ?? 0)"])
      if !subjects.contains(decision.subject) { subjects.append(decision.subject) }
      if let share = decision.share { given[decision.subject] = share }
    }
    let rejected = Set(decisions.filter { $0.verdict == .reject }.map(\.subject))
    guard Set(byPerson.values).count == 1, subjects.allSatisfy({ !rejected.contains($0) }),
      subjects == [.none] || !subjects.contains(.none)
    else { return nil }
    if subjects == [.none] { return [(.none, 0)] }
    let rest = 1 - subjects.reduce(0) { $0 + (given[$1] ?? 0) }
    let without = subjects.count { given[$0] == nil }
    let part = without > 0 ? ((rest / Double(without)) * 10_000 + 1e-6).rounded(.down) / 10_000 : 0
    if rest < -FundingMatrix.shareTolerance || (without > 0 && part <= 0) { return nil }
    return subjects.map { ($0, given[$0] ?? part) }
  }
}
