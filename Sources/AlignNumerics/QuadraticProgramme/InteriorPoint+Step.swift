/// The lines' part of the predictor, the corrector and the centrality corrections; ``Slacks`` has the rows' part.
extension InteriorPoint {
  /// Keeps the affine step Δξ for the corrector, and says how far it may go.
  func setAffineStep(_ change: [Double]) -> AffineStep {
    let (columns, variables, residuals, direction) = (columns, variables, residuals, direction)
    let dv = SharedVector(change)
    let parts = system.matrix.pass { range, rows, _, extras in
      var (limit, constant, linear, quadratic) = (0.0, 0.0, 0.0, 0.0)
      for line in range {
        let (xi, eta, width) = (variables.lowerSlack[line], variables.upperSlack[line], columns.width[line])
        let (low, high) = (variables.lowerMultiplier[line], variables.upperMultiplier[line])
        let step =
          residuals.inverseHessian[line] * (-residuals.gradient[line] - rows.dot(line, dv.pointer))
          * columns.inverseWidth[line]
        direction.slack[line] = step
        let (down, up) = (step * variables.inverseLowerSlack[line], step * variables.inverseUpperSlack[line])
        let lowStep = -low - low * down
        let highStep = -high + high * up
        // −Δz/z of the lower bound is 1 + Δξ/ξ, of the upper one 1 − Δξ/η.
        limit = max(limit, -down, up, 1 + down, 1 - up)
        constant += width * (xi * low + eta * high)
        linear += width * (xi * lowStep + low * step + eta * highStep - high * step)
        quadratic += width * step * (lowStep - highStep)
      }
      (extras[0], extras[1], extras[2], extras[3]) = (limit, constant, linear, quadratic)
    }.extras
    var affine = AffineStep()
    var limit = 0.0
    for part in parts {
      limit = max(limit, part[0])
      affine.constant += part[1]
      affine.linear += part[2]
      affine.quadratic += part[3]
    }
    if limit > 0 { affine.maximalLength = 1 / limit }
    return affine
  }

  /// Cᵀ D⁻¹ r₁ of the corrector.
  func correctorRightHandSide(_ targetMu: Double) -> [Double] {
    let (variables, residuals, direction) = (variables, residuals, direction)
    return system.matrix.pass { range, rows, sums, _ in
      for line in range {
        let step = direction.slack[line]
        let (inverseXi, inverseEta) = (variables.inverseLowerSlack[line], variables.inverseUpperSlack[line])
        let lowStep = -variables.lowerMultiplier[line] * (1 + step * inverseXi)
        let highStep = -variables.upperMultiplier[line] * (1 - step * inverseEta)
        let right =
          -residuals.gradient[line] + (targetMu - step * lowStep) * inverseXi
          - (targetMu + step * highStep) * inverseEta
        residuals.rightHandSide[line] = right
        rows.add(line, right * residuals.inverseHessian[line], to: sums)
      }
    }.columns
  }

  /// Sets the combined direction, and says how far it may go.
  func setCombinedStep(_ change: [Double], _ targetMu: Double) -> Double {
    let (columns, variables, residuals, direction) = (columns, variables, residuals, direction)
    let dv = SharedVector(change)
    return Self.maximalLength(
      system.matrix.pass { range, rows, _, extras in
        var limit = 0.0
        for line in range {
          let (low, high) = (variables.lowerMultiplier[line], variables.upperMultiplier[line])
          let (inverseXi, inverseEta) = (variables.inverseLowerSlack[line], variables.inverseUpperSlack[line])
          let affine = direction.slack[line]
          let step =
            residuals.inverseHessian[line] * (residuals.rightHandSide[line] - rows.dot(line, dv.pointer))
            * columns.inverseWidth[line]
          let lowStep = -low + (targetMu + affine * low * (1 + affine * inverseXi) - low * step) * inverseXi
          let highStep = -high + (targetMu - affine * high * (1 - affine * inverseEta) + high * step) * inverseEta
          direction.slack[line] = step
          direction.lowerMultiplier[line] = lowStep
          direction.upperMultiplier[line] = highStep
          limit = max(limit, -step * inverseXi, step * inverseEta)
          if -lowStep > limit * low { limit = -lowStep / low }
          if -highStep > limit * high { limit = -highStep / high }
        }
        extras[0] = limit
      }.extras)
  }

  /// Cᵀ D⁻¹ r₁ of a centrality correction: of the products as a step of this length would leave them.
  func centralityRightHandSide(_ length: Double, _ targetMu: Double) -> [Double] {
    let (variables, residuals, direction) = (variables, residuals, direction)
    return system.matrix.pass { range, rows, sums, _ in
      for line in range {
        let correction = Self.centralityCorrections(variables, direction, line, length, targetMu)
        let right =
          correction.lower * variables.inverseLowerSlack[line] - correction.upper * variables.inverseUpperSlack[line]
        residuals.rightHandSide[line] = right
        rows.add(line, right * residuals.inverseHessian[line], to: sums)
      }
    }.columns
  }

  /// Sets the trial direction, which is the combined one with the correction, and says how far it may go.
  func setTrialStep(_ change: [Double], _ length: Double, _ targetMu: Double) -> Double {
    let (columns, variables, residuals) = (columns, variables, residuals)
    let (direction, trial) = (direction, trialDirection)
    let dv = SharedVector(change)
    return Self.maximalLength(
      system.matrix.pass { range, rows, _, extras in
        var limit = 0.0
        for line in range {
          let (low, high) = (variables.lowerMultiplier[line], variables.upperMultiplier[line])
          let (inverseXi, inverseEta) = (variables.inverseLowerSlack[line], variables.inverseUpperSlack[line])
          let correction = Self.centralityCorrections(variables, direction, line, length, targetMu)
          let extra =
            residuals.inverseHessian[line] * (residuals.rightHandSide[line] - rows.dot(line, dv.pointer))
            * columns.inverseWidth[line]
          let step = direction.slack[line] + extra
          let lowStep = direction.lowerMultiplier[line] + (correction.lower - low * extra) * inverseXi
          let highStep = direction.upperMultiplier[line] + (correction.upper + high * extra) * inverseEta
          trial.slack[line] = step
          trial.lowerMultiplier[line] = lowStep
          trial.upperMultiplier[line] = highStep
          limit = max(limit, -step * inverseXi, step * inverseEta)
          if -lowStep > limit * low { limit = -lowStep / low }
          if -highStep > limit * high { limit = -highStep / high }
        }
        extras[0] = limit
      }.extras)
  }

  @inline(__always)
  private static func centralityCorrections(
    _ variables: Variables, _ direction: StepDirection, _ line: Int, _ length: Double, _ targetMu: Double
  ) -> (lower: Double, upper: Double) {
    let move = length * direction.slack[line]
    let low =
      (variables.lowerSlack[line] + move)
      * (variables.lowerMultiplier[line] + length * direction.lowerMultiplier[line])
    let high =
      (variables.upperSlack[line] - move)
      * (variables.upperMultiplier[line] + length * direction.upperMultiplier[line])
    return (Slacks.centralityCorrection(low, targetMu), Slacks.centralityCorrection(high, targetMu))
  }

  private static func maximalLength(_ parts: [[Double]]) -> Double {
    let limit = parts.reduce(0) { max($0, $1[0]) }
    return limit > 0 ? 1 / limit : .infinity
  }

  /// Takes a step of this length along the combined direction.
  func advance(by length: Double, multipliers change: [Double]) {
    let (columns, variables, direction) = (columns, variables, direction)
    activity =
      system.matrix.pass { range, rows, sums, _ in
        for line in range {
          variables.lowerSlack[line] += length * direction.slack[line]
          variables.upperSlack[line] -= length * direction.slack[line]
          variables.lowerMultiplier[line] += length * direction.lowerMultiplier[line]
          variables.upperMultiplier[line] += length * direction.upperMultiplier[line]
          rows.add(line, columns.lower[line] + columns.width[line] * variables.lowerSlack[line], to: sums)
        }
      }.columns
    updateIndicatorMultipliers()
    for row in 0..<slacks.count { multipliers[indicatorCount + row] += length * change[indicatorCount + row] }
    slacks.advance(by: length)
  }
}
