import AlignModel

/// What is remembered of one run: its inputs, its settings, its figures, and what the plan and the links said at the time.
package struct Snapshot: Sendable, Hashable {
  /// The number in the store; nil before it is recorded.
  package var id: Int64?
  /// UTC, ISO 8601, as the clock had it.
  package var recordedAt: String
  /// `review` or `analyze`.
  package var command: String
  /// The version of the engine, and the BLAS beneath it.
  package var engine: String
  package var blas: String
  /// P, the period under review, and the year whose budget was looked at.
  package var period: Period
  package var year: Int
  /// The settings that bear on figures, as one JSON object.
  package var settings: String
  /// SHA-256 over the names and fingerprints of all input files.
  package var fingerprint: String
  /// The input files with their fingerprints, in the order of their names.
  package var inputs: [InputFile]
  /// Figures of the whole run by name; amounts in minor units.
  package var figures: [String: Double]
  /// Rows of the tables as the run read them, in their order, and what it found of them.
  package var indicators: [Indicator]
  package var targets: [TargetRow]
  package var goals: [Goal]
  package var links: [Link]
  package var flags: [FlagRow]
  /// Lines of the year that say of what kind they are.
  package var kinds: [LineKind]

  /// A value of its parts.
  package init(
    id: Int64? = nil, recordedAt: String, command: String, engine: String, blas: String, period: Period,
    year:
      Int, settings: String, fingerprint: String, inputs: [InputFile], figures: [String: Double],
    indicators:
      [Indicator], targets: [TargetRow], goals: [Goal], links: [Link], flags: [FlagRow], kinds: [LineKind] = []
  ) {
    self.id = id
    self.recordedAt = recordedAt
    self.command = command
    self.engine = engine
    self.blas = blas
    self.period = period
    self.year = year
    self.settings = settings
    self.fingerprint = fingerprint
    self.inputs = inputs
    self.figures = figures
    self.indicators = indicators
    self.targets = targets
    self.goals = goals
    self.links = links
    self.flags = flags
    self.kinds = kinds
  }

  /// One indicator as it stood.
  package struct Indicator: Sendable, Hashable {
    /// What the table says of it, in the indicator's unit; names as written.
    package var id: String
    package var name: String
    package var owner: String?
    package var kind: IndicatorKind
    package var direction: Direction
    package var aggregate: Aggregate
    package var baseline: Double?
    package var baselineYear: Int?
    /// At P: whether there is an attainment, A in the indicator's unit, and the attainment, not clipped.
    package var state: AttainmentState
    package var actual: Double?
    package var attainment: Double?
    /// What had to be gained a year from then to the plan's end, in the indicator's unit.
    package var requiredPerYear: Double?
    /// Where it stood on its way.
    package var status: TrackStatus
    /// The last period that was observed.
    package var lastObserved: Period?

    /// A value of its parts.
    package init(
      id: String, name: String, owner: String? = nil, kind: IndicatorKind, direction: Direction,
      aggregate:
        Aggregate, baseline: Double? = nil, baselineYear: Int? = nil, state: AttainmentState,
      actual: Double? =
        nil, attainment: Double? = nil, requiredPerYear: Double? = nil, status: TrackStatus, lastObserved: Period? = nil
    ) {
      self.id = id
      self.name = name
      self.owner = owner
      self.kind = kind
      self.direction = direction
      self.aggregate = aggregate
      self.baseline = baseline
      self.baselineYear = baselineYear
      self.state = state
      self.actual = actual
      self.attainment = attainment
      self.requiredPerYear = requiredPerYear
      self.status = status
      self.lastObserved = lastObserved
    }
  }

  /// One target as it stood.
  package struct TargetRow: Sendable, Hashable {
    /// The id of the indicator, and the year at whose end the target holds.
    package var indicator: String
    package var year: Int
    /// In the indicator's unit: the target, or the ends of a band; nil where the cell is blank.
    package var target: Double?
    package var low: Double?
    package var high: Double?
    /// The shares of the year's way due in its four quarters; nil where a quarter each is meant.
    package var quarters: [Double]?

    /// A value of its parts.
    package init(
      indicator: String, year: Int, target: Double? = nil, low: Double? = nil, high: Double? = nil,
      quarters:
        [Double]? = nil
    ) {
      self.indicator = indicator
      self.year = year
      self.target = target
      self.low = low
      self.high = high
      self.quarters = quarters
    }
  }

  /// One goal as it stood.
  package struct Goal: Sendable, Hashable {
    /// The id as written, and the attainment rolled up, 0–1.
    package var id: String
    package var attainment: Double?
    /// P and F, 0–1; nil without a budget of the year, or where not estimable.
    package var needShare: Double?
    package var fundingShare: Double?
    /// In minor units.
    package var underFundingAmount: Double?
    /// 1 is the most under-funded.
    package var rank: Int?

    /// A value of its parts.
    package init(
      id: String, attainment: Double? = nil, needShare: Double? = nil, fundingShare: Double? = nil,
      underFundingAmount: Double? = nil, rank: Int? = nil
    ) {
      self.id = id
      self.attainment = attainment
      self.needShare = needShare
      self.fundingShare = fundingShare
      self.underFundingAmount = underFundingAmount
      self.rank = rank
    }
  }

  /// One row of `links` as it stood.
  package struct Link: Sendable, Hashable {
    /// The line, or the prefix normalised for matching.
    package var line: String
    /// The id of the indicator or goal, or `none`.
    package var subject: String
    /// The share of the line's money, 0–1.
    package var share: Double
    /// `confirmed`, `suggested` or `rejected`.
    package var status: String
    /// Whether the money works against the indicator.
    package var isAgainst: Bool

    /// A value of its parts.
    package init(line: String, subject: String, share: Double, status: String, isAgainst: Bool) {
      self.line = line
      self.subject = subject
      self.share = share
      self.status = status
      self.isAgainst = isAgainst
    }
  }

  /// The kind of one line as it stood.
  package struct LineKind: Sendable, Hashable {
    /// The line, as written.
    package var line: String
    package var kind: BudgetKind

    /// A value of its parts.
    package init(line: String, kind: BudgetKind) {
      self.line = line
      self.kind = kind
    }
  }

  /// One flag as it stood.
  package struct FlagRow: Sendable, Hashable {
    /// The code, and the kind and id of the subject: `line`, `indicator`, `goal` and so on.
    package var code: String
    package var kind: String
    package var subject: String
    /// The severity as re-graded by the settings.
    package var severity: Severity
    /// In minor units.
    package var amount: Int64?
    /// Whether the table `accepted` let it stand.
    package var isAccepted: Bool

    /// A value of its parts.
    package init(
      code: String, kind: String, subject: String, severity: Severity, amount: Int64? = nil, isAccepted: Bool
    ) {
      self.code = code
      self.kind = kind
      self.subject = subject
      self.severity = severity
      self.amount = amount
      self.isAccepted = isAccepted
    }
  }
}
