import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align priorities WS`: what past budgets followed.
struct PrioritiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "priorities",
    abstract: Phrase.helpPriorities.said,
    discussion: Phrase.helpPrioritiesMore.said
  )

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpPrioritiesBy))
  var by = PrioritiesTable.goals

  @Option(
    help: ArgumentHelp(
      Phrase.helpPrioritiesDriver.said,
      valueName: "NAME=GOAL:SHARE,…"))
  var driver: [String] = []

  func run() throws {
    try options.onWorkspace(needing: .analysis) { opened in
      let analysis = try opened.analysis()
      let given = try driver.map { try Self.given($0, analysis.workspace.plan) }
      let priorities = try RevealedPriorities(
        of: analysis, given: given, includingSuggested: options.includeSuggested, jobs: opened.jobs)
      let flags = FlagList(of: priorities, analysis)
      let currency = analysis.workspace.settings.currency
      let json = PrioritiesJSON(priorities, of: analysis, flags: Array(flags), language: opened.language)
      try opened.write { output, screen in
        switch options.format {
        case .json: try json.write(to: output)
        case .ndjson: try json.writeRecords(to: output)
        case .table(let form):
          let table = by.table(of: priorities, analysis.workspace, in: opened.language)
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          let tables = PrioritiesTable.allCases.map {
            $0.table(of: priorities, analysis.workspace, in: opened.language)
          }
          try opened.writeWorkbook(tables, to: output)
        case .text:
          let text = PrioritiesText(
            priorities: priorities, analysis: analysis, flags: flags, name: opened.name,
            format: opened.format(largest: priorities.approved), screen: screen)
          try output.write(lines: text.lines())
        }
      }
      try opened.failIfFlagged(flags.totals, default: .never)
    }
  }

  /// Reads `NAME=GOAL:SHARE,…`.
  private static func given(_ text: String, _ plan: Plan) throws -> GivenDriver {
    func refuse(_ kind: ProblemKind, _ part: Substring? = nil) -> UsageFailure {
      part.map { UsageFailure("--driver", kind, .text(text), .text(String($0))) }
        ?? UsageFailure("--driver", kind, .text(text))
    }
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, !["inertia", "need", "equal", "mandates"].contains(String(parts[0])) else {
      throw refuse(.usageDriver)
    }
    var shares = Array(repeating: 0.0, count: plan.goals.count)
    for pair in parts[1].split(separator: ",") {
      let cells = pair.split(separator: ":")
      guard cells.count == 2, let goal = plan.goals.ids.firstIndex(of: String(cells[0])), let share = Double(cells[1]),
        share.isFinite, share >= 0
      else { throw refuse(.usageDriverShare, pair) }
      shares[goal] = share
    }
    let sum = shares.reduce(0, +)
    guard sum > 0, sum.isFinite else { throw refuse(.usageDriver) }
    return GivenDriver(name: String(parts[0]), shares: shares)
  }
}

/// The tables of revealed priorities.
enum PrioritiesTable: String, ExpressibleByArgument, CaseIterable {
  case drivers, goals, departments

  /// The table itself.
  func table(of priorities: RevealedPriorities, _ workspace: Workspace, in language: Language) -> ReportTable {
    switch self {
    case .drivers: priorities.driversTable(in: language)
    case .goals: priorities.goalsTable(of: workspace.plan, in: language)
    case .departments: priorities.departmentsTable(of: workspace, in: language)
    }
  }
}
