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
  public func read() throws -> Workspace { try reading().whole() }

  /// Whether a file is a workbook that has a sheet of indicators, and so is a workspace of its own; true also where it cannot
  /// be read, so that this is said.
  package static func mayHoldPlan(workbook path: String) -> Bool {
    guard path.lowercased().hasSuffix(".xlsx") else { return false }
    guard let bytes = try? FileBytes(mapping: path), let book = try? Workbook(bytes, file: path) else { return true }
    return !book.sheets(named: Tables.indicators.names).isEmpty
  }

  /// As much of the workspace as can be read, and everything that is wrong with it.
  package func reading() -> WorkspaceReading { reading { _ in } }

  /// The same, and the tables as they were read, in the order of ``Tables/all``: what an export writes.
  package func readingWithTables() -> (reading: WorkspaceReading, tables: [ReadTable]) {
    var tables: [ReadTable] = []
    let reading = reading { tables.append($0) }
    return (reading, tables)
  }

  private func reading(keeping keep: (ReadTable) -> Void) -> WorkspaceReading {
    var log = ProblemLog()
    var reading = WorkspaceReading()
    reading.broken = Set(Tables.all.map(\.name))
    do {
      let files = try WorkspaceFiles(index, jobs: jobs)
      var inputs = InputFiles()
      // Tables read with the wrong calendar or columns would only repeat the mistake of the settings.
      if let settings = readSettings(files, &reading, &log, &inputs) {
        reading.broken = []
        read(files, settings, &reading, &log, &inputs, keep)
      }
      reading.workspace.inputFiles = inputs
      reading.workspace.folder = files.folder
      reading.workspace.book = files.isBook ? files.book?.name : nil
      let changes = files.opened.changes(in: files.folder)
      if !changes.isEmpty {
        // Whatever else was found may be of a half-written table.
        reading.problems = changes
        reading.broken = Set(Tables.all.map(\.name))
        return reading
      }
    } catch {
      add(error, nil, &log)
    }
    reading.problems = withoutBudget(reading) + reading.workspace.located(log.summed)
    reading.broken.formUnion(reading.problems.lazy.filter { $0.gravity == .error }.compactMap(\.place.table))
    return reading
  }

  private func read(
    _ files: WorkspaceFiles, _ settings: Settings, _ reading: inout WorkspaceReading, _ log: inout ProblemLog,
    _ inputs: inout InputFiles, _ keep: (ReadTable) -> Void
  ) {
    var builder = WorkspaceBuilder(settings: settings, jobs: jobs)
    var sought = SoughtTables()
    for description in Tables.all {
      do {
        let sources = try files.sources(of: description, settings, jobs: jobs, &log)
        guard !sources.isEmpty else {
          sought.missing.append(description)
          if ["axes", "goals", "indicators"].contains(description.name) {
            log.add(missing(description, files))
            reading.broken.insert(description.name)
          }
          continue
        }
        var tables: [ReadTable] = []
        for source in sources {
          sought.read.insert(source.file)
          if let table = try read(description, from: source, files, builder, &log, &inputs) { tables.append(table) }
        }
        // Of several files one that cannot be read leaves the table without its rows.
        if tables.count == sources.count, var table = ReadTable(joining: tables, description) {
          let isPart = SharedSource(description.name, builder.workspace.settings).isPart
          if isPart, ["axes", "goals"].contains(description.name) { table = table.once(by: "id") }
          builder.take(table, log: &log)
          keep(table)
        }
      } catch {
        reading.broken.insert(description.name)
        sought.refused.insert(description.name)
        add(error, files, &log)
      }
    }
    sought.report(files, settings, &log)
    builder.finish(log: &log)
    reading.workspace = builder.workspace
  }

  private func read(
    _ description: TableDescription, from source: WorkspaceFiles.Source, _ files: WorkspaceFiles,
    _ builder: WorkspaceBuilder, _ log: inout ProblemLog, _ inputs: inout InputFiles
  ) throws -> ReadTable? {
    func reader(_ origin: TableOrigin) -> TableReader {
      TableReader(
        description: description, origin: origin, settings: builder.workspace.settings, jobs: jobs,
        known: builder.known)
    }
    switch source {
    case .text(let file):
      let bytes = try files.opened.bytes(files.path(file))
      inputs.add(file, Fingerprint.start(of: bytes, jobs: jobs))
      return reader(TableOrigin(file: file)).read(bytes, log: &log)
    case .sheet(let sheet, let origin, let book):
      inputs.add(book.name, book.fingerprint)
      return try read(sheet, reader(origin), book, &log)
    case .package(let package):
      let bytes = try files.opened.bytes(files.path(package.file))
      inputs.add(package.file, Fingerprint.start(of: bytes, jobs: jobs))
      return package.read(bytes, reader(TableOrigin(file: package.file)), log: &log)
    }
  }

  /// What stops the reading of a table, or of all, as a problem.
  private func add(_ error: any Error, _ files: WorkspaceFiles?, _ log: inout ProblemLog) {
    switch error {
    case let failure as FileFailure: log.add(failure.problem(in: files?.folder ?? ""))
    case let failure as WorkbookFailure: log.add(failure.problem(file: files?.book?.name ?? index))
    case let failure as ReadFailure: failure.problems.forEach { log.add($0) }
    default: log.add(Problem(.defect, at: Problem.Place(file: index), .name("\(error)")))
    }
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
      throw ReadFailure(failure.problem(file: book.name))
    }
  }

  /// The settings, or nil where something in them is wrong.
  private func readSettings(
    _ files: WorkspaceFiles, _ reading: inout WorkspaceReading, _ log: inout ProblemLog, _ inputs: inout InputFiles
  ) -> Settings? {
    do {
      guard let found = try files.settings(&log) else { return packageSettings(files) }
      let reader = SettingsReader(found.bytes, file: found.file, cells: found.cells)
      log.add(reader.log)
      if found.cells == nil { inputs.add(found.file, Fingerprint.start(of: found.bytes, jobs: 1)) }
      reading.workspace.settings = reader.settings
      guard !reader.log.hasErrors else { return nil }
      addCurrency(files, reader.settings, &log)
      return reader.settings
    } catch {
      add(error, files, &log)
      return nil
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
        .packageCurrency, .warning, at: Problem.Place(file: WorkspaceFiles.packageName), .name(code),
        .name(settings.currency.code)))
  }

  /// A plan may be checked before there is a budget, but nobody should take that for a check of both.
  private func withoutBudget(_ reading: WorkspaceReading) -> [Problem] {
    guard !reading.workspace.has("budget"), !reading.broken.contains("budget") else { return [] }
    let book = reading.workspace.book
    return [
      Problem(
        .withoutBudget, .warning, at: Problem.Place(file: book ?? "budget.csv"), .table("budget"),
        book == nil ? .name("budget.csv, .xlsx") : .table("budget"))
    ]
  }

  private func missing(_ table: TableDescription, _ files: WorkspaceFiles) -> Problem {
    if let book = files.book, files.isBook {
      return Problem(.missingSheet, at: Problem.Place(file: book.name), .table(table.name))
    }
    return Problem(
      .missingTable, at: Problem.Place(file: "\(table.name).csv"), .table(table.name), .name(index))
  }
}

extension InputFile {
  /// SHA-256 of some bytes, in lower-case hexadecimal.
  package static func fingerprint(of bytes: [UInt8]) -> String {
    Fingerprint.start(of: FileBytes(copying: bytes), jobs: 1).value
  }
}
