/// Everything that a report may tell. What is nil or empty is left out of it.
public struct ReportContents: Sendable {
  public var review: Review
  /// The money, where the workspace has a budget.
  public var analysis: Analysis?
  public var flags: FlagList
  public var totals: FlagTotals
  /// What changed since the last recorded review.
  public var comparison: HistoryComparison?
  /// By goal in table order, what robust ranking found; empty where it was not asked for.
  public var robustness: [GoalRobustness] = []
  /// Scenarios side by side, one a column; nil where none was solved.
  public var scenarios: ReportTable?
  /// Whether links that are only suggested were counted.
  public var includesSuggested: Bool
  /// Whether names of people and notes are left out, as an office would before it publishes.
  public var isPublic: Bool
  /// The day on which it was made, in days since 1970-01-01; nil where the bytes must depend on the input alone.
  public var preparedOn: Int?

  /// One goal under many weightings.
  public struct GoalRobustness: Sendable, Hashable {
    /// The share of weightings under which the goal is under-funded.
    public var underFunded: Double?
    /// Its rank by under-funding, on average.
    public var expectedRank: Double?

    /// What robust ranking found of a goal.
    public init(underFunded: Double?, expectedRank: Double?) {
      self.underFunded = underFunded
      self.expectedRank = expectedRank
    }
  }

  /// The contents of a report on a workspace, with or without a budget.
  ///
  /// - Throws: ``AnalysisError``, ``WeighError`` or ``TraceError``.
  public init(
    of workspace: Workspace, period: Period? = nil, year: Int? = nil, includingSuggested: Bool = false,
    isPublic: Bool = false, jobs: Int = 1
  ) throws {
    review = try Review(
      of: workspace, period: period, year: year, includingSuggested: includingSuggested, jobs: jobs)
    if workspace.budget.years.contains(review.year) {
      let analysis = try Analysis(
        of: workspace, year: review.year, period: review.period, includingSuggested: includingSuggested, jobs: jobs)
      flags = analysis.flagList
      self.analysis = analysis
    } else {
      flags = try PlanLint(of: workspace, period: review.period, year: review.year, jobs: jobs).flagList
    }
    totals = flags.totals
    includesSuggested = includingSuggested
    self.isPublic = isPublic
  }

  /// The largest amount that is shown, in minor units.
  public var largestAmount: Int64 { analysis?.funding.totalApproved ?? 0 }
}
