import AlignModel

/// Why the history could not be read or added to. The file is left as it is.
package enum StoreFailure: AlignError, Sendable, Hashable {
  /// It is no SQLite file, its pages contradict each other, or its tables are not ours; with SQLite's code.
  case damaged(path: String, code: Int32)
  case missing(path: String)
  /// Another program held it for longer than we wait.
  case busy(path: String)
  /// It was made by a later version of the engine.
  case newer(path: String)
  case cannotOpen(path: String, code: Int32)
  case noSuchRun(Int64, known: [Int64], path: String)

  package var problems: [Problem] {
    let problem =
      switch self {
      case .damaged(let path, let code):
        Problem(.historyDamaged, at: Problem.Place(file: path), .name("SQLite \(code)"))
      case .missing(let path): Problem(.historyMissing, at: Problem.Place(file: path))
      case .busy(let path): Problem(.historyBusy, at: Problem.Place(file: path))
      case .newer(let path): Problem(.historyNewer, at: Problem.Place(file: path))
      case .cannotOpen(let path, let code):
        Problem(.historyNotOpened, at: Problem.Place(file: path), .name("SQLite \(code)"))
      case .noSuchRun(let id, let known, let path):
        Problem(
          .historyNoRun, at: Problem.Place(file: path), .ordinal(Int(id)), .list(known.map { .ordinal(Int($0)) }))
      }
    return [problem]
  }
}
