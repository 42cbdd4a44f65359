import AlignModel
import AlignWords
import AlignmentEngine

/// What a review comes to, in sentences.
package struct ReviewAnswer {
  let review: Review
  let format: NumberFormat
  private var language: Language { format.language }

  /// The answer of a review.
  package init(_ review: Review, format: NumberFormat) {
    self.review = review
    self.format = format
  }

  /// The sentences, the most important first.
  package var lines: [String] { [attainment, status, horizons, statistics] + execution + [method] }

  /// A share in percent, or that it is not estimable.
  func share(_ value: Double?) -> String { value.map { format.percent($0) } ?? Phrase.notEstimable.text(in: language) }

  /// A forecast with its interval.
  func forecast(_ value: Double?, _ low: Double?, _ high: Double?) -> String {
    guard let value else { return Phrase.notEstimable.text(in: language) }
    guard let low, let high, low != high else { return format.percent(value) }
    return Phrase.to2.text(
      in: language, format.percent(value), format.percent(low), format.percent(high))
  }

  private func points(_ value: Double?) -> String {
    value.map(format.points) ?? Phrase.unknown.text(in: language)
  }

  private var attainment: String {
    let plan = review.plan
    return Phrase.reviewAttainment.text(
      in: language, share(plan.attainment), points(plan.changeFromQuarter), points(plan.changeFromYear),
      forecast(plan.forecast, plan.forecastLow, plan.forecastHigh))
  }

  private var status: String {
    let plan = review.plan
    return Phrase.reviewStatus.text(
      in: language, format.count(plan.count), format.count(plan.onTrack), format.count(plan.behind),
      format.count(plan.offTrack), format.count(plan.notDue), format.count(plan.unknown))
  }

  private var horizons: String {
    let settings = review.workspace.settings
    let planEnd = settings.planEnd.map { format.label(String($0)) } ?? Phrase.lastTargets.text(in: language)
    guard let vision = settings.visionEnd else {
      return Phrase.reviewPlanEnd.text(in: language, planEnd, share(review.plan.planEndProgress))
    }
    return Phrase.reviewHorizon.text(
      in: language, planEnd, share(review.plan.planEndProgress), format.label(String(vision)),
      share(review.plan.visionEndProgress))
  }

  private var statistics: String {
    let plan = review.plan
    return Phrase.reviewStatistics.text(
      in: language, format.count(plan.have), format.count(plan.stale), format.count(plan.neverMeasured),
      format.count(plan.notMeasurable))
  }

  private var execution: [String] {
    guard let execution = review.execution else { return [Phrase.reviewNoExecution.text(in: language)] }
    func graded(_ composition: Composition) -> String {
      share(composition.variance) + (composition.score.map { " (\($0.rawValue))" } ?? "")
    }
    let year = format.label(String(execution.year))
    let ratio = execution.departments.overallDeviation.map { $0 + 1 }
    var lines = [
      Phrase.reviewExecution.text(
        in: language, year, share(ratio), graded(execution.departments), graded(execution.goals))
    ]
    if execution.isAmended { lines.append(Phrase.reviewAmended.text(in: language, year)) }
    if execution.isPartial { lines.append(Phrase.reviewPartial.text(in: language, year)) }
    if execution.rowsWithoutSpent > 0 {
      lines.append(
        Phrase.reviewWithoutSpent.text(
          in: language, format.count(execution.rowsWithoutSpent), format.money(execution.approvedWithoutSpent)))
    }
    return lines
  }

  /// How the statuses and the intervals were made.
  package var method: String {
    let settings = review.workspace.settings.review
    let statuses = Phrase.reviewMethod.text(
      in: language, format.decimal(settings.onTrack, decimals: 2), format.decimal(settings.offTrack, decimals: 2),
      format.percent(settings.interval, decimals: 0))
    let record = Forecast.record
    let forecasts = Phrase.forecastRecord.text(
      in: language, format.percent(record.interval, decimals: 0), format.percent(record.held, decimals: 1),
      format.count(record.cases))
    return statuses + " " + forecasts
  }
}

/// What a department's page says before its strengths and weaknesses.
package struct DepartmentFacts {
  /// The department, or that these lines have none.
  package let name: String
  /// Its money, its execution and what it owns, a sentence each.
  package let lines: [String]

  /// The facts of one page.
  package init(_ page: DepartmentPage, review: Review, format: NumberFormat) {
    let language = format.language
    func share(_ value: Double?) -> String {
      value.map { format.percent($0) } ?? Phrase.notEstimable.text(in: language)
    }
    name = review.workspace.department(page.name, in: language)
    var lines: [String] = []
    if let money = page.money {
      let reached = money.approved > 0 ? money.linked / Double(money.approved) : nil
      lines.append(
        Phrase.departmentMoney.text(
          in: language, format.money(Double(money.approved)), format.count(money.lines), share(reached),
          share(money.untiedShare)))
    }
    if let item = page.execution, let year = review.execution?.year {
      lines.append(
        Phrase.departmentExecution.text(
          in: language, format.label(String(year)), format.amount(item.spent), format.money(item.approved),
          share(item.execution)))
    }
    if let card = page.card {
      lines.append(
        Phrase.departmentPlan.text(
          in: language, format.count(card.count), share(card.attainment), format.count(card.onTrack),
          format.count(card.behind), format.count(card.offTrack), format.count(card.unknown)))
    } else {
      lines.append(Phrase.ownsNothing.text(in: language))
    }
    self.lines = lines
  }
}
