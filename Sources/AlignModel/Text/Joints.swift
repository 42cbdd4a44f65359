/// Zero-width non-joiners (nim-fāseleh), which a character of Swift swallows: they are looked for among bytes.
extension String {
  /// Whether the text holds a zero-width non-joiner.
  package var holdsJoint: Bool {
    var text = self
    return text.withUTF8 { utf8 in utf8.indices.contains { Self.isJoint(utf8, at: $0) } }
  }

  /// The parts between zero-width non-joiners, empty ones too.
  package var partsBetweenJoints: [String] {
    unicodeScalars.split(separator: "\u{200C}", omittingEmptySubsequences: false).map { String($0) }
  }

  /// The text with something else for every zero-width non-joiner.
  package func replacingJoints(with text: String) -> String {
    guard holdsJoint else { return self }
    var source = self
    return source.withUTF8 { utf8 in
      var replaced: [UInt8] = []
      replaced.reserveCapacity(utf8.count)
      var index = 0
      while index < utf8.count {
        if Self.isJoint(utf8, at: index) {
          replaced.append(contentsOf: text.utf8)
          index += 3
        } else {
          replaced.append(utf8[index])
          index += 1
        }
      }
      return String(decoding: replaced, as: UTF8.self)
    }
  }

  private static func isJoint(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < utf8.count && utf8[index] == 0xE2 && utf8[index + 1] == 0x80 && utf8[index + 2] == 0x8C
  }
}
