import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser
import Glibc

extension CountryTable: ExpressibleByArgument {}

/// `align rollup RESULTS…`: the results of many cities in one.
struct RollUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollup",
    abstract: Phrase.helpRollup.said,
    discussion: Phrase.helpRollupMore.said
  )

  /// What cities are told apart by, where their results are not to be added.
  enum Kind: String, ExpressibleByArgument, CaseIterable { case year, currency }

  /// The form of a roll-up: those of every result, and a page.
  enum Form: ExpressibleByArgument, Equatable {
    case result(OutputFormat), html

    init?(argument: String) {
      if argument == "html" {
        self = .html
      } else if let format = OutputFormat(argument: argument) {
        self = .result(format)
      } else {
        return nil
      }
    }

    static var allValueStrings: [String] { OutputFormat.allValueStrings + ["html"] }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  }

  @Argument(help: .of(.helpRollupResults), completion: .file())
  var results: [String]

  @Option(help: .of(.helpRollupPopulation), completion: .file())
  var population: String?

  @Option(help: .of(.helpRollupGoals), completion: .file())
  var goals: String?

  @Option(help: .of(.helpRollupBy))
  var by: [Kind] = []

  @Option(help: .of(.helpRollupPeers))
  var peers = 5

  @Option(help: .of(.helpRollupTable))
  var table: CountryTable = .cities

  @Option(name: .customLong("format"), help: .of(.helpRollupFormat))
  var askedForm: Form?

  @Option(help: .of(.helpRollupOut), completion: .file())
  var out: String?

  @ArgumentParser.Flag(help: .of(.helpRollupSummary))
  var summary = false

  @Option(help: .of(.helpRollupLang))
  var lang: Language?

  @Option(help: .of(.helpOptionsJobs))
  var jobs: Int?

  @ArgumentParser.Flag(help: .of(.helpOptionsQuiet))
  var quiet = false

  func validate() throws {
    try Parallelism.check(jobs)
    if peers < 0 { throw ValidationError(.usageAtLeast, "--peers", "\(peers)", "0") }
    if peers > Self.mostPeers { throw ValidationError(.usageAtMost, "--peers", "\(peers)", "\(Self.mostPeers)") }
    if form == .result(.xlsx), out == nil || out == "-", isatty(STDOUT_FILENO) != 0 {
      throw ValidationError(.usageXlsxOut)
    }
  }

  private static let mostPeers = 100

  /// The form asked for, or the one that the name of the output says.
  private var form: Form {
    if let askedForm { return askedForm }
    guard let ending = out?.split(separator: ".").last.map({ $0.lowercased() }), out?.contains(".") == true else {
      return .result(.text)
    }
    return ending == "htm" ? .html : Form(argument: ending) ?? .result(.text)
  }

  func run() throws {
    let language = lang ?? .ofProcess
    try reportingFailures(in: language) {
      let jobs = jobs ?? Parallelism.processors
      var options = CountryRollUp.Options()
      options.byYear = by.contains(.year)
      options.byCurrency = by.contains(.currency)
      options.peers = peers
      options.populations = try population.map { try Populations(reading: $0) }
      if let goals { options.goals = try CommonGoals(reading: goals) }
      let cities = try Progress.during(.reading, language, isQuiet: quiet) {
        try CityResults.read(results, jobs: jobs)
      }
      let rollUp = try Progress.during(.working, language, isQuiet: quiet) {
        try CountryRollUp(of: cities, options, jobs: jobs)
      }
      if !quiet { Messages.say(rollUp.warnings, in: language) }
      let output = try Output(path: out)
      try write(rollUp, in: language, to: output)
      try output.finish()
    }
  }

  private func write(_ rollUp: CountryRollUp, in language: Language, to output: Output) throws {
    let json = CountryJSON(rollUp, language: language)
    switch form {
    case .html: try CountryPage(rollUp, language: language).write(to: output)
    case .result(.json): try json.write(summary: summary, to: output)
    case .result(.ndjson): try json.writeRecords(to: output)
    case .result(.xlsx): try ReportWorkbook.of(rollUp, in: language).write(to: output)
    case .result(.table(let form)):
      let currency = rollUp.groups.first?.currency ?? Currency(code: "")
      let table = table.table(of: rollUp, in: language)
      try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
    case .result(.text):
      let text = CountryText(
        rollUp: rollUp, language: language, screen: output.isFile ? .plain : .standardOutput)
      try output.write(lines: text.lines())
    }
  }
}
