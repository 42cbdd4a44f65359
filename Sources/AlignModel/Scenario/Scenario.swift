/// What a scenario file says, with the defaults of the design where it is silent. `docs/scenarios.md` describes the file.
public struct Scenario: Sendable {
  /// What it is called, by language code; the name of the file where it says nothing.
  package var names: [String: String] = [:]
  /// The file it was read from.
  package var file = ""
  /// That file and every one that it extends, with their fingerprints.
  package var sources: [InputFile] = []
  /// The budget from which it starts, and the year that is drafted and whose targets count.
  package var year: Int?
  package var targetYear: Int?
  /// How much there is; the whole of last year's budget where it says nothing.
  package var envelope = Amount.percent(100)
  /// The year of which the envelope is a percentage.
  package var envelopeYear: Int?
  package var defaults = Defaults()
  package var limits: [Limit] = []
  /// Lines that are whole or nothing, beside those that the budget's column `indivisible` names.
  package var indivisible: [Indivisible] = []
  /// Whether that column counts.
  package var readsIndivisible = true
  /// How many years are drafted together; nil where it is one.
  package var years: Years?
  package var weights = WeightChanges()
  /// λ.
  package var inertia = 0.01
  /// Drafts are rounded to so many minor units.
  package var roundTo: Int64 = 1
  /// Whether suggested links count; nil leaves it to the program's option.
  package var includesSuggested: Bool?
  package var sweepEnvelopes: [Amount] = []
  package var sweepInertias: [Double] = []
  /// Where each key stands, by its path.
  package var places: [String: Problem.Place] = [:]

  /// The place of a key, or the file where it does not stand in one.
  package func place(_ key: String) -> Problem.Place { places[key] ?? Problem.Place(file: file) }

  /// The defaults.
  package init() {}

  /// The scenario once for each envelope and λ of its sweep, each named by what differs; envelopes from 80 to 110 % where it
  /// names none.
  package var swept: [Scenario] {
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
  package enum Amount: Sendable, Hashable {
    /// Minor units.
    case money(Int64)
    /// Percent of last year's amount.
    case percent(Double)
  }

  /// What holds for every line unless a limit of its own says otherwise.
  package struct Defaults: Sendable, Hashable {
    /// Every line may fall or rise by this part; nil lets it go from nothing to anything.
    package var range: Double? = 0.2
    /// Whether mandatory lines are held.
    package var holdsMandatory = true
    /// Whether lines that keep services stay as they are, but for the part of their money that competes.
    package var keepsRunning = true
    /// Lines with one of these flags get no more than they have.
    package var noNewMoney: [String] = ["AL101"]

    /// A value of its parts.
    package init(
      range: Double? = 0.2, holdsMandatory: Bool = true, keepsRunning: Bool = true, noNewMoney: [String] = ["AL101"]
    ) {
      self.range = range
      self.holdsMandatory = holdsMandatory
      self.keepsRunning = keepsRunning
      self.noNewMoney = noNewMoney
    }
  }

  /// One limit.
  package struct Limit: Sendable, Hashable {
    /// Nothing yet.
    package init() {}

    package var name: [String: String] = [:]
    package var subject = Subject.lines(LineSelection())
    /// Whether it holds for the sum of its lines rather than for each.
    package var isOnSum = false
    package var floor: Amount?
    package var cap: Amount?
    /// The year of which percentages are taken; last year's budget where it says nothing.
    package var ofYear: Int?
    /// Where it stands in its file.
    package var file = ""
    package var row: Int?
    package var sheet: String?
    /// The place of one of its keys.
    package func place(_ key: String) -> Problem.Place {
      var place = Problem.Place(file: file, line: row, key: key)
      (place.sheet, place.isOwnBook) = (sheet, sheet != nil)
      return place
    }
    /// The one key as which floor and cap were written, where they were.
    package var form: Form?
    /// Whether that is `hold`.
    package var isHold: Bool { form == .hold }
    /// The line whose amount a person gave in an earlier draft, normalised; nil of every other limit.
    package var keptLine: String?
  }

  /// A key that stands for floor and cap together; the catalogues have its words under `limit-form.NAME`.
  package enum Form: String, Sendable, CaseIterable {
    case hold
  }

  /// Lines that are whole or nothing.
  package struct Indivisible: Sendable, Hashable {
    package var selection = LineSelection()
    /// Only lines with more than this, in minor units.
    package var above: Int64 = 0
    /// A whole line may get less or more than it asks for by this part.
    package var range = 0.0

    /// Every line, at what it asks for.
    package init() {}
  }

  /// Several years that are drafted together.
  package struct Years: Sendable, Hashable {
    package var count = 1
    /// The envelope of each year; where there are none, that of the first grows.
    package var envelopes: [Amount] = []
    /// By what part the envelope grows from year to year, in money of each year.
    package var growth = 0.0
    /// The part of a year's envelope that it may leave for the next.
    package var carryOver = 0.0
    /// What a year counts against the one before it.
    package var discount = 1.0

    /// One year.
    package init() {}
  }

  /// What a limit is about.
  package enum Subject: Sendable, Hashable {
    case lines(LineSelection)
    case goal(GoalID)
    case axis(AxisID)
  }

  /// Weights that differ from those of the workspace.
  package struct WeightChanges: Sendable, Hashable {
    /// Nothing yet.
    package init() {}

    package var methods = WeightSettings()
    /// The line of the scenario's file on which a method is named.
    package var line: Int?
    /// Shares among siblings; those not named share the rest as the workspace has them.
    package var axes: [AxisID: Double] = [:]
    package var goals: [GoalID: Double] = [:]
    package var indicators: [IndicatorID: Double] = [:]

    /// Whether anything differs.
    package var isEmpty: Bool {
      methods == WeightSettings() && axes.isEmpty && goals.isEmpty && indicators.isEmpty
    }
  }
}
