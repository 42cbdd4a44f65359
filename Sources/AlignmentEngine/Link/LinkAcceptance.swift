import AlignModel

/// What decisions come to: rows to add to the table `links`, and conflicts that keep rows out.
package struct LinkAcceptance: Sendable {
  /// A row to add.
  package struct Row: Sendable, Hashable {
    package var line: LineID
    package var subject: LinkSubject
    package var share: Double
    package var status: LinkStatus
    /// Who decided so, in the order of their decisions.
    package var people: [String]
    package var reason: String
    /// When the last of them did, where the tables say so.
    package var date: String?
    /// What a ruling settled; empty where nobody disagreed.
    package var overruled: [Voice] = []
  }

  /// What one person said of a pair, and when.
  package struct Voice: Sendable, Hashable {
    package var person: String
    package var subject: LinkSubject
    package var verdict: LinkDecisions.Verdict
    /// As written; nil where the table does not say.
    package var date: String?
    package var isRuling: Bool

    init(_ decision: LinkDecisions.Decision) {
      (person, subject, verdict) = (decision.person, decision.subject, decision.verdict)
      (date, isRuling) = (decision.date, decision.isRuling)
    }
  }

  /// A decision that cannot stand, with the words to say so.
  package struct Conflict: Sendable, Hashable {
    package enum Kind: String, Sendable {
      /// People disagree on a suggestion, or on whether the line serves anything.
      case disagreement
      /// A confirmed link says otherwise.
      case confirmed
      /// Someone has rejected the pair before.
      case rejected
      /// The shares of the line would sum above 1.
      case shares
    }
    package var kind: Kind
    package var line: LineID
    package var subject: LinkSubject
    package var people: [String]
    /// Who said what, and when.
    package var voices: [Voice] = []
  }

  /// A rule to add: what was decided of a group of lines at once.
  package struct RuleRow: Sendable, Hashable {
    package var rule: RuleText
    package var subject: LinkSubject
    package var share: Double
    package var people: [String]
    package var reason: String
    /// Open lines that it settles.
    package var lines: Int
  }

  package private(set) var rows: [Row] = []
  package private(set) var rules: [RuleRow] = []
  package private(set) var conflicts: [Conflict] = []
  /// Decisions that the table already holds.
  package private(set) var already = 0
  package let agreements: [LinkAgreement]

  /// Weighs decisions against each other and against the table `links`.
  ///
  /// - Parameter year: the year whose open lines decisions on groups settle, and of which links bound to years have to be; nil for the
  ///   last of the budget, and for links of any years.
  /// - Complexity: O(decisions + links), and O(text of the titles) where there are decisions on groups.
  package init(_ decisions: LinkDecisions, of workspace: Workspace, year: Int? = nil) {
    agreements = LinkAgreement.pairs(decisions)
    let standing = StandingLinks(workspace, year: year)
    var lines: [LineID] = []
    var byLine: [LineID: [LinkDecisions.Decision]] = [:]
    let groups = GroupDecisions(decisions, of: workspace, year: year ?? workspace.budget.years.last ?? 0)
    rules = groups.rules
    for decision in decisions.decisions + groups.lines {
      if byLine[decision.line] == nil { lines.append(decision.line) }
      byLine[decision.line, default: []].append(decision)
    }
    for line in lines { settle(line, byLine[line] ?? [], standing) }
  }

  private mutating func settle(_ line: LineID, _ all: [LinkDecisions.Decision], _ standing: StandingLinks) {
    let (decisions, overruled) = Self.ruled(all)
    defer { if !overruled.isEmpty { tellOverruled(line, overruled) } }
    var subjects: [LinkSubject] = []
    var accepted: [LinkSubject: [LinkDecisions.Decision]] = [:]
    var rejected: [LinkSubject: [LinkDecisions.Decision]] = [:]
    for decision in decisions {
      // "none" on any row says that the line serves nothing; so does accepting the row of "none".
      let subject = decision.verdict == .none ? LinkSubject.none : decision.subject
      if !subjects.contains(subject) { subjects.append(subject) }
      if decision.verdict == .reject {
        rejected[subject, default: []].append(decision)
      } else {
        accepted[subject, default: []].append(decision)
      }
    }
    func people(_ decisions: [LinkDecisions.Decision]) -> [String] {
      decisions.reduce(into: []) { if !$0.contains($1.person) { $0.append($1.person) } }
    }
    var isDisputed = false
    for subject in subjects {
      if let yes = accepted[subject], let no = rejected[subject] {
        conflicts.append(
          .init(
            kind: .disagreement, line: line, subject: subject, people: people(yes + no),
            voices: (yes + no).map(Voice.init)))
        (accepted[subject], rejected[subject]) = (nil, nil)
        isDisputed = true
      }
    }
    if let none = accepted[.none], accepted.count > 1 {
      let others = accepted.filter { $0.key != .none }.values.joined()
      conflicts.append(
        .init(
          kind: .disagreement, line: line, subject: .none, people: people(none + others.sorted { $0.row < $1.row }),
          voices: (none + others.sorted { $0.row < $1.row }).map(Voice.init)))
      accepted = [:]
      isDisputed = true
    }
    // Where the line's own people disagree its other ties wait too: their shares depend on the outcome.
    if isDisputed { accepted = [:] }
    addAccepted(line, subjects.compactMap { subject in accepted[subject].map { (subject, $0) } }, standing, people)
    for subject in subjects {
      guard let own = rejected[subject] else { continue }
      if standing.confirmed(line, subject) != nil {
        conflicts.append(
          .init(
            kind: .confirmed, line: line, subject: subject, people: people(own), voices: own.map(Voice.init)))
      } else if standing.isRejected(line, subject) {
        already += 1
      } else {
        rows.append(
          Row(
            line: line, subject: subject, share: 1, status: .rejected, people: people(own), reason: own[0].reason,
            date: Self.date(own)))
      }
    }
  }

  /// The decisions that count where someone has ruled on a line, and those that were overruled or upheld by that.
  ///
  /// A ruling settles its pair; that the line serves nothing, or that it serves something, settles the other too.
  private static func ruled(_ decisions: [LinkDecisions.Decision]) -> (
    counting: [LinkDecisions.Decision], heard: [LinkDecisions.Decision]
  ) {
    let rulings = decisions.filter(\.isRuling)
    if rulings.isEmpty { return (decisions, []) }
    func effective(_ decision: LinkDecisions.Decision) -> LinkSubject {
      decision.verdict == .none ? .none : decision.subject
    }
    let subjects = Set(rulings.flatMap { [$0.subject, effective($0)] })
    let tieings = rulings.filter { $0.verdict != .reject }
    let isNone = tieings.contains { effective($0) == .none }
    let isSome = tieings.contains { effective($0) != .none }
    let heard = decisions.filter { decision in
      guard !decision.isRuling else { return false }
      if subjects.contains(effective(decision)) || (decision.verdict != .none && subjects.contains(decision.subject)) {
        return true
      }
      guard decision.verdict != .reject else { return false }
      return isNone || (isSome && effective(decision) == .none)
    }
    let out = Set(heard)
    return (decisions.filter { !out.contains($0) }, heard)
  }

  /// Puts beside the rows of a line what others had said.
  private mutating func tellOverruled(_ line: LineID, _ heard: [LinkDecisions.Decision]) {
    for index in rows.indices where rows[index].line == line {
      rows[index].overruled = heard.map(Voice.init)
    }
  }

  /// The date of the last of some decisions that has one.
  private static func date(_ decisions: [LinkDecisions.Decision]) -> String? { decisions.last { $0.date != nil }?.date }

  private mutating func addAccepted(
    _ line: LineID, _ accepted: [(LinkSubject, [LinkDecisions.Decision])], _ standing: StandingLinks,
    _ people: ([LinkDecisions.Decision]) -> [String]
  ) {
    var fresh: [(LinkSubject, [LinkDecisions.Decision])] = []
    for (subject, own) in accepted {
      if standing.confirmed(line, subject) != nil {
        already += 1
      } else if standing.isRejected(line, subject) {
        conflicts.append(
          .init(kind: .rejected, line: line, subject: subject, people: people(own), voices: own.map(Voice.init)))
      } else if standing.hasConfirmed(line), subject == .none || standing.isNone(line) {
        conflicts.append(
          .init(
            kind: .confirmed, line: line, subject: subject, people: people(own), voices: own.map(Voice.init)))
      } else {
        fresh.append((subject, own))
      }
    }
    guard !fresh.isEmpty else { return }
    // Shares that nobody gave are equal parts of what is left.
    let given = fresh.map { $0.1.compactMap(\.share) }
    let differing = zip(fresh, given).filter { Set($0.1).count > 1 }
    for (entry, _) in differing {
      conflicts.append(
        .init(
          kind: .disagreement, line: line, subject: entry.0, people: people(entry.1), voices: entry.1.map(Voice.init)))
    }
    if !differing.isEmpty { return }
    let taken = standing.share(line) + given.compactMap(\.first).reduce(0, +)
    let without = given.count { $0.isEmpty }
    let part = without > 0 ? ((1 - taken) / Double(without) * 10_000 + 1e-6).rounded(.down) / 10_000 : 0
    if taken > 1 + FundingMatrix.shareTolerance || (without > 0 && part <= 0) {
      for (subject, own) in fresh {
        conflicts.append(
          .init(
            kind: standing.share(line) > 0 ? .confirmed : .shares, line: line, subject: subject, people: people(own),
            voices: own.map(Voice.init)))
      }
      return
    }
    for ((subject, own), share) in zip(fresh, given) {
      rows.append(
        Row(
          line: line, subject: subject, share: subject == .none ? 1 : share.first ?? part, status: .confirmed,
          people: people(own), reason: own[0].reason, date: Self.date(own)))
    }
  }
}

/// What the table `links` says of each line by its own id.
private struct StandingLinks {
  private let links: Links
  private let index: LinkIndex

  init(_ workspace: Workspace, year: Int?) {
    links = workspace.links
    index = LinkIndex(links, lines: workspace.budget.lineIDs, in: year)
  }

  private func rows(_ line: LineID) -> [Int] {
    index.order[Int(index.first[line.index])..<Int(index.first[line.index + 1])].map { Int($0) }
      .filter { !($0 < links.against.count && links.against[$0]) }
  }

  func confirmed(_ line: LineID, _ subject: LinkSubject) -> Int? {
    rows(line).first { links.status[$0] == .confirmed && links.subject[$0] == subject }
  }

  func hasConfirmed(_ line: LineID) -> Bool { rows(line).contains { links.status[$0] == .confirmed } }

  func isNone(_ line: LineID) -> Bool {
    rows(line).contains { links.status[$0] == .confirmed && links.subject[$0] == .none }
  }

  func isRejected(_ line: LineID, _ subject: LinkSubject) -> Bool {
    rows(line).contains { links.status[$0] == .rejected && links.subject[$0] == subject }
  }

  func share(_ line: LineID) -> Double {
    rows(line).filter { links.status[$0] == .confirmed && links.subject[$0] != .none }
      .reduce(0.0) { $0 + links.share[$1] }
  }
}

extension LinkAcceptance {
  /// Who said what, and when, in the words of the tables.
  package static func said(_ voices: [Voice]) -> String {
    voices.map { voice in
      ["\(voice.person): \(voice.verdict.rawValue)", voice.date.map { "(\($0))" }].compactMap { $0 }.joined(
        separator: " ")
    }.joined(separator: "; ")
  }
}
