import AlignModel
import AlignNumerics

/// What a unit of money moved: the closing of planning gaps regressed on the money that reached the indicators, pooled by
/// axis.
///
/// The change of an indicator over a year is by how much its planning gap to the plan's end closed. Each axis has one
/// coefficient, and all share a constant, which is what moves without money. Where the data cannot tell, the answer is *not
/// estimable* with its reason, never a number.
package struct Effects: Sendable {
  /// How the coefficients are found.
  package enum Method: String, Sendable, CaseIterable {
    /// Ridge, its penalty by generalised cross-validation.
    case ridge
    /// Least squares with effects that are not negative.
    case nonNegative = "non-negative"
  }

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
  /// Whether a price index turned all money into that of the index's last year.
  package let isDeflated: Bool
  /// The money that coefficients are told for: the mean of an indicator-year that has any, in minor units.
  package let dose: Double
  /// What an indicator without money moved a year.
  package let constant: Double
  /// λ of the ridge, for columns of length 1.
  package let penalty: Double?
  /// Rank and condition of the axes' columns beside the constant.
  package let rank: Int
  /// Of the columns with the constant, scaled to equal length; nil where the rank is short.
  package let condition: Double?
  /// Root mean squares of leaving each year out in turn, and of saying that nothing changes; nil with a single year.
  package let leaveOutError: Double?
  package let naiveError: Double?

  /// Regresses the years up to the period of an analysis.
  ///
  /// - Parameters:
  ///   - analysis: its plan, weights and links.
  ///   - priceIndex: by year; empty leaves money as it was.
  /// - Throws: ``EffectsError``, ``TraceError`` or ``LeastSquaresError``.
  /// - Complexity: tracing of every year, then O(rows · axes²).
  package init(
    of analysis: Analysis, method: Method = .ridge, priceIndex: [Int: Double] = [:], includingSuggested: Bool = false,
    jobs: Int = 1
  ) throws {
    let data = try EffectsData(
      of: analysis, priceIndex: priceIndex, includingSuggested: includingSuggested, jobs: jobs)
    guard data.rows.count >= 3 else { throw EffectsError.nothingToFit(period: analysis.period) }
    let paid = data.rows.filter { $0.money > 0 }.map(\.money)
    let dose = paid.isEmpty ? 1 : paid.reduce(0) { $0 + $1 / Double(paid.count) }
    let axisCount = analysis.workspace.plan.axes.count
    // An axis whose money is the same in every row cannot be told from one that has none.
    let used = (0..<axisCount).filter { axis in data.rows.contains { $0.axis == axis && $0.money != 0 } }
    let model = EffectsModel(method: method, axes: used, dose: dose)
    let fit = try model.fit(data.rows)
    let design = model.design(data.rows, hasConstant: true)
    let examined = try RegressionDiagnostics(design, data.rows.map(\.change))

    (self.method, self.dose, rows, unobserved) = (method, dose, data.rows.count, data.unobserved)
    (usesApproved, isDeflated) = (data.usesApproved, !priceIndex.isEmpty)
    (constant, penalty) = (fit.constant, fit.penalty)
    rank = max(0, examined.solution.rank - 1)
    condition = examined.solution.condition
    years = try model.leaveOut(data.rows, years: data.years)
    let tested = years.compactMap { year in year.error.map { ($0 * $0, year.naive * year.naive, Double(year.rows)) } }
    let weight = tested.reduce(0) { $0 + $1.2 }
    let error = weight > 0 ? (tested.reduce(0) { $0 + $1.0 * $1.2 } / weight).squareRoot() : nil
    let naive = weight > 0 ? (tested.reduce(0) { $0 + $1.1 * $1.2 } / weight).squareRoot() : nil
    (leaveOutError, naiveError) = (error, naive)

    axes = (0..<axisCount).map { axis in
      let own = data.rows.indices.filter { data.rows[$0].axis == axis }
      let index = used.firstIndex(of: axis)
      var effect = AxisEffect(
        axis: axis, rows: own.count, money: own.reduce(0) { $0 + data.rows[$1].money / Double(max(own.count, 1)) })
      effect.leverage = own.map { fit.leverage[$0] }.max()
      guard let index else {
        effect.reason = own.isEmpty ? .noRows : .noMoney
        return effect
      }
      effect.inflation = examined.columns[index + 1].inflation
      effect.coefficient = fit.coefficients[index]
      effect.standardError = fit.errors?[index]
      if let standardError = fit.errors?[index] {
        let reach = StudentT(degreesOfFreedom: fit.freedom).critical(confidence: 0.95) * standardError
        effect.interval = (fit.coefficients[index] - reach)...(fit.coefficients[index] + reach)
      }
      effect.reason = Self.reason(
        effect, isSettled: examined.solution.isEstimable[index + 1], error: error, naive: naive)
      return effect
    }
  }

  /// Why a coefficient is not to be read, or nil where it may.
  private static func reason(
    _ effect: AxisEffect, isSettled: Bool, error: Double?, naive: Double?
  ) -> AxisEffect.Reason? {
    if !isSettled { return .confounded }
    guard let error, let naive else { return .tooFewYears }
    guard let interval = effect.interval else { return .tooFewRows }
    if interval.lowerBound <= 0 && interval.upperBound >= 0 { return .coversZero }
    return error < naive ? nil : .noBetterThanNaive
  }
}

/// What money moved on one axis.
package struct AxisEffect: Sendable {
  /// The axis's place in the table.
  package let axis: Int
  /// The number of its indicator-years.
  package let rows: Int
  /// The mean money of an indicator-year, in minor units.
  package let money: Double
  /// Planning gap closed by one dose of money, in shares; nil where there is none to tell.
  package var coefficient: Double?
  /// HC3.
  package var standardError: Double?
  /// 95 %, by Student's t.
  package var interval: ClosedRange<Double>?
  /// VIF: how much its variance is larger for the other columns; nil where the axis has no column, or is not told apart.
  package var inflation: Double?
  /// The largest of its rows.
  package var leverage: Double?
  /// Why the coefficient is not estimable; nil where it is.
  package var reason: Reason?

  init(axis: Int, rows: Int, money: Double) {
    (self.axis, self.rows, self.money) = (axis, rows, money)
  }

  /// What keeps a coefficient from being read.
  package enum Reason: String, Sendable, Codable {
    case noRows = "no_rows"
    case noMoney = "no_money"
    case confounded
    case tooFewRows = "too_few_rows"
    case tooFewYears = "too_few_years"
    case coversZero = "interval_over_zero"
    case noBetterThanNaive = "no_better_than_no_change"
  }
}

/// How well a year is foretold by the others.
package struct YearError: Sendable {
  /// The year that was left out.
  package let year: Int
  /// The number of its indicator-years.
  package let rows: Int
  /// Root mean square of foretelling it from the other years; nil where they are too few.
  package let error: Double?
  /// Root mean square of saying that nothing changes.
  package let naive: Double
}
