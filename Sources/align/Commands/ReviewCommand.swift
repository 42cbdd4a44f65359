import AlignWords
import AlignModel
import AlignReports
import AlignmentEngine
import ArgumentParser

extension ReviewTable: ExpressibleByArgument {}

/// `align review WS --period 1402Q2`: whether the plan is being carried out, by whom, and what is not even measured.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: Phrase.helpReview.said,
    discussion: Phrase.helpReviewMore.said
  )

  @OptionGroup var options: CommonOptions

  @OptionGroup var recording: RecordOptions

  @Option(help: .of(.helpReviewBy))
  var by: ReviewTable?

  @Option(help: .of(.helpReviewDepartment))
  var department: String?

  func run() throws {
    try options.onWorkspace(needing: [.weights, .period]) { opened in
      let review = try opened.review()
      let currency = review.workspace.settings.currency
      let format = opened.format(largest: review.largestAmount)
      let page = try department.map { try self.page($0, of: review) }
      try opened.write { output, screen in
        let json = ReviewJSON(review, format: format)
        switch options.format {
        case .json: try json.write(summary: options.summary, to: output)
        case .ndjson: try json.writeRecords(summary: options.summary, to: output)
        case .table(let form):
          let table = (by ?? .indicators).table(of: review, in: opened.language)
          try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
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
    let known = review.departments.map(\.name).filter { !$0.isEmpty }
    throw UsageFailure(
      "--department", .usageDepartment, .text(name), .list(known.map { .text($0) }),
      suggestion: Spelling.nearest(name, among: known))
  }
}

extension OpenedWorkspace {
  /// The review, with its warnings said unless the person wants quiet.
  func review() throws -> Review {
    let review = try Progress.during(.working, language, isQuiet: options.quiet) {
      try Review(of: workspace, period: period, year: year, includingSuggested: options.includeSuggested, jobs: jobs)
    }
    say(review.allWarnings)
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
