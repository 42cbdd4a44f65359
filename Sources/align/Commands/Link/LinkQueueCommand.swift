import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

extension LinkQueue.Groups: ExpressibleByArgument {}

/// `align link queue WS`: what is to be judged as few decisions, those that settle most money first.
struct LinkQueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: Phrase.helpLinkQueue.said,
    discussion: Phrase.helpLinkQueueMore.said)

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpLinkQueueLimit))
  var limit = 100

  @Option(help: .of(.helpLinkQueueGroups))
  var groups = LinkQueue.Groups.programs

  @Option(help: .of(.helpLinkSuggestTop))
  var top = 3

  @Option(help: .of(.helpLinkEvaluateTo))
  var to = LinkTask.Aim.indicators

  @Option(help: .of(.helpLinkVectors), completion: .file())
  var vectors: String?

  func validate() throws {
    if limit < 1 { throw ValidationError(.usageAtLeast, "--limit", "\(limit)", "1") }
    if top < 1 { throw ValidationError(.usageAtLeast, "--top", "\(top)", "1") }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs) { opened in
      let context = try LinkContext(opened)
      let (workspace, language) = (context.workspace, context.language)
      let queue = try LinkQueue(
        try context.task(to, vectors: vectors), of: workspace, groups: groups, top: top, jobs: opened.jobs)
      let table = LinkQueueTables.decisions(
        queue, limit: limit, of: workspace, in: language, isForm: options.format == .xlsx)
      var json = LinkJSON(
        workspace,
        facts: [
          ("year", .integer(context.year)), ("currency", .text(workspace.settings.currency.code)),
          ("score", .text(queue.areProbabilities ? "probability" : "similarity")),
          ("taught_by", .integer(queue.taughtBy)), ("decisions_open", .integer(queue.decisions.count)),
          ("open_lines", .integer(queue.openLines)), ("open_money", .amount(queue.openMoney)),
          ("all_money", .amount(queue.allMoney)), ("decisions_to_90", .integer(queue.decisions(toJudge: 0.9))),
        ])
      if !options.summary { json.tables = [("decisions", table)] }
      try opened.write { output, screen in
        // A table that goes to a file is one to decide on, whatever its name.
        if options.format == .text, output.isFile {
          try CSVTable.write(table, currency: workspace.settings.currency, marksEncoding: true, to: output)
        } else if options.format == .xlsx {
          try ReportWorkbook.ofDecisions(
            table, settings: workspace.settings, title: opened.name, workspace: options.workspace, in: language
          ).write(to: output)
        } else if try !context.write(table, record: "decision", json: json, to: output) {
          let format = context.format()
          var lines = context.heading(.titleQueue, screen, format) + said(queue, context, format)
          if !options.summary, table.count > 0 {
            lines += [Phrase.amountsIn.text(in: language, format.unitName), ""]
            lines += TextTable(table: table, format: format, screen: screen, limit: Self.shown, cellWidth: 36).lines()
            if table.count > Self.shown {
              lines.append(Phrase.more.text(in: language, format.count(table.count - Self.shown)))
            }
            lines += ["", Phrase.howToDecideQueue.text(in: language, options.workspace)]
          }
          try output.write(lines: lines)
        }
      }
      if options.out != nil, !options.quiet {
        for line in said(queue, context, context.format()) { Messages.say(line) }
      }
    }
  }

  private func said(_ queue: LinkQueue, _ context: LinkContext, _ format: NumberFormat) -> [String] {
    let language = context.language
    if queue.openLines == 0 { return [Phrase.nothingToSuggest.text(in: language)] }
    let open = Phrase.queueOpen.text(
      in: language, format.count(queue.openLines), format.amount(queue.openMoney), format.unitName,
      format.percent(Double(queue.openMoney) / Double(max(queue.allMoney, 1))), format.count(queue.decisions.count))
    guard let needed = queue.decisions(toJudge: 0.9), needed > 0 else { return [open] }
    return [open, Phrase.queueNeeds.text(in: language, format.count(needed), format.percent(0.9))]
  }

  /// Rows that a terminal shows; files hold all.
  private static let shown = 60
}
