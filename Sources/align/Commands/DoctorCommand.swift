import AlignModel
import AlignReports
import AlignWords
import ArgumentParser
import Foundation

/// `align doctor`: whether this installation has what Align needs, and what to do where it has not.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: Phrase.helpDoctor.said,
    discussion: Phrase.helpDoctorMore.said
  )

  @Argument(help: .of(.helpDoctorFolder), completion: .directory)
  var folder: String?

  @Option(help: .of(.helpDoctorFormat))
  var format: OutputFormat = .text

  @Option(help: .of(.helpOptionsOut), completion: .file())
  var out: String?

  @Option(help: .of(.helpDoctorLang))
  var lang: Language?

  func validate() throws {
    if format == .xlsx, out == nil || out == "-" { throw ValidationError(.usageXlsxOut) }
  }

  func run() throws {
    let language = lang ?? .ofProcess
    try reportingFailures(in: language) {
      let report = Examination(
        language: language, folder: folder ?? FileManager.default.currentDirectoryPath,
        environment: ProcessInfo.processInfo.environment
      ).report()
      let output = try Output(path: out)
      switch format {
      case .text: try output.write(lines: lines(report, output.isFile ? .plain : .standardOutput))
      case .json: try report.writeJSON(to: output)
      case .ndjson:
        try TableJSON.writeRecords(report.table, record: "finding", currency: Settings().currency, to: output)
      case .table(let form):
        try form.write(report.table, currency: Settings().currency, marksEncoding: output.isFile, to: output)
      case .xlsx:
        var workbook = ReportWorkbook(
          language: language, settings: Settings(), title: Phrase.doctorTitle.text(in: language))
        workbook.add(report.table)
        try workbook.write(to: output)
      }
      try output.finish()
      if report.status == .fault { throw ExitCode(.flagsRemain) }
    }
  }

  /// A line for each finding, and what to do below it.
  private func lines(_ report: InstallationReport, _ screen: Screen) -> [String] {
    let words = Dictionary(
      uniqueKeysWithValues: InstallationReport.Status.allCases.map { ($0, report.word(for: $0)) })
    let width = words.values.map { TextWidth.of($0) }.max() ?? 0
    return report.findings.flatMap { finding -> [String] in
      let word = words[finding.status] ?? ""
      let padding = String(repeating: " ", count: width - TextWidth.of(word) + 2)
      let style: Screen.Style = finding.status == .ok ? .faint : finding.status == .advice ? .yellow : .red
      let line = screen.styled(word, style) + padding + "\(report.label(of: finding)): \(finding.found)"
      return [line] + (finding.remedy.map { [String(repeating: " ", count: width + 2) + "→ " + $0] } ?? [])
    }
  }
}
