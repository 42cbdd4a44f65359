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

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period, .budget]) { opened in
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
