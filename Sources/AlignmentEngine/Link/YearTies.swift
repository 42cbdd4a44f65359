import AlignModel

/// What links and rules say of lines in one year, with the row that says it.
struct YearTies {
  /// One thing that a line is tied to.
  struct Tie: Sendable, Hashable {
    var subject: LinkSubject
    /// Of the line's money; 1 where it serves no target.
    var share: Double
    /// The place among the links or the rules.
    var row: Int
    var isRule: Bool
  }

  private let links: Links
  private let budget: Budget
  private let plan: Plan
  private let index: LinkIndex
  private let matcher: RuleMatcher
  private let year: Int

  /// Sorts the links that count in a year.
  init(_ workspace: Workspace, year: Int, jobs: Int = 1) {
    (links, budget, plan) = (workspace.links, workspace.budget, workspace.plan)
    self.year = year
    index = LinkIndex(links, lines: budget.lineIDs, in: year, jobs: jobs)
    matcher = RuleMatcher(workspace.rules, budget: budget)
  }

  /// The ties of the line of a row: of the first class that has any, as ``SettledLines`` takes them.
  ///
  /// - Parameter own: which links that name the line itself may speak.
  func ties(of row: BudgetRow, own: (Int) -> Bool = { _ in true }) -> [Tie] {
    let line = budget.line[row]
    let exact = naming(line).filter { own(Int($0)) }
    var classes = [exact]
    if !index.prefixes.isEmpty {
      classes += linePrefixes(of: budget.lineIDs.key(of: line)).compactMap { index.prefixes[$0] }
    }
    let rejected = Set(
      classes.joined().filter { links.status[Int($0)] == .rejected && isFor(Int($0)) }.map { links.subject[Int($0)] })
    for rows in classes {
      let winning = rows.map { Int($0) }.filter {
        links.status[$0] == .confirmed && isFor($0) && links.subject[$0] != .unknown
      }
      guard !winning.isEmpty else { continue }
      return Self.whole(
        winning.map { Tie(subject: links.subject[$0], share: links.share[$0], row: $0, isRule: false) }
          .filter { !isRejected($0.subject, rejected) })
    }
    guard !matcher.isEmpty else { return [] }
    return Self.whole(
      matcher.winners(among: matcher.matches(row: row.index)).map {
        Tie(subject: matcher.rules[$0].subject, share: matcher.rules[$0].share, row: $0, isRule: true)
      }
      .filter { !isRejected($0.subject, rejected) })
  }

  /// What someone has rejected for the line of a row, by links that name it itself.
  func rejected(_ row: BudgetRow) -> Set<LinkSubject> {
    Set(
      naming(budget.line[row])
        .filter { links.status[Int($0)] == .rejected && isFor(Int($0)) }.map { links.subject[Int($0)] })
  }

  /// The links of this year that name a line itself.
  func links(of line: LineID) -> [Int] { naming(line).map { Int($0) } }

  private func naming(_ line: LineID) -> ArraySlice<Int32> {
    index.order[Int(index.first[line.index])..<Int(index.first[line.index + 1])]
  }

  private func isFor(_ link: Int) -> Bool { !(link < links.against.count && links.against[link]) }

  private func isRejected(_ subject: LinkSubject, _ rejected: Set<LinkSubject>) -> Bool {
    rejected.contains(subject)
      || (subject.indicator.map { rejected.contains(.goal(plan.indicators.goal[$0])) } ?? false)
  }

  /// One tie for each subject, shares of at most 1 together; a target goes before serving none.
  private static func whole(_ ties: [Tie]) -> [Tie] {
    var found: [Tie] = []
    for tie in ties {
      var tie = tie
      if !(tie.share > 0) { tie.subject = .none }
      if let at = found.firstIndex(where: { $0.subject == tie.subject }) {
        found[at].share += tie.share
      } else {
        found.append(tie)
      }
    }
    if found.contains(where: { $0.subject != .none }) { found.removeAll { $0.subject == .none } }
    let total = found.reduce(0.0) { $0 + $1.share }
    for index in found.indices {
      if found[index].subject == .none { found[index].share = 1 } else if total > 1 { found[index].share /= total }
    }
    return found
  }
}
