extension InteriorPoint {
  /// The starting point: between the bounds and near b, with multipliers of the size of the gradient.
  func initialise() {
    let (columns, variables) = (columns, variables)
    for line in 0..<problem.count {
      let base = (problem.base[line] - problem.lower[line]) / problem.width[line]
      variables.lowerSlack[line] = min(max(base, 0.2), 0.8)
      // An upper bound that is missing is so far away that its barrier vanishes.
      variables.upperSlack[line] = problem.isBounded[line] ? 1 - variables.lowerSlack[line] : 1e100
    }
    activity =
      system.matrix.pass { range, rows, sums, _ in
        for line in range {
          rows.add(line, columns.lower[line] + columns.width[line] * variables.lowerSlack[line], to: sums)
        }
      }.columns
    updateIndicatorMultipliers()
    let v = SharedVector(multipliers)
    let parts = system.matrix.pass { range, rows, _, extras in
      for line in range {
        let x = columns.lower[line] + columns.width[line] * variables.lowerSlack[line]
        let gradient = columns.curvature[line] * (x - columns.base[line]) + rows.dot(line, v.pointer)
        extras[0] += columns.width[line]
        extras[1] += columns.width[line] * gradient
        extras[2] += columns.width[line] * gradient * gradient
      }
    }.extras
    let weight = max(parts.reduce(0) { $0 + $1[0] }, .leastNormalMagnitude)
    let mean = parts.reduce(0) { $0 + $1[1] } / weight
    let deviation = max(parts.reduce(0) { $0 + $1[2] } / weight - mean * mean, 0).squareRoot()
    let size = max(0.5 * deviation, 1e-3 * abs(mean), 1e-8)
    for line in 0..<problem.count {
      variables.lowerMultiplier[line] = size * 0.25 / variables.lowerSlack[line]
      variables.upperMultiplier[line] = size * 0.25 / variables.upperSlack[line]
    }
    slacks.initialise(activity, mu: size * 0.25, indicatorCount)
    for row in 0..<slacks.count {
      multipliers[indicatorCount + row] = slacks.initialMultiplier(row, envelope: -mean)
    }
  }

  /// The residuals at the iterate, the Hessian with its barrier, and the right-hand side of the predictor.
  func evaluate(_ tolerance: Double) -> IterationInfo {
    let (columns, variables, residuals) = (columns, variables, residuals)
    let v = SharedVector(multipliers)
    let found = system.matrix.pass { range, rows, sums, extras in
      var (gap, weight, dual, largest, penalty) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for line in range {
        let (xi, eta, width) = (variables.lowerSlack[line], variables.upperSlack[line], columns.width[line])
        let (low, high) = (variables.lowerMultiplier[line], variables.upperMultiplier[line])
        let (inverseXi, inverseEta) = (1 / xi, 1 / eta)
        variables.inverseLowerSlack[line] = inverseXi
        variables.inverseUpperSlack[line] = inverseEta
        let departure = columns.lower[line] + width * xi - columns.base[line]
        let own = columns.curvature[line] * departure
        let gradient = own + rows.dot(line, v.pointer)
        residuals.gradient[line] = gradient
        let inverse = 1 / (columns.curvature[line] + (low * inverseXi + high * inverseEta) * columns.inverseWidth[line])
        residuals.inverseHessian[line] = inverse
        rows.add(line, -gradient * inverse, to: sums)
        gap += width * (xi * low + eta * high)
        weight += 2 * width
        dual = max(dual, abs(gradient - low + high))
        largest = max(largest, abs(own), low, high)
        penalty += own * departure
      }
      (extras[0], extras[1], extras[2], extras[3], extras[4]) = (gap, weight, dual, largest, penalty)
    }
    var (gap, weight, dual, largest, penalty) = (slacks.gap, slacks.weight, 0.0, 0.0, 0.0)
    for part in found.extras {
      gap += part[0]
      weight += part[1]
      dual = max(dual, part[2])
      largest = max(largest, part[3])
      penalty += part[4]
    }
    var fit = 0.0
    for column in 0..<indicatorCount {
      fit += multipliers[column] * multipliers[column] * problem.inverseWeight[column]
    }
    let rowResidual = slacks.largestResidual(activity, multipliers, indicatorCount)
    let objective = max(0.5 * (fit + penalty), 1e-9)
    return IterationInfo(
      isConverged: rowResidual <= max(1e-11, 1e-4 * tolerance) && dual <= tolerance * max(largest, 1e-9)
        && gap <= tolerance * objective,
      rightHandSide: found.columns, mu: weight > 0 ? gap / weight : 0, rowResidual: rowResidual)
  }
}
