/// The prefixes of a line's normalised id, longest first: each ends before one of `. - / :`.
package func linePrefixes(of key: String) -> [String] {
  let bytes = Array(key.utf8)
  var found: [String] = []
  for index in bytes.indices.dropFirst().reversed() where LinePrefix.isSeparator(bytes[index]) {
    found.append(String(decoding: bytes[..<index], as: UTF8.self))
  }
  return found
}

/// Where the prefix of an id may end.
package enum LinePrefix {
  /// Whether a byte is one of `. - / :`.
  @inlinable
  @inline(__always)
  package static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x2D || byte == 0x2F || byte == 0x3A
  }
  package static let separators = (0...UInt8.max).filter(isSeparator)
}
