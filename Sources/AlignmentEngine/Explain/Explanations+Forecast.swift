import AlignModel
import AlignNumerics

extension Explanations {
  /// What an indicator will stand at by the end of P's year, and the ends of the interval.
  func forecast(of id: IndicatorID, in explanation: inout Explanation) {
    let interval = workspace.settings.review.interval
    let forecast = Forecast(of: id, in: plan, at: analysis.period, interval: interval)
    let ends: [(Figure, Double?)] = [
      (.forecast, forecast.value), (.forecastLow, forecast.low), (.forecastHigh, forecast.high),
    ]
    switch forecast.method {
    case .notMeasured, .tooFewObservations, .tooFewYears:
      let reason: Explanation.UnknownFigure.Reason =
        forecast.method == .notMeasured
        ? .notMeasured : forecast.method == .tooFewYears ? .tooFewYears : .tooFewObservations
      explanation.add(.forecast, nil, unless: reason, constant(0))
    case .observed:
      for (figure, value) in ends {
        explanation.add(
          figure, value, formula: "A",
          Step(.part(.observation), value ?? 0, .own, detail: analysis.period.wholeYear.description))
      }
    case .drift: addDrift(id, ends, interval, to: &explanation)
    case .pastYears: addPastYears(id, ends, interval, to: &explanation)
    }
  }

  private func observation(_ name: Step.Part, _ measurement: Measurement) -> Step {
    Step(
      .part(name), measurement.value, .own, detail: measurement.period.description,
      source: source("measurements", measurement.row))
  }

  private func addDrift(
    _ id: IndicatorID, _ ends: [(Figure, Double?)], _ interval: Double, to explanation: inout Explanation
  ) {
    let known = (plan.measurements.value(id) ?? []).filter { $0.period.end <= analysis.period.end }
    let points = Forecast.points(known)
    guard let first = points.first, let last = points.last else { return }
    func quarters(_ name: Step.Part, _ from: Int, _ to: Int) -> Step {
      quotient(
        name, Step(.part(.months), Double(to - from), .count), constant(Forecast.monthsOfQuarter, .count), .number)
    }
    let ahead = quarters(.quartersAhead, last.period.end, analysis.period.wholeYear.end)
    let span = quarters(.span, first.period.end, last.period.end)
    let drift = quotient(
      .drift,
      difference(.drift, [observation(.lastObservation, last), observation(.firstObservation, first)], .own), span, .own
    )
    let centre = Step(
      .part(.result), .sum, [observation(.lastObservation, last), product(.drift, [drift, ahead], .own)], .own)
    let residuals = zip(points, points.dropFirst()).map { before, after in
      let step = quarters(.span, before.period.end, after.period.end)
      let change = difference(.residual, [observation(.observation, after), observation(.observation, before)], .own)
      let left = difference(.residual, [change, product(.drift, [drift, step], .own)], .own)
      return quotient(.residual, product(.residual, [left, left], .number), step, .number)
    }
    let degrees = Step(.part(.degrees), Double(points.count - 2), .count)
    let variance = quotient(.variance, sum(.residual, residuals, .number), degrees, .number)
    let growth = sum(
      .span, [ahead, quotient(.span, product(.span, [ahead, ahead], .number), span, .number)], .number)
    add(
      centre, Step(.part(.variance), .product, [variance, growth], .number), degrees.value, ends, interval,
      formulas: ("yₙ + d · h", "yₙ + d · h ∓ t · √(σ² · (h + h² / span))"), isLog: false, to: &explanation)
  }

  private func addPastYears(
    _ id: IndicatorID, _ ends: [(Figure, Double?)], _ interval: Double, to explanation: inout Explanation
  ) {
    guard let now = Observation(of: id, in: plan, at: analysis.period) else { return }
    let years = Forecast.pastYears(of: id, in: plan, before: analysis.period.year, by: now.period)
    let count = Step(.part(.constant), Double(years.count), .count)
    let logs = years.map { part, whole in
      let year = "\(whole.period.year)"
      return Step(
        .part(.logOfShare), .logarithm,
        [
          quotient(
            .share, Step(.part(.partReached), part.value, .own, detail: year),
            Step(.part(.wholeYear), whole.value, .own, detail: year), .share)
        ], .number, detail: year)
    }
    let mean = quotient(.logOfShare, sum(.logOfShare, logs, .number), count, .number)
    let squares = logs.map { value in
      let left = difference(.residual, [value, mean], .number)
      return product(.residual, [left, left], .number)
    }
    let degrees = Step(.part(.degrees), Double(years.count - 1), .count)
    let variance = quotient(.variance, sum(.residual, squares, .number), degrees, .number)
    let growth = sum(.span, [constant(1), quotient(.span, constant(1), count, .number)], .number)
    let centre = difference(
      .result, [Step(.part(.logOfShare), .logarithm, [figure(.actual, now.value)], .number), mean], .number)
    add(
      centre, Step(.part(.variance), .product, [variance, growth], .number), degrees.value, ends, interval,
      formulas: ("exp(ln A − mean ln r)", "exp(ln A − mean ln r ∓ t · √(σ² · (1 + 1/n)))"), isLog: true,
      to: &explanation)
  }

  private func add(
    _ centre: Step, _ variance: Step, _ degrees: Double, _ ends: [(Figure, Double?)], _ interval: Double,
    formulas: (String, String), isLog: Bool, to explanation: inout Explanation
  ) {
    let quantile = Step(
      .part(.quantile), StudentT(degreesOfFreedom: degrees).critical(confidence: interval), .number,
      detail: "\(interval)")
    let unit: Figure.Unit = isLog ? .number : .own
    let reach = product(.reach, [quantile, Step(.part(.reach), .squareRoot, [variance], unit)], unit)
    for (figure, value) in ends {
      let steps =
        switch figure {
        case .forecastLow: difference(.result, [centre, reach], unit)
        case .forecastHigh: sum(.result, [centre, reach], unit)
        default: centre
        }
      explanation.add(
        figure, value, formula: figure == .forecast ? formulas.0 : formulas.1,
        isLog ? Step(.part(.result), .exponential, [steps], .own) : steps)
    }
  }
}
