import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

extension RobustSettings.Weightings: ExpressibleByArgument {}

/// `align rank WS --by …`: one whole table, ranked; with --robust under all weightings.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Ranks goals, indicators, lines or departments.",
    discussion: """
      goals, indicators: the most under-funded first. lines: the best score first, with quartiles by money. \
      departments: the one with most money on untied lines first.

      --by goals --robust draws weights of the goals and says how often each goal takes each rank (SMAA-2), which goal \
      comes before which, and which weights make it first. --order 'G1>G2' keeps to weights that fall in that order; it \
      may be given several times for goals that differ.

      --sensitivity says what moves the ranks: Sobol' indices of the weights, of unknown gaps and of choices such as the \
      normalisation. By goals or by lines.
      """
  )

  @OptionGroup var options: CommonOptions

  @Option(help: "What to rank.")
  var by = Ranking.goals

  @ArgumentParser.Flag(help: "Rank goals under weights that are drawn, not given.")
  var robust = false

  @Option(help: "How many weightings to draw; 10,000 unless given.")
  var draws: Int?

  @Option(help: "Weights from any at all (uniform) or about those in force (panel); else that of align.yaml.")
  var weightings: RobustSettings.Weightings?

  @Option(help: "Goals from the weightiest down, such as 'G1>G2>G3'.")
  var order: [String] = []

  @Option(help: "The seed of what is drawn; the same seed gives the same draws.")
  var seed: UInt64 = 1

  @ArgumentParser.Flag(help: "Say what moves the ranks of goals or lines.")
  var sensitivity = false

  func validate() throws {
    if !robust, draws != nil || !order.isEmpty || weightings != nil {
      throw ValidationError("--draws, --order and --weightings go with --robust.")
    }
    if robust, by != .goals { throw ValidationError("--robust ranks goals: give --by goals.") }
    if sensitivity, by != .goals, by != .lines {
      throw ValidationError("--sensitivity looks at goals or lines: give --by goals or --by lines.")
    }
    if let draws, !(1...100_000_000).contains(draws) {
      throw ValidationError("--draws \(draws): give 1 to 100000000.")
    }
    if weightings == .panel, !order.isEmpty {
      throw ValidationError("--weightings panel cannot keep an --order: give one of them.")
    }
    if robust, sensitivity, options.format == .csv {
      throw ValidationError("a csv holds one table: give --robust or --sensitivity, not both.")
    }
  }

  func run() throws {
    try reportingFailures {
      let opened = try OpenedWorkspace(options)
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
        case .csv:
          guard let table = table ?? extras.table else { return }
          try CSVTable.write(table, currency: currency, marksEncoding: output.isFile, to: output)
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
      format.label(analysis.period.description))
    let synthetic =
      analysis.workspace.settings.isSynthetic ? [Phrase.synthetic.text(in: opened.language)] : []
    return [screen.styled(title, .bold)] + synthetic
      + (hasAmounts ? [Phrase.amountsIn.text(in: opened.language, format.unitName)] : [])
      + (by == .goals || by == .indicators ? analysis.basisNotes(format) : []) + [""]
  }
}
