/// How nearly dependent the columns of a problem are.
///
/// - Source: Belsley, Kuh & Welsch 1980, chapter 3.
package struct Collinearity: Sendable {
  /// The columns of the basis, which were examined.
  package let columns: [Int]
  /// The largest singular value over each, of the columns scaled to length 1, in ascending order. Above 30 counts as
  /// harmful.
  package let conditionIndices: [Double]
  /// The variance-decomposition proportions, by condition index (row) and column.
  package let varianceShares: Matrix

  init(_ problem: LeastSquaresProblem, basis: [Int]) throws(LeastSquaresError) {
    let chosen = problem.triangle.block(rows: problem.columns, columns: 0..<problem.columns).columns(basis)
    var unit = chosen
    for column in 0..<unit.columns {
      let length = ColumnScaling.length(unit.column(column))
      for row in 0..<unit.rows { unit[row, column] /= length }
    }
    let scaled = unit
    let svd = try algebra { () throws(AlgebraError) in try SVD(scaled) }
    columns = basis
    conditionIndices = svd.values.map { $0 > 0 ? (svd.values.first ?? 0) / $0 : .infinity }
    var shares = Matrix(rows: svd.values.count, columns: basis.count)
    for column in 0..<basis.count {
      let parts = svd.values.indices.map { position -> Double in
        let part = svd.values[position] > 0 ? svd.vt[position, column] / svd.values[position] : 0
        return part * part
      }
      let sum = parts.reduce(0, +)
      for index in parts.indices { shares[index, column] = sum > 0 ? parts[index] / sum : 0 }
    }
    varianceShares = shares
  }
}
