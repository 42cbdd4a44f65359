import AlignNumerics

/// The regression behind effects: one column an axis, in doses of money, and a constant.
struct EffectsModel {
  let method: Effects.Method
  /// The axes that have a column.
  let axes: [Int]
  let dose: Double

  struct Fit {
    var coefficients: [Double]
    var constant: Double
    /// HC3; nil where a row fixes itself.
    var errors: [Double]?
    var leverage: [Double]
    /// Degrees of freedom left.
    var freedom: Double
    var penalty: Double?
  }

  func design(_ rows: [EffectsData.Row], hasConstant: Bool) -> Matrix {
    let first = hasConstant ? 1 : 0
    return Matrix(rows: rows.count, columns: axes.count + first) { row, column in
      if column < first { return 1 }
      return rows[row].axis == axes[column - first] ? rows[row].money / dose : 0
    }
  }

  func fit(_ rows: [EffectsData.Row]) throws(LeastSquaresError) -> Fit {
    let changes = rows.map(\.change)
    if axes.isEmpty {
      let mean = changes.reduce(0, +) / Double(max(rows.count, 1))
      return Fit(
        coefficients: [], constant: mean, errors: [], leverage: rows.map { _ in 1 / Double(rows.count) },
        freedom: Double(rows.count - 1))
    }
    switch method {
    case .ridge:
      let path = try RidgePath(design(rows, hasConstant: false), changes)
      return Fit(
        coefficients: path.coefficients, constant: path.constant, errors: path.robustErrors, leverage: path.leverage,
        freedom: max(1, Double(rows.count) - 1 - path.chosen.degreesOfFreedom), penalty: path.chosen.penalty)
    case .nonNegative:
      let whole = design(rows, hasConstant: true)
      let lower = [-Double.infinity] + Array(repeating: 0, count: axes.count)
      let bounds = BoundedLeastSquares(lower: lower, upper: Array(repeating: .infinity, count: axes.count + 1))
      let solution = try bounds.solve(whole, changes)
      // Errors are those of the columns that no bound holds; one that is held has none.
      let free = solution.states.indices.filter { solution.states[$0] == .free }
      let examined = try RegressionDiagnostics(whole.columns(free), changes)
      var errors: [Double]? = Array(repeating: 0, count: axes.count)
      for (index, column) in free.enumerated() where column > 0 {
        guard let error = examined.columns[index].robustError else {
          errors = nil
          break
        }
        errors?[column - 1] = error
      }
      return Fit(
        coefficients: Array(solution.coefficients.dropFirst()), constant: solution.coefficients[0], errors: errors,
        leverage: examined.rows.leverage, freedom: Double(max(1, examined.degreesOfFreedom)))
    }
  }

  /// Foretells each year from the others.
  func leaveOut(_ rows: [EffectsData.Row], years: [Int]) throws(LeastSquaresError) -> [YearError] {
    var found: [YearError] = []
    for year in years {
      let own = rows.filter { $0.year == year }
      let others = rows.filter { $0.year != year }
      let naive = rootMeanSquare(own.map(\.change))
      guard others.count > axes.count + 1 else {
        found.append(YearError(year: year, rows: own.count, error: nil, naive: naive))
        continue
      }
      let fit = try self.fit(others)
      let misses = own.map { row -> Double in
        let index = axes.firstIndex(of: row.axis)
        return row.change - fit.constant - (index.map { fit.coefficients[$0] } ?? 0) * row.money / dose
      }
      found.append(YearError(year: year, rows: own.count, error: rootMeanSquare(misses), naive: naive))
    }
    return found
  }

  private func rootMeanSquare(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
  }
}
