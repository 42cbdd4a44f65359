import AlignModel
import AlignReading
import Foundation

/// Where a batch finds workspaces, and the results of earlier runs.
enum BatchFolders {
  /// Whether a folder that holds a file is taken for a workspace. A table under a name that is not quite right, or a plan
  /// without its indicators, is one as well: that nothing can be worked out from it is said, and not passed over.
  private static func isMark(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: ".")
    guard parts.count >= 2, let type = parts.last else { return false }
    switch type {
    case "csv", "tsv", "txt": return names.contains(String(parts[0])) && parts.count == 2
    case "yaml", "yml": return parts[0] == "align"
    default: return ["workspace.xlsx", "datapackage.json"].contains(name.lowercased())
    }
  }

  private static let names = Set(Tables.all.map(\.name))

  /// The workspaces below a root, by name, and the folders that may not be read: folders that hold a table or settings, and
  /// workbooks with a sheet of indicators; none inside another, none below `except`.
  ///
  /// - Throws: ``ReadFailure`` where there is no such folder, it may not be read, or nothing in it is a workspace.
  static func workspaces(below root: String, except: String) throws -> (found: [String], unreadable: [String]) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
      throw ReadFailure(Problem(.noBatchFolder, at: Problem.Place(file: root)))
    }
    let results = URL(fileURLWithPath: except).standardizedFileURL.path
    var found: [String] = []
    var unreadable: [String] = []
    // A link may lead back to a folder above.
    var seen: Set<[UInt64]> = []
    func look(_ path: String) {
      let full = path.isEmpty ? root : root + "/" + path
      if URL(fileURLWithPath: full).standardizedFileURL.path == results { return }
      var status = stat()
      guard stat(full, &status) == 0, seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else {
        return
      }
      guard let listed = try? manager.contentsOfDirectory(atPath: full) else {
        unreadable.append(path)
        return
      }
      let names = listed.sorted()
      if names.contains(where: isMark) {
        found.append(path.isEmpty ? "." : path)
        return
      }
      for name in names where !name.hasPrefix(".") {
        var isFolder: ObjCBool = false
        let below = path.isEmpty ? name : path + "/" + name
        if manager.fileExists(atPath: full + "/" + name, isDirectory: &isFolder), isFolder.boolValue {
          look(below)
        } else if !name.hasPrefix("~$"), WorkspaceReader.mayHoldPlan(workbook: full + "/" + name) {
          found.append(below)
        }
      }
    }
    look("")
    if unreadable.contains("") { throw ReadFailure(Problem(.folderNotPermitted, at: Problem.Place(file: root))) }
    if found.isEmpty, unreadable.isEmpty {
      throw ReadFailure(Problem(.batchNoWorkspaces, at: Problem.Place(file: root)))
    }
    return (found, unreadable)
  }

  /// The folders of results below `out` that belong to none of some workspaces.
  static func results(below out: String, besides targets: [String]) -> [String] {
    let known = Set(targets)
    guard let files = FileManager.default.enumerator(atPath: out) else { return [] }
    var found: [String] = []
    for case let file as String in files where file.hasSuffix("/" + BatchJob.resultName) {
      let folder = String(file.dropLast(BatchJob.resultName.count + 1))
      if !known.contains(out + "/" + folder) { found.append(folder) }
    }
    return found.sorted()
  }
}
