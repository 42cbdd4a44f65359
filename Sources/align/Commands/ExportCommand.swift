import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import AlignWriting
import ArgumentParser
import Glibc

/// `align export WS --out DIR`: a workspace for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: Phrase.helpExport.said,
    discussion: Phrase.helpExportMore.said
  )

  @Argument(
    help: .of(.helpExportWorkspace), completion: .directory)
  var workspace: String

  @Option(help: .of(.helpExportOut), completion: .file())
  var out: String

  @Option(help: .of(.helpExportLang))
  var lang: Language?

  @Option(help: .of(.helpOptionsJobs))
  var jobs: Int?

  @ArgumentParser.Flag(help: .of(.helpOptionsSilent))
  var quiet = false

  func validate() throws {
    try Parallelism.check(jobs)
  }

  func run() throws {
    let read: Workspace
    let tables: [ReadTable]
    do {
      (read, tables) = try OpenedWorkspace.readWithTables(
        workspace, lang, isQuiet: quiet, jobs: jobs ?? Parallelism.processors)
    } catch {
      return try reportingFailures(in: OpenedWorkspace.language(lang, after: error)) { throw error }
    }
    let language = lang ?? Language(of: read.settings)
    if !quiet { Messages.say(read.warnings, in: language) }
    try reportingFailures(in: language, read) {
      if out.lowercased().hasSuffix(".xlsx") {
        let output = try Output(path: out)
        try ReportWorkbook.of(read, tables: tables, in: language).write(to: output)
        try output.finish()
        if !quiet { Messages.say(longAmounts(tables), in: language) }
      } else {
        let name = workspace.split(separator: "/").last.map(String.init) ?? "workspace"
        try write(FiscalPackage.of(read, tables: tables, name: name).files())
      }
    }
  }

  /// Amounts that a workbook keeps as texts only.
  private func longAmounts(_ tables: [ReadTable]) -> [Problem] {
    let count = tables.reduce(0) { count, table in
      count
        + table.columns.values.reduce(0) { count, column in
          guard case .amount(let amounts) = column else { return count }
          return count
            + amounts.minorUnits.count { $0 != AmountColumn.blank && ReportWorkbook.isBeyondNumbers($0) }
        }
    }
    return count == 0 ? [] : [Problem(.longAmounts, .warning, at: Problem.Place(file: out), .count(count))]
  }

  /// Writes the files into a folder beside their place, which takes its name when all are there.
  private func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    let target = out.hasSuffix("/") && out.count > 1 ? String(out.dropLast()) : out
    guard let unfinished = UnfinishedFile.folder(for: target) else { throw OutputFailure(path: target) }
    defer { close(unfinished.descriptor) }
    let folder = unfinished.path
    var written: [String] = []
    do {
      for file in files {
        let path = folder + "/" + file.name
        let output = try Output(path: path)
        try file.bytes.withUnsafeBytes { try output.write($0) }
        try output.finish()
        written.append(path)
      }
      unfinished.complete()
      // An empty folder gives way; one that holds anything does not.
      guard rename(folder, target) == 0 else {
        let isThere = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
        throw isThere
          ? OutputFailure(path: target, .outputExists)
          : OutputFailure(path: target)
      }
    } catch {
      unfinished.complete()
      written.forEach { unlink($0) }
      rmdir(folder)
      throw error
    }
  }
}
