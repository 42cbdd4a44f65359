/// A kind of flag: its code, how grave it is, what it is about and the thresholds that decide it.
///
/// This is the one description of a flag. Its rule finds it (`AlignmentEngine/Flag`); what it means, when it is raised and
/// what would clear it stand in the catalogues of `AlignWords` under `flag.CODE`, and what each threshold is under
/// `threshold.CODE.NAME`. `align.yaml` and `docs/flags.md` are made from these.
public struct FlagCode: Sendable, Hashable {
  /// `AL101` and so on: stable, and never used for anything else.
  public let code: String
  /// How grave it is unless `align.yaml` re-grades it.
  public let severity: Severity
  /// What its subject is.
  public let scope: Scope
  /// The numbers that decide it, which `align.yaml` may set.
  public let thresholds: [FlagThreshold]

  /// What the subject of a flag names.
  public enum Scope: String, Sendable, Codable, CaseIterable {
    case line, indicator, goal, department, table, expert, link
  }

  /// What a flag looks at.
  public enum Family: Int, Sendable, CaseIterable {
    /// One line of the budget.
    case line = 1
    /// Money against need.
    case funding
    /// The plan and its data.
    case plan
    /// Links, judgements and other ties.
    case ties
    /// What changed since an earlier run.
    case changes
  }

  /// Which group of flags it belongs to.
  public var family: Family {
    Family(rawValue: code.dropFirst(2).first?.wholeNumberValue ?? 1) ?? .line
  }

  private init(_ code: String, _ severity: Severity, of scope: Scope, thresholds: [FlagThreshold] = []) {
    self.code = code
    self.severity = severity
    self.scope = scope
    self.thresholds = thresholds
  }

  /// The flag of a code in capitals; nil where there is none.
  public init?(code: String) {
    guard let found = Self.all.first(where: { $0.code == code }) else { return nil }
    self = found
  }

  /// A threshold as the settings have it, else its default.
  package func threshold(_ name: String, _ settings: Settings) -> Double {
    settings.flags[code]?.thresholds[name] ?? thresholds.first { $0.name == name }?.value ?? 0
  }
}

/// A number that decides whether something is flagged.
public struct FlagThreshold: Sendable, Hashable {
  /// The key of `align.yaml` under the flag's code.
  public let name: String
  /// The default, in the unit of what it is compared with.
  public let value: Double
  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

extension FlagCode {
  /// Every kind of flag, in the order of the codes.
  public static let all: [FlagCode] = [
    .servesNothing, .servesOnlyMet, .weaklyTied, .notOwned, .sameWorkTwice, .pastTargets, .offExecution,
    .worksAgainst, .spentUnapproved, .behindWithoutMoney, .underFunded, .overFunded, .unexplained, .neverMeasured,
    .stale, .worseThanBaseline, .notMeasurable, .againstDirection, .outOfRange, .againstPlanTotal, .sharesAboveOne,
    .dangling, .inconsistentExpert, .idleAcceptance, .codeReused, .kindChanged, .targetMoved, .baselineRewritten,
    .linkDropped, .promiseNotKept, .indicatorRemoved,
  ]

  /// A line serves no indicator.
  package static let servesNothing = FlagCode(
    "AL101", .warning, of: .line)

  /// A line pays to improve only what is met for good.
  package static let servesOnlyMet = FlagCode(
    "AL102", .warning, of: .line,
    thresholds: [
      FlagThreshold("gap", 0.01)
    ])

  /// A line is tied to the plan only weakly.
  package static let weaklyTied = FlagCode(
    "AL103", .info, of: .line,
    thresholds: [
      FlagThreshold("share", 0.5)
    ])

  /// A line's department owns none of the indicators that it serves.
  package static let notOwned = FlagCode(
    "AL104", .info, of: .line)

  /// The same work stands in the budgets of different departments.
  package static let sameWorkTwice = FlagCode(
    "AL105", .info, of: .line,
    thresholds: [
      FlagThreshold("cosine", 0.9),
      FlagThreshold("departments", 3),
      FlagThreshold("lines", 20_000_000),
    ])

  /// Money goes to targets whose last year has passed.
  package static let pastTargets = FlagCode(
    "AL106", .warning, of: .line)

  /// Execution is far from the budget.
  package static let offExecution = FlagCode(
    "AL107", .warning, of: .line,
    thresholds: [
      FlagThreshold("low", 0.70),
      FlagThreshold("high", 1.10),
    ])

  /// A line works against an indicator.
  package static let worksAgainst = FlagCode(
    "AL108", .warning, of: .line)

  /// Money was spent where nothing was approved.
  package static let spentUnapproved = FlagCode(
    "AL109", .warning, of: .line)

  /// An indicator is behind schedule and no money reaches it.
  package static let behindWithoutMoney = FlagCode(
    "AL201", .warning, of: .indicator,
    thresholds: [
      FlagThreshold("attainment", 0.90)
    ])

  /// A goal gets less than its share of the need.
  package static let underFunded = FlagCode(
    "AL202", .warning, of: .goal,
    thresholds: [
      FlagThreshold("ratio", 0.8),
      FlagThreshold("points", 0.01),
      FlagThreshold("weightings", 0.9),
    ])

  /// A goal gets more than its share of the need.
  package static let overFunded = FlagCode(
    "AL203", .info, of: .goal,
    thresholds: [
      FlagThreshold("ratio", 1.25),
      FlagThreshold("points", 0.01),
      FlagThreshold("weightings", 0.9),
    ])

  /// Funding that need, mandates and habit do not explain.
  package static let unexplained = FlagCode(
    "AL204", .info, of: .goal,
    thresholds: [
      FlagThreshold("share", 0.02)
    ])

  /// An indicator was never measured.
  package static let neverMeasured = FlagCode(
    "AL301", .warning, of: .indicator)

  /// The last measurement of an indicator is too old.
  package static let stale = FlagCode(
    "AL302", .warning, of: .indicator)

  /// An indicator stands worse than its baseline.
  package static let worseThanBaseline = FlagCode(
    "AL303", .warning, of: .indicator,
    thresholds: [
      FlagThreshold("attainment", 0)
    ])

  /// An indicator cannot be measured, or has no date.
  package static let notMeasurable = FlagCode(
    "AL304", .warning, of: .indicator)

  /// Targets contradict the direction of their indicator.
  package static let againstDirection = FlagCode(
    "AL305", .warning, of: .indicator)

  /// A target or a measurement lies outside the range that its unit names.
  package static let outOfRange = FlagCode(
    "AL306", .warning, of: .indicator)

  /// The yearly targets of a flow do not add up to its target for the whole plan.
  package static let againstPlanTotal = FlagCode(
    "AL307", .warning, of: .indicator,
    thresholds: [
      FlagThreshold("difference", 0.01)
    ])

  /// The shares of a line sum above 1.
  package static let sharesAboveOne = FlagCode(
    "AL401", .warning, of: .line)

  /// A link names what does not exist.
  package static let dangling = FlagCode(
    "AL402", .error, of: .table)

  /// An expert's judgements contradict each other.
  package static let inconsistentExpert = FlagCode(
    "AL403", .warning, of: .expert,
    thresholds: [
      FlagThreshold("consistency_ratio", 0.10)
    ])

  /// A row of `accepted` lets stand what is not raised.
  package static let idleAcceptance = FlagCode(
    "AL404", .warning, of: .table)

  /// The code of a line stood for another work in an earlier year.
  package static let codeReused = FlagCode(
    "AL405", .warning, of: .line)

  /// A line's kind changed, so that its money competes or no longer does.
  package static let kindChanged = FlagCode(
    "AL406", .warning, of: .line)

  /// A target was moved or removed since the last recorded run.
  package static let targetMoved = FlagCode(
    "AL501", .warning, of: .indicator)

  /// A baseline or a definition was rewritten since the last recorded run.
  package static let baselineRewritten = FlagCode(
    "AL502", .warning, of: .indicator)

  /// A link was dropped since the last recorded run.
  package static let linkDropped = FlagCode(
    "AL503", .warning, of: .link)

  /// A promise of an earlier review was not kept.
  package static let promiseNotKept = FlagCode(
    "AL504", .warning, of: .indicator)

  /// An indicator was removed since the last recorded run.
  package static let indicatorRemoved = FlagCode(
    "AL505", .warning, of: .indicator)
}
