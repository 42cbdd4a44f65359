import AlignModel
import AlignReading
import AlignReports
import AlignWords
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

  func validate() throws {
    if limit < 1 { throw ValidationError(.usageAtLeast, "--limit", "\(limit)", "1") }
    if support < 1 { throw ValidationError(.usageAtLeast, "--support", "\(support)", "1") }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs, isChanging: take != nil) { opened in
      let context = try LinkContext(opened)
      let workspace = context.workspace
      let found = RuleProposals(context.task(.indicators), of: workspace, limit: limit, support: support)
      let taken = try self.taken(found.proposals.count)
      if !taken.isEmpty {
        var table = try TableAppender(Tables.rules, of: workspace, in: options.workspace)
        let day = WorkspaceDay.today(workspace.settings.calendar)
        for index in taken { table.append(try cells(found.proposals[index], workspace, day, table)) }
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

  private func cells(_ rule: RuleProposals.Proposal, _ workspace: Workspace, _ day: String, _ table: TableAppender)
    throws
    -> [String: String]
  {
    var cells: [String: String] = ["share": "\(rule.share)", "note": "align link rules \(day)"]
    if let goal = rule.subject.goal {
      cells["goal"] = workspace.plan.goals.ids[goal.index]
    } else {
      cells["indicator"] = rule.subject.indicator.map { workspace.plan.indicators.ids[$0.index] } ?? "none"
    }
    for (category, value) in rule.categories { cells[category.rawValue] = value }
    if !rule.words.isEmpty { cells["title"] = rule.words.joined(separator: " ") }
    for column in cells.keys.sorted() where column != "note" && !table.has(column) {
      throw ReadFailure(
        Problem(.appendNoColumn, at: Problem.Place(file: table.file), .column(table: "rules", column)))
    }
    return cells
  }
}
