/// The equations r + A x = f, Aᵀ r = g that a least-squares solution and its residual satisfy together, solved by QR. They
/// let both be corrected at once, at a rate of condition · 1e-16 a step, where R alone would square the condition.
///
/// - Source: Björck 1967.
struct AugmentedSystem {
  private let qr: QR
  private let triangle: UpperTriangle

  /// The system of a tall matrix of full rank, its columns scaled.
  init(_ matrix: Matrix) throws(AlgebraError) {
    qr = try QR(ofFinite: matrix)
    triangle = UpperTriangle(qr.r)
  }

  /// r and x.
  func solve(_ f: [Double], _ g: [Double]) throws(AlgebraError) -> (r: [Double], x: [Double]) {
    let z = try triangle.solve(g, transposed: true)
    var turned = try qr.transposedQ(times: Matrix(column: f)).entries
    let x = try triangle.solve(zip(turned, z).map { $0 - $1 })
    for index in z.indices { turned[index] = z[index] }
    return (try qr.q(times: Matrix(column: turned)).entries, x)
  }
}

extension LeastSquaresProblem {
  /// The matrix with its rows weighted and its columns scaled.
  func weightedColumns(_ columns: [Int]) -> Matrix {
    var chosen = matrix.columns(columns)
    for (index, column) in columns.enumerated() {
      let factor = scaling.factors[column]
      for row in 0..<chosen.rows { chosen[row, index] *= factor * (weights?[row].squareRoot() ?? 1) }
    }
    return chosen
  }

  /// Corrects x along directions of the scaled columns until a correction no longer counts or no longer shrinks.
  ///
  /// - Parameters:
  ///   - system: made of the weighted and scaled matrix times the directions.
  ///   - along: a gradient of the unscaled columns, taken along the directions.
  ///   - move: adds a step along the directions to x, and tells how large it is against x.
  func correct(
    _ x: inout [DoubleDouble], by system: AugmentedSystem, precision: Double,
    along: ([Double]) throws(AlgebraError) -> [Double],
    move: (inout [DoubleDouble], [Double]) -> (size: Double, ratio: Double)
  ) throws(LeastSquaresError) -> (steps: Int, lastCorrection: Double?) {
    let plain = ExtendedResidual(matrix: matrix, lowPart: lowPart, rightHandSide: rightHandSide)
    let roots = weights?.map { $0.squareRoot() }
    let everything = Array(0..<columns)
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
      let left = weighted(plain.residual(x))
      let f: [Double]
      let g: [Double]
      do {
        if let r {
          f = left.high.indices.map { (left.high[$0] - r.high[$0]) + (left.low[$0] - r.low[$0]) }
          g = try along(plain.gradient(weighted(r), columns: everything)).map { -$0 }
        } else {
          f = left.high
          g = try along(Array(repeating: 0, count: columns))
        }
        let (dr, dx) = try system.solve(f, g)
        let (size, ratio) = move(&x, dx)
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
