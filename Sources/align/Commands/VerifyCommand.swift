import AlignWords
import AlignModel
import AlignReading
import AlignReports
import AlignmentEngine
import ArgumentParser

/// `align verify WS DRAFT --scenario FILE`: whether a draft keeps to its scenario, and how much better another could be.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: Phrase.helpVerify.said,
    discussion: Phrase.helpVerifyMore.said
  )

  @OptionGroup var options: CommonOptions

  @Argument(help: .of(.helpVerifyDraft), completion: .file())
  var draft: String

  @Option(help: .of(.helpVerifyScenario), completion: .file())
  var scenario: String?

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period, .budget]) { opened in
      var scenario = try opened.scenarios(scenario.map { [$0] } ?? [])[0]
      // As `draft` writes a workbook.
      if DraftFile.isWorkbook(draft) { scenario = scenario.forOffice(of: opened.workspace, year: opened.year) }
      let model = try opened.model(of: scenario)
      let written = try DraftFile.read(
        draft, scenario: scenario.file, headings: .ofDrafts, settings: opened.workspace.settings)
      if scenario.years != nil {
        let check = try YearsVerification(of: written, against: YearsModel(scenario, from: model))
        let report = YearsVerificationReport(check, of: model, format: opened.format(largest: model.envelope))
        try write(report.lines(), isRefused: check.isRefused, opened) { try report.writeJSON(to: $0) }
        return
      }
      let check = DraftVerification(of: written, against: model)
      let report = VerificationReport(check, of: model, format: opened.format(largest: model.envelope))
      try write(report.lines(), isRefused: check.fault != nil, opened) { try report.writeJSON(to: $0) }
    }
  }

  /// Writes what a check came to; a draft that is refused ends with status 1.
  private func write(
    _ lines: [String], isRefused: Bool, _ opened: OpenedWorkspace, json: (Output) throws -> Void
  ) throws {
    try opened.write { output, _ in
      switch options.format {
      case .json, .ndjson: try json(output)
      default: try output.write(lines: lines)
      }
    }
    if isRefused { throw ExitCode(.flagsRemain) }
  }
}
