/// Zero-width non-joiners (nim-fāseleh), which a character of Swift swallows: they are looked for among scalars.
extension String {
  /// Whether the text holds a zero-width non-joiner.
  package var holdsJoint: Bool { unicodeScalars.contains(Self.joint) }

  /// The parts between zero-width non-joiners, empty ones too.
  package var partsBetweenJoints: [String] {
    unicodeScalars.split(separator: Self.joint, omittingEmptySubsequences: false).map { String($0) }
  }

  /// The text with something else for every zero-width non-joiner.
  package func replacingJoints(with text: String) -> String {
    holdsJoint ? partsBetweenJoints.joined(separator: text) : self
  }

  private static let joint: Unicode.Scalar = "\u{200C}"
}
