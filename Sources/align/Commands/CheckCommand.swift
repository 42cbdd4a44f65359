import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align check WS`: reads, validates, and says what of the plan cannot be measured.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: Phrase.helpCheck.said,
    discussion: Phrase.helpCheckMore.said
  )

  @OptionGroup var options: CommonOptions

  @Option(name: .customLong("problems"), help: .of(.helpCheckProblems), completion: .file())
  var problemsFile: String?

  func validate() throws {
    if let problemsFile, !problemsFile.lowercased().hasSuffix(".xlsx") {
      throw ValidationError(.usageProblemsForm, "--problems", problemsFile)
    }
  }

  func run() throws {
    try options.onWorkspace(needing: .weights, refused: write) { opened in
      let lint = try PlanLint(of: opened.workspace, period: opened.period, year: opened.year, jobs: opened.jobs)
      let totals = lint.flagList.totals
      let warnings = opened.workspace.warnings + lint.warnings
      try checkScenarios(opened.workspace, besides: warnings)
      opened.say(warnings)
      try writeProblems(warnings, opened.workspace.settings, in: opened.language)
      let currency = opened.workspace.settings.currency
      let language = opened.language
      let flags =
        options.summary
        ? FlagTables.totals(totals, in: language) : FlagTables.list(lint.flagList, of: opened.workspace, in: language)
      try opened.write { output, screen in
        switch options.format {
        case .json:
          let json = CheckJSON(opened.workspace, lint: lint, totals: totals, language: language)
          try json.write(summary: options.summary, problems: warnings, to: output)
        case .ndjson:
          let record = options.summary ? "flag_total" : "flag"
          try ProblemJSON.writeRecords(warnings, in: language, to: output)
          try TableJSON.writeRecords(flags, record: record, currency: currency, to: output)
        case .table(let form):
          let table = options.summary ? flags : ProblemTable.findings(warnings, flags, in: language)
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          var workbook = ReportWorkbook(
            language: language, settings: opened.workspace.settings, title: opened.name)
          if !warnings.isEmpty { workbook.add(ProblemTable.list(warnings, in: language)) }
          workbook.add(flags)
          workbook.add(InventoryTable.axes(lint.inventory, plan: opened.workspace.plan, in: language))
          workbook.add(InventoryTable.owners(lint.inventory, in: language))
          try workbook.write(to: output)
        case .text:
          let text = CheckText(
            workspace: opened.workspace, lint: lint, totals: totals, name: opened.name,
            format: opened.format(largest: 0), screen: screen, isSummary: options.summary, warnings: warnings.count)
          try output.write(lines: text.lines())
        }
      }
      try opened.failIfFlagged(totals, default: .error)
    }
  }

  /// Reads every scenario of the workbook's sheet, so that what is wrong there is told as well.
  private func checkScenarios(_ workspace: Workspace, besides warnings: [Problem]) throws {
    do {
      guard workspace.has("budget"), let sheet = try ScenarioSheetReader(options.workspace, for: workspace) else {
        return
      }
      var problems: [Problem] = []
      for name in sheet.names {
        do {
          _ = try sheet.scenario(named: name)
        } catch let failure as ReadFailure {
          problems += failure.problems
        }
      }
      if !problems.isEmpty { throw ReadFailure(problems, settings: workspace.settings) }
    } catch let failure as ReadFailure {
      let all = ReadFailure(warnings + failure.problems, settings: workspace.settings)
      try write(all, in: options.lang ?? Language(of: workspace.settings))
      throw all
    }
  }

  /// Writes the problems of a workspace that cannot be read, in the formats that are not for a person at a terminal.
  private func write(_ failure: ReadFailure, in language: Language) throws {
    try writeProblems(failure.problems, failure.settings ?? Settings(), in: language)
    guard options.format != .text else { return }
    let output = try Output(path: options.out)
    let settings = failure.settings ?? Settings()
    let table = ProblemTable.list(failure.problems, in: language)
    switch options.format {
    case .json: try CheckJSON.write(failure.problems, language: language, to: output)
    case .ndjson: try ProblemJSON.writeRecords(failure.problems, in: language, to: output)
    case .table(let form):
      try form.write(table, currency: settings.currency, marksEncoding: output.isFile, to: output)
    default:
      var workbook = ReportWorkbook(language: language, settings: settings, title: options.workspace)
      workbook.add(table)
      try workbook.write(to: output)
    }
    try output.finish()
  }

  /// Writes the user's own workbook with what is wrong in it, where that is asked for.
  private func writeProblems(_ problems: [Problem], _ settings: Settings, in language: Language) throws {
    guard let problemsFile else { return }
    try ProblemsWorkbook(
      problems: problems, workspace: options.workspace, settings: settings, language: language
    ).write(to: problemsFile)
  }
}
