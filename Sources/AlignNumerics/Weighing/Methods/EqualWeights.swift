/// Every sibling weighs the same.
public struct EqualWeights: WeighingMethod {
  public init() {}

  public func shares(among siblings: Siblings) -> [Double] {
    Array(repeating: 1 / Double(max(siblings.count, 1)), count: siblings.count)
  }
}
