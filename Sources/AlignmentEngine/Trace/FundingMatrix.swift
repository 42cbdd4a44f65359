import AlignModel

/// L: the shares of each line's money that reach each indicator, one CSR sparse matrix over the lines of one year.
public struct FundingMatrix: Sendable {
  /// Nothing yet.
  package init() {}

  /// The rows of the budget that are of the year, in table order: row k of L is `rows[k]`.
  public var rows: [BudgetRow] = []
  /// b: approved amounts in minor units, by row of L.
  public var approved: [Int64] = []
  /// CSR: the entries of row k stand at `start[k]..<start[k + 1]`.
  public var start: [Int] = [0]
  public var indicator: [IndicatorID] = []
  public var share: [Double] = []
  /// By row of L: tied, untied or neutral.
  public var lineClass: [LineClass] = []
  /// By row of L: Σ shares before any scaling down; above 1 + 1e-9 it is AL401 and the row was divided by it.
  public var rawShareSum: [Double] = []
  /// Money that works against an indicator, apart from L (AL108): row of L, indicator, share, row of the table `links`.
  public var against: [Opposition] = []
  /// Links that name a line or an indicator that exists in no year (AL402).
  public var dangling: [DanglingLink] = []
  /// What was noticed: rules that match no line.
  public var warnings: [Problem] = []
  /// s = Lᵀb in minor units, by indicator.
  public var funding = Column<IndicatorID, Double>([])
  /// Σ b in minor units, exactly.
  public var totalApproved: Int64 = 0
  /// Σ s in minor units.
  public var totalLinked: Double = 0

  /// The number of lines of the year.
  public var count: Int { rows.count }

  /// The served share of row k of L, at most 1.
  public func servedShare(_ k: Int) -> Double {
    rawShareSum[k] > 1 + Self.shareTolerance ? 1 : rawShareSum[k]
  }

  /// Shares may exceed 1 by this before it is a flag.
  public static let shareTolerance = 1e-9

  /// A line whose money works against an indicator.
  public struct Opposition: Sendable, Hashable {
    public var row: Int
    public var indicator: IndicatorID
    public var share: Double
    public var linkRow: Int
  }

  /// A link to what does not exist.
  public struct DanglingLink: Sendable, Hashable {
    /// `line`, `indicator` or `goal`.
    public var missing: String
    public var id: String
    public var linkRow: Int
  }
}
