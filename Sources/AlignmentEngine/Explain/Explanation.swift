import AlignModel
import Foundation

/// Where the figures of one subject come from: formulas, steps, rows of the tables, what counted and what did not, and what
/// would change the answer. It holds no words of any language; ``Explanations`` makes it.
package struct Explanation: Sendable {
  /// What is explained.
  package var subject: Subject
  /// The rows that define the subject.
  package var sources: [Source] = []
  /// What the tables say of it, and what it was classed as.
  package var facts: [Fact] = []
  /// Its figures, each with its steps.
  package var figures: [ExplainedFigure] = []
  /// Figures that have no value, with the reason.
  package var unknown: [UnknownFigure] = []
  /// Of a line: every link and rule that speaks of it, and what became of each.
  package var ties: [Tie] = []
  /// The lines behind it, the most money first.
  package var lines: [LineMoney] = []
  /// The indicators under it, or that it serves or owns.
  package var indicators: [IndicatorID] = []
  /// Of an indicator: its targets and observations.
  package var targets: [TargetRow] = []
  package var measurements: [Observed] = []
  /// Of an indicator: the money that reached it, year by year.
  package var years: [YearMoney] = []
  /// The flags raised of it, by their positions in the list of flags.
  package var flags: [Int] = []
  /// What would change its figures.
  package var changes: [Change] = []

  /// What can be explained.
  package enum Subject: Sendable, Hashable {
    /// The plan and the budget as a whole.
    case whole
    case axis(AxisID)
    case goal(GoalID)
    case indicator(IndicatorID)
    case line(LineID)
    /// A department as first written; empty for lines without one.
    case department(String)
    /// A flag, by its position in the list of flags.
    case flag(Int)
    /// A criterion by which lines are scored.
    case criterion(String)
  }

  /// A row of a table at its place in the user's files.
  package struct Source: Sendable, Hashable {
    /// The table by our name.
    package var table: String
    /// The file as the user named it; nil where the sheet is of the workspace's own workbook.
    package var file: String?
    /// The sheet, where the file is a workbook.
    package var sheet: String?
    /// The row as a person counts it.
    package var row: Int?
  }

  /// A figure with what it is made of.
  package struct ExplainedFigure: Sendable {
    /// Which figure.
    package var figure: Figure
    /// The formula, where it is another one than ``Figure/formula``.
    package var formula: String
    /// What the stages came to; money in minor units.
    package var value: Double
    /// The steps, which come to ``value``.
    package var steps: Step
  }

  /// A figure that cannot be told.
  package struct UnknownFigure: Sendable, Hashable {
    /// Which figure.
    package var figure: Figure
    /// Why not.
    package var reason: Reason

    /// Why a figure cannot be told.
    package enum Reason: String, Sendable, CaseIterable, Codable {
      case notMeasured = "not_measured"
      case noTarget = "no_target"
      case noBaseline = "no_baseline"
      case notDue = "not_due"
      /// Nothing is needed, or no money competes.
      case noNeed = "no_need"
      case noCompetingMoney = "no_competing_money"
      case nothingApproved = "nothing_approved"
      case noIndicator = "no_indicator"
      case tooFewObservations = "too_few_observations"
      case tooFewYears = "too_few_years"
      /// The weights in force do not say that the goal is out of balance.
      case inBalance = "in_balance"
      case noCriterion = "no_criterion"
    }
  }

  /// Something known of the subject: a key and what it says.
  package struct Fact: Sendable {
    /// The column of the table, or a key of the analysis.
    package var key: Key
    /// What it says.
    package var value: Value

    /// What is told.
    package enum Key: String, Sendable, CaseIterable, Codable {
      case title, name, axis, goal, department, kind, direction, unit, owner, state, rank, mandate, frequency, quartile
      case lineClass = "class"
      case lines, period, year, severity, accepted, condition
    }

    /// A word of the tables or ours, a number, or a subject.
    package enum Value: Sendable {
      case text(String), word(String), integer(Int), subject(Subject)
    }
  }

  /// A link or a rule that speaks of a line, and what became of it.
  package struct Tie: Sendable {
    /// Where it stands.
    package var source: Source
    /// Whether it is a row of `rules`.
    package var isRule: Bool
    /// The id or prefix that the link names; of a rule the columns that it fills.
    package var names: String
    /// What it ties the line to; nil for `none`.
    package var target: Subject?
    /// The share as written, and as confirmed, suggested or rejected.
    package var share: Double
    package var status: String
    /// Whether it speaks of money that works against the indicator.
    package var isAgainst: Bool
    /// Whether it counts, and if not, why.
    package var verdict: Verdict

    /// What became of a link or a rule.
    package enum Verdict: String, Sendable, CaseIterable, Codable {
      /// It is of the class that counts.
      case counts
      /// It counts as a judgement that the line serves no target.
      case judgesNone = "judges_none"
      /// It takes its pair out of what counts.
      case takesOut = "takes_out"
      /// A rejected row takes it out.
      case takenOut = "taken_out"
      /// Suggested, and only confirmed ones are asked for.
      case onlySuggested = "only_suggested"
      case overruledByConfirmed = "overruled_by_confirmed"
      case overruledByExact = "overruled_by_exact"
      case overruledByLongerPrefix = "overruled_by_longer_prefix"
      case overruledByLink = "overruled_by_link"
      case overruledByFullerRule = "overruled_by_fuller_rule"
      /// `none` beside rows of its class that name a target.
      case yields
      /// It names what does not exist.
      case unknownTarget = "unknown_target"
      /// The code stood for another work then.
      case otherWork = "other_work"
    }
  }

  /// The money of a line that reaches the subject.
  package struct LineMoney: Sendable {
    /// The row of L.
    package var row: Int
    /// The part of the line's money, 0–1, and the money in minor units.
    package var share: Double
    package var amount: Double
    /// What the money does.
    package var isImproving: Bool
    /// The indicator, where the subject has several.
    package var indicator: IndicatorID?
    /// The links and rules that gave the share.
    package var ties: [Source]
  }

  /// A target of an indicator.
  package struct TargetRow: Sendable {
    package var target: Target
    package var source: Source
  }

  /// An observation of an indicator, and whether the actual value rests on it.
  package struct Observed: Sendable {
    package var measurement: AlignModel.Measurement
    package var source: Source
    package var isUsed: Bool
  }

  /// The money that reached an indicator in a year, in minor units.
  package struct YearMoney: Sendable, Hashable {
    package var year: Int
    package var amount: Double
    /// The same at the prices of Y; nil where the table `prices` does not tell.
    package var real: Double?
  }

  /// Something that would change a figure.
  package struct Change: Sendable {
    /// What would have to be done.
    package var kind: Kind
    /// To what it would be done.
    package var subject: Subject?
    /// The row that would be changed.
    package var source: Source?
    /// The figure that it would change, from what to what.
    package var figure: Figure?
    package var from: Double?
    package var to: Double?
    /// The money, in minor units, that it is about.
    package var amount: Double?

    /// What would have to be done.
    package enum Kind: String, Sendable, CaseIterable, Codable {
      /// The gap of an indicator is closed.
      case closeGap = "close_gap"
      /// An indicator of which something is missing is measured, or given a target or a baseline.
      case measure, setTarget = "set_target", setBaseline = "set_baseline"
      /// A suggested link is confirmed.
      case confirmLink = "confirm_link"
      /// A line that nobody has judged is tied to the plan.
      case tieLine = "tie_line"
      /// The weight of a goal is another one, the others keeping their proportions.
      case changeWeight = "change_weight"
      /// Improving money is moved to a goal, or away from it.
      case moveMoney = "move_money"
      /// What the flag says would clear it.
      case clearFlag = "clear_flag"
    }
  }

  /// An explanation that says nothing yet.
  init(_ subject: Subject) { self.subject = subject }

  static func exponential(_ exponent: Double) -> Double { exp(exponent) }
  static func logarithm(_ number: Double) -> Double { log(number) }
}
