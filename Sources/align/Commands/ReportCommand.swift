import AlignModel
import AlignReports
import AlignStore
import AlignWords
import AlignmentEngine
import ArgumentParser

extension NotebookKind: ExpressibleByArgument {}

/// `align report WS --out report.html`: one file that a manager, the council or the public can open.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: Phrase.helpReport.said,
    discussion: Phrase.helpReportMore.said
  )

  @OptionGroup var options: CommonOptions

  @ArgumentParser.Flag(name: .customLong("public"), help: .of(.helpReportPublic))
  var isPublic = false

  @Option(help: .of(.helpReportScenario), completion: .file())
  var scenario: [String] = []

  @Option(help: .of(.helpReportNotebook))
  var notebook = NotebookKind.analysis

  @ArgumentParser.Flag(help: .of(.helpReportDated))
  var dated = false

  @Option(help: .of(.helpReportStore), completion: .file())
  var store: String?

  @Option(help: .of(.helpReportSite), completion: .directory)
  var site: String?

  @ArgumentParser.Flag(help: .of(.helpReportBrief))
  var brief = false

  func validate() throws {
    if brief, options.out.flatMap({ Kind(of: $0) }) != .html { throw ValidationError(.usageReportBrief) }
    guard let out = options.out else {
      if site == nil || site == "" { throw ValidationError(.usageReportOut) }
      return
    }
    if Kind(of: out) == nil {
      throw ValidationError(.usageReportEnding, "\(out)")
    }
  }

  /// What kind of file is asked for.
  private enum Kind: String, CaseIterable {
    case html, json, ipynb, xlsx

    init?(of path: String) {
      let ending = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
      self.init(rawValue: ending == "htm" ? "html" : ending)
    }
  }

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period]) { opened in
      var contents = try Progress.during(.working, opened.language, isQuiet: options.quiet) {
        try ReportContents(
          of: opened.workspace, period: opened.period, year: opened.year,
          includingSuggested: options.includeSuggested, isPublic: isPublic, jobs: opened.jobs)
      }
      opened.say(contents.review.allWarnings)
      if dated { contents.preparedOn = Clock.today }
      contents.comparison = try comparison(opened, contents.review)
      if !scenario.isEmpty { contents.scenarios = try opened.scenarios(scenario).flatMap { try opened.outcomes($0) } }
      try writeSite(contents, opened)
      if options.out != nil { try writeFile(contents, opened) }
      try opened.failIfFlagged(contents.totals, default: .never)
    }
  }

  /// Writes the site where one was asked for: in the report's language, and in English, or Persian where that is English.
  private func writeSite(_ contents: ReportContents, _ opened: OpenedWorkspace) throws {
    guard let path = site else { return }
    let folder = try OutputFolder(path: path)
    let files = try Progress.during(.working, opened.language, isQuiet: options.quiet) {
      let languages = [opened.language, opened.language == .en ? .fa : .en]
      return try Site(contents, in: languages) { opened.name(in: $0) }.files(jobs: opened.jobs)
    }
    try folder.write(files)
  }

  private func writeFile(_ contents: ReportContents, _ opened: OpenedWorkspace) throws {
    let format = opened.format(largest: contents.largestAmount)
    try opened.write { output, _ in
      switch Kind(of: options.out ?? "") {
      case .html where brief:
        try HTMLReport(contents, name: opened.name, format: format).writeBrief(to: output)
      case .html, nil: try HTMLReport(contents, name: opened.name, format: format).write(to: output)
      case .json:
        try ReportJSON(contents, format: format).write(summary: options.summary || isPublic, to: output)
      case .xlsx:
        let isSummary = options.summary || isPublic
        try ReportWorkbook.of(contents, name: opened.name, in: opened.language, isSummary: isSummary).write(
          to: output)
      case .ipynb:
        let maker = NotebookMaker(contents, name: opened.name, path: options.workspace, format: format)
        try maker.notebook(notebook).write(to: output)
      }
    }
  }

  /// The last recorded review against the tables as they are, where there is a history.
  private func comparison(_ opened: OpenedWorkspace, _ review: Review) throws -> HistoryComparison? {
    try HistoryStore.comparison(
      ofWorkspace: options.workspace, at: store, with: review, includingSuggested: options.includeSuggested,
      jobs: opened.jobs)
  }
}
