/// The passes over the lines. Each works on blocks of lines whose sums are joined in order.
extension InteriorPoint {
  /// Starts between the bounds, near today's budget, with multipliers of the size of the gradient.
  func begin() {
    let p = lines
    for line in 0..<problem.count {
      let today = (problem.base[line] - problem.lower[line]) / problem.width[line]
      p.index[line] = min(max(today, 0.2), 0.8)
      // No cap is one so far away that its barrier is nothing.
      p.room[line] = problem.isBounded[line] ? 1 - p.index[line] : 1e100
    }
    activity =
      equations.pass { range, rows, sums, _ in
        for line in range { rows.add(line, p.lower[line] + p.width[line] * p.index[line], to: sums) }
      }.columns
    settlePrices()
    let prices = Prices(price)
    let found = equations.pass { range, rows, _, extras in
      for line in range {
        let x = p.lower[line] + p.width[line] * p.index[line]
        let gradient = p.pull[line] * (x - p.base[line]) + rows.dot(line, prices.pointer)
        extras[0] += p.width[line]
        extras[1] += p.width[line] * gradient
        extras[2] += p.width[line] * gradient * gradient
      }
    }.extras
    let total = max(found.reduce(0) { $0 + $1[0] }, .leastNormalMagnitude)
    let mean = found.reduce(0) { $0 + $1[1] } / total
    let spread = max(found.reduce(0) { $0 + $1[2] } / total - mean * mean, 0).squareRoot()
    let size = max(0.5 * spread, 1e-3 * abs(mean), 1e-8)
    for line in 0..<problem.count {
      p.lowerPrice[line] = size * 0.25 / p.index[line]
      p.upperPrice[line] = size * 0.25 / p.room[line]
    }
    rows.begin(activity, size: size * 0.25, indicatorCount)
    for row in 0..<rows.count { price[indicatorCount + row] = rows.price(row, start: -mean) }
  }

  /// The multipliers of the indicators follow from what reaches them.
  private func settlePrices() {
    for column in 0..<indicatorCount {
      price[column] = (activity[column] - problem.target[column]) / problem.softness[column]
    }
  }

  struct State {
    var isDone: Bool
    /// Cᵀ D⁻¹ r of the predictor.
    var right: [Double]
    /// The mean of ξ z, weighted by width.
    var measure: Double
    var rowResidual: Double
  }

  /// Gradient, D⁻¹, the predictor's right-hand side, and whether we are there.
  func prepare(_ tolerance: Double) -> State {
    let p = lines
    let prices = Prices(price)
    let found = equations.pass { range, rows, sums, extras in
      var (gap, weight, dual, steepest, moved) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for line in range {
        let (xi, eta, w) = (p.index[line], p.room[line], p.width[line])
        let (low, high) = (p.lowerPrice[line], p.upperPrice[line])
        let (overXi, overEta) = (1 / xi, 1 / eta)
        p.overIndex[line] = overXi
        p.overRoom[line] = overEta
        let away = p.lower[line] + w * xi - p.base[line]
        let own = p.pull[line] * away
        let slope = own + rows.dot(line, prices.pointer)
        p.gradient[line] = slope
        let barrier = 1 / (p.pull[line] + (low * overXi + high * overEta) * p.overWidth[line])
        p.inverse[line] = barrier
        rows.add(line, -slope * barrier, to: sums)
        gap += w * (xi * low + eta * high)
        weight += 2 * w
        dual = max(dual, abs(slope - low + high))
        steepest = max(steepest, abs(own), low, high)
        moved += own * away
      }
      (extras[0], extras[1], extras[2], extras[3], extras[4]) = (gap, weight, dual, steepest, moved)
    }
    var (gap, weight, dual, steepest, moved) = (rows.gap, rows.weight, 0.0, 0.0, 0.0)
    for part in found.extras {
      gap += part[0]
      weight += part[1]
      dual = max(dual, part[2])
      steepest = max(steepest, part[3])
      moved += part[4]
    }
    var fit = 0.0
    for column in 0..<indicatorCount { fit += price[column] * price[column] * problem.softness[column] }
    let residual = rows.residual(activity, price, indicatorCount)
    let scale = max(0.5 * (fit + moved), 1e-9)
    return State(
      isDone: residual <= max(1e-11, 1e-4 * tolerance) && dual <= tolerance * max(steepest, 1e-9)
        && gap <= tolerance * scale,
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

  /// The predictor's step of ξ.
  func predict(_ change: [Double]) -> Reach {
    let p = lines
    let steps = direction
    let prices = Prices(change)
    let found = equations.pass { range, rows, _, extras in
      var (limit, constant, linear, square) = (0.0, 0.0, 0.0, 0.0)
      for line in range {
        let (xi, eta, w) = (p.index[line], p.room[line], p.width[line])
        let (low, high) = (p.lowerPrice[line], p.upperPrice[line])
        let move = p.inverse[line] * (-p.gradient[line] - rows.dot(line, prices.pointer)) * p.overWidth[line]
        steps.step[line] = move
        let (down, up) = (move * p.overIndex[line], move * p.overRoom[line])
        let lowMove = -low - low * down
        let highMove = -high + high * up
        // −Δz/z of the lower bound is 1 + Δξ/ξ, of the upper one 1 − Δξ/η.
        limit = max(limit, -down, up, 1 + down, 1 - up)
        constant += w * (xi * low + eta * high)
        linear += w * (xi * lowMove + low * move + eta * highMove - high * move)
        square += w * move * (lowMove - highMove)
      }
      (extras[0], extras[1], extras[2], extras[3]) = (limit, constant, linear, square)
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
  func correct(_ centre: Double) -> [Double] {
    let p = lines
    let steps = direction
    return equations.pass { range, rows, sums, _ in
      for line in range {
        let move = steps.step[line]
        let (overXi, overEta) = (p.overIndex[line], p.overRoom[line])
        let lowMove = -p.lowerPrice[line] * (1 + move * overXi)
        let highMove = -p.upperPrice[line] * (1 - move * overEta)
        let right =
          -p.gradient[line] + (centre - move * lowMove) * overXi - (centre + move * highMove) * overEta
        p.pressed[line] = right
        rows.add(line, right * p.inverse[line], to: sums)
      }
    }.columns
  }

  /// The corrector's step by line, and how far it may go.
  func lengthen(_ change: [Double], _ centre: Double) -> Double {
    let p = lines
    let steps = direction
    let prices = Prices(change)
    return Self.longest(
      equations.pass { range, rows, _, extras in
        var limit = 0.0
        for line in range {
          let (low, high) = (p.lowerPrice[line], p.upperPrice[line])
          let (overXi, overEta) = (p.overIndex[line], p.overRoom[line])
          let before = steps.step[line]
          let move = p.inverse[line] * (p.pressed[line] - rows.dot(line, prices.pointer)) * p.overWidth[line]
          let lowMove = -low + (centre + before * low * (1 + before * overXi) - low * move) * overXi
          let highMove = -high + (centre - before * high * (1 - before * overEta) + high * move) * overEta
          steps.step[line] = move
          steps.lower[line] = lowMove
          steps.upper[line] = highMove
          limit = max(limit, -move * overXi, move * overEta)
          if -lowMove > limit * low { limit = -lowMove / low }
          if -highMove > limit * high { limit = -highMove / high }
        }
        extras[0] = limit
      }.extras)
  }

  /// What pulls the pairs that a longer step would leave far from the centre back to it: the right-hand side.
  ///
  /// - Source: Gondzio 1996 (multiple centrality corrections).
  func press(_ wanted: Double, _ centre: Double) -> [Double] {
    let p = lines
    let steps = direction
    return equations.pass { range, rows, sums, _ in
      for line in range {
        let (low, high) = Self.pull(p, steps, line, wanted, centre)
        let right = low * p.overIndex[line] - high * p.overRoom[line]
        p.pressed[line] = right
        rows.add(line, right * p.inverse[line], to: sums)
      }
    }.columns
  }

  /// The direction with the pull, and how far it may go.
  func lengthenTrial(_ change: [Double], _ wanted: Double, _ centre: Double) -> Double {
    let p = lines
    let (steps, tried) = (direction, trial)
    let prices = Prices(change)
    return Self.longest(
      equations.pass { range, rows, _, extras in
        var limit = 0.0
        for line in range {
          let (low, high) = (p.lowerPrice[line], p.upperPrice[line])
          let (overXi, overEta) = (p.overIndex[line], p.overRoom[line])
          let pull = Self.pull(p, steps, line, wanted, centre)
          let extra = p.inverse[line] * (p.pressed[line] - rows.dot(line, prices.pointer)) * p.overWidth[line]
          let move = steps.step[line] + extra
          let lowMove = steps.lower[line] + (pull.low - low * extra) * overXi
          let highMove = steps.upper[line] + (pull.high + high * extra) * overEta
          tried.step[line] = move
          tried.lower[line] = lowMove
          tried.upper[line] = highMove
          limit = max(limit, -move * overXi, move * overEta)
          if -lowMove > limit * low { limit = -lowMove / low }
          if -highMove > limit * high { limit = -highMove / high }
        }
        extras[0] = limit
      }.extras)
  }

  /// How far the pairs of a line would be from the band about the centre after a step, with the sign that mends it.
  @inline(__always)
  private static func pull(
    _ p: LineNumbers, _ steps: LineNumbers.Direction, _ line: Int, _ wanted: Double, _ centre: Double
  ) -> (low: Double, high: Double) {
    let move = wanted * steps.step[line]
    let low = (p.index[line] + move) * (p.lowerPrice[line] + wanted * steps.lower[line])
    let high = (p.room[line] - move) * (p.upperPrice[line] + wanted * steps.upper[line])
    return (RowSlacks.pull(low, centre), RowSlacks.pull(high, centre))
  }

  private static func longest(_ parts: [[Double]]) -> Double {
    let limit = parts.reduce(0) { max($0, $1[0]) }
    return limit > 0 ? 1 / limit : .infinity
  }

  /// Takes the step.
  func move(_ length: Double, _ change: [Double]) {
    let p = lines
    let steps = direction
    activity =
      equations.pass { range, rows, sums, _ in
        for line in range {
          p.index[line] += length * steps.step[line]
          p.room[line] -= length * steps.step[line]
          p.lowerPrice[line] += length * steps.lower[line]
          p.upperPrice[line] += length * steps.upper[line]
          rows.add(line, p.lower[line] + p.width[line] * p.index[line], to: sums)
        }
      }.columns
    settlePrices()
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
