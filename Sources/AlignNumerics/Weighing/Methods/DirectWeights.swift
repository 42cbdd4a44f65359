/// Direct rating: the column `weight` holds points of any sum, which need not come to 1 or 100.
public struct DirectWeights: WeighingMethod {
  public init() {}

  public func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try GivenWeights().shares(among: siblings)
  }
}
