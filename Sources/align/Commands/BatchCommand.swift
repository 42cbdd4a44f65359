import AlignBasics
import AlignModel
import AlignNumerics
import AlignReading
import AlignWords
import ArgumentParser
import Foundation

/// `align batch ROOT`: every workspace below a folder, unattended.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: Phrase.helpBatch.said,
    discussion: Phrase.helpBatchMore.said
  )

  @Argument(help: .of(.helpBatchFolder), completion: .directory)
  var root: String

  @Option(help: .of(.helpBatchOut), completion: .directory)
  var out: String

  @Option(help: .of(.helpBatchLang))
  var lang: Language?

  @Option(help: .of(.helpOptionsJobs))
  var jobs: Int?

  @Option(help: .of(.helpBatchReport))
  var report: [BatchReport] = []

  @ArgumentParser.Flag(help: .of(.helpBatchForce))
  var again = false

  @ArgumentParser.Flag(help: .of(.helpBatchQuiet))
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError(.usageAtLeast, "--jobs", "\(jobs)", "1") }
  }

  func run() throws {
    try reportingFailures(in: lang ?? .ofProcess) {
      let folders = try Self.workspaces(below: root, except: out)
      try WholeFile.makeFolder(out)
      let staging = try WholeFile.staging(in: out)
      defer { try? FileManager.default.removeItem(atPath: staging) }
      let threads = jobs ?? Parallelism.processors
      BLAS.useOneThread()
      let inner = max(1, threads / max(1, folders.count))
      let (language, again, quiet, root, out, reports) = (lang, again, quiet, root, out, report)
      let results = Parallel.map(count: folders.count, jobs: threads) { index in
        let job = BatchJob(
          root: root, folder: folders[index], out: out, staging: staging, number: index, language: language,
          jobs: inner,
          reports: reports)
        let start = ContinuousClock.now
        var result = job.run(again: again)
        result.duration = ContinuousClock.now - start
        if !quiet { for line in result.messages { Messages.say("\(folders[index]): \(line)") } }
        return result
      }
      let output = try Output(path: nil)
      var json = JSONWriter(to: output)
      for result in results {
        try result.write(to: &json)
        try json.finish()
      }
      if !quiet { BatchSummary(results: results, language: lang ?? .ofProcess).say() }
      let worst = results.map(\.status).max() ?? .done
      if worst != .done { throw ExitCode(worst) }
    }
  }

  /// What a folder that is a workspace holds.
  private static let marks: Set = [
    "indicators.csv", "indicators.tsv", "indicators.txt", "align.yaml", "workspace.xlsx",
  ]

  /// The folders below a root that hold a table of indicators, and the workbooks that do, by name; none inside another, none
  /// below `except`.
  private static func workspaces(below root: String, except: String) throws -> [String] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
      throw ReadFailure(Problem(.noBatchFolder, at: Problem.Place(file: root)))
    }
    let results = URL(fileURLWithPath: except).standardizedFileURL.path
    var found: [String] = []
    func look(_ path: String) {
      let full = path.isEmpty ? root : root + "/" + path
      if URL(fileURLWithPath: full).standardizedFileURL.path == results { return }
      let names = ((try? manager.contentsOfDirectory(atPath: full)) ?? []).sorted()
      if names.contains(where: { Self.marks.contains($0) }) {
        found.append(path.isEmpty ? "." : path)
        return
      }
      for name in names where !name.hasPrefix(".") {
        var isFolder: ObjCBool = false
        if manager.fileExists(atPath: full + "/" + name, isDirectory: &isFolder), isFolder.boolValue {
          look(path.isEmpty ? name : path + "/" + name)
        } else if !name.hasPrefix("~$"), WorkspaceReader.holdsPlan(workbook: full + "/" + name) {
          found.append(path.isEmpty ? name : path + "/" + name)
        }
      }
    }
    look("")
    return found
  }
}
