import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import AlignWriting
import ArgumentParser
import Glibc

/// The form of a result.
enum OutputFormat: ExpressibleByArgument, Equatable {
  case text, json, ndjson, xlsx
  /// One table, in any of ``TableFormat/all``.
  case table(TableFormat)

  private static let all: [(name: String, format: OutputFormat)] =
    [("text", .text), ("json", .json)] + TableFormat.all.map { ($0.name, .table($0)) }
    + [("ndjson", .ndjson), ("xlsx", .xlsx)]

  init?(argument: String) {
    guard let found = Self.all.first(where: { $0.name == argument }) else { return nil }
    self = found.format
  }

  static var allValueStrings: [String] { all.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
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
  @Argument(help: .of(.helpOptionsWorkspace), completion: .directory)
  var workspace: String

  @Option(help: .of(.helpOptionsYear))
  var year: String?

  @Option(help: .of(.helpOptionsPeriod))
  var period: String?

  @Option(
    name: .customLong("format"),
    help: .of(.helpOptionsFormat))
  var askedFormat: OutputFormat?

  /// The format asked for, or the one that the name of the output says.
  var format: OutputFormat { askedFormat ?? (out?.lowercased().hasSuffix(".xlsx") == true ? .xlsx : .text) }

  /// The form that the name of the file asks for.
  func formOfOutput() throws -> OutputFormat {
    guard let out, let dot = out.lastIndex(of: "."), askedFormat == nil else {
      return format
    }
    let ending = out[out.index(after: dot)...].lowercased()
    if ending == "txt" { return .text }
    let forms = OutputFormat.allValueStrings.filter { $0 != "text" }
    guard forms.contains(ending), let format = OutputFormat(argument: ending) else {
      throw UsageFailure("--out", .usageDraftForm, .text(ending), .list(forms.map { .text(".\($0)") }))
    }
    return format
  }

  @Option(help: .of(.helpOptionsOut), completion: .file())
  var out: String?

  @Option(
    help: .of(.helpOptionsFailOn)
  )
  var failOn: FailOn?

  @ArgumentParser.Flag(help: .of(.helpOptionsSummary))
  var summary = false

  @Option(help: .of(.helpOptionsLang))
  var lang: Language?

  @Option(help: .of(.helpOptionsJobs))
  var jobs: Int?

  @ArgumentParser.Flag(help: .of(.helpOptionsQuiet))
  var quiet = false

  @ArgumentParser.Flag(help: .of(.helpOptionsIncludeSuggested))
  var includeSuggested = false

  func validate() throws {
    if format == .xlsx, out == nil || out == "-", isatty(STDOUT_FILENO) != 0 {
      throw ValidationError(.usageXlsxOut)
    }
    try Parallelism.check(jobs)
  }
}

extension CommonOptions {
  /// Opens the workspace and runs a command on it. What goes wrong is told in the workspace's language, by the user's own
  /// files, and becomes the status with which the command ends.
  ///
  /// - Parameters:
  ///   - needs: what the command asks of the workspace.
  ///   - isChanging: whether the command may write a table of the workspace, for which it must be alone.
  ///   - refused: what is done with a workspace that cannot be read, before its problems are told.
  func onWorkspace(
    needing needs: Needs, isChanging: Bool = false, refused: ((ReadFailure, Language) throws -> Void)? = nil,
    _ body: (OpenedWorkspace) throws -> Void
  ) throws {
    var lock: FileLock?
    if isChanging { try reportingFailures(in: lang ?? .ofProcess) { lock = try WorkspaceLock.take(workspace) } }
    defer { lock?.release() }
    let opened: OpenedWorkspace
    do {
      opened = try OpenedWorkspace(self, needing: needs)
    } catch {
      let language = OpenedWorkspace.language(lang, after: error)
      try reportingFailures(in: language) {
        if let failure = error as? ReadFailure { try refused?(failure, language) }
      }
      let failure = Failure(error)
      Messages.say(quiet ? failure.problems.filter { $0.gravity == .error } : failure.problems, in: language)
      throw ExitCode(failure.status)
    }
    try reportingFailures(in: opened.language, opened.workspace) { try body(opened) }
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
  init(_ options: CommonOptions, needing needs: Needs) throws {
    self.options = options
    let jobs = options.jobs ?? Parallelism.processors
    let reading = Self.reading(options.workspace, options.lang, isQuiet: options.quiet, jobs: jobs)
    let settings = reading.workspace.settings
    (period, year) = (
      try Self.period(options.period, settings.calendar), try Self.year(options.year, settings.calendar)
    )
    let further = reading.workspace.problems(needing: needs, year: year, period: period, besides: reading.broken)
    workspace = try reading.whole(
      besides: further.map { problem in
        // The year that was asked for is the command line's.
        guard problem.kind == .yearNotInBudget, options.year != nil else { return problem }
        var problem = problem
        problem.place = Problem.Place(option: "--year")
        return problem
      })
    language = options.lang ?? Language(of: settings)
    self.jobs = jobs
  }

  /// Reads a workspace, and shows that it goes on where it takes long.
  private static func reading(_ path: String, _ language: Language?, isQuiet: Bool, jobs: Int) -> WorkspaceReading {
    Progress.during(.reading, language ?? .ofProcess, isQuiet: isQuiet) {
      WorkspaceReader(folder: path, jobs: jobs).reading()
    }
  }

  /// Reads a workspace without the options of an analysis.
  ///
  /// - Throws: ``ReadFailure`` with everything that is wrong.
  static func read(_ path: String, needing needs: Needs, _ language: Language?, isQuiet: Bool, jobs: Int) throws
    -> Workspace
  {
    let reading = reading(path, language, isQuiet: isQuiet, jobs: jobs)
    return try reading.whole(besides: reading.workspace.problems(needing: needs, besides: reading.broken))
  }

  /// The same, and the tables as they were read.
  static func readWithTables(_ path: String, _ language: Language?, isQuiet: Bool, jobs: Int) throws
    -> (workspace: Workspace, tables: [ReadTable])
  {
    let (reading, tables) = Progress.during(.reading, language ?? .ofProcess, isQuiet: isQuiet) {
      WorkspaceReader(folder: path, jobs: jobs).readingWithTables()
    }
    let problems = reading.workspace.problems(needing: [], besides: reading.broken)
    return (try reading.whole(besides: problems), tables)
  }

  /// The language in which it is told why a workspace cannot be opened: the one asked for, that of `align.yaml` as far as it
  /// could be read, else the process's.
  static func language(_ asked: Language?, after error: any Error) -> Language {
    let settings = (error as? ReadFailure)?.settings
    return asked ?? settings.flatMap { $0.statesLanguage ? Language(tag: $0.language) : nil } ?? .ofProcess
  }

  private static func period(_ text: String?, _ calendar: FiscalCalendar) throws -> Period? {
    guard let text else { return nil }
    if let period = Period(parsing: text, calendar: calendar) { return period }
    let year = calendar.exampleYear
    throw UsageFailure(
      "--period", .usagePeriod, .text(text), calendar.value, .year(year), .period(Period(year: year, quarter: 2)))
  }

  /// The year that an option names.
  static func year(_ text: String?, _ calendar: FiscalCalendar, option: String = "--year") throws -> Int? {
    guard let text else { return nil }
    if let year = calendar.year(text) { return year }
    throw UsageFailure(option, .usageYear, .text(text), calendar.value, .year(calendar.exampleYear))
  }

  /// The analysis, with its warnings said unless the person wants quiet.
  func analysis() throws -> Analysis {
    let analysis = try Progress.during(.working, language, isQuiet: options.quiet) {
      try Analysis(of: workspace, year: year, period: period, includingSuggested: options.includeSuggested, jobs: jobs)
    }
    say(analysis.allWarnings)
    return analysis
  }

  /// Says what was noticed, unless the person wants quiet.
  func say(_ warnings: [Problem]) {
    if !options.quiet { Messages.say(workspace.located(warnings), in: language) }
  }

  /// How numbers are written, given the largest amount to be shown.
  func format(largest: Int64) -> NumberFormat {
    NumberFormat(language: language, settings: workspace.settings, largest: largest)
  }

  /// What the workspace is called.
  var name: String { name(in: language) }

  /// What the workspace is called in a language.
  func name(in language: Language) -> String { workspace.settings.name(in: language.rawValue) ?? options.workspace }

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
    if failOn != .never, failOn.isReached(by: totals()) { throw ExitCode(ExitStatus.flagsRemain) }
  }
}
