import AlignBasics
import AlignModel
import AlignNumerics
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import AlignmentEngine
import Foundation
import HTTPTypes

/// Weights by judgement: each expert's comparisons by pairs, how consistent they are, and how far the experts are apart.
extension Visit {
  func weighing(_ address: String, _ report: WorkspaceState.Report, _ language: Language) throws -> Answer {
    if address == "weights.html" { return try weights(report, language) }
    let values = isWrite ? form : query
    let expert = Self.line(values["expert"], most: 60)
    guard let node = values["node"], let group = Self.group(node, of: state.workspace.plan), group.members.count >= 2,
      group.members.count <= Self.mostSiblings
    else { throw Refusal(status: .notFound, reason: .notFound) }
    var sheet = JudgementSheet(expert: expert, node: node, group: group, of: state.workspace, in: served.path)
    guard isWrite else { return judge(sheet, report, language) }
    sheet.take(form)
    if address == "judge.json" { return live(sheet, language) }
    if form["go"] == "try" { return judge(sheet, report, language) }
    try require(.planner)
    if expert.isEmpty {
      return judge(sheet, report, language, notes: [say(.judgeNoName, language)], status: .badRequest)
    }
    switch save(node, expert, language) {
    case .done(let text):
      let visit = again()
      guard let now = visit.state.report else { return visit.check(language, status: .unprocessableContent) }
      let fresh = JudgementSheet(expert: expert, node: node, group: group, of: visit.state.workspace, in: served.path)
      return visit.judge(fresh, now, language, done: text)
    case .refused(let lines):
      return judge(sheet, report, language, notes: lines, status: .preconditionFailed)
    }
  }

  /// More are more than a person compares; the consistency ratio is known up to here.
  private static let mostSiblings = 15

  /// The siblings that a node of the table of judgements has.
  private static func group(_ node: String, of plan: Plan) -> PlanGroups.Group? {
    let groups = PlanGroups(of: plan)
    if node == "plan" { return groups.groups(of: .axes).first }
    let key = TextNormaliser.key(node)
    return (groups.groups(of: .goals) + groups.groups(of: .indicators)).first {
      $0.parent.map(TextNormaliser.key) == key
    }
  }

  private func name(_ index: Int, _ level: PlanLevel, _ language: Language) -> String {
    let plan = state.workspace.plan
    return switch level {
    case .axes: plan.name(of: AxisID(index), in: language)
    case .goals: plan.name(of: GoalID(index), in: language)
    case .indicators: plan.name(of: IndicatorID(index), in: language)
    }
  }

  private func nodeName(_ node: String?, _ language: Language) -> String {
    guard let node, node != "plan" else { return Phrase.thePlan.text(in: language) }
    let plan = state.workspace.plan
    if let axis = plan.axes.ids.firstIndex(of: node) { return "\(node) \(plan.name(of: AxisID(axis), in: language))" }
    if let goal = plan.goals.ids.firstIndex(of: node) { return "\(node) \(plan.name(of: GoalID(goal), in: language))" }
    return node
  }

  private static func address(node: String, expert: String) -> String {
    address("judge.html", [("node", node), ("expert", expert)])
  }

  // MARK: the panel

  private func weights(_ report: WorkspaceState.Report, _ language: Language) throws -> Answer {
    let workspace = state.workspace
    let format = format(language)
    let comparison = try WeightComparison(
      of: workspace.plan, by: workspace.settings.weights, judgements: workspace.judgements,
      upTo: report.contents.review.period)
    var open = HTMLForm()
    open.open("judge.html", method: "get", with: [("class", "row")])
    let groups = PlanGroups(of: workspace.plan)
    let nodes = PlanLevel.allCases.flatMap { groups.groups(of: $0) }.filter {
      (2...Self.mostSiblings).contains($0.members.count)
    }
    open.choice(
      say(.judgeWhat, language), "node",
      nodes.map { ($0.parent ?? "plan", "\(nodeName($0.parent, language)) (\(format.count($0.members.count)))") })
    open.field(
      say(.judgeExpert, language), "expert", visitor.isSignedIn ? visitor.name : "",
      with: [("list", "experts-known"), ("maxlength", "60"), ("required", nil)])
    open.button(say(.judgeOpen, language), style: "primary")
    open.suggestions("experts-known", Self.experts(workspace))
    open.close()
    var sections = [
      HTMLSection(
        id: "judge", heading: say(.judgeTitle, language), lead: say(.judgeLead, language), blocks: [.form(open)])
    ]
    let table = WeightTables.experts(comparison, in: language)
    if table.count > 0 {
      let mending = WeightTables.mendingSentences(comparison, above: Consistency.limit, format: format)
      var shown = HTMLTable(table, format: format)
      shown.link(column: 1) { row in
        let own = comparison.experts[row]
        return own.expert.map { Self.address(node: own.node ?? "plan", expert: $0) }
      }
      sections.append(
        HTMLSection(
          id: "experts", heading: table.title.text(in: language), lead: say(.judgeExpertsLead, language),
          blocks: (mending.isEmpty ? [] : [.list(mending)])
            + shown.blocks(first: 20, summary: say(.allRows, language, format.count(table.count)))))
      sections += spread(comparison, format)
    }
    sections.append(
      HTMLSection(
        id: "methods", heading: say(.judgeMethods, language), lead: "",
        blocks: [
          .details(
            summary: say(.judgeReasons, language), [.list(WeightTables.notes(comparison, in: language))])
        ]
          + PlanLevel.allCases.flatMap { level -> [HTMLBlock] in
            let own = HTMLTable(
              WeightTables.weights(comparison, of: workspace.plan, level: level, in: language), format: format,
              links: report.site.links)
            return [.details(summary: own.title, [.table(own)])]
          }))
    return page(
      say(.serveWeights, language), sections, report, language, address: "weights.html", desk: "weights.html")
  }

  /// Everybody who judged, in the order of the table.
  private static func experts(_ workspace: Workspace) -> [String] {
    var names: [String] = []
    for judgement in workspace.judgements where !names.contains(judgement.expert) { names.append(judgement.expert) }
    return names
  }

  /// How far the experts of each panel are apart: for each item the group's weight, and the least and most of an expert.
  private func spread(_ comparison: WeightComparison, _ format: NumberFormat) -> [HTMLSection] {
    let language = format.language
    var blocks: [HTMLBlock] = []
    for group in comparison.experts where group.expert == nil {
      let own = comparison.experts.filter { $0.node == group.node && $0.level == group.level && $0.expert != nil }
      guard let shared = group.weights, own.count > 1 else { continue }
      let rows = group.ids.indices.map { item -> [HTMLCell] in
        let weights = own.compactMap { $0.weights?[item] }
        let (least, most) = (weights.min() ?? 0, weights.max() ?? 0)
        return [
          .text(group.ids[item]), .number(format.percent(shared[item])), .number(format.percent(least)),
          .number(format.percent(most)), .number(format.points(most - least)),
        ]
      }
      let title = nodeName(group.node, language)
      blocks.append(
        .details(
          summary: title,
          [
            .table(
              HTMLTable(
                caption: title,
                columns: [.init(heading: say(.id, language))]
                  + [Phrase.judgeGroup, .judgeLeast, .judgeMost, .judgeApart].map {
                    .init(heading: say($0, language), isNumber: true)
                  }, rows: rows))
          ]))
    }
    if blocks.isEmpty { return [] }
    return [
      HTMLSection(
        id: "spread", heading: say(.judgeSpread, language), lead: say(.judgeSpreadLead, language), blocks: blocks)
    ]
  }

  // MARK: one expert's form

  private func judge(
    _ sheet: JudgementSheet, _ report: WorkspaceState.Report, _ language: Language, notes: [String] = [],
    done: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Answer {
    let format = format(language)
    var form = HTMLForm()
    form.add(said: done.map { [$0] } ?? [], style: "done")
    form.add(said: notes, style: "refused", role: "alert")
    form.add("<div id=\"consistency\" role=\"status\">\(consistency(sheet, format))</div>")
    form.open("judge.html", id: "judge-form", with: [("data-live", "judge.json"), ("data-into", "consistency")])
    form.hidden("node", sheet.node)
    form.hidden("expert", sheet.expert)
    let names = sheet.group.members.map { name($0, sheet.group.level, language) }
    let rows = sheet.pairs.map { pair -> [HTMLCell] in
      [
        .text(sheet.ids[pair.left]), .text(names[pair.left]), .form(choice(pair, sheet, format)),
        .text(sheet.ids[pair.right]), .text(names[pair.right]),
      ]
    }
    let title = say(.judgeOf, language, nodeName(sheet.node, language), sheet.expert)
    form.add(
      HTMLWriter.html(
        [
          .table(
            HTMLTable(
              caption: title,
              columns: [Phrase.id, .judgeFirst, .judgeRatio, .id, .judgeSecond].map {
                .init(heading: say($0, language))
              }, rows: rows))
        ], language))
    form.add("<div class=\"row\">")
    form.button(say(.judgeTry, language), "go", "try")
    if visitor.role >= .planner { form.button(say(.judgeSave, language), "go", "save", style: "primary") }
    form.add("</div>")
    form.close()
    let section = HTMLSection(
      id: "judge", heading: title, lead: say(.judgeFormLead, language, format.count(sheet.pairs.count)),
      blocks: [.form(form)])
    return page(
      title, [section], report, language, address: Self.address(node: sheet.node, expert: sheet.expert),
      desk: "weights.html", trail: [(say(.serveWeights, language), "weights.html")], modules: ["desk.js"],
      status: status)
  }

  /// Saaty's scale in words, and what stands there where that is none of it.
  private func choice(_ pair: JudgementSheet.Pair, _ sheet: JudgementSheet, _ format: NumberFormat) -> HTMLForm {
    let language = format.language
    let (left, right) = (sheet.ids[pair.left], sheet.ids[pair.right])
    var options: [(String, String)] = JudgementSheet.scale.map { ratio in
      let text = WeightTables.saaty(ratio, NumberFormat(language: .en))
      if ratio == 1 { return (text, say(.judgeSame, language)) }
      let (more, less) = ratio > 1 ? (left, right) : (right, left)
      return (text, say(.judgeTimes, language, more, format.decimal(max(ratio, 1 / ratio), decimals: 0), less))
    }
    let chosen = sheet.chosen(pair)
    if !chosen.isEmpty, !options.contains(where: { $0.0 == chosen }) {
      options.append((chosen, say(.judgeOther, language, format.label(chosen))))
    }
    if sheet.standing(pair).isEmpty { options.insert(("", say(.judgeNone, language)), at: 0) }
    var form = HTMLForm()
    form.add("<select")
    form.add(
      HTMLForm.attributes([
        ("name", "ratio.\(pair.left).\(pair.right)"),
        ("aria-label", "\(say(.judgeRatio, language)) \(left) : \(right)"),
      ]))
    form.add(">")
    for (value, words) in options {
      form.add("<option\(HTMLForm.attributes([("value", value)] + (value == chosen ? [("selected", nil)] : [])))>")
      form.add(text: words)
      form.add("</option>")
    }
    form.add("</select>")
    form.hidden("was.\(pair.left).\(pair.right)", sheet.standing(pair))
    return form
  }

  /// How consistent the form is as it stands, and the judgement to mend.
  private func consistency(_ sheet: JudgementSheet, _ format: NumberFormat) -> String {
    let language = format.language
    var form = HTMLForm()
    let own = sheet.consistency(in: state.workspace)
    func add(_ text: String, _ style: String = "") {
      form.add(style.isEmpty ? "<p>" : "<p class=\"\(style)\">")
      form.add(text: text)
      form.add("</p>")
    }
    guard let own, own.judged > 0 else {
      add(say(.judgeNothingYet, language), "note")
      return form.markup
    }
    if let ratio = own.consistency?.ratio {
      let words = say(
        ratio > Consistency.limit ? .judgeInconsistent : .judgeConsistent, language, format.decimal(ratio, decimals: 2),
        format.count(own.judged), format.count(own.missing))
      form.add(said: [words], style: ratio > Consistency.limit ? "refused" : "done")
      if let sentence = WeightTables.mendingSentence(of: own, above: Consistency.limit, format: format) {
        add(sentence)
      }
    } else {
      add(say(.judgeTooFew, language, format.count(own.judged), format.count(own.missing)), "note")
    }
    if let weights = own.weights {
      let shares = zip(own.ids, weights).map { "\($0) \(format.percent($1))" }
      add(say(.judgeWeights, language, language.list(shares)))
    }
    if let distance = own.distance { add(say(.judgeDistance, language, format.percent(distance)), "note") }
    return form.markup
  }

  private func live(_ sheet: JudgementSheet, _ language: Language) -> Answer {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    json.beginObject()
    json.key("html")
    json.string(consistency(sheet, format(language)))
    json.endObject()
    // Memory takes whatever is written.
    try? json.finish()
    return Answer(type: "application/json", bytes: sink.bytes)
  }

  /// Writes what was changed, each judgement into its own row or into a new one.
  private func save(_ node: String, _ expert: String, _ language: Language) -> Change {
    alone(language) {
      let now = again()
      guard let group = Self.group(node, of: now.state.workspace.plan) else {
        return .refused([say(.linkDeskStale, language)])
      }
      var sheet = JudgementSheet(expert: expert, node: node, group: group, of: now.state.workspace, in: served.path)
      sheet.take(form)
      let changed = sheet.pairs.filter {
        !sheet.chosen($0).isEmpty && sheet.chosen($0) != form["was.\($0.left).\($0.right)"]
      }
      if changed.isEmpty { return .refused([say(.measureNothing, language)]) }
      guard changed.allSatisfy({ sheet.standing($0) == form["was.\($0.left).\($0.right)"] }),
        changed.allSatisfy({ JudgementSheet.isRatio(sheet.chosen($0)) })
      else { return .refused([say(.judgeStale, language)]) }
      let changes = try sheet.edit(changed).changes(
        of: now.state.workspace, in: served.path, needing: ["expert", "node", "left", "right", "ratio"])
      func told(_ text: (JudgementSheet.Pair) -> String) -> String {
        changed.map { "\(sheet.ids[$0.left]) : \(sheet.ids[$0.right]) = \(text($0))" }.joined(separator: "; ")
      }
      try served.put(
        changes, as: "judge", of: "\(expert), \(node)", by: visitor, before: told { sheet.standing($0) },
        after: told { sheet.chosen($0) }
      ) { state in
        if state.report == nil, now.state.report != nil { throw ServedWorkspace.Unfit(problems: state.problems) }
      }
      return .done(say(.judgeSaved, language, NumberFormat(language: language).count(changed.count)))
    }
  }
}
