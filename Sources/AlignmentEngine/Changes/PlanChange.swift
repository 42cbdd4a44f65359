import AlignModel

/// One thing that differs between two runs of the same workspace.
package struct PlanChange: Sendable, Hashable {
  /// What changed, which fixes what ``before`` and ``after`` count.
  package var kind: Kind
  /// The indicator, or the line of a link.
  package var subject: String
  /// What the subject is called, what a link ties it to, or from what kind to what kind a line went.
  package var name: String
  /// The year of a target.
  package var year: Int?
  /// In the indicator's unit (the low end of a band), or the share of a link, 0–1; nil where there was or is none.
  package var before: Double?
  package var after: Double?
  /// Whether a target became easier to reach; nil where that makes no sense.
  package var isEasier: Bool?
  /// The reason and the name under which the table `accepted` lets it stand.
  package var accepted: String?

  /// What changed.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    case targetMoved = "target_moved"
    case targetRemoved = "target_removed"
    case targetAdded = "target_added"
    case baselineRewritten = "baseline_rewritten"
    case definitionChanged = "definition_changed"
    case indicatorRemoved = "indicator_removed"
    case indicatorAdded = "indicator_added"
    case linkDropped = "link_dropped"
    case linkAdded = "link_added"
    case linkChanged = "link_changed"
    case kindChanged = "kind_changed"
    case promiseNotKept = "promise_not_kept"

    /// The code by which the table `accepted` may let it stand; nil for what is no finding.
    package var code: String? {
      switch self {
      case .targetMoved, .targetRemoved: "AL501"
      case .baselineRewritten, .definitionChanged: "AL502"
      case .linkDropped: "AL503"
      case .kindChanged: "AL406"
      case .promiseNotKept: "AL504"
      case .indicatorRemoved: "AL505"
      case .targetAdded, .indicatorAdded, .linkAdded, .linkChanged: nil
      }
    }
  }

  /// A finding that nobody has accepted is quiet: a warning.
  package var severity: Severity { kind.code != nil && accepted == nil ? .warning : .info }
}

/// What an earlier review promised for the period of a later one, and what came of it.
package struct Promise: Sendable, Hashable {
  /// Its id, and its name as the later run has it.
  package var indicator: String
  package var name: String
  /// The target of the later period as the earlier run had it; nil for a band.
  package var promised: Double?
  /// A of the later run, in the indicator's unit; nil where nothing is known by then.
  package var actual: Double?
  /// Attainment of what was promised.
  package var attainment: Double?
  /// What had to be gained a year, and what was gained a year since.
  package var requiredPerYear: Double?
  package var gainedPerYear: Double?
  /// Whether it was kept, within the hundredth that counts as met.
  package var outcome: Outcome

  /// What came of it.
  package enum Outcome: String, Sendable, CaseIterable, Codable {
    case kept
    case notKept = "not_kept"
    /// Nothing was observed since the earlier run.
    case notMeasured = "not_measured"
  }
}

/// A flag that stands in one of two runs.
package struct FlagChange: Sendable, Hashable {
  /// The flag as the run in which it stands recorded it.
  package var flag: Snapshot.FlagRow
  /// Whether it stands in the later run only; else it was cleared.
  package var isRaised: Bool
}
