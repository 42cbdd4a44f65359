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

  @ArgumentParser.Flag(help: .of(.helpReportGrade))
  var grade = false

  func validate() throws {
    if grade {
      if site != nil || brief || isPublic || !scenario.isEmpty || options.out.flatMap({ Kind(of: $0) }) == .html {
        throw ValidationError(.usageReportGrade)
      }
      return
    }
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
    if grade {
      try writeGrade()
      return
    }
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

  /// Holds the budget against the criteria of a budget book.
  private func writeGrade() throws {
    try options.onWorkspace(needing: [.budget]) { opened in
      let workspace = opened.workspace
      let currency = workspace.settings.currency
      guard let year = opened.year ?? workspace.settings.year ?? workspace.budget.years.last else { return }
      let book = BudgetBook(of: workspace, year: year)
      let table = BudgetBookTable.table(book, in: opened.language)
      try opened.write { output, screen in
        switch try options.formOfOutput() {
        case .json: try BudgetBookTable.write(book, of: workspace, year: year, in: opened.language, to: output)
        case .ndjson: try TableJSON.writeRecords(table, record: "criterion", currency: currency, to: output)
        case .table(let form): try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx: try opened.writeWorkbook([table], to: output)
        case .text:
          let format = opened.format(largest: 0)
          var lines = [screen.styled("\(screen.isolated(opened.name)) \(format.label(String(year)))", .bold), ""]
          lines += [BudgetBookTable.answer(book, format), Phrase.gradeSource.text(in: opened.language), ""]
          lines += TextTable(table: table, format: format, screen: screen, limit: .max).lines()
          try output.write(lines: lines)
        }
      }
    }
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
