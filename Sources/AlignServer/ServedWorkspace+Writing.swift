import AlignBasics
import AlignModel
import AlignReading
import AlignWriting
import Foundation

/// A file that a change puts into its place, or takes away.
struct FileChange {
  var path: String
  /// Nil takes the file away.
  var bytes: [UInt8]?
}

/// A table whose new rows stand in a change.
extension FileChange {
  /// - Throws: ``ReadFailure`` where the workbook is open in Excel or cannot take the rows.
  init(_ table: TableAppender) throws {
    if table.isWorkbook { try TableAppender.refuseOpen(table.path) }
    self.init(path: table.path, bytes: try table.finished())
  }
}

/// The one way in which the workbench writes: all files of a change or none, with the states before and after it kept, and told
/// in the audit trail.
extension ServedWorkspace {
  /// A change that its workspace does not bear.
  struct Unfit: AlignError {
    var problems: [Problem]
  }

  /// The folder in which the tables stand, or the workbook that holds them.
  var folder: String {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue { return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// What a file is called in the audit trail: below the folder where it stands there.
  func name(ofFile file: String) -> String {
    file.hasPrefix(folder + "/") ? String(file.dropFirst(folder.count + 1)) : file
  }

  /// Where a file of the audit trail stands; nil where it would lead out of the folder by dots.
  func path(ofFile name: String) -> String? {
    if name.split(separator: "/").contains("..") { return nil }
    return name.hasPrefix("/") ? name : folder + "/" + name
  }

  /// The states that were kept.
  var kept: KeptStates { KeptStates(folder: ServedFiles.beside(path, "kept")) }

  /// Runs a change alone, under the lock that every command takes.
  func alone<Value>(_ body: () throws -> Value) throws -> Value {
    try writing.withLock { _ in
      let lock = try WorkspaceLock.take(path)
      defer { lock?.release() }
      try ChangeJournal(self).recover()
      return try body()
    }
  }

  /// Puts the files of a change in their places, all or none, and tells the audit trail. Whoever calls holds the lock.
  ///
  /// - Parameters:
  ///   - what: a word of the group `audit`.
  ///   - bears: whether the workspace as it then is will do; what it throws takes the change back.
  /// - Throws: ``OutputFailure``, ``Unfit``, or what `bears` throws; nothing was written then.
  func put(
    _ changes: [FileChange], as what: String, of subject: String, by visitor: Visitor, before: String?, after: String?,
    bears: ((WorkspaceState) throws -> Void)? = nil
  ) throws {
    let states = kept
    var undoing: [FileChange] = []
    var files: [AuditTrail.File] = []
    for change in changes {
      let old =
        FileManager.default.fileExists(atPath: change.path) ? FileManager.default.contents(atPath: change.path) : nil
      if old == nil, FileManager.default.fileExists(atPath: change.path) { throw OutputFailure(path: change.path) }
      undoing.append(FileChange(path: change.path, bytes: old.map { Array($0) }))
      files.append(
        AuditTrail.File(
          name: name(ofFile: change.path), before: try old.map { try states.keep(Array($0)) },
          after: try change.bytes.map { try states.keep($0) }))
    }
    let journal = ChangeJournal(self)
    try journal.begin(files)
    var done = 0
    do {
      for change in changes {
        try Self.put(change)
        done += 1
      }
      if let bears { try bears(current()) }
      try audit.add(what, of: subject, by: visitor, before: before, after: after, files: files)
    } catch {
      // What nobody could answer for is taken back.
      for old in undoing.prefix(done).reversed() { try Self.put(old) }
      journal.end()
      throw error
    }
    journal.end()
  }

  private static func put(_ change: FileChange) throws {
    guard let bytes = change.bytes else {
      guard unlink(change.path) == 0 || errno == ENOENT else { throw OutputFailure(path: change.path) }
      return
    }
    let parent = (change.path as NSString).deletingLastPathComponent
    if !parent.isEmpty, !FileManager.default.fileExists(atPath: parent) {
      do {
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      } catch {
        throw OutputFailure(path: parent, .outputNoNewFolder)
      }
    }
    try WholeReplacement.write(bytes, to: change.path)
  }
}
