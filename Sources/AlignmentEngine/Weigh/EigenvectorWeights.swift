/// AHP: the principal eigenvector of the experts' judgements, joined by their geometric mean.
///
/// - Source: Saaty 1980; Aczél & Saaty 1983.
struct EigenvectorWeights: WeighingMethod {
  var method: WeightMethod { .ahp }

  func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try siblings.judged().group.principal().weights
  }
}
