import AlignModel
import AlignWords
import AlignmentEngine

/// What is told of each flag, in every format.
struct FlagRecords {
  private let workspace: Workspace
  private let language: Language
  /// The row of the budget of a line, where it stands in the year.
  private let budgetRow: @Sendable (String) -> BudgetRow?
  private let goals: IDLookup
  private let indicators: IDLookup

  /// The records of the flags of a workspace.
  init(of list: FlagList, in workspace: Workspace, _ language: Language) {
    (self.workspace, self.language) = (workspace, language)
    budgetRow = { list.budgetRow(ofLine: $0) }
    goals = IDLookup(workspace.plan.goals.ids)
    indicators = IDLookup(workspace.plan.indicators.ids)
  }

  /// The fields of a flag.
  var fields: RecordFields<Flag> {
    let (language, workspace, title) = (language, workspace, title)
    return RecordFields(fields: [
      .words("code", .code) { .text($0.code) },
      .words("severity", .severity) { .word($0.severity.rawValue, shown: $0.severity.words(in: language)) },
      .words("subject", .subject) { .text($0.subject.id) },
      .words("kind", .kind) { flag in
        let kind = flag.subject.kind.rawValue
        return .word(kind, shown: Phrase(named: kind)?.text(in: language) ?? kind)
      },
      .words("title", .title) { .text(title($0.subject)) },
      .words("meaning", .meaning) { .text(FlagWords.meaning(of: $0.code, in: language)) },
      .number("amount", .amount) { .amount($0.amount) },
      .words("evidence", .explainEvidence) {
        .compound(EvidenceCell(evidence: $0.evidence, workspace: workspace))
      },
      .words("remedy", .remedy) { .text(FlagWords.remedy(of: $0.code, in: language)) },
      .words("accepted", .accepted, isShown: false) { .compound(AcceptanceCell(acceptance: $0.accepted)) },
    ])
  }

  /// What the subject is called; nil where nothing of the workspace has its id, or the id is the name.
  private var title: @Sendable (Flag.Subject) -> String? {
    let (plan, budget, language, budgetRow) = (workspace.plan, workspace.budget, language, budgetRow)
    let (goals, indicators, workspace) = (goals, indicators, workspace)
    return { subject in
      switch subject.kind {
      case .line:
        budgetRow(subject.id).flatMap { row in
          (language.isRightToLeft ? nil : budget.titleEn?[row.index]) ?? budget.title[row.index]
        }
      case .indicator: indicators[subject.id].map { plan.name(of: IndicatorID($0), in: language) }
      case .goal: goals[subject.id].map { plan.name(of: GoalID($0), in: language) }
      case .department: workspace.department(subject.id, in: language)
      case .table, .expert: nil
      }
    }
  }
}

extension FlagList {
  /// The flags as a table, each written out only when its row is asked for.
  func table(in workspace: Workspace, _ language: Language) -> ReportTable {
    let fields = FlagRecords(of: self, in: workspace, language).fields
    let flags = self
    return ReportTable(title: .flags, columns: fields.fields.map(\.column), count: count) { index in
      let flag = flags[index]
      return fields.fields.map { $0.cell(flag) }
    }
  }
}
