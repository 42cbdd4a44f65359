import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import HTTPTypes

/// One request to a workspace: who asks, for what, and with which values.
struct Visit {
  let served: ServedWorkspace
  /// The workspaces beside it.
  let shelf: Shelf
  let state: WorkspaceState
  let visitor: Visitor
  let isPublic: Bool
  let isWrite: Bool
  /// Of the address, and of the form that was sent.
  let query: FormValues
  let form: FormValues
  let ifMatch: String?

  init(
    served: ServedWorkspace, shelf: Shelf, state: WorkspaceState, visitor: Visitor, isPublic: Bool, isWrite: Bool,
    query: FormValues,
    form: FormValues, ifMatch: String?
  ) {
    (self.served, self.shelf, self.state, self.visitor) = (served, shelf, state, visitor)
    (self.isPublic, self.isWrite) = (isPublic, isWrite)
    (self.query, self.form, self.ifMatch) = (query, form, ifMatch)
  }

  /// A phrase in a language of the pages.
  func say(_ phrase: Phrase, _ language: Language, _ values: String...) -> String {
    phrase.text(in: language, filling: values)
  }

  /// The answer to an address below the workspace.
  ///
  /// - Parameters:
  ///   - isFolder: whether the address ends with a stroke.
  ///   - preferred: the languages that the browser asks for.
  /// - Throws: ``Refusal``.
  func answer(_ path: [String], isFolder: Bool, preferred: [Language]) throws -> Answer {
    let languages = state.report?.site.languages ?? [Language(of: state.workspace.settings), .en, .fa]
    guard let first = path.first else {
      let language = preferred.first { languages.contains($0) } ?? languages[0]
      return .other("\(language.rawValue)/index.html")
    }
    guard let language = languages.first(where: { $0.rawValue == first }) else {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    if path.count == 1 { return .other(isFolder ? "index.html" : "\(first)/index.html") }
    return try page(path.dropFirst().joined(separator: "/"), language)
  }

  private func page(_ address: String, _ language: Language) throws -> Answer {
    if !isPublic {
      switch address {
      case "check.html" where isWrite:
        switch try mend(language) {
        case .done(let text): return again().check(language, done: text)
        case .refused(let lines): return check(language, status: .preconditionFailed, notes: lines)
        }
      case "check.html": return check(language)
      case "history.html": return history(language)
      case "state.html", "state.bin", "restore.html": return try earlier(address, language)
      case "columns.html": return try columns(language)
      case "open.html", "upload.html", "create.html": return try opening(address, language)
      case "sign-out.html": return signOut(language)
      default: break
      }
    }
    guard let report = state.report else { return check(language, status: .unprocessableContent) }
    if !isWrite, let answer = kept(address, report, language) { return answer }
    if isPublic {
      throw Refusal(status: isWrite ? .forbidden : .notFound, reason: isWrite ? .notAllowed(.viewer) : .notFound)
    }
    switch address {
    case "explain.html": return try explanation(report, language)
    case "lines.html": return lines(report, language)
    case "scenario.html", "solve.json", "save.html", "scenario.yaml", "compare.html", "present.html", "draft.html",
      "draft.xlsx",
      "approve.html", "approved.html", "withdraw.html", "approved.xlsx", "approved.json", "approved.yaml":
      return try ScenarioDesk(self, report, language).answer(address)
    case "accept.html": return try accept(report, language)
    case "weights.html", "judge.html", "judge.json": return try weighing(address, report, language)
    case "review.html", "measure.html", "close.html", "reopen.html": return try reviewing(address, report, language)
    case "links.html": return try links(report, language)
    default: throw Refusal(status: .notFound, reason: .notFound)
    }
  }

  /// A page of the site, made once for as long as no table changes.
  private func kept(_ address: String, _ report: WorkspaceState.Report, _ language: Language) -> Answer? {
    state.kept("\(language.rawValue)/\(address)") {
      report.site.file(at: address, in: language, among: report.addresses).map { bytes in
        if address.hasSuffix(".js") { return Answer(type: "text/javascript; charset=utf-8", bytes: bytes) }
        if address.hasSuffix(".csv") {
          let name = address.split(separator: "/").last.map(String.init) ?? "table.csv"
          return .file(bytes, name: name, type: "text/csv; charset=utf-8")
        }
        return Answer(bytes: bytes)
      }
    }
  }

  /// The same request to the workspace as it is now.
  func again() -> Visit {
    Visit(
      served: served, shelf: shelf, state: served.current(), visitor: visitor, isPublic: isPublic, isWrite: isWrite,
      query: query,
      form: form, ifMatch: ifMatch)
  }

  /// Who answers for a change: the person who signed in, or the name that was typed.
  var person: String {
    if visitor.isSignedIn { return visitor.name }
    let typed = Self.line(form["by"], most: 60)
    return typed.isEmpty ? visitor.name : typed
  }

  /// A field for that name, where nobody signed in.
  func addPerson(to form: inout HTMLForm, _ language: Language) {
    if visitor.isSignedIn { return }
    form.field(Phrase.linkDeskBy.text(in: language), "by", person, with: [("maxlength", "60")])
  }

  /// What was typed as one line without blanks around it, at most so long.
  static func line(_ text: String?, most: Int) -> String {
    String((text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(most))
  }

  /// Refuses who may not.
  func require(_ role: Role) throws {
    if visitor.role < role { throw Refusal(status: .forbidden, reason: .notAllowed(role)) }
  }

  /// A page of the workbench in the frame of the site.
  func page(
    _ title: String, _ sections: [HTMLSection], _ report: WorkspaceState.Report, _ language: Language, address: String,
    desk: String? = nil, meta: String = "", trail: [(name: String, address: String)] = [], modules: [String] = [],
    status: HTTPResponse.Status = .ok
  ) -> Answer {
    let page = HTMLPage(
      language: language, title: title, kicker: "", meta: meta, sections: sections,
      footer: report.site.footer(language),
      frame: report.site.frame(language, address: address, desk: desk, trail: trail, modules: modules))
    return .page(page.html(), status)
  }

  /// How numbers are written, given the largest amount to be shown.
  func format(_ language: Language, largest: Int64? = nil) -> NumberFormat {
    NumberFormat(
      language: language, settings: state.workspace.settings,
      largest: largest ?? state.report?.contents.largestAmount ?? 0)
  }
}
