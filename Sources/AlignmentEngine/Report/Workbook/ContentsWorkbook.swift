extension ReportWorkbook {
  /// A whole report as a workbook: the sheets of the analysis where there is a budget, those of the review, and scenarios side
  /// by side where any was solved.
  ///
  /// - Parameter isSummary: no lines, and flags by code.
  public static func of(_ contents: ReportContents, name: String, in language: Language, isSummary: Bool)
    -> ReportWorkbook
  {
    let review = contents.review
    let settings = review.workspace.settings
    var workbook =
      contents.analysis.map { of($0, totals: contents.totals, name: name, in: language, isSummary: isSummary) }
      ?? ReportWorkbook(
        language: language, settings: settings,
        title: Phrase.titleReview.text(
          in: language, name, NumberFormat(language: language, settings: settings, largest: 0).words(review.period)))
    for table in ReviewTable.allCases where table != .execution || review.execution != nil {
      var sheet = table.table(of: review, in: language)
      // The analysis has sheets of the same names.
      sheet.title = Phrase("review: \(sheet.title.en)", "پایش: \(sheet.title.fa)")
      workbook.add(sheet)
    }
    if !contents.scenarios.isEmpty {
      let tables = ScenarioTables(contents.scenarios, in: language)
      workbook.add(tables.summary)
      if let axes = tables.axes { workbook.add(axes) }
    }
    return workbook
  }
}
