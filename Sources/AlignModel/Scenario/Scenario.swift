/// What a scenario file says, with the defaults of the design where it is silent. `docs/scenarios.md` describes the file.
public struct Scenario: Sendable {
  /// What it is called, by language code; the name of the file where it says nothing.
  public var names: [String: String] = [:]
  /// The file it was read from.
  public var file = ""
  /// The budget from which it starts, and the year that is drafted and whose targets count.
  public var year: Int?
  public var targetYear: Int?
  /// How much there is; the whole of last year's budget where it says nothing.
  public var envelope = Amount.percent(100)
  /// The year of which the envelope is a percentage.
  public var envelopeYear: Int?
  public var defaults = Defaults()
  public var limits: [Limit] = []
  public var weights = WeightChanges()
  /// λ.
  public var inertia = 0.01
  /// Drafts are rounded to so many minor units.
  public var roundTo: Int64 = 1
  /// Whether suggested links count; nil leaves it to the program's option.
  public var includesSuggested: Bool?
  public var sweepEnvelopes: [Amount] = []
  public var sweepInertias: [Double] = []

  /// The defaults.
  public init() {}

  /// The scenario once for each envelope and λ of its sweep, each named by what differs; envelopes from 80 to 110 % where it
  /// names none.
  public var swept: [Scenario] {
    let named = !sweepEnvelopes.isEmpty || !sweepInertias.isEmpty
    let envelopes = named ? sweepEnvelopes : [80, 85, 90, 95, 100, 105, 110].map { Amount.percent($0) }
    let amounts: [Amount?] = envelopes.isEmpty ? [nil] : envelopes
    let inertias: [Double?] = sweepInertias.isEmpty ? [nil] : sweepInertias
    return amounts.flatMap { amount in
      inertias.map { inertia in
        var scenario = self
        var parts: [String] = []
        if let amount {
          scenario.envelope = amount
          if case .percent(let percent) = amount { parts.append("\(percent)%".replacing(".0%", with: "%")) }
          if case .money(let money) = amount { parts.append("\(money)") }
        }
        if let inertia {
          scenario.inertia = inertia
          parts.append("λ \(inertia)")
        }
        scenario.names = scenario.names.mapValues { "\($0) \(parts.joined(separator: ", "))" }
        return scenario
      }
    }
  }

  /// An amount of money, in itself or as a part of another year's.
  public enum Amount: Sendable, Hashable {
    /// Minor units.
    case money(Int64)
    /// Percent of last year's amount.
    case percent(Double)
  }

  /// What holds for every line unless a limit of its own says otherwise.
  public struct Defaults: Sendable, Hashable {
    /// Every line may fall or rise by this part; nil lets it go from nothing to anything.
    public var range: Double? = 0.2
    /// Whether mandatory lines are held.
    public var holdsMandatory = true
    /// Lines with one of these flags get no more than they have.
    public var noNewMoney: [String] = ["AL101"]

    /// A value of its parts.
    package init(range: Double? = 0.2, holdsMandatory: Bool = true, noNewMoney: [String] = ["AL101"]) {
      self.range = range
      self.holdsMandatory = holdsMandatory
      self.noNewMoney = noNewMoney
    }
  }

  /// One limit.
  public struct Limit: Sendable, Hashable {
    /// Nothing yet.
    package init() {}

    public var name: [String: String] = [:]
    public var subject = Subject.lines(LineSelection())
    /// Whether it holds for the sum of its lines rather than for each.
    public var isOnSum = false
    public var floor: Amount?
    public var cap: Amount?
    /// The year of which percentages are taken; last year's budget where it says nothing.
    public var ofYear: Int?
    /// Where it stands in its file.
    public var file = ""
    public var row: Int?
    /// Whether floor and cap were written as one `hold`.
    public var isHold = false
  }

  /// What a limit is about.
  public enum Subject: Sendable, Hashable {
    case lines(LineSelection)
    case goal(GoalID)
    case axis(AxisID)
  }

  /// Weights that differ from those of the workspace.
  public struct WeightChanges: Sendable, Hashable {
    /// Nothing yet.
    package init() {}

    public var methods = WeightSettings()
    /// The line of the scenario's file on which a method is named.
    public var line: Int?
    /// Shares among siblings; those not named share the rest as the workspace has them.
    public var axes: [AxisID: Double] = [:]
    public var goals: [GoalID: Double] = [:]
    public var indicators: [IndicatorID: Double] = [:]

    /// Whether anything differs.
    public var isEmpty: Bool {
      methods == WeightSettings() && axes.isEmpty && goals.isEmpty && indicators.isEmpty
    }
  }
}
