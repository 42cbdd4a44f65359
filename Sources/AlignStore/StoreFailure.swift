/// Why the history could not be read or added to. The file is left as it is.
package enum StoreFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is no SQLite file, or its pages contradict each other.
  case damaged(path: String, reason: String)
  case missing(path: String)
  /// Another program held it for longer than we wait.
  case busy(path: String)
  /// It was made by a later version of the engine.
  case newer(path: String)
  case cannotOpen(path: String, reason: String)
  case noSuchRun(Int64, known: [Int64])

  package var description: String {
    switch self {
    case .damaged(let path, let reason):
      "\(path): the history is damaged (\(reason)); it was left as it is; restore a copy, or move it away to begin anew"
    case .missing(let path):
      "\(path): there is no history yet; 'align review WS --record' begins one"
    case .busy(let path):
      "\(path): another program has been writing to the history for half a minute; try again"
    case .newer(let path):
      "\(path): the history was written by a later version of align; use that version"
    case .cannotOpen(let path, let reason):
      "\(path): the history cannot be written: \(reason)"
    case .noSuchRun(let id, let known):
      "there is no run \(id) in the history; expected one of \(known.map(String.init).joined(separator: ", "))"
    }
  }
}
