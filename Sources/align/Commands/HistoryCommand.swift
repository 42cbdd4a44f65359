import AlignModel
import AlignReports
import AlignStore
import AlignWords
import AlignmentEngine
import ArgumentParser

/// The options of commands that can be remembered.
struct RecordOptions: ParsableArguments {
  @ArgumentParser.Flag(help: .of(.helpRecord))
  var record = false

  @Option(help: .of(.helpRecordStore), completion: .file())
  var store: String?

  /// The file of the history of a workspace.
  func path(_ workspace: String) -> String { store ?? HistoryStore.path(ofWorkspace: workspace) }

  /// Records a review, where that was asked for.
  func record(_ review: @autoclosure () throws -> Review, command: String, _ opened: OpenedWorkspace) throws {
    guard record else { return }
    let snapshot = try Snapshot(
      of: try review(), command: command, recordedAt: Clock.now,
      includingSuggested: opened.options.includeSuggested, jobs: opened.jobs)
    let path = path(opened.options.workspace)
    let run = try HistoryStore(path: path, create: true).record(snapshot)
    if !opened.options.quiet {
      Messages.say(Phrase.recorded.text(in: opened.language, opened.format(largest: 0).label(String(run)), path))
    }
  }
}

/// `align history WS`: the recorded runs, and what changed since.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: Phrase.helpHistory.said,
    discussion: Phrase.helpHistoryMore.said
  )

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpRecordStore), completion: .file())
  var store: String?

  @Option(help: .of(.helpHistoryFrom))
  var from: Int64?

  @Option(help: .of(.helpHistoryTo))
  var to: Int64?

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period]) { opened in
      let store = try HistoryStore(path: store ?? HistoryStore.path(ofWorkspace: options.workspace), create: false)
      let runs = try store.runs()
      let comparison = try comparison(opened, store, runs)
      let currency = opened.workspace.settings.currency
      try opened.write { output, screen in
        let json = HistoryJSON(opened.workspace, runs: runs, comparison: comparison, language: opened.language)
        switch options.format {
        case .json: try json.write(summary: options.summary, to: output)
        case .ndjson: try json.writeRecords(to: output)
        case .xlsx:
          var workbook = ReportWorkbook(
            language: opened.language, settings: opened.workspace.settings, title: opened.name)
          workbook.add(HistoryTables.runs(runs, in: opened.language))
          if let comparison { workbook.add(HistoryTables.changes(comparison, in: opened.language)) }
          try workbook.write(to: output)
        case .table(let form):
          let table =
            comparison.map { HistoryTables.changes($0, in: opened.language) }
            ?? HistoryTables.runs(runs, in: opened.language)
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .text:
          let text = HistoryText(
            runs: runs, comparison: comparison, name: opened.name, format: opened.format(largest: 0), screen: screen)
          try output.write(lines: text.lines())
        }
      }
      let failOn = options.failOn.flatMap { Severity(rawValue: $0.rawValue) }
      if let failOn, let gravest = comparison?.gravest, gravest >= failOn { throw ExitCode(.flagsRemain) }
    }
  }

  private func comparison(_ opened: OpenedWorkspace, _ store: HistoryStore, _ runs: [Snapshot]) throws
    -> HistoryComparison?
  {
    func compare(_ earlier: Snapshot, _ later: Snapshot) -> HistoryComparison {
      HistoryComparison(
        from: earlier, to: later, accepted: opened.workspace.accepted, prices: opened.workspace.prices)
    }
    if let to {
      guard let earlier = from ?? runs.last(where: { ($0.id ?? 0) < to })?.id else { throw noneBefore(to) }
      return try compare(store.run(earlier), store.run(to))
    }
    if let from { return try compare(store.run(from), now(opened)) }
    guard let last = runs.last(where: { $0.command == "review" }) ?? runs.last, let id = last.id else { return nil }
    let now = try now(opened)
    if now.fingerprint != last.fingerprint || now.period != last.period {
      return try compare(store.run(id), now)
    }
    guard let before = runs.last(where: { ($0.id ?? 0) < id })?.id else { return nil }
    return try compare(store.run(before), store.run(id))
  }

  private func now(_ opened: OpenedWorkspace) throws -> Snapshot {
    let review = try Review(
      of: opened.workspace, period: opened.period, year: opened.year,
      includingSuggested: options.includeSuggested, jobs: opened.jobs)
    return try Snapshot(
      of: review, command: "history", recordedAt: Clock.now, includingSuggested: options.includeSuggested,
      jobs: opened.jobs)
  }

  private func noneBefore(_ run: Int64) -> UsageFailure {
    UsageFailure("--to", .historyNoneBefore, .ordinal(Int(run)))
  }
}
