/// Proofs that no sharing of the money meets all limits (Farkas): multipliers of the rows under which even the best x
/// inside the lines' bounds presses harder than the rows allow.
enum Contradicting {
  /// How much a proof must prove, as a part of E for multipliers of at most 1.
  static let margin = 2e-9

  /// The rows' part of the multipliers, scaled to at most 1, where it is a proof; else nil.
  static func ray(_ problem: ReducedProblem, price: [Double], _ offset: Int) -> [Double]? {
    let rows = Array(price[offset...])
    let largest = rows.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    // Small multipliers are noise; a proof without them is as good, if it still is one.
    let ray = rows.map { abs($0) < 1e-7 * largest ? 0 : $0 / largest }
    return excess(problem, ray, offset) > margin ? ray : nil
  }

  /// The least that vᵀGx can be inside the bounds, less the most that the rows allow.
  private static func excess(_ problem: ReducedProblem, _ ray: [Double], _ offset: Int) -> Double {
    var most = 0.0
    for row in ray.indices where ray[row] != 0 {
      let bound = ray[row] > 0 ? problem.rowUpper[row] : problem.rowLower[row]
      if !bound.isFinite { return -.infinity }
      most += ray[row] * bound
    }
    var least = 0.0
    for line in 0..<problem.count {
      var slope = 0.0
      for entry in problem.start[line]..<problem.start[line + 1] {
        let row = Int(problem.column[entry]) - offset
        if row >= 0 { slope += problem.value[entry] * ray[row] }
      }
      // Multipliers of noise must not lean on a cap that is not there.
      if slope < 0, !problem.isBounded[line] {
        if slope < -1e-9 { return -.infinity }
        continue
      }
      least += slope >= 0 ? slope * problem.lower[line] : slope * (problem.lower[line] + problem.width[line])
    }
    return least - most
  }
}
