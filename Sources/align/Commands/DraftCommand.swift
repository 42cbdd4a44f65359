import AlignWords
import AlignModel
import AlignReports
import AlignmentEngine
import ArgumentParser

/// `align draft WS FILE --out …`: the draft of a scenario as a budget table.
struct DraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: Phrase.helpDraft.said,
    discussion: Phrase.helpDraftMore.said
  )

  @OptionGroup var options: CommonOptions

  @Argument(help: .of(.helpDraftFile), completion: .file())
  var file: String?

  @Option(help: .of(.helpDraftRelease))
  var release: String?

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period, .budget]) { opened in
      if let release {
        try write(order: Self.percents(release), opened)
        return
      }
      let outcome = try opened.solve(try opened.scenarios(file.map { [$0] } ?? [])[0])
      guard case .answered(let answer) = outcome else {
        let format = opened.format(largest: outcome.model.envelope)
        for line in ScenarioText.failure(outcome, format: format) { Messages.say(line) }
        try opened.failIfUnmet([outcome])
        return
      }
      let table = DraftTable.table(of: answer, in: opened.language)
      let currency = opened.workspace.settings.currency
      try opened.write { output, screen in
        switch try format() {
        case .json: try TableJSON.write(table, record: "draft", of: answer, to: output)
        case .ndjson: try TableJSON.writeRecords(table, record: "draft", currency: currency, to: output)
        case .table(let form): try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx: try ReportWorkbook.ofDraft(answer, in: opened.language).write(to: output)
        case .text:
          let format = opened.format(largest: answer.model.envelope)
          let text = ScenarioText([outcome], name: opened.name, format: format, screen: screen)
          try output.write(lines: text.lines())
        }
      }
    }
  }

  /// `FROM:TO:STEP` as percentages.
  private static func percents(_ text: String) throws -> [Double] {
    let parts = text.split(separator: ":").compactMap { Double($0.replacing("%", with: "")) }
    let most = ReleaseOrder.mostSteps
    guard parts.count == 3, parts[0] > 0, parts[1] >= parts[0], parts[2] > 0, parts[1] <= 1000,
      (parts[1] - parts[0]) / parts[2] < Double(most)
    else { throw UsageFailure("--release", .usageRelease, .text(text), .count(most)) }
    let count = Int(((parts[1] - parts[0]) / parts[2] + 1e-9).rounded(.down))
    return (0...count).map { parts[0] + Double($0) * parts[2] }
  }

  /// Drafts under several envelopes, in the order in which lines are released.
  private func write(order percents: [Double], _ opened: OpenedWorkspace) throws {
    let model = try ScenarioModel(
      try opened.scenarios(file.map { [$0] } ?? [])[0], in: opened.workspace, year: opened.year, period: opened.period,
      includingSuggested: options.includeSuggested, jobs: opened.jobs)
    opened.say(model.today.allWarnings + model.warnings)
    let order = try ReleaseOrder(model, percents: percents)
    let tables = ReleaseTables(order, in: opened.language)
    let currency = opened.workspace.settings.currency
    try opened.write { output, screen in
      switch try format() {
      case .json, .ndjson: try tables.writeJSON(to: output)
      case .table(let form):
        try form.write(tables.lines, currency: currency, marksEncoding: output.isFile, to: output)
      case .xlsx: try opened.writeWorkbook([tables.lines, tables.envelopes], to: output)
      case .text:
        let text = ReleaseText(
          tables: tables, format: opened.format(largest: model.envelope), screen: screen, lineCount: model.base.count)
        try output.write(lines: text.lines())
      }
    }
    if order.steps.contains(where: { $0.draft == nil }) { throw ExitCode(.infeasible) }
  }

  /// The form that the name of the file asks for.
  private func format() throws -> OutputFormat {
    guard let out = options.out, let dot = out.lastIndex(of: "."), options.askedFormat == nil else {
      return options.format
    }
    let ending = out[out.index(after: dot)...].lowercased()
    if ending == "txt" { return .text }
    let forms = OutputFormat.allValueStrings.filter { $0 != "text" }
    guard forms.contains(ending), let format = OutputFormat(argument: ending) else {
      throw UsageFailure("--out", .usageDraftForm, .text(ending), .list(forms.map { .text(".\($0)") }))
    }
    return format
  }
}
