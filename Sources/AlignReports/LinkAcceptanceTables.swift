import AlignModel
import AlignWords
import AlignmentEngine

/// What came of decisions, as tables and words.
package struct LinkAcceptanceTables: Sendable {
  private let acceptance: LinkAcceptance
  private let decisions: LinkDecisions
  private let written: [LinkAcceptance.Row]
  private let workspace: Workspace
  private let language: Language

  /// Tables of what was written and what was refused.
  package init(
    _ acceptance: LinkAcceptance, decisions: LinkDecisions, written: [LinkAcceptance.Row], of workspace: Workspace,
    in language: Language
  ) {
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

  /// Decisions that cannot stand.
  package var conflicts: ReportTable {
    let conflicts = acceptance.conflicts
    return ReportTable(
      title: .linkConflicts,
      columns: [
        .words("line", .linkLine), .words("subject", .subject), .words("conflict", .linkConflict),
        .words("by", .decidedBy),
      ],
      count: conflicts.count
    ) { index in
      let conflict = conflicts[index]
      return [
        .text(workspace.budget.lineIDs.name(of: conflict.line)), .text(id(conflict.subject)),
        .word(conflict.kind.rawValue, shown: conflict.kind.phrase.text(in: language)),
        .text(conflict.people.joined(separator: "; ")),
      ]
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
        ("decisions", .integer(decisions.decisions.count)), ("blank", .integer(decisions.blank)),
        ("already", .integer(acceptance.already)), ("added", .integer(written.count)),
      ])
    json.tables = [("links", added), ("conflicts", conflicts), ("agreement", agreements)]
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
        in: language, format.count(decisions.decisions.count), format.count(decisions.blank),
        format.count(acceptance.already)),
      said.text(in: language, format.count(confirmed), format.count(none), format.count(rejected)),
    ]
  }

  /// Each conflict as a line for a person who has to settle it.
  package var conflictLines: [String] {
    acceptance.conflicts.map { conflict in
      Phrase.conflictLine.text(
        in: language, workspace.budget.lineIDs.name(of: conflict.line), id(conflict.subject),
        conflict.kind.phrase.text(in: language), conflict.people.joined(separator: "; "))
    } + [Phrase.nothingWritten.text(in: language)]
  }
}

extension LinkAcceptance.Conflict.Kind {
  /// The conflict in words.
  package var phrase: Phrase {
    switch self {
    case .disagreement: Phrase("people disagree", "نظرها یکی نیست")
    case .confirmed: Phrase("against a confirmed link", "خلاف پیوند تأییدشده")
    case .rejected: Phrase("rejected before", "پیش‌تر رد شده")
    case .shares: Phrase("shares above 1", "جمع سهم‌ها بیش از ۱")
    }
  }
}

extension LinkStatus {
  /// The status in words.
  package func words(in language: Language) -> String {
    guard language == .fa else { return word }
    return switch self {
    case .confirmed: "تأییدشده"
    case .suggested: "پیشنهادی"
    case .rejected: "ردشده"
    }
  }
}

extension Phrase {
  /// Sentences and headings of `align link accept`.
  package static let titleAccept = Phrase("%1: decisions on links, %2", "%1: تصمیم درباره پیوندها، %2")
  package static let addedLinks = Phrase("links added", "پیوندهای افزوده")
  package static let linkStatus = Phrase("status", "وضعیت")
  package static let linkConflicts = Phrase("conflicts", "تعارض‌ها")
  package static let linkConflict = Phrase("conflict", "تعارض")
  package static let linkAgreement = Phrase("agreement between people", "همرأیی افراد")
  package static let firstPerson = Phrase("one", "نفر نخست")
  package static let secondPerson = Phrase("other", "نفر دوم")
  package static let bothJudged = Phrase("both judged", "هر دو داوری کردند")
  package static let judgedAlike = Phrase("alike", "یکسان")
  package static let kappa = Phrase("Cohen's κ", "کاپای کوهن")
  package static let decisionsRead = Phrase(
    "%1 decisions read; %2 rows left blank; %3 stand in links already.",
    "%1 تصمیم خوانده شد؛ %2 سطر خالی بود؛ %3 تصمیم از پیش در پیوندها هست.")
  package static let didAddLinks = Phrase(
    "Added to links: %1 confirmed, %2 judged to serve no target, %3 rejected.",
    "به پیوندها افزوده شد: %1 تأییدشده، %2 بی‌ارتباط، %3 ردشده.")
  package static let wouldAddLinks = Phrase(
    "Would be added to links: %1 confirmed, %2 judged to serve no target, %3 rejected.",
    "به پیوندها افزوده می‌شود: %1 تأییدشده، %2 بی‌ارتباط، %3 ردشده.")
  package static let conflictLine = Phrase("%1 → %2: %3 (%4)", "%1 ← %2: %3 (%4)")
  package static let nothingWritten = Phrase(
    "Nothing was written. Settle these and run again, or take the rest with --agreed.",
    "چیزی نوشته نشد. این‌ها را حل کنید و دوباره اجرا کنید، یا با ‎--agreed بقیه را بپذیرید.")
}
