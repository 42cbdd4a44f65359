import AlignModel
import AlignNumerics
import Foundation

extension Sensitivity {
  /// What moves the ranks of goals: the weight of each, the gaps that are unknown, the scale on which gaps are put, whether
  /// costs to close count, and whether money that reaches unknown indicators does.
  ///
  /// - Parameter base: base draws; by itself as many as some seconds allow, 1,024 at most.
  /// - Returns: nil where nothing is linked, or nothing is needed.
  /// - Complexity: base · (goals + 5) rankings of the goals.
  package static func ofGoals(_ analysis: Analysis, base: Int? = nil, seed: UInt64 = 1, jobs: Int = 1) -> Sensitivity? {
    let (plan, weights) = (analysis.workspace.plan, analysis.weights)
    guard
      let needs = GoalNeeds(plan: plan, attainment: analysis.attainment, weights: weights, use: analysis.alignment.use)
    else { return nil }
    let indicators = plan.indicators
    let use = analysis.alignment.use
    let gaps: [Double?] = indicators.handles.map { analysis.attainment.need[$0] }
    let unknown = gaps.indices.filter { gaps[$0] == nil }
    let hasCosts = indicators.costToClose.values.contains { $0 != nil }
    let hasUnknownMoney = unknown.contains { use.part(IndicatorID($0)) != 0 }

    var factors = needs.goals.map { Factor(kind: .weight, name: plan.goals.ids[$0]) }
    var sizes = [Int](repeating: 1, count: factors.count)
    func add(_ kind: Factor.Kind, _ name: String, _ size: Int = 1) {
      factors.append(Factor(kind: kind, name: name))
      sizes.append(size)
    }
    if !unknown.isEmpty { add(.gaps, "unknown_gaps", unknown.count) }
    add(.choice, "scale_of_gaps")
    if hasCosts { add(.choice, "cost_to_close") }
    if hasUnknownMoney { add(.choice, "money_to_unknown") }

    let model = GoalModel(
      goalOf: indicators.goal.values.map(\.index), positions: needs.goals, goalCount: plan.goals.count, gaps: gaps,
      unknown: unknown, least: analysis.attainment.leastNeed.values, shares: weights.indicatorShare.values,
      costs: Alignment.costFactors(indicators),
      money: indicators.handles.map { use.part($0) }, hasCosts: hasCosts, hasUnknownMoney: hasUnknownMoney,
      inForce: needs.goals.map { weights.goal.values[$0] })
    let draws = Self.base(asked: base, factors: factors.count, ranked: max(needs.count, indicators.count / 4))
    let nominal = model.nominalRanks()
    let indices = SobolIndices(factors: sizes, outputs: 1 + needs.count, base: draws, seed: seed, jobs: jobs) {
      model.ranker(from: nominal)
    }
    return Sensitivity(factors: factors, indices: indices, positions: needs.goals, ranked: needs.count, base: draws)
  }
}

/// The ranking of goals as a function of a point of the unit cube.
private struct GoalModel: Sendable {
  var goalOf: [Int]
  var positions: [Int]
  var goalCount: Int
  var gaps: [Double?]
  var unknown: [Int]
  var least: [Double]
  var shares: [Double]
  var costs: [Double]
  var money: [Double]
  var hasCosts: Bool
  var hasUnknownMoney: Bool
  var inForce: [Double]

  /// The scales on which gaps may be put: as they are, between the least and the greatest, by rank.
  private static let scales = 3

  /// The ranks under the choices in force: unknown gaps and their money left out.
  func nominalRanks() -> [Double] {
    var values = gaps.map { $0 ?? 0 }
    for index in unknown { values[index] = 0 }
    return ranks(values, weights: inForce, isCosted: true, countsUnknownMoney: false)
  }

  func ranker(from nominal: [Double]) -> (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void {
    { point, outputs in
      var coordinate = positions.count
      // Exponential weights, divided by the sum of all when needs become shares.
      let weights = (0..<positions.count).map { -log(min(max(1 - point[$0], 1e-300), 1)) }
      var values = gaps.map { $0 ?? 0 }
      for index in unknown {
        values[index] = max(point[coordinate], least[index])
        coordinate += 1
      }
      let scale = min(Self.scales - 1, Int(point[coordinate] * Double(Self.scales)))
      coordinate += 1
      var isCosted = true
      if hasCosts {
        isCosted = point[coordinate] < 0.5
        coordinate += 1
      }
      let countsUnknown = hasUnknownMoney ? point[coordinate] < 0.5 : false
      let ranks = ranks(
        scaled(values, scale), weights: weights, isCosted: isCosted, countsUnknownMoney: countsUnknown)
      var shift = 0.0
      for goal in ranks.indices {
        outputs[goal + 1] = ranks[goal]
        shift += abs(ranks[goal] - nominal[goal])
      }
      outputs[0] = shift / Double(ranks.count)
    }
  }

  private func scaled(_ gaps: [Double], _ scale: Int) -> [Double] {
    let criterion = DecisionMatrix.Criterion(name: "gap", blankable: gaps)
    return switch scale {
    case 1: MinMax().scaled(criterion) ?? gaps
    case 2: RankScale().scaled(criterion) ?? gaps
    default: gaps
    }
  }

  private func ranks(_ gaps: [Double], weights: [Double], isCosted: Bool, countsUnknownMoney: Bool) -> [Double] {
    var need = [Double](repeating: 0, count: goalCount)
    var funding = need
    var total = 0.0
    for indicator in gaps.indices where goalOf[indicator] < goalCount {
      need[goalOf[indicator]] += shares[indicator] * gaps[indicator] * (isCosted ? costs[indicator] : 1)
      if countsUnknownMoney || self.gaps[indicator] != nil {
        funding[goalOf[indicator]] += money[indicator]
        total += money[indicator]
      }
    }
    var all = 0.0
    for (index, goal) in positions.enumerated() { all += weights[index] * need[goal] }
    var scores = positions.enumerated().map { index, goal in
      (all > 0 ? weights[index] * need[goal] / all : 0) - (total > 0 ? funding[goal] / total : 0)
    }
    var ranks = scores
    Sensitivity.rank(&scores, count: scores.count, into: &ranks)
    return ranks
  }
}
