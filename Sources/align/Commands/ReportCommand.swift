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
    abstract: "One file to read or pass on: a page, a workbook, JSON, or a notebook, by the ending of --out.",
    discussion: """
      .html   one self-contained page, right to left in Persian; no network, no script; prints on A4.
      .xlsx   a workbook of the analysis and the review.
      .json   the analysis and the review as one object.
      .ipynb  a Jupyter notebook that opens with its outputs and runs again.

      Goals are ranked under 10,000 weightings too; --scenario FILE adds scenarios side by side. --public leaves out names of experts, who accepted what and why, and lists of changes. Where the workspace has a \
      history, the page says what changed since the last recorded review. The page carries no date of its own unless \
      --dated, so that the same tables give the same bytes.
      """
  )

  @OptionGroup var options: CommonOptions

  @ArgumentParser.Flag(name: .customLong("public"), help: "Leave out what an office would not publish.")
  var isPublic = false

  @Option(help: "A scenario file, solved and shown beside the others; may be given several times.", completion: .file())
  var scenario: [String] = []

  @Option(help: "The notebook of an .ipynb: analysis, or scenarios, goals, draft for one user each (without outputs).")
  var notebook = NotebookKind.analysis

  @ArgumentParser.Flag(help: "Print today's date.")
  var dated = false

  @Option(help: "The history; else align-history.sqlite in the workspace, where there is one.", completion: .file())
  var store: String?

  func validate() throws {
    guard let out = options.out else {
      throw ValidationError("--out FILE is missing: give a name ending in .html, .xlsx, .json or .ipynb.")
    }
    if Kind(of: out) == nil {
      throw ValidationError("--out \(out): give a name ending in .html, .xlsx, .json or .ipynb.")
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
      if !scenario.isEmpty { contents.scenarios = try opened.scenarios(scenario).map { try opened.solve($0) } }
      let format = opened.format(largest: contents.largestAmount)
      try opened.write { output, _ in
        switch Kind(of: options.out ?? "") {
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
      try opened.failIfFlagged(contents.totals, default: .never)
    }
  }

  /// The last recorded review against the tables as they are, where there is a history.
  private func comparison(_ opened: OpenedWorkspace, _ review: Review) throws -> HistoryComparison? {
    let path = store ?? HistoryStore.path(ofWorkspace: options.workspace)
    let history: HistoryStore
    do {
      history = try HistoryStore(path: path, create: false)
    } catch StoreFailure.missing where store == nil {
      return nil
    }
    let now = try Snapshot(
      of: review, command: "report", recordedAt: "", includingSuggested: options.includeSuggested, jobs: opened.jobs)
    let runs = try history.runs().filter { $0.fingerprint != now.fingerprint || $0.period != now.period }
    guard let last = (runs.last { $0.command == "review" } ?? runs.last)?.id else { return nil }
    return HistoryComparison(from: try history.run(last), to: now, accepted: opened.workspace.accepted)
  }
}
