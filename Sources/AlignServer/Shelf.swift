import AlignReading
import AlignReports
import AlignWords
import Foundation
import Synchronization

/// The workspaces that a server shows.
final class Shelf: Sendable {
  /// The workspace, or the folder in which they stand.
  let path: String
  /// Whether there is one, which stands at the root.
  let isSingle: Bool
  private let known = Mutex([ServedWorkspace]())
  private let make: @Sendable (_ path: String, _ slug: String) -> ServedWorkspace

  /// In the order of their names.
  var workspaces: [ServedWorkspace] { known.withLock { $0 } }

  /// Whether new ones can be put beside those that are there.
  var takesMore: Bool { !isSingle }

  /// The workspace at a path, or those in the folder that stands there.
  init(_ path: String, isPublic: Bool, desks: [SiteDesk], language: Language?, jobs: Int) {
    self.path = path
    make = { path, slug in
      ServedWorkspace(path, slug: slug, isPublic: isPublic, desks: desks, language: language, jobs: jobs)
    }
    isSingle = Self.isWorkspace(path)
    if isSingle { known.withLock { $0 = [make(path, "")] } } else { look() }
  }

  /// Takes up workspaces that were put into the folder since; those that are known keep their addresses.
  func look() {
    if isSingle { return }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
      .filter { !$0.hasPrefix(".") && Self.isWorkspace(path + "/" + $0) }
    known.withLock { known in
      let before = Dictionary(known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      var taken = Set(known.map(\.slug))
      known = zip(names, FileNames.of(names)).map { name, slug in
        let own = path + "/" + name
        if let same = before[own] { return same }
        // These are pages of the server itself.
        var free = Workbench.reserved.contains(slug.lowercased()) ? "workspace-" + slug : slug
        while taken.contains(free) { free += "-2" }
        taken.insert(free)
        return make(own, free)
      }
    }
  }

  /// Whether a plan, or the settings of one, stands at a path.
  static func isWorkspace(_ path: String) -> Bool {
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
