import AlignBasics
import AlignModel
import Foundation

/// Reads a workspace: a folder of tables with `align.yaml`, a workbook whose sheets are the tables, or a Data Package.
///
/// All problems of all tables are gathered before anything is thrown; nothing is written.
public struct WorkspaceReader {
  let index: String
  let jobs: Int

  /// A reader of the workspace at a path, on at most `jobs` threads.
  ///
  /// - Parameter folder: a folder of tables, a workbook (`.xlsx`) or a `datapackage.json`.
  public init(folder: String, jobs: Int = 1) {
    index = folder
    self.jobs = max(1, jobs)
  }

  /// The workspace, checked for every rule of a table and for references between tables.
  ///
  /// - Throws: ``ReadFailure`` with every problem found.
  /// - Complexity: O(bytes), two parts in parallel where a table is large.
  public func read() throws -> Workspace {
    try read { _ in }
  }

  /// The workspace, and its tables as they were read, in the order of ``Tables/all``: what an export writes.
  package func readWithTables() throws -> (workspace: Workspace, tables: [ReadTable]) {
    var tables: [ReadTable] = []
    let workspace = try read { tables.append($0) }
    return (workspace, tables)
  }

  private func read(keeping keep: (ReadTable) -> Void) throws -> Workspace {
    let files = try WorkspaceFiles(index, jobs: jobs)
    var log = ProblemLog()
    var isMissing = false
    var inputs = InputFiles()
    let settings = try readSettings(files, &log, &inputs)
    var builder = WorkspaceBuilder(settings: settings, jobs: jobs)
    /// By what problems call a sheet, the cells that its columns are read from.
    var cells: [String: [String: Int]] = [:]
    for description in Tables.all {
      do {
        guard let source = try files.source(of: description, settings, jobs: jobs, &log) else {
          if ["axes", "goals", "indicators"].contains(description.name) {
            isMissing = true
            log.add(missing(description, files))
          }
          continue
        }
        var reader = TableReader(
          description: description, file: "", settings: settings, jobs: jobs, known: builder.known)
        let table: ReadTable?
        switch source {
        case .text(let file):
          reader.file = file
          let bytes = try FileBytes(mapping: files.path(file))
          let hash = Fingerprint.start(of: bytes, jobs: jobs)
          table = reader.read(bytes, log: &log)
          inputs.add(file, hash)
        case .sheet(let sheet, let label, let book):
          reader.file = label
          inputs.add(book.name, book.fingerprint)
          table = try read(sheet, reader, book, &log)
          cells[label] = table?.cells ?? [:]
        case .package(let package):
          reader.file = package.file
          let bytes = try FileBytes(mapping: files.path(package.file))
          let hash = Fingerprint.start(of: bytes, jobs: jobs)
          table = package.read(bytes, reader, log: &log)
          inputs.add(package.file, hash)
        }
        if let table {
          builder.take(table, log: &log)
          keep(table)
        }
      } catch let failure as FileFailure {
        isMissing = true
        log.add(failure.problem(in: files.folder))
      } catch let failure as WorkbookFailure {
        log.add(failure.problem(file: files.book?.name ?? description.name))
      } catch let failure as ReadFailure {
        isMissing = isMissing || failure.isMissingInput
        failure.problems.forEach { log.add($0) }
      }
    }
    addOtherSheets(files, &log)
    builder.finish(log: &log)
    let problems = log.summed.map { located($0, cells) }
    if log.hasErrors { throw ReadFailure(problems: problems, isMissingInput: isMissing) }
    var workspace = builder.workspace
    workspace.inputFiles = inputs
    workspace.warnings = problems
    return workspace
  }

  // MARK: Parts

  private func read(_ sheet: SheetTable, _ reader: TableReader, _ book: WorkspaceFiles.Book, _ log: inout ProblemLog)
    throws -> ReadTable?
  {
    do {
      guard let table = try sheet.read(reader, log: &log) else { return nil }
      // A workbook to fill in has a sheet for every table; one that nobody filled in is no table.
      let isNeeded = ["axes", "goals", "indicators", "budget"].contains(table.name)
      return table.count == 0 && !isNeeded ? nil : table
    } catch let failure as WorkbookFailure {
      throw ReadFailure(problems: [failure.problem(file: book.name)], isMissingInput: false)
    }
  }

  private func readSettings(_ files: WorkspaceFiles, _ log: inout ProblemLog, _ inputs: inout InputFiles) throws
    -> Settings
  {
    do {
      guard let found = try files.settings(&log) else { return packageSettings(files) }
      let reader = SettingsReader(found.bytes, file: found.file)
      log.add(reader.log)
      if found.isFile { inputs.add(found.file, Fingerprint.start(of: found.bytes, jobs: 1)) }
      addCurrency(files, reader.settings, &log)
      // Tables read with the wrong calendar or columns would only repeat the mistake of the settings.
      if reader.log.hasErrors { throw ReadFailure(problems: reader.log.summed, isMissingInput: false) }
      return reader.settings
    } catch let failure as FileFailure {
      throw ReadFailure(problems: [failure.problem(in: files.folder)], isMissingInput: true)
    } catch let failure as WorkbookFailure {
      throw ReadFailure(problems: [failure.problem(file: files.book?.name ?? index)], isMissingInput: false)
    }
  }

  /// A package without settings is of the Gregorian calendar and of the currency of its amounts.
  private func packageSettings(_ files: WorkspaceFiles) -> Settings {
    var settings = Settings()
    guard let package = files.package else { return settings }
    settings.calendar = .gregorian
    if let code = package.measures.lazy.compactMap(\.currency).first, code.count == 3 {
      settings.currency = Currency(code: code)
    }
    return settings
  }

  private func addCurrency(_ files: WorkspaceFiles, _ settings: Settings, _ log: inout ProblemLog) {
    guard let code = files.package?.measures.lazy.compactMap(\.currency).first, code != settings.currency.code else {
      return
    }
    log.add(
      Problem(
        gravity: .warning, kind: "package-currency", file: WorkspaceFiles.packageName, row: nil, column: nil,
        found: "the amounts of the package are in \(code)", expected: "\(settings.currency.code), as the settings say",
        remedy: "mend one of them; they were read as \(settings.currency.code)"))
  }

  private func addOtherSheets(_ files: WorkspaceFiles, _ log: inout ProblemLog) {
    let others = files.otherSheets()
    guard !others.isEmpty, let book = files.book else { return }
    log.add(
      Problem(
        gravity: .warning, kind: "other-sheets", file: book.name, row: nil, column: nil,
        found: "sheets that are no table were not read: \(others.prefix(10).joined(separator: ", "))",
        expected: "names of tables: \(Tables.all.map(\.name).joined(separator: ", "))", remedy: ""))
  }

  private func missing(_ table: TableDescription, _ files: WorkspaceFiles) -> Problem {
    if let book = files.book, files.isBook {
      let name = table.alsoCalled.first ?? table.name
      return .missing(
        book.name, "the table \(table.name) is not there", "a sheet “\(table.name)” or “\(name)”",
        "align init DIR --xlsx writes one to fill in")
    }
    return .missing(
      "\(table.name).csv", "the table \(table.name) is not there", "it in \(index)", "align init writes one to fill in")
  }

  /// The problem with the cell of the sheet that it is about.
  private func located(_ problem: Problem, _ cells: [String: [String: Int]]) -> Problem {
    guard problem.cell == nil, let row = problem.row, let columns = cells[problem.file] else { return problem }
    var problem = problem
    problem.cell = (problem.column.flatMap { columns[$0] }.map(CellName.letters) ?? "") + String(row)
    return problem
  }
}

extension InputFile {
  /// SHA-256 of some bytes, in lower-case hexadecimal.
  package static func fingerprint(of bytes: [UInt8]) -> String {
    Fingerprint.start(of: FileBytes(copying: bytes), jobs: 1).value
  }
}
