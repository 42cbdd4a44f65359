import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import Foundation
import HTTPTypes

/// Who changed what, what a file was before and after, and the way back to it.
extension Visit {
  /// Entries of a page.
  private static let mostEntries = 200

  /// Every change, the last first.
  func history(_ language: Language, notes: [String] = [], done: String? = nil, status: HTTPResponse.Status = .ok)
    -> Answer
  {
    let format = NumberFormat(language: language)
    let entries = served.audit.entries(Self.mostEntries)
    let rows = entries.map { number, entry -> [HTMLCell] in
      let what = "\(Phrase.of("audit", entry.what).text(in: language)): \(entry.subject)"
      let canLook = visitor.role >= .planner && !(entry.files ?? []).isEmpty
      return [
        .text(ScenarioDesk.moment(entry.at, format)), .text("\(entry.by) (\(entry.role.words(in: language)))"),
        canLook ? .link(what, Self.address("state.html", [("entry", String(number))])) : .text(what),
        .text(String((entry.before ?? "").prefix(600))), .text(String((entry.after ?? "").prefix(600))),
      ]
    }
    var form = HTMLForm()
    form.add(said: notes, style: "refused", role: "alert")
    form.add(said: done.map { [$0] } ?? [], style: "done")
    let name = say(.serveHistory, language)
    let section = HTMLSection(
      id: "history", heading: name, lead: say(entries.isEmpty ? .serveHistoryNone : .serveHistoryLead, language),
      blocks: [.form(form)]
        + (entries.isEmpty
          ? []
          : [
            .table(
              HTMLTable(
                caption: name,
                columns: [.serveWhen, .serveWho, .serveWhat, .serveBefore, .serveAfter].map { (phrase: Phrase) in
                  HTMLTable.Column(heading: phrase.text(in: language))
                }, rows: rows))
          ]))
    return plainPage(name, [section], language, address: "history.html", desk: "history.html", status: status)
  }

  /// A page that is there whether or not the workspace can be analysed.
  func plainPage(
    _ title: String, _ sections: [HTMLSection], _ language: Language, address: String, desk: String,
    trail: [(name: String, address: String)] = [], modules: [String] = [], status: HTTPResponse.Status = .ok
  ) -> Answer {
    if let report = state.report {
      return page(
        title, sections, report, language, address: address, desk: desk, trail: trail, modules: modules, status: status)
    }
    var way = HTMLForm()
    way.add("<p class=\"row\">")
    for (phrase, address) in [
      (Phrase.serveCheck, "check.html"), (.serveHistory, "history.html"), (.serveOpen, "open.html"),
    ] {
      way.link(phrase.text(in: language), address)
    }
    way.add("</p>")
    let html = HTMLPage(
      language: language, title: title,
      kicker: state.workspace.settings.name(in: language.rawValue) ?? WorkspaceState.name(of: served.path), meta: "",
      sections: [HTMLSection(bare: [.form(way)])] + sections, footer: ""
    ).served(style: "../style.css")
    return .page(html, status)
  }

  // MARK: an earlier state

  /// A file of a change with its states.
  private struct Earlier {
    var number: Int
    var entry: AuditTrail.Entry
    var place: Int
    var file: AuditTrail.File
    var path: String
    /// What stands there now.
    var now: [UInt8]?
  }

  private func earlier(_ values: FormValues) throws -> Earlier {
    let place = Int(values["file"] ?? "0") ?? 0
    guard let number = values["entry"].flatMap({ Int($0) }), let entry = served.audit.entry(number),
      let files = entry.files, files.indices.contains(place), let path = served.path(ofFile: files[place].name)
    else { throw Refusal(status: .notFound, reason: .notFound) }
    let now = FileManager.default.contents(atPath: path).map { Array($0) }
    return Earlier(number: number, entry: entry, place: place, file: files[place], path: path, now: now)
  }

  func earlier(_ address: String, _ language: Language) throws -> Answer {
    try require(.planner)
    let earlier = try earlier(isWrite ? form : query)
    switch address {
    case "state.bin":
      let tag = query["side"] == "after" ? earlier.file.after : earlier.file.before
      guard let bytes = tag.flatMap({ served.kept.bytes($0) }) else {
        throw Refusal(status: .notFound, reason: .notFound)
      }
      let name = earlier.file.name.split(separator: "/").last.map(String.init) ?? "file"
      return .file(bytes, name: "\(earlier.number)-\(name)", type: "application/octet-stream")
    case "restore.html" where isWrite:
      try require(.officer)
      switch restore(earlier, language) {
      case .done(let text): return again().history(language, done: text)
      case .refused(let lines): return statePage(earlier, language, notes: lines, status: .preconditionFailed)
      }
    case "state.html": return statePage(earlier, language)
    default: throw Refusal(status: .notFound, reason: .notFound)
    }
  }

  /// Puts a file back to what it was before or after a change: itself a change, which can be taken back in turn.
  private func restore(_ earlier: Earlier, _ language: Language) -> Change {
    alone(language) {
      let isAfter = form["side"] == "after"
      let wanted = isAfter ? earlier.file.after : earlier.file.before
      let now = FileManager.default.contents(atPath: earlier.path).map { Array($0) }
      guard Self.tag(now) == form["now"] else { return .refused([say(.restoreStale, language, earlier.file.name)]) }
      let bytes = wanted.flatMap { served.kept.bytes($0) }
      if wanted != nil, bytes == nil { return .refused([say(.restoreLost, language)]) }
      if bytes == now { return .refused([say(.restoreSame, language, earlier.file.name)]) }
      let own = earlier.file.name.split(separator: "/")
      // What holds for saving and entering holds for going back.
      if own.first == "approved" || own.first?.hasPrefix(".align-") == true {
        return .refused([say(.restoreNever, language, earlier.file.name)])
      }
      if earlier.path.hasPrefix(served.scenarioFolder + "/"), let name = own.last?.split(separator: ".").first,
        let approval = Approvals(served).approval(of: String(name))
      {
        let format = NumberFormat(language: language)
        return .refused([
          say(.deskApproved, language, String(name), approval.by, ScenarioDesk.moment(approval.at, format))
        ])
      }
      if earlier.file.name.hasSuffix(".xlsx") { try TableAppender.refuseOpen(earlier.path) }
      let before = served.current()
      let closed = before.workspace.plan.measured(in: served.periods.closed)
      let said = "\(isAfter ? "after" : "before") \(earlier.number)"
      try served.put(
        [FileChange(path: earlier.path, bytes: bytes)], as: "restore", of: earlier.file.name, by: visitor, before: nil,
        after: said
      ) { state in
        // A workspace that could be read stays one; one that could not may be put right step by step.
        if state.report == nil, before.report != nil { throw ServedWorkspace.Unfit(problems: state.problems) }
        if before.report != nil { try keepsClosed(closed, in: state, language) }
      }
      return .done(say(.restoreDone, language, earlier.file.name))
    }
  }

  /// What tells one state of a file from another; a word of its own where there is none.
  private static func tag(_ bytes: [UInt8]?) -> String { bytes.map { InputFile.fingerprint(of: $0) } ?? "none" }

  // MARK: the page

  private func statePage(
    _ earlier: Earlier, _ language: Language, notes: [String] = [], status: HTTPResponse.Status = .ok
  ) -> Answer {
    let format = NumberFormat(language: language)
    let entry = earlier.entry
    var form = HTMLForm()
    form.add(said: notes, style: "refused", role: "alert")
    let others = entry.files ?? []
    if others.count > 1 {
      form.add("<p class=\"row\">")
      for (place, file) in others.enumerated() where place != earlier.place {
        form.link(file.name, Self.address("state.html", [("entry", String(earlier.number)), ("file", String(place))]))
      }
      form.add("</p>")
    }
    let states = served.kept
    let (before, after) = (
      earlier.file.before.flatMap { states.bytes($0) }, earlier.file.after.flatMap { states.bytes($0) }
    )
    difference(before, after, &form, format)
    form.add("<div class=\"row\">")
    for (side, tag, bytes, words) in [
      ("before", earlier.file.before, before, Phrase.restoreBefore),
      ("after", earlier.file.after, after, .restoreAfter),
    ] {
      if bytes != nil {
        form.link(
          say(side == "before" ? .stateDownloadBefore : .stateDownloadAfter, language),
          Self.address(
            "state.bin", [("entry", String(earlier.number)), ("file", String(earlier.place)), ("side", side)]))
      }
      if visitor.role >= .officer, bytes != nil || tag == nil, bytes != earlier.now {
        form.open("restore.html", with: [("class", "inside-row")])
        form.hidden("entry", String(earlier.number))
        form.hidden("file", String(earlier.place))
        form.hidden("side", side)
        form.hidden("now", Self.tag(earlier.now))
        form.button(say(words, language))
        form.close()
      }
    }
    form.add("</div>")
    let stands =
      earlier.now == after
      ? say(.stateNowAfter, language)
      : earlier.now == before ? say(.stateNowBefore, language) : say(.stateNowOther, language)
    let title = "\(Phrase.of("audit", entry.what).text(in: language)): \(earlier.file.name)"
    let lead = "\(entry.by) (\(entry.role.words(in: language))), \(ScenarioDesk.moment(entry.at, format)). \(stands)"
    return plainPage(
      title, [HTMLSection(id: "state", heading: title, lead: lead, blocks: [.form(form)])], language,
      address: Self.address("state.html", [("entry", String(earlier.number)), ("file", String(earlier.place))]),
      desk: "history.html", trail: [(say(.serveHistory, language), "history.html")], status: status)
  }

  /// The lines that went and came; of what is no text only how large it is.
  private func difference(_ before: [UInt8]?, _ after: [UInt8]?, _ form: inout HTMLForm, _ format: NumberFormat) {
    let language = format.language
    func text(_ bytes: [UInt8]?) -> String? {
      guard let bytes else { return "" }
      return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
    guard let old = text(before), let new = text(after) else {
      form.add("<p>")
      form.add(text: say(.stateNoText, language, format.count(before?.count ?? 0), format.count(after?.count ?? 0)))
      form.add("</p>")
      return
    }
    let difference = LineDifference(from: old, to: new)
    form.add("<p>")
    form.add(text: say(.stateLines, language, format.count(difference.removed), format.count(difference.added)))
    form.add("</p><ol class=\"difference\" dir=\"auto\">")
    for line in difference.lines.prefix(Self.mostLines) {
      switch line {
      case .kept(let text):
        form.add("<li>")
        form.add(text: text)
      case .removed(let text):
        form.add("<li class=\"gone\"><del>")
        form.add(text: text)
        form.add("</del>")
      case .added(let text):
        form.add("<li class=\"came\"><ins>")
        form.add(text: text)
        form.add("</ins>")
      case .skipped(let count):
        form.add("<li class=\"skipped\">")
        form.add(text: say(.stateSkipped, language, format.count(count)))
      }
      form.add("</li>")
    }
    form.add("</ol>")
  }

  /// More lines are for the downloaded file.
  private static let mostLines = 400
}
