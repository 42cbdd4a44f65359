import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import AlignmentEngine
import HTTPTypes

/// Changes of tables: a cell with a problem, and a flag that is accepted.
extension Visit {
  /// What a change came to.
  enum Change {
    case done(String)
    case refused([String])
  }

  /// Runs a change alone, under the lock that every command takes.
  func alone(_ language: Language, _ body: () throws -> Change) -> Change {
    do {
      return try served.alone(body)
    } catch let held as Held {
      return .refused([held.words])
    } catch let failure as TableEdit.Unwritable {
      return .refused([Phrase.measureCannotWrite.text(in: language, failure.file)])
    } catch {
      return .refused(WorkspaceState.problems(of: error).map { $0.line(in: language) })
    }
  }

  /// What stands against a change, in the words of the page.
  struct Held: Error {
    var words: String
  }

  // MARK: a cell

  /// Puts another text into a cell, unless it is no longer as it was shown.
  func mend(_ language: Language) throws -> Change {
    try require(.planner)
    guard let table = form["table"], let file = form["file"], let column = form["column"],
      let row = form["row"].flatMap({ Int($0) }), let old = form["old"], let new = form["new"], new.utf8.count <= 4000
    else { throw Refusal(status: .badRequest, reason: .notFound) }
    return alone(language) {
      guard let editable = EditableTable(table, file: file, of: state.workspace, in: served.path),
        editable.text(row: row, column: column) == old,
        let bytes = editable.replacing(row: row, column: column, with: new)
      else { return .refused([Phrase.serveCellStale.text(in: language)]) }
      let closed = state.workspace.plan.measured(in: served.periods.closed)
      try served.put(
        [FileChange(path: editable.path, bytes: bytes)], as: "cell", of: "\(file), \(row), \(column)", by: visitor,
        before: old, after: new
      ) { try keepsClosed(closed, in: $0, language) }
      let format = NumberFormat(language: language)
      return .done(Phrase.serveCellChanged.text(in: language, file, format.label(String(row)), new))
    }
  }

  /// A field for the cell of a problem; nil where it is in no text table or nobody may change it.
  func cell(of problem: Problem, _ tables: inout [String: EditableTable?], _ language: Language) -> HTMLForm? {
    let place = problem.place
    guard visitor.role >= .planner, place.sheet == nil, let table = place.table, let file = place.file,
      let column = place.column, let row = place.row
    else { return nil }
    let key = "\(table) \(file)"
    if tables[key] == nil {
      tables[key] = .some(EditableTable(table, file: file, of: state.workspace, in: served.path))
    }
    guard let editable = tables[key] ?? nil, let text = editable.text(row: row, column: column) else { return nil }
    var form = HTMLForm()
    form.open("check.html", with: [("class", "cell")])
    for (name, value) in [
      ("table", table), ("file", file), ("column", column), ("row", String(row)), ("old", text),
    ] { form.hidden(name, value) }
    form.add(
      "<input\(HTMLForm.attributes([("name", "new"), ("value", text), ("aria-label", place.words(in: language))]))> ")
    form.button(Phrase.serveMend.text(in: language), style: "small")
    form.close()
    return form
  }

  // MARK: a flag

  /// The page on which a flag is accepted.
  func accept(_ report: WorkspaceState.Report, _ language: Language) throws -> Answer {
    let values = isWrite ? form : query
    guard let code = values["code"], let subject = values["subject"],
      report.contents.flags.indices.contains(where: { position in
        let flag = report.contents.flags[position]
        return flag.code == code && flag.subject.id == subject
      })
    else { throw Refusal(status: .notFound, reason: .notFound) }
    try require(.planner)
    var notes: [String] = []
    if isWrite {
      switch accepting(code, subject, language) {
      case .done(let text):
        return acceptPage(code, subject, served.current().report ?? report, language, notes: [], done: text)
      case .refused(let lines): notes = lines
      }
    }
    return acceptPage(code, subject, report, language, notes: notes, done: nil)
  }

  private func accepting(_ code: String, _ subject: String, _ language: Language) -> Change {
    let reason = (form["reason"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let until = (form["until"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if reason.isEmpty || reason.count > 500 { return .refused([Phrase.serveReasonMissing.text(in: language)]) }
    let calendar = state.workspace.settings.calendar
    if !until.isEmpty, Period(parsing: until, calendar: calendar) == nil {
      return .refused([Phrase.serveUntilWrong.text(in: language, until)])
    }
    let person =
      visitor.isSignedIn
      ? visitor.name : (form["by"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return alone(language) {
      guard served.current() === state else { return .refused([Phrase.linkDeskStale.text(in: language)]) }
      var table = try TableAppender(Tables.accepted, of: state.workspace, in: served.path)
      table.append([
        "code": code, "subject": subject, "reason": reason,
        "by": String((person.isEmpty ? visitor.name : person).prefix(60)),
        "until": until,
      ])
      try served.put(
        [try FileChange(table)], as: "accept", of: "\(code) \(subject)", by: visitor, before: nil, after: reason)
      return .done(Phrase.serveAcceptedNow.text(in: language, code, subject))
    }
  }

  private func acceptPage(
    _ code: String, _ subject: String, _ report: WorkspaceState.Report, _ language: Language, notes: [String],
    done: String?
  ) -> Answer {
    var form = HTMLForm()
    form.add(said: notes, style: "refused")
    form.add(said: done.map { [$0] } ?? [], style: "done")
    if done == nil {
      form.open("accept.html", with: [("class", "narrow")])
      form.hidden("code", code)
      form.hidden("subject", subject)
      form.field(
        Phrase.serveReason.text(in: language), "reason", self.form["reason"] ?? "",
        with: [("required", nil), ("maxlength", "500")])
      form.field(Phrase.serveUntil.text(in: language), "until", self.form["until"] ?? "", with: [("maxlength", "20")])
      if !visitor.isSignedIn {
        form.field(
          Phrase.linkDeskBy.text(in: language), "by", self.form["by"] ?? visitor.name, with: [("maxlength", "60")])
      }
      form.button(Phrase.serveAccept.text(in: language), style: "primary")
      form.close()
    }
    let meaning = FlagWords.meaning(of: code, in: language)
    let section = HTMLSection(
      id: "accept", heading: "\(code) · \(subject)", lead: "\(meaning). \(Phrase.serveAcceptLead.text(in: language))",
      blocks: [.form(form)])
    let trail = [(name: meaning, address: "flags.html")]
    return page(
      Phrase.serveAcceptFlag.text(in: language), [section], report, language,
      address: Self.address("accept.html", [("code", code), ("subject", subject)]), trail: trail,
      status: notes.isEmpty ? .ok : .badRequest)
  }
}

extension HTMLForm {
  /// What is said about what was asked.
  mutating func add(said lines: [String], style: String, role: String = "status") {
    if lines.isEmpty { return }
    add("<div\(Self.attributes([("class", style), ("role", role)]))>")
    for line in lines {
      add("<p>")
      add(text: line)
      add("</p>")
    }
    add("</div>")
  }
}
