import AlignWords
import AlignModel
import AlignReading
import AlignReports
import AlignmentEngine
import ArgumentParser

extension Effects.Method: ExpressibleByArgument {}

/// `align effects WS`: what money moved.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects",
    abstract: Phrase.helpEffects.said,
    discussion: Phrase.helpEffectsMore.said
  )

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpEffectsMethod))
  var method = Effects.Method.ridge

  func run() throws {
    try options.onWorkspace(needing: .analysis) { opened in
      let analysis = try opened.analysis()
      let effects = try Effects(
        of: analysis, method: method, includingSuggested: options.includeSuggested, jobs: opened.jobs)
      let currency = analysis.workspace.settings.currency
      try opened.write { output, screen in
        let json = EffectsJSON(effects, of: analysis, language: opened.language)
        switch options.format {
        case .json: try json.write(to: output)
        case .ndjson: try json.writeRecords(to: output)
        case .table(let form):
          let table = effects.axesTable(of: analysis.workspace.plan, currency: currency, in: opened.language)
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          let table = effects.axesTable(of: analysis.workspace.plan, currency: currency, in: opened.language)
          try opened.writeWorkbook([table], to: output)
        case .text:
          let text = EffectsText(
            effects: effects, analysis: analysis, name: opened.name,
            format: opened.format(largest: analysis.funding.totalApproved), screen: screen)
          try output.write(lines: text.lines())
        }
      }
    }
  }
}
