import AlignModel

/// What people have settled of each line, by links and by rules, in the order of precedence of DESIGN §3.
struct SettledLines: Sendable {
  private let links: Links
  private let index: LinkIndex
  private let matcher: RuleMatcher
  private let budget: Budget

  /// What is settled of one line.
  struct Verdict {
    /// Subjects that confirmed links or rules tie it to: what others can be taught by.
    var teaches: [LinkSubject] = []
    /// What judged it together with other lines: the row of `links` where a prefix of the line's id was tied, or behind the rows
    /// of `links` the rule; −1 where it was judged alone.
    var group: Int32 = -1
    /// Subjects that someone has rejected for it.
    var rejected: [LinkSubject] = []
    /// Whether a confirmed link or a rule speaks of it, so that nobody need be asked.
    var isSettled = false
  }

  init(_ workspace: Workspace, jobs: Int = 1) {
    links = workspace.links
    budget = workspace.budget
    index = LinkIndex(links, lines: budget.lineIDs, jobs: jobs)
    matcher = RuleMatcher(workspace.rules, budget: budget)
  }

  /// Whether any link may speak of a line.
  func mayBeJudged(_ line: LineID) -> Bool {
    index.first[line.index] < index.first[line.index + 1] || !index.prefixes.isEmpty
  }

  /// What is settled of the line of a row.
  func verdict(on row: BudgetRow) -> Verdict {
    var verdict = Verdict()
    let line = budget.line[row]
    let own = index.order[Int(index.first[line.index])..<Int(index.first[line.index + 1])]
    if own.isEmpty && index.prefixes.isEmpty && matcher.isEmpty { return verdict }
    if !own.isEmpty && index.isPlain[line.index] && !index.prefixesBearOnAll {
      // Nothing but confirmed links to indicators, as most lines have it.
      verdict.isSettled = true
      for row in own where links.share[Int(row)] > 0 { verdict.teaches.append(links.subject[Int(row)]) }
      if verdict.teaches.isEmpty { verdict.teaches = [.none] }
      return verdict
    }
    let exact = Array(own)
    var classes = [exact]
    if !index.prefixes.isEmpty {
      classes += linePrefixes(of: TextNormaliser.key(budget.lineIDs.name(of: line))).compactMap { index.prefixes[$0] }
    }
    verdict.rejected = classes.joined().filter { links.status[Int($0)] == .rejected && isFor($0) }
      .map { links.subject[Int($0)] }
    for (position, rows) in classes.enumerated() {
      let winning = rows.filter {
        links.status[Int($0)] == .confirmed && isFor($0) && links.subject[Int($0)] != .unknown
      }
      guard let first = winning.first else { continue }
      verdict.isSettled = true
      verdict.group = position == 0 ? -1 : first
      let tied = winning.map { links.share[Int($0)] > 0 ? links.subject[Int($0)] : .none }
      let serving = tied.filter { $0 != .none && !verdict.rejected.contains($0) }
      verdict.teaches = serving.isEmpty && tied.contains(.none) ? [.none] : serving
      return verdict
    }
    if !matcher.isEmpty {
      let winners = matcher.winners(among: matcher.matches(row: row.index))
      verdict.isSettled = !winners.isEmpty
      // A rule that ties lines teaches as one that says "none" does: else what is taught would lean to "none".
      let subjects = winners.map { matcher.rules[$0].subject }
      let serving = subjects.filter { $0 != .none && $0 != .unknown }
      verdict.teaches = serving.isEmpty && subjects.contains(.none) ? [.none] : serving
      if let rule = winners.first { verdict.group = Int32(truncatingIfNeeded: links.count + rule) }
    }
    return verdict
  }

  private func isFor(_ link: Int32) -> Bool { !(Int(link) < links.against.count && links.against[Int(link)]) }
}
