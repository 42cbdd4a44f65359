import AlignBasics
import AlignModel
import AlignReports
import AlignWords
import Foundation
import Synchronization

/// A workspace that the server shows. Its state is made anew once a file of it has changed.
final class ServedWorkspace: Sendable {
  let path: String
  /// Its word in an address; empty where the server shows one alone.
  let slug: String
  private let isPublic: Bool
  private let desks: [SiteDesk]
  private let language: Language?
  private let jobs: Int
  let audit: AuditTrail

  private struct Cached {
    var state: WorkspaceState?
    var files: [String: FileState] = [:]
  }
  private let cached = Mutex(Cached())
  /// What is asked on the link desk.
  let questions = LinkQuestions()
  /// One change at a time.
  let writing = Mutex(())

  init(_ path: String, slug: String, isPublic: Bool, desks: [SiteDesk], language: Language?, jobs: Int) {
    (self.path, self.slug, self.isPublic, self.desks) = (path, slug, isPublic, desks)
    (self.language, self.jobs) = (language, jobs)
    audit = AuditTrail(path: ServedFiles.beside(path, "audit.jsonl"))
    // What a killed server left half done is taken back before anybody looks; a write tries again where that fails.
    if ChangeJournal(self).isOpen { try? alone {} }
  }

  /// The state of the files as they are now.
  ///
  /// - Complexity: a look at each file where none has changed; else that of an analysis.
  func current() -> WorkspaceState {
    cached.withLock { cached in
      let files = self.files(cached.state)
      if let state = cached.state, files == cached.files { return state }
      let state = WorkspaceState(path, isPublic: isPublic, desks: desks, language: language, jobs: jobs)
      // What changed while it was read is seen the next time.
      cached.state = state
      cached.files = files.isEmpty ? self.files(state) : self.files(state, as: files)
      return state
    }
  }

  /// What the tables are on the disk.
  private func files(_ state: WorkspaceState?) -> [String: FileState] {
    var found: [String: FileState] = [:]
    for file in paths(state) { found[file] = FileState(at: file) }
    return found
  }

  /// The same for files that are only known now that the settings were read; the others as they were before.
  private func files(_ state: WorkspaceState, as before: [String: FileState]) -> [String: FileState] {
    self.files(state).merging(before) { _, old in old }
  }

  private func paths(_ state: WorkspaceState?) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let endings: Set = ["csv", "tsv", "txt", "xlsx", "yaml", "yml", "json"]
    let own = names.filter { name in
      !name.hasPrefix(".") && endings.contains(name.split(separator: ".").last?.lowercased() ?? "")
    }
    let named = state?.workspace.inputs.map(\.file) ?? []
    return Set(own + named).map { $0.hasPrefix("/") ? $0 : path + (path.hasSuffix("/") ? "" : "/") + $0 }
  }

  /// The folder of its scenarios.
  var scenarioFolder: String {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue { return path + (path.hasSuffix("/") ? "" : "/") + "scenarios" }
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return parent + "scenarios"
  }
}
