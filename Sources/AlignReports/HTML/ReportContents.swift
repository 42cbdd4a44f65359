import AlignModel
import AlignmentEngine

/// Everything that a report may tell. What is nil or empty is left out of it.
package struct ReportContents: Sendable {
  /// The plan at P; every report has it.
  package var review: Review
  /// The money, where the workspace has a budget.
  package var analysis: Analysis?
  /// The flags, and their counts and money at stake; without a budget, those of the plan and its data alone.
  package var flags: FlagList
  package var totals: FlagTotals
  /// What changed since the last recorded review.
  package var comparison: HistoryComparison?
  /// The goals under all weightings; nil where nothing is linked or nothing is needed.
  package var robustness: GoalRobustness?
  /// Scenarios side by side; empty where none was solved.
  package var scenarios: [ScenarioOutcome] = []
  /// Whether links that are only suggested were counted.
  package var includesSuggested: Bool
  /// Whether names of people and notes are left out, as an office would before it publishes.
  package var isPublic: Bool
  /// The day on which it was made, in days since 1970-01-01; nil where the bytes must depend on the input alone.
  package var preparedOn: Int?

  /// The contents of a report on a workspace, with or without a budget.
  ///
  /// - Throws: ``AnalysisError``, ``WeighError`` or ``TraceError``.
  package init(
    of workspace: Workspace, period: Period? = nil, year: Int? = nil, includingSuggested: Bool = false,
    isPublic: Bool = false, jobs: Int = 1
  ) throws {
    review = try Review(
      of: workspace, period: period, year: year, includingSuggested: includingSuggested, jobs: jobs)
    if workspace.budget.years.contains(review.year) {
      let analysis = try Analysis(
        of: workspace, year: review.year, period: review.period, includingSuggested: includingSuggested, jobs: jobs)
      flags = analysis.flagList
      robustness = Self.robustness(of: analysis, jobs: jobs)
      self.analysis = analysis
    } else {
      flags = try PlanLint(of: workspace, period: review.period, year: review.year, jobs: jobs).flagList
    }
    totals = flags.totals
    includesSuggested = includingSuggested
    self.isPublic = isPublic
  }

  /// The goals under weightings drawn as `align rank --robust` draws them; nil where that is not estimable.
  private static func robustness(of analysis: Analysis, jobs: Int) -> GoalRobustness? {
    let settings = analysis.workspace.settings
    var options = GoalRobustness.Options()
    options.weightings = settings.robust.weightings
    options.spread = settings.robust.spread
    options.low = settings.flags["AL202"]?.thresholds["ratio"] ?? options.low
    options.high = settings.flags["AL203"]?.thresholds["ratio"] ?? options.high
    options.jobs = jobs
    // More goals than the draws can hold are ranked by the weights in force only.
    return try? GoalRobustness(
      plan: analysis.workspace.plan, attainment: analysis.attainment, weights: analysis.weights,
      use: analysis.alignment.use, options)
  }

  /// The goals that are under-funded under most of the weightings drawn; nil where none were drawn.
  var supportedShortGoals: Set<Int>? {
    robustness.map { Set($0.goals.filter { $0.underFunded >= 0.5 }.map(\.index)) }
  }

  /// The largest amount that is shown, in minor units.
  package var largestAmount: Int64 { analysis?.funding.totalApproved ?? 0 }
}
