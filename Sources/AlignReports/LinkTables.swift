import AlignModel
import AlignWords
import AlignmentEngine

/// Suggestions and their measures as tables.
package enum LinkTables {
  /// The table that people decide on: a row a suggestion, with columns left blank for what they decide.
  ///
  /// - Parameter isForm: whether the columns to be filled in are shown too, as in a workbook.
  package static func suggestions(
    _ suggestions: LinkSuggestions, of workspace: Workspace, in language: Language, isForm: Bool = false
  ) -> ReportTable {
    let (plan, budget) = (workspace.plan, workspace.budget)
    let score: ReportTable.Column =
      suggestions.areProbabilities ? .number("probability", .linkProbability) : .number("similarity", .linkSimilarity)
    let program = budget.categories[.program]
    var columns: [ReportTable.Column] = [
      .words("line", .linkLine), .number("year", .linkYear, isShown: false), .words("title", .title),
      .words("department", .department, isShown: isForm), .words("program", .linkProgram, isShown: isForm),
      .number("approved", .approved), .number("rank", .rank), .words("indicator", .linkIndicator),
      .words("goal", .linkGoal), .words("name", .name), score,
      .number("none_probability", .noneProbability, isShown: false),
      .words("words", .spokenWords), .words("like_lines", .neighbourLines),
    ]
    let model = suggestions.vectorModel
    if model != nil { columns.append(.words("vectors", .spokenVectors)) }
    if suggestions.areProbabilities { columns.append(.words("held_by", .setHeldBy)) }
    columns.append(.words("decision", .linkDecision, isShown: isForm))
    columns.append(.words("share", .shareOfLine, isShown: isForm))
    columns.append(.words("by", .decidedBy, isShown: isForm))
    return ReportTable(title: .suggestions, columns: columns, count: suggestions.count) { index in
      let found = suggestions[index]
      let like = found.neighbours.map { "\(budget.id(of: $0.line)) (\(rounded($0.cosine)))" }
      let isNone = found.subject == .none
      var cells: [ReportTable.Cell] = [
        .text(budget.id(of: found.row)), .integer(Int(budget.year[found.row])), .text(budget.title[found.row.index]),
        budget.department(of: found.row).map { workspace.departmentCell($0, in: language) } ?? .text(nil),
        .text(program?[found.row.index]),
        .amount(budget.approved[found.row]), .integer(found.rank),
        isNone
          ? .word("none", shown: LinkDecisions.Verdict.shown(.none, in: language))
          : .text(found.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(found.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(isNone ? Phrase.servesNone.text(in: language) : name(found.subject, plan, language)),
        suggestions.areProbabilities ? .share(rounded(found.score)) : .number(rounded(found.score)),
        .share(found.none.map(rounded)),
        .word(found.words.joined(separator: "، "), shown: language.list(found.words)),
        .word(like.joined(separator: "؛ "), shown: language.series(like)),
      ]
      if let model { cells.append(.text(found.vectorCosine.map { "\(model) (\(rounded($0)))" })) }
      if suggestions.areProbabilities {
        cells.append(found.rank == 1 ? holder(suggestions.setHolder(index), plan, language) : .text(nil))
      }
      cells += [.text(nil), .text(nil), .text(nil)]
      return cells
    }
  }

  /// The goal or axis that holds all answers of a line's set.
  private static func holder(_ holder: LinkSuggestions.SetHolder?, _ plan: Plan, _ language: Language)
    -> ReportTable
    .Cell
  {
    switch holder {
    case .goal(let goal):
      return .word(
        "goal:\(plan.goals.ids[goal.index])",
        shown:
          "\(Phrase.linkGoal.text(in: language)) \(plan.goals.ids[goal.index]): \(plan.name(of: goal, in: language))")
    case .axis(let axis):
      return .word(
        "axis:\(plan.axes.ids[axis.index])",
        shown: "\(Phrase.axis.text(in: language)) \(plan.axes.ids[axis.index]): \(plan.name(of: axis, in: language))")
    case nil: return .text(nil)
    }
  }

  /// What a subject is called.
  static func name(_ subject: LinkSubject, _ plan: Plan, _ language: Language) -> String? {
    subject.indicator.map { plan.name(of: $0, in: language) } ?? subject.goal.map { plan.name(of: $0, in: language) }
  }

  /// The measures of an evaluation, over all and by department.
  package static func measures(_ evaluation: LinkEvaluation, in language: Language) -> ReportTable {
    let rows =
      [(Phrase.allDepartments.text(in: language), evaluation.total)]
      + (evaluation.departments.count > 1 ? evaluation.departments.map { ($0.name, $0.score) } : [])
    return ReportTable(
      title: .linkMeasures,
      columns: [
        .words("department", .department), .number("texts", .linkTexts), .number("precision_at_1", .precisionAt1),
        .number("recall_at_3", .recallAt3), .number("recall_at_5", .recallAt5),
        .number("reciprocal_rank", .reciprocalRank), .number("average_precision", .averagePrecision),
      ],
      count: rows.count
    ) { index in
      let (name, score) = rows[index]
      let label: ReportTable.Cell = index == 0 ? .word("", shown: name) : .text(name)
      return [
        label, .integer(score.texts), .share(rounded(score.precisionAt1)), .share(rounded(score.recallAt3)),
        .share(rounded(score.recallAt5)), .number(rounded(score.reciprocalRank)),
        .number(rounded(score.averagePrecision)),
      ]
    }
  }

  /// Of suggestions with a probability in each tenth, how many were right.
  package static func reliability(_ evaluation: LinkEvaluation) -> ReportTable {
    let bins = evaluation.reliability
    return ReportTable(
      title: .linkReliability,
      columns: [
        .number("from", .linkFrom), .number("to", .linkTo), .number("suggestions", .suggestions),
        .number("probability", .meanProbability), .number("right", .rightShare),
      ],
      count: bins.count
    ) { index in
      let bin = bins[index]
      return [
        .share(bin.low), .share(bin.high), .integer(bin.count), .share(rounded(bin.probability)),
        .share(rounded(bin.right)),
      ]
    }
  }
}

extension LinkTables {
  /// By text held out: its first line, what it was tied to, and what was suggested.
  package static func answers(_ evaluation: LinkEvaluation, task: LinkTask, of workspace: Workspace) -> ReportTable {
    let answers = evaluation.answers
    let (plan, budget) = (workspace.plan, workspace.budget)
    let candidates = task.candidates
    @Sendable func id(_ label: Int32) -> String {
      guard Int(label) < candidates.count else { return "none" }
      let subject = candidates[Int(label)]
      return subject.indicator.map { plan.indicators.ids[$0.index] } ?? subject.goal.map { plan.goals.ids[$0.index] }
        ?? ""
    }
    return ReportTable(
      title: .suggestions,
      columns: [
        .words("line", .linkLine), .words("truth", .linkIndicator), .words("suggested", .suggestions),
        .number("probability", .linkProbability),
      ],
      count: answers.count
    ) { index in
      let answer = answers[index]
      return [
        .text(budget.id(of: task.rows[answer.line])), .text(answer.truth.map(id).joined(separator: " ")),
        .text(answer.found.map(id).joined(separator: " ")), .share(answer.score.first.map { rounded(Double($0)) }),
      ]
    }
  }

  /// The lines of a sample with what was accepted for each, and a column for what a person finds.
  package static func audit(_ sure: SureAnswers, of workspace: Workspace, in language: Language) -> ReportTable {
    let (plan, budget) = (workspace.plan, workspace.budget)
    let chosen = sure.sample.map { sure.decisions[$0] }
    let probabilities = sure.sample.map { sure.probabilities[$0] }
    var titles: [LineID: String] = [:]
    for row in 0..<budget.count { titles[budget.line[BudgetRow(row)]] = budget.title[row] ?? "" }
    let titleOf = titles
    return ReportTable(
      title: .suggestions,
      columns: [
        .words("line", .linkLine), .words("title", .title), .words("indicator", .linkIndicator),
        .words("goal", .linkGoal), .words("name", .name), .number("probability", .linkProbability),
        .words("decision", .linkDecision),
      ],
      count: chosen.count
    ) { index in
      let decision = chosen[index]
      let isNone = decision.subject == LinkSubject.none
      return [
        .text(decision.lineName), .text(titleOf[decision.line]),
        isNone ? .text("none") : .text(decision.subject.indicator.map { plan.indicators.ids[$0.index] }),
        .text(decision.subject.goal.map { plan.goals.ids[$0.index] }),
        .text(isNone ? Phrase.servesNone.text(in: language) : name(decision.subject, plan, language)),
        .share(rounded(probabilities[index])), .text(nil),
      ]
    }
  }
}
