import AlignModel
import AlignWords
import AlignmentEngine

/// Proposed rules as a table.
package enum RuleProposalTables {
  /// The proposals in order, each with what it would tie.
  package static func proposals(_ found: RuleProposals, of workspace: Workspace, in language: Language) -> ReportTable {
    let proposals = found.proposals
    let (plan, budget) = (workspace.plan, workspace.budget)
    func column(_ category: LineCategory, _ phrase: Phrase) -> ReportTable.Column {
      .words(
        category.rawValue, phrase, isShown: proposals.contains { $0.categories.contains { $0.category == category } })
    }
    return ReportTable(
      title: .rulesProposed,
      columns: [
        .number("number", .ruleNumber), .words("indicator", .linkIndicator), .words("goal", .linkGoal),
        .words("name", .name), .number("share", .shareOfLine), column(.program, .linkProgram),
        column(.department, .department), column(.project, .ruleProject), column(.mission, .ruleMission),
        .words("title", .ruleWords), .number("covers", .ruleCovers), .number("newly_covers", .ruleNewlyCovers),
        .number("would_tie", .ruleWouldTie), .number("money", .ruleMoney), .words("examples", .ruleExamples),
      ],
      count: proposals.count
    ) { index in
      let rule = proposals[index]
      func value(_ category: LineCategory) -> ReportTable.Cell {
        .text(rule.categories.first { $0.category == category }?.value)
      }
      let isNone = rule.subject == .none
      return [
        .integer(index + 1),
        .text(isNone ? "none" : rule.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(rule.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(isNone ? Phrase.servesNone.text(in: language) : LinkTables.name(rule.subject, plan, language)),
        .share(rule.share), value(.program), value(.department), value(.project), value(.mission),
        .text(rule.words.isEmpty ? nil : rule.words.joined(separator: " ")), .integer(rule.covers),
        .integer(rule.fresh), .integer(rule.ties), .amount(rule.money),
        .text(rule.examples.map { budget.id(of: $0) }.joined(separator: "، ")),
      ]
    }
  }
}

extension Phrase {
  /// Sentences and headings of `align link rules`.
  package static let titleRules = Phrase(
    "%1: rules that confirmed links suggest, %2", "%1: قاعده‌هایی که از پیوندهای تأییدشده برمی‌آید، %2")
  package static let rulesCover = Phrase(
    "%1 rules cover %2 of the %3 judged lines that no rule matches yet, and contradict none.",
    "%1 قاعده %2 ردیف از %3 ردیف داوری‌شده‌ای را می‌پوشاند که هنوز هیچ قاعده‌ای با آن‌ها جور نیست، و با هیچ‌یک ناسازگار نیست."
  )
  package static let rulesTaken = Phrase("%1 rules were added to the table rules.", "%1 قاعده به جدول rules افزوده شد.")
  package static let rulesProposed = Phrase("proposed rules", "قاعده‌های پیشنهادی")
  package static let ruleNumber = Phrase("no.", "شماره")
  package static let ruleProject = Phrase("project", "پروژه")
  package static let ruleMission = Phrase("mission", "مأموریت")
  package static let ruleWords = Phrase("words of the title", "واژه‌های عنوان")
  package static let ruleCovers = Phrase("covers", "می‌پوشاند")
  package static let ruleNewlyCovers = Phrase("newly", "تازه")
  package static let ruleWouldTie = Phrase("would tie", "پیوند می‌زند")
  package static let ruleMoney = Phrase("their money", "اعتبار آن‌ها")
  package static let ruleExamples = Phrase("such as", "مانند")
}
