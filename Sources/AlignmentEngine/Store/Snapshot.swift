/// What is remembered of one run: its inputs, its settings, its figures, and what the plan and the links said at the time.
public struct Snapshot: Sendable, Hashable {
  /// The number in the store; nil before it is recorded.
  public var id: Int64?
  /// UTC, ISO 8601, as the clock had it.
  public var recordedAt: String
  /// `review` or `analyze`.
  public var command: String
  public var engine: String
  public var blas: String
  public var period: Period
  public var year: Int
  /// The settings that bear on figures, as one JSON object.
  public var settings: String
  /// SHA-256 over the names and fingerprints of all input files.
  public var fingerprint: String
  public var inputs: [InputFile]
  /// Figures of the whole run by name; amounts in minor units.
  public var figures: [String: Double]
  public var indicators: [Indicator]
  public var targets: [TargetRow]
  public var goals: [Goal]
  public var links: [Link]
  public var flags: [FlagRow]

  /// One indicator as it stood.
  public struct Indicator: Sendable, Hashable {
    public var id: String
    public var name: String
    public var owner: String?
    public var kind: IndicatorKind
    public var direction: Direction
    public var aggregate: Aggregate
    public var baseline: Double?
    public var baselineYear: Int?
    public var state: AttainmentState
    public var actual: Double?
    public var attainment: Double?
    /// What had to be gained a year from then to the plan's end, in the indicator's unit.
    public var requiredPerYear: Double?
    public var status: TrackStatus
    /// The last period that was observed.
    public var lastObserved: Period?
  }

  /// One target as it stood.
  public struct TargetRow: Sendable, Hashable {
    public var indicator: String
    public var year: Int
    public var target: Double?
    public var low: Double?
    public var high: Double?
    public var quarters: [Double]?
  }

  /// One goal as it stood.
  public struct Goal: Sendable, Hashable {
    public var id: String
    public var attainment: Double?
    public var needShare: Double?
    public var fundingShare: Double?
    /// In minor units.
    public var underFundingAmount: Double?
    public var rank: Int?
  }

  /// One row of `links` as it stood.
  public struct Link: Sendable, Hashable {
    /// The line, or the prefix normalised for matching.
    public var line: String
    /// The id of the indicator or goal, or `none`.
    public var subject: String
    public var share: Double
    public var status: String
    public var isAgainst: Bool
  }

  /// One flag as it stood.
  public struct FlagRow: Sendable, Hashable {
    public var code: String
    public var kind: String
    public var subject: String
    public var severity: Severity
    /// In minor units.
    public var amount: Int64?
    public var isAccepted: Bool
  }
}
