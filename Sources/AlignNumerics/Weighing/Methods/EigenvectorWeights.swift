/// AHP: the principal eigenvector of the experts' judgements, joined by their geometric mean.
///
/// - Source: Saaty 1980; Aczél & Saaty 1983.
public struct EigenvectorWeights: WeighingMethod {
  public init() {}

  public func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try siblings.group().principal().weights
  }
}
