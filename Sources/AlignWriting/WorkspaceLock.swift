import AlignBasics
import AlignModel
import Foundation

/// The lock of a run that reads a table, changes it and writes it back, so that no other run's rows are lost in between.
package enum WorkspaceLock {
  /// What the file of the lock is called; it is there for as long as somebody holds the lock.
  private static let name = ".align.lock"
  /// How long a second run waits for the first, in seconds.
  package static let patience = 30.0

  /// Takes the lock of the folder in which the tables of a workspace stand; nil where it cannot be made, since nothing can be
  /// written there either.
  ///
  /// - Throws: ``OutputFailure`` that says who holds it.
  package static func take(_ workspace: String) throws -> FileLock? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: workspace, isDirectory: &isFolder) else { return nil }
    let parent = workspace.lastIndex(of: "/").map { String(workspace[...$0]) } ?? ""
    let folder = isFolder.boolValue ? workspace + (workspace.hasSuffix("/") ? "" : "/") : parent
    do {
      return try FileLock(folder + name, waiting: patience)
    } catch FileLock.Failure.held(let holder) {
      throw OutputFailure(path: workspace, heldBy: holder)
    } catch FileLock.Failure.system {
      return nil
    }
  }
}

extension OutputFailure {
  /// Another run holds the lock of what would be written.
  package init(path: String, heldBy holder: FileLock.Holder) {
    problems = [
      Problem(
        .outputLocked, at: Problem.Place(file: path), .name(holder.process), .name(holder.host), .name(holder.command))
    ]
  }
}
