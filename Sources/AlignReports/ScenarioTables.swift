import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

/// Scenarios side by side, as tables that every format can write.
package struct ScenarioTables: Sendable {
  /// In the order in which the scenarios were asked for; a column or row each.
  package var outcomes: [ScenarioOutcome]
  /// The language of names, headings and reasons.
  package var language: Language

  /// Tables of what scenarios of one workspace came to.
  package init(_ outcomes: [ScenarioOutcome], in language: Language) {
    self.outcomes = outcomes
    self.language = language
  }

  /// The summary and what each scenario does, without the lines.
  var all: [ReportTable] { [summary, axes, flags, limits].compactMap(\.self) }

  private var answers: [ScenarioAnswer] {
    outcomes.compactMap { if case .answered(let answer) = $0 { answer } else { nil } }
  }

  private func name(_ model: ScenarioModel) -> String { model.scenario.name(in: language) }

  /// One row a scenario.
  package var summary: ReportTable {
    let (outcomes, language) = (outcomes, language)
    return ReportTable(
      title: .scenarios,
      columns: [
        .words("scenario", .scenario), .words("status", .solution), .number("envelope", .envelope),
        .number("lambda", .inertia), .number("raised", .raisedMoney), .number("cut", .cut),
        .number("alignment_before", .indexBefore), .number("alignment_after", .indexAfter),
        .number("coverage_after", .coverageAfter), .number("out_of_place_before", .outOfPlaceBefore),
        .number("out_of_place_after", .outOfPlaceAfter), .number("flags_before", .flagsBefore),
        .number("flags_after", .flagsAfter), .number("objective", .objective, isShown: false),
        .number("gap", .gap, isShown: false),
      ],
      count: outcomes.count
    ) { index in
      let outcome = outcomes[index]
      let model = outcome.model
      let head: [ReportTable.Cell] = [
        .text(model.scenario.name(in: language)), .word(outcome.word, shown: outcome.phrase.text(in: language)),
        .amount(model.envelope), .number(model.scenario.inertia),
      ]
      guard case .answered(let answer) = outcome else {
        return head + [.amount(nil), .amount(nil)] + (0..<9).map { _ in .number(nil) }
      }
      let flags = answer.flagChanges
      return head + [
        .amount(answer.raised), .amount(answer.cut), .number(answer.before.alignmentIndex),
        .number(answer.after.alignment.alignmentIndex), .share(answer.after.alignment.coverage),
        .share(answer.axisGaps?.before), .share(answer.axisGaps?.after),
        .integer(flags.reduce(0) { $0 + $1.before }), .integer(flags.reduce(0) { $0 + $1.after }),
        .number(answer.solution.certificate.objective), .number(answer.solution.certificate.gap),
      ]
    }
  }

  /// One row an axis: need, and the share of money before and in each scenario.
  package var axes: ReportTable? {
    guard let first = answers.first else { return nil }
    let (answers, language) = (answers, language)
    let plan = first.model.today.workspace.plan
    return ReportTable(
      title: .axesBeforeAfter,
      columns: [
        .words("id", .id), .words("name", .name), .number("need_share", .needShare),
        .number("funding_share_before", .fundingBefore),
      ]
        + answers.enumerated().map { index, answer in
          let name = answer.model.scenario.name(in: language)
          return .number(
            "funding_share_\(index + 1)",
            .verbatim(Phrase.fundingAfter.text(in: language, name)))
        },
      count: plan.axes.count
    ) { axis in
      [
        .text(plan.axes.ids[axis]), .text(plan.name(of: AxisID(axis), in: language)),
        .share(first.after.alignment.axes[axis].needShare), .share(first.before.axes[axis].fundingShare),
      ] + answers.map { .share($0.after.alignment.axes[axis].fundingShare) }
    }
  }

  /// One row a goal: need, and the share of money before and in each scenario; those whose share moves most first.
  package var goals: ReportTable? {
    guard let first = answers.first else { return nil }
    let (answers, language) = (answers, language)
    let plan = first.model.today.workspace.plan
    let before = first.before.goals.map(\.fundingShare)
    let moves = before.indices.map { goal in
      answers.map { abs(($0.after.alignment.goals[goal].fundingShare ?? 0) - (before[goal] ?? 0)) }.max() ?? 0
    }
    let order = before.indices.filter { !first.before.goals[$0].isChildless }
      .sorted { (-moves[$0], $0) < (-moves[$1], $1) }
    return ReportTable(
      title: .goalsBeforeAfter,
      columns: [
        .words("id", .id), .words("name", .name), .number("need_share", .needShare),
        .number("funding_share_before", .fundingBefore),
      ]
        + answers.enumerated().map { index, answer in
          let name = answer.model.scenario.name(in: language)
          return .number("funding_share_\(index + 1)", .verbatim(Phrase.fundingAfter.text(in: language, name)))
        },
      count: order.count
    ) { row in
      let goal = order[row]
      return [
        .text(plan.goals.ids[goal]), .text(plan.name(of: GoalID(goal), in: language)),
        .share(first.after.alignment.goals[goal].needShare), .share(before[goal]),
      ] + answers.map { .share($0.after.alignment.goals[goal].fundingShare) }
    }
  }

  /// One row a department: its money before and in each scenario; those whose money moves most first.
  package var departments: ReportTable? {
    guard let first = answers.first else { return nil }
    let (answers, language) = (answers, language)
    let workspace = first.model.today.workspace
    func amounts(_ analysis: Analysis) -> [String: Int64] {
      DepartmentFigures.all(of: analysis.funding, in: analysis.workspace.budget)
        .reduce(into: [:]) { $0[$1.name] = $1.approved }
    }
    let before = amounts(first.model.today)
    let after = answers.map { amounts($0.after) }
    var moves: [String: Int64] = [:]
    for (name, old) in before {
      for amounts in after { moves[name] = max(moves[name] ?? 0, abs((amounts[name] ?? 0) - old)) }
    }
    let names = before.keys.sorted { (-(moves[$0] ?? 0), $0) < (-(moves[$1] ?? 0), $1) }
    let isOne = answers.count == 1
    var columns: [ReportTable.Column] = [.words("department", .department), .number("old", .old)]
    if isOne {
      columns += [.number("new", .new), .number("change", .change)]
    } else {
      for (index, answer) in answers.enumerated() {
        columns.append(.number("new_\(index + 1)", .verbatim(answer.model.scenario.name(in: language))))
      }
    }
    return ReportTable(title: .departmentsBeforeAfter, columns: columns, count: names.count) { row in
      let name = names[row]
      let old = before[name] ?? 0
      var cells: [ReportTable.Cell] = [workspace.departmentCell(name, in: language), .amount(old)]
      for amounts in after { cells.append(.amount(amounts[name] ?? 0)) }
      if isOne { cells.append(.amount((after[0][name] ?? 0) - old)) }
      return cells
    }
  }

  /// One row a code of a flag: how many stand before and in each scenario.
  package var flags: ReportTable? {
    if answers.isEmpty { return nil }
    let (answers, language) = (answers, language)
    let codes = Set(answers.flatMap { $0.flagChanges.map(\.code) }).sorted()
    let changes = answers.map { answer in
      answer.flagChanges.reduce(into: [String: (Int, Int)]()) { $0[$1.code] = ($1.before, $1.after) }
    }
    return ReportTable(
      title: .flagsBeforeAfter,
      columns: [.words("code", .code), .words("meaning", .meaning), .number("before", .before)]
        + answers.enumerated().map { index, answer in
          let name = answer.model.scenario.name(in: language)
          return .number("after_\(index + 1)", .verbatim(name))
        },
      count: codes.count
    ) { row in
      let code = codes[row]
      return [
        .text(code), .text(FlagWords.meaning(of: code, in: language)), .integer(changes.first?[code]?.0 ?? 0),
      ] + changes.map { .integer($0[code]?.1 ?? 0) }
    }
  }

  /// One row a limit on a sum of a scenario, with its price; and one a limit on lines, with the lines that stand at it.
  package var limits: ReportTable {
    let language = language
    let rows = answers.flatMap { answer in answer.limitRows.map { (answer, $0) } }
    return ReportTable(
      title: .limitsTitle,
      columns: [
        .words("scenario", .scenario), .words("limit", .limit), .number("lines", .presses),
        .number("price", .price, isShown: false), .number("gain", .gain),
        .number("amount", .limitAmount), .number("holds_from", .limitFrom), .number("holds_to", .limitTo),
        .number("price_from", .priceFrom, isShown: false), .number("price_to", .priceTo, isShown: false),
      ],
      count: rows.count
    ) { index in
      let (answer, row) = rows[index]
      return [
        .text(answer.model.scenario.name(in: language)), .text(answer.model.words(row.limit, in: language)),
        row.lines.map { .integer($0) } ?? .text(nil), row.price.map { .number($0) } ?? .text(nil),
        row.gain.map { .share($0) } ?? .text(nil), .amount(row.amount), .amount(row.from), .amount(row.to),
        row.priceFrom.map { .number($0) } ?? .text(nil), row.priceTo.map { .number($0) } ?? .text(nil),
      ]
    }
  }

  /// The lines that differ, those that differ most first: old, new in each scenario, and with one scenario why.
  package var lines: ReportTable? {
    guard let first = answers.first else { return nil }
    let (answers, language) = (answers, language)
    let base = first.model.base
    let budget = first.model.today.workspace.budget
    let rows = first.model.today.funding.rows
    let isOne = answers.count == 1
    // Worked out once, and not in every comparison of the sort.
    let drafts = answers.map(\.draft) + (isOne ? [base] : [])
    let spread = base.indices.map { k in
      drafts.reduce(Int64.min) { max($0, $1[k]) } - drafts.reduce(Int64.max) { min($0, $1[k]) }
    }
    let order = base.indices.filter { spread[$0] > 0 }.sorted { (-spread[$0], $0) < (-spread[$1], $1) }
    return ReportTable(
      title: isOne ? .linesMoved : .linesDiffer,
      columns: [.words("line", .line), .words("title", .title), .number("old", .old)]
        + (isOne
          ? [.number("new", .new), .number("change", .change), .words("reason", .reason)]
          : answers.enumerated().map { index, answer in
            let name = answer.model.scenario.name(in: language)
            return .number("new_\(index + 1)", .verbatim(name))
          }),
      count: order.count
    ) { index in
      let k = order[index]
      let row = rows[k]
      let english = !language.isRightToLeft ? budget.titleEn?[row.index] : nil
      let head: [ReportTable.Cell] = [
        .text(budget.id(of: row)), .text(english ?? budget.title[row.index]), .amount(base[k]),
      ]
      guard isOne else { return head + answers.map { .amount($0.draft[k]) } }
      return head + [
        .amount(first.draft[k]), .amount(first.draft[k] - base[k]),
        .word(first.reasons[k].word, shown: first.reason(ofRow: k, in: language)),
      ]
    }
  }
}

extension ScenarioOutcome {
  /// How it ended, as a word for programs.
  package var word: String {
    switch self {
    case .answered: "solved"
    case .infeasible, .undecided(_, .noWholeAmounts), .undecided(_, .noWholeLines): "infeasible"
    case .undecided: "not_certified"
    }
  }

  var phrase: Phrase {
    switch self {
    case .answered: .answered
    case .infeasible, .undecided(_, .noWholeAmounts), .undecided(_, .noWholeLines): .infeasible
    case .undecided: .undecided
    }
  }
}

extension ScenarioAnswer {
  /// What one limit costs.
  package struct LimitRow: Sendable {
    /// The place in the model's limits.
    package var limit: Int
    /// Lines that stand at it, for a limit on lines.
    package var lines: Int?
    /// ∂ objective / ∂ limit per main unit of money, for a limit on a sum: below 0 a cap whose easing would gain, above 0 a
    /// floor whose easing would.
    package var price: Double?
    /// What easing the limit by 1 % of the envelope would take off the objective, to first order, as a part of it.
    package var gain: Double?
    /// What its sum comes to, and from where to where it may move, in minor units, with the price on one straight line: the
    /// same lines and limits stay at their bounds. nil where it never ends, or is not known.
    package var amount: Int64?
    package var from: Int64?
    package var to: Int64?
    /// The price at both ends, per main unit.
    package var priceFrom: Double?
    package var priceTo: Double?
  }

  /// The limits that cost something or at which lines stand.
  package var limitRows: [LimitRow] {
    var standing: [Int: Int] = [:]
    for reason in reasons { if let limit = reason.limit { standing[limit, default: 0] += 1 } }
    let minor = Double(model.today.workspace.settings.currency.minorPerMain)
    let objective = solution.certificate.objective
    let rows = model.rowLimits
    let ranges = priceRanges
    return model.limits.indices.compactMap { index in
      if let row = rows.firstIndex(of: index) {
        let price = solution.shadowPrice[row]
        var found = LimitRow(
          limit: index, lines: nil, price: price * minor,
          gain: objective > 0 ? abs(price) * 0.01 * Double(model.envelope) / objective : nil)
        if let range = ranges[row] {
          func amount(_ move: Double, up: Bool) -> Int64? {
            let value = (solution.activity[row] + move).rounded(up ? .up : .down)
            return abs(value) < 0x1p60 ? Int64(value) : nil
          }
          found.amount = amount(0, up: false)
          found.from = amount(range.down, up: true)
          found.to = amount(range.up, up: false)
          if range.down.isFinite { found.priceFrom = (price + range.slope * range.down) * minor }
          if range.up.isFinite { found.priceTo = (price + range.slope * range.up) * minor }
        }
        return found
      }
      return standing[index].map { LimitRow(limit: index, lines: $0, price: nil, gain: nil) }
    }
  }
}
