import AlignBasics
import AlignModel
import AlignReports
import AlignWriting
import Foundation

/// The scenario files of a workspace.
struct ScenarioFolder {
  private let served: ServedWorkspace
  private var folder: String { served.scenarioFolder }

  enum Failure: Error {
    case changed
    /// An approved scenario stays as it was approved.
    case approved(Approval)
  }

  init(_ served: ServedWorkspace) { self.served = served }

  /// The longest text of a scenario that is read.
  private static let mostBytes = 1 << 20

  /// Whether a text can be the name of a file and nothing else: no folder, nothing hidden.
  static func isName(_ name: String) -> Bool {
    (1...60).contains(name.unicodeScalars.count) && name.utf8.count <= 200
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_\u{200C}".unicodeScalars.contains($0)
      }
      && !name.hasPrefix("-")
  }

  /// The names of the files, without their endings.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.filter(Self.isName).sorted()
  }

  /// What a file holds; nil where there is none of that name.
  func read(_ name: String) -> (text: String, tag: String)? {
    guard Self.isName(name) else { return nil }
    let path = folder + "/" + name + ".yaml"
    guard let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int, size <= Self.mostBytes,
      let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
    else { return nil }
    return (text, Self.tag(of: text))
  }

  /// What tells one state of a file from another.
  static func tag(of text: String) -> String { Answer.tag(of: Array(text.utf8)) }

  /// Writes a file, whole or not at all, and tells the audit trail.
  ///
  /// - Parameter tag: what the file was when it was opened; empty where it must not be there yet.
  /// - Throws: ``Failure/changed`` where it is not as it was, ``Failure/approved(_:)``, and ``OutputFailure``.
  func write(_ text: String, as name: String, expecting tag: String, by visitor: Visitor) throws {
    try served.alone {
      let path = folder + "/" + name + ".yaml"
      let before = read(name)
      let isThere = FileManager.default.fileExists(atPath: path)
      if let approval = Approvals(served).approval(of: name) { throw Failure.approved(approval) }
      guard before?.tag ?? "" == tag, isThere == (before != nil) else { throw Failure.changed }
      try served.put(
        [FileChange(path: path, bytes: Array(text.utf8))], as: "scenario", of: "scenarios/\(name).yaml", by: visitor,
        before: before?.text, after: text)
    }
  }
}
