/// AHP: the principal eigenvector of the geometric mean of the experts' judgements.
///
/// - Source: Saaty 1980; Aczél & Saaty 1983.
package struct EigenvectorWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try siblings.group().principal().weights
  }
}
