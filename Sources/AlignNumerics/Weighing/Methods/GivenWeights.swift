/// The weights in the table, normalised among siblings.
package struct GivenWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    var weights: [Double] = []
    for (index, weight) in siblings.given.enumerated() {
      guard let weight else { throw .blank(index: index) }
      if !(weight >= 0) { throw .negative(index: index) }
      weights.append(weight)
    }
    return try normalised(weights)
  }
}
