/// Every sibling weighs the same.
struct EqualWeights: WeighingMethod {
  var method: WeightMethod { .equal }

  func shares(among given: [Double?]) -> [Double] {
    Array(repeating: 1 / Double(max(given.count, 1)), count: given.count)
  }
}
