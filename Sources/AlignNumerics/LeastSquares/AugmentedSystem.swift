/// The augmented system of a least-squares solution and its residual, solved by QR:
///
///     r + A x = f,  Aᵀ r = g
///
/// Both are corrected together. The error shrinks by a factor of condition · 1e-16 in each step, where the seminormal
/// equations would square the condition number.
///
/// - Source: Björck 1967.
struct AugmentedSystem {
  private let qr: QR
  private let triangle: UpperTriangle

  /// The system of a tall matrix of full rank with scaled columns.
  init(_ matrix: Matrix) throws(AlgebraError) {
    qr = try QR(ofFinite: matrix)
    triangle = UpperTriangle(qr.r)
  }

  /// r and x.
  func solve(_ f: [Double], _ g: [Double]) throws(AlgebraError) -> (r: [Double], x: [Double]) {
    let z = try triangle.solve(g, transposed: true)
    var qtf = try qr.transposedQ(times: Matrix(column: f)).entries
    let x = try triangle.solve(zip(qtf, z).map { $0 - $1 })
    for index in z.indices { qtf[index] = z[index] }
    return (try qr.q(times: Matrix(column: qtf)).entries, x)
  }
}

extension LeastSquaresProblem {
  /// Some columns of the matrix, with the rows weighted and the columns scaled.
  func weightedColumns(_ columns: [Int]) -> Matrix {
    var chosen = matrix.columns(columns)
    for (index, column) in columns.enumerated() {
      let factor = scaling.factors[column]
      for row in 0..<chosen.rows { chosen[row, index] *= factor * (weights?[row].squareRoot() ?? 1) }
    }
    return chosen
  }

  /// Corrects x along some directions until a correction is negligible or no longer shrinks.
  ///
  /// - Parameters:
  ///   - system: that of the weighted and scaled matrix times the directions.
  ///   - along: the derivatives along the directions, from a gradient of the unscaled columns.
  ///   - add: adds a step along the directions to x, and returns its size relative to x.
  func correct(
    _ x: inout [DoubleDouble], by system: AugmentedSystem, precision: Double,
    along: ([Double]) throws(AlgebraError) -> [Double],
    add: (inout [DoubleDouble], [Double]) -> (size: Double, ratio: Double)
  ) throws(LeastSquaresError) -> (steps: Int, lastCorrection: Double?) {
    let plain = ExtendedResidual(matrix: matrix, lowPart: lowPart, rightHandSide: rightHandSide)
    let roots = weights?.map { $0.squareRoot() }
    let allColumns = Array(0..<columns)
    let weighted = { (pair: (high: [Double], low: [Double])) -> (high: [Double], low: [Double]) in
      guard let roots else { return pair }
      var scaled = pair
      for row in roots.indices {
        let product = DoubleDouble(product: pair.high[row], roots[row])
        (scaled.high[row], scaled.low[row]) = (product.high, product.low + pair.low[row] * roots[row])
      }
      return scaled
    }
    var (steps, last) = (0, Double.infinity)
    var r: (high: [Double], low: [Double])?
    while steps < 15 {
      let residual = weighted(plain.residual(x))
      let f: [Double]
      let g: [Double]
      do {
        if let r {
          f = residual.high.indices.map { (residual.high[$0] - r.high[$0]) + (residual.low[$0] - r.low[$0]) }
          g = try along(plain.gradient(weighted(r), columns: allColumns)).map { -$0 }
        } else {
          f = residual.high
          g = try along(Array(repeating: 0, count: columns))
        }
        let (dr, dx) = try system.solve(f, g)
        let (size, ratio) = add(&x, dx)
        if !size.isFinite { return (steps, nil) }
        if steps >= 3 && size > last / 2 { return (steps, size) }
        if let before = r {
          var after = before
          for row in dr.indices {
            let sum = DoubleDouble(sum: before.high[row], dr[row])
            (after.high[row], after.low[row]) = (sum.high, sum.low + before.low[row])
          }
          r = after
        } else {
          r = (dr, Array(repeating: 0, count: dr.count))
        }
        steps += 1
        last = size
        if ratio <= precision || size <= precision * 1e-9 { break }
      } catch {
        throw .algebra(error)
      }
    }
    return (steps, last.isFinite ? last : nil)
  }
}
