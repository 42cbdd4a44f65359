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
    try Parallelism.check(jobs)
  }

  func run() throws {
    try reportingFailures(in: lang ?? .ofProcess) {
      let (folders, unreadable) = try BatchFolders.workspaces(below: root, except: out)
      try WholeFile.makeFolder(out)
      let files = try WholeFile(in: out)
      defer { files.finish() }
      let threads = jobs ?? Parallelism.processors
      BLAS.useOneThread()
      let inner = max(1, threads / max(1, folders.count))
      let (language, again, quiet, root, out, reports) = (lang, again, quiet, root, out, report)
      let jobs = folders.enumerated().map { index, folder in
        BatchJob(
          root: root, folder: folder, out: out, files: files, number: index, language: language, jobs: inner,
          reports: reports)
      }
      let records = OrderedRecords(to: try Output(path: nil))
      var results = Parallel.map(count: folders.count, jobs: threads) { index in
        let job = jobs[index]
        let start = ContinuousClock.now
        var result = job.run(again: again)
        result.duration = ContinuousClock.now - start
        if !quiet { for line in result.messages { Messages.say("\(folders[index]): \(line)") } }
        records.put(result, at: index)
        return result.summary
      }
      for folder in unreadable {
        var result = BatchJob.Result(
          folder: folder, word: "failed", status: .inputMissing, language: language ?? .ofProcess)
        result.add([Problem(.folderNotPermitted, at: Problem.Place(file: root + "/" + folder))])
        results.append(result)
      }
      for left in BatchFolders.results(below: out, besides: jobs.map(\.target)) {
        results.append(.left(left, in: out + "/" + left, language ?? .ofProcess))
      }
      for (index, result) in results.enumerated().dropFirst(folders.count) {
        if !quiet { for line in result.messages { Messages.say("\(result.folder): \(line)") } }
        records.put(result, at: index)
      }
      try records.finish()
      if !quiet { BatchSummary(results: results, language: lang ?? .ofProcess).say() }
      let worst = results.map(\.status).max() ?? .done
      if worst != .done { throw ExitCode(worst) }
    }
  }
}
