import AlignBasics
import AlignModel

/// The files that a workspace was read from, which must be the same at the end as they were at the beginning: figures of two
/// states of a table would fit neither.
final class OpenedFiles {
  private var files: [FileBytes] = []

  /// Opens a file.
  func bytes(_ path: String) throws -> FileBytes {
    let bytes = try FileBytes(mapping: path)
    files.append(bytes)
    return bytes
  }

  /// A problem for each file that has changed since it was opened.
  func changes(in folder: String) -> [Problem] {
    var told: Set<String> = []
    return files.compactMap { file in
      guard let state = file.state, !state.isAsOpened, told.insert(state.path).inserted else { return nil }
      return FileFailure(path: state.path, reason: .changed).problem(in: folder)
    }
  }
}
