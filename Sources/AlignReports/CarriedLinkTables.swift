import AlignModel
import AlignWords
import AlignmentEngine

/// Last year's links proposed for codes that are new or changed, as tables.
package enum CarriedLinkTables {
  /// The table that people decide on: a row a tie, with the share that it had.
  ///
  /// - Parameter isForm: whether the columns to be filled in are shown too, as in a workbook.
  package static func proposals(
    _ carried: CarriedLinks, of workspace: Workspace, in language: Language, isForm: Bool = false
  ) -> ReportTable {
    let (plan, budget) = (workspace.plan, workspace.budget)
    let proposals = carried.proposals
    return ReportTable(
      title: .carriedLinks,
      columns: [
        .words("line", .linkLine), .words("reason", .carryReason), .words("title", .title),
        .words("department", .department, isShown: isForm), .number("approved", .approved), .number("rank", .rank),
        .words("indicator", .linkIndicator), .words("goal", .linkGoal), .words("name", .name),
        .number("confidence", .carryConfidence), .words("carried_from", .carriedFrom),
        .words("title_before", .titleBefore), .words("department_before", .departmentBefore, isShown: isForm),
        .number("approved_before", .approvedBefore), .words("given_by", .givenBy),
        .words("decision", .linkDecision, isShown: isForm), .words("share", .shareOfLine),
        .words("by", .decidedBy, isShown: isForm),
      ],
      count: proposals.count
    ) { index in
      let found = proposals[index]
      let isNone = found.subject == .none
      func department(_ row: BudgetRow) -> ReportTable.Cell {
        budget.department(of: row).map { workspace.departmentCell($0, in: language) } ?? .text(nil)
      }
      return [
        .text(budget.id(of: found.row)), .word(found.reason.rawValue, shown: found.reason.shown(in: language)),
        .text(budget.title[found.row.index]), department(found.row), .amount(budget.approved[found.row]),
        .integer(found.rank),
        isNone
          ? .word("none", shown: LinkDecisions.Verdict.shown(.none, in: language))
          : .text(found.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(found.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(isNone ? Phrase.servesNone.text(in: language) : LinkTables.name(found.subject, plan, language)),
        .share(rounded(found.confidence)), .text(budget.id(of: found.from)), .text(budget.title[found.from.index]),
        department(found.from), .amount(budget.approved[found.from]),
        .text("\(found.isByRule ? "rules" : "links"):\(found.givenBy)"), .text(nil),
        // The share that the old line had, which a person may change.
        isNone || found.share >= 1 ? .text(nil) : .text("\(rounded(found.share))"), .text(nil),
      ]
    }
  }

  /// Codes that stand for another work while links without years name them.
  package static func stale(_ carried: CarriedLinks, of workspace: Workspace) -> ReportTable {
    let budget = workspace.budget
    let stale = carried.stale
    return ReportTable(
      title: .staleLinks,
      columns: [
        .words("line", .linkLine), .words("title", .title), .words("title_before", .titleBefore),
        .words("links", .linkRows),
      ],
      count: stale.count
    ) { index in
      let entry = stale[index]
      return [
        .text(budget.id(of: entry.now)), .text(budget.title[entry.now.index]), .text(budget.title[entry.before.index]),
        .text(entry.links.map(String.init).joined(separator: " ")),
      ]
    }
  }
}

extension CarriedLinks.Reason {
  func shown(in language: Language) -> String { Phrase.of("carryReason", rawValue).text(in: language) }
}
