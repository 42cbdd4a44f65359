import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
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
      if !rules.isEmpty, !dryRun {
        var table = try TableAppender(Tables.rules, of: workspace, in: options.workspace)
        let day = date ?? WorkspaceDay.today(workspace.settings.calendar)
        for row in rules {
          let note = (["align link", day] + row.people).joined(separator: "; ")
          try table.append(row.rule, to: row.subject, share: row.share, note: note, workspace.plan)
        }
        try context.opened.write(table)
      }
      if !rows.isEmpty, !dryRun {
        var table = try TableAppender(Tables.links, of: workspace, in: options.workspace)
        if rows.contains(where: { $0.status == .rejected }), !table.has("status") {
          throw ReadFailure(
            Problem(.appendNoColumn, at: Problem.Place(file: table.file), .column(table: "links", "status")))
        }
        if !table.has("by") || !table.has("evidence") {
          context.opened.say([
            Problem(
              .appendNoAuthor, .warning, at: Problem.Place(file: table.file), .column(table: "links", "by"),
              .column(table: "links", "evidence"))
          ])
        }
        let day = date ?? WorkspaceDay.today(workspace.settings.calendar)
        for row in rows { table.append(cells(row, workspace, day: day, table)) }
        try context.opened.write(table)
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

  private func cells(_ row: LinkAcceptance.Row, _ workspace: Workspace, day: String, _ table: TableAppender) -> [String:
    String]
  {
    let plan = workspace.plan
    var cells = [
      "line": workspace.budget.lineIDs.name(of: row.line), "status": row.status.word,
      "by": row.people.joined(separator: "; "), "date": row.date ?? day,
    ]
    if let goal = row.subject.goal, table.has("goal") {
      cells["goal"] = plan.goals.ids[goal.index]
    } else {
      cells["indicator"] = row.subject.indicator.map { plan.indicators.ids[$0.index] } ?? "none"
    }
    if row.subject != .none, row.status == .confirmed, row.share < 1 { cells["share"] = "\(row.share)" }
    // Who and when must not be lost where the table has no column of its own for them.
    cells["evidence"] =
      (["align link"] + (row.reason.isEmpty ? [] : [row.reason])
      + (row.overruled.isEmpty ? [] : ["ruling on " + LinkAcceptanceTables.said(row.overruled)])
      + (table.has("by") ? [] : row.people)
      + (table.has("date") ? [] : [row.date ?? day])).joined(separator: "; ")
    return cells
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

/// Days as a workspace writes them.
enum WorkspaceDay {
  /// Today, as year-month-day of a calendar.
  static func today(_ calendar: FiscalCalendar) -> String {
    var days = Calendar(identifier: calendar == .solarHijri ? .persian : .gregorian)
    days.timeZone = .current
    let day = days.dateComponents([.year, .month, .day], from: Date())
    return String(format: "%04d-%02d-%02d", day.year ?? 0, day.month ?? 0, day.day ?? 0)
  }
}
