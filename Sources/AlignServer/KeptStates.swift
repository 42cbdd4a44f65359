import AlignBasics
import AlignModel
import AlignWriting
import Foundation

/// What files were before and after each change, by their fingerprints, so that any earlier state can be looked at and restored.
struct KeptStates: Sendable {
  /// A folder beside the tables whose name begins with a dot.
  let folder: String

  /// A state that is unpacked beyond this is no table.
  private static let mostBytes = 1 << 30

  /// Keeps bytes; the fingerprint by which they are found. What is there already is not written again.
  ///
  /// - Throws: ``OutputFailure``.
  func keep(_ bytes: [UInt8]) throws -> String {
    let tag = InputFile.fingerprint(of: bytes)
    let path = folder + "/" + tag + ".gz"
    if FileManager.default.fileExists(atPath: path) { return tag }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw OutputFailure(path: folder, .outputNoNewFolder)
    }
    guard let small = Gzip.compressed(bytes) else { throw OutputFailure(path: path) }
    try WholeReplacement.write(small, to: path, mode: 0o600)
    return tag
  }

  /// The bytes of a fingerprint; nil where they were not kept, or are not what they were.
  func bytes(_ tag: String) -> [UInt8]? {
    guard tag.count == 64, tag.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      let data = FileManager.default.contents(atPath: folder + "/" + tag + ".gz"),
      let bytes = Gzip.plain(Array(data), most: Self.mostBytes), InputFile.fingerprint(of: bytes) == tag
    else { return nil }
    return bytes
  }
}
