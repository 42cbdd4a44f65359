/// Equal weights for all siblings.
package struct EqualWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) -> [Double] {
    Array(repeating: 1 / Double(max(siblings.count, 1)), count: siblings.count)
  }
}
