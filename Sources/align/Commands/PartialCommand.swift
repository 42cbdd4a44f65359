import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align partial WS`: what a part of a budget comes to, in a form that adds up.
struct PartialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partial",
    abstract: Phrase.helpPartial.said,
    discussion: Phrase.helpPartialMore.said
  )

  @OptionGroup var options: CommonOptions

  func run() throws {
    try options.onWorkspace(needing: .analysis) { opened in
      let part = try PartialAnalysis(of: try opened.analysis())
      try opened.write { output, _ in try PartialJSON.write(part, to: output) }
    }
  }
}

/// `align merge PARTS…`: parts of a budget into one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: Phrase.helpMerge.said,
    discussion: Phrase.helpMergeMore.said
  )

  @Argument(help: .of(.helpMergeParts), completion: .file())
  var parts: [String] = ["-"]

  @Option(help: .of(.helpRollupOut), completion: .file())
  var out: String?

  func run() throws {
    try reportingFailures {
      let merged = try PartFiles.merged(parts)
      let output = try Output(path: out)
      try PartialJSON.write(merged, to: output)
      try output.finish()
    }
  }
}
