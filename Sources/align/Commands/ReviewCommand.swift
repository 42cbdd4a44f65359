import AlignModel
import AlignReports
import AlignmentEngine
import ArgumentParser

extension ReviewTable: ExpressibleByArgument {}

/// `align review WS --period 1402Q2`: whether the plan is being carried out, by whom, and what is not even measured.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Reviews the plan at a period: scorecards, forecasts, execution of the budget, missing statistics.",
    discussion: """
      Status. A level or a milestone is judged by its pace, which is what was gained a year since the baseline over what \
      must be gained a year from the period to the plan's end; a flow, a band, and what has arrived by its attainment. \
      From 0.90 up it is on track, below 0.60 off track, between them behind. align.yaml may set \
      'review: {on_track: 0.9, off_track: 0.6, interval: 0.8}'.

      Forecast of the year's end. A random walk with drift through the last twelve observations, four at least; a flow that \
      adds up by the share of the year that past years had reached by the same quarter, three years at least. The interval \
      holds 80 % of outcomes by Student's t. With fewer observations it is not estimable.

      Execution. The latest year with 'spent'; composition variance is PEFA's PI-2, budgets adjusted by the deviation of \
      the whole; within 5, 10, 15 % is A, B, C, else D. Contingency and interest are not told apart.

      csv: one table, that of --by, indicators unless said. --record adds the review to the workspace's history.
      """
  )

  @OptionGroup var options: CommonOptions

  @OptionGroup var recording: RecordOptions

  @Option(help: "The one table to show: indicators, goals, axes, departments, owners, execution, statistics.")
  var by: ReviewTable?

  @Option(help: "The page of one department only (text).")
  var department: String?

  func run() throws {
    try reportingFailures {
      let opened = try OpenedWorkspace(options)
      let review = try opened.review()
      let currency = review.workspace.settings.currency
      let format = opened.format(largest: review.largestAmount)
      let page = try department.map { try self.page($0, of: review) }
      try opened.write { output, screen in
        let json = ReviewJSON(review, format: format)
        switch options.format {
        case .json: try json.write(summary: options.summary, to: output)
        case .ndjson: try json.writeRecords(summary: options.summary, to: output)
        case .csv:
          let table = (by ?? .indicators).table(of: review, in: opened.language)
          try CSVTable.write(table, currency: currency, marksEncoding: output.isFile, to: output)
        case .xlsx:
          var workbook = ReportWorkbook(
            language: opened.language, settings: review.workspace.settings, title: opened.name)
          for table in ReviewTable.allCases { workbook.add(table.table(of: review, in: opened.language)) }
          try workbook.write(to: output)
        case .text:
          let text = ReviewText(review: review, name: opened.name, format: format, screen: screen)
          try output.write(lines: page.map(text.lines(department:)) ?? text.lines(table: by))
        }
      }
      try recording.record(review, command: "review", opened)
    }
  }

  private func page(_ name: String, of review: Review) throws -> DepartmentPage {
    if let page = review.departments.first(where: { NameForms.areAlike($0.name, name) }) { return page }
    let known = review.departments.map(\.name).filter { !$0.isEmpty }.joined(separator: "; ")
    throw UsageFailure(description: "--department \(name): there is no such department; expected one of: \(known)")
  }
}

extension OpenedWorkspace {
  /// The review, with its warnings said unless the person wants quiet.
  func review() throws -> Review {
    let review = try Progress.during(.working, language, isQuiet: options.quiet) {
      try Review(of: workspace, period: period, year: year, includingSuggested: options.includeSuggested, jobs: jobs)
    }
    if !options.quiet { Messages.say(review.allWarnings) }
    return review
  }
}

extension Review {
  /// The largest amount that a review shows, in minor units.
  var largestAmount: Int64 {
    let approved = departments.compactMap(\.money?.approved).max() ?? 0
    let executed = execution.map { Int64(exactly: $0.departments.approved.rounded()) ?? .max } ?? 0
    return max(approved, executed)
  }
}
