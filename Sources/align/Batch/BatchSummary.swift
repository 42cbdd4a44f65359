import AlignReports
import AlignWords
import ArgumentParser

/// A report that a batch makes of each workspace.
enum BatchReport: String, ExpressibleByArgument, CaseIterable, Sendable { case html, xlsx }

/// How the workspaces of a batch ended, a row each, and how many of each kind; of many workspaces, rows of those alone that
/// did not end well.
struct BatchSummary {
  let results: [BatchJob.Result]
  let language: Language

  /// The most rows that a person reads.
  private static let mostRows = 60

  /// Says it on standard error.
  func say() {
    guard !results.isEmpty else { return }
    let format = NumberFormat(language: language)
    let good = results.count { Self.isGood($0) }
    let all = results.count <= Self.mostRows ? results : results.filter { !Self.isGood($0) }
    let shown = Array(all.prefix(Self.mostRows))
    let table = ReportTable(
      title: .batchSummary,
      columns: [
        .words("workspace", .batchWorkspace), .words("status", .solution), .number("seconds", .batchSeconds),
        .words("why", .reason),
      ], count: shown.count
    ) { [language] index in
      let result = shown[index]
      let seconds = Double(result.duration.components.seconds) + Double(result.duration.components.attoseconds) / 1e18
      return [
        .text(result.folder), .word(result.word, shown: Phrase.of("batch", result.word).text(in: language)),
        .number((seconds * 10).rounded() / 10),
        .text(result.problems.first { $0.gravity == .error }?.line(in: language) ?? result.messages.first),
      ]
    }
    if !shown.isEmpty {
      Messages.say("")
      for line in TextTable(table: table, format: format, screen: .plain, cellWidth: 60).lines() { Messages.say(line) }
      if all.count > shown.count { Messages.say(Phrase.more.text(in: language, format.count(all.count - shown.count))) }
    }
    Messages.say(
      Phrase.batchTally.text(in: language, format.count(good), format.count(results.count - good)))
  }

  private static func isGood(_ result: BatchJob.Result) -> Bool { ["done", "kept"].contains(result.word) }
}
