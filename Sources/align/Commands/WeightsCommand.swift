import AlignWords
import AlignModel
import AlignReports
import AlignmentEngine
import ArgumentParser

/// `align weights WS`: the weights of the plan by level and method, and how consistent each expert is.
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: Phrase.helpWeights.said,
    discussion: Phrase.helpWeightsMore.said
  )

  @OptionGroup var options: CommonOptions

  @ArgumentParser.Flag(help: .of(.helpWeightsExperts))
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
        case .table(let form):
          let table =
            experts
            ? WeightTables.experts(comparison, in: language)
            : WeightTables.weights(comparison, of: workspace.plan, in: language)
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
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
