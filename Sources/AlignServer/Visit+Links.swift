import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import AlignmentEngine
import HTTPTypes

/// The link desk: one decision at a time, in the order of `align link queue`, written as `align link accept` writes it.
extension Visit {
  /// Answers that a question offers.
  private static let answers = 5

  func links(_ report: WorkspaceState.Report, _ language: Language) throws -> Answer {
    guard let analysis = report.contents.analysis else { return check(language, status: .unprocessableContent) }
    let skipped = max(0, Int((isWrite ? form["skip"] : query["skip"]) ?? "") ?? 0)
    let queue: LinkQueue
    let decided: Set<String>
    switch served.questions.standing(state, year: analysis.year) {
    case .ready(let found): (queue, decided) = (found, [])
    case .earlier(let found, let keys): (queue, decided) = (found, keys)
    case .preparing: return preparing(report, language, skipped: skipped)
    case .failed(let problems): return preparing(report, language, skipped: skipped, failed: problems)
    }
    if !isWrite {
      return try question(queue, besides: decided, report, language, skipped: skipped, notes: [], done: nil)
    }
    if form["answer"] == "skip" {
      return try question(queue, besides: decided, report, language, skipped: skipped + 1, notes: [], done: nil)
    }
    try require(.planner)
    switch try decide(queue, besides: decided, analysis.year, language) {
    case .written(let text):
      served.questions.decide(form["question"] ?? "", in: state)
      let visit = again()
      guard let now = visit.state.report else { return visit.check(language, status: .unprocessableContent) }
      return try visit.question(
        queue, besides: decided.union([form["question"] ?? ""]), now, language, skipped: skipped, notes: [], done: text)
    case .refused(let lines):
      return try question(queue, besides: decided, report, language, skipped: skipped, notes: lines, done: nil)
    }
  }

  /// The page while the questions are made: it asks again by itself.
  private func preparing(
    _ report: WorkspaceState.Report, _ language: Language, skipped: Int, failed: [Problem] = []
  ) -> Answer {
    let name = Phrase.serveLinks.text(in: language)
    var form = HTMLForm()
    form.add(said: failed.map { $0.line(in: language) }, style: "refused", role: "alert")
    let section = HTMLSection(
      id: "links", heading: name,
      lead: failed.isEmpty ? Phrase.linkDeskPreparing.text(in: language) : "", blocks: [.form(form)])
    var answer = page(name, [section], report, language, address: "links.html", desk: "links.html")
    // A browser that asks again by itself needs no script.
    if failed.isEmpty {
      answer.headers.append((.refresh, "3; url=links.html" + (skipped > 0 ? "?skip=\(skipped)" : "")))
    }
    return answer
  }

  private enum Decided {
    case written(String)
    case refused([String])
  }

  /// What identifies a question, whatever has been decided since.
  private static func key(_ decision: LinkQueue.Decision, _ workspace: Workspace) -> String {
    if let rule = decision.rule { return "rule " + rule.text() }
    return "line " + (decision.rows.first.map { workspace.budget.id(of: $0) } ?? "")
  }

  private func decide(_ queue: LinkQueue, besides decided: Set<String>, _ year: Int, _ language: Language) throws
    -> Decided
  {
    let key = form["question"] ?? ""
    guard !decided.contains(key), let decision = queue.decisions.first(where: { Self.key($0, state.workspace) == key })
    else {
      return .refused([Phrase.linkDeskStale.text(in: language)])
    }
    let person = visitor.isSignedIn ? visitor.name : Self.name(form["by"]) ?? visitor.name
    let subject: LinkSubject
    let verdict: LinkDecisions.Verdict
    let reason: String
    switch form["answer"] {
    case "none"?: (subject, verdict, reason) = (.none, .none, "")
    case let number?:
      guard let index = Int(number), decision.answers.indices.contains(index - 1) else {
        return .refused([Phrase.linkDeskStale.text(in: language)])
      }
      let answer = decision.answers[index - 1]
      (subject, reason) = (answer.subject, answer.words.joined(separator: "، "))
      verdict = answer.subject == .none ? .none : .accept
      // What the browser showed may be another answer than the one that stands there now.
      guard form["subject.\(number)"] == Self.code(answer.subject, state.workspace) else {
        return .refused([Phrase.linkDeskStale.text(in: language)])
      }
    case nil: return .refused([Phrase.linkDeskStale.text(in: language)])
    }
    var decisions = LinkDecisions()
    if let rule = decision.rule {
      decisions.groups.append(
        .init(
          person: person, rule: rule, subject: subject, verdict: verdict, share: nil, reason: reason,
          file: "align serve",
          row: 1))
    } else if let row = decision.rows.first {
      let line = state.workspace.budget.line[row]
      decisions.decisions.append(
        .init(
          person: person, line: line, lineName: state.workspace.budget.lineIDs.name(of: line), subject: subject,
          verdict: verdict, share: nil, reason: reason, file: "align serve", row: 1))
    }
    return try written(decisions, key, year, language)
  }

  /// Writes decisions as `align link accept` does, under the same lock, and tells the audit trail.
  private func written(_ decisions: LinkDecisions, _ key: String, _ year: Int, _ language: Language) throws -> Decided {
    do {
      return try served.alone {
        // What somebody wrote since the page was made counts.
        guard served.current() === state else { return .refused([Phrase.linkDeskStale.text(in: language)]) }
        let workspace = state.workspace
        let acceptance = LinkAcceptance(decisions, of: workspace, year: year)
        guard acceptance.conflicts.isEmpty else {
          let tables = LinkAcceptanceTables(
            acceptance, decisions: decisions, written: [], rules: [], of: workspace, in: language)
          return .refused([Phrase.linkDeskConflict.text(in: language)] + tables.conflictLines)
        }
        let added = try AcceptedRows(
          acceptance.rows, acceptance.rules, of: workspace, in: served.path,
          day: WorkspaceDay.today(workspace.settings.calendar))
        let files = added.tables.map(\.file)
        let what =
          acceptance.rows.map { "\(workspace.budget.lineIDs.name(of: $0.line)) → \(Self.code($0.subject, workspace))" }
          + acceptance.rules.map { "\($0.rule.text()) → \(Self.code($0.subject, workspace))" }
        let told = what.joined(separator: "; ")
        try served.put(
          try added.tables.map { try FileChange($0) }, as: "link", of: files.joined(separator: ", "), by: visitor,
          before: key, after: told)
        return .written(Phrase.linkDeskWritten.text(in: language, told, language.list(files)))
      }
    } catch {
      return .refused(WorkspaceState.problems(of: error).map { $0.line(in: language) })
    }
  }

  private static func name(_ text: String?) -> String? {
    let name = (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return name.isEmpty || name.count > 60 ? nil : name
  }

  private static func code(_ subject: LinkSubject, _ workspace: Workspace) -> String {
    if let indicator = subject.indicator { return workspace.plan.indicators.ids[indicator.index] }
    if let goal = subject.goal { return workspace.plan.goals.ids[goal.index] }
    return "none"
  }

  // MARK: the page

  private func question(
    _ queue: LinkQueue, besides decided: Set<String>, _ report: WorkspaceState.Report, _ language: Language,
    skipped: Int, notes: [String], done: String?
  ) throws -> Answer {
    let open = queue.decisions.filter { !decided.contains(Self.key($0, state.workspace)) }
    let format = format(language)
    let workspace = state.workspace
    let (plan, budget) = (workspace.plan, workspace.budget)
    var form = HTMLForm()
    func said(_ style: String, _ lines: [String]) {
      if lines.isEmpty { return }
      form.add("<div class=\"\(style)\" role=\"status\">")
      for line in lines {
        form.add("<p>")
        form.add(text: line)
        form.add("</p>")
      }
      form.add("</div>")
    }
    said("refused", notes)
    said("done", done.map { [$0] } ?? [])
    let name = Phrase.serveLinks.text(in: language)
    let place = open.isEmpty ? 0 : skipped % open.count
    if let decision = open.dropFirst(place).first {
      let single = decision.rule == nil ? decision.rows.first : nil
      form.open("links.html")
      form.hidden("question", Self.key(decision, workspace))
      form.hidden("skip", String(place))
      form.add("<p class=\"question\">")
      if let single {
        form.add(text: "\(budget.id(of: single)) · \(budget.title[single.index] ?? "")")
      } else if let rule = decision.rule {
        form.add(text: rule.shown(in: language))
      }
      form.add("</p><p class=\"note\">")
      form.add(
        text: Phrase.linkDeskSettles.text(
          in: language, format.count(decision.rows.count), format.money(Double(decision.money))))
      form.add("</p>")
      if single == nil {
        form.add("<ul class=\"plain\">")
        for row in decision.rows.prefix(4) {
          form.add("<li>")
          form.add(text: "\(budget.id(of: row)) \(budget.title[row.index] ?? "")")
          form.add("</li>")
        }
        form.add("</ul>")
      }
      form.add("<ol class=\"answers\" data-keys>")
      for (index, answer) in decision.answers.prefix(Self.answers).enumerated() {
        let number = String(index + 1)
        form.add("<li>")
        form.hidden("subject.\(number)", Self.code(answer.subject, workspace))
        form.add(
          "<button type=\"submit\" name=\"answer\"\(HTMLForm.attributes([("value", number), ("data-key", number)]))><kbd>"
        )
        form.add(text: format.label(number))
        form.add("</kbd> ")
        form.add(text: words(of: answer.subject, plan, language))
        if let score = answer.score, queue.areProbabilities {
          form.add(text: " · \(format.percent(score, decimals: 0))")
        }
        if !answer.words.isEmpty {
          form.add("<br><small>")
          form.add(text: Phrase.linkDeskSpoke.text(in: language, language.list(answer.words)))
          form.add("</small>")
        }
        form.add("</button></li>")
      }
      form.add("<li><button type=\"submit\" name=\"answer\" value=\"none\" data-key=\"n\"><kbd>n</kbd> ")
      form.add(text: Phrase.linkDeskNoneOfThese.text(in: language))
      form.add("</button></li><li><button type=\"submit\" name=\"answer\" value=\"skip\" data-key=\"s\"><kbd>s</kbd> ")
      form.add(text: Phrase.linkDeskSkip.text(in: language))
      form.add("</button></li></ol>")
      if !visitor.isSignedIn {
        form.add("<div class=\"row\">")
        form.field(
          Phrase.linkDeskBy.text(in: language), "by", Self.name(self.form["by"]) ?? visitor.name,
          with: [("maxlength", "60")])
        form.add("</div>")
      }
      form.close()
      form.add("<p class=\"note keys\">")
      form.add(text: Phrase.linkDeskKeys.text(in: language))
      form.add("</p>")
    }
    let lead =
      open.isEmpty
      ? Phrase.linkDeskNone.text(in: language)
      : Phrase.linkDeskLead.text(in: language, format.count(queue.openLines), format.money(Double(queue.openMoney)))
    let section = HTMLSection(id: "links", heading: name, lead: lead, blocks: [.form(form)])
    return page(
      name, [section], report, language, address: "links.html", desk: "links.html", modules: ["desk.js"],
      status: notes.isEmpty ? .ok : .conflict)
  }

  private func words(of subject: LinkSubject, _ plan: Plan, _ language: Language) -> String {
    if let indicator = subject.indicator {
      return "\(plan.indicators.ids[indicator.index]) \(plan.name(of: indicator, in: language))"
    }
    if let goal = subject.goal { return "\(plan.goals.ids[goal.index]) \(plan.name(of: goal, in: language))" }
    return Phrase.servesNone.text(in: language)
  }
}

extension WorkspaceState {
  /// The queue of `align link queue` for a year.
  func makeQueue(of year: Int) throws -> LinkQueue {
    let vectors = try workspace.settings.vectors.map { try TextVectors(reading: file($0)) }
    let task = LinkTask(workspace, year: year, aim: .indicators, vectors: vectors, jobs: jobs)
    return try LinkQueue(task, of: workspace, groups: .programs, top: 5, jobs: jobs)
  }

  /// A file beside the tables, or beside the workbook that holds them.
  private func file(_ name: String) -> String {
    if name.hasPrefix("/") { return name }
    let folder = workspace.book == nil ? path : path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    return folder.isEmpty ? name : folder + "/" + name
  }
}
