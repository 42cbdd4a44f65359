/// When a solution is corrected by residuals worked out in double-double.
package enum Refinement: Sendable {
  /// Always for small problems; for large ones where the condition says that digits are to be gained.
  case automatic
  case never
  case always

  /// Entries up to which refinement costs next to nothing.
  static let smallProblem = 200_000

  func applies(entries: Int, condition: Double) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .automatic: entries <= Self.smallProblem || condition > 1e3
    }
  }

  /// The condition up to which R alone corrects well: its square must leave most digits.
  static let seminormalLimit = 1e6

  /// Corrects x over some columns until a correction no longer counts or no longer shrinks, so that a regular problem ends
  /// right to its last digit.
  ///
  /// - Parameters:
  ///   - triangle: R of the scaled columns, in the order of `columns`.
  ///   - precision: the relative size of a correction that ends it.
  /// - Source: Björck 1987 (corrected seminormal equations) where the condition is moderate, ``AugmentedSystem`` where it
  ///   is not; Demmel et al. 2009 (extra-precise refinement).
  static func refine(
    _ x: inout [DoubleDouble], columns: [Int], triangle: UpperTriangle, condition: Double, problem: LeastSquaresProblem,
    precision: Double = 0x1p-55
  ) throws(LeastSquaresError) -> (steps: Int, lastCorrection: Double?) {
    if columns.isEmpty { return (0, 0) }
    let factors = columns.map { problem.scaling.factors[$0] }
    let move = { (x: inout [DoubleDouble], step: [Double]) -> (size: Double, ratio: Double) in
      var (peak, ratio, size) = (0.0, 0.0, 0.0)
      for (index, column) in columns.enumerated() {
        x[column] = x[column] + DoubleDouble(step[index] * factors[index])
        let value = abs(x[column].high) / factors[index]
        peak = max(peak, value)
        size = max(size, abs(step[index]))
        if value > 0 { ratio = max(ratio, abs(step[index]) / value) }
      }
      return (peak > 0 ? size / peak : size, ratio)
    }
    if condition > seminormalLimit && problem.matrix.rows >= columns.count {
      let system = try algebra { () throws(AlgebraError) in try AugmentedSystem(problem.weightedColumns(columns)) }
      return try problem.correct(&x, by: system, precision: precision) { (gradient) throws(AlgebraError) in
        zip(columns, factors).map { gradient[$0] * $1 }
      } move: {
        move(&$0, $1)
      }
    }
    var (steps, last) = (0, Double.infinity)
    while steps < 12 {
      // What a coarse answer is off by shows in plain doubles too; the last digits need the long residual.
      let isCoarse = last > 1e-6 && problem.matrix.entries.count > smallProblem || precision > 1e-12
      let gradient =
        isCoarse
        ? try problem.plainGradient(x, columns: columns)
        : problem.residual.gradient(problem.residual.residual(x), columns: columns)
      let step = try algebra { () throws(AlgebraError) in
        try triangle.solve(triangle.solve(zip(factors, gradient).map { $0 * $1 }, transposed: true))
      }
      var moved = x
      let (size, ratio) = move(&moved, step)
      // A correction that does not shrink is noise.
      if !size.isFinite || size > last / 2 { break }
      (x, last, steps) = (moved, size, steps + 1)
      if ratio <= precision || size <= precision * 1e-9 { break }
    }
    return (steps, last.isFinite ? last : nil)
  }
}

extension LeastSquaresProblem {
  /// Aᵀ W (b − A x) of some columns, in plain doubles.
  fileprivate func plainGradient(_ x: [DoubleDouble], columns: [Int]) throws(LeastSquaresError) -> [Double] {
    let gradient = try algebra { () throws(AlgebraError) in
      var rest = zip(rightHandSide, try matrix.times(x.map(\.rounded))).map { $0 - $1 }
      if let weights { for row in rest.indices { rest[row] *= weights[row] } }
      return try matrix.times(rest, transposed: true)
    }
    return columns.map { gradient[$0] }
  }
}
