import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align link carry WS`: what last year's links say of lines whose code is new or stands for another work.
struct LinkCarryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carry",
    abstract: Phrase.helpLinkCarry.said,
    discussion: Phrase.helpLinkCarryMore.said)

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpLinkCarryFrom))
  var from: String?

  @Option(help: .of(.helpLinkCarryTo))
  var to: String?

  @Option(help: .of(.helpLinkCarryTop))
  var top = 3

  @Option(help: .of(.helpLinkCarryMin))
  var min = 0.2

  func validate() throws {
    if top < 1 { throw ValidationError(.usageAtLeast, "--top", "\(top)", "1") }
    if !(0...1).contains(min) { throw ValidationError(.usageMin, "\(min)") }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs) { opened in
      let context = try LinkContext(opened)
      let (workspace, language) = (context.workspace, context.language)
      let (from, to) = try years(context)
      var request = CarriedLinks.Request()
      (request.top, request.least) = (top, min)
      let carried = try CarriedLinks(workspace, from: from, to: to, request: request, jobs: opened.jobs)
      let table = CarriedLinkTables.proposals(carried, of: workspace, in: language, isForm: options.format == .xlsx)
      let stale = CarriedLinkTables.stale(carried, of: workspace)
      var json = LinkJSON(
        workspace,
        facts: [
          ("from", .integer(from)), ("to", .integer(to)), ("currency", .text(workspace.settings.currency.code)),
          ("new_lines", .integer(carried.newLines)), ("changed_lines", .integer(carried.changedLines)),
          ("lines_answered", .integer(carried.linesAnswered)),
        ])
      if !options.summary { json.tables = [("carried", table), ("stale", stale)] }
      try opened.write { output, screen in
        // A table that goes to a file is one to decide on, whatever its name.
        if options.format == .text, output.isFile {
          try CSVTable.write(table, currency: workspace.settings.currency, marksEncoding: true, to: output)
        } else if options.format == .xlsx {
          try ReportWorkbook.ofDecisions(
            table, settings: workspace.settings, title: opened.name, workspace: "\(options.workspace) --year \(to)",
            in: language
          ).write(to: output)
        } else if try !context.write(table, record: "carried", json: json, to: output) {
          let format = opened.format(
            largest: workspace.budget.rows(of: to).map { workspace.budget.approved[$0] }.max() ?? 0)
          try output.write(lines: text(carried, table, stale, context, screen, format))
        }
      }
      if options.out != nil, !options.quiet {
        for line in said(carried, context, context.format()) { Messages.say(line) }
      }
    }
  }

  /// The two years: `--to`, else the workspace's; `--from`, else the last before it that has lines.
  private func years(_ context: LinkContext) throws -> (from: Int, to: Int) {
    let (calendar, all) = (context.workspace.settings.calendar, context.workspace.budget.years)
    let later = try OpenedWorkspace.year(to, calendar, option: "--to") ?? context.year
    guard let earlier = try OpenedWorkspace.year(from, calendar, option: "--from") ?? all.filter({ $0 < later }).max()
    else { throw UsageFailure("--from", .usageCarryFrom, .year(later)) }
    if earlier >= later { throw UsageFailure("--from", .usageCarry, .year(earlier), .year(later)) }
    for (year, option) in [(earlier, "--from"), (later, "--to")] where !all.contains(year) {
      throw UsageFailure(option, .yearNotInBudget, .year(year), .years(all))
    }
    return (earlier, later)
  }

  private func said(_ carried: CarriedLinks, _ context: LinkContext, _ format: NumberFormat) -> [String] {
    let language = context.language
    func year(_ year: Int) -> String { format.label(String(year)) }
    var lines = [
      Phrase.carriedSummary.text(
        in: language, format.count(carried.newLines), format.count(carried.changedLines), year(carried.from),
        year(carried.to), format.count(carried.linesAnswered))
    ]
    if !carried.stale.isEmpty {
      lines.append(
        Phrase.staleSummary.text(in: language, format.count(carried.stale.count), format.label(String(carried.from))))
    }
    return lines
  }

  private func text(
    _ carried: CarriedLinks, _ table: ReportTable, _ stale: ReportTable, _ context: LinkContext, _ screen: Screen,
    _ format: NumberFormat
  ) -> [String] {
    let language = context.language
    var lines = context.heading(.titleCarry, screen, format) + said(carried, context, format)
    guard !options.summary else { return lines }
    if table.count > 0 {
      lines += [Phrase.amountsIn.text(in: language, format.unitName), ""]
      lines += TextTable(table: table, format: format, screen: screen, limit: Self.shown, cellWidth: 30).lines()
      if table.count > Self.shown {
        lines.append(Phrase.more.text(in: language, format.count(table.count - Self.shown)))
      }
      lines += ["", Phrase.howToDecideQueue.text(in: language, "\(options.workspace) --year \(carried.to)")]
    }
    if stale.count > 0 {
      lines += ["", screen.styled(stale.title.text(in: language), .bold)]
      lines += TextTable(table: stale, format: format, screen: screen, limit: Self.shown, cellWidth: 36).lines()
    }
    return lines
  }

  /// Rows that a terminal shows; files hold all.
  private static let shown = 60
}
