/// A small linear programme: min cᵀx subject to A x ≤ b, E x = d, x ≥ 0, with b ≥ 0 and d ≥ 0.
///
/// The two-phase simplex method on a dense tableau, with Bland's rule, which cannot cycle. It is meant for a few hundred rows.
package struct LinearProgramme {
  /// c.
  package var cost: [Double]
  /// The rows of A.
  package var atMost: [[Double]]
  /// b.
  package var limits: [Double]
  /// The rows of E.
  package var equal: [[Double]]
  /// d.
  package var values: [Double]

  package init(cost: [Double], atMost: [[Double]], limits: [Double], equal: [[Double]], values: [Double]) {
    self.cost = cost
    self.atMost = atMost
    self.limits = limits
    self.equal = equal
    self.values = values
  }

  /// Numbers up to this size count as 0.
  private static let tolerance = 1e-11

  /// A minimiser, or nil where there is none.
  package func minimiser() -> [Double]? {
    let unknowns = cost.count
    let slack = unknowns + atMost.count
    let width = slack + equal.count
    var rows: [[Double]] = []
    var basis: [Int] = []
    for (index, row) in atMost.enumerated() {
      var line = row + [Double](repeating: 0, count: width - unknowns) + [limits[index]]
      line[unknowns + index] = 1
      rows.append(line)
      basis.append(unknowns + index)
    }
    for (index, row) in equal.enumerated() {
      var line = row + [Double](repeating: 0, count: width - unknowns) + [values[index]]
      line[slack + index] = 1
      rows.append(line)
      basis.append(slack + index)
    }
    // Phase 1 drives the artificial variables to 0, phase 2 minimises the cost without them.
    let artificial = (0..<width).map { $0 >= slack ? 1.0 : 0 }
    guard Self.descend(&rows, &basis, artificial, allowed: width) else { return nil }
    for row in basis.indices where basis[row] >= slack {
      if rows[row][width] > 1e-9 { return nil }
      // An artificial variable in the basis at 0 could rise again, so another variable replaces it.
      if let index = (0..<slack).first(where: { abs(rows[row][$0]) > 1e-9 }) { Self.pivot(&rows, &basis, row, index) }
    }
    let paddedCost = cost + [Double](repeating: 0, count: width - unknowns)
    guard Self.descend(&rows, &basis, paddedCost, allowed: slack) else { return nil }
    var x = [Double](repeating: 0, count: unknowns)
    for (row, index) in basis.enumerated() where index < unknowns { x[index] = rows[row][width] }
    return x
  }

  private static func descend(_ rows: inout [[Double]], _ basis: inout [Int], _ cost: [Double], allowed: Int) -> Bool {
    let width = cost.count
    for _ in 0..<50_000 {
      // Reduced costs are computed anew, so that rounding errors do not accumulate; the programmes are small.
      let entering = (0..<allowed).first { index in
        let reduced = basis.indices.reduce(cost[index]) { $0 - cost[basis[$1]] * rows[$1][index] }
        return reduced < -tolerance
      }
      guard let entering else { return true }
      var leaving: Int?
      var least = Double.infinity
      for row in rows.indices where rows[row][entering] > tolerance {
        let ratio = rows[row][width] / rows[row][entering]
        if ratio < least - tolerance || (ratio <= least + tolerance && leaving.map { basis[row] < basis[$0] } ?? true) {
          least = min(least, ratio)
          leaving = row
        }
      }
      guard let leaving else { return false }
      pivot(&rows, &basis, leaving, entering)
    }
    return false
  }

  private static func pivot(_ rows: inout [[Double]], _ basis: inout [Int], _ leaving: Int, _ entering: Int) {
    let pivot = rows[leaving][entering]
    for index in rows[leaving].indices { rows[leaving][index] /= pivot }
    let line = rows[leaving]
    for row in rows.indices where row != leaving && rows[row][entering] != 0 {
      let factor = rows[row][entering]
      for index in line.indices { rows[row][index] -= factor * line[index] }
    }
    basis[leaving] = entering
  }
}
