import Foundation
import TestSupport

/// Published facts; `Tests/Fixtures/README.md` names the source of each.
func fixture(_ path: String) throws -> Data {
  try Data(contentsOf: URL(fileURLWithPath: repository + "/Tests/Fixtures/" + path))
}

/// The rows of a CSV fixture without quotes, each by the name of its column.
func table(_ path: String) throws -> [[String: String]] {
  let lines = try String(decoding: fixture(path), as: UTF8.self).split(whereSeparator: \.isNewline)
  let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  guard let header = rows.first else { return [] }
  return rows.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
}
