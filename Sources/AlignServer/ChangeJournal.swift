import AlignReading
import AlignModel
import AlignWriting
import Foundation

/// What a change is about to put into its places, so that one that was cut off by a killed server is taken back: the tables and
/// the audit trail then say the same again. Whoever calls holds the lock.
struct ChangeJournal {
  private let served: ServedWorkspace
  private var path: String { ServedFiles.beside(served.path, "change.json") }

  init(_ served: ServedWorkspace) { self.served = served }

  /// Whether a change was begun and not ended.
  var isOpen: Bool { FileManager.default.fileExists(atPath: path) }

  /// Notes the files of a change before the first is written.
  func begin(_ files: [AuditTrail.File]) throws {
    try WholeReplacement.write(Array(try JSONEncoder().encode(files)), to: path, mode: 0o600)
  }

  /// The change is told in the audit trail, or was taken back.
  func end() { unlink(path) }

  /// Takes back what a killed server left half done; a file that somebody else has changed since stays as it is.
  ///
  /// - Throws: ``OutputFailure`` where a file cannot be put back; the journal stays then.
  func recover() throws {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    // A journal is whole or not there, so one that says nothing is not ours.
    guard let files = try? JSONDecoder().decode([AuditTrail.File].self, from: data) else { return end() }
    // Killed after the trail told of it: the change is done.
    if let last = served.audit.entries(1).first?.entry.files, last == files { return end() }
    for file in files.reversed() {
      guard let target = served.path(ofFile: file.name) else { continue }
      let now = FileManager.default.contents(atPath: target).map { InputFile.fingerprint(of: Array($0)) }
      guard now == file.after, now != file.before else { continue }
      guard let tag = file.before else {
        if unlink(target) != 0, errno != ENOENT { throw OutputFailure(path: target) }
        continue
      }
      guard let bytes = served.kept.bytes(tag) else { continue }
      try WholeReplacement.write(bytes, to: target)
    }
    end()
  }
}
