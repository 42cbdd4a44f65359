/// The slacks' part of the predictor, the corrector and the centrality corrections.
///
/// Each step is found in two halves: the right-hand side r₂ that the rows add to the KKT system, and, once Δv is known, the
/// step of the slacks and of their multipliers.
extension Slacks {
  /// r₂ of the predictor.
  func predictorRightHandSide(_ activity: [Double], _ multipliers: [Double], _ offset: Int) -> [Double] {
    let diagonal = dualDiagonal
    return lower.indices.map { row in
      let residual = residual(row, activity, multipliers, offset)
      if isEquality(row) { return -residual }
      return -residual + multipliers[offset + row] * (diagonal[row] - elasticity)
    }
  }

  /// Keeps the affine step Δθ for the corrector, and says how far it may go.
  mutating func setAffineStep(_ step: [Double], _ multipliers: [Double], _ offset: Int) -> AffineStep {
    var affine = AffineStep()
    var limit = 0.0
    let diagonal = dualDiagonal
    for row in lower.indices where !isEquality(row) {
      let theta = (step[offset + row] + multipliers[offset + row]) * (diagonal[row] - elasticity) / width[row]
      slackStep[row] = theta
      if hasLower(row) {
        let own = -lowerMultiplier[row] * (1 + theta / lowerSlack[row])
        limit = max(limit, -theta / lowerSlack[row], -own / lowerMultiplier[row])
        affine.constant += width[row] * lowerSlack[row] * lowerMultiplier[row]
        affine.linear += width[row] * (lowerSlack[row] * own + lowerMultiplier[row] * theta)
        affine.quadratic += width[row] * theta * own
      }
      if hasUpper(row) {
        let own = -upperMultiplier[row] * (1 - theta / upperSlack[row])
        limit = max(limit, theta / upperSlack[row], -own / upperMultiplier[row])
        affine.constant += width[row] * upperSlack[row] * upperMultiplier[row]
        affine.linear += width[row] * (upperSlack[row] * own - upperMultiplier[row] * theta)
        affine.quadratic -= width[row] * theta * own
      }
    }
    if limit > 0 { affine.maximalLength = 1 / limit }
    return affine
  }

  /// What Mehrotra's complementarity equations ask of a row's multipliers where its slack does not move:
  /// −z + (σμ − Δθ Δz) / θ, with the affine Δθ and Δz, by bound.
  private func complementarityTerms(_ row: Int) -> (lower: Double, upper: Double) {
    let theta = slackStep[row]
    let low =
      hasLower(row)
      ? -lowerMultiplier[row]
        + (targetMu + theta * lowerMultiplier[row] * (1 + theta / lowerSlack[row])) / lowerSlack[row] : 0
    let high =
      hasUpper(row)
      ? -upperMultiplier[row]
        + (targetMu - theta * upperMultiplier[row] * (1 - theta / upperSlack[row])) / upperSlack[row] : 0
    return (low, high)
  }

  private func correctorTerm(_ row: Int, _ multiplier: Double) -> Double {
    let terms = complementarityTerms(row)
    return terms.upper - terms.lower + (upperMultiplier[row] - lowerMultiplier[row] - multiplier)
  }

  /// r₂ of the corrector, which steers each complementary product to σμ.
  mutating func correctorRightHandSide(
    _ activity: [Double], _ multipliers: [Double], _ offset: Int, targetMu: Double
  ) -> [Double] {
    self.targetMu = targetMu
    let diagonal = dualDiagonal
    correctorTerm = lower.indices.map { isEquality($0) ? 0 : correctorTerm($0, multipliers[offset + $0]) }
    return lower.indices.map { row in
      let residual = residual(row, activity, multipliers, offset)
      return isEquality(row) ? -residual : -residual - correctorTerm[row] * (diagonal[row] - elasticity)
    }
  }

  /// Sets the combined step.
  mutating func setCombinedStep(_ step: [Double], _ offset: Int) {
    let diagonal = dualDiagonal
    for row in lower.indices where !isEquality(row) {
      let theta = (step[offset + row] - correctorTerm[row]) * (diagonal[row] - elasticity) / width[row]
      let terms = complementarityTerms(row)
      if hasLower(row) { lowerMultiplierStep[row] = terms.lower - lowerMultiplier[row] * theta / lowerSlack[row] }
      if hasUpper(row) { upperMultiplierStep[row] = terms.upper + upperMultiplier[row] * theta / upperSlack[row] }
      slackStep[row] = theta
    }
  }

  /// How far the combined step may go before a slack or a multiplier reaches 0.
  var maximalLength: Double { maximalLength(slackStep, lowerMultiplierStep, upperMultiplierStep) }

  private func maximalLength(_ slackStep: [Double], _ lowerStep: [Double], _ upperStep: [Double]) -> Double {
    var limit = 0.0
    for row in lower.indices where !isEquality(row) {
      if hasLower(row) {
        limit = max(limit, -slackStep[row] / lowerSlack[row], -lowerStep[row] / lowerMultiplier[row])
      }
      if hasUpper(row) {
        limit = max(limit, slackStep[row] / upperSlack[row], -upperStep[row] / upperMultiplier[row])
      }
    }
    return limit > 0 ? 1 / limit : .infinity
  }

  /// What brings a complementary product back into the band [0.1 σμ, 10 σμ], and never more than the band is wide.
  ///
  /// - Source: Gondzio 1996.
  static func centralityCorrection(_ product: Double, _ targetMu: Double) -> Double {
    let (low, high) = (0.1 * targetMu, 10 * targetMu)
    if product < low { return low - product }
    return product > high ? max(high - product, -high) : 0
  }

  private func centralityCorrections(
    _ row: Int, _ length: Double, _ targetMu: Double
  ) -> (lower: Double, upper: Double) {
    let move = length * slackStep[row]
    let low = (lowerSlack[row] + move) * (lowerMultiplier[row] + length * lowerMultiplierStep[row])
    let high = (upperSlack[row] - move) * (upperMultiplier[row] + length * upperMultiplierStep[row])
    return (
      hasLower(row) ? Self.centralityCorrection(low, targetMu) : 0,
      hasUpper(row) ? Self.centralityCorrection(high, targetMu) : 0
    )
  }

  /// r₂ of a centrality correction: of the products as a step of this length would leave them.
  mutating func centralityRightHandSide(_ length: Double, _ targetMu: Double) -> [Double] {
    let diagonal = dualDiagonal
    return lower.indices.map { row in
      if isEquality(row) { return 0 }
      let correction = centralityCorrections(row, length, targetMu)
      lowerCorrection[row] = hasLower(row) ? correction.lower / lowerSlack[row] : 0
      upperCorrection[row] = hasUpper(row) ? correction.upper / upperSlack[row] : 0
      return -(upperCorrection[row] - lowerCorrection[row]) * (diagonal[row] - elasticity)
    }
  }

  /// Sets the trial step, which is the combined step with the correction, and says how far it may go.
  mutating func setTrialStep(_ step: [Double], _ offset: Int) -> Double {
    let diagonal = dualDiagonal
    (trialSlackStep, trialLowerStep, trialUpperStep) = (slackStep, lowerMultiplierStep, upperMultiplierStep)
    for row in lower.indices where !isEquality(row) {
      let theta =
        (step[offset + row] - upperCorrection[row] + lowerCorrection[row]) * (diagonal[row] - elasticity) / width[row]
      trialSlackStep[row] += theta
      if hasLower(row) { trialLowerStep[row] += lowerCorrection[row] - lowerMultiplier[row] * theta / lowerSlack[row] }
      if hasUpper(row) { trialUpperStep[row] += upperCorrection[row] + upperMultiplier[row] * theta / upperSlack[row] }
    }
    return maximalLength(trialSlackStep, trialLowerStep, trialUpperStep)
  }

  /// Makes the trial step the combined step.
  mutating func acceptTrialStep() {
    (slackStep, lowerMultiplierStep, upperMultiplierStep) = (trialSlackStep, trialLowerStep, trialUpperStep)
  }

  /// Takes a step of this length along the combined step.
  mutating func advance(by length: Double) {
    for row in lower.indices where !isEquality(row) {
      if hasLower(row) {
        lowerSlack[row] += length * slackStep[row]
        lowerMultiplier[row] += length * lowerMultiplierStep[row]
      }
      if hasUpper(row) {
        upperSlack[row] -= length * slackStep[row]
        upperMultiplier[row] += length * upperMultiplierStep[row]
      }
    }
  }
}
