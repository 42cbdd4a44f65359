import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import HTTPTypes

/// Pages that tell and change nothing.
extension Visit {
  /// Where a figure comes from: what `align explain` answers to the same words.
  func explanation(_ report: WorkspaceState.Report, _ language: Language) throws -> Answer {
    guard let explanations = report.site.explanations, let words = query["of"], words.count < 400 else {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    let request: Explanation.Request
    do {
      request = try explanations.request(
        words.split(separator: " ").map(String.init), kind: Explanation.Kind.called, figure: Figure.called)
    } catch {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    let explanation = explanations.explanation(of: request.subject)
    // The finest amounts of the unit, so that steps add up before the reader's eyes.
    let format = format(language, largest: 0)
    let page = ExplanationPage(explanation, figure: request.figure, in: explanations, format: format)
    let section = HTMLSection(
      id: "why", heading: Phrase.serveWhy.text(in: language), lead: "",
      blocks: page.htmlBlocks(format: format, isOpen: request.figure != nil, links: report.site.links))
    var trail: [(name: String, address: String)] = []
    if let address = report.site.map.page(of: request.subject) {
      let title = ExplanationPage(explanation, figure: nil, in: explanations, format: format).title
      trail = [(title, address)]
    } else if case .line = request.subject {
      trail = [(Phrase.serveLines.text(in: language), "lines.html")]
    }
    return self.page(
      page.title, [section], report, language, address: SitePart.explanation(of: words), trail: trail
    ).kept()
  }

  /// The lines of the year, found by words.
  func lines(_ report: WorkspaceState.Report, _ language: Language) -> Answer {
    guard let analysis = report.contents.analysis else { return check(language, status: .unprocessableContent) }
    let format = format(language)
    let table = state.table("lines \(language.rawValue)") { Ranking.lines.table(of: analysis, in: language) }
    let sought = TextNormaliser.key(query["find"] ?? "").lowercased()
    let columns = table.columns.indices.filter { ["line", "title", "department"].contains(table.columns[$0].key) }
    let budget = analysis.workspace.budget
    let departments = budget.categories[.department]
    let lineColumn = table.columns.firstIndex { $0.key == "line" } ?? 0
    var found = Array(0..<table.count)
    if !sought.isEmpty {
      let words = sought.split(separator: " ")
      found = found.filter { row in
        let cells = table.row(row)
        var text = columns.map { cells[$0].shown(in: format) }.joined(separator: " ")
        if case .text(let id?) = cells[lineColumn], let departments,
          let line = budget.lineIDs.line(ofKey: TextNormaliser.key(id)),
          let place = report.site.explanations?.row(of: line)
        {
          let code = departments.codes[analysis.funding.rows[place].index]
          if code >= 0 { text += " " + departments.names[Int(code)] }
        }
        let key = TextNormaliser.key(text).lowercased()
        return words.allSatisfy { key.contains($0) }
      }
    }
    let most = 100
    let pages = max(1, (found.count + most - 1) / most)
    let page = min(max(1, Int(query["page"] ?? "") ?? 1), pages)
    let shown = Array(found.dropFirst((page - 1) * most).prefix(most))
    let part = ReportTable(title: table.title, columns: table.columns, count: shown.count) { table.row(shown[$0]) }

    var search = HTMLForm()
    search.open("lines.html", method: "get", with: [("class", "row"), ("role", "search")])
    search.field(Phrase.serveFind.text(in: language), "find", query["find"] ?? "", type: "search")
    search.button(Phrase.serveShow.text(in: language))
    search.close()
    var steps = HTMLForm()
    steps.add("<nav class=\"pages\">")
    func step(_ number: Int, _ phrase: Phrase) {
      guard (1...pages).contains(number) else { return }
      let address = Self.address("lines.html", [("find", query["find"] ?? ""), ("page", String(number))])
      steps.add("<a class=\"button\"\(HTMLForm.attributes([("href", address)]))>")
      steps.add(text: phrase.text(in: language))
      steps.add("</a>")
    }
    step(page - 1, .servePrevious)
    if !shown.isEmpty {
      steps.add("<span>")
      steps.add(
        text: Phrase.serveRows.text(
          in: language, format.count((page - 1) * most + 1), format.count((page - 1) * most + shown.count),
          format.count(found.count)))
      steps.add("</span>")
    }
    step(page + 1, .serveNext)
    steps.add("</nav>")
    let name = Phrase.serveLines.text(in: language)
    let section = HTMLSection(
      id: "lines", heading: name,
      lead: Phrase.serveLinesLead.text(in: language, format.count(found.count), format.count(table.count)),
      blocks: [
        .form(search),
        .table(
          HTMLTable(part, caption: "\(name) (\(format.unitName))", format: format, links: report.site.links)),
        .form(steps),
      ])
    return self.page(
      name, [section], report, language,
      address: Self.address(
        "lines.html", query.pairs.filter { ["find", "page"].contains($0.name) }.map { ($0.name, $0.value) }),
      desk: "lines.html"
    ).kept()
  }

  /// An address with its query.
  static func address(_ page: String, _ values: [(String, String)]) -> String {
    let sent = values.filter { !$0.1.isEmpty }
    if sent.isEmpty { return page }
    return page + "?" + sent.map { "\($0.0)=\(SitePart.quoted($0.1))" }.joined(separator: "&")
  }

  /// What stands in the way, at its place; and which tables were read.
  func check(
    _ language: Language, status: HTTPResponse.Status = .ok, notes: [String] = [], done: String? = nil
  ) -> Answer {
    let problems = state.problems
    let format = NumberFormat(language: language)
    let (errors, warnings) = (
      problems.filter { $0.gravity == .error }.count, problems.filter { $0.gravity == .warning }.count
    )
    var editable: [String: EditableTable?] = [:]
    func table(_ gravity: Problem.Gravity) -> [HTMLBlock] {
      let own = problems.filter { $0.gravity == gravity }
      if own.isEmpty { return [] }
      let heading = gravity == .error ? Phrase.problemsErrors : .problemsWarnings
      let rows = own.prefix(200).map { problem -> [HTMLCell] in
        [
          .text(problem.place.words(in: language)), .prose(problem.found(in: language)),
          .prose(problem.expected(in: language)), .prose(problem.remedy(in: language)),
          cell(of: problem, &editable, language).map { .form($0) } ?? .text(""),
        ]
      }
      return [
        .table(
          HTMLTable(
            caption: heading.text(in: language, count: own.count, format.count(own.count)),
            columns: [.servePlace, .serveFound, .serveExpected, .serveRemedy, .serveInCell].map { (phrase: Phrase) in
              HTMLTable.Column(heading: phrase.text(in: language))
            }, rows: Array(rows)))
      ]
    }
    let lead =
      problems.isEmpty
      ? Phrase.serveNoProblems.text(in: language)
      : Phrase.serveProblems.text(in: language, format.count(errors), format.count(warnings))
    var saying = HTMLForm()
    saying.add(said: notes, style: "refused")
    saying.add(said: done.map { [$0] } ?? [], style: "done")
    let said: [HTMLBlock] = saying.markup.isEmpty ? [] : [.form(saying)]
    var found = HTMLSection(
      id: "problems",
      heading: (state.report == nil ? Phrase.serveCannotRead : Phrase.serveCheck).text(in: language),
      lead: state.report == nil ? Phrase.serveCannotReadMore.text(in: language) : lead,
      blocks: said + (state.report == nil ? [.paragraph(lead)] : []) + table(.error) + table(.warning))
    let tables = HTMLSection(
      id: "tables", heading: Phrase.serveTablesRead.text(in: language), lead: "",
      blocks: [
        .table(
          HTMLTable(
            caption: Phrase.serveTablesRead.text(in: language),
            columns: [
              .init(heading: Phrase.table.text(in: language)),
              .init(heading: Phrase.rows.text(in: language), isNumber: true),
            ],
            rows: state.workspace.tables.map {
              [.text(TableWords.sheet($0.name, in: language)), .number(format.count($0.rows))]
            }))
      ])
    var way = HTMLForm()
    if visitor.role >= .planner, !isPublic {
      way.add("<p class=\"row\">")
      way.link(Phrase.columnsTitle.text(in: language), "columns.html")
      if visitor.role >= .officer { way.link(Phrase.serveOpen.text(in: language), "open.html") }
      way.link(Phrase.serveHistory.text(in: language), "history.html")
      way.add("</p>")
    }
    found.add(.form(way))
    let name = Phrase.serveCheck.text(in: language)
    if let report = state.report {
      return page(name, [found, tables], report, language, address: "check.html", desk: "check.html", status: status)
    }
    let html = HTMLPage(
      language: language,
      title: state.workspace.settings.name(in: language.rawValue) ?? WorkspaceState.name(of: served.path),
      kicker: name, meta: "", sections: [found, tables], footer: ""
    ).served(style: "../style.css")
    return .page(html, status)
  }

  /// A button that ends the session.
  func signOut(_ language: Language) -> Answer {
    guard let report = state.report else { return check(language, status: .unprocessableContent) }
    var form = HTMLForm()
    form.open(served.slug.isEmpty ? "../sign-out" : "../../sign-out")
    form.button(Phrase.serveSignOut.text(in: language), style: "primary")
    form.close()
    let name = Phrase.serveSignOut.text(in: language)
    let section = HTMLSection(
      id: "sign-out", heading: "\(visitor.name) (\(visitor.role.words(in: language)))", lead: "", blocks: [.form(form)])
    return page(name, [section], report, language, address: "sign-out.html", desk: "sign-out.html")
  }
}
