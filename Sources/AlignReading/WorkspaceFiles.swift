import AlignBasics
import AlignModel
import Foundation

/// Where the tables of a workspace are: a folder of files, one workbook, or both.
///
/// A table is what the settings name, else `NAME.csv`, `.tsv`, `.txt` or `.xlsx`, else a sheet of the workbook
/// `workspace.xlsx`; two of them are a mistake. The names of tables in other languages serve as well.
struct WorkspaceFiles {
  /// The folder, or that of the workbook.
  let folder: String
  /// What lies in the folder; nothing where the workspace is a workbook alone.
  let listing: WorkspaceFolder
  /// The workbook that holds the tables, or nil.
  private(set) var book: Book?
  /// Whether the workspace is the workbook alone.
  let isBook: Bool
  /// The description of a Data Package in the folder, or nil.
  private(set) var package: DataPackage?
  /// The files that were opened.
  let opened = OpenedFiles()

  /// A workbook and its fingerprint.
  struct Book {
    var name: String
    var workbook: Workbook
    var fingerprint: Fingerprint
  }

  /// What holds one table.
  enum Source {
    case text(file: String)
    /// A sheet of a workbook, and where problems say that it is.
    case sheet(SheetTable, TableOrigin, book: Book)
    /// A file that a package describes.
    case package(PackageTable)
  }

  /// The workbook of a workspace that is a folder.
  static let bookName = "workspace.xlsx"
  /// What describes a folder as a Data Package.
  static let packageName = "datapackage.json"
  /// What holds the settings of a folder.
  static let settingsName = "align.yaml"

  /// Looks at what is at a path.
  ///
  /// - Throws: ``ReadFailure`` where nothing there is a workspace.
  init(_ path: String, jobs: Int) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ReadFailure(Problem(.noWorkspace, at: .init(file: path)))
    }
    guard !isFolder.boolValue else {
      guard access(path, R_OK | X_OK) == 0 else {
        throw ReadFailure(Problem(.folderNotPermitted, at: .init(file: path)))
      }
      folder = path
      listing = WorkspaceFolder(path)
      isBook = false
      if FileManager.default.fileExists(atPath: path + "/" + Self.bookName) {
        book = try Self.open(path + "/" + Self.bookName, jobs: jobs, opened)
      }
      if FileManager.default.fileExists(atPath: path + "/" + Self.packageName) {
        package = try Self.describe(path + "/" + Self.packageName, opened)
      }
      return
    }
    if path.lowercased().hasSuffix(".json") {
      folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      listing = WorkspaceFolder(folder)
      isBook = false
      package = try Self.describe(path, opened)
      return
    }
    folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    listing = WorkspaceFolder()
    isBook = true
    guard ["xlsx", "xlsm", "xls", "xlsb", "ods", "xltx"].contains(path.split(separator: ".").last?.lowercased() ?? "")
    else {
      throw ReadFailure(Problem(.notAWorkspace, at: .init(file: path)))
    }
    book = try Self.open(path, jobs: jobs, opened)
  }

  /// The path of a file that belongs to the workspace.
  func path(_ file: String) -> String { file.hasPrefix("/") ? file : folder + "/" + file }

  /// The YAML of the settings and what it is called, or nil where there is none.
  ///
  /// - Throws: ``FileFailure``, ``WorkbookFailure``.
  func settings(_ log: inout ProblemLog) throws -> (bytes: FileBytes, file: String, cells: SheetCells?)? {
    if !isBook {
      do {
        let file = listing.file(like: Self.settingsName) ?? Self.settingsName
        return (try opened.bytes(path(file)), file, nil)
      } catch let failure as FileFailure where failure.reason == .missing {}
      if let other = listing.misspeltSettings() {
        throw ReadFailure(
          Problem(.misspeltFile, at: Problem.Place(file: other), .text(other), suggestion: Self.settingsName))
      }
    }
    guard let book, let sheet = book.workbook.sheets(named: SettingsSheet.names).first else { return nil }
    // Days in settings are none; the calendar does not matter yet.
    let grid = try book.workbook.grid(sheet, calendar: .gregorian)
    let yaml = SettingsSheet.yaml(grid)
    return (
      FileBytes(copying: Array(yaml.text.utf8)), book.name, SheetCells(sheet: sheet.name, byLine: yaml.cells)
    )
  }

  /// Where a table is: nowhere, in one place, or in the several files that the settings name.
  ///
  /// - Throws: ``FileFailure`` where the settings name a file that is not there, ``ReadFailure`` where two places hold the
  ///   table and nothing says which, ``WorkbookFailure``.
  func sources(of table: TableDescription, _ settings: Settings, jobs: Int, _ log: inout ProblemLog) throws -> [Source]
  {
    if let named = settings.files[table.name] {
      return try named.map { try source($0, of: table, jobs: jobs, &log) }
    }
    let names = table.names
    if let resource = try resource(for: table) { return [.package(resource)] }
    let files = listing.files(named: names)
    let sheets = book?.workbook.sheets(named: names) ?? []
    try refuseSeveral(files, try files.isEmpty ? [] : sheets.filter { try holdsRecords($0) }, of: table)
    if let file = files.first {
      return [Self.isWorkbook(file) ? try sheet(in: file, of: table, named: nil, jobs: jobs, &log) : .text(file: file)]
    }
    guard let book, let first = sheets.first else { return [] }
    let origin = TableOrigin(file: book.name, sheet: first.name, isOwnBook: true)
    if sheets.count > 1 {
      let others = sheets.dropFirst().map { Problem.Value.text($0.name) }
      log.add(
        Problem(
          .doubleSheet, .warning, at: Problem.Place(table: table.name, in: origin), .count(sheets.count),
          .table(table.name), .list(others)))
    }
    return [.sheet(SheetTable(workbook: book.workbook, sheet: first), origin, book: book)]
  }

  /// What the settings name: a file, or `book.xlsx#Sheet`.
  private func source(_ named: String, of table: TableDescription, jobs: Int, _ log: inout ProblemLog) throws -> Source
  {
    let parts = named.split(separator: "#", maxSplits: 1).map(String.init)
    func isThere(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(file)) }
    let whole = isThere(named) ? named : listing.file(like: named)
    let written = parts.first ?? named
    let file = whole ?? (isThere(written) ? written : listing.file(like: written) ?? written)
    guard isThere(file) else { throw FileFailure(path: path(file), reason: .missing) }
    guard Self.isWorkbook(file) else { return .text(file: file) }
    return try sheet(
      in: file, of: table, named: whole == nil ? parts.last.flatMap { $0 == written ? nil : $0 } : nil, jobs: jobs, &log
    )
  }

  /// Of two places that hold a table nobody knows which one its author went on with.
  private func refuseSeveral(_ files: [String], _ sheets: [Workbook.Sheet], of table: TableDescription) throws {
    let all = files + sheets.map { "\(Self.bookName)#\($0.name)" }
    guard all.count > 1, let first = all.first else { return }
    throw ReadFailure(
      Problem(
        .severalFiles, at: Problem.Place(file: first), .count(all.count), .table(table.name), .names(all),
        .name("files: {\(table.name): \(first)}")))
  }

  /// Whether a sheet holds more than a heading: one of a form that nobody filled in is no table.
  private func holdsRecords(_ sheet: Workbook.Sheet) throws -> Bool {
    guard let grid = try book?.workbook.grid(sheet, calendar: .gregorian) else { return false }
    var scanner = CSVScanner(grid.bytes.buffer, from: 0, to: grid.bytes.buffer.count, separator: SheetText.separator)
    var records = 0
    while records < 2, scanner.next() { records += scanner.isBlank ? 0 : 1 }
    return records > 1
  }

  /// The file of the package that holds a table: the one of its name, or for the budget the one that its amounts are in.
  private func resource(for table: TableDescription) throws -> PackageTable? {
    guard let package else { return nil }
    let keys = Set(table.names.map(Heading.key))
    let named = package.resources.first { keys.contains(Heading.key($0.name)) }
    let sources = Set(package.measures.flatMap { [$0.resource].compactMap { $0 } })
    let budget =
      package.resources.first { sources.contains($0.name) }
      ?? package.resources.first { resource in
        package.measures.contains { measure in resource.fields.contains { $0.name == measure.source } }
      }
    guard let found = table.name == "budget" ? budget ?? named : named else { return nil }
    let place = Problem.Place(file: Self.packageName)
    guard let path = found.path else {
      throw ReadFailure(Problem(.packageWithoutPath, at: place, .text(found.name)))
    }
    // A package may name only what lies beside or below it.
    guard !path.hasPrefix("/"), !path.contains("://"), !path.split(separator: "/").contains("..") else {
      throw ReadFailure(Problem(.packagePathOutside, at: place, .text(path), .text(found.name)))
    }
    return PackageTable(package: package, resource: found, file: path)
  }

  private static func describe(_ path: String, _ opened: OpenedFiles) throws -> DataPackage {
    do {
      return try DataPackage(opened.bytes(path), file: packageName)
    } catch let failure as FileFailure {
      throw ReadFailure(failure.problem(in: ""))
    } catch let problem as Problem {
      throw ReadFailure(problem)
    }
  }

  /// Sheets of the workbook that are no table and no settings.
  func otherSheets() -> [String] { book.map { Self.others($0.workbook.sheets) } ?? [] }

  private static func others(_ sheets: [Workbook.Sheet]) -> [String] {
    let names =
      Tables.sheets.flatMap(\.names) + SettingsSheet.names + WorkspaceFolder.explanations
    let known = Set(names.map(Heading.key))
    return sheets.map(\.name).filter { !known.contains(Heading.key($0)) }
  }

  /// Files of the folder that may hold a table and that nothing read.
  func otherFiles(besides read: Set<String>) -> [String] {
    let described = package.map { $0.resources.compactMap(\.path) } ?? []
    return listing.others(besides: read.union(described).union([Self.bookName]))
  }

  /// The sheet of a workbook that holds one table: the one that is asked for, the one of its name, or the only one.
  private func sheet(in file: String, of table: TableDescription, named: String?, jobs: Int, _ log: inout ProblemLog)
    throws -> Source
  {
    let book = try Self.open(path(file), jobs: jobs, name: file, opened)
    let shown = book.workbook.sheets.filter { !$0.isHidden }
    let sheet: Workbook.Sheet
    if let named {
      guard let found = book.workbook.sheets(named: [named]).first else {
        throw ReadFailure(WorkbookFailure.missingSheet(named).problem(file: file))
      }
      sheet = found
    } else if let found = book.workbook.sheets(named: table.names).first ?? shown.first {
      sheet = found
      if shown.count > 1, Heading.key(found.name) == Heading.key(shown[0].name),
        ![table.name, ""].contains(found.name), book.workbook.sheets(named: table.names).isEmpty
      {
        log.add(
          Problem(
            .manySheets, .warning, at: Problem.Place(file: file), .count(shown.count), .text(found.name),
            .table(table.name), .name("\(file)#\(found.name)")))
      }
    } else {
      throw ReadFailure(WorkbookFailure.noSheet.problem(file: file))
    }
    let unread = shown.filter { $0.name != sheet.name }
    if named == nil, !book.workbook.sheets(named: table.names).isEmpty, !unread.isEmpty {
      log.add(
        Problem(
          .manySheets, .warning, at: Problem.Place(file: file), .count(shown.count), .text(sheet.name),
          .table(table.name), .name("\(file)#\(unread[0].name)")))
    }
    let origin = TableOrigin(file: file, sheet: sheet.name)
    return .sheet(SheetTable(workbook: book.workbook, sheet: sheet), origin, book: book)
  }

  private static func isWorkbook(_ file: String) -> Bool { WorkspaceFolder.isWorkbook(file) }

  private static func open(_ path: String, jobs: Int, name: String? = nil, _ opened: OpenedFiles) throws -> Book {
    let name = name ?? path.split(separator: "/").last.map(String.init) ?? path
    do {
      let bytes = try opened.bytes(path)
      let fingerprint = Fingerprint.start(of: bytes, jobs: jobs)
      return Book(name: name, workbook: try Workbook(bytes, file: name), fingerprint: fingerprint)
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: name))
    } catch let failure as FileFailure {
      throw ReadFailure(failure.problem(in: ""))
    }
  }
}

extension FileFailure {
  /// The failure as a problem; files of the folder are called by their name alone.
  func problem(in folder: String) -> Problem {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let place = Problem.Place(file: path.hasPrefix(folder + "/") ? name : path)
    return switch reason {
    case .missing: Problem(.fileMissing, at: place)
    case .isFolder: Problem(.fileIsFolder, at: place)
    case .notRegular: Problem(.fileNotPlain, at: place)
    case .notPermitted: Problem(.fileNotPermitted, at: place)
    case .changed: Problem(.fileChanged, at: place)
    case .system(let code): Problem(.fileUnreadable, at: place, .ordinal(Int(code)))
    }
  }
}
