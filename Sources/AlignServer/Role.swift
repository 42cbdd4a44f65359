import AlignWords

/// What a person may do; each role may do what those before it may.
package enum Role: String, Codable, Sendable, CaseIterable, Comparable {
  /// Sees every page.
  case viewer
  /// Enters the measurements of the indicators of one owner.
  case owner
  /// Decides links.
  case planner
  /// Works on scenarios and drafts.
  case officer
  /// Accepts drafts.
  case approver
  case admin

  package static func < (left: Role, right: Role) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }

  /// What it is called.
  func words(in language: Language) -> String { Phrase.of("role", rawValue).text(in: language) }
}
