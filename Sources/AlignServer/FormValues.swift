import Foundation

/// The values of a form or of the query of an address, in the order in which they were sent.
struct FormValues: Sendable {
  private(set) var pairs: [(name: String, value: String)] = []
  /// Files that came with it.
  private(set) var files: [UploadedFile] = []

  /// More fields than any page of ours sends are not read.
  private static let most = 20_000

  init() {}

  /// `a=1&b=2`; what is not UTF-8 after its percent signs is left out.
  init(_ text: some StringProtocol) {
    for part in text.split(separator: "&").prefix(Self.most) {
      let cut = part.firstIndex(of: "=") ?? part.endIndex
      let rest = cut < part.endIndex ? part[part.index(after: cut)...] : ""
      guard let name = Self.plain(part[..<cut]), let value = Self.plain(rest) else { continue }
      pairs.append((name, value))
    }
  }

  /// A form that carries files; nil where it is none.
  init?(_ body: [UInt8], type: String) {
    guard let parts = Multipart(body, type: type) else { return nil }
    (pairs, files) = (parts.values, parts.files)
  }

  private static func plain(_ text: some StringProtocol) -> String? {
    // A browser ends the lines of a field with both signs.
    text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding?.replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// The last value of a name.
  subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }
}
