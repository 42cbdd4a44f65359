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
      let examples = rule.examples.map { budget.id(of: $0) }
      return [
        .integer(index + 1),
        .text(isNone ? "none" : rule.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(rule.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(isNone ? Phrase.servesNone.text(in: language) : LinkTables.name(rule.subject, plan, language)),
        .share(rule.share), value(.program), value(.department), value(.project), value(.mission),
        .text(rule.words.isEmpty ? nil : rule.words.joined(separator: " ")), .integer(rule.covers),
        .integer(rule.fresh), .integer(rule.ties), .amount(rule.money),
        .word(examples.joined(separator: "، "), shown: language.list(examples)),
      ]
    }
  }

  /// The id of a subject, `none` for serving no target.
  package static func id(_ subject: LinkSubject, _ plan: Plan) -> String {
    subject.indicator.map { plan.indicators.ids[$0.index] } ?? subject.goal.map { plan.goals.ids[$0.index] } ?? "none"
  }

  /// What a rule that is tried would do.
  package static func trial(_ trial: RuleTrial, of workspace: Workspace, in language: Language) -> ReportTable {
    let entries = trial.entries
    let (plan, budget) = (workspace.plan, workspace.budget)
    return ReportTable(
      title: .rulesProposed,
      columns: [
        .words("outcome", .ruleOutcome), .words("subject", .subject), .words("name", .name),
        .number("lines", .queueLines), .number("money", .ruleMoney), .words("examples", .ruleExamples),
      ],
      count: entries.count
    ) { index in
      let entry = entries[index]
      let name = entry.subject.flatMap {
        $0 == .none ? Phrase.servesNone.text(in: language) : LinkTables.name($0, plan, language)
      }
      let examples = entry.rows.prefix(3).map { row in
        [budget.id(of: row), budget.title[row.index] ?? ""].joined(separator: " ")
      }
      return [
        .word(entry.outcome.rawValue, shown: Phrase.of("ruleOutcome", entry.outcome.rawValue).text(in: language)),
        .text(entry.subject.map { id($0, plan) }), .text(name), .integer(entry.rows.count), .amount(entry.money),
        .word(examples.joined(separator: "، "), shown: language.list(examples)),
      ]
    }
  }
}

extension RuleText {
  /// The conditions with the columns called as the tables of a language call them, so that it can be read back.
  package func shown(in language: Language) -> String {
    text { column in
      let known = Tables.rules.columns.first { $0.name == column }?.alsoCalled ?? []
      // The schema has the Persian names first and the Spanish ones last.
      return language == .en ? column : (language == .fa ? known.first : known.last) ?? column
    }
  }
}
