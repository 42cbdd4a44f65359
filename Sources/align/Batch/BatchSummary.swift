import AlignReports
import AlignWords
import ArgumentParser

/// A report that a batch makes of each workspace.
enum BatchReport: String, ExpressibleByArgument, CaseIterable, Sendable { case html, xlsx }

/// How the workspaces of a batch ended, a row each, and how many of each kind.
struct BatchSummary {
  let results: [BatchJob.Result]
  let language: Language

  /// Says it on standard error.
  func say() {
    guard !results.isEmpty else { return }
    let format = NumberFormat(language: language)
    let table = ReportTable(
      title: .batchSummary,
      columns: [
        .words("workspace", .batchWorkspace), .words("status", .solution), .number("seconds", .batchSeconds),
        .words("why", .reason),
      ], count: results.count
    ) { [results, language] index in
      let result = results[index]
      let seconds = Double(result.duration.components.seconds) + Double(result.duration.components.attoseconds) / 1e18
      return [
        .text(result.folder), .word(result.word, shown: Phrase.of("batch", result.word).text(in: language)),
        .number((seconds * 10).rounded() / 10),
        .text(result.problems.first { $0.gravity == .error }?.line(in: language) ?? result.messages.first),
      ]
    }
    Messages.say("")
    for line in TextTable(table: table, format: format, screen: .plain, cellWidth: 60).lines() { Messages.say(line) }
    let good = results.count { ["done", "kept"].contains($0.word) }
    Messages.say(
      Phrase.batchTally.text(in: language, format.count(good), format.count(results.count - good)))
  }
}
