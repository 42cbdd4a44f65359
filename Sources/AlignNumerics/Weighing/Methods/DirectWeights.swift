/// Direct rating: the column `weight` holds points of any sum, which need not come to 1 or 100.
package struct DirectWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try GivenWeights().shares(among: siblings)
  }
}
