import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import Foundation

/// The desk on which a scenario is put together: it keeps nothing, the text of the scenario goes to the browser and back.
///
/// Every figure is that of `align scenario` for the same text.
struct ScenarioDesk {
  let visit: Visit
  let report: WorkspaceState.Report
  let language: Language
  private let folder: ScenarioFolder
  var workspace: Workspace { visit.state.workspace }

  init(_ visit: Visit, _ report: WorkspaceState.Report, _ language: Language) {
    (self.visit, self.report, self.language) = (visit, report, language)
    folder = ScenarioFolder(visit.served)
  }

  /// A phrase in the language of the desk.
  func say(_ phrase: Phrase, _ values: String...) -> String { phrase.text(in: language, filling: values) }

  /// The page or the file of an address.
  func answer(_ address: String) throws -> Answer {
    guard report.contents.analysis != nil else { return visit.check(language, status: .unprocessableContent) }
    switch address {
    case "scenario.html": return visit.isWrite ? page(solved(visit.form)) : try start()
    case "solve.json" where visit.isWrite: return live(solved(visit.form))
    case "scenario.yaml" where visit.isWrite:
      let name = visit.form["name"].flatMap { ScenarioFolder.isName($0) ? $0 : nil } ?? "scenario"
      return .file(
        Array((visit.form["yaml"] ?? "").utf8), name: name + ".yaml", type: "application/yaml; charset=utf-8")
    case "save.html" where visit.isWrite: return try save()
    case "compare.html": return compared()
    case "present.html": return try presented()
    case "draft.html": return try draftPage()
    case "draft.xlsx": return try workbook()
    case "approve.html", "approved.html", "withdraw.html", "approved.xlsx", "approved.json", "approved.yaml":
      return try approving(address)
    default: throw Refusal(status: .notFound, reason: .notFound)
    }
  }

  // MARK: what is put together

  /// A scenario on the desk.
  struct Work {
    var text: String
    var scenario: Scenario?
    /// What is wrong with the text or with what was asked of it.
    var problems: [Problem] = []
    var notes: [String] = []
    var outcome: ScenarioOutcome?
    /// The file that it was opened from, and what tells whether somebody changed it since.
    var name = ""
    var tag = ""
    /// What was typed into the fields of a new limit that could not be added.
    var typed = FormValues()
  }

  private func start() throws -> Answer {
    if let name = visit.query["open"], !name.isEmpty {
      guard let file = folder.read(name) else { throw Refusal(status: .notFound, reason: .notFound) }
      var work = Work(text: file.text, name: name, tag: file.tag)
      read(&work)
      solve(&work)
      return page(work)
    }
    var work = Work(text: "")
    do {
      var scenario = try ScenarioReader.standard(for: workspace)
      scenario.names = [:]
      work.text = try ScenarioWriter.text(of: scenario, for: workspace) ?? ""
    } catch {
      work.problems = WorkspaceState.problems(of: error)
    }
    read(&work)
    solve(&work)
    return page(work)
  }

  /// Where the text would stand, so that it may extend what stands there.
  private func place(_ name: String = "") -> String {
    visit.served.scenarioFolder + "/" + (ScenarioFolder.isName(name) ? name : "scenario") + ".yaml"
  }

  /// Reads the text of a scenario.
  func read(_ work: inout Work) {
    do {
      work.scenario = try ScenarioReader.read(text: work.text, path: place(work.name), for: workspace)
    } catch {
      work.problems += WorkspaceState.problems(of: error)
    }
  }

  /// The work of a form: its text, changed as its buttons and sliders ask, and solved.
  func solved(_ form: FormValues) -> Work {
    var work = Work(text: form["yaml"] ?? "", name: form["name"] ?? "", tag: form["tag"] ?? "")
    read(&work)
    if let scenario = work.scenario {
      var changed = scenario
      if slide(&changed, form) || act(&changed, form, &work) { replace(&work, by: changed) }
    }
    solve(&work)
    return work
  }

  /// Writes a changed scenario as the text of the work, and reads that again, so that what is shown is what is solved.
  func replace(_ work: inout Work, by scenario: Scenario) {
    do {
      guard let text = try ScenarioWriter.text(of: scenario, for: workspace) else {
        work.notes.append(Phrase.deskCannotWrite.text(in: language))
        return
      }
      let read = try ScenarioReader.read(text: text, path: place(work.name), for: workspace)
      (work.text, work.scenario) = (text, read)
    } catch {
      work.problems += WorkspaceState.problems(of: error)
    }
  }

  /// Works the scenario out, from the analysis that is there where it is of the same year and the same links.
  func solve(_ work: inout Work) {
    guard let scenario = work.scenario else { return }
    do {
      work.outcome = try model(of: scenario).solved()
      if scenario.years != nil { work.notes.append(Phrase.deskSeveralYears.text(in: language)) }
    } catch {
      work.problems += workspace.located(WorkspaceState.problems(of: error))
    }
  }

  func model(of scenario: Scenario) throws -> ScenarioModel {
    let jobs = visit.state.jobs
    if let today = report.contents.analysis, scenario.year == nil || scenario.year == today.year,
      scenario.includesSuggested == nil || scenario.includesSuggested == today.includesSuggested
    {
      return try ScenarioModel(scenario, today: today, jobs: jobs)
    }
    return try ScenarioModel(scenario, in: workspace, jobs: jobs)
  }

  // MARK: what was asked

  /// Takes over what the sliders say, where they were moved; whether anything changed.
  private func slide(_ scenario: inout Scenario, _ form: FormValues) -> Bool {
    func moved(_ name: String, _ range: ClosedRange<Double>) -> Double? {
      guard let value = form[name], value != form["shown_\(name)"], let number = Double(value), range.contains(number)
      else { return nil }
      return number
    }
    var isChanged = false
    if let percent = moved("envelope", 1...1000) {
      scenario.envelope = .percent(percent)
      scenario.envelopeYear = nil
      isChanged = true
    }
    if let inertia = moved("lambda", 1e-9...1e9) {
      scenario.inertia = inertia
      isChanged = true
    }
    if let range = moved("range", 0...1000) {
      scenario.defaults.range = range / 100
      isChanged = true
    }
    return isChanged
  }

  /// Does what a button says; whether anything changed.
  private func act(_ scenario: inout Scenario, _ form: FormValues, _ work: inout Work) -> Bool {
    let words = (form["action"] ?? "").split(separator: " ")
    switch words.first {
    case "add":
      do {
        scenario.limits.append(try limit(form))
        return true
      } catch {
        work.problems += WorkspaceState.problems(of: error)
        work.typed = form
        return false
      }
    case "remove":
      guard let index = words.dropFirst().first.flatMap({ Int($0) }), index >= fixedLimits,
        scenario.limits.indices.contains(index)
      else { return false }
      scenario.limits.remove(at: index)
      return true
    case "envelope":
      guard let money = words.dropFirst().first.flatMap({ Int64($0) }), money > 0, money < 1 << 53 else { return false }
      scenario.envelope = .money(money)
      scenario.envelopeYear = nil
      return true
    default: return false
    }
  }

  /// How many limits every scenario of the workspace has.
  var fixedLimits: Int { (try? ScenarioWriter.fixedLimits(of: workspace)) ?? 0 }

  /// What a limit can be about.
  static let subjects = [
    "department", "mission", "program", "project", "line", "goal", "axis", "economic", "fund", "kind", "flag",
  ]

  /// The limit that a form describes, read as a file would be.
  private func limit(_ form: FormValues) throws -> Scenario.Limit {
    let subject = form["subject"].flatMap { Self.subjects.contains($0) ? $0 : nil } ?? "line"
    var which = (form["which"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    let plan = workspace.plan
    // A suggestion is a code and its name.
    if ["goal", "axis"].contains(subject), let code = which.split(separator: " ").first.map(String.init),
      (subject == "goal" ? plan.goals.ids : plan.axes.ids).contains(code)
    {
      which = code
    }
    let amount = (form["amount"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    let isOfPlan = ["goal", "axis"].contains(subject)
    let kind = form["form"] ?? "hold"
    let about =
      isOfPlan ? "\(subject): \(ScenarioWriter.quoted(which))" : "where: {\(subject): \(ScenarioWriter.quoted(which))}"
    let value = ScenarioWriter.quoted(amount.isEmpty ? "100%" : amount)
    var lines = ["limits:", "  - \(about)"]
    switch kind {
    case "floor": lines += (isOfPlan ? [] : ["    on: sum"]) + ["    floor: \(value)"]
    case "cap": lines += (isOfPlan ? [] : ["    on: sum"]) + ["    cap: \(value)"]
    case "nonew": lines += ["    cap: \"100%\""]
    default: lines += ["    hold: \(value)"]
    }
    let read = try ScenarioReader.read(text: lines.joined(separator: "\n") + "\n", path: place(), for: workspace)
    guard let limit = read.limits.last else { throw Refusal(status: .badRequest, reason: .notFound) }
    return limit
  }

  // MARK: saving

  /// Saves the text under a name, unless somebody else changed that file since it was opened.
  private func save() throws -> Answer {
    try visit.require(.officer)
    var work = solved(visit.form)
    let name = (visit.form["save_as"] ?? work.name).trimmingCharacters(in: .whitespaces)
    guard ScenarioFolder.isName(name) else {
      work.notes.append(Phrase.deskBadName.text(in: language))
      return page(work, status: .badRequest)
    }
    guard work.scenario != nil, !work.problems.contains(where: { $0.gravity == .error }) else {
      return page(work, status: .unprocessableContent)
    }
    // The tag counts for the file that was opened; another name is a new file, which must not be there yet.
    let tag = visit.ifMatch.map { $0.filter { $0 != "\"" } } ?? (name == work.name ? work.tag : "")
    do {
      try folder.write(work.text, as: name, expecting: tag, by: visit.visitor)
    } catch ScenarioFolder.Failure.changed {
      work.notes.append(Phrase.deskChanged.text(in: language, name + ".yaml"))
      return page(work, status: .preconditionFailed)
    } catch ScenarioFolder.Failure.approved(let approval) {
      work.notes.append(
        Phrase.deskApproved.text(in: language, name, approval.by, Self.moment(approval.at, visit.format(language))))
      return page(work, status: .conflict)
    } catch {
      work.problems += WorkspaceState.problems(of: error)
      return page(work, status: .internalServerError)
    }
    work.name = name
    work.tag = ScenarioFolder.tag(of: work.text)
    return page(work, done: Phrase.deskSavedAs.text(in: language, "scenarios/\(name).yaml"))
  }

  /// The scenarios of the workspace.
  var saved: [(name: String, words: String)] {
    folder.names.map { name in
      let read = folder.read(name).flatMap {
        try? ScenarioReader.read(text: $0.text, path: place(name), for: workspace)
      }
      return (name, read?.name(in: language) ?? name)
    }
  }

  /// The text of a saved scenario.
  func opened(_ name: String) -> (text: String, tag: String)? { folder.read(name) }

  /// The saved scenarios side by side, as `align report --scenario` puts them; those without an answer say why.
  private func compared() -> Answer {
    let format = visit.format(language)
    var contents = report.contents
    var notes: [String] = []
    for name in folder.names.prefix(Self.mostCompared) {
      var work = Work(text: folder.read(name)?.text ?? "", name: name)
      read(&work)
      guard let scenario = work.scenario else {
        notes += work.problems.map { "\(name): \($0.note(in: language))" }
        continue
      }
      do {
        let model = try model(of: scenario)
        let outcomes =
          scenario.years == nil ? [try model.solved()] : try YearsModel(scenario, from: model).solved().outcomes
        for outcome in outcomes {
          notes += outcome.failure(format: format).map { "\(name): \($0)" }
          contents.scenarios.append(outcome)
        }
      } catch {
        notes += WorkspaceState.problems(of: error).map { "\(name): \($0.note(in: language))" }
      }
    }
    var form = HTMLForm()
    form.add(said: Array(notes.prefix(12)), style: "refused")
    let section = HTMLReport(contents, name: "", format: format).scenarios
    let title = Phrase.scenariosSideBySide.text(in: language)
    return visit.page(
      title, [HTMLSection(bare: [.form(form)])] + (section.map { [$0] } ?? []), report, language,
      address: "compare.html", desk: "scenario.html", trail: [(Phrase.serveDesk.text(in: language), "scenario.html")])
  }

  /// More are a table that nobody reads.
  private static let mostCompared = 12

  // MARK: the draft

  /// A saved scenario's draft, or that of the text that was sent, as the workbook of `align draft`.
  private func workbook() throws -> Answer {
    var work = Work(text: visit.form["yaml"] ?? "")
    var file = "draft"
    if !visit.isWrite {
      guard let name = visit.query["open"], let read = folder.read(name) else {
        throw Refusal(status: .notFound, reason: .notFound)
      }
      (work.text, work.name, file) = (read.text, name, name)
    }
    read(&work)
    // A workbook is for an office, as `align draft --out draft.xlsx` writes it.
    work.scenario = work.scenario?.forOffice(of: workspace)
    solve(&work)
    guard case .answered(let answer)? = work.outcome else { return page(work, status: .unprocessableContent) }
    let sink = MemorySink()
    try ReportWorkbook.ofDraft(answer, in: language).write(to: sink)
    return .file(
      sink.bytes, name: file + ".xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }
}
