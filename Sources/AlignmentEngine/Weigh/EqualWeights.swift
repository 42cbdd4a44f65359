/// Every sibling weighs the same.
struct EqualWeights: WeighingMethod {
  var method: WeightMethod { .equal }

  func shares(among siblings: Siblings) -> [Double] {
    Array(repeating: 1 / Double(max(siblings.count, 1)), count: siblings.count)
  }
}
