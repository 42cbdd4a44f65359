/// Direct rating: the column `weight` holds points, whose sum may be any number.
package struct DirectWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try GivenWeights().shares(among: siblings)
  }
}
