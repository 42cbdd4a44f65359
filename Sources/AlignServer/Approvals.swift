import AlignBasics
import AlignModel
import AlignReading
import Foundation

/// A draft that somebody answers for: who, when, of which limits and tables, and what checking it came to.
struct Approval: Codable, Sendable {
  /// The name of the scenario's file, without its ending.
  var scenario: String
  var by: String
  var role: Role
  /// UTC, ISO 8601.
  var at: String
  var note: String
  /// What the limits were: the fingerprint of `scenario.yaml`.
  var limits: String
  /// The fingerprint of `draft.xlsx`.
  var draft: String
  /// The tables that were read, each with its fingerprint.
  var tables: [String: String]
  /// Of the draft, exactly, in the main unit of the currency.
  var total: String
  var currency: String
  var year: Int
  var lines: Int
  /// Another draft under these limits may be better by this part of the objective at most; nil where that is not proved.
  var gap: Double?
  /// The engine that drafted it.
  var engine: String
}

/// The approved drafts of a workspace: for each a folder with the limits, the workbook and the certificate.
struct Approvals {
  private let served: ServedWorkspace
  private var folder: String { served.folder + "/approved" }

  init(_ served: ServedWorkspace) { self.served = served }

  /// The files of an approval, the certificate last: without it the others count for nothing.
  static let files = ["scenario.yaml", "draft.xlsx", "certificate.json"]
  private static let mostBytes = 1 << 20

  /// Where a file of an approval stands.
  func path(_ name: String, _ file: String) -> String { "\(folder)/\(name)/\(file)" }

  /// The approval of a scenario; nil where it was not approved.
  func approval(of name: String) -> Approval? {
    guard ScenarioFolder.isName(name), let data = FileManager.default.contents(atPath: path(name, "certificate.json")),
      data.count <= Self.mostBytes
    else { return nil }
    return try? JSONDecoder().decode(Approval.self, from: data)
  }

  /// A file of an approval, as long as it is what was approved.
  func file(_ file: String, of approval: Approval) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path(approval.scenario, file)) else { return nil }
    let bytes = Array(data)
    switch file {
    case "scenario.yaml" where InputFile.fingerprint(of: bytes) == approval.limits: return bytes
    case "draft.xlsx" where InputFile.fingerprint(of: bytes) == approval.draft: return bytes
    case "certificate.json": return bytes
    default: return nil
    }
  }

  /// Every approval, the last first.
  var all: [Approval] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter(ScenarioFolder.isName)
      .compactMap { approval(of: $0) }.sorted { ($1.at, $0.scenario) < ($0.at, $1.scenario) }
  }

  /// The files of a new approval.
  func changes(_ approval: Approval, limits: [UInt8], draft: [UInt8]) throws -> [FileChange] {
    let certificate = try ServedFiles.json(approval)
    return zip(Self.files, [limits, draft, certificate]).map {
      FileChange(path: path(approval.scenario, $0), bytes: $1)
    }
  }

  /// Takes an approval away: the certificate first.
  func removal(of name: String) -> [FileChange] {
    Self.files.reversed().map { FileChange(path: path(name, $0), bytes: nil) }
  }
}
