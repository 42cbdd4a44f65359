import AlignModel
import AlignWords
import AlignmentEngine

/// What is to be decided, in order, as the table that people fill in.
package enum LinkQueueTables {
  /// A row for each possible answer to each decision; those of one decision have its number.
  ///
  /// - Parameters:
  ///   - limit: the most decisions.
  ///   - isForm: whether the columns to be filled in are shown too, as in a workbook.
  package static func decisions(
    _ queue: LinkQueue, limit: Int, of workspace: Workspace, in language: Language, isForm: Bool = false
  ) -> ReportTable {
    let (plan, budget) = (workspace.plan, workspace.budget)
    let scoreColumn: ReportTable.Column =
      queue.areProbabilities ? .number("probability", .linkProbability) : .number("similarity", .linkSimilarity)
    var rows: [(decision: Int, answer: Int)] = []
    for (index, decision) in queue.decisions.prefix(limit).enumerated() {
      // A decision without an answer has a row too: a person may know one.
      for answer in 0..<max(1, decision.answers.count) { rows.append((index, answer)) }
    }
    let (decisions, all) = (queue.decisions, rows)
    return ReportTable(
      title: .queueDecisions,
      columns: [
        .number("number", .ruleNumber), .words("kind", .queueKind), .words("line", .linkLine),
        .words("title", .title), .words("rule", .ruleText), .number("lines", .queueLines),
        .number("money", .queueMoney), .number("remains", .queueRemains), .number("rank", .rank, isShown: isForm),
        .words("indicator", .linkIndicator), .words("goal", .linkGoal), .words("name", .name), scoreColumn,
        .words("words", .spokenWords, isShown: isForm), .words("examples", .ruleExamples, isShown: isForm),
        .words("decision", .linkDecision, isShown: isForm), .words("share", .shareOfLine, isShown: isForm),
        .words("by", .decidedBy, isShown: isForm),
      ],
      count: all.count
    ) { index in
      let decision = decisions[all[index].decision]
      let answer = decision.answers.indices.contains(all[index].answer) ? decision.answers[all[index].answer] : nil
      let single = decision.rule == nil ? decision.rows.first : nil
      let isNone = answer?.subject == LinkSubject.none
      let examples = decision.rows.prefix(3).map { row in
        [budget.id(of: row), budget.title[row.index] ?? ""].joined(separator: " ")
      }
      return [
        .integer(all[index].decision + 1), .word(decision.kind.word, shown: decision.kind.shown(in: language)),
        .text(single.map { budget.id(of: $0) }), .text(single.flatMap { budget.title[$0.index] }),
        decision.rule.map { .word($0.text(), shown: $0.shown(in: language)) } ?? .text(nil),
        .integer(decision.rows.count), .amount(decision.money), .amount(decision.remains),
        answer == nil ? .text(nil) : .integer(all[index].answer + 1),
        isNone
          ? .word("none", shown: LinkDecisions.Verdict.shown(.none, in: language))
          : .text(answer?.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(answer?.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(
          isNone
            ? Phrase.servesNone.text(in: language) : answer.flatMap { LinkTables.name($0.subject, plan, language) }),
        score(answer?.score, queue),
        .word(
          (answer?.words ?? []).joined(separator: "، "), shown: language.list(answer?.words ?? [])),
        .word(
          single == nil ? examples.joined(separator: "؛ ") : "", shown: single == nil ? language.series(examples) : ""),
        .text(nil), .text(nil), .text(nil),
      ]
    }
  }

  private static func score(_ score: Double?, _ queue: LinkQueue) -> ReportTable.Cell {
    guard let score else { return .text(nil) }
    return queue.areProbabilities ? .share(rounded(score)) : .number(rounded(score))
  }
}

extension LinkQueue.Kind {
  func shown(in language: Language) -> String { Phrase.of("queueKind", word).text(in: language) }
}
