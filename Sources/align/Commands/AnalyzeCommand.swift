import AlignWords
import AlignModel
import AlignReports
import AlignmentEngine
import ArgumentParser

extension AnalysisTable: ExpressibleByArgument {}

/// `align analyze WS`: coverage, alignment, goals and flags of one budget year.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: Phrase.helpAnalyze.said,
    discussion: Phrase.helpAnalyzeMore.said
  )

  @OptionGroup var options: CommonOptions
  @OptionGroup var recording: RecordOptions

  @Option(help: .of(.helpAnalyzeTable))
  var table: AnalysisTable = .goals

  func run() throws {
    try options.onWorkspace(needing: .analysis) { opened in
      let analysis = try opened.analysis()
      let totals = analysis.flagList.totals
      try opened.write { output, screen in
        let json = AnalysisJSON(analysis, totals: totals, language: opened.language)
        switch options.format {
        case .json: try json.write(summary: options.summary, to: output)
        case .ndjson: try json.writeRecords(summary: options.summary, to: output)
        case .table(let form):
          let table =
            options.summary
            ? FlagTables.totals(totals, in: opened.language) : table.made(of: analysis, in: opened.language)
          let currency = analysis.workspace.settings.currency
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          let workbook = ReportWorkbook.of(
            analysis, totals: totals, name: opened.name, in: opened.language, isSummary: options.summary)
          try workbook.write(to: output)
        case .text:
          let format = opened.format(largest: analysis.funding.totalApproved)
          let text = AnalysisText(analysis, totals: totals, name: opened.name, format: format, screen: screen)
          try output.write(lines: text.lines())
        }
      }
      try recording.record(
        Review(
          of: opened.workspace, period: analysis.period, year: analysis.year,
          includingSuggested: options.includeSuggested, jobs: opened.jobs), command: "analyze", opened)
      try opened.failIfFlagged(totals, default: .never)
    }
  }
}
