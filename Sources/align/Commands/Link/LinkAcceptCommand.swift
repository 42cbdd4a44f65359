import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import AlignWriting
import ArgumentParser
import Foundation

/// `align link accept WS FILE…`: takes decisions back into the table links.
struct LinkAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: Phrase.helpLinkAccept.said,
    discussion: Phrase.helpLinkAcceptMore.said)

  @OptionGroup var options: CommonOptions

  @Argument(help: .of(.helpLinkAcceptFiles), completion: .file())
  var files: [String] = []

  @Option(help: .of(.helpLinkAcceptBy))
  var by: String?

  @Option(help: .of(.helpLinkAcceptOn))
  var date: String?

  @ArgumentParser.Flag(help: .of(.helpLinkAcceptAgreed))
  var agreed = false

  @ArgumentParser.Flag(help: .of(.helpLinkAcceptDryRun))
  var dryRun = false

  @Option(help: .of(.helpLinkAcceptDisputes), completion: .file())
  var disputes: String?

  @ArgumentParser.Flag(help: .of(.helpLinkAcceptSure))
  var sure = false

  @Option(help: .of(.helpLinkAcceptAudit))
  var audit: String?

  @Option(help: .of(.helpLinkEvaluateSeed))
  var seed: UInt64 = 1

  func validate() throws {
    if files.isEmpty, !sure { throw ValidationError(.usageAcceptFiles) }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs, isChanging: !dryRun) { opened in
      let context = try LinkContext(opened)
      let workspace = context.workspace
      var decisions = try LinkDecisions(reading: files, person: by, of: workspace)
      if sure { decisions.decisions += try sureAnswers(context, besides: decisions) }
      let acceptance = LinkAcceptance(decisions, of: workspace, year: context.year)
      let isRefused = !acceptance.conflicts.isEmpty && !agreed
      let rows = isRefused ? [] : acceptance.rows
      let rules = isRefused ? [] : acceptance.rules
      if !dryRun {
        let added = try AcceptedRows(
          rows, rules, of: workspace, in: options.workspace,
          day: date ?? WorkspaceDay.today(workspace.settings.calendar))
        context.opened.say(added.warnings)
        for table in added.tables { try context.opened.write(table) }
      }
      let found = LinkAcceptanceTables(
        acceptance, decisions: decisions, written: rows, rules: rules, of: workspace, in: context.language)
      if let disputes {
        let output = try Output(path: disputes)
        try CSVTable.write(
          found.disputes, currency: workspace.settings.currency, marksEncoding: true, to: output)
        try output.finish()
      }
      try context.opened.write { output, screen in
        if try !context.write(found.added, record: "link", json: found.json, to: output) {
          try output.write(lines: text(found, context, screen))
        }
      }
      if isRefused {
        for line in found.conflictLines { Messages.say(line) }
        throw ExitCode(.badData)
      }
    }
  }

  /// Open lines whose set holds one answer, as decisions; a random sample of them goes to a file, for a person to check.
  ///
  /// - Parameter read: what people decided, of which decisions on such lines are an audit of them.
  private func sureAnswers(_ context: LinkContext, besides read: LinkDecisions) throws -> [LinkDecisions.Decision] {
    let task = try context.task(.indicators)
    let sure = try SureAnswers(
      task, of: context.workspace, seed: seed, audited: read.decisions, jobs: context.opened.jobs)
    if !options.quiet {
      if let result = sure.audit {
        let format = context.format()
        let (low, high) = result.interval
        Messages.say(
          Phrase.sureAudited.text(
            in: context.language, format.count(result.checked), format.count(result.right),
            format.percent(result.share), format.percent(low), format.percent(high)))
        if result.least > 0 {
          Messages.say(
            Phrase.sureRaised.text(
              in: context.language, format.percent(result.least), format.percent(ConformalSets.level),
              format.count(sure.withheld)))
        }
      }
      let format = context.format()
      Messages.say(
        Phrase.sureAnswers.text(
          in: context.language, format.count(sure.decisions.count), format.count(sure.asked),
          format.percent(ConformalSets.level), format.count(sure.cases), format.count(sure.sample.count)))
    }
    if let audit {
      let table = LinkTables.audit(sure, of: context.workspace, in: context.language)
      let output = try Output(path: audit)
      try CSVTable.write(table, currency: context.workspace.settings.currency, marksEncoding: true, to: output)
      try output.finish()
    }
    return sure.decisions
  }

  private func text(_ found: LinkAcceptanceTables, _ context: LinkContext, _ screen: Screen) -> [String] {
    let format = context.format()
    var lines = context.heading(.titleAccept, screen, format) + found.summary(dryRun: dryRun, format)
    for table in [found.conflicts, found.agreements] where table.count > 0 {
      lines += ["", screen.styled(table.title.text(in: context.language), .bold)]
      lines += TextTable(table: table, format: format, screen: screen).lines()
    }
    return lines
  }
}
