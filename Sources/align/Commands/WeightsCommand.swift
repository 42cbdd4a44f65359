import AlignModel
import AlignReports
import AlignmentEngine
import ArgumentParser

/// `align weights WS`: the weights of the plan by level and method, and how consistent each expert is.
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Weights by level and method, side by side; each expert's consistency and the judgement to mend.",
    discussion: """
      Methods: equal, given, direct, swing; from the table judgements ahp, ahp-geometric, best-worst; from the attainments \
      of the past entropy, critic, standard-deviation, principal-component. 'weights: {axes: ahp, goals: given}' in \
      align.yaml puts one in force.

      In judgements, node is 'plan' where axes are compared, an axis for its goals, a goal for its indicators. Pairs may \
      be missing as long as a chain of judgements ties all together.

      csv: the weights; with --experts the experts.
      """
  )

  @OptionGroup var options: CommonOptions

  @ArgumentParser.Flag(help: "Only the experts.")
  var experts = false

  func run() throws {
    try options.onWorkspace(needing: .weights) { opened in
      let workspace = opened.workspace
      let comparison = try WeightComparison(
        of: workspace.plan, by: workspace.settings.weights, judgements: workspace.judgements,
        upTo: opened.period ?? workspace.settings.period)
      opened.say(workspace.warnings + comparison.warnings)
      let language = opened.language
      let currency = workspace.settings.currency
      try opened.write { output, screen in
        switch options.format {
        case .json: try WeightJSON(comparison, of: workspace, language: language).write(to: output)
        case .ndjson: try WeightJSON(comparison, of: workspace, language: language).writeRecords(to: output)
        case .csv:
          let table =
            experts
            ? WeightTables.experts(comparison, in: language)
            : WeightTables.weights(comparison, of: workspace.plan, in: language)
          try CSVTable.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          let tables = [
            WeightTables.weights(comparison, of: workspace.plan, in: language),
            WeightTables.experts(comparison, in: language),
          ]
          try opened.writeWorkbook(tables.filter { $0.count > 0 }, to: output)
        case .text:
          let text = WeightsText(
            comparison: comparison, workspace: workspace, name: opened.name, format: opened.format(largest: 0),
            screen: screen, isExpertsOnly: experts)
          try output.write(lines: text.lines())
        }
      }
      if let failOn = options.failOn, failOn != .never {
        let lint = try PlanLint(of: workspace, period: opened.period, year: opened.year, jobs: opened.jobs)
        try opened.failIfFlagged(lint.flagList.totals, default: .never)
      }
    }
  }
}
