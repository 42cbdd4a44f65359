import AlignModel

/// One limit with the lines and the amounts that it comes to, in minor units.
public struct NamedLimit: Sendable {
  public var origin: Origin
  /// Rows of L, in order.
  public var lines: [Int32] = []
  /// By line of ``lines``: its least and its most; nil where the limit says nothing of that side.
  public var lower: [Int64]?
  public var upper: [Int64]?
  /// For a limit on a sum: by line of ``lines`` the part that counts (nil: all of it), and the least and the most.
  public var sum: Sum?

  /// A limit on a sum.
  public struct Sum: Sendable {
    public var shares: [Double]?
    public var lower: Int64?
    public var upper: Int64?
  }

  /// Where a limit comes from.
  public enum Origin: Sendable, Hashable {
    case envelope
    /// Lines without money stay as they are.
    case nothingApproved
    /// The default range about today's budget, and the parts of the defaults.
    case range(Double)
    case mandatory
    case noNewMoney(String)
    /// A limit of the file, by its place.
    case own(Int)
  }
}

/// A scenario held against a workspace: the lines, their limits and what is to be reached.
public struct ScenarioModel: Sendable {
  public var scenario: Scenario
  /// Today's budget against the plan, with the weights of the workspace.
  public var today: Analysis
  /// The year that is drafted.
  public var targetYear: Int
  /// E, in minor units.
  public var envelope: Int64
  /// The limits; the envelope is the last.
  public var limits: [NamedLimit]
  /// p by indicator, with the weights of the scenario and the targets of the year that is drafted; nil outside K.
  public var needShare: [Double?]
  /// The gaps behind it.
  public var attainment: Attainment
  /// What was noticed and gone on from.
  public var warnings: [Problem] = []
  public var jobs: Int

  /// b, by row of L, in minor units.
  public var base: [Int64] { today.funding.approved }
  /// E / Σb.
  public var ratio: Double { Double(envelope) / Double(today.funding.totalApproved) }
}

/// Why a scenario cannot be posed.
public enum ScenarioError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The budget from which it starts comes to nothing or less.
  case noMoney(year: Int)
  /// The envelope is not above 0, or is beyond what can be counted exactly.
  case envelope(Int64)
  /// A percentage of a year of which the budget has no line.
  case noSuchYear(Int, available: [Int])

  public var description: String {
    switch self {
    case .noMoney(let year): "the budget of \(year) adds to nothing; expected a budget to start from"
    case .envelope(let amount): "the envelope comes to \(amount) minor units; expected an amount above 0 and below 2^53"
    case .noSuchYear(let year, let available):
      "the budget has no line in \(year); expected one of \(available.map(String.init).joined(separator: ", "))"
    }
  }
}
