import Foundation

/// Best–worst, the linear model: weights that keep closest to what was said of the best and of the worst.
///
/// The best is the thing that an expert compared with all others and placed highest, the worst the one placed lowest;
/// other judgements are not looked at. Experts are joined by the geometric mean of their weights.
///
/// - Source: Rezaei 2015, 2016.
package struct BestWorstWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    let experts = try siblings.judged()
    guard siblings.count > 1 else { return [1] }
    var logs = [Double](repeating: 0, count: siblings.count)
    for expert in experts {
      guard let best = BestWorst(of: expert.matrix) else { throw .noBestAndWorst(expert: expert.name) }
      for (index, weight) in try best.solved().weights.enumerated() { logs[index] += log(max(weight, 1e-12)) }
    }
    return try normalised(logs.map { exp($0 / Double(experts.count)) })
  }
}
