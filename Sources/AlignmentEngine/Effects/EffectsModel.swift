import AlignNumerics

/// The regression behind effects: a constant for each axis, which is what moves there without money, and a coefficient for
/// each axis with money, in doses of it. No column is shared, so that each axis has a regression of its own; only the ridge
/// joins them, by a penalty that all share.
struct EffectsModel {
  let method: Effects.Method
  /// The axes with rows, and those of them that have a column of money.
  let present: [Int]
  let axes: [Int]
  let dose: Double

  /// What one set of rows comes to.
  struct Fit {
    /// By axis of ``EffectsModel/axes``.
    var coefficients: [Double]
    /// By axis; of axes without a row in the set there is none.
    var constants: [Int: Double]
    /// By how much the ridge draws every coefficient to 0: 1 where it does not.
    var shrinkage: Double

    func predicted(_ row: EffectsData.Row, _ model: EffectsModel) -> Double? {
      guard let constant = constants[row.axis] else { return nil }
      let index = model.axes.firstIndex(of: row.axis)
      return constant + (index.map { coefficients[$0] } ?? 0) * row.money / model.dose
    }
  }

  /// Constants first, then money.
  func design(_ rows: [EffectsData.Row]) -> Matrix {
    Matrix(rows: rows.count, columns: present.count + axes.count) { row, column in
      if column < present.count { return rows[row].axis == present[column] ? 1 : 0 }
      return rows[row].axis == axes[column - present.count] ? rows[row].money / dose : 0
    }
  }

  /// Fits rows.
  ///
  /// The penalty of the ridge is that of least generalised cross-validation. The columns of money, each about its axis's mean
  /// and of length 1, are orthogonal, so that a penalty divides every coefficient by 1 + λ, and the least of GCV is at
  /// 1 / (1 + λ) = 1 − 1 / F, with F the statistic of all money together; where F is below 1, nothing is left of them.
  func fit(_ rows: [EffectsData.Row]) -> Fit {
    var fit = Fit(coefficients: Array(repeating: 0, count: axes.count), constants: [:], shrinkage: 1)
    var (residual, explained, used) = (0.0, 0.0, 0)
    var moments: [Int: AxisMoments] = [:]
    for axis in present {
      let own = AxisMoments(rows.filter { $0.axis == axis }, dose: dose)
      guard own.count > 0 else { continue }
      moments[axis] = own
      guard let slope = own.slope, axes.contains(axis) else {
        residual += own.total
        continue
      }
      residual += max(0, own.total - slope * slope * own.spread)
      explained += slope * slope * own.spread
      used += 1
    }
    if method == .ridge, used > 0 {
      let freedom = rows.count - moments.count - used
      let variance = freedom > 0 ? residual / Double(freedom) : .infinity
      fit.shrinkage = explained > 0 ? max(0, 1 - Double(used) * variance / explained) : 0
      if residual == 0, explained > 0 { fit.shrinkage = 1 }
    }
    for (axis, own) in moments {
      var coefficient = 0.0
      if let index = axes.firstIndex(of: axis), let slope = own.slope {
        coefficient = method == .nonNegative ? max(0, slope) : slope * fit.shrinkage
        fit.coefficients[index] = coefficient
      }
      fit.constants[axis] = own.change - coefficient * own.money
    }
    return fit
  }

  /// Predicts each year from the others, with money and by the constants alone, over the rows that can be predicted.
  func leaveOut(_ rows: [EffectsData.Row], years: [Int]) -> [YearPrediction] {
    let without = EffectsModel(method: method, present: present, axes: [], dose: dose)
    return years.map { year in
      let others = rows.filter { $0.year != year }
      var prediction = YearPrediction(year: year)
      guard others.count > present.count + axes.count else { return prediction }
      let (fit, plain) = (self.fit(others), without.fit(others))
      for row in rows where row.year == year {
        guard let predicted = fit.predicted(row, self), let constant = plain.predicted(row, without) else { continue }
        prediction.misses.append((row.axis, row.change - predicted, row.change - constant))
      }
      return prediction
    }
  }

  /// The misses of one year, each with its axis: with money, and without.
  struct YearPrediction {
    let year: Int
    var misses: [(axis: Int, with: Double, without: Double)] = []
  }
}

/// Means and sums of squares of one axis's rows, about the means.
private struct AxisMoments {
  let count: Int
  /// The mean dose and the mean change.
  private(set) var money = 0.0
  private(set) var change = 0.0
  /// Σ (x − x̄)², Σ (x − x̄)(y − ȳ) and Σ (y − ȳ)².
  private(set) var spread = 0.0
  private var product = 0.0
  private(set) var total = 0.0

  init(_ rows: [EffectsData.Row], dose: Double) {
    count = rows.count
    guard count > 0 else { return }
    for row in rows {
      money += row.money / dose / Double(count)
      change += row.change / Double(count)
    }
    for row in rows {
      let (x, y) = (row.money / dose - money, row.change - change)
      spread += x * x
      product += x * y
      total += y * y
    }
    // What rounding leaves of money that is the same in every row.
    if spread <= 1e-24 * money * money * Double(count) { spread = 0 }
  }

  /// The least-squares coefficient; nil where the money does not vary.
  var slope: Double? { spread > 0 ? product / spread : nil }
}

/// The test of one axis's coefficient where the rows of an indicator may move together: the jackknife over indicators.
///
/// Each indicator is left out in turn; V = (G − 1) / G Σ (β₍g₎ − β)², with G − 1 degrees of freedom. With few indicators, or one
/// that has most of the money, the usual sandwich is too narrow, and this is not.
///
/// - Source: MacKinnon, Nielsen & Webb 2023 (CV3).
struct ClusterJackknife {
  let clusters: Int
  let coefficient: Double
  let standardError: Double

  /// Nil where there are fewer than three indicators, or the coefficient rests on a single one.
  init?(_ rows: [EffectsData.Row], slope: ([EffectsData.Row]) -> Double?) {
    let indicators = Set(rows.map(\.indicator)).sorted()
    guard indicators.count > 2, let all = slope(rows) else { return nil }
    var sum = 0.0
    for indicator in indicators {
      guard let slope = slope(rows.filter { $0.indicator != indicator }) else { return nil }
      sum += (slope - all) * (slope - all)
    }
    clusters = indicators.count
    coefficient = all
    standardError = (sum * Double(clusters - 1) / Double(clusters)).squareRoot()
  }

  /// P(|T| ≥ |β / error|) by Student's t with G − 1 degrees of freedom.
  var pValue: Double {
    guard standardError > 0 else { return coefficient == 0 ? 1 : 0 }
    return StudentT(degreesOfFreedom: Double(clusters - 1)).twoSided(coefficient / standardError)
  }
}

/// The coefficient of money on one axis.
enum MoneySlope {
  /// About a constant of the axis; nil where the money does not vary.
  static func pooled(_ rows: [EffectsData.Row], dose: Double) -> Double? { AxisMoments(rows, dose: dose).slope }

  /// About a constant of each indicator and of each year: what the years of one indicator tell, whatever kind of indicator gets
  /// much and whatever a year did to all. Nil where the money of no indicator varies but with the years.
  static func within(_ rows: [EffectsData.Row], dose: Double) -> Double? {
    let years = Set(rows.map(\.year)).sorted()
    guard years.count > 1 else { return nil }
    // About the means of the indicators; the first year is what the others are held against.
    var sums: [Int: (count: Double, values: [Double])] = [:]
    func values(_ row: EffectsData.Row) -> [Double] {
      [row.money / dose] + years.dropFirst().map { $0 == row.year ? 1 : 0 } + [row.change]
    }
    for row in rows {
      let own = values(row)
      let sum = sums[row.indicator] ?? (0, own.map { _ in 0 })
      sums[row.indicator] = (sum.count + 1, zip(sum.values, own).map { $0 + $1 })
    }
    let centred = rows.map { row -> [Double] in
      guard let sum = sums[row.indicator] else { return [] }
      return zip(values(row), sum.values).map { $0 - $1 / sum.count }
    }
    guard rows.count - sums.count > years.count else { return nil }
    let matrix = Matrix(rows: rows.count, columns: years.count) { centred[$0][$1] }
    let changes = centred.map { $0[years.count] }
    guard let solution = try? OrdinaryLeastSquares().solve(matrix, changes), solution.isEstimable[0] else { return nil }
    return solution.coefficients[0]
  }
}

/// Which of several tests hold at a false discovery rate.
///
/// - Source: Benjamini & Hochberg 1995; Benjamini & Yekutieli 2005 for intervals of the level that agrees with it.
struct FalseDiscovery {
  /// The p-value at or below which a test holds: 10 % times the share of tests that hold, at least one of them.
  let threshold: Double

  static let rate = 0.10

  init(_ pValues: [Double]) {
    let sorted = pValues.sorted()
    let held = sorted.indices.last { sorted[$0] <= Self.rate * Double($0 + 1) / Double(sorted.count) }
    threshold = sorted.isEmpty ? Self.rate : Self.rate * Double((held ?? 0) + 1) / Double(sorted.count)
  }
}
