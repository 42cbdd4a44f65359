import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import AlignmentEngine
import HTTPTypes

/// The form in which an owner enters the measurements of a quarter.
extension Visit {
  /// Whether the visitor may enter what an owner measures: planners for everybody, an owner for itself.
  func mayMeasure(_ owner: String) -> Bool {
    if visitor.role >= .planner { return true }
    guard visitor.role == .owner, let own = visitor.owner, !owner.isEmpty else { return false }
    return NameForms.areAlike(own, owner)
  }

  func measure(_ period: Period, _ name: String, _ report: WorkspaceState.Report, _ language: Language) throws -> Answer
  {
    let (review, _) = try state.review(at: period, in: report)
    guard
      let owner = review.owners.first(where: { $0.id == name })
        ?? review.owners.first(where: { !name.isEmpty && NameForms.areAlike($0.id, name) })
    else { throw Refusal(status: .notFound, reason: .notFound) }
    guard mayMeasure(owner.id) else {
      throw Refusal(status: .forbidden, reason: .notAllowed(visitor.role < .owner ? .owner : .planner))
    }
    guard isWrite else { return measurePage(period, owner, report, language) }
    switch enter(period, owner, language) {
    case .written(let text):
      let visit = again()
      guard let now = visit.state.report else { return visit.check(language, status: .unprocessableContent) }
      let (review, _) = try visit.state.review(at: period, in: now)
      let same = review.owners.first { $0.id == owner.id } ?? owner
      return visit.measurePage(period, same, now, language, isFresh: true, done: text)
    case .refused(let lines, let status):
      let visit = again()
      return visit.measurePage(period, owner, visit.state.report ?? report, language, notes: lines, status: status)
    }
  }

  // MARK: what is written

  private enum Entered {
    case written(String)
    case refused([String], HTTPResponse.Status)
  }

  /// A value that was typed.
  private struct Typed {
    var entry: MeasuredEntry
    var number: TypedNumber
    var status: String
    var source: String
  }

  /// The cell of a measured value; nil where nothing was measured or no text table with a row for each period holds it.
  private func cell(_ entry: MeasuredEntry, _ cells: inout EditableCells) -> EditableCells.Cell? {
    guard let row = entry.measurement?.row, let cell = cells.cell("measurements", row: row, column: "value"),
      cell.table.has("period")
    else { return nil }
    return cell
  }

  /// What a page shows of an entry, and by which it is known whether somebody has changed it since.
  private func standing(_ entry: MeasuredEntry, _ cells: inout EditableCells) -> String {
    guard let measurement = entry.measurement else { return "" }
    if let cell = cell(entry, &cells), !cell.text.isEmpty { return cell.text }
    return "\(measurement.value)"
  }

  private func enter(_ period: Period, _ owner: GroupScorecard, _ language: Language) -> Entered {
    do {
      return try served.alone {
        // What somebody else wrote since counts, and is looked at cell by cell.
        let now = again()
        return try now.enterAlone(period, owner, language)
      }
    } catch let held as Held {
      return .refused([held.words], .conflict)
    } catch let failure as TableEdit.Unwritable {
      return .refused([say(.measureCannotWrite, language, failure.file)], .unprocessableContent)
    } catch {
      return .refused(WorkspaceState.problems(of: error).map { $0.line(in: language) }, .unprocessableContent)
    }
  }

  private func enterAlone(_ period: Period, _ owner: GroupScorecard, _ language: Language) throws -> Entered {
    let format = NumberFormat(language: language)
    let plan = state.workspace.plan
    let periods = served.periods
    if periods.isBroken { return .refused([say(.reviewLocksBroken, language)], .conflict) }
    var cells = EditableCells(state.workspace, in: served.path)
    var typed: [Typed] = []
    var notes: [String] = []
    var isStale = false
    let own = Set(owner.indicators)
    for entry in MeasuredEntry.all(of: state.workspace, in: period) where own.contains(entry.indicator) {
      let key = entry.key(plan)
      guard let text = form["value." + key] else { continue }
      let standing = standing(entry, &cells)
      let shown = form["was." + key] ?? ""
      let status = form["status." + key] == "provisional" ? "provisional" : "final"
      let wasStatus = form["wasstatus." + key] ?? status
      if text == shown, status == wasStatus || text.isEmpty { continue }
      if let lock = periods.entry(for: entry.period) { throw Held(words: lock.sentence(.measureLocked, format)) }
      if standing != shown {
        isStale = true
        notes.append(say(.measureStale, language, key, standing.isEmpty ? "–" : standing))
        continue
      }
      if text.isEmpty {
        notes.append(say(.measureEmptied, language, key))
        continue
      }
      guard let number = TypedNumber(text) else {
        notes.append(say(.measureNoNumber, language, key, text))
        continue
      }
      typed.append(
        Typed(entry: entry, number: number, status: status, source: Self.line(form["source." + key], most: 200)))
    }
    if !notes.isEmpty { return .refused(notes, isStale ? .preconditionFailed : .badRequest) }
    if typed.isEmpty { return .refused([say(.measureNothing, language)], .badRequest) }
    let changes = try changes(typed, &cells, language)
    let closed = plan.measured(in: periods.closed)
    let before = typed.compactMap { entry in
      entry.entry.measurement.map { "\(entry.entry.key(plan)) = \($0.value)" }
    }.joined(separator: "; ")
    let after = typed.map { "\($0.entry.key(plan)) = \($0.number.plain)" }.joined(separator: "; ")
    try served.put(
      changes, as: "measure", of: "\(period.description), \(owner.id)", by: visitor,
      before: before.isEmpty ? nil : before, after: after
    ) { state in
      try keepsClosed(closed, in: state, language)
      if state.report == nil, self.state.report != nil { throw ServedWorkspace.Unfit(problems: state.problems) }
      try Self.reads(typed, in: state.workspace.plan, language)
    }
    return .written(say(.measureWritten, language, format.count(typed.count)))
  }

  /// Holds what is read back against what was typed: marks that a column writes otherwise are taken back.
  private static func reads(_ typed: [Typed], in plan: Plan, _ language: Language) throws {
    for entry in typed {
      let read = plan.measurements[entry.entry.indicator].last { $0.period == entry.entry.period }?.value
      let wanted = entry.number.value
      // Percents may be settled to shares of one.
      guard let read, [1, 0.01, 100].contains(where: { abs(read - wanted * $0) <= 1e-9 * max(1, abs(read)) }) else {
        throw Held(
          words: Phrase.measureReadsOther.text(
            in: language, entry.entry.key(plan), entry.number.plain, read.map { "\($0)" } ?? "–"))
      }
    }
  }

  /// The files with what was typed: cells where something stands, rows at the end where not.
  private func changes(_ typed: [Typed], _ standing: inout EditableCells, _ language: Language) throws
    -> [FileChange]
  {
    let workspace = state.workspace
    let written = Language(of: workspace.settings)
    func word(_ status: String) -> String {
      TableWords.choice(status, column: "status", of: "measurements", in: written)
    }
    var edit = TableEdit(Tables.measurements)
    var needed = ["indicator", "period", "value"]
    for entry in typed {
      guard entry.entry.measurement != nil else {
        edit.add([
          "indicator": workspace.plan.indicators.ids[entry.entry.indicator.index],
          "period": entry.entry.period.description, "value": entry.number.plain, "status": word(entry.status),
          "source": entry.source,
        ])
        if entry.status == "provisional" { needed.append("status") }
        continue
      }
      guard let cell = cell(entry.entry, &standing), !cell.text.isEmpty else {
        throw Held(words: say(.measureInBook, language, entry.entry.key(workspace.plan)))
      }
      edit.set("value", entry.number.plain, besides: cell)
      edit.set("status", word(entry.status), besides: cell)
      if !entry.source.isEmpty { edit.set("source", entry.source, besides: cell) }
    }
    return try edit.changes(of: workspace, in: served.path, needing: needed)
  }

  // MARK: the page

  private func measurePage(
    _ period: Period, _ owner: GroupScorecard, _ report: WorkspaceState.Report, _ language: Language,
    isFresh: Bool = false, notes: [String] = [], done: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Answer {
    let format = format(language)
    let plan = state.workspace.plan
    let own = Set(owner.indicators)
    let entries = MeasuredEntry.all(of: state.workspace, in: period).filter { own.contains($0.indicator) }
    let lock = served.periods.entry(for: period)
    var cells = EditableCells(state.workspace, in: served.path)
    let rows = entries.map { entry -> [HTMLCell] in
      let id = plan.indicators.ids[entry.indicator.index]
      let name = plan.name(of: entry.indicator, in: language)
      let earlier = plan.measurements[entry.indicator].last { $0.period < entry.period }
      return [
        report.site.map.page(of: .indicator(entry.indicator)).map { .link(id, $0) } ?? .text(id), .text(name),
        .text(plan.indicators.units[entry.indicator] ?? ""), .text(format.words(entry.period)),
        .text(
          earlier.map { "\(written($0, &cells, format)) (\(format.words($0.period)))" } ?? say(.neverMeasured, language)
        ),
      ] + fields(entry, isFresh: isFresh, isLocked: lock != nil, &cells, format)
    }
    var form = HTMLForm()
    form.add(said: done.map { [$0] } ?? [], style: "done")
    form.add(said: notes, style: "refused", role: "alert")
    if let lock { form.add(said: [lock.sentence(.measureLocked, format)], style: "refused") }
    let name = owner.id.isEmpty ? say(.noOwner, language) : state.workspace.department(owner.id, in: language)
    let title = say(.measureTitle, language, name)
    if rows.isEmpty {
      form.add("<p>")
      form.add(text: say(.measureNoneDue, language))
      form.add("</p>")
    } else {
      form.open("measure.html", id: "measure")
      form.hidden("period", period.description)
      form.hidden("owner", owner.id)
      let table = HTMLTable(
        caption: title,
        columns: [
          Phrase.id, .name, .unit, .measurePeriod, .measureBefore, .measureValue, .measureStatus, .measureSource,
        ]
        .map { .init(heading: say($0, language)) }, rows: rows)
      form.add(HTMLWriter.html([.table(table)], language))
      if lock == nil {
        form.add("<div class=\"row\">")
        addPerson(to: &form, language)
        form.button(say(.measureSave, language), style: "primary")
        form.add("</div>")
      }
      form.close()
    }
    let missing = entries.count { $0.measurement == nil }
    let section = HTMLSection(
      id: "measure-of", heading: title,
      lead: say(.measureLead, language, format.words(period), format.count(entries.count), format.count(missing)),
      blocks: [.form(form)])
    return page(
      title, [section], report, language, address: measurePageAddress(period, owner.id), desk: "review.html",
      trail: [
        (say(.serveReview, language), Self.address("review.html", [("period", period.description)]))
      ], status: status)
  }

  /// A value as the table writes it, so that nobody is led to another scale: percents are settled while they are read.
  private func written(_ measurement: Measurement, _ cells: inout EditableCells, _ format: NumberFormat) -> String {
    let cell = cells.cell("measurements", row: measurement.row, column: "value")
    return cell.flatMap { $0.text.isEmpty ? nil : format.label($0.text) } ?? format.plain(measurement.value)
  }

  private func measurePageAddress(_ period: Period, _ owner: String) -> String {
    "measure.html?period=\(period.description)&owner=\(SitePart.quoted(owner))"
  }

  /// The fields of an entry: what was typed where the page comes back, else what stands there.
  private func fields(
    _ entry: MeasuredEntry, isFresh: Bool, isLocked: Bool, _ cells: inout EditableCells,
    _ format: NumberFormat
  ) -> [HTMLCell] {
    let language = format.language
    let key = entry.key(state.workspace.plan)
    let standing = standing(entry, &cells)
    let status = entry.measurement?.isProvisional == true ? "provisional" : "final"
    func words(_ status: String) -> String {
      TableWords.choice(status, column: "status", of: "measurements", in: language)
    }
    if isLocked || entry.measurement != nil && cell(entry, &cells) == nil {
      return [
        .text(standing.isEmpty ? "–" : format.label(standing)), .text(entry.measurement == nil ? "" : words(status)),
        .text(""),
      ]
    }
    let isTyped = isWrite && !isFresh
    var value = HTMLForm()
    value.add("<input class=\"amount\" inputmode=\"decimal\"")
    value.add(
      HTMLForm.attributes([
        ("name", "value." + key), ("value", isTyped ? form["value." + key] ?? standing : standing), ("maxlength", "40"),
        ("aria-label", "\(say(.measureValue, language)) \(key)"),
      ]))
    value.add(">")
    value.hidden("was." + key, standing)
    var choice = HTMLForm()
    choice.add(
      "<select\(HTMLForm.attributes([("name", "status." + key), ("aria-label", "\(say(.measureStatus, language)) \(key)")]))>"
    )
    let chosen = isTyped ? form["status." + key] ?? status : status
    for option in ["final", "provisional"] {
      choice.add(
        "<option\(HTMLForm.attributes([("value", option)] + (option == chosen ? [("selected", nil)] : [])))>")
      choice.add(text: words(option))
      choice.add("</option>")
    }
    choice.add("</select>")
    choice.hidden("wasstatus." + key, status)
    var source = HTMLForm()
    source.add("<input class=\"source\"")
    source.add(
      HTMLForm.attributes([
        ("name", "source." + key), ("value", isTyped ? form["source." + key] ?? "" : ""), ("maxlength", "200"),
        ("aria-label", "\(say(.measureSource, language)) \(key)"),
      ]))
    source.add(">")
    return [.form(value), .form(choice), .form(source)]
  }
}
