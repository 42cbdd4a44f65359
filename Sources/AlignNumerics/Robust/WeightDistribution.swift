import Foundation

/// A distribution of weights, which are ≥ 0 and sum to 1.
public enum WeightDistribution: Sendable, Hashable {
  /// Uniform on the simplex.
  case uniform
  /// The Dirichlet distribution with a concentration for each weight. The concentrations over their sum are the mean; the
  /// larger the sum, the smaller the variance.
  case dirichlet([Double])
  /// Uniform on the part of the simplex where the weights of each chain descend in its order. No weight is in two chains.
  case ordered([[Int]])

  /// A Dirichlet distribution with the given weights as its mean.
  ///
  /// - Parameters:
  ///   - weights: ≥ 0; a weight of 0 stays nearly 0.
  ///   - spread: about the coefficient of variation of an average weight; at 1, equal weights give the uniform distribution.
  public static func about(_ weights: [Double], spread: Double) -> WeightDistribution {
    let sum = weights.reduce(0, +)
    let average = 1 / (spread * spread)
    return .dirichlet(weights.map { max(sum > 0 ? $0 / sum : 0, 1e-9) * Double(weights.count) * average })
  }
}

/// Draws weights from a distribution.
package struct WeightSampler {
  package let distribution: WeightDistribution
  package let count: Int
  package let generator: Philox

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
      // Exponential variates over their sum are uniform on the simplex.
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
    // The uniform distribution is symmetric in its weights, so sorting a chain gives the same distribution as rejecting
    // draws that are out of order.
    if case .ordered(let chains) = distribution {
      for chain in chains {
        let sorted = chain.map { weights[$0] }.sorted(by: >)
        for (index, weight) in zip(chain, sorted) { weights[index] = weight }
      }
    }
  }
}
