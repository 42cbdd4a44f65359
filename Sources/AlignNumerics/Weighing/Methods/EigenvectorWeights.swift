/// AHP: the principal eigenvector of the experts' judgements, joined by their geometric mean.
///
/// - Source: Saaty 1980; Aczél & Saaty 1983.
package struct EigenvectorWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try siblings.group().principal().weights
  }
}
