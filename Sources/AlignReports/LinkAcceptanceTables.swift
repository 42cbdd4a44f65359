import AlignModel
import AlignWords
import AlignmentEngine

/// What came of decisions, as tables and words.
package struct LinkAcceptanceTables: Sendable {
  private let acceptance: LinkAcceptance
  private let decisions: LinkDecisions
  private let written: [LinkAcceptance.Row]
  private let writtenRules: [LinkAcceptance.RuleRow]
  private let workspace: Workspace
  private let language: Language

  /// Tables of what was written and what was refused.
  package init(
    _ acceptance: LinkAcceptance, decisions: LinkDecisions, written: [LinkAcceptance.Row],
    rules: [LinkAcceptance.RuleRow] = [], of workspace: Workspace, in language: Language
  ) {
    writtenRules = rules
    self.acceptance = acceptance
    self.decisions = decisions
    self.written = written
    self.workspace = workspace
    self.language = language
  }

  private func id(_ subject: LinkSubject) -> String {
    subject.indicator.map { workspace.plan.indicators.ids[$0.index] }
      ?? subject.goal.map { workspace.plan.goals.ids[$0.index] } ?? "none"
  }

  /// The rows that were added.
  package var added: ReportTable {
    let rows = written
    return ReportTable(
      title: .addedLinks,
      columns: [
        .words("line", .linkLine), .words("subject", .subject), .number("share", .shareOfLine),
        .words("status", .linkStatus),
        .words("by", .decidedBy),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      return [
        .text(workspace.budget.lineIDs.name(of: row.line)), .text(id(row.subject)), .share(row.share),
        .word(row.status.word, shown: row.status.words(in: language)), .text(row.people.joined(separator: "; ")),
      ]
    }
  }

  /// The rules that were added.
  package var addedRules: ReportTable {
    let rules = writtenRules
    return ReportTable(
      title: .addedRules,
      columns: [
        .words("rule", .ruleText), .words("subject", .subject), .number("share", .shareOfLine),
        .number("lines", .queueLines), .words("by", .decidedBy),
      ],
      count: rules.count
    ) { index in
      let row = rules[index]
      return [
        .word(row.rule.text(), shown: row.rule.shown(in: language)), .text(id(row.subject)), .share(row.share),
        .integer(row.lines), .text(row.people.joined(separator: "; ")),
      ]
    }
  }

  /// Decisions that cannot stand.
  package var conflicts: ReportTable {
    let conflicts = acceptance.conflicts
    return ReportTable(
      title: .linkConflicts,
      columns: [
        .words("line", .linkLine), .words("subject", .subject), .words("conflict", .linkConflict),
        .words("by", .decidedBy), .words("said", .saidByEach),
      ],
      count: conflicts.count
    ) { index in
      let conflict = conflicts[index]
      return [
        .text(workspace.budget.lineIDs.name(of: conflict.line)), .text(id(conflict.subject)),
        .word(conflict.kind.rawValue, shown: conflict.kind.phrase.text(in: language)),
        .text(conflict.people.joined(separator: "; ")),
        .word(
          LinkAcceptance.said(conflict.voices), shown: language.series(conflict.voices.map { said($0) })),
      ]
    }
  }

  private func said(_ voice: LinkAcceptance.Voice) -> String {
    let verdict = LinkDecisions.Verdict.shown(voice.verdict, in: language)
    return ["\(voice.person): \(verdict)", voice.date.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
  }

  /// What people disagree on, as a table for a third to rule on: a row a pair, with a column and a date for each person.
  package var disputes: ReportTable {
    struct Pair { var line: LineID; var subject: LinkSubject; var voices: [LinkAcceptance.Voice] }
    var pairs: [Pair] = []
    var people: [String] = []
    for conflict in acceptance.conflicts where conflict.kind == .disagreement {
      for voice in conflict.voices {
        if !people.contains(voice.person) { people.append(voice.person) }
        let subject = voice.verdict == .none ? LinkSubject.none : voice.subject
        if let at = pairs.firstIndex(where: { $0.line == conflict.line && $0.subject == subject }) {
          pairs[at].voices.append(voice)
        } else {
          pairs.append(Pair(line: conflict.line, subject: subject, voices: [voice]))
        }
      }
    }
    var titles: [LineID: String] = [:]
    let asked = Set(pairs.map(\.line))
    for row in 0..<workspace.budget.count where asked.contains(workspace.budget.line[BudgetRow(row)]) {
      titles[workspace.budget.line[BudgetRow(row)]] = workspace.budget.title[row] ?? ""
    }
    let (all, persons, titleOf, plan) = (pairs, people, titles, workspace.plan)
    var columns: [ReportTable.Column] = [
      .words("line", .linkLine), .words("title", .title), .words("indicator", .linkIndicator),
      .words("goal", .linkGoal), .words("name", .name),
    ]
    for person in persons {
      columns.append(.words("decision:\(person)", .linkDecision))
      columns.append(.words("date:\(person)", .decidedOn))
    }
    columns += [.words("ruling", .linkRuling), .words("ruled_by", .ruledBy)]
    return ReportTable(title: .linkDisputes, columns: columns, count: all.count) { index in
      let pair = all[index]
      let isNone = pair.subject == LinkSubject.none
      var cells: [ReportTable.Cell] = [
        .text(workspace.budget.lineIDs.name(of: pair.line)), .text(titleOf[pair.line]),
        isNone ? .text("none") : .text(pair.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(pair.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(isNone ? Phrase.servesNone.text(in: language) : LinkTables.name(pair.subject, plan, language)),
      ]
      for person in persons {
        let voice = pair.voices.last { $0.person == person }
        cells.append(.text(voice?.verdict.rawValue))
        cells.append(.text(voice?.date))
      }
      return cells + [.text(nil), .text(nil)]
    }
  }

  /// How far people agree, pair by pair.
  package var agreements: ReportTable {
    let pairs = acceptance.agreements
    return ReportTable(
      title: .linkAgreement,
      columns: [
        .words("first", .firstPerson), .words("second", .secondPerson), .number("both", .bothJudged),
        .number("alike", .judgedAlike), .number("kappa", .kappa),
      ],
      count: pairs.count
    ) { index in
      let pair = pairs[index]
      return [
        .text(pair.first), .text(pair.second), .integer(pair.both), .integer(pair.alike),
        .number(pair.kappa.map(rounded)),
      ]
    }
  }

  /// Everything as one document.
  package var json: LinkJSON {
    var json = LinkJSON(
      workspace,
      facts: [
        ("decisions", .integer(decisions.decisions.count + decisions.groups.count)),
        ("blank", .integer(decisions.blank)),
        ("already", .integer(acceptance.already)), ("added", .integer(written.count)),
      ])
    json.tables = [("links", added), ("rules", addedRules), ("conflicts", conflicts), ("agreement", agreements)]
    return json
  }

  /// The outcome in a few lines.
  package func summary(dryRun: Bool, _ format: NumberFormat) -> [String] {
    let confirmed = written.count { $0.status == .confirmed && $0.subject != .none }
    let none = written.count { $0.subject == .none && $0.status == .confirmed }
    let rejected = written.count { $0.status == .rejected }
    let said: Phrase = dryRun ? .wouldAddLinks : .didAddLinks
    return [
      Phrase.decisionsRead.text(
        in: language, format.count(decisions.decisions.count + decisions.groups.count), format.count(decisions.blank),
        format.count(acceptance.already)),
      said.text(in: language, format.count(confirmed), format.count(none), format.count(rejected)),
    ]
      + (writtenRules.isEmpty
        ? []
        : [
          (dryRun ? Phrase.wouldAddRules : Phrase.didAddRules).text(
            in: language, format.count(writtenRules.count), format.count(writtenRules.reduce(0) { $0 + $1.lines }))
        ])
  }

  /// Each conflict as a line for a person who has to settle it.
  package var conflictLines: [String] {
    acceptance.conflicts.map { conflict in
      Phrase.conflictLine.text(
        in: language, workspace.budget.lineIDs.name(of: conflict.line), id(conflict.subject),
        conflict.kind.phrase.text(in: language),
        conflict.voices.isEmpty
          ? conflict.people.joined(separator: "; ") : language.series(conflict.voices.map { said($0) }))
    } + [Phrase.nothingWritten.text(in: language)]
  }
}

extension LinkAcceptance.Conflict.Kind {
  /// The conflict in words.
  package var phrase: Phrase {
    switch self {
    case .disagreement: Phrase.peopleDisagree
    case .confirmed: Phrase.againstAConfirmedLink
    case .rejected: Phrase.rejectedBefore
    case .shares: Phrase.sharesAbove
    }
  }
}
