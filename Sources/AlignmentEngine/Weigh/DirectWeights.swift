/// Direct rating: the column `weight` holds points of any sum, which need not come to 1 or 100.
struct DirectWeights: WeighingMethod {
  var method: WeightMethod { .direct }

  func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try GivenWeights().shares(among: siblings)
  }
}
