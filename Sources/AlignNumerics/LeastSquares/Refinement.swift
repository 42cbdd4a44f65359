/// When a solution is refined by residuals in double-double.
package enum Refinement: Sendable {
  /// Small problems always; large ones where the condition number says that digits can be gained.
  case automatic
  case never
  case always

  /// The number of entries up to which refinement costs next to nothing.
  static let smallProblem = 200_000

  func applies(entries: Int, condition: Double) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .automatic: entries <= Self.smallProblem || condition > 1e3
    }
  }

  /// The condition number up to which the seminormal equations refine well: its square must leave most digits.
  static let seminormalLimit = 1e6

  /// Corrects x over some columns until a correction is negligible or no longer shrinks. A problem of full rank becomes
  /// accurate to the last digit.
  ///
  /// - Parameters:
  ///   - triangle: R of the scaled columns, in the order of `columns`.
  ///   - precision: the relative size of a correction that is negligible.
  /// - Source: Björck 1987 (corrected seminormal equations) where the condition number is moderate, ``AugmentedSystem`` where
  ///   it is not; Demmel et al. 2009 (extra-precise refinement).
  static func refine(
    _ x: inout [DoubleDouble], columns: [Int], triangle: UpperTriangle, condition: Double, problem: LeastSquaresProblem,
    precision: Double = 0x1p-55
  ) throws(LeastSquaresError) -> (steps: Int, lastCorrection: Double?) {
    if columns.isEmpty { return (0, 0) }
    let factors = columns.map { problem.scaling.factors[$0] }
    let add = { (x: inout [DoubleDouble], step: [Double]) -> (size: Double, ratio: Double) in
      var (largest, ratio, size) = (0.0, 0.0, 0.0)
      for (index, column) in columns.enumerated() {
        x[column] = x[column] + DoubleDouble(step[index] * factors[index])
        let value = abs(x[column].high) / factors[index]
        largest = max(largest, value)
        size = max(size, abs(step[index]))
        if value > 0 { ratio = max(ratio, abs(step[index]) / value) }
      }
      return (largest > 0 ? size / largest : size, ratio)
    }
    if condition > seminormalLimit && problem.matrix.rows >= columns.count {
      let system = try algebra { () throws(AlgebraError) in try AugmentedSystem(problem.weightedColumns(columns)) }
      return try problem.correct(&x, by: system, precision: precision) { (gradient) throws(AlgebraError) in
        zip(columns, factors).map { gradient[$0] * $1 }
      } add: {
        add(&$0, $1)
      }
    }
    var (steps, last) = (0, Double.infinity)
    while steps < 12 {
      // The error of a coarse solution shows in plain doubles too; only the last digits need the residual in double-double.
      let isCoarse = last > 1e-6 && problem.matrix.entries.count > smallProblem || precision > 1e-12
      let gradient =
        isCoarse
        ? try problem.plainGradient(x, columns: columns)
        : problem.residual.gradient(problem.residual.residual(x), columns: columns)
      let step = try algebra { () throws(AlgebraError) in
        try triangle.solve(triangle.solve(zip(factors, gradient).map { $0 * $1 }, transposed: true))
      }
      var corrected = x
      let (size, ratio) = add(&corrected, step)
      // A correction that does not shrink is rounding error.
      if !size.isFinite || size > last / 2 { break }
      (x, last, steps) = (corrected, size, steps + 1)
      if ratio <= precision || size <= precision * 1e-9 { break }
    }
    return (steps, last.isFinite ? last : nil)
  }
}

extension LeastSquaresProblem {
  /// Aᵀ W (b − A x) for some columns, in plain doubles.
  fileprivate func plainGradient(_ x: [DoubleDouble], columns: [Int]) throws(LeastSquaresError) -> [Double] {
    let gradient = try algebra { () throws(AlgebraError) in
      var residual = zip(rightHandSide, try matrix.times(x.map(\.rounded))).map { $0 - $1 }
      if let weights { for row in residual.indices { residual[row] *= weights[row] } }
      return try matrix.times(residual, transposed: true)
    }
    return columns.map { gradient[$0] }
  }
}
