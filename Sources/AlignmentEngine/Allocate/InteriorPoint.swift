/// A primal–dual interior point with predictor and corrector on a reduced problem.
///
/// Each line's place between its bounds is ξ = (x − l)/(u − l), and its share of the barrier is its width, so that the path
/// to the answer does not depend on how money is cut into lines. A step factors one dense matrix (``NormalEquations``) and
/// passes five times over the links.
///
/// - Source: Mehrotra 1992; Gertz & Wright 2003 for the quadratic case.
final class InteriorPoint {
  private let problem: ReducedProblem
  private let equations: NormalEquations
  private let indicatorCount: Int
  /// By line: ξ, 1 − ξ, multipliers of both bounds, gradient, D⁻¹, right-hand side, and the step.
  private let place: NumberBuffer
  private let room: NumberBuffer
  private let lowerPrice: NumberBuffer
  private let upperPrice: NumberBuffer
  private let gradient: NumberBuffer
  private let inverse: NumberBuffer
  private let pressed: NumberBuffer
  private let step: NumberBuffer
  private let lowerStep: NumberBuffer
  private let upperStep: NumberBuffer
  private let lower: NumberBuffer
  private let width: NumberBuffer
  private let base: NumberBuffer
  private let pull: NumberBuffer
  /// v, by column of C, and Cᵀx.
  private(set) var price: [Double]
  private var activity: [Double]
  private var rows: RowSlacks
  private(set) var iterations = 0

  /// How a run ended.
  enum Outcome {
    case converged
    /// Multipliers of the rows in use that prove that nothing meets all limits.
    case infeasible(ray: [Double])
    /// Neither, within the steps allowed.
    case stalled
  }

  /// Steps beyond this are a sign that something is wrong.
  static let limit = 80

  /// - Parameter rowSoftness: where above 0 rows may be missed at the price 1/softness, so that there always is an answer.
  init(_ problem: ReducedProblem, jobs: Int, rowSoftness: Double = 0) {
    self.problem = problem
    equations = NormalEquations(problem, jobs: jobs)
    indicatorCount = problem.indicators.count
    let count = problem.count
    (lower, width, base, pull) =
      (
        NumberBuffer(problem.lower), NumberBuffer(problem.width), NumberBuffer(problem.base),
        NumberBuffer(problem.pull)
      )
    place = NumberBuffer(count: count)
    room = NumberBuffer(count: count)
    lowerPrice = NumberBuffer(count: count)
    upperPrice = NumberBuffer(count: count)
    gradient = NumberBuffer(count: count)
    inverse = NumberBuffer(count: count)
    pressed = NumberBuffer(count: count)
    step = NumberBuffer(count: count)
    lowerStep = NumberBuffer(count: count)
    upperStep = NumberBuffer(count: count)
    price = Array(repeating: 0, count: problem.columns)
    activity = price
    rows = RowSlacks(problem, softness: rowSoftness)
  }

  /// x by free line, over E.
  var x: [Double] {
    (0..<problem.count).map { line in
      place.pointer[line] < room.pointer[line]
        ? problem.lower[line] + problem.width[line] * place.pointer[line]
        : problem.lower[line] + problem.width[line] - problem.width[line] * room.pointer[line]
    }
  }

  /// Runs to convergence.
  func run() throws(FactorisationError) -> Outcome {
    begin()
    var shortSteps = 0
    while iterations < Self.limit {
      iterations += 1
      let state = prepare()
      if state.isDone { return .converged }
      if state.rowResidual > 1e-9, iterations > 3, let ray = Contradicting.ray(problem, price: price, indicatorCount) {
        return .infeasible(ray: ray)
      }
      let softness = problem.softness + rows.softness
      let factor = try equations.factor(inverse: inverse, softness: softness)
      // Predictor: straight at the answer.
      var change = zip(state.right, residuals(rows.predictorResidual(activity, price, indicatorCount))).map { $0 - $1 }
      factor.solve(&change)
      let affine = rows.predict(change, price, indicatorCount)
      let reach = predict(change)
      let reachable = min(1, reach.longest, affine.longest)
      let measure = state.measure
      let after = reach.gap(reachable) + affine.gap(reachable)
      let ratio = min(max(after / max(reach.gap(0) + affine.gap(0), .leastNormalMagnitude), 0), 1)
      let centre = measure * ratio * ratio * ratio
      // Corrector: towards the centre, with the error that the predictor would make.
      let right = correct(centre)
      change = zip(right, residuals(rows.correctorResidual(activity, price, indicatorCount, centre: centre))).map {
        $0 - $1
      }
      factor.solve(&change)
      equations.reuse(factor)
      let rowLength = rows.step(change, indicatorCount)
      let length = lengthen(change, centre)
      let longest = min(length, rowLength)
      let taken = min(1, longest * max(0.9, min(0.9999, 1 - measure)))
      move(taken, change)
      shortSteps = taken < 1e-6 ? shortSteps + 1 : 0
      if shortSteps > 4 { break }
    }
    return .stalled
  }

  private func residuals(_ rows: [Double]) -> [Double] { Array(repeating: 0, count: indicatorCount) + rows }

  // MARK: Passes over the lines

  /// Starts between the bounds, near today's budget, with multipliers of the size of the gradient.
  private func begin() {
    for line in 0..<problem.count {
      let today = (problem.base[line] - problem.lower[line]) / problem.width[line]
      place.pointer[line] = min(max(today, 0.2), 0.8)
      room.pointer[line] = 1 - place.pointer[line]
    }
    refresh()
    let (place, width, lower, base, pull) = (place, width, lower, base, pull)
    let prices = Prices(price)
    let found = equations.pass { range, rows, _, extras in
      for line in range {
        let x = lower.pointer[line] + width.pointer[line] * place.pointer[line]
        let gradient = pull.pointer[line] * (x - base.pointer[line]) + rows.dot(line, prices.pointer)
        extras[0] += width.pointer[line]
        extras[1] += width.pointer[line] * gradient
        extras[2] += width.pointer[line] * gradient * gradient
      }
    }.extras
    let total = max(found.reduce(0) { $0 + $1[0] }, .leastNormalMagnitude)
    let mean = found.reduce(0) { $0 + $1[1] } / total
    let spread = max(found.reduce(0) { $0 + $1[2] } / total - mean * mean, 0).squareRoot()
    let size = max(0.5 * spread, 1e-3 * abs(mean), 1e-8)
    for line in 0..<problem.count {
      lowerPrice.pointer[line] = size * 0.25 / place.pointer[line]
      upperPrice.pointer[line] = size * 0.25 / room.pointer[line]
    }
    rows.begin(activity, size: size * 0.25, indicatorCount)
    for row in 0..<rows.count { price[indicatorCount + row] = rows.price(row, start: -mean) }
  }

  /// Works out Cᵀx and the multipliers of the indicators anew.
  private func refresh() {
    let (place, width, lower) = (place, width, lower)
    activity = equations.pass { range, rows, sums, _ in
      for line in range { rows.add(line, lower.pointer[line] + width.pointer[line] * place.pointer[line], to: sums) }
    }.columns
    for column in 0..<indicatorCount { price[column] = (activity[column] - problem.target[column]) / problem.softness[column] }
  }

  private struct State {
    var isDone: Bool
    /// Cᵀ D⁻¹ r of the predictor.
    var right: [Double]
    /// The mean of ξ z, weighted by width.
    var measure: Double
    var rowResidual: Double
  }

  /// Gradient, D⁻¹, the predictor's right-hand side, and whether we are there.
  private func prepare() -> State {
    let (place, room, lowerPrice, upperPrice, gradient, inverse) =
      (place, room, lowerPrice, upperPrice, gradient, inverse)
    let (lower, width, base, pull) = (lower, width, base, pull)
    let prices = Prices(price)
    let found = equations.pass { range, rows, sums, extras in
      var (gap, weight, dual, steepest, moved) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for line in range {
        let (xi, eta, w) = (place.pointer[line], room.pointer[line], width.pointer[line])
        let (low, high) = (lowerPrice.pointer[line], upperPrice.pointer[line])
        let away = lower.pointer[line] + w * xi - base.pointer[line]
        let own = pull.pointer[line] * away
        let slope = own + rows.dot(line, prices.pointer)
        gradient.pointer[line] = slope
        let barrier = 1 / (pull.pointer[line] + (low / xi + high / eta) / w)
        inverse.pointer[line] = barrier
        rows.add(line, -slope * barrier, to: sums)
        gap += w * (xi * low + eta * high)
        weight += 2 * w
        dual = max(dual, abs(slope - low + high))
        steepest = max(steepest, abs(own), low, high)
        moved += own * away
      }
      extras[0] = gap
      extras[1] = weight
      extras[2] = dual
      extras[3] = steepest
      extras[4] = moved
    }
    var (gap, weight, dual, steepest, moved) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for part in found.extras {
      gap += part[0]
      weight += part[1]
      dual = max(dual, part[2])
      steepest = max(steepest, part[3])
      moved += part[4]
    }
    gap += rows.gap
    weight += rows.weight
    var fit = 0.0
    for column in 0..<indicatorCount { fit += price[column] * price[column] * problem.softness[column] }
    let objective = 0.5 * (fit + moved)
    let residual = rows.residual(activity, price, indicatorCount)
    let scale = max(objective, 1e-9)
    return State(
      isDone: residual <= 1e-11 && dual <= 1e-10 * max(steepest, 1e-9) && gap <= 1e-10 * scale,
      right: found.columns, measure: weight > 0 ? gap / weight : 0, rowResidual: residual)
  }

  /// How far a direction may go, and the complementarity after a step of length α: c₀ + c₁α + c₂α².
  struct Reach {
    var longest = Double.infinity
    var constant = 0.0
    var linear = 0.0
    var square = 0.0
    func gap(_ length: Double) -> Double { constant + length * (linear + length * square) }
  }

  private func predict(_ change: [Double]) -> Reach {
    let (place, room, lowerPrice, upperPrice, gradient, inverse, step, width) =
      (place, room, lowerPrice, upperPrice, gradient, inverse, step, width)
    let prices = Prices(change)
    let found = equations.pass { range, rows, _, extras in
      var (limit, constant, linear, square) = (0.0, 0.0, 0.0, 0.0)
      for line in range {
        let (xi, eta, w) = (place.pointer[line], room.pointer[line], width.pointer[line])
        let (low, high) = (lowerPrice.pointer[line], upperPrice.pointer[line])
        let move = inverse.pointer[line] * (-gradient.pointer[line] - rows.dot(line, prices.pointer)) / w
        step.pointer[line] = move
        let lowMove = -low - low * move / xi
        let highMove = -high + high * move / eta
        limit = max(limit, -move / xi, move / eta, -lowMove / low, -highMove / high)
        constant += w * (xi * low + eta * high)
        linear += w * (xi * lowMove + low * move + eta * highMove - high * move)
        square += w * move * (lowMove - highMove)
      }
      extras[0] = limit
      extras[1] = constant
      extras[2] = linear
      extras[3] = square
    }.extras
    var reach = Reach()
    var limit = 0.0
    for part in found {
      limit = max(limit, part[0])
      reach.constant += part[1]
      reach.linear += part[2]
      reach.square += part[3]
    }
    if limit > 0 { reach.longest = 1 / limit }
    return reach
  }

  /// The corrector's right-hand side.
  private func correct(_ centre: Double) -> [Double] {
    let (place, room, lowerPrice, upperPrice, gradient, inverse, step, pressed) =
      (place, room, lowerPrice, upperPrice, gradient, inverse, step, pressed)
    return equations.pass { range, rows, sums, _ in
      for line in range {
        let (xi, eta, move) = (place.pointer[line], room.pointer[line], step.pointer[line])
        let lowMove = -lowerPrice.pointer[line] * (1 + move / xi)
        let highMove = -upperPrice.pointer[line] * (1 - move / eta)
        let right =
          -gradient.pointer[line] + (centre - move * lowMove) / xi - (centre + move * highMove) / eta
        pressed.pointer[line] = right
        rows.add(line, right * inverse.pointer[line], to: sums)
      }
    }.columns
  }

  /// The corrector's step by line, and how far it may go.
  private func lengthen(_ change: [Double], _ centre: Double) -> Double {
    let (place, room, lowerPrice, upperPrice, inverse, step, pressed, width, lowerStep, upperStep) =
      (place, room, lowerPrice, upperPrice, inverse, step, pressed, width, lowerStep, upperStep)
    let prices = Prices(change)
    let found = equations.pass { range, rows, _, extras in
      var limit = 0.0
      for line in range {
        let (xi, eta) = (place.pointer[line], room.pointer[line])
        let (low, high) = (lowerPrice.pointer[line], upperPrice.pointer[line])
        let before = step.pointer[line]
        let move =
          inverse.pointer[line] * (pressed.pointer[line] - rows.dot(line, prices.pointer)) / width.pointer[line]
        let lowMove = -low + (centre + before * low * (1 + before / xi) - low * move) / xi
        let highMove = -high + (centre - before * high * (1 - before / eta) + high * move) / eta
        step.pointer[line] = move
        lowerStep.pointer[line] = lowMove
        upperStep.pointer[line] = highMove
        limit = max(limit, -move / xi, move / eta, -lowMove / low, -highMove / high)
      }
      extras[0] = limit
    }.extras
    let limit = found.reduce(0) { max($0, $1[0]) }
    return limit > 0 ? 1 / limit : .infinity
  }

  /// Takes the step.
  private func move(_ length: Double, _ change: [Double]) {
    let (place, room, lowerPrice, upperPrice, step, lowerStep, upperStep, lower, width) =
      (place, room, lowerPrice, upperPrice, step, lowerStep, upperStep, lower, width)
    activity = equations.pass { range, rows, sums, _ in
      for line in range {
        place.pointer[line] += length * step.pointer[line]
        room.pointer[line] -= length * step.pointer[line]
        lowerPrice.pointer[line] += length * lowerStep.pointer[line]
        upperPrice.pointer[line] += length * upperStep.pointer[line]
        rows.add(line, lower.pointer[line] + width.pointer[line] * place.pointer[line], to: sums)
      }
    }.columns
    for column in 0..<indicatorCount { price[column] = (activity[column] - problem.target[column]) / problem.softness[column] }
    for row in 0..<rows.count { price[indicatorCount + row] += length * change[indicatorCount + row] }
    rows.move(length)
  }
}

/// The multipliers of a pass, where all threads can read them.
struct Prices: @unchecked Sendable {
  private let buffer: NumberBuffer
  let pointer: UnsafePointer<Double>

  init(_ values: [Double]) {
    buffer = NumberBuffer(values)
    pointer = UnsafePointer(buffer.pointer)
  }
}
