import AlignModel

/// Every stage's result, in the order of the data, so that a number on the last page can be traced back.
public struct Analysis: Sendable {
  /// What was read.
  public var workspace: Workspace
  /// Y, the year being budgeted, and P, the period under review.
  public var year: Int
  /// P, the period under review.
  public var period: Period
  /// Whether suggested links count where no confirmed one does.
  package var includesSuggested: Bool
  /// What each stage came to, in the order in which they ran.
  public var attainment: Attainment
  /// The weights in force.
  public var weights: Weights
  /// L, and the money that it brings to each indicator.
  public var funding: FundingMatrix
  /// How the money lies against the plan.
  public var alignment: Alignment
  package var weightings: GoalWeightings
  package var inventory: DataInventory
  /// The flags, each written out only when it is asked for.
  public var flagList: FlagList
  /// The flags, all written out. ``flagList`` is the same without the cost.
  public var flags: [Flag] { Array(flagList) }

  /// Runs every stage over a workspace.
  ///
  /// - Parameters:
  ///   - workspace: what was read.
  ///   - year: Y; if nil the year of `align.yaml`, else the last year of the budget.
  ///   - period: P; if nil the period of `align.yaml`, else the latest that was measured.
  ///   - includingSuggested: whether suggested links count where no confirmed one does.
  ///   - jobs: threads; the result is the same whatever their number.
  /// - Throws: ``AnalysisError``, ``WeighError`` or ``TraceError``.
  public init(
    of workspace: Workspace, year: Int? = nil, period: Period? = nil, includingSuggested: Bool = false, jobs: Int = 1
  ) throws {
    let (plan, budget) = (workspace.plan, workspace.budget)
    try workspace.settings.check()
    if plan.indicators.count == 0 { throw AnalysisError.noPlan }
    let years = budget.years
    guard let last = years.last else { throw AnalysisError.noBudget }
    let year = year ?? workspace.settings.year ?? last
    guard years.contains(year) else { throw AnalysisError.yearNotInBudget(year, available: years) }
    guard let period = period ?? workspace.settings.period ?? plan.latestPeriod else { throw AnalysisError.noPeriod }
    self.workspace = workspace
    self.year = year
    self.period = period
    includesSuggested = includingSuggested
    attainment = Attainment(of: plan, at: period, budgeting: year, planEnd: workspace.settings.planEnd)
    weights = try Weights(
      of: plan, by: workspace.settings.weights, judgements: workspace.judgements, upTo: period)
    funding = try FundingMatrix(
      tracing: budget, of: year, through: workspace.links, rules: workspace.rules, plan: plan, weights: weights,
      includingSuggested: includingSuggested, jobs: jobs)
    alignment = Alignment(plan: plan, attainment: attainment, weights: weights, funding: funding)
    weightings = GoalWeightings(
      plan: plan, attainment: attainment, weights: weights, alignment: alignment,
      settings: workspace.settings, jobs: jobs)
    inventory = DataInventory(of: plan, at: period)
    flagList = FlagList(
      in: FlagContext(
        workspace, year: year, period: period, attainment: attainment, funding: funding, alignment: alignment,
        weightings: weightings, jobs: jobs),
      jobs: jobs)
  }

  /// The score of each line, worked out anew at each call: a summary has no use for it.
  public func scoreLines() -> LineScores {
    LineScores(
      budget: workspace.budget, funding: funding, attainment: attainment, settings: workspace.settings.lineScore)
  }

  /// What the stages noticed and went on from.
  public var warnings: [Problem] {
    let judged = alignment.use.warning(funding, workspace.settings).map { [$0] } ?? []
    return workspace.located(weights.warnings + funding.warnings + judged + flagList.warnings)
  }
}

/// Why a workspace cannot be analysed.
public enum AnalysisError: AlignError, Sendable, Hashable {
  case noPlan
  case noBudget
  case yearNotInBudget(Int, available: [Int])
  case noPeriod

  /// The error as a problem of the table that lacks what is needed.
  public var problems: [Problem] {
    switch self {
    case .noPlan: [Problem(.noPlan, at: Problem.Place(table: "indicators"))]
    case .noBudget: [Problem(.noBudget, at: Problem.Place(table: "budget"))]
    case .yearNotInBudget(let year, let available): [Problem(.yearNotInBudget, .error, .year(year), .years(available))]
    case .noPeriod: [Problem(.noPeriod, at: Problem.Place(table: "measurements"))]
    }
  }
}

/// The flags of the plan, its data and its links, for a check that needs no budget.
package struct PlanLint: Sendable {
  /// Y: what was asked for, else that of `align.yaml`, the last of the budget, or P's; 0 where there is none of these.
  package var year: Int
  /// Nil where nothing was measured and no period was asked for.
  package var period: Period?
  /// What the stages came to at P, or where there is none at the end of the year.
  package var attainment: Attainment
  package var weights: Weights
  package var inventory: DataInventory
  /// AL3xx and AL4xx.
  package var flagList: FlagList
  /// The same, all written out.
  package var flags: [Flag] { Array(flagList) }
  /// What the stages noticed and went on from.
  package var warnings: [Problem]

  /// Looks at a workspace with or without a budget; without one, no link is held to name a missing line.
  ///
  /// - Throws: ``WeighError`` or ``TraceError``.
  package init(of workspace: Workspace, period: Period? = nil, year: Int? = nil, jobs: Int = 1) throws {
    let (plan, budget) = (workspace.plan, workspace.budget)
    try workspace.settings.check()
    let asked = period ?? workspace.settings.period ?? plan.latestPeriod
    let year = year ?? workspace.settings.year ?? budget.years.last ?? asked?.year ?? 0
    let period = asked ?? Period(year: year)
    self.year = year
    self.period = asked
    attainment = Attainment(of: plan, at: period, budgeting: year, planEnd: workspace.settings.planEnd)
    weights = try Weights(
      of: plan, by: workspace.settings.weights, judgements: workspace.judgements, upTo: period)
    var funding = FundingMatrix()
    if budget.count > 0 {
      funding = try FundingMatrix(
        tracing: budget, of: year, through: workspace.links, rules: workspace.rules, plan: plan, weights: weights,
        jobs: jobs)
    } else {
      funding.dangling = FundingMatrix.unknownSubjects(workspace.links)
    }
    inventory = DataInventory(of: plan, at: period)
    flagList = FlagList(
      in: FlagContext(
        workspace, year: year, period: period, attainment: attainment, funding: funding, alignment: nil,
        hasPeriod: asked != nil)
    ) { [.plan, .ties].contains($0.kind.family) }
    let attainment = attainment
    let use = FundingUse(of: funding) { attainment.isKnown($0) }
    let judged = use.warning(funding, workspace.settings).map { [$0] } ?? []
    warnings = workspace.located(weights.warnings + funding.warnings + judged)
  }
}

extension Plan {
  /// The latest period in which anything was measured, as one under review.
  package var latestPeriod: Period? { measurements.values.joined().map(\.period).max()?.reviewed }
}
