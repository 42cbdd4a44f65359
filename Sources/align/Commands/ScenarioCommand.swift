import AlignWords
import AlignModel
import AlignReading
import AlignReports
import AlignmentEngine
import ArgumentParser
import Foundation

/// `align scenario WS FILE…`: the budget that serves the plan best under the limits of a file; several side by side.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: Phrase.helpScenario.said,
    discussion: Phrase.helpScenarioMore.said
  )

  @OptionGroup var options: CommonOptions

  @Argument(help: .of(.helpScenarioFiles), completion: .file())
  var files: [String] = []

  @ArgumentParser.Flag(
    help: .of(.helpScenarioSweep))
  var sweep = false

  @Option(help: .of(.helpScenarioExplain))
  var explain: String?

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period, .budget]) { opened in
      let scenarios = try opened.scenarios(files)
      if let explain {
        try self.explain(explain, scenarios, opened)
        return
      }
      if sweep, scenarios.contains(where: { $0.years != nil }) { throw UsageFailure("--sweep", .usageYearsAlone) }
      var years: [YearsOutcome] = []
      let outcomes =
        sweep
        ? try scenarios.flatMap { try opened.sweep($0) }
        : try scenarios.flatMap { scenario in
          guard scenario.years != nil else { return [try opened.solve(scenario)] }
          years.append(try opened.solveYears(scenario))
          return years[years.count - 1].outcomes
        }
      try opened.write { output, screen in
        let tables = ScenarioTables(outcomes, in: opened.language)
        let currency = opened.workspace.settings.currency
        switch options.format {
        case .json:
          try ScenarioJSON(outcomes, years: years, in: opened.language).write(
            summary: options.summary || sweep, to: output)
        case .ndjson:
          try ScenarioJSON(outcomes, years: years, in: opened.language).writeRecords(
            summary: options.summary || sweep, to: output)
        case .table(let form):
          let table = outcomes.count == 1 && !options.summary ? tables.lines ?? tables.summary : tables.summary
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          try ReportWorkbook.of(outcomes, years: years, title: opened.name, in: opened.language).write(to: output)
        case .text:
          let format = opened.format(largest: outcomes.first?.model.envelope ?? 0)
          let text = ScenarioText(
            outcomes, name: opened.name, format: format, screen: screen, isSweep: sweep, years: years)
          try output.write(lines: text.lines())
        }
      }
      try opened.failIfUnmet(outcomes)
    }
  }

  /// What would have to change for a line to get more under the first scenario.
  private func explain(_ line: String, _ scenarios: [Scenario], _ opened: OpenedWorkspace) throws {
    if sweep || scenarios.count > 1 || scenarios.contains(where: { $0.years != nil }) {
      throw UsageFailure("--explain", .usageExplainAlone)
    }
    let outcome = try opened.solve(scenarios[0])
    guard case .answered(let answer) = outcome else {
      try opened.failSaying([outcome])
      return
    }
    let budget = opened.workspace.budget
    let ids = answer.model.today.funding.rows.map { budget.id(of: $0) }
    guard let row = ids.firstIndex(where: { TextNormaliser.key($0) == TextNormaliser.key(line) }) else {
      throw UsageFailure(
        "--explain", .usageExplainLine, .text(line), suggestion: Spelling.nearest(line, among: ids))
    }
    let report = LineOutlookReport(
      try answer.outlook(of: row), of: answer, format: opened.format(largest: 0))
    try opened.write { output, _ in
      switch options.format {
      case .json, .ndjson: try report.writeJSON(to: output)
      default: try output.write(lines: report.lines())
      }
    }
  }
}

extension OpenedWorkspace {
  /// The scenarios of some files, or of the workbook's sheet where a name is no file; the default limits where none is named.
  func scenarios(_ files: [String]) throws -> [Scenario] {
    if files.isEmpty { return [try ScenarioReader.standard(for: workspace)] }
    let isSought = files.contains { !FileManager.default.fileExists(atPath: $0) }
    let sheet = isSought ? try ScenarioSheetReader(options.workspace, for: workspace) : nil
    return try files.map { file in
      guard let sheet, !FileManager.default.fileExists(atPath: file) else {
        return try ScenarioReader.read(file, for: workspace)
      }
      if let scenario = try sheet.scenario(named: file) { return scenario }
      throw ReadFailure(
        Problem(
          .scenarioNotOnSheet, at: Problem.Place(file: file), .text(file), .names(sheet.names),
          suggestion: Spelling.nearest(file, among: sheet.names)))
    }
  }

  /// A scenario as a problem of this workspace, under the options of the command.
  func model(of scenario: Scenario) throws -> ScenarioModel {
    try ScenarioModel(
      scenario, in: workspace, year: year, period: period, includingSuggested: options.includeSuggested, jobs: jobs)
  }

  /// Solves a scenario; warnings are said unless the person wants quiet.
  func solve(_ scenario: Scenario) throws -> ScenarioOutcome {
    let model = try model(of: scenario)
    say(model.today.allWarnings + model.warnings)
    return try model.solved()
  }

  /// Solves a scenario of several years.
  func solveYears(_ scenario: Scenario) throws -> YearsOutcome {
    let first = try model(of: scenario)
    let model = try YearsModel(scenario, from: first)
    say(first.today.allWarnings + model.warnings)
    return try model.solved()
  }

  /// What a scenario comes to, by year where it has several.
  func outcomes(_ scenario: Scenario) throws -> [ScenarioOutcome] {
    scenario.years == nil ? [try solve(scenario)] : try solveYears(scenario).outcomes
  }

  /// Solves a scenario for each envelope and λ of its sweep.
  func sweep(_ scenario: Scenario) throws -> [ScenarioOutcome] {
    let first = try model(of: scenario)
    say(first.today.allWarnings + first.warnings)
    return try scenario.swept.map { try ScenarioModel($0, today: first.today, jobs: jobs).solved() }
  }

  /// Says why scenarios have no answer, and ends as that asks for.
  func failSaying(_ outcomes: [ScenarioOutcome]) throws {
    for outcome in outcomes {
      for line in outcome.failure(format: format(largest: outcome.model.envelope)) { Messages.say(line) }
    }
    try failIfUnmet(outcomes)
  }

  /// Ends with status 2 where a scenario cannot be met, and with 70 where one was not settled.
  func failIfUnmet(_ outcomes: [ScenarioOutcome]) throws {
    for outcome in outcomes {
      switch outcome {
      case .undecided where !outcome.isAnAnswer: throw ExitCode(.defect)
      default: continue
      }
    }
    if outcomes.contains(where: { if case .answered = $0 { false } else { true } }) { throw ExitCode(.infeasible) }
  }
}

extension ScenarioOutcome {
  /// Whether it tells something about the scenario, and not about the program: limits that nothing meets, or that no whole
  /// amounts or lines were found to meet.
  var isAnAnswer: Bool {
    switch self {
    case .answered, .infeasible: true
    case .undecided(_, .noWholeAmounts), .undecided(_, .noWholeLines), .undecided(_, .wholeLinesNotFound): true
    case .undecided: false
    }
  }
}
