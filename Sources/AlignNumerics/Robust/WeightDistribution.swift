import Foundation

/// What sets of weights are drawn from. Weights are ≥ 0 and sum to 1.
public enum WeightDistribution: Sendable, Hashable {
  /// Uniform on the simplex.
  case uniform
  /// Dirichlet with a concentration for each weight; their shares are the mean, their sum says how close draws keep to it.
  case dirichlet([Double])
  /// Uniform on the part of the simplex where the weights of each chain fall from its first place to its last. Chains
  /// share no place.
  case ordered([[Int]])

  /// A Dirichlet distribution about given weights.
  ///
  /// - Parameters:
  ///   - weights: ≥ 0; a weight of 0 stays all but 0.
  ///   - spread: the coefficient of variation of a middling weight; at 1 and equal weights this is the uniform one.
  public static func about(_ weights: [Double], spread: Double) -> WeightDistribution {
    let sum = weights.reduce(0, +)
    let middling = 1 / (spread * spread)
    return .dirichlet(weights.map { max(sum > 0 ? $0 / sum : 0, 1e-9) * Double(weights.count) * middling })
  }
}

/// Draws sets of weights.
package struct WeightSampler {
  package let distribution: WeightDistribution
  package let count: Int
  package let generator: Philox

  /// A value of its parts.
  package init(distribution: WeightDistribution, count: Int, generator: Philox) {
    self.distribution = distribution
    self.count = count
    self.generator = generator
  }

  /// Writes the weights of one draw.
  @inline(__always)
  package func draw(_ draw: Int, into weights: UnsafeMutablePointer<Double>) {
    if case .dirichlet(let concentrations) = distribution {
      for index in 0..<count {
        weights[index] = generator.gamma(shape: concentrations[index], draw: draw, component: index)
      }
    } else {
      // Exponential numbers over their sum are uniform on the simplex.
      generator.fill(weights, count: count, .weights, draw: draw)
      for index in 0..<count { weights[index] = -log(weights[index]) }
    }
    var sum = 0.0
    for index in 0..<count { sum += weights[index] }
    if sum > 0 {
      for index in 0..<count { weights[index] /= sum }
    } else {
      for index in 0..<count { weights[index] = 1 / Double(count) }
    }
    // The uniform distribution does not change when its weights change places, so that sorting the draws of a chain is
    // the same as throwing away those out of order.
    if case .ordered(let chains) = distribution {
      for chain in chains {
        let sorted = chain.map { weights[$0] }.sorted(by: >)
        for (index, weight) in zip(chain, sorted) { weights[index] = weight }
      }
    }
  }
}
