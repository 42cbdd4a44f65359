/// Whether a line serves a target.
public enum LineClass: String, Sendable, Codable, CaseIterable {
  /// Tied to at least one indicator.
  case tied
  /// Nobody has judged it.
  case untied
  /// Judged to serve no target.
  case neutral
}
