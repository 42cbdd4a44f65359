import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes a review as one JSON object, or as one record a line.
package struct ReviewJSON {
  let review: Review
  let format: NumberFormat
  private var language: Language { format.language }
  private var currency: Currency { review.workspace.settings.currency }

  /// A document of a review.
  package init(_ review: Review, format: NumberFormat) {
    self.review = review
    self.format = format
  }

  /// Writes the object.
  ///
  /// - Parameter summary: leaves out the indicators, the lists of statistics and the pages of departments.
  package func write(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    try fields(summary: summary, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes the fields into an open object.
  func fields(summary: Bool, to json: inout JSONWriter) throws {
    try head(&json)
    try ProblemJSON.write(review.allWarnings, in: language, to: &json)
    for table in [ReviewTable.goals, .axes, .owners] { try rows(table, &json) }
    if !summary {
      for table in [ReviewTable.indicators, .statistics] { try rows(table, &json) }
      json.key("departments")
      json.beginArray()
      for page in review.departments {
        json.beginObject()
        department(page, &json)
        json.endObject()
      }
      json.endArray()
    }
  }

  /// Writes one record a line, each with `record`: summary, problem, goal, axis, owner, department, indicator, statistic.
  package func writeRecords(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    json.key("record")
    json.string("summary")
    try head(&json)
    json.endObject()
    json.endLine()
    try json.finish()
    try ProblemJSON.writeRecords(review.allWarnings, in: language, to: sink)
    let tables: [(ReviewTable, String)] = [(.goals, "goal"), (.axes, "axis"), (.owners, "owner")]
    let long: [(ReviewTable, String)] = [(.indicators, "indicator"), (.statistics, "statistic")]
    for (table, record) in tables + (summary ? [] : long) {
      try TableJSON.writeRecords(table.table(of: review, in: language), record: record, currency: currency, to: sink)
    }
    if summary { return }
    for page in review.departments {
      json.beginObject()
      json.key("record")
      json.string("department")
      department(page, &json)
      json.endObject()
      json.endLine()
    }
    try json.finish()
  }

  private func rows(_ table: ReviewTable, _ json: inout JSONWriter) throws {
    json.key(table.rawValue)
    try TableJSON.rows(of: table.table(of: review, in: language), currency: currency, to: &json)
  }

  private func head(_ json: inout JSONWriter) throws {
    DocumentHead.write(review.workspace, to: &json)
    json.key("period")
    json.string(review.period.description)
    json.key("year")
    json.integer(review.year)
    json.key("currency")
    json.string(currency.code)
    json.key("settings")
    json.beginObject()
    json.key("on_track")
    json.number(review.workspace.settings.review.onTrack)
    json.key("off_track")
    json.number(review.workspace.settings.review.offTrack)
    json.key("interval")
    json.number(review.workspace.settings.review.interval)
    json.endObject()
    json.key("forecast_record")
    json.beginObject()
    json.key("interval")
    json.number(Forecast.record.interval)
    json.key("cases")
    json.integer(Forecast.record.cases)
    json.key("held")
    json.number(Forecast.record.held)
    json.endObject()
    json.key("plan")
    try TableJSON.rows(of: ReviewTable.plan(of: review), currency: currency, to: &json)
    json.key("execution")
    try execution(&json)
  }

  private func execution(_ json: inout JSONWriter) throws {
    guard let execution = review.execution else { return json.null() }
    json.beginObject()
    json.key("year")
    json.integer(execution.year)
    json.key("is_partial")
    json.bool(execution.isPartial)
    json.key("held_against_amended")
    json.bool(execution.isAmended)
    json.key("rows_without_spent")
    json.integer(execution.rowsWithoutSpent)
    json.key("approved_without_spent")
    json.money(execution.approvedWithoutSpent, in: currency)
    json.key("departments")
    try composition(execution.departments, ReviewTable.departments(of: execution, review: review, in: language), &json)
    json.key("goals")
    try composition(execution.goals, ReviewTable.goals(of: execution, review: review, in: language), &json)
    json.key("chapters")
    if let chapters = execution.chapters, let table = ReviewTable.chapters(of: execution, in: language) {
      try composition(chapters, table, &json)
    } else {
      json.null()
    }
    json.key("years")
    json.beginArray()
    for year in execution.years {
      json.beginObject()
      json.key("year")
      json.integer(year.year)
      json.key("variance")
      json.number(year.variance)
      json.key("score")
      json.string(year.variance.map { Composition.Score(variance: $0).rawValue })
      json.endObject()
    }
    json.endArray()
    json.key("three_year_score")
    json.string(execution.threeYearScore?.rawValue)
    json.endObject()
  }

  private func composition(_ composition: Composition, _ table: ReportTable, _ json: inout JSONWriter) throws {
    json.beginObject()
    json.key("approved")
    json.money(composition.approved, in: currency)
    json.key("spent")
    json.money(composition.spent, in: currency)
    json.key("overall_deviation")
    json.number(composition.overallDeviation)
    json.key("variance")
    json.number(composition.variance)
    json.key("score")
    json.string(composition.score?.rawValue)
    json.key("rows")
    try TableJSON.rows(of: table, currency: currency, to: &json)
    json.endObject()
  }

  private func department(_ page: DepartmentPage, _ json: inout JSONWriter) {
    json.key("department")
    json.string(page.name)
    json.key("indicators")
    json.integer(page.card?.count ?? 0)
    json.key("attainment")
    json.number(page.card?.attainment)
    json.key("change_from_quarter")
    json.number(page.card?.changeFromQuarter)
    json.key("change_from_year")
    json.number(page.card?.changeFromYear)
    json.key("on_track")
    json.integer(page.card?.onTrack ?? 0)
    json.key("behind")
    json.integer(page.card?.behind ?? 0)
    json.key("off_track")
    json.integer(page.card?.offTrack ?? 0)
    json.key("lines")
    json.integer(page.money?.lines ?? 0)
    json.key("approved")
    json.amount(page.money?.approved, in: currency)
    json.key("untied_share")
    json.number(page.money?.untiedShare)
    json.key("execution")
    json.number(page.execution?.execution)
    points("strengths", page.strengths, &json)
    points("weaknesses", page.weaknesses, &json)
  }

  private func points(_ key: StaticString, _ points: [DepartmentPage.Point], _ json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for point in points {
      json.beginObject()
      json.key("kind")
      json.string(point.kind.rawValue)
      json.key("indicator")
      json.string(point.indicator.map { review.workspace.plan.indicators.ids[$0.index] })
      json.key("value")
      json.number(point.value)
      json.key("words")
      json.string(point.words(in: format, plan: review.workspace.plan))
      json.endObject()
    }
    json.endArray()
  }
}
