import AlignModel

/// L: the shares of each line's money that reach each indicator, one CSR sparse matrix over the lines of one year.
public struct FundingMatrix: Sendable {
  /// Nothing yet.
  package init() {}

  /// The rows of the budget that are of the year, in table order: row k of L is `rows[k]`.
  package var rows: [BudgetRow] = []
  /// b: approved amounts in minor units, by row of L.
  public var approved: [Int64] = []
  /// CSR: the entries of row k stand at `start[k]..<start[k + 1]`.
  public var start: [Int] = [0]
  /// The indicator of each entry.
  public var indicator: [IndicatorID] = []
  /// The share of each entry, 0–1.
  public var share: [Double] = []
  /// By row of L: tied, untied or neutral.
  public var lineClass: [LineClass] = []
  /// By row of L: Σ shares before any scaling down; above 1 + 1e-9 it is AL401 and the row was divided by it.
  package var rawShareSum: [Double] = []
  /// Money that works against an indicator, apart from L (AL108): row of L, indicator, share, row of the table `links`.
  package var against: [Opposition] = []
  /// Links that name a line or an indicator that exists in no year (AL402).
  package var dangling: [DanglingLink] = []
  /// Codes of the budget that were given to another work (AL405).
  package var works = LineWorks()
  /// What was noticed: rules that match no line.
  package var warnings: [Problem] = []
  /// By row of L what the line says of its kind, and by indicator what money of a blank kind does.
  var lineUse: [MoneyUse.Line] = []
  var indicatorUse: [MoneyUse.Indicator] = []
  /// s by indicator and ``MoneyUse``, and of that what credits (negative amounts) take away.
  var fundingByUse: [Double] = []
  var creditsByUse: [Double] = []
  /// s = Lᵀb in minor units, by indicator.
  public var funding = Column<IndicatorID, Double>([])
  /// Σ b in minor units, exactly.
  public var totalApproved: Int64 = 0
  /// Σ s in minor units.
  public var totalLinked: Double = 0

  /// The number of lines of the year.
  public var count: Int { rows.count }

  /// The served share of row k of L, at most 1.
  package func servedShare(_ k: Int) -> Double {
    rawShareSum[k] > 1 + Self.shareTolerance ? 1 : rawShareSum[k]
  }

  /// What the money of an entry of row k does.
  func use(_ k: Int, entry: Int) -> MoneyUse {
    MoneyUse(of: lineUse[k], for: indicatorUse[indicator[entry].index])
  }

  /// Shares may exceed 1 by this before it is a flag.
  package static let shareTolerance = 1e-9

  /// A line whose money works against an indicator.
  package struct Opposition: Sendable, Hashable {
    package var row: Int
    package var indicator: IndicatorID
    package var share: Double
    package var linkRow: Int
  }

  /// A link to what does not exist.
  package struct DanglingLink: Sendable, Hashable {
    /// `line`, `indicator` or `goal`.
    package var missing: String
    package var id: String
    package var linkRow: Int
  }
}
