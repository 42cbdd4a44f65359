/// Proofs that no x satisfies all bounds and rows: multipliers of the rows under which the least that any x within the
/// lines' bounds comes to is more than the rows allow.
///
/// - Source: Farkas 1902.
enum FarkasRay {
  /// How much a proof must prove, as a share of E for multipliers of at most 1.
  static let margin = 2e-9

  /// The rows' part of the multipliers, scaled to at most 1, where it is a proof; nil otherwise.
  ///
  /// - Parameter offset: where the rows begin among the columns of C.
  static func find(in problem: PresolvedProblem, multipliers: [Double], offset: Int) -> [Double]? {
    let rows = Array(multipliers[offset...])
    let largest = rows.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    // Small multipliers are rounding errors. A proof without them is as good, if it still is one.
    let ray = rows.map { abs($0) < 1e-7 * largest ? 0 : $0 / largest }
    return excess(problem, ray, offset) > margin ? ray : nil
  }

  /// The least that vᵀGᵀx can be within the lines' bounds, less the most that the rows allow.
  private static func excess(_ problem: PresolvedProblem, _ ray: [Double], _ offset: Int) -> Double {
    var allowed = 0.0
    for row in ray.indices where ray[row] != 0 {
      let bound = ray[row] > 0 ? problem.rowUpper[row] : problem.rowLower[row]
      if !bound.isFinite { return -.infinity }
      allowed += ray[row] * bound
    }
    var least = 0.0
    for line in 0..<problem.count {
      var slope = 0.0
      for entry in problem.start[line]..<problem.start[line + 1] {
        let row = Int(problem.column[entry]) - offset
        if row >= 0 { slope += problem.value[entry] * ray[row] }
      }
      // Without an upper bound a negative slope has no least value, unless the slope is a rounding error.
      if slope < 0, !problem.isBounded[line] {
        if slope < -1e-9 { return -.infinity }
        continue
      }
      least += slope >= 0 ? slope * problem.lower[line] : slope * (problem.lower[line] + problem.width[line])
    }
    return least - allowed
  }
}
