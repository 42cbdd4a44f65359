import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// Pages for a meeting: large type, nothing that can be changed, one scenario against another.
extension ScenarioDesk {
  /// A side of the comparison: a saved scenario, or nil for the budget as it is.
  private struct Side {
    var name: String
    var words: String
    var outcome: ScenarioOutcome?
    var notes: [String] = []
    var answer: ScenarioAnswer? { if case .answered(let answer)? = outcome { answer } else { nil } }
  }

  func presented() throws -> Answer {
    let format = visit.format(language)
    let names = saved
    // Without a choice the first saved scenario stands against the budget as it is.
    let one = try side(visit.query["one"] ?? "")
    let other = try side(visit.query["other"] ?? names.first?.name ?? "")
    var sections = [choosing(names, one, other)]
    let notes = one.notes + other.notes
    if !notes.isEmpty {
      var form = HTMLForm()
      form.add(said: notes, style: "refused", role: "alert")
      sections.append(HTMLSection(bare: [.form(form)]))
    }
    if let today = report.contents.analysis {
      sections.append(
        HTMLSection(
          id: "figures", heading: say(.presentFigures, one.words, other.words), lead: "",
          blocks: [.table(figures(today, one, other, format))]))
      sections += parts(one, other, format)
    }
    let title = say(.servePresent)
    return visit.page(
      title, sections, report, language,
      address: Visit.address("present.html", [("one", one.name), ("other", other.name)]), desk: "present.html",
      modules: ["desk.js"])
  }

  private func side(_ name: String) throws -> Side {
    guard !name.isEmpty else {
      let year = report.contents.analysis.map { visit.format(language).label(String($0.year)) } ?? ""
      return Side(name: "", words: say(.presentToday, year))
    }
    guard let file = opened(name) else { throw Refusal(status: .notFound, reason: .notFound) }
    var work = Work(text: file.text, name: name, tag: file.tag)
    read(&work)
    solve(&work)
    let words = work.scenario?.name(in: language) ?? name
    var side = Side(name: name, words: words, outcome: work.outcome)
    side.notes =
      work.problems.prefix(4).map { "\(words): \($0.note(in: language))" } + work.notes.map { "\(words): \($0)" }
    if let outcome = work.outcome {
      side.notes += outcome.failure(format: visit.format(language)).map { "\(words): \($0)" }
    }
    return side
  }

  /// What to show; the script hides it on a full screen.
  private func choosing(_ saved: [(name: String, words: String)], _ one: Side, _ other: Side) -> HTMLSection {
    var form = HTMLForm()
    form.add("<div class=\"present\">")
    form.open("present.html", method: "get", with: [("class", "row")])
    let year = report.contents.analysis.map { visit.format(language).label(String($0.year)) } ?? ""
    let options = [("", say(.presentToday, year))] + saved.map { ($0.name, $0.words) }
    form.choice(say(.presentOne), "one", options, chosen: one.name)
    form.choice(say(.presentOther), "other", options, chosen: other.name)
    form.button(say(.serveShow), style: "primary")
    // Full screen is of the script alone, so the script shows the button.
    form.add("<button type=\"button\" id=\"full-screen\" hidden>")
    form.add(text: say(.presentFull))
    form.add("</button>\n")
    form.link(say(.presentLeave), "index.html")
    form.close()
    form.add("</div>")
    return HTMLSection(bare: [.form(form)])
  }

  /// The figures that a meeting asks for, side by side.
  private func figures(_ today: Analysis, _ one: Side, _ other: Side, _ format: NumberFormat) -> HTMLTable {
    let unknown = say(.notEstimable)
    func index(_ value: Double?) -> String { value.map { format.decimal($0, decimals: 3) } ?? unknown }
    func share(_ value: Double?) -> String { value.map { format.percent($0) } ?? unknown }
    /// A figure of the budget as it is, and of an answer.
    func row(_ phrase: Phrase, _ now: String, _ of: (ScenarioAnswer) -> String) -> [HTMLCell] {
      [.text(say(phrase))]
        + [one, other].map { side in
          if side.name.isEmpty { return .number(now) }
          return .number(side.answer.map(of) ?? "–")
        }
    }
    // Beside a draft the budget as it is is measured against the targets of the year that is drafted.
    let answer = one.answer ?? other.answer
    let now = answer?.before ?? today.alignment
    let flags =
      answer.map { format.count($0.flagChanges.reduce(0) { $0 + $1.before }) } ?? format.count(today.flagList.count)
    let money = Double(today.funding.totalApproved)
    return HTMLTable(
      caption: "\(say(.presentFigures, one.words, other.words)) (\(format.unitName))",
      columns: [.init(heading: say(.presentFigure))]
        + [one, other].map { .init(heading: $0.words, isNumber: true) },
      rows: [
        row(.envelope, format.amount(money)) { format.amount($0.model.envelope) },
        row(.alignmentIndex, index(now.alignmentIndex)) { index($0.after.alignment.alignmentIndex) },
        row(.presentCoverage, share(now.coverage)) { share($0.after.alignment.coverage) },
        row(.raisedMoney, "–") { format.amount($0.raised) }, row(.cut, "–") { format.amount($0.cut) },
        row(.presentFlags, flags) { format.count($0.flagChanges.reduce(0) { $0 + $1.after }) },
      ])
  }

  /// Axes, goals and departments as `align scenario` puts them side by side.
  private func parts(_ one: Side, _ other: Side, _ format: NumberFormat) -> [HTMLSection] {
    let outcomes = [one, other].compactMap(\.outcome)
    if outcomes.isEmpty { return [] }
    let tables = ScenarioTables(outcomes, in: language)
    let parts: [(id: String, table: ReportTable?, most: Int)] = [
      ("axes", tables.axes, 12), ("goals", tables.goals, 12), ("departments", tables.departments, 12),
      ("flags", tables.flags, 12),
    ]
    return parts.compactMap { part in
      guard let table = part.table, table.count > 0 else { return nil }
      let title = table.title.text(in: language)
      let made = HTMLTable(
        table, caption: title + (table.hasAmounts ? " (\(format.unitName))" : ""), format: format, most: 200,
        links: report.site.links)
      return HTMLSection(
        id: part.id, heading: title, lead: "",
        blocks: made.blocks(first: part.most, summary: say(.allRows, format.count(made.rowCount))))
    }
  }
}
