import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import Foundation
import HTTPTypes

/// The page of the desk, and the parts of it that a slider changes.
extension ScenarioDesk {
  /// The whole page; it works without its script.
  func page(_ work: Work, status: HTTPResponse.Status = .ok, done: String? = nil) -> Answer {
    let title = say(.serveDesk)
    var form = HTMLForm()
    form.open(
      "scenario.html", id: "desk",
      with: [("data-solve", "solve.json"), ("data-working", say(.deskWorking)), ("data-offline", say(.deskOffline))])
    form.hidden("name", work.name)
    form.hidden("tag", work.tag)
    form.add("<div class=\"desk-page\"><div>")
    section(&form, "money", .deskMoney) { form in
      sliders(work, &form)
      form.button(say(.deskSolve), "action", "solve", style: "primary")
      form.button(say(.deskUndo), "action", "undo", with: [("hidden", nil), ("id", "undo")])
      form.add("<p class=\"status\" id=\"status\" role=\"status\"></p>")
    }
    section(&form, "limits-of", .deskLimits) { form in
      form.add("<div id=\"limits\">\(limits(work))</div>")
      adding(work, &form)
    }
    section(&form, "file", .deskFile) { form in
      form.add("<p class=\"note\">")
      form.add(text: say(.deskFileLead))
      form.add("</p>")
      form.lines(say(.deskFile), "yaml", work.text, rows: min(26, max(8, work.text.split(separator: "\n").count + 2)))
      form.add("<div class=\"row\">")
      form.button(say(.deskDownload), with: [("formaction", "scenario.yaml")])
      form.add("</div>")
      if visit.visitor.role >= .officer {
        form.add("<div class=\"row\">")
        form.field(say(.deskSaveAs), "save_as", work.name, with: [("maxlength", "60")])
        form.button(say(.deskSave), with: [("formaction", "save.html")])
        form.add("</div>")
      }
    }
    form.add("</div><div>")
    section(&form, "result-of", .deskResult) { form in
      if let mark = mark(work) { form.add(said: [mark.words], style: mark.isApproved ? "done" : "refused") }
      if let done {
        form.add("<div class=\"done\" role=\"status\"><p>")
        form.add(text: done)
        form.add("</p></div>")
      }
      form.add("<div id=\"result\">\(result(work))</div>")
    }
    form.add("</div></div>")
    form.close()

    let saved = saved
    var list = HTMLForm()
    list.add("<nav class=\"saved\" aria-labelledby=\"saved\"><h2 id=\"saved\">")
    list.add(text: saved.isEmpty ? say(.deskNone) : say(.deskSaved))
    list.add("</h2><ul>")
    let approved = Set(Approvals(visit.served).all.map(\.scenario))
    var entries = saved.map {
      (
        approved.contains($0.name) ? "\($0.words) ✓" : $0.words, Visit.address("scenario.html", [("open", $0.name)]),
        $0.name == work.name
      )
    }
    entries.append((say(.deskNew), "scenario.html", false))
    if saved.count > 1 { entries.append((say(.scenariosSideBySide), "compare.html", false)) }
    entries.append((say(.approvedDrafts), "approved.html", false))
    for (words, address, isHere) in entries {
      var attributes: [(String, String?)] = [("href", address)]
      if isHere { attributes.append(("aria-current", "true")) }
      list.add("<li><a\(HTMLForm.attributes(attributes))>")
      list.add(text: words)
      list.add("</a></li>")
    }
    list.add("</ul></nav>")
    return visit.page(
      title, [HTMLSection(bare: [.form(list), .form(form)])], report, language,
      address: Visit.address("scenario.html", [("open", work.name)]), desk: "scenario.html", meta: say(.deskLead),
      modules: ["desk.js"], status: status)
  }

  private func section(_ form: inout HTMLForm, _ id: String, _ heading: Phrase, _ body: (inout HTMLForm) -> Void) {
    form.add("<section\(HTMLForm.attributes([("aria-labelledby", id)]))><h2\(HTMLForm.attributes([("id", id)]))>")
    form.add(text: say(heading))
    form.add("</h2>\n")
    body(&form)
    form.add("</section>\n")
  }

  /// What a moved slider or a pressed button changes, for the script.
  func live(_ work: Work) -> Answer {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    let shown = Shown(work)
    json.beginObject()
    json.key("generation")
    json.integer(Int(visit.form["generation"] ?? "") ?? 0)
    json.key("yaml")
    json.string(work.text)
    json.key("envelope")
    json.string(shown.envelope)
    json.key("lambda")
    json.string(shown.lambda)
    json.key("range")
    json.string(shown.range)
    json.key("added")
    json.bool(work.typed.pairs.isEmpty)
    json.key("limits")
    json.string(limits(work))
    json.key("result")
    json.string(result(work))
    json.endObject()
    // Memory takes whatever is written.
    try? json.finish()
    return Answer(type: "application/json", bytes: sink.bytes)
  }

  // MARK: sliders

  /// What the sliders show: numbers for a program, since a field of numbers takes no others.
  struct Shown {
    var envelope = "100"
    var lambda = "0.01"
    var range = "20"

    init(_ work: Work) {
      guard let scenario = work.scenario else { return }
      lambda = Self.number(scenario.inertia)
      range = scenario.defaults.range.map { Self.number($0 * 100) } ?? ""
      if let model = work.outcome?.model {
        envelope = Self.number(model.ratio * 100)
      } else if case .percent(let percent) = scenario.envelope {
        envelope = Self.number(percent)
      }
    }

    private static func number(_ value: Double) -> String {
      let rounded = (value * 1e6).rounded() / 1e6
      return rounded == 0 && value != 0
        ? "\(value)" : rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : "\(rounded)"
    }
  }

  private func sliders(_ work: Work, _ form: inout HTMLForm) {
    let shown = Shown(work)
    let format = visit.format(language)
    let today = report.contents.analysis
    let year = format.label(String(today?.year ?? 0))
    let budget = format.money(Double(today?.funding.totalApproved ?? 0))
    form.add("<div class=\"sliders\">")
    slider(&form, say(.deskEnvelope, year, budget), "envelope", shown.envelope, least: "70", most: "140", step: "0.5")
    slider(
      &form, say(.deskInertia), "lambda", shown.lambda, least: "-4", most: "1", step: "0.1", isLogarithmic: true)
    slider(&form, say(.deskRange), "range", shown.range, least: "0", most: "60", step: "1")
    form.add("</div>")
  }

  private func slider(
    _ form: inout HTMLForm, _ label: String, _ name: String, _ value: String, least: String, most: String, step: String,
    isLogarithmic: Bool = false
  ) {
    let logarithm = Double(value).map { String(format: "%.1f", log10(max($0, 1e-9))) } ?? "0"
    form.add("<div class=\"slider\"><span\(HTMLForm.attributes([("id", "label-\(name)")]))>")
    form.add(text: label)
    // The script shows it; without one the field does.
    form.add("</span><input type=\"range\" hidden")
    form.add(
      HTMLForm.attributes([
        ("min", least), ("max", most), ("step", step), ("value", isLogarithmic ? logarithm : value), ("data-of", name),
        ("data-scale", isLogarithmic ? "log" : "plain"), ("aria-labelledby", "label-\(name)"),
      ]))
    form.add("><input type=\"number\" step=\"any\" dir=\"ltr\"")
    form.add(HTMLForm.attributes([("name", name), ("value", value), ("aria-labelledby", "label-\(name)")]))
    form.add("></div>")
    form.hidden("shown_\(name)", value)
  }

  // MARK: limits

  /// The limits as rows in words, each with what it costs.
  func limits(_ work: Work) -> String {
    guard let model = work.outcome?.model else { return "" }
    let format = visit.format(language)
    var costs: [Int: ScenarioAnswer.LimitRow] = [:]
    if case .answered(let answer)? = work.outcome { for row in answer.limitRows { costs[row.limit] = row } }
    var clashing: Set<Int> = []
    if case .infeasible(_, let contradiction)? = work.outcome {
      clashing = Set((contradiction.asks + contradiction.allows).map(\.limit))
    }
    let fixed = fixedLimits
    var form = HTMLForm()
    form.add("<ul class=\"limits\">")
    for (index, limit) in model.limits.enumerated() {
      var own: Int?
      if case .own(let place) = limit.origin { own = place }
      // A default that is about no line of this budget says nothing.
      if limit.lines.isEmpty, limit.sum == nil, own == nil { continue }
      form.add(clashing.contains(index) ? "<li class=\"clash\"><span>" : "<li><span>")
      form.add(text: model.words(index, in: language))
      if let own {
        let amounts = model.amounts(ofLimit: own, in: language)
        if !amounts.isEmpty { form.add(text: ": " + amounts) }
      }
      form.add("</span>")
      if let own, own >= fixed {
        form.button(say(.deskRemove), "action", "remove \(own)", style: "small")
      } else {
        form.add("<span></span>")
      }
      form.add("<small>")
      if clashing.contains(index) {
        form.add(text: say(.deskClash))
      } else if let cost = costs[index] {
        if let gain = cost.gain {
          form.add(text: gain >= 0.0005 ? say(.deskGain, format.percent(gain)) : say(.deskFree))
        } else if let lines = cost.lines {
          form.add(text: say(.deskStand, format.count(lines)))
        }
      } else if case .answered? = work.outcome {
        form.add(text: say(.deskFree))
      }
      form.add("</small></li>")
    }
    form.add("</ul>")
    return form.markup
  }

  private func adding(_ work: Work, _ form: inout HTMLForm) {
    form.add("<fieldset id=\"adding\"><legend>")
    form.add(text: say(.deskAddLimit))
    form.add("</legend><div class=\"row\">")
    form.choice(
      say(.deskForm), "form",
      ["hold", "floor", "cap", "nonew"].map { ($0, Phrase.of("desk.form", $0).text(in: language)) },
      chosen: work.typed["form"] ?? "")
    let subjects = Self.subjects.filter { word in
      guard let category = LineCategory(rawValue: word) else { return true }
      return workspace.budget.categories[category] != nil
    }
    form.choice(
      say(.deskOn), "subject", subjects.map { ($0, words(ofSubject: $0)) }, chosen: work.typed["subject"] ?? "")
    form.field(
      say(.deskWhich), "which", work.typed["which"] ?? "", with: [("list", "which-known"), ("maxlength", "200")])
    form.field(say(.deskAmount), "amount", work.typed["amount"] ?? "100%", with: [("maxlength", "40"), ("size", "10")])
    form.button(say(.deskAdd), "action", "add")
    form.add("</div>")
    let plan = workspace.plan
    let departments = workspace.budget.categories[.department]?.names ?? []
    form.suggestions(
      "which-known",
      Array(departments.prefix(300))
        + plan.goals.ids.indices.map { "\(plan.goals.ids[$0]) \(plan.name(of: GoalID($0), in: language))" }
        + plan.axes.ids.indices.map { "\(plan.axes.ids[$0]) \(plan.name(of: AxisID($0), in: language))" })
    form.add("</fieldset>")
  }

  private func words(ofSubject word: String) -> String {
    switch word {
    case "line": Phrase.linkLine.text(in: language)
    case "goal": Phrase.goal.text(in: language)
    case "axis": Phrase.axis.text(in: language)
    case "kind": Phrase.kind.text(in: language)
    case "flag": Phrase.selectionFlag.text(in: language)
    default: Phrase.of("category", word).text(in: language)
    }
  }

  // MARK: the result

  /// What the scenario comes to, or why it comes to nothing.
  func result(_ work: Work) -> String {
    let format = visit.format(language)
    var form = HTMLForm()
    let problems = work.problems
    if !problems.isEmpty || !work.notes.isEmpty {
      form.add("<div class=\"refused\" role=\"alert\">")
      for line in work.notes + problems.prefix(8).map({ $0.note(in: language) }) {
        form.add("<p>")
        form.add(text: line)
        form.add("</p>")
      }
      form.add("</div>")
    }
    guard let outcome = work.outcome else { return form.markup }
    guard case .answered(let answer) = outcome else {
      refused(outcome, format, &form)
      return form.markup
    }
    let tables = ScenarioTables([.answered(answer)], in: language)
    let links = report.site.links
    var blocks: [HTMLBlock] = [.cards(cards(answer, format))]
    func add(_ table: ReportTable?, first: Int, most: Int) {
      guard let table, table.count > 0 else { return }
      let made = HTMLTable(
        table, caption: table.title.text(in: language) + (table.hasAmounts ? " (\(format.unitName))" : ""),
        format: format, most: most, links: links)
      blocks += made.blocks(first: first, summary: Phrase.allRows.text(in: language, format.count(made.rowCount)))
    }
    add(tables.axes, first: 12, most: 40)
    add(tables.goals, first: 8, most: 200)
    add(tables.departments, first: 8, most: 200)
    add(tables.lines, first: 8, most: 60)
    add(tables.flags, first: 6, most: 60)
    form.add(HTMLWriter.html(blocks, language))
    form.add("<p class=\"row\">")
    form.button(say(.deskDraft), with: [("formaction", "draft.html")])
    form.button(say(.deskWorkbook), with: [("formaction", "draft.xlsx")])
    form.add("</p>")
    return form.markup
  }

  private func cards(_ answer: ScenarioAnswer, _ format: NumberFormat) -> [HTMLBlock.Card] {
    let unknown = Phrase.notEstimable.text(in: language)
    func index(_ value: Double?) -> String { value.map { format.decimal($0, decimals: 3) } ?? unknown }
    func share(_ value: Double?) -> String { value.map { format.percent($0) } ?? unknown }
    let flags = answer.flagChanges
    return [
      .init(
        label: Phrase.indexAfter.text(in: language), value: index(answer.after.alignment.alignmentIndex),
        note: "\(Phrase.indexBefore.text(in: language)): \(index(answer.before.alignmentIndex))"),
      .init(
        label: Phrase.outOfPlaceAfter.text(in: language), value: share(answer.axisGaps?.after),
        note: "\(Phrase.outOfPlaceBefore.text(in: language)): \(share(answer.axisGaps?.before))"),
      .init(
        label: Phrase.envelope.text(in: language), value: format.amount(answer.model.envelope), note: format.unitName),
      .init(
        label: Phrase.raisedMoney.text(in: language), value: format.amount(answer.raised),
        note: "\(Phrase.cut.text(in: language)): \(format.amount(answer.cut))"),
      .init(
        label: Phrase.flagsAfter.text(in: language), value: format.count(flags.reduce(0) { $0 + $1.after }),
        note: "\(Phrase.flagsBefore.text(in: language)): \(format.count(flags.reduce(0) { $0 + $1.before }))"),
    ]
  }

  /// Why there is no answer, and with the nearest envelope that would do a button for it.
  private func refused(_ outcome: ScenarioOutcome, _ format: NumberFormat, _ form: inout HTMLForm) {
    form.add("<div class=\"refused\" role=\"alert\">")
    if case .infeasible = outcome {
      form.add("<p><strong>")
      form.add(text: say(.deskContradiction))
      form.add("</strong></p>")
    }
    for line in outcome.failure(format: format) {
      form.add("<p>")
      form.add(text: line)
      form.add("</p>")
    }
    form.add("</div>")
    guard case .infeasible(let model, let contradiction) = outcome else { return }
    for remedy in contradiction.remedies {
      guard case .envelope = model.limits[remedy.limit].origin else { continue }
      form.button(say(.deskUseEnvelope, format.money(Double(remedy.value))), "action", "envelope \(remedy.value)")
    }
  }
}
