import AlignModel
import AlignReading

/// Files that were sent, each with the place that it takes in the folder of a workspace.
struct Upload {
  /// By place below the folder: `budget.csv`, `scenarios/balanced.yaml`.
  private(set) var files: [(place: String, bytes: [UInt8])] = []
  /// Names of files that are no part of a workspace and were left out.
  private(set) var leftOut: [String] = []

  /// Why nothing of it is taken.
  enum Refusal: Error, Equatable {
    case nothing
    case tooMany(Int)
    /// A name that leads elsewhere, or that no file of a workspace has.
    case name(String)
    case twice(String)
    /// A workbook that unpacks to far more than a budget.
    case bomb(String)
    /// The ending says a workbook, the bytes do not, or the other way round.
    case otherKind(String)
  }

  static let mostFiles = 60
  private static let mostUnpacked: UInt64 = 400 << 20
  private static let highestRatio: UInt64 = 120
  private static let sizeBeforeRatio: UInt64 = 16 << 20
  private static let tables: Set = ["csv", "tsv", "txt", "xlsx", "xlsm"]
  private static let workbooks: Set = ["xlsx", "xlsm"]

  /// Looks at names and sizes before anything is written.
  ///
  /// - Throws: ``Refusal``.
  init(_ sent: [UploadedFile]) throws(Refusal) {
    if sent.isEmpty { throw .nothing }
    if sent.count > Self.mostFiles { throw .tooMany(Self.mostFiles) }
    for file in sent {
      guard let place = try Self.place(of: file.name) else {
        leftOut.append(String(file.name.prefix(80)))
        continue
      }
      if files.contains(where: { $0.place.lowercased() == place.lowercased() }) { throw .twice(place) }
      let ending = place.split(separator: ".").last.map { $0.lowercased() } ?? ""
      let isPacked = file.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      if isPacked != Self.workbooks.contains(ending) { throw .otherKind(place) }
      if isPacked {
        guard let size = PackedSize.unpacked(file.bytes) else { throw .otherKind(place) }
        let packed = UInt64(max(file.bytes.count, 1))
        if size > Self.mostUnpacked || size > Self.sizeBeforeRatio && size / packed > Self.highestRatio {
          throw .bomb(place)
        }
      }
      files.append((place, file.bytes))
    }
    if files.isEmpty { throw .nothing }
  }

  /// Where a file goes; nil of one that is no part of a workspace.
  ///
  /// - Throws: ``Refusal/name(_:)`` of a name that could lead elsewhere.
  private static func place(of name: String) throws(Refusal) -> String? {
    let shown = String(name.prefix(80))
    // A chosen folder gives its own name first; what is deeper than its scenarios is no table.
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 8, name.utf8.count <= 400, !name.contains("\\"), !name.contains("\0"),
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && isPlain($0) }), !parts[0].contains(":")
    else { throw .name(shown) }
    guard let last = parts.last, !last.hasPrefix(".") else { return nil }
    let ending = last.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if parts.count >= 2, parts[parts.count - 2] == "scenarios", parts.count <= 3 {
      return ending == "yaml" && ScenarioFolder.isName(String(last.dropLast(5))) ? "scenarios/\(last)" : nil
    }
    if parts.count > 2 { return nil }
    if ["align.yaml", "datapackage.json"].contains(last) { return last }
    // Excel puts a file of this kind beside a workbook that it has open.
    return tables.contains(ending) && last.count > ending.count + 1 && !last.hasPrefix("~$") ? last : nil
  }

  /// Letters, digits and the signs that names of files have; nothing that a shell or a screen would act on.
  private static func isPlain(_ part: String) -> Bool {
    part.utf8.count <= 200
      && part.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || $0.properties.generalCategory == .nonspacingMark
          || " ._-+()،,~$#\u{200C}".unicodeScalars.contains($0)
      }
  }
}
