import AlignBasics
import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

/// Writes what scenarios came to as JSON. Amounts are in main units; what is not known is null.
package struct ScenarioJSON {
  let outcomes: [ScenarioOutcome]
  let language: Language
  /// Of the scenarios of several years, what holds for all of them.
  let years: [YearsOutcome]
  private var currency: Currency {
    outcomes.first?.model.today.workspace.settings.currency ?? Currency(code: "IRR")
  }

  /// A document of what scenarios of one workspace came to.
  package init(_ outcomes: [ScenarioOutcome], years: [YearsOutcome] = [], in language: Language) {
    self.outcomes = outcomes
    self.years = years
    self.language = language
  }

  /// Writes one object with all scenarios.
  ///
  /// - Parameter summary: leaves out the lines.
  package func write(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    if let today = outcomes.first?.model.today {
      DocumentHead.write(today, to: &json)
    }
    json.key("scenarios")
    json.beginArray()
    for outcome in outcomes {
      json.beginObject()
      head(outcome, &json)
      try details(outcome, summary: summary, &json)
      json.endObject()
      try json.drain()
    }
    json.endArray()
    if !years.isEmpty {
      json.key("several_years")
      try Self.write(years, to: &json, in: language)
    }
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one record a line: `scenario`, and for each `axis`, `flag`, `limit` and `line`.
  package func writeRecords(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    for case .answered(let answer) in years {
      for (record, table) in [
        ("year", YearsTables(answer, in: language).years), ("project", YearsTables(answer, in: language).projects),
      ] {
        try TableJSON.records(of: table, record: record, currency: currency, to: &json)
      }
    }
    for outcome in outcomes {
      json.beginObject()
      json.key("record")
      json.string("scenario")
      head(outcome, &json)
      json.endObject()
      json.endLine()
      try json.finish()
      guard case .answered(let answer) = outcome else { continue }
      for (record, table) in tables(answer, summary: summary) {
        for row in 0..<table.count {
          json.beginObject()
          json.key("record")
          json.string(record)
          json.key("scenario")
          json.string(answer.model.scenario.name(in: language))
          for (column, cell) in zip(table.columns, table.row(row)) where column.key != "scenario" {
            json.key(column.key)
            cell.write(to: &json, in: currency)
          }
          json.endObject()
          json.endLine()
          try json.drain()
        }
      }
    }
    try json.finish()
  }

  private func tables(_ answer: ScenarioAnswer, summary: Bool) -> [(String, ReportTable)] {
    let tables = ScenarioTables([.answered(answer)], in: language)
    return [("axis", tables.axes), ("flag", tables.flags), ("limit", tables.limits)].compactMap { pair in
      pair.1.map { (pair.0, $0) }
    } + (summary ? [] : [("line", Self.lines(answer))])
  }

  /// Every line of a draft.
  static func lines(_ answer: ScenarioAnswer) -> ReportTable {
    let model = answer.model
    let budget = model.today.workspace.budget
    let rows = model.today.funding.rows
    let indicators = model.today.workspace.plan.indicators.ids
    return ReportTable(
      title: .lines,
      columns: [
        .words("line", .line), .number("old", .old), .number("new", .new), .number("change", .change),
        .words("reason", .reason), .words("limit", .limit), .number("lower_price", .price),
        .number("upper_price", .price), .words("indicator_to_gain", .verbatim("indicator_to_gain")),
        .words("indicator_to_lose", .verbatim("indicator_to_lose")),
        .words("lost_to", .verbatim("lost_to")),
      ],
      count: answer.draft.count
    ) { k in
      let minor = Double(budget.count > 0 ? model.today.workspace.settings.currency.minorPerMain : 1)
      return [
        .text(budget.id(of: rows[k])), .amount(model.base[k]), .amount(answer.draft[k]),
        .amount(answer.draft[k] - model.base[k]), .text(answer.reasons[k].word),
        .text(answer.reasons[k].limit.map { model.words($0, in: .en) }),
        .number(answer.solution.lowerShadowPrice[k] * minor), .number(answer.solution.upperShadowPrice[k] * minor),
        .text(answer.conflicts[k].map { indicators[$0.gaining.index] }),
        .text(answer.conflicts[k].map { indicators[$0.losing.index] }),
        .text(answer.reasons[k].rival.map { budget.id(of: rows[$0]) }),
      ]
    }
  }

  private func head(_ outcome: ScenarioOutcome, _ json: inout JSONWriter) {
    let model = outcome.model
    json.key("name")
    json.string(model.scenario.name(in: language))
    json.key("file")
    json.string(model.scenario.file)
    json.key("status")
    json.string(outcome.word)
    json.key("target_year")
    json.integer(model.targetYear)
    json.key("envelope")
    json.amount(model.envelope, in: currency)
    json.key("lambda")
    json.number(model.scenario.inertia)
    json.key("theta")
    json.number(model.alignment.use.theta)
    json.key("shares_estimable")
    json.bool(model.alignment.isNeedKnown && model.alignment.isFundingKnown)
    json.key("goals_without_free_line")
    json.beginArray()
    for goal in model.goalsOutOfReach { json.string(model.today.workspace.plan.goals.ids[goal.index]) }
    json.endArray()
    switch outcome {
    case .answered(let answer): head(answer, &json)
    case .infeasible(_, let contradiction): write(contradiction, model, &json)
    case .undecided(let model, .noWholeLines):
      guard let found = model.wholeContradiction() else { break }
      json.key("whole_contradiction")
      json.beginObject()
      json.key("lines")
      json.beginArray()
      for line in found.lines { json.string(model.today.workspace.budget.id(of: model.today.funding.rows[line])) }
      json.endArray()
      json.key("limits")
      json.beginArray()
      for limit in found.limits { json.string(model.words(limit, in: language)) }
      json.endArray()
      json.endObject()
    case .undecided(_, .wholeLinesNotFound(let nodes)):
      json.key("nodes")
      json.integer(nodes)
    case .undecided(_, .notCertified(let certificate)):
      json.key("certificate")
      if let certificate { write(certificate, &json) } else { json.null() }
    case .undecided(_, .noWholeAmounts(let certificate)), .undecided(_, .notRounded(let certificate)):
      json.key("certificate")
      write(certificate, &json)
    }
  }

  private func head(_ answer: ScenarioAnswer, _ json: inout JSONWriter) {
    json.key("certificate")
    write(answer.solution.certificate, &json)
    if let whole = answer.whole { write(whole, &json) }
    json.key("steps")
    json.integer(answer.solution.iterations + answer.solution.polishSteps)
    json.key("rounded_to")
    json.amount(answer.roundedTo, in: currency)
    json.key("lines_off_unit")
    json.integer(answer.offUnit)
    json.key("raised")
    json.amount(answer.raised, in: currency)
    json.key("cut")
    json.amount(answer.cut, in: currency)
    json.key("alignment_index_before")
    json.number(answer.before.alignmentIndex)
    json.key("alignment_index")
    json.number(answer.after.alignment.alignmentIndex)
    json.key("coverage_before")
    json.number(answer.before.coverage)
    json.key("coverage")
    json.number(answer.after.alignment.coverage)
    json.key("out_of_place_before")
    json.number(answer.axisGaps?.before)
    json.key("out_of_place")
    json.number(answer.axisGaps?.after)
  }

  /// What is proved of lines that are whole or nothing.
  private func write(_ whole: WholeAnswer, _ json: inout JSONWriter) {
    json.key("indivisible")
    json.beginObject()
    json.key("lines")
    json.integer(whole.countIn + whole.countOut)
    json.key("left_out")
    json.integer(whole.countOut)
    json.key("bound")
    json.number(whole.solution.bound)
    json.key("gap")
    json.number(whole.solution.gap)
    json.key("nodes")
    json.integer(whole.solution.nodes)
    json.key("cases")
    json.integer(whole.solution.cases.count)
    json.key("left_over")
    json.amount(whole.leftOver, in: currency)
    json.endObject()
  }

  private func write(_ certificate: Certificate, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("objective")
    json.number(certificate.objective)
    json.key("primal_residual")
    json.number(certificate.primalResidual)
    json.key("dual_residual")
    json.number(certificate.dualResidual)
    json.key("gap")
    json.number(certificate.gap)
    json.endObject()
  }

  private func write(_ contradiction: Contradiction, _ model: ScenarioModel, _ json: inout JSONWriter) {
    func parts(_ parts: [Contradiction.Part], isFloor: Bool) {
      json.beginArray()
      for part in parts {
        json.beginObject()
        json.key("limit")
        json.string(model.words(part.limit, isFloor: isFloor, in: language))
        json.key("amount")
        json.money(part.amount, in: currency)
        json.endObject()
      }
      json.endArray()
    }
    json.key("contradiction")
    json.beginObject()
    json.key("asks")
    parts(contradiction.asks, isFloor: true)
    json.key("allows")
    parts(contradiction.allows, isFloor: false)
    json.key("excess")
    json.money(contradiction.excess, in: currency)
    json.key("would_do")
    json.beginArray()
    for remedy in contradiction.remedies {
      json.beginObject()
      json.key("limit")
      json.string(model.words(remedy.limit, isFloor: remedy.isFloor, in: language))
      json.key("amount")
      json.amount(remedy.value, in: currency)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func details(_ outcome: ScenarioOutcome, summary: Bool, _ json: inout JSONWriter) throws {
    guard case .answered(let answer) = outcome else { return }
    if !summary {
      json.key("proof")
      ProofJSON.write(answer, to: &json)
    }
    let keys = ["axis": "axes", "flag": "flags", "limit": "limits", "line": "lines"]
    for (record, table) in tables(answer, summary: summary) {
      json.key(keys[record] ?? record)
      try TableJSON.rows(of: table, currency: currency, to: &json)
    }
  }
}
