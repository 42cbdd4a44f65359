import AlignReading
import AlignReports
import AlignWords
import Foundation

/// The workspaces that a server shows.
struct Shelf: Sendable {
  /// In the order of their names.
  let workspaces: [ServedWorkspace]
  /// Whether there is one, which stands at the root.
  let isSingle: Bool

  /// The workspace at a path, or those in the folder that stands there.
  init(_ path: String, isPublic: Bool, desks: [SiteDesk], language: Language?, jobs: Int) {
    if Self.isWorkspace(path) {
      isSingle = true
      workspaces = [
        ServedWorkspace(path, slug: "", isPublic: isPublic, desks: desks, language: language, jobs: jobs)
      ]
      return
    }
    isSingle = false
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
      .filter { !$0.hasPrefix(".") && Self.isWorkspace(path + "/" + $0) }
    workspaces = zip(names, FileNames.of(names)).map { name, slug in
      // These are pages of the server itself.
      let own = Workbench.reserved.contains(slug.lowercased()) ? "workspace-" + slug : slug
      return ServedWorkspace(
        path + "/" + name, slug: own, isPublic: isPublic, desks: desks, language: language, jobs: jobs)
    }
  }

  /// Whether a plan, or the settings of one, stands at a path.
  private static func isWorkspace(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return false }
    if !isFolder.boolValue { return WorkspaceReader.mayHoldPlan(workbook: path) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.contains { name in
      ["align.yaml", "datapackage.json"].contains(name)
        || (!name.hasPrefix(".") && name.split(separator: ".").first == "indicators")
    }
  }

  /// The workspace of the first part of a path.
  func workspace(_ slug: String) -> ServedWorkspace? { workspaces.first { $0.slug == slug } }
}
