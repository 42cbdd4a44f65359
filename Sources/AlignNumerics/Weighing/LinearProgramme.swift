/// A small linear programme: min cᵀx subject to A x ≤ b, E x = d, x ≥ 0, with b ≥ 0 and d ≥ 0.
///
/// Dense tableau in two phases with Bland's rule, which cannot cycle; meant for some hundred rows.
package struct LinearProgramme {
  package var cost: [Double]
  package var atMost: [[Double]]
  package var limits: [Double]
  package var equal: [[Double]]
  package var values: [Double]

  /// A value of its parts.
  package init(cost: [Double], atMost: [[Double]], limits: [Double], equal: [[Double]], values: [Double]) {
    self.cost = cost
    self.atMost = atMost
    self.limits = limits
    self.equal = equal
    self.values = values
  }

  /// What is smaller than this is taken for 0.
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
    // First the artificial unknowns are driven to 0, then the cost is brought down with them locked out.
    let artificial = (0..<width).map { $0 >= slack ? 1.0 : 0 }
    guard Self.descend(&rows, &basis, artificial, allowed: width) else { return nil }
    for row in basis.indices where basis[row] >= slack {
      if rows[row][width] > 1e-9 { return nil }
      // An artificial unknown that is left at 0 could rise again: another takes its place.
      if let index = (0..<slack).first(where: { abs(rows[row][$0]) > 1e-9 }) { Self.pivot(&rows, &basis, row, index) }
    }
    let whole = cost + [Double](repeating: 0, count: width - unknowns)
    guard Self.descend(&rows, &basis, whole, allowed: slack) else { return nil }
    var x = [Double](repeating: 0, count: unknowns)
    for (row, index) in basis.enumerated() where index < unknowns { x[index] = rows[row][width] }
    return x
  }

  private static func descend(_ rows: inout [[Double]], _ basis: inout [Int], _ cost: [Double], allowed: Int) -> Bool {
    let width = cost.count
    for _ in 0..<50_000 {
      // Reduced costs from scratch: the programmes are small, and errors do not pile up.
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
