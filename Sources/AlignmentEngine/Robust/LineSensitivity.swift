import AlignModel
import AlignNumerics
import Foundation

extension Sensitivity {
  /// What moves the ranks of lines: the weight of each criterion and the scale on which the criteria are put.
  ///
  /// - Parameter base: base draws; by itself as many as some seconds allow, 1,024 at most.
  /// - Returns: nil where fewer than two lines or criteria can be told apart.
  /// - Complexity: base · (criteria + 3) rankings of the lines.
  package static func ofLines(_ analysis: Analysis, base: Int? = nil, seed: UInt64 = 1, jobs: Int = 1) -> Sensitivity? {
    let funding = analysis.funding
    let settings = analysis.workspace.settings.lineScore
    let rows = (0..<funding.count).filter { funding.approved[$0] > 0 }
    let all = LineCriterion.all(
      budget: analysis.workspace.budget, funding: funding, attainment: analysis.attainment)
    let criteria = all.compactMap { criterion -> DecisionMatrix.Criterion? in
      let weight = settings.weights[criterion.name] ?? 1
      guard weight > 0, weight.isFinite else { return nil }
      let column = DecisionMatrix.Criterion(
        name: criterion.name, blankable: rows.map { criterion.values[$0] }, weight: weight,
        isDown: settings.down.contains(criterion.name))
      return MinMax().scaled(column) == nil ? nil : column
    }
    guard rows.count > 1, criteria.count > 1 else { return nil }
    let kinds = NamedNormalisation.all.filter(\.suitsLines)
    let scales = kinds.map { kind in
      criteria.map { criterion -> [Double] in
        // None of these four scales throws, and the constant criteria are out.
        ((try? kind.normalisation.scaled(criterion)) ?? nil) ?? criterion.values
      }
    }
    let inForce = kinds.firstIndex { $0.name == settings.normalisation } ?? 0
    let factors =
      criteria.map { Factor(kind: .weight, name: $0.name) } + [Factor(kind: .choice, name: "normalisation")]
    let draws = Self.base(asked: base, factors: factors.count, ranked: rows.count * 4)
    let model = LineModel(scales: scales, count: rows.count)
    let nominal = model.ranks(weights: criteria.map(\.weight), scale: inForce)
    let sizes = [Int](repeating: 1, count: factors.count)
    let indices = SobolIndices(factors: sizes, outputs: 1, base: draws, seed: seed, jobs: jobs) {
      { point, outputs in
        let weights = criteria.indices.map { -log(min(max(1 - point[$0], 1e-300), 1)) }
        let scale = min(kinds.count - 1, Int(point[criteria.count] * Double(kinds.count)))
        let ranks = model.ranks(weights: weights, scale: scale)
        outputs[0] = zip(ranks, nominal).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(ranks.count)
      }
    }
    return Sensitivity(factors: factors, indices: indices, positions: [], ranked: rows.count, base: draws)
  }
}

/// The ranking of lines by a weighted sum, on one of some scales.
private struct LineModel: Sendable {
  /// By scale and criterion; blanks as not-a-number.
  var scales: [[[Double]]]
  var count: Int

  func ranks(weights: [Double], scale: Int) -> [Double] {
    var sum = [Double](repeating: 0, count: count)
    var known = sum
    for (column, weight) in zip(scales[scale], weights) {
      for line in 0..<count where !column[line].isNaN {
        sum[line] += weight * column[line]
        known[line] += weight
      }
    }
    for line in 0..<count { sum[line] = known[line] > 0 ? sum[line] / known[line] : -.greatestFiniteMagnitude }
    var ranks = sum
    Sensitivity.rank(&sum, count: count, into: &ranks)
    return ranks
  }
}
