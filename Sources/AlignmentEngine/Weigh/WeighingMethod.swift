/// A way of finding weights among siblings.
protocol WeighingMethod: Sendable {
  /// The word of `align.yaml` that asks for it.
  var method: WeightMethod { get }
  /// Weights that sum to 1 over one group of siblings, from what the table gives, blank or not.
  func shares(among given: [Double?]) throws(WeighingFault) -> [Double]
}

/// Why a group of siblings cannot be weighed.
enum WeighingFault: Error {
  case blank(place: Int)
  case negative(place: Int)
  case allZero
}

extension WeightMethod {
  /// Every method there is; adding one touches its own file and this list.
  static let methods: [any WeighingMethod] = [EqualWeights(), GivenWeights()]

  var weighing: any WeighingMethod { Self.methods.first { $0.method == self } ?? EqualWeights() }
}
