/// The rows of G inside the interior point: equalities, and inequalities with their slacks t, placed between the bounds as
/// θ in units of a width of their own.
struct RowSlacks {
  private var lower: [Double]
  private var upper: [Double]
  private var width: [Double] = []
  private let soft: Double
  /// Slack to each bound over the width, and its multiplier; the multiplier of a bound that is not there is 0.
  private var toLower: [Double]
  private var toUpper: [Double]
  private var lowerPrice: [Double]
  private var upperPrice: [Double]
  /// The predictor's change of θ, and then the step.
  private var change: [Double]
  private var lowerStep: [Double]
  private var upperStep: [Double]
  private var lowerPull: [Double]
  private var upperPull: [Double]
  private var trial: [Double] = []
  private var lowerTrial: [Double] = []
  private var upperTrial: [Double] = []
  private var centre = 0.0

  init(_ problem: ReducedProblem, softness: Double) {
    lower = problem.rowLower
    upper = problem.rowUpper
    soft = softness
    let zeros = Array(repeating: 0.0, count: lower.count)
    (toLower, toUpper, lowerPrice, upperPrice, change, lowerStep, upperStep, lowerPull, upperPull) =
      (zeros, zeros, zeros, zeros, zeros, zeros, zeros, zeros, zeros)
    for row in lower.indices {
      let ends = [lower[row], upper[row]].filter(\.isFinite).map(abs)
      let size = max(ends.max() ?? 1, 1e-6)
      width.append(hasLower(row) && hasUpper(row) ? max(upper[row] - lower[row], 0) : min(size, 1))
    }
  }

  var count: Int { lower.count }
  private func hasLower(_ row: Int) -> Bool { lower[row] > -.infinity }
  private func hasUpper(_ row: Int) -> Bool { upper[row] < .infinity }
  private func isEquality(_ row: Int) -> Bool { lower[row] == upper[row] }

  /// Places the slacks near the activity, well inside.
  mutating func begin(_ activity: [Double], size: Double, _ offset: Int) {
    for row in lower.indices where !isEquality(row) {
      let now = activity[offset + row]
      if hasLower(row) && hasUpper(row) {
        let theta = min(max((now - lower[row]) / width[row], 0.2), 0.8)
        (toLower[row], toUpper[row]) = (theta, 1 - theta)
      } else if hasLower(row) {
        toLower[row] = max((now - lower[row]) / width[row], 0.05)
      } else {
        toUpper[row] = max((upper[row] - now) / width[row], 0.05)
      }
      if hasLower(row) { lowerPrice[row] = size / toLower[row] }
      if hasUpper(row) { upperPrice[row] = size / toUpper[row] }
    }
  }

  /// v of a row to start from.
  func price(_ row: Int, start: Double) -> Double {
    if isEquality(row) { return row == count - 1 ? start : 0 }
    return upperPrice[row] - lowerPrice[row]
  }

  private func slack(_ row: Int) -> Double {
    hasLower(row) ? lower[row] + width[row] * toLower[row] : upper[row] - width[row] * toUpper[row]
  }

  /// Σ width · θ · y, and the widths behind it.
  var gap: Double {
    lower.indices.reduce(0) {
      $0 + width[$1] * (toLower[$1] * lowerPrice[$1] + toUpper[$1] * upperPrice[$1])
    }
  }
  var weight: Double {
    lower.indices.reduce(0) {
      isEquality($1) ? $0 : $0 + width[$1] * ((hasLower($1) ? 1 : 0) + (hasUpper($1) ? 1 : 0))
    }
  }

  /// By row of S its own part of the diagonal.
  var softness: [Double] {
    lower.indices.map { row in
      if isEquality(row) { return soft }
      let stiffness = (ratio(lowerPrice[row], toLower[row]) + ratio(upperPrice[row], toUpper[row])) / width[row]
      return soft + 1 / stiffness
    }
  }

  private func ratio(_ price: Double, _ slack: Double) -> Double { price == 0 ? 0 : price / slack }

  private func miss(_ row: Int, _ activity: [Double], _ price: [Double], _ offset: Int) -> Double {
    activity[offset + row] - (isEquality(row) ? lower[row] : slack(row)) - soft * price[offset + row]
  }

  /// The worst error of the rows' equations.
  func residual(_ activity: [Double], _ price: [Double], _ offset: Int) -> Double {
    lower.indices.reduce(0) { max($0, abs(miss($1, activity, price, offset))) }
  }

  /// r₂ of the predictor.
  func predictorResidual(_ activity: [Double], _ price: [Double], _ offset: Int) -> [Double] {
    let hard = softness
    return lower.indices.map { row in
      let miss = miss(row, activity, price, offset)
      return isEquality(row) ? -miss : -miss + price[offset + row] * (hard[row] - soft)
    }
  }

  /// Keeps the predictor's change of the slacks; says how far it may go.
  mutating func predict(_ step: [Double], _ price: [Double], _ offset: Int) -> InteriorPoint.Reach {
    var reach = InteriorPoint.Reach()
    var limit = 0.0
    let hard = softness
    for row in lower.indices where !isEquality(row) {
      let theta = (step[offset + row] + price[offset + row]) * (hard[row] - soft) / width[row]
      change[row] = theta
      if hasLower(row) {
        let own = -lowerPrice[row] * (1 + theta / toLower[row])
        limit = max(limit, -theta / toLower[row], -own / lowerPrice[row])
        reach.constant += width[row] * toLower[row] * lowerPrice[row]
        reach.linear += width[row] * (toLower[row] * own + lowerPrice[row] * theta)
        reach.square += width[row] * theta * own
      }
      if hasUpper(row) {
        let own = -upperPrice[row] * (1 - theta / toUpper[row])
        limit = max(limit, theta / toUpper[row], -own / upperPrice[row])
        reach.constant += width[row] * toUpper[row] * upperPrice[row]
        reach.linear += width[row] * (toUpper[row] * own - upperPrice[row] * theta)
        reach.square -= width[row] * theta * own
      }
    }
    if limit > 0 { reach.longest = 1 / limit }
    return reach
  }

  /// (what complementarity asks of the lower bound, of the upper bound) over the slack, at a centre.
  private func asked(_ row: Int) -> (lower: Double, upper: Double) {
    let theta = change[row]
    let low =
      hasLower(row)
      ? -lowerPrice[row] + (centre + theta * lowerPrice[row] * (1 + theta / toLower[row])) / toLower[row] : 0
    let high =
      hasUpper(row)
      ? -upperPrice[row] + (centre - theta * upperPrice[row] * (1 - theta / toUpper[row])) / toUpper[row] : 0
    return (low, high)
  }

  private func rho(_ row: Int, _ price: Double) -> Double {
    let asked = asked(row)
    return asked.upper - asked.lower + (upperPrice[row] - lowerPrice[row] - price)
  }

  private var rhoOfStep: [Double] = []

  /// r₂ of the corrector.
  mutating func correctorResidual(_ activity: [Double], _ price: [Double], _ offset: Int, centre: Double) -> [Double] {
    self.centre = centre
    let hard = softness
    rhoOfStep = lower.indices.map { isEquality($0) ? 0 : rho($0, price[offset + $0]) }
    return lower.indices.map { row in
      let miss = miss(row, activity, price, offset)
      return isEquality(row) ? -miss : -miss - rhoOfStep[row] * (hard[row] - soft)
    }
  }

  /// The corrector's step.
  mutating func step(_ step: [Double], _ offset: Int) {
    let hard = softness
    for row in lower.indices where !isEquality(row) {
      let theta = (step[offset + row] - rhoOfStep[row]) * (hard[row] - soft) / width[row]
      let asked = asked(row)
      if hasLower(row) { lowerStep[row] = asked.lower - lowerPrice[row] * theta / toLower[row] }
      if hasUpper(row) { upperStep[row] = asked.upper + upperPrice[row] * theta / toUpper[row] }
      change[row] = theta
    }
  }

  /// How far the step may go.
  var longest: Double { longest(change, lowerStep, upperStep) }

  private func longest(_ change: [Double], _ lowerStep: [Double], _ upperStep: [Double]) -> Double {
    var limit = 0.0
    for row in lower.indices where !isEquality(row) {
      if hasLower(row) { limit = max(limit, -change[row] / toLower[row], -lowerStep[row] / lowerPrice[row]) }
      if hasUpper(row) { limit = max(limit, change[row] / toUpper[row], -upperStep[row] / upperPrice[row]) }
    }
    return limit > 0 ? 1 / limit : .infinity
  }

  /// What brings a product back into the band about the centre, not more than the band is wide.
  static func pull(_ product: Double, _ centre: Double) -> Double {
    let (low, high) = (0.1 * centre, 10 * centre)
    if product < low { return low - product }
    return product > high ? max(high - product, -high) : 0
  }

  private func pulls(_ row: Int, _ wanted: Double, _ centre: Double) -> (lower: Double, upper: Double) {
    let move = wanted * change[row]
    return (
      hasLower(row) ? Self.pull((toLower[row] + move) * (lowerPrice[row] + wanted * lowerStep[row]), centre) : 0,
      hasUpper(row) ? Self.pull((toUpper[row] - move) * (upperPrice[row] + wanted * upperStep[row]), centre) : 0
    )
  }

  /// r₂ of a pull towards the centre.
  mutating func press(_ wanted: Double, _ centre: Double) -> [Double] {
    let hard = softness
    return lower.indices.map { row in
      if isEquality(row) { return 0 }
      let pull = pulls(row, wanted, centre)
      lowerPull[row] = hasLower(row) ? pull.lower / toLower[row] : 0
      upperPull[row] = hasUpper(row) ? pull.upper / toUpper[row] : 0
      return -(upperPull[row] - lowerPull[row]) * (hard[row] - soft)
    }
  }

  /// The step with the pull; says how far it may go.
  mutating func tryStep(_ step: [Double], _ offset: Int) -> Double {
    let hard = softness
    (trial, lowerTrial, upperTrial) = (change, lowerStep, upperStep)
    for row in lower.indices where !isEquality(row) {
      let theta = (step[offset + row] - upperPull[row] + lowerPull[row]) * (hard[row] - soft) / width[row]
      trial[row] += theta
      if hasLower(row) { lowerTrial[row] += lowerPull[row] - lowerPrice[row] * theta / toLower[row] }
      if hasUpper(row) { upperTrial[row] += upperPull[row] + upperPrice[row] * theta / toUpper[row] }
    }
    return longest(trial, lowerTrial, upperTrial)
  }

  /// Takes the tried step for the step.
  mutating func adoptTrial() { (change, lowerStep, upperStep) = (trial, lowerTrial, upperTrial) }

  /// Takes the step.
  mutating func move(_ length: Double) {
    for row in lower.indices where !isEquality(row) {
      if hasLower(row) {
        toLower[row] += length * change[row]
        lowerPrice[row] += length * lowerStep[row]
      }
      if hasUpper(row) {
        toUpper[row] -= length * change[row]
        upperPrice[row] += length * upperStep[row]
      }
    }
  }
}
