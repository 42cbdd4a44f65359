import AlignModel

/// One limit with the lines and the amounts that it comes to, in minor units.
package struct NamedLimit: Sendable {
  package var origin: Origin
  /// Rows of L, in order.
  package var lines: [Int32] = []
  /// By line of ``lines``: its least and its most; nil where the limit says nothing of that side.
  package var lower: [Int64]?
  package var upper: [Int64]?
  /// For a limit on a sum: by line of ``lines`` the part that counts (nil: all of it), and the least and the most.
  package var sum: Sum?

  /// A limit on a sum.
  package struct Sum: Sendable {
    package var shares: [Double]?
    package var lower: Int64?
    package var upper: Int64?
  }

  /// Where a limit comes from.
  package enum Origin: Sendable, Hashable {
    case envelope
    /// Lines without money, and credits, stay as they are.
    case nothingApproved
    /// The default range about today's budget, and the parts of the defaults.
    case range(Double)
    case mandatory
    case noNewMoney(String)
    /// Lines that keep services stay as they are, but for the part θ that competes.
    case running(Double)
    /// Lines that reach only indicators whose gap is unknown get no more.
    case reachesNothingKnown
    /// Indivisible lines get no more than they ask for; or as much, where a mandate, a service or a floor keeps them in.
    case whole
    case wholeAndKept
    /// No line gets less as the envelope grows.
    case released
    /// What is signed already (table `commitments`).
    case committed
    /// A project gets what its schedule says.
    case scheduled
    /// A limit of the file, by its place.
    case own(Int)
  }
}

/// A scenario held against a workspace: the lines, their limits and what is to be reached.
public struct ScenarioModel: Sendable {
  package var scenario: Scenario
  /// Today's budget against the plan, with the weights of the workspace.
  package var today: Analysis
  /// The year that is drafted.
  package var targetYear: Int
  /// E, in minor units.
  public var envelope: Int64
  /// The limits; the envelope is the last.
  package var limits: [NamedLimit]
  /// Today's money against the targets of the year that is drafted, with the weights of the scenario.
  package var alignment: Alignment
  /// The gaps behind it.
  package var attainment: Attainment
  /// What was noticed and gone on from.
  package var warnings: [Problem] = []
  /// By row of L the least of a line that may be left out, where it is in; nil for all others.
  package var wholeLow: [Int64?] = []
  /// By row of L that is a project what it gets, where the schedule of several years says so.
  package var scheduled: [Int: Int64] = [:]
  package var jobs: Int

  /// What may be spent: the envelope, with what other years carry over to this one and it to them.
  package var spendable: Int64 { limits.last?.sum?.upper ?? envelope }
  /// b, by row of L, in minor units.
  package var base: [Int64] { today.funding.approved }
  /// Whether any line is whole or nothing.
  package var hasChoices: Bool { wholeLow.contains { $0 != nil } }
  /// E / Σb.
  package var ratio: Double { Double(envelope) / Double(today.funding.totalApproved) }

  /// τ by indicator in minor units, nil outside K: what keeps it and does not compete, and its share of the need of what does;
  /// where shares are not estimable, what it has today.
  package var targets: [Double?] {
    let isEstimable = alignment.isNeedKnown && alignment.isFundingKnown
    return today.workspace.plan.indicators.handles.map { id in
      guard attainment.isKnown(id) else { return nil }
      guard isEstimable, let share = alignment.needShare[id] else { return today.funding.funding[id] * ratio }
      return ((1 - alignment.use.theta) * alignment.use.keeping[id] + share * alignment.use.base) * ratio
    }
  }
}

/// Why a scenario cannot be posed: its base adds to nothing, its envelope is not above 0 or beyond what can be counted
/// exactly, or it takes a percentage of a year of which the budget has no line.
public struct ScenarioError: AlignError {
  /// What is wrong, at its key in the scenario's file.
  public var problems: [Problem]

  /// One problem.
  init(_ problem: Problem) { problems = [problem] }
}
