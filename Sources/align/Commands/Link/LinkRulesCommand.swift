import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import AlignmentEngine
import ArgumentParser

/// `align link rules WS`: the few rules that cover most confirmed links.
struct LinkRulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract:
      Phrase.helpLinkRules.said,
    discussion: Phrase.helpLinkRulesMore.said)

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpLinkRulesLimit))
  var limit = 20

  @Option(help: .of(.helpLinkRulesSupport))
  var support = RuleProposals.fewest

  @Option(help: .of(.helpLinkRulesTake))
  var take: String?

  @Option(help: .of(.helpLinkRulesTry))
  var `try`: String?

  func validate() throws {
    if limit < 1 { throw ValidationError(.usageAtLeast, "--limit", "\(limit)", "1") }
    if support < 1 { throw ValidationError(.usageAtLeast, "--support", "\(support)", "1") }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs, isChanging: take != nil) { opened in
      let context = try LinkContext(opened)
      let workspace = context.workspace
      if let text = self.try {
        try tried(text, context)
        return
      }
      let found = RuleProposals(try context.task(.indicators), of: workspace, limit: limit, support: support)
      let taken = try self.taken(found.proposals.count)
      if !taken.isEmpty {
        var table = try TableAppender(Tables.rules, of: workspace, in: options.workspace)
        let day = WorkspaceDay.today(workspace.settings.calendar)
        for index in taken {
          let rule = found.proposals[index]
          let categories = Dictionary(rule.categories.map { ($0.category, $0.value) }) { first, _ in first }
          let text = RuleText(categories: categories, title: rule.words.isEmpty ? nil : .words(rule.words))
          try table.append(
            text, to: rule.subject, share: rule.share, note: "align link rules \(day)", workspace.plan)
        }
        try context.opened.write(table)
      }
      let proposals = RuleProposalTables.proposals(found, of: workspace, in: context.language)
      var json = LinkJSON(
        workspace,
        facts: [
          ("year", .integer(context.year)), ("judged_lines", .integer(found.judged)),
          ("covered_lines", .integer(found.covered)), ("taken", .integer(taken.count)),
        ])
      json.tables = [("rules", proposals)]
      try context.opened.write { output, screen in
        guard try !context.write(proposals, record: "rule", json: json, to: output) else { return }
        let format = context.format()
        var lines = context.heading(.titleRules, screen, format)
        lines.append(
          Phrase.rulesCover.text(
            in: context.language, format.count(found.proposals.count), format.count(found.covered),
            format.count(found.judged)))
        if proposals.count > 0 {
          lines += [Phrase.amountsIn.text(in: context.language, format.unitName), ""]
          lines += TextTable(table: proposals, format: format, screen: screen).lines()
        }
        if !taken.isEmpty { lines += ["", Phrase.rulesTaken.text(in: context.language, format.count(taken.count))] }
        try output.write(lines: lines)
      }
    }
  }

  /// Shows what a rule would do, and writes nothing.
  private func tried(_ written: String, _ context: LinkContext) throws {
    let (workspace, language) = (context.workspace, context.language)
    guard let text = RuleText(written) else { throw UsageFailure("--try", .usageTry, .text(written)) }
    let subject = try text.subject(in: workspace.plan) { UsageFailure("--try", .usageTrySubject, .text($0)) }
    if case .expression(let pattern)? = text.title {
      var trial = ExpressionTrial(workspace.budget)
      switch trial.fault(of: pattern) {
      case .message(let message, let offset)?:
        throw UsageFailure("--try", .expression, .text(pattern), .text(message), .count(offset))
      case .limit(let title)?: throw UsageFailure("--try", .expressionLimit, .text(pattern), .text(title))
      case nil: break
      }
    }
    let trial = RuleTrial(text, subject: subject, try context.task(.indicators), of: workspace)
    let table = RuleProposalTables.trial(trial, of: workspace, in: language)
    var json = LinkJSON(
      workspace,
      facts: [
        ("year", .integer(context.year)), ("rule", .text(text.text())),
        ("subject", .text(trial.subject.map { RuleProposalTables.id($0, workspace.plan) })),
        ("would_tie", .integer(trial.count(.ties))), ("contradicts", .integer(trial.count(.contradicts))),
      ])
    json.tables = [("trial", table)]
    try context.opened.write { output, screen in
      guard try !context.write(table, record: "outcome", json: json, to: output) else { return }
      let format = context.format()
      var lines = context.heading(.titleRules, screen, format)
      lines.append(
        Phrase.ruleTried.text(
          in: language, text.shown(in: language), format.count(trial.count(.ties)),
          format.count(trial.count(.contradicts))))
      if table.count > 0 {
        lines += [Phrase.amountsIn.text(in: language, format.unitName), ""]
        lines += TextTable(table: table, format: format, screen: screen).lines()
      }
      try output.write(lines: lines)
    }
  }

  private func taken(_ count: Int) throws -> [Int] {
    guard let take else { return [] }
    if take.lowercased() == "all" { return Array(0..<count) }
    let numbers = try take.split(separator: ",").map { text in
      guard let number = Int(text.filter { $0 != " " }), (1...max(count, 1)).contains(number), count > 0 else {
        throw UsageFailure("--take", .usageTake, .text(String(text)), .count(count))
      }
      return number - 1
    }
    // A proposal named twice would tie its share of the money twice.
    return numbers.enumerated().filter { !numbers[..<$0.offset].contains($0.element) }.map(\.element)
  }
}
