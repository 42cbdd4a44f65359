import AlignModel
import AlignNumerics
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

extension RobustSettings.Weightings: ExpressibleByArgument {}

/// `align rank WS --by …`: one whole table, ranked; with --robust under all weightings.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: Phrase.helpRank.said,
    discussion: Phrase.helpRankMore.said
  )

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpRankBy))
  var by = Ranking.goals

  @ArgumentParser.Flag(help: .of(.helpRankRobust))
  var robust = false

  @Option(help: .of(.helpRankDraws))
  var draws: Int?

  @Option(help: .of(.helpRankWeightings))
  var weightings: RobustSettings.Weightings?

  @Option(help: .of(.helpRankOrder))
  var order: [String] = []

  @Option(help: .of(.helpRankSeed))
  var seed: UInt64 = 1

  @ArgumentParser.Flag(help: .of(.helpRankSensitivity))
  var sensitivity = false

  func validate() throws {
    if !robust, draws != nil || !order.isEmpty || weightings != nil {
      throw ValidationError(.usageRobustOnly)
    }
    if robust, by != .goals { throw ValidationError(.usageRobustGoals) }
    if sensitivity, by != .goals, by != .lines {
      throw ValidationError(.usageSensitivity)
    }
    if let draws, !(1...100_000_000).contains(draws) {
      throw ValidationError(.usageDraws, "\(draws)", "\(SMAAError.mostDraws)")
    }
    if weightings == .panel, !order.isEmpty {
      throw ValidationError(.usagePanelOrder)
    }
    if robust, sensitivity, case .table = options.format {
      throw ValidationError(.usageOneTable)
    }
  }

  func run() throws {
    try options.onWorkspace(needing: .analysis) { opened in
      let analysis = try opened.analysis()
      let extras = try RankExtras(self, opened, analysis)
      let table = extras.isAsked ? nil : by.table(of: analysis, in: opened.language)
      let currency = analysis.workspace.settings.currency
      try opened.write { output, screen in
        let format = opened.format(largest: analysis.funding.totalApproved)
        switch options.format {
        case .json:
          guard let table else { return try extras.writeJSON(by, format, to: output) }
          try TableJSON.write(table, by: by, of: analysis, to: output)
        case .ndjson:
          guard let table else { return try extras.writeRecords(to: output) }
          let record = String(by.rawValue.dropLast())
          try TableJSON.writeRecords(table, record: record, currency: currency, to: output)
        case .table(let form):
          guard let table = table ?? extras.table else { return }
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          let title = heading(opened, analysis, format, .plain, hasAmounts: false).first
          try opened.writeWorkbook(table.map { [$0] } ?? extras.tables, title: title, to: output)
        case .text:
          try output.write(lines: heading(opened, analysis, format, screen, hasAmounts: table != nil))
          guard let table else { return try output.write(lines: extras.lines(format, screen)) }
          try output.write(lines: TextTable(table: table, format: format, screen: screen).lines())
        }
      }
      try opened.failIfFlagged(analysis.flagList.totals, default: .never)
    }
  }

  private func heading(
    _ opened: OpenedWorkspace, _ analysis: Analysis, _ format: NumberFormat, _ screen: Screen, hasAmounts: Bool
  ) -> [String] {
    let title = Phrase.titleRank.text(
      in: opened.language, opened.name, by.phrase.text(in: opened.language), format.label(String(analysis.year)),
      format.label(analysis.period))
    let synthetic =
      analysis.workspace.settings.isSynthetic ? [Phrase.synthetic.text(in: opened.language)] : []
    return [screen.styled(title, .bold)] + synthetic
      + (hasAmounts ? [Phrase.amountsIn.text(in: opened.language, format.unitName)] : [])
      + (by == .goals || by == .indicators ? analysis.basisNotes(format) : []) + [""]
  }
}
