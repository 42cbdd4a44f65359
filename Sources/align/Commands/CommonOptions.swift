import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser
import Glibc

/// The form of a result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, ndjson, xlsx
}

/// The severity from which flags make a command fail.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case error, warning, info, never

  /// Whether any flag that nobody has accepted is at or above it.
  func isReached(by totals: FlagTotals) -> Bool {
    guard let threshold = Severity(rawValue: rawValue), let gravest = totals.gravest else { return false }
    return gravest >= threshold
  }
}

extension Language: ExpressibleByArgument {}
extension Ranking: ExpressibleByArgument {}

/// The options that every command on a workspace has.
struct CommonOptions: ParsableArguments {
  @Argument(help: "The workspace: a folder of tables, or a workbook (.xlsx).", completion: .directory)
  var workspace: String

  @Option(help: "The budget year, such as 1402; else that of align.yaml, else the latest in the budget.")
  var year: String?

  @Option(help: "The period under review, such as 1401 or 1402Q2; else that of align.yaml, else the latest measured.")
  var period: String?

  @Option(
    name: .customLong("format"),
    help: "text or xlsx (Excel) for a person; json, csv or ndjson for programs. xlsx where --out ends so, else text.")
  var askedFormat: OutputFormat?

  /// The format asked for, or the one that the name of the output says.
  var format: OutputFormat { askedFormat ?? (out?.lowercased().hasSuffix(".xlsx") == true ? .xlsx : .text) }

  @Option(help: "The file to write instead of standard output.", completion: .file())
  var out: String?

  @Option(
    help: "Exit with 1 where an unaccepted flag of this severity or above remains (error, warning, info, never)."
  )
  var failOn: FailOn?

  @ArgumentParser.Flag(help: "No lines; flags as counts and totals by code.")
  var summary = false

  @Option(help: "The language of what is said; else that of align.yaml.")
  var lang: Language?

  @Option(help: "How many threads to use; else all.")
  var jobs: Int?

  @ArgumentParser.Flag(help: "No warnings on standard error.")
  var quiet = false

  @ArgumentParser.Flag(help: "Count links that are only suggested, where a line has no confirmed one.")
  var includeSuggested = false

  func validate() throws {
    if format == .xlsx, out == nil || out == "-", isatty(STDOUT_FILENO) != 0 {
      throw ValidationError("--format xlsx: give --out FILE; a workbook is nothing for a terminal.")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): give 1 or more.") }
  }
}

/// A workspace that was read, with the options as it understands them.
struct OpenedWorkspace {
  let workspace: Workspace
  let language: Language
  let year: Int?
  let period: Period?
  let options: CommonOptions
  let jobs: Int

  /// Reads the workspace; the calendar that it names settles what a year is.
  init(_ options: CommonOptions) throws {
    self.options = options
    jobs = options.jobs ?? Parallelism.processors
    let reader = WorkspaceReader(folder: options.workspace, jobs: jobs)
    workspace = try Progress.during(.reading, options.lang ?? .en, isQuiet: options.quiet) {
      try reader.read().checked()
    }
    let settings = workspace.settings
    language = options.lang ?? Language(of: settings)
    period = try options.period.map { text in
      guard let period = Period(parsing: text, calendar: settings.calendar) else {
        throw UsageFailure(
          description: "--period \(text): not a period of the calendar \(settings.calendar.rawValue); "
            + "expected a year or a quarter, such as \(Self.exampleYear(settings.calendar))Q2")
      }
      return period
    }
    year = try options.year.map { text in
      guard let year = settings.calendar.year(text) else {
        throw UsageFailure(
          description: "--year \(text): not a year of the calendar \(settings.calendar.rawValue); "
            + "expected one such as \(Self.exampleYear(settings.calendar))")
      }
      return year
    }
  }

  /// The analysis, with its warnings said unless the person wants quiet.
  func analysis() throws -> Analysis {
    let analysis = try Progress.during(.working, language, isQuiet: options.quiet) {
      try Analysis(of: workspace, year: year, period: period, includingSuggested: options.includeSuggested, jobs: jobs)
    }
    if !options.quiet { Messages.say(analysis.allWarnings) }
    return analysis
  }

  /// How numbers are written, given the largest amount to be shown.
  func format(largest: Int64) -> NumberFormat {
    NumberFormat(language: language, settings: workspace.settings, largest: largest)
  }

  /// What the workspace is called.
  var name: String { workspace.settings.name ?? options.workspace }

  /// Writes the result where it was asked for.
  func write(_ body: (Output, Screen) throws -> Void) throws {
    let output = try Output(path: options.out)
    try body(output, output.isFile ? .plain : .standardOutput)
    try output.finish()
  }

  /// Writes tables as a workbook, a sheet each.
  func writeWorkbook(_ tables: [ReportTable], title: String? = nil, to output: Output) throws {
    var workbook = ReportWorkbook(language: language, settings: workspace.settings, title: title ?? name)
    for table in tables { workbook.add(table) }
    try workbook.write(to: output)
  }

  /// Ends with status 1 where flags at or above the threshold remain.
  func failIfFlagged(_ totals: @autoclosure () -> FlagTotals, default threshold: FailOn) throws {
    let failOn = options.failOn ?? threshold
    if failOn != .never, failOn.isReached(by: totals()) { throw Status.flagsRemain }
  }

  private static func exampleYear(_ calendar: FiscalCalendar) -> Int {
    calendar == .solarHijri ? 1402 : 2024
  }
}
