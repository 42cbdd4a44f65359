import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align link suggest WS`: what lines that nobody has judged may serve.
struct LinkSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: Phrase.helpLinkSuggest.said,
    discussion: Phrase.helpLinkSuggestMore.said)

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpLinkSuggestTop))
  var top = 5

  @Option(help: .of(.helpLinkSuggestMin))
  var min: Double?

  @Option(help: .of(.helpLinkSuggestLines))
  var lines: Int?

  @Option(help: .of(.helpLinkEvaluateTo))
  var to = LinkTask.Aim.indicators

  @ArgumentParser.Flag(help: .of(.helpLinkSuggestAll))
  var all = false

  @ArgumentParser.Flag(help: .of(.helpLinkSuggestUntaught))
  var untaught = false

  @Option(help: .of(.helpLinkVectors), completion: .file())
  var vectors: String?

  func validate() throws {
    if top < 1 { throw ValidationError(.usageAtLeast, "--top", "\(top)", "1") }
    if let lines, lines < 1 { throw ValidationError(.usageAtLeast, "--lines", "\(lines)", "1") }
    if let min, !(0...1).contains(min) { throw ValidationError(.usageMin, "\(min)") }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs) { opened in
      let context = try LinkContext(opened)
      var request = LinkSuggestions.Request()
      request.top = top
      request.least = min
      request.lines = lines
      request.includesSettled = all
      request.bySimilarityOnly = untaught
      let found = try LinkSuggestions(
        try context.task(to, vectors: vectors), of: context.workspace.budget, request: request,
        jobs: context.opened.jobs)
      let language = context.language
      let table = LinkTables.suggestions(
        found, of: context.workspace, in: language, isForm: options.format == .xlsx)
      var json = LinkJSON(
        context.workspace,
        facts: [
          ("year", .integer(context.year)), ("currency", .text(context.workspace.settings.currency.code)),
          ("score", .text(found.areProbabilities ? "probability" : "similarity")),
          ("taught_by", .integer(found.taughtBy)), ("lines", .integer(found.linesAsked)),
          ("lines_answered", .integer(found.linesAnswered)),
          ("held_out_programs", .integer(found.heldOutPrograms)), ("unseen_lines", .integer(found.unseenLines)),
          ("unseen_programs", .integer(found.unseenPrograms)),
        ])
      if !options.summary { json.tables = [("suggestions", table)] }
      try context.opened.write { output, screen in
        // A table that goes to a file is one to decide on, whatever its name.
        if options.format == .text, output.isFile {
          let currency = context.workspace.settings.currency
          try CSVTable.write(table, currency: currency, marksEncoding: true, to: output)
        } else if options.format == .xlsx {
          try ReportWorkbook.ofDecisions(
            table, settings: context.workspace.settings, title: context.opened.name, workspace: options.workspace,
            in: language
          ).write(to: output)
        } else if try !context.write(table, record: "suggestion", json: json, to: output) {
          try output.write(lines: text(found, table, context, screen))
        }
      }
      if options.out != nil, !options.quiet {
        for line in said(found, context, context.format()) { Messages.say(line) }
      }
    }
  }

  private func said(_ found: LinkSuggestions, _ context: LinkContext, _ format: NumberFormat) -> [String] {
    let language = context.language
    let (taught, needed) = (format.count(found.taughtBy), format.count(found.taughtByAtLeast))
    let basis =
      found.areProbabilities
      ? Phrase.linkTaught.text(in: language, taught) : Phrase.linkUntaught.text(in: language, taught, needed)
    if found.linesAsked == 0 { return [Phrase.nothingToSuggest.text(in: language)] }
    var unseen: [String] = []
    if found.unseenLines > 0 {
      let phrase: Phrase = found.programsAre == .department ? .unseenDepartments : .unseenPrograms
      unseen = [
        phrase.text(
          in: language, format.count(found.unseenLines), format.count(found.unseenPrograms),
          format.count(found.heldOutPrograms))
      ]
    }
    return [basis] + unseen + [
      Phrase.suggestedLines.text(in: language, format.count(found.linesAsked), format.count(found.linesAnswered))
    ]
  }

  private func text(_ found: LinkSuggestions, _ table: ReportTable, _ context: LinkContext, _ screen: Screen)
    -> [String]
  {
    let format = context.format()
    let language = context.language
    var lines = context.heading(.titleSuggest, screen, format) + said(found, context, format)
    guard !options.summary, found.count > 0 else { return lines }
    lines += [Phrase.amountsIn.text(in: language, format.unitName), ""]
    lines += TextTable(table: table, format: format, screen: screen, limit: Self.shown, cellWidth: 36).lines()
    if found.count > Self.shown {
      lines.append(Phrase.more.text(in: language, format.count(found.count - Self.shown)))
    }
    return lines + ["", Phrase.howToDecide.text(in: language, options.workspace)]
  }

  /// Suggestions that a terminal shows; files hold all.
  private static let shown = 60
}
