import AlignWords
import AlignModel
import AlignReading
import AlignReports
import AlignmentEngine
import ArgumentParser

/// `align draft WS FILE --out …`: the draft of a scenario as a budget table.
struct DraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: Phrase.helpDraft.said,
    discussion: Phrase.helpDraftMore.said
  )

  @OptionGroup var options: CommonOptions

  @Argument(help: .of(.helpDraftFile), completion: .file())
  var file: String?

  @ArgumentParser.Flag(help: .of(.helpDraftApply))
  var apply = false

  @Option(help: .of(.helpDraftKeep), completion: .file())
  var keep: String?

  @ArgumentParser.Flag(name: .customLong("all-years"), help: .of(.helpDraftAllYears))
  var allYears = false

  @Option(help: .of(.helpDraftRelease))
  var release: String?

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period, .budget], isChanging: apply) { opened in
      var scenario = try opened.scenarios(file.map { [$0] } ?? [])[0]
      if scenario.years != nil { try refuseWithYears() }
      if let release {
        try write(order: Self.percents(release), of: scenario, opened)
        return
      }
      let format = try options.formOfOutput()
      if format == .xlsx || apply { scenario = scenario.forOffice(of: opened.workspace, year: opened.year) }
      if scenario.years != nil {
        try writeYears(scenario, as: format, opened)
        return
      }
      if let keep { scenario.limits += try kept(keep, opened) }
      let outcome = try opened.solve(scenario)
      guard case .answered(let answer) = outcome else {
        try opened.failSaying([outcome])
        return
      }
      try write(answer, as: format, opened)
      if apply { try add(answer, to: opened) }
    }
  }

  /// Options that mean nothing where a scenario drafts several years.
  private func refuseWithYears() throws {
    for (option, isGiven) in [("--release", release != nil), ("--keep", keep != nil), ("--all-years", allYears)]
    where isGiven { throw UsageFailure(option, .usageYearsAlone) }
  }

  /// Drafts of several years: a sheet, or rows, for each.
  private func writeYears(_ scenario: Scenario, as format: OutputFormat, _ opened: OpenedWorkspace) throws {
    let outcome = try opened.solveYears(scenario)
    guard case .answered(let answer) = outcome else {
      try opened.failSaying(outcome.outcomes)
      return
    }
    let tables = YearsTables(answer, in: opened.language)
    let currency = opened.workspace.settings.currency
    try opened.write { output, screen in
      switch format {
      case .json: try tables.writeDraftJSON(to: output)
      case .ndjson: try TableJSON.writeRecords(tables.draft, record: "draft", currency: currency, to: output)
      case .table(let form): try form.write(tables.draft, currency: currency, marksEncoding: output.isFile, to: output)
      case .xlsx: try tables.workbook.write(to: output)
      case .text:
        let format = opened.format(largest: answer.model.years[0].envelope)
        let text = ScenarioText(outcome.outcomes, name: opened.name, format: format, screen: screen, years: [outcome])
        try output.write(lines: text.lines())
      }
    }
    if apply { for own in answer.years { try add(own, to: opened) } }
  }

  private func write(_ answer: ScenarioAnswer, as format: OutputFormat, _ opened: OpenedWorkspace) throws {
    let table = DraftTable.table(of: answer, in: opened.language, allYears: allYears)
    let currency = opened.workspace.settings.currency
    try opened.write { output, screen in
      switch format {
      case .json: try TableJSON.write(table, record: "draft", of: answer, to: output)
      case .ndjson: try TableJSON.writeRecords(table, record: "draft", currency: currency, to: output)
      case .table(let form): try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
      case .xlsx: try ReportWorkbook.ofDraft(answer, in: opened.language, allYears: allYears).write(to: output)
      case .text:
        let format = opened.format(largest: answer.model.envelope)
        let text = ScenarioText([.answered(answer)], name: opened.name, format: format, screen: screen)
        try output.write(lines: text.lines())
      }
    }
  }

  /// Adds the draft to the table of budgets as its year.
  private func add(_ answer: ScenarioAnswer, to opened: OpenedWorkspace) throws {
    var table = try TableAppender(Tables.budget, of: opened.workspace, in: options.workspace)
    let year = answer.model.targetYear
    try table.append(draftOf: answer.model.today.funding.rows, answer.draft, year: year, of: opened.workspace)
    try opened.write(table)
    guard !options.quiet else { return }
    let format = opened.format(largest: 0)
    Messages.say(
      Phrase.draftApplied.text(
        in: opened.language, format.count(answer.draft.count), format.label(String(year)), table.path))
  }

  /// The amounts that a person changed in an earlier draft, as limits.
  private func kept(_ path: String, _ opened: OpenedWorkspace) throws -> [Scenario.Limit] {
    let kept = try KeptAmounts(reading: path, headings: .ofDrafts, of: opened.workspace)
    if !options.quiet {
      Messages.say(Phrase.draftKept.text(in: opened.language, opened.format(largest: 0).count(kept.amounts.count)))
    }
    return kept.limits(of: opened.workspace, named: Scenario.Limit.keptName)
  }

  /// `FROM:TO:STEP` as percentages.
  private static func percents(_ text: String) throws -> [Double] {
    let parts = text.split(separator: ":").compactMap { Double($0.replacing("%", with: "")) }
    let most = ReleaseOrder.mostSteps
    guard parts.count == 3, parts[0] > 0, parts[1] >= parts[0], parts[2] > 0, parts[1] <= 1000,
      (parts[1] - parts[0]) / parts[2] < Double(most)
    else { throw UsageFailure("--release", .usageRelease, .text(text), .count(most)) }
    let count = Int(((parts[1] - parts[0]) / parts[2] + 1e-9).rounded(.down))
    return (0...count).map { parts[0] + Double($0) * parts[2] }
  }

  /// Drafts under several envelopes, in the order in which lines are released.
  private func write(order percents: [Double], of scenario: Scenario, _ opened: OpenedWorkspace) throws {
    let model = try opened.model(of: scenario)
    opened.say(model.today.allWarnings + model.warnings)
    let order = try ReleaseOrder(model, percents: percents)
    let tables = ReleaseTables(order, in: opened.language)
    let currency = opened.workspace.settings.currency
    try opened.write { output, screen in
      switch try options.formOfOutput() {
      case .json, .ndjson: try tables.writeJSON(to: output)
      case .table(let form):
        try form.write(tables.lines, currency: currency, marksEncoding: output.isFile, to: output)
      case .xlsx: try opened.writeWorkbook([tables.lines, tables.envelopes], to: output)
      case .text:
        let text = ReleaseText(
          tables: tables, format: opened.format(largest: model.envelope), screen: screen, lineCount: model.base.count)
        try output.write(lines: text.lines())
      }
    }
    let failures = order.steps.compactMap { step in step.failure.map { (step, $0) } }
    for (step, outcome) in failures {
      let format = opened.format(largest: step.envelope)
      for line in outcome.failure(format: format) { Messages.say("\(ReleaseTables.percent(step.percent)): \(line)") }
    }
    try opened.failIfUnmet(failures.map(\.1))
  }
}

extension DraftHeadings {
  /// The headings of drafts as this program writes them.
  static var ofDrafts: DraftHeadings {
    func names(_ phrases: Phrase...) -> [String] {
      phrases.flatMap { phrase in Language.allCases.map { phrase.text(in: $0) } }
    }
    func column(_ name: String) -> [String] {
      let others = Tables.budget.columns.first { $0.name == name }?.alsoCalled ?? []
      return [name] + others + names(.of("column.budget", name))
    }
    return DraftHeadings(
      line: column("line"), approved: column("approved"), drafted: ["new"] + names(.draftNewExact, .new),
      held: ["held"] + names(.draftHeld))
  }
}
