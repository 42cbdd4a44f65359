import AlignBasics
import AlignModel

/// What lines of an earlier year were tied to, proposed for lines of a later one whose code is new or stands for another work:
/// a renamed or renumbered line keeps its ties, a code that was given to another work does not.
package struct CarriedLinks: Sendable {
  /// Why a line is asked about.
  package enum Reason: String, Sendable, CaseIterable {
    /// Its code did not stand in the earlier year.
    case new
    /// Its code stood for another work (AL405).
    case changed
  }

  /// One tie proposed for a line.
  package struct Proposal: Sendable, Hashable {
    package var row: BudgetRow
    package var reason: Reason
    /// Counted from 1; ties of one old line have one rank.
    package var rank: Int
    /// The line that it probably goes on from, of the earlier year.
    package var from: BudgetRow
    /// That the line goes on from one with these ties.
    package var confidence: Double
    package var subject: LinkSubject
    package var share: Double
    /// The row that tied the old line, as a person counts it, in the table `links` or `rules`.
    package var givenBy: Int
    package var isByRule: Bool
  }

  /// A code that stands for another work while links without years still name it.
  package struct Stale: Sendable, Hashable {
    package var before: BudgetRow
    package var now: BudgetRow
    /// Rows of `links`, as a person counts them.
    package var links: [Int]
  }

  /// What is asked for.
  package struct Request: Sendable {
    /// Old lines a line, with different ties.
    package var top = 3
    /// The least confidence.
    package var least = 0.2

    package init() {}
  }

  package private(set) var proposals: [Proposal] = []
  package private(set) var stale: [Stale] = []
  /// Open lines whose code is new, and whose code stands for another work, and how many of them have a proposal.
  package private(set) var newLines = 0
  package private(set) var changedLines = 0
  package private(set) var linesAnswered = 0
  package let from: Int
  package let to: Int

  /// Looks for what can be carried.
  ///
  /// - Throws: ``AnalysisError`` where a year has no lines.
  /// - Complexity: O(text of the titles + asked lines · lines that share rare words with each), on at most `jobs` threads.
  package init(_ workspace: Workspace, from: Int, to: Int, request: Request = .init(), jobs: Int = 1) throws {
    (self.from, self.to) = (from, to)
    let budget = workspace.budget
    let (old, new) = (budget.rows(of: from), budget.rows(of: to))
    for (year, rows) in [(from, old), (to, new)] where rows.isEmpty {
      throw AnalysisError.yearNotInBudget(year, available: budget.years)
    }
    let (before, now) = (YearTies(workspace, year: from, jobs: jobs), YearTies(workspace, year: to, jobs: jobs))
    let changed = Set(LineWorks(in: budget, years: from...to).reused.keys)
    var oldOf = [Int32](repeating: -1, count: budget.lineIDs.count)
    for (place, row) in old.enumerated() { oldOf[budget.line[row].index] = Int32(truncatingIfNeeded: place) }
    var kept = [Int32](repeating: -1, count: old.count)
    var asked: [(place: Int, reason: Reason)] = []
    let links = workspace.links
    for (place, row) in new.enumerated() {
      let line = budget.line[row]
      let past = oldOf[line.index]
      if past >= 0, !changed.contains(line) {
        kept[Int(past)] = Int32(truncatingIfNeeded: place)
      } else if past < 0 {
        if now.ties(of: row).isEmpty { asked.append((place, .new)) }
      } else if now.ties(of: row, own: { links.years(of: $0).map { !$0.contains(from) } ?? false }).isEmpty {
        // Links without years were made for the work of the earlier year.
        asked.append((place, .changed))
        let own = now.links(of: line).filter { links.years(of: $0) == nil && links.status[$0] == .confirmed }
        if !own.isEmpty {
          stale.append(
            Stale(before: old[Int(past)], now: row, links: own.map { links.rowNumbers[$0] }))
        }
      }
    }
    newLines = asked.count { $0.reason == .new }
    changedLines = asked.count - newLines
    let predecessors = Predecessors(budget, old: old, new: new, jobs: jobs)
    let found = predecessors.find(asked.map(\.place), kept: kept, jobs: jobs)
    func ties(_ place: Int) -> [YearTies.Tie] {
      let row = old[place]
      guard changed.contains(budget.line[row]) else { return before.ties(of: row) }
      // Where links of the old work are bound to its years, those without years are of the new one.
      let isBound = before.links(of: budget.line[row]).contains {
        links.status[$0] == .confirmed && links.years(of: $0).map { !$0.contains(to) } ?? false
      }
      return before.ties(of: row) { isBound ? links.years(of: $0) != nil : true }
    }
    for (index, entry) in asked.enumerated() {
      let row = new[entry.place]
      let rejected = now.rejected(row)
      var answers: [(from: Int, ties: [YearTies.Tie], confidence: Double)] = []
      for candidate in found[index] {
        let own = ties(candidate.old)
        let subjects = Set(own.map(\.subject))
        if subjects.isEmpty || !subjects.isDisjoint(with: rejected) { continue }
        // Several old lines with the same ties speak for them together.
        if let at = answers.firstIndex(where: { Set($0.ties.map(\.subject)) == subjects }) {
          answers[at].confidence += candidate.probability
        } else {
          answers.append((candidate.old, own, candidate.probability))
        }
      }
      answers = answers.filter { $0.confidence >= request.least }.enumerated()
        .sorted { ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset) }.map(\.element)
      if !answers.isEmpty { linesAnswered += 1 }
      for (rank, answer) in answers.prefix(request.top).enumerated() {
        for tie in answer.ties {
          proposals.append(
            Proposal(
              row: row, reason: entry.reason, rank: rank + 1, from: old[answer.from],
              confidence: min(1, answer.confidence), subject: tie.subject, share: tie.share,
              givenBy: tie.isRule ? workspace.rules[tie.row].row : links.rowNumbers[tie.row], isByRule: tie.isRule))
        }
      }
    }
    proposals = proposals.enumerated().sorted { one, other in
      let (a, b) = (budget.approved[one.element.row], budget.approved[other.element.row])
      return a == b ? one.offset < other.offset : a > b
    }.map(\.element)
  }
}
