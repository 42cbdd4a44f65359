import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import Foundation
import HTTPTypes

/// The draft of a scenario as a table in which an amount can be changed: it becomes a hold, and the rest is worked out again.
extension ScenarioDesk {
  /// Rows of a page.
  private static let shown = 100
  /// Changes that can be taken back.
  private static let mostPast = 30

  func draftPage() throws -> Answer {
    var work: Work
    if visit.isWrite {
      work = Work(text: visit.form["yaml"] ?? "", name: visit.form["name"] ?? "", tag: visit.form["tag"] ?? "")
    } else {
      guard let name = visit.query["open"], let file = opened(name) else {
        throw Refusal(status: .notFound, reason: .notFound)
      }
      work = Work(text: file.text, name: name, tag: file.tag)
    }
    var past = visit.isWrite ? visit.form.pairs.filter { $0.name == "past" }.map(\.value) : []
    if visit.form["go"] == "undo", let last = past.popLast().flatMap(Self.unpacked) {
      work.text = last
      read(&work)
    } else {
      let before = work.text
      read(&work)
      if let scenario = work.scenario, let changed = try holding(scenario, &work) { replace(&work, by: changed) }
      if work.text != before { past.append(Data(before.utf8).base64EncodedString()) }
    }
    solve(&work)
    guard case .answered(let answer)? = work.outcome else { return page(work, status: .unprocessableContent) }
    return draft(answer, work, past: past.suffix(Self.mostPast))
  }

  /// A text that a hidden field carries, in which the ends of lines would be lost.
  private static func unpacked(_ field: String) -> String? {
    Data(base64Encoded: field).flatMap { String(data: $0, encoding: .utf8) }
  }

  /// The scenario with a hold for each amount that was changed in the table; nil where none was.
  private func holding(_ scenario: Scenario, _ work: inout Work) throws -> Scenario? {
    var kept: [(line: LineID, name: String, minorUnits: Int64)] = []
    let before = visit.form.pairs.filter { $0.name.hasPrefix("was.") }
      .reduce(into: [String: String]()) { $0[String($1.name.dropFirst(4))] = $1.value }
    let ids = workspace.budget.lineIDs
    for (name, value) in visit.form.pairs where name.hasPrefix("new.") {
      let code = String(name.dropFirst(4))
      guard let shown = before[code], shown != value, let line = ids.line(ofKey: TextNormaliser.key(code)) else {
        continue
      }
      guard let amount = KeptAmounts.minorUnits(value, workspace.settings.currency) else {
        work.notes.append(Phrase.deskBadAmount.text(in: language, value, code))
        continue
      }
      kept.append((line, ids.name(of: line), amount))
    }
    if kept.isEmpty { return nil }
    var scenario = scenario
    let limits = KeptAmounts(kept).limits(of: workspace, named: Scenario.Limit.keptName)
    // A line that was held by hand before is held at its new amount alone.
    let subjects = Set(limits.map(\.subject))
    scenario.limits.removeAll { $0.isHold && subjects.contains($0.subject) }
    scenario.limits += limits
    return scenario
  }

  private func draft(_ answer: ScenarioAnswer, _ work: Work, past: some Collection<String>) -> Answer {
    let format = visit.format(language)
    let currency = workspace.settings.currency
    let model = answer.model
    let budget = model.today.workspace.budget
    let rows = model.today.funding.rows
    let order = answer.draft.indices.sorted {
      (-abs(answer.draft[$0] - model.base[$0]), $0) < (-abs(answer.draft[$1] - model.base[$1]), $1)
    }
    let pages = max(1, (order.count + Self.shown - 1) / Self.shown)
    let page = min(max(1, Int(visit.form["page"] ?? "") ?? 1), pages)
    let shown = order.dropFirst((page - 1) * Self.shown).prefix(Self.shown)
    let cells = shown.map { k -> [HTMLCell] in
      let id = budget.id(of: rows[k])
      let english = !language.isRightToLeft ? budget.titleEn?[rows[k].index] : nil
      let title = english ?? budget.title[rows[k].index] ?? ""
      let exact = currency.exact(answer.draft[k])
      var field = HTMLForm()
      field.add("<input class=\"amount\" inputmode=\"numeric\"")
      field.add(
        HTMLForm.attributes([
          ("name", "new." + id), ("value", exact), ("aria-label", "\(Phrase.new.text(in: language)) \(id)"),
          ("maxlength", "40"),
        ]))
      field.add(">")
      field.hidden("was." + id, exact)
      let change = answer.draft[k] - model.base[k]
      return [
        report.site.links.address(ofLine: id).map { .link(id, $0) } ?? .text(id), .text(title),
        .number(format.amount(model.base[k])), .number(format.amount(answer.draft[k])),
        .number(change == 0 ? "–" : format.amount(change)), .form(field), .text(answer.reason(ofRow: k, in: language)),
      ]
    }
    func column(_ phrase: Phrase, _ isNumber: Bool = false) -> HTMLTable.Column {
      .init(heading: phrase.text(in: language), isNumber: isNumber)
    }
    let name = model.scenario.name(in: language)
    let table = HTMLTable(
      caption: "\(Phrase.draftTitle.text(in: language)) (\(format.unitName))",
      columns: [
        column(.line), column(.title), column(.old, true), column(.new, true), column(.change, true),
        .init(heading: Phrase.deskExact.text(in: language, currency.word(in: language))), column(.reason),
      ], rows: Array(cells))
    var form = HTMLForm()
    form.open("draft.html", id: "draft")
    form.hidden("name", work.name)
    form.hidden("tag", work.tag)
    form.hidden("page", String(page))
    for text in past { form.hidden("past", text) }
    if let mark = mark(work) { form.add(said: [mark.words], style: mark.isApproved ? "done" : "refused") }
    form.add(
      said: work.notes + work.problems.prefix(8).map { $0.note(in: language) }, style: "refused", role: "alert")
    form.add("<div class=\"row\">")
    form.button(Phrase.deskHold.text(in: language), "go", "hold", style: "primary")
    if !past.isEmpty { form.button(Phrase.deskUndo.text(in: language), "go", "undo") }
    form.button(Phrase.deskWorkbook.text(in: language), with: [("formaction", "draft.xlsx")])
    form.button(Phrase.serveDesk.text(in: language), with: [("formaction", "scenario.html")])
    if let file = opened(work.name), file.text == work.text {
      form.link(Phrase.approveOpen.text(in: language), Visit.address("approve.html", [("open", work.name)]))
    }
    form.add("</div>")
    if opened(work.name)?.text != work.text {
      form.add(said: [Phrase.approveSaveFirst.text(in: language)], style: "note")
    }
    form.add(HTMLWriter.html([.table(table)], language))
    form.add("<div class=\"pages\">")
    if page > 1 { form.button(Phrase.servePrevious.text(in: language), "page", String(page - 1)) }
    form.add("<span>")
    form.add(
      text: Phrase.serveRows.text(
        in: language, format.count((page - 1) * Self.shown + 1), format.count((page - 1) * Self.shown + shown.count),
        format.count(order.count)))
    form.add("</span>")
    if page < pages { form.button(Phrase.serveNext.text(in: language), "page", String(page + 1)) }
    form.add("</div>")
    form.lines(
      Phrase.deskFile.text(in: language), "yaml", work.text, rows: 8)
    form.close()
    let unit = currency.word(in: language)
    let totals = Phrase.deskDraftTotals.text(
      in: language, format.count(answer.draft.count), "\(format.exact(model.base.reduce(0, +), currency)) \(unit)",
      "\(format.exact(answer.draft.reduce(0, +), currency)) \(unit)", format.money(Double(answer.raised)),
      format.money(Double(answer.cut)))
    let section = HTMLSection(
      id: "draft-of", heading: "\(Phrase.deskDraft.text(in: language)): \(name)", lead: totals,
      blocks: [.paragraph(Phrase.deskDraftLead.text(in: language)), .form(form)])
    return visit.page(
      Phrase.deskDraft.text(in: language), [section], report, language,
      address: Visit.address("draft.html", [("open", work.name)]), desk: "scenario.html",
      trail: [(Phrase.serveDesk.text(in: language), Visit.address("scenario.html", [("open", work.name)]))])
  }
}
