/// The rows of G inside the interior point: g ≤ Gᵀx ≤ h, each with a slack variable t unless its bounds are equal.
///
/// Like the lines, a slack is held as its distances to both bounds over a width of its own: t = g + w θ_l = h − w θ_u. A
/// bound that is missing has a multiplier of 0. All arrays are by row in use; the methods take vectors by column of C, in
/// which the rows begin at an offset.
struct Slacks {
  let lower: [Double]
  let upper: [Double]
  private(set) var width: [Double] = []
  /// Where above 0, a row may be violated at the penalty 1 / elasticity (elastic programming).
  let elasticity: Double
  /// θ_l and θ_u.
  var lowerSlack: [Double]
  var upperSlack: [Double]
  var lowerMultiplier: [Double]
  var upperMultiplier: [Double]
  /// Δθ: of the affine step, and then of the combined one.
  var slackStep: [Double]
  var lowerMultiplierStep: [Double]
  var upperMultiplierStep: [Double]
  /// A centrality correction over the slack, by bound.
  var lowerCorrection: [Double]
  var upperCorrection: [Double]
  /// The combined step with a correction that is being tried.
  var trialSlackStep: [Double] = []
  var trialLowerStep: [Double] = []
  var trialUpperStep: [Double] = []
  /// σμ: the product that the corrector steers each complementary pair to.
  var targetMu = 0.0
  /// ρ of the corrector, by row.
  var correctorTerm: [Double] = []

  init(_ problem: PresolvedProblem, elasticity: Double) {
    lower = problem.rowLower
    upper = problem.rowUpper
    self.elasticity = elasticity
    let zeros = Array(repeating: 0.0, count: lower.count)
    (lowerSlack, upperSlack, lowerMultiplier, upperMultiplier) = (zeros, zeros, zeros, zeros)
    (slackStep, lowerMultiplierStep, upperMultiplierStep) = (zeros, zeros, zeros)
    (lowerCorrection, upperCorrection) = (zeros, zeros)
    for row in lower.indices {
      let finite = [lower[row], upper[row]].filter(\.isFinite).map(abs)
      let size = max(finite.max() ?? 1, 1e-6)
      width.append(hasLower(row) && hasUpper(row) ? max(upper[row] - lower[row], 0) : min(size, 1))
    }
  }

  var count: Int { lower.count }
  func hasLower(_ row: Int) -> Bool { lower[row] > -.infinity }
  func hasUpper(_ row: Int) -> Bool { upper[row] < .infinity }
  func isEquality(_ row: Int) -> Bool { lower[row] == upper[row] }

  /// Starts the slacks near the activity but well inside their bounds, each complementary product at `mu`.
  mutating func initialise(_ activity: [Double], mu: Double, _ offset: Int) {
    for row in lower.indices where !isEquality(row) {
      let value = activity[offset + row]
      if hasLower(row) && hasUpper(row) {
        let theta = min(max((value - lower[row]) / width[row], 0.2), 0.8)
        (lowerSlack[row], upperSlack[row]) = (theta, 1 - theta)
      } else if hasLower(row) {
        lowerSlack[row] = max((value - lower[row]) / width[row], 0.05)
      } else {
        upperSlack[row] = max((upper[row] - value) / width[row], 0.05)
      }
      if hasLower(row) { lowerMultiplier[row] = mu / lowerSlack[row] }
      if hasUpper(row) { upperMultiplier[row] = mu / upperSlack[row] }
    }
  }

  /// The multiplier v that a row starts from. Among the equalities only the last row, the envelope, takes `envelope`.
  func initialMultiplier(_ row: Int, envelope: Double) -> Double {
    if isEquality(row) { return row == count - 1 ? envelope : 0 }
    return upperMultiplier[row] - lowerMultiplier[row]
  }

  /// The complementarity gap Σ w (θ_l z_l + θ_u z_u).
  var gap: Double {
    lower.indices.reduce(0) {
      $0 + width[$1] * (lowerSlack[$1] * lowerMultiplier[$1] + upperSlack[$1] * upperMultiplier[$1])
    }
  }

  /// The sum of the widths over the complementary pairs: what ``gap`` is divided by to give μ.
  var weight: Double {
    lower.indices.reduce(0) {
      isEquality($1) ? $0 : $0 + width[$1] * ((hasLower($1) ? 1 : 0) + (hasUpper($1) ? 1 : 0))
    }
  }

  /// The rows' part of R: elasticity + w / (z_l / θ_l + z_u / θ_u).
  var dualDiagonal: [Double] {
    lower.indices.map { row in
      if isEquality(row) { return elasticity }
      let barrier = ratio(lowerMultiplier[row], lowerSlack[row]) + ratio(upperMultiplier[row], upperSlack[row])
      return elasticity + 1 / (barrier / width[row])
    }
  }

  private func ratio(_ multiplier: Double, _ slack: Double) -> Double { multiplier == 0 ? 0 : multiplier / slack }

  private func value(_ row: Int) -> Double {
    hasLower(row) ? lower[row] + width[row] * lowerSlack[row] : upper[row] - width[row] * upperSlack[row]
  }

  /// What is left of a row's equation Gᵀx − t − elasticity · v = 0.
  func residual(_ row: Int, _ activity: [Double], _ multipliers: [Double], _ offset: Int) -> Double {
    activity[offset + row] - (isEquality(row) ? lower[row] : value(row)) - elasticity * multipliers[offset + row]
  }

  /// The largest residual of any row.
  func largestResidual(_ activity: [Double], _ multipliers: [Double], _ offset: Int) -> Double {
    lower.indices.reduce(0) { max($0, abs(residual($1, activity, multipliers, offset))) }
  }
}
