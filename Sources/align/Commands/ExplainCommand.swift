import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align explain WS SUBJECT`: where a figure comes from, down to the rows of the tables.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: Phrase.helpExplain.said,
    discussion: Phrase.helpExplainMore.said
  )

  @OptionGroup var options: CommonOptions

  @Argument(help: .of(.helpExplainSubject))
  var subject: [String] = []

  func run() throws {
    try options.onWorkspace(needing: .analysis) { opened in
      let explanations = Explanations(of: try opened.analysis())
      let request = try explanations.request(subject, kind: Explanation.Kind.called, figure: Figure.called)
      let explanation = explanations.explanation(of: request.subject)
      // The finest amounts of the unit, so that steps add up before the reader's eyes.
      let format = opened.format(largest: 0)
      try opened.write { output, screen in
        switch options.format {
        case .json, .ndjson:
          try ExplanationJSON(explanations, format: format).write(explanation, figure: request.figure, to: output)
        case .table(let form):
          let table = explanation.stepTable(request.figure, in: explanations, format: format)
          let currency = opened.workspace.settings.currency
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          try opened.writeWorkbook(
            [explanation.stepTable(request.figure, in: explanations, format: format)], to: output)
        case .text:
          let page = ExplanationPage(explanation, figure: request.figure, in: explanations, format: format)
          try output.write(lines: ExplanationText(page: page, format: format, screen: screen).lines())
        }
      }
    }
  }
}
