/// Finds the active bounds by exchanging all columns that violate a condition at once, which takes a few factorisations
/// where an active-set method takes a step per column. It may not converge; its result always satisfies every condition.
///
/// - Source: Portugal, Júdice & Vicente 1994; Kim & Park 2011.
struct BlockPivoting {
  let triangle: Matrix
  let rightHandSide: [Double]
  let lower: [Double]
  let upper: [Double]
  /// The normal equations, where the triangle was computed from them; a fit is then a Cholesky factorisation.
  var gram: GramEquations?

  /// The states of a solution that satisfies every condition; nil where forty exchanges do not find one.
  func states() throws(LeastSquaresError) -> [CoefficientState]? {
    let n = triangle.columns
    var states: [CoefficientState] = Array(repeating: .free, count: n)
    for j in 0..<n where lower[j] == upper[j] { states[j] = .atLower }
    var (fewest, tries) = (n + 1, 3)
    for _ in 0..<40 {
      guard let (x, gradient) = try fit(states) else { return nil }
      // A gradient below this is a rounding error. The conditions are checked again on the data.
      let scale = 1e-13 * ColumnScaling.length(rightHandSide)
      var wrong: [(Int, CoefficientState)] = []
      for j in 0..<n where lower[j] < upper[j] {
        switch states[j] {
        case .free:
          if x[j] < lower[j] { wrong.append((j, .atLower)) }
          if x[j] > upper[j] { wrong.append((j, .atUpper)) }
        case .atLower: if gradient[j] > scale { wrong.append((j, .free)) }
        case .atUpper: if gradient[j] < -scale { wrong.append((j, .free)) }
        }
      }
      if wrong.isEmpty { return states }
      if wrong.count < fewest {
        (fewest, tries) = (wrong.count, 3)
      } else if tries > 0 {
        tries -= 1
      } else {
        // Exchanging only the last one cannot cycle (Murty 1974).
        wrong = [wrong[wrong.count - 1]]
      }
      for (j, state) in wrong { states[j] = state }
    }
    return nil
  }

  private func fit(
    _ states: [CoefficientState], _ gram: GramEquations
  ) throws(LeastSquaresError) -> (x: [Double], gradient: [Double])? {
    var x = states.indices.map { states[$0] == .free ? 0 : states[$0] == .atLower ? lower[$0] : upper[$0] }
    let free = states.indices.filter { states[$0] == .free }
    func gradient(_ x: [Double]) throws(LeastSquaresError) -> [Double] {
      let fitted = try algebra { () throws(AlgebraError) in try gram.gram.times(x) }
      return zip(gram.moment, fitted).map { $0 - $1 }
    }
    if !free.isEmpty {
      guard let factor = gram.factor(of: free) else { return nil }
      let right = x.contains { $0 != 0 } ? try gradient(x) : gram.moment
      var z = free.map { right[$0] }
      factor.solve(&z)
      for (index, column) in free.enumerated() { x[column] = z[index] }
    }
    return (x, try gradient(x))
  }

  private func fit(_ states: [CoefficientState]) throws(LeastSquaresError) -> (x: [Double], gradient: [Double])? {
    if let gram { return try fit(states, gram) }
    var x = lower
    var c = rightHandSide
    for j in states.indices where states[j] != .free {
      x[j] = states[j] == .atLower ? lower[j] : upper[j]
      if x[j] != 0 {
        for row in c.indices { c[row] -= triangle.entries[j * triangle.rows + row] * x[j] }
      }
    }
    let free = states.indices.filter { states[$0] == .free }
    let chosen = triangle.columns(free)
    let right = c
    return try algebra { () throws(AlgebraError) -> ([Double], [Double])? in
      if free.isEmpty { return (x, try triangle.times(right, transposed: true)) }
      guard free.count <= chosen.rows else { return nil }
      let qr = try QR(ofFinite: chosen)
      let r = UpperTriangle(qr.r)
      let limit = LeastSquaresProblem.rankTolerance(columns: triangle.columns)
      if (0..<r.order).contains(where: { abs(r.matrix[$0, $0]) <= limit }) { return nil }
      var reduced = try qr.transposedQ(times: Matrix(column: right))
      let z = try r.solve(Array(reduced.entries.prefix(free.count)))
      for index in free.indices {
        x[free[index]] = z[index]
        reduced.entries[index] = 0
      }
      return (x, try triangle.times(qr.q(times: reduced).entries, transposed: true))
    }
  }
}
