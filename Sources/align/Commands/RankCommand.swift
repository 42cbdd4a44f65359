import AlignmentEngine
import ArgumentParser

/// `align rank WS --by …`: one whole table, ranked.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Ranks goals, indicators, lines or departments.",
    discussion: """
      goals, indicators: the most under-funded first. lines: the best score first, with quartiles by money. \
      departments: the one with most money on untied lines first.
      """
  )

  @OptionGroup var options: CommonOptions

  @Option(help: "What to rank.")
  var by = Ranking.goals

  func run() throws {
    try reportingFailures {
      let opened = try OpenedWorkspace(options)
      let analysis = try opened.analysis()
      let table = by.table(of: analysis, in: opened.language)
      let currency = analysis.workspace.settings.currency
      try opened.write { output, screen in
        switch options.format {
        case .json: try TableJSON.write(table, by: by, of: analysis, to: output)
        case .ndjson:
          let record = String(by.rawValue.dropLast())
          try TableJSON.writeRecords(table, record: record, currency: currency, to: output)
        case .csv: try CSVTable.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          let title = heading(opened, analysis, opened.format(largest: 0), .plain).first ?? ""
          let settings = analysis.workspace.settings
          try ReportWorkbook.of(table, title: title, settings: settings, in: opened.language).write(to: output)
        case .text:
          let format = opened.format(largest: analysis.funding.totalApproved)
          try output.write(lines: heading(opened, analysis, format, screen))
          try output.write(lines: TextTable(table: table, format: format, screen: screen).lines())
        }
      }
      try opened.failIfFlagged(analysis.flagList.totals, default: .never)
    }
  }

  private func heading(_ opened: OpenedWorkspace, _ analysis: Analysis, _ format: NumberFormat, _ screen: Screen)
    -> [String]
  {
    let title = Phrase.titleRank.text(
      in: opened.language, opened.name, by.phrase.text(in: opened.language), format.label(String(analysis.year)),
      format.label(analysis.period.description))
    let synthetic =
      analysis.workspace.settings.isSynthetic ? [Phrase.synthetic.text(in: opened.language)] : []
    return [screen.styled(title, .bold)] + synthetic
      + [Phrase.amountsIn.text(in: opened.language, format.unitName), ""]
  }
}
