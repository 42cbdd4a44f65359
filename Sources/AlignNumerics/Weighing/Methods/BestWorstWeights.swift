import Foundation

/// The linear best–worst method: the weights that fit the comparisons with the best and with the worst most closely.
///
/// Among the siblings that an expert compared with all others, the best is the one rated highest and the worst the one rated
/// lowest. Other judgements are not used. The result is the geometric mean of the experts' weights.
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
