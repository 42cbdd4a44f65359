/// A primal–dual interior-point method with predictor, corrector and centrality corrections, on a presolved problem.
///
/// The barrier of a line is weighted by the width between its bounds, so that the path to the solution does not depend on
/// how money is divided into lines. An iteration factors one dense matrix (``KKTSystem``) and passes five times over the
/// links.
///
/// - Source: Mehrotra 1992; Gertz & Wright 2003 for the quadratic case; Gondzio 1996 for the corrections.
final class InteriorPoint {
  let problem: PresolvedProblem
  let system: KKTSystem
  let indicatorCount: Int
  let columns: ProblemColumns
  let variables: Variables
  let residuals: Residuals
  /// The combined direction, and the one that is being tried.
  var direction: StepDirection
  var trialDirection: StepDirection
  var slacks: Slacks
  /// v, by column of C.
  var multipliers: [Double]
  /// Cᵀx, by column of C.
  var activity: [Double]
  private(set) var iterations = 0

  /// How a run ended.
  enum Status {
    case converged
    /// Multipliers of the rows in use that prove that no x satisfies all bounds and rows.
    case infeasible(ray: [Double])
    /// Neither, within the iterations allowed.
    case stalled
  }

  /// More iterations than this mean that the method does not converge.
  static let maximalIterations = 80
  /// Centrality corrections of one direction.
  private static let maximalCorrections = 2

  /// - Parameter elasticity: where above 0, rows may be violated at the penalty 1 / elasticity, so that the problem always
  ///   has a solution.
  init(_ problem: PresolvedProblem, jobs: Int, elasticity: Double = 0) {
    self.problem = problem
    system = KKTSystem(problem, jobs: jobs)
    indicatorCount = problem.indicators.count
    columns = ProblemColumns(problem)
    variables = Variables(count: problem.count)
    residuals = Residuals(count: problem.count)
    direction = StepDirection(count: problem.count)
    trialDirection = StepDirection(count: problem.count)
    slacks = Slacks(problem, elasticity: elasticity)
    multipliers = Array(repeating: 0, count: problem.columns)
    activity = multipliers
  }

  /// Runs until the gap is this share of the objective. A second call continues where the first one ended.
  func run(to tolerance: Double = 1e-10) throws(FactorisationError) -> Status {
    if iterations == 0 { initialise() }
    var shortSteps = 0
    while iterations < Self.maximalIterations {
      iterations += 1
      let info = evaluate(tolerance)
      if info.isConverged { return .converged }
      if info.rowResidual > 1e-9, iterations > 3,
        let ray = FarkasRay.find(in: problem, multipliers: multipliers, offset: indicatorCount)
      {
        return .infeasible(ray: ray)
      }
      let length = try step(info)
      shortSteps = length < 1e-6 ? shortSteps + 1 : 0
      if shortSteps > 4 { break }
    }
    return .stalled
  }

  /// Takes one step.
  ///
  /// - Returns: its length.
  private func step(_ info: IterationInfo) throws(FactorisationError) -> Double {
    let factor = try system.factor(
      inverseHessian: residuals.inverseHessian, dualDiagonal: problem.inverseWeight + slacks.dualDiagonal)
    let targetMu = predict(info, factor)
    var (change, maximalLength) = correct(targetMu, factor)
    // Where the step would be short, moving the outlying complementary products back lengthens it.
    for _ in 0..<Self.maximalCorrections where maximalLength < 0.9 {
      let length = min(1, maximalLength + 0.3)
      let right = centralityRightHandSide(length, targetMu)
      var correction = zip(right, byColumn(slacks.centralityRightHandSide(length, targetMu))).map { $0 - $1 }
      factor.solve(&correction)
      let trial = min(
        setTrialStep(correction, length, targetMu), slacks.setTrialStep(correction, indicatorCount))
      guard trial > maximalLength + 0.05 else { break }
      maximalLength = trial
      slacks.acceptTrialStep()
      swap(&direction, &trialDirection)
      for column in change.indices { change[column] += correction[column] }
    }
    system.reuse(factor)
    let length = min(1, maximalLength * max(0.9, min(0.9999, 1 - info.mu)))
    advance(by: length, multipliers: change)
    return length
  }

  /// The predictor: the affine step, towards the solution itself.
  ///
  /// - Returns: σμ, with Mehrotra's σ: the cube of the gap that the affine step leaves over the gap before it.
  private func predict(_ info: IterationInfo, _ factor: Cholesky) -> Double {
    let rows = slacks.predictorRightHandSide(activity, multipliers, indicatorCount)
    var change = zip(info.rightHandSide, byColumn(rows)).map { $0 - $1 }
    factor.solve(&change)
    let ofSlacks = slacks.setAffineStep(change, multipliers, indicatorCount)
    let ofLines = setAffineStep(change)
    let length = min(1, ofLines.maximalLength, ofSlacks.maximalLength)
    let before = max(ofLines.gap(after: 0) + ofSlacks.gap(after: 0), .leastNormalMagnitude)
    let after = ofLines.gap(after: length) + ofSlacks.gap(after: length)
    let ratio = min(max(after / before, 0), 1)
    return info.mu * ratio * ratio * ratio
  }

  /// The corrector: towards the central path, with the second-order error of the affine step taken out.
  ///
  /// - Returns: Δv, and how far the combined step may go.
  private func correct(_ targetMu: Double, _ factor: Cholesky) -> (change: [Double], maximalLength: Double) {
    let right = correctorRightHandSide(targetMu)
    let rows = slacks.correctorRightHandSide(activity, multipliers, indicatorCount, targetMu: targetMu)
    var change = zip(right, byColumn(rows)).map { $0 - $1 }
    factor.solve(&change)
    slacks.setCombinedStep(change, indicatorCount)
    return (change, min(setCombinedStep(change, targetMu), slacks.maximalLength))
  }

  /// A vector by row as one by column of C.
  private func byColumn(_ rows: [Double]) -> [Double] { Array(repeating: 0, count: indicatorCount) + rows }

  /// The multipliers of the indicators, which follow from the activity: v = ω (Cᵀx − τ).
  func updateIndicatorMultipliers() {
    for column in 0..<indicatorCount {
      multipliers[column] = (activity[column] - problem.target[column]) / problem.inverseWeight[column]
    }
  }
}

extension InteriorPoint {
  /// x by free line, over E.
  var x: [Double] {
    (0..<problem.count).map { line in
      variables.lowerSlack[line] < variables.upperSlack[line]
        ? problem.lower[line] + problem.width[line] * variables.lowerSlack[line]
        : problem.lower[line] + problem.width[line] - problem.width[line] * variables.upperSlack[line]
    }
  }

  /// Which bound each line approaches.
  var boundStates: [BoundState] {
    var weight = 0.0
    var size = 0.0
    for line in 0..<problem.count {
      weight += problem.width[line]
      size += problem.width[line] * abs(variables.lowerMultiplier[line] - variables.upperMultiplier[line])
    }
    let typical = weight > 0 ? size / weight : 0
    return (0..<problem.count).map { line in
      if variables.lowerMultiplier[line] > typical * variables.lowerSlack[line] { return .atLower }
      return variables.upperMultiplier[line] > typical * variables.upperSlack[line] ? .atUpper : .free
    }
  }
}
