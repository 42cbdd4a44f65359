import AlignBasics
import AlignModel
import AlignNumerics
import AlignWords
import ArgumentParser
import Foundation

/// `align batch ROOT`: every workspace below a folder, unattended.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Analyses every workspace below a folder and drafts every scenario in it, in parallel and unattended.",
    discussion: """
      A workspace is a folder with a table of indicators. Below --out each gets a folder of its own: result.ndjson (the \
      analysis and what each scenario came to) and for each file in its 'scenarios' a draft, scenarios/NAME.csv.

      Standard output: one JSON object a workspace, in the order of their names, with status done, kept, infeasible or \
      failed. One that fails does not stop the others. A file is in its place whole or not at all; run again after an \
      interruption, the batch keeps what is whole and made from the same inputs, and goes on where it stopped.

      Exit status: the highest of all workspaces' (0 done, 2 a scenario cannot be met, 65 bad data, 66 input missing, \
      70 a defect, 73 cannot write).
      """
  )

  @Argument(help: "The folder below which the workspaces are.", completion: .directory)
  var root: String

  @Option(help: "The folder for the results; made where it is not there.", completion: .directory)
  var out: String

  @Option(help: "The language of what is said; else that of each workspace.")
  var lang: Language?

  @Option(help: "How many threads to use; else all.")
  var jobs: Int?

  @ArgumentParser.Flag(help: "Do again what is there already.")
  var again = false

  @ArgumentParser.Flag(help: "No messages on standard error.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): give 1 or more.") }
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
      let (language, again, quiet, root, out) = (lang, again, quiet, root, out)
      let results = Parallel.map(count: folders.count, jobs: threads) { index in
        let job = BatchJob(
          root: root, folder: folders[index], out: out, staging: staging, number: index, language: language, jobs: inner
        )
        let result = job.run(again: again)
        if !quiet { for line in result.messages { Messages.say("\(folders[index]): \(line)") } }
        return result
      }
      let output = try Output(path: nil)
      var json = JSONWriter(to: output)
      for result in results {
        try result.write(to: &json)
        try json.finish()
      }
      let worst = results.map(\.status).max() ?? .done
      if worst != .done { throw ExitCode(worst) }
    }
  }

  /// The folders below a root that hold a table of indicators, by name; none inside another, none below `except`.
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
      if names.contains(where: { ["indicators.csv", "indicators.tsv", "indicators.txt", "align.yaml"].contains($0) }) {
        found.append(path.isEmpty ? "." : path)
        return
      }
      for name in names where !name.hasPrefix(".") {
        var isFolder: ObjCBool = false
        if manager.fileExists(atPath: full + "/" + name, isDirectory: &isFolder), isFolder.boolValue {
          look(path.isEmpty ? name : path + "/" + name)
        }
      }
    }
    look("")
    return found
  }
}
