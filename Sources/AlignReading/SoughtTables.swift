import AlignModel

/// What was looked for in a workspace and not found, and what was found that nobody looked for: each is said once.
struct SoughtTables {
  /// Tables that are nowhere.
  var missing: [TableDescription] = []
  /// Tables that are somewhere and could not be told or read.
  var refused: Set<String> = []
  /// Files that were read.
  var read: Set<String> = []

  /// Adds a problem for every file and sheet that no table claims.
  func report(_ files: WorkspaceFiles, _ settings: Settings, _ log: inout ProblemLog) {
    // One that says of which table it is needs no list beside.
    let sheets = files.otherSheets().filter { !add($0, of: files, isSheet: true, &log) }
    // Vectors are no table; they are read where suggestions are asked for.
    let vectors = settings.vectors.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
    let others = files.otherFiles(besides: read.union(vectors.map { [$0] } ?? [])).filter {
      !add($0, of: files, isSheet: false, &log)
    }
    if let book = files.book, !sheets.isEmpty {
      log.add(
        Problem(
          .otherSheets, .warning, at: Problem.Place(file: book.name), .list(sheets.map { .text($0) }),
          .list(Tables.all.map { .table($0.name) })))
    }
    // Of a table that two files hold, the message about them has named both.
    let unnamed = others.filter { other in
      !Tables.all.contains { table in
        refused.contains(table.name)
          && files.listing.files(named: table.names).contains(other)
      }
    }
    guard !unnamed.isEmpty else { return }
    log.add(
      Problem(
        .otherFiles, .warning, at: Problem.Place(file: unnamed[0]), .count(unnamed.count),
        .list(unnamed.map { .text($0) }), .list(Tables.all.map { .table($0.name) })))
  }

  /// Adds a problem where the name of a file or sheet is nearly that of a table which is missing, or speaks of it.
  ///
  /// - Returns: whether it did.
  private func add(_ name: String, of files: WorkspaceFiles, isSheet: Bool, _ log: inout ProblemLog) -> Bool {
    var place = Problem.Place(file: isSheet ? files.book?.name ?? name : name)
    if isSheet { (place.sheet, place.isOwnBook) = (name, files.isBook) }
    let stem = isSheet ? name : WorkspaceFolder.stem(of: name)
    let type = isSheet ? "" : "." + WorkspaceFolder.type(of: name)
    for table in missing {
      if let meant = WorkspaceFolder.misspelt(stem, among: table.names) {
        log.add(
          Problem(
            isSheet ? .misspeltSheet : .misspeltFile, at: place, .text(name), suggestion: meant + type))
        return true
      }
    }
    for table in missing {
      guard let meant = WorkspaceFolder.mentioned(in: stem, among: table.names) else { continue }
      log.add(
        Problem(
          isSheet ? .likelySheet : .likelyFile, .warning, at: place, .text(name), .table(table.name),
          .name(meant + type), .name("files: {\(table.name): \"\(name)\"}")))
      return true
    }
    return false
  }
}

extension WorkspaceFiles.Source {
  /// The file that holds the table.
  var file: String {
    switch self {
    case .text(let file): file
    case .sheet(_, let origin, _): origin.file
    case .package(let package): package.file
    }
  }
}
