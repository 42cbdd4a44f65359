import AlignModel
import AlignNumerics

/// What a unit of money moved: the closing of planning gaps regressed on the money that reached the indicators, pooled by
/// axis.
///
/// The change of an indicator over a year is by how much its planning gap to the plan's end closed. Each axis has a constant,
/// which is what moves without money, and a coefficient. An effect is told only where the coefficient is told from 0 with the
/// rows of an indicator taken together and the number of axes that were tried counted in, and where money predicts years that
/// were left out better than the constant alone. Where the data cannot tell, the answer is *not estimable* with its reason,
/// never a number.
package struct Effects: Sendable {
  /// How the coefficients are found.
  package enum Method: String, Sendable, CaseIterable {
    /// Ridge, its penalty by generalised cross-validation.
    case ridge
    /// Least squares with effects that are not negative.
    case nonNegative = "non-negative"
  }

  /// Of the effects that are told, at most this share is expected to be none.
  package static let falseDiscoveryRate = FalseDiscovery.rate

  /// How the coefficients were found.
  package let method: Method
  /// Every axis of the plan, in table order, with or without an effect.
  package let axes: [AxisEffect]
  /// The years that were regressed, and the rows in all.
  package let years: [YearError]
  /// The number of indicator-years that were regressed.
  package let rows: Int
  /// Indicator-years left out for want of an observation or a target.
  package let unobserved: Int
  /// Whether some of the money had to be taken as approved, for want of `spent`.
  package let usesApproved: Bool
  /// The year at whose prices all money stands; nil where it is nominal.
  package let pricesOf: Int?
  /// The money that coefficients are told for: the mean of an indicator-year that has any, in minor units.
  package let dose: Double
  /// What an indicator without money moved a year: the mean over the rows of the axes' constants.
  package let constant: Double
  /// λ of the ridge, for columns of length 1; nil where it leaves nothing of the coefficients.
  package let penalty: Double?
  /// Rank of the axes' columns of money beside the constants, and the condition of all columns scaled to equal length; nil
  /// where the rank is short.
  package let rank: Int
  package let condition: Double?
  /// The number of coefficients that were tested, and the level of their intervals: one less 10 % times the share of tests that
  /// hold (at least one).
  package let tests: Int
  package let confidence: Double
  /// Root mean squares of predicting each year from the others, with money and by the constants alone; nil with a single year.
  package let leaveOutError: Double?
  package let withoutMoneyError: Double?

  /// Regresses the years up to the period of an analysis.
  ///
  /// - Parameters:
  ///   - analysis: its plan, weights and links.
  /// - Throws: ``EffectsError``, ``TraceError`` or ``LeastSquaresError``.
  /// - Complexity: tracing of every year, then O(rows · axes²).
  package init(
    of analysis: Analysis, method: Method = .ridge, includingSuggested: Bool = false, jobs: Int = 1
  ) throws {
    let data = try EffectsData(of: analysis, includingSuggested: includingSuggested, jobs: jobs)
    guard data.rows.count >= 3 else { throw EffectsError.nothingToFit(period: analysis.period) }
    let paid = data.rows.filter { $0.money > 0 }.map(\.money)
    let dose = paid.isEmpty ? 1 : paid.reduce(0) { $0 + $1 / Double(paid.count) }
    let axisCount = analysis.workspace.plan.axes.count
    let present = (0..<axisCount).filter { axis in data.rows.contains { $0.axis == axis } }
    let used = present.filter { axis in data.rows.contains { $0.axis == axis && $0.money != 0 } }
    let model = EffectsModel(method: method, present: present, axes: used, dose: dose)
    let fit = model.fit(data.rows)
    let examined = try RegressionDiagnostics(model.design(data.rows), data.rows.map(\.change))

    (self.method, self.dose, rows, unobserved) = (method, dose, data.rows.count, data.unobserved)
    (usesApproved, pricesOf) = (data.usesApproved, data.pricesOf)
    constant = data.rows.reduce(0) { $0 + (fit.constants[$1.axis] ?? 0) / Double(data.rows.count) }
    penalty = method == .ridge && fit.shrinkage > 0 ? 1 / fit.shrinkage - 1 : nil
    rank = max(0, examined.solution.rank - present.count)
    condition = examined.solution.condition

    let predictions = model.leaveOut(data.rows, years: data.years)
    let misses = predictions.flatMap(\.misses)
    years = predictions.map { year in
      YearError(
        year: year.year, rows: data.rows.count { $0.year == year.year }, error: rootMeanSquare(year.misses.map(\.with)),
        withoutMoney: rootMeanSquare(year.misses.map(\.without)))
    }
    leaveOutError = rootMeanSquare(misses.map(\.with))
    withoutMoneyError = rootMeanSquare(misses.map(\.without))

    let own = (0..<axisCount).map { axis in data.rows.filter { $0.axis == axis } }
    let columns = used.map { axis in present.count + (used.firstIndex(of: axis) ?? 0) }
    let jackknives = zip(used, columns).map { axis, column in
      examined.solution.isEstimable[column]
        ? ClusterJackknife(own[axis]) { MoneySlope.pooled($0, dose: dose) } : nil
    }
    let within = used.map { axis in ClusterJackknife(own[axis]) { MoneySlope.within($0, dose: dose) } }
    // An effect must hold between indicators and within them, so that the weaker of the two tests counts.
    let discovery = FalseDiscovery(
      zip(jackknives, within).compactMap { pooled, within in pooled.map { max($0.pValue, within?.pValue ?? 1) } })
    tests = jackknives.count { $0 != nil }
    confidence = 1 - discovery.threshold
    axes = (0..<axisCount).map { axis in
      let places = data.rows.indices.filter { data.rows[$0].axis == axis }
      var effect = AxisEffect(
        axis: axis, rows: places.count, indicators: Set(own[axis].map(\.indicator)).count,
        money: own[axis].reduce(0) { $0 + $1.money / Double(max(places.count, 1)) })
      effect.leverage = places.map { examined.rows.leverage[$0] }.max()
      effect.constant = fit.constants[axis]
      guard let index = used.firstIndex(of: axis) else {
        effect.reason = places.isEmpty ? .noRows : .noMoney
        return effect
      }
      let column = examined.columns[columns[index]]
      effect.inflation = column.inflation
      effect.coefficient = fit.coefficients[index]
      effect.robustError = column.robustError.map { $0 * fit.shrinkage }
      let missed = misses.filter { $0.axis == axis }
      effect.leaveOutError = rootMeanSquare(missed.map(\.with))
      effect.withoutMoneyError = rootMeanSquare(missed.map(\.without))
      if let jackknife = jackknives[index] {
        effect.pValue = jackknife.pValue
        effect.withinCoefficient = within[index]?.coefficient
        effect.withinPValue = within[index]?.pValue
        let standardError = jackknife.standardError * fit.shrinkage
        effect.standardError = standardError
        let reach =
          StudentT(degreesOfFreedom: Double(jackknife.clusters - 1)).critical(confidence: 1 - discovery.threshold)
          * standardError
        effect.interval = (fit.coefficients[index] - reach)...(fit.coefficients[index] + reach)
      }
      effect.reason = Self.reason(
        effect, isSettled: examined.solution.isEstimable[columns[index]], years: data.years.count,
        threshold: discovery.threshold)
      return effect
    }
  }

  /// Why a coefficient is not to be read, or nil where it may.
  private static func reason(_ effect: AxisEffect, isSettled: Bool, years: Int, threshold: Double) -> AxisEffect.Reason?
  {
    if !isSettled { return .confounded }
    if years < 2 { return .tooFewYears }
    guard let pValue = effect.pValue else { return effect.indicators < 3 ? .tooFewIndicators : .tooFewRows }
    guard let error = effect.leaveOutError, let without = effect.withoutMoneyError else { return .tooFewYears }
    if pValue > threshold || effect.coefficient == 0 { return .coversZero }
    guard let within = effect.withinPValue, let slope = effect.withinCoefficient, within <= threshold,
      (slope < 0) == ((effect.coefficient ?? 0) < 0)
    else { return .betweenIndicatorsOnly }
    return error < without ? nil : .noBetterThanWithoutMoney
  }
}

/// √ of the mean square; nil of nothing.
private func rootMeanSquare(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
}

/// What money moved on one axis.
package struct AxisEffect: Sendable {
  /// The axis's place in the table.
  package let axis: Int
  /// The number of its indicator-years, and of the indicators in them.
  package let rows: Int
  package let indicators: Int
  /// The mean money of an indicator-year, in minor units.
  package let money: Double
  /// What closed in a year without money, in shares of the gap to the plan's end; nil where there is no row.
  package var constant: Double?
  /// Planning gap closed by one dose of money, in shares; nil where there is none to tell.
  package var coefficient: Double?
  /// With the rows of an indicator taken together (jackknife over indicators), and HC3 beside it.
  package var standardError: Double?
  package var robustError: Double?
  /// At ``Effects/confidence``, by Student's t.
  package var interval: ClosedRange<Double>?
  /// Of the coefficient against 0, before the number of tests is counted in.
  package var pValue: Double?
  /// The coefficient about a constant of each indicator and of each year, and its p-value; nil where money does not vary so.
  package var withinCoefficient: Double?
  package var withinPValue: Double?
  /// VIF: how much its variance is larger for the other columns; nil where the axis has no column, or is not told apart.
  package var inflation: Double?
  /// The largest of its rows.
  package var leverage: Double?
  /// Root mean squares of predicting its rows of each year from the other years, with money and by the constant alone.
  package var leaveOutError: Double?
  package var withoutMoneyError: Double?
  /// Why the coefficient is not estimable; nil where it is.
  package var reason: Reason?

  init(axis: Int, rows: Int, indicators: Int, money: Double) {
    (self.axis, self.rows, self.indicators, self.money) = (axis, rows, indicators, money)
  }

  /// What keeps a coefficient from being read.
  package enum Reason: String, Sendable, Codable {
    case noRows = "no_rows"
    case noMoney = "no_money"
    case confounded
    case tooFewRows = "too_few_rows"
    case tooFewIndicators = "too_few_indicators"
    case tooFewYears = "too_few_years"
    case coversZero = "interval_over_zero"
    case betweenIndicatorsOnly = "between_indicators_only"
    case noBetterThanWithoutMoney = "no_better_than_without_money"
  }
}

/// How well a year is predicted by the others.
package struct YearError: Sendable {
  /// The year that was left out.
  package let year: Int
  /// The number of its indicator-years.
  package let rows: Int
  /// Root mean square of predicting it from the other years with money; nil where they are too few.
  package let error: Double?
  /// The same by the constants alone.
  package let withoutMoney: Double?
}
