/// Weights as the table gives them, normalised among siblings.
struct GivenWeights: WeighingMethod {
  var method: WeightMethod { .given }

  func shares(among given: [Double?]) throws(WeighingFault) -> [Double] {
    var weights: [Double] = []
    for (place, weight) in given.enumerated() {
      guard let weight else { throw .blank(place: place) }
      if !(weight >= 0) { throw .negative(place: place) }
      weights.append(weight)
    }
    // Scaled by the largest first, so that no sum of large weights overflows.
    guard let largest = weights.max() else { return [] }
    if largest == 0 { throw .allZero }
    let scaled = weights.map { $0 / largest }
    let sum = scaled.reduce(0, +)
    return scaled.map { $0 / sum }
  }
}
