/// A primal–dual interior point with predictor and corrector on a reduced problem.
///
/// Each line's place between its bounds is ξ = (x − l)/(u − l), and its share of the barrier is its width, so that the path
/// to the answer does not depend on how money is cut into lines. A step factors one dense matrix (``NormalEquations``) and
/// passes five times over the links.
///
/// - Source: Mehrotra 1992; Gertz & Wright 2003 for the quadratic case.
final class InteriorPoint {
  let problem: ReducedProblem
  let equations: NormalEquations
  let indicatorCount: Int
  let lines: LineNumbers
  /// The combined direction, and one that is being tried.
  var direction: LineNumbers.Direction
  var trial: LineNumbers.Direction
  /// v, by column of C, and Cᵀx.
  var price: [Double]
  var activity: [Double]
  var rows: RowSlacks
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
    lines = LineNumbers(problem)
    direction = lines.first
    trial = lines.second
    price = Array(repeating: 0, count: problem.columns)
    activity = price
    rows = RowSlacks(problem, softness: rowSoftness)
  }

  /// x by free line, over E.
  var x: [Double] {
    (0..<problem.count).map { line in
      lines.index[line] < lines.room[line]
        ? problem.lower[line] + problem.width[line] * lines.index[line]
        : problem.lower[line] + problem.width[line] - problem.width[line] * lines.room[line]
    }
  }

  /// Which bound each line is heading for: −1 its floor, 1 its cap, 0 neither.
  var sides: [Int8] {
    var weight = 0.0
    var size = 0.0
    for line in 0..<problem.count {
      weight += problem.width[line]
      size += problem.width[line] * abs(lines.lowerPrice[line] - lines.upperPrice[line])
    }
    let typical = weight > 0 ? size / weight : 0
    return (0..<problem.count).map { line in
      if lines.lowerPrice[line] > typical * lines.index[line] { return -1 }
      return lines.upperPrice[line] > typical * lines.room[line] ? 1 : 0
    }
  }

  /// Runs until the gap is this part of the objective; called again it goes on from there.
  func run(to tolerance: Double = 1e-10) throws(FactorisationError) -> Outcome {
    if iterations == 0 { begin() }
    var shortSteps = 0
    while iterations < Self.limit {
      iterations += 1
      let state = prepare(tolerance)
      if state.isDone { return .converged }
      if state.rowResidual > 1e-9, iterations > 3, let ray = Contradicting.ray(problem, price: price, indicatorCount) {
        return .infeasible(ray: ray)
      }
      let softness = problem.softness + rows.softness
      let factor = try equations.factor(inverse: lines.inverse, softness: softness)
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
      rows.step(change, indicatorCount)
      var longest = min(lengthen(change, centre), rows.longest)
      // Where the way is short, pulling the worst pairs back towards the centre makes it longer.
      for _ in 0..<Self.corrections where longest < 0.9 {
        let wanted = min(1, longest + 0.3)
        let pull = zip(press(wanted, centre), residuals(rows.press(wanted, centre))).map { $0 - $1 }
        var extra = pull
        factor.solve(&extra)
        let tried = min(lengthenTrial(extra, wanted, centre), rows.tryStep(extra, indicatorCount))
        guard tried > longest + 0.05 else { break }
        longest = tried
        rows.adoptTrial()
        swap(&direction, &trial)
        for column in change.indices { change[column] += extra[column] }
      }
      equations.reuse(factor)
      let taken = min(1, longest * max(0.9, min(0.9999, 1 - measure)))
      move(taken, change)
      shortSteps = taken < 1e-6 ? shortSteps + 1 : 0
      if shortSteps > 4 { break }
    }
    return .stalled
  }

  /// How often a direction may be pulled towards the centre.
  private static let corrections = 2

  private func residuals(_ rows: [Double]) -> [Double] { Array(repeating: 0, count: indicatorCount) + rows }
}
