import AlignBasics

/// Sobol' indices: the shares of the variance of a model's outputs that come from each of its inputs.
///
/// - Source: Saltelli et al. 2010 for the first-order estimator, Jansen 1999 for the total one.
package struct SobolIndices: Sendable {
  /// The shares of one factor in the variance of one output.
  package struct Index: Sendable, Hashable {
    /// The share of the factor alone; nil where the output does not vary.
    package var first: Double?
    /// The share of the factor with all its interactions; nil where the output does not vary.
    package var total: Double?
    /// The standard error of ``first``, from the variation between sixteen parts of the draws.
    package var firstError: Double
    /// The standard error of ``total``.
    package var totalError: Double
  }

  /// By output and factor.
  package let indices: [[Index]]
  /// By output.
  package let means: [Double]
  package let variances: [Double]
  /// How often the model was evaluated.
  package let evaluations: Int

  /// Evaluates a model (factors + 2) times for each base draw.
  ///
  /// - Parameters:
  ///   - factors: the number of coordinates of each factor, which is a group of coordinates.
  ///   - outputs: the number of outputs of the model.
  ///   - base: the number of base draws, at least 64; rounded up to a multiple of 16.
  ///   - model: makes a function from a point of the unit cube, with its coordinates in the order of the factors, to the
  ///     outputs. Each thread makes its own.
  /// - Complexity: base · (factors + 2) evaluations.
  package init(
    factors: [Int], outputs: Int, base: Int, seed: UInt64, jobs: Int = 1,
    model: @Sendable () -> (_ point: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) -> Void
  ) {
    let each = max(4, (base + Self.parts - 1) / Self.parts)
    let sums = Parallel.map(count: Self.parts, jobs: jobs) { part in
      Part(factors, outputs, draws: part * each..<(part + 1) * each, generator: Philox(seed: seed), model: model())
    }
    evaluations = Self.parts * each * (factors.count + 2)
    let samples = Double(2 * each * Self.parts)
    let means = (0..<outputs).map { output in sums.reduce(0) { $0 + $1.sum[output] } / samples }
    let variances = (0..<outputs).map { output in
      let squares = sums.reduce(0) { $0 + $1.squares[output] } / samples
      return max(0, squares - (means[output] - sums[0].origin[output]) * (means[output] - sums[0].origin[output]))
    }
    self.means = means
    self.variances = variances
    indices = (0..<outputs).map { output in
      (0..<factors.count).map { factor in
        let origin = means[output] - sums[0].origin[output]
        let variance = variances[output]
        guard variance > 1e-24 * max(1, means[output] * means[output]) else {
          return Index(first: nil, total: nil, firstError: 0, totalError: 0)
        }
        let index = output * factors.count + factor
        let firsts = sums.map { ($0.products[index] - origin * $0.changes[index]) / Double(each) / variance }
        let totals = sums.map { $0.squaredChanges[index] / Double(2 * each) / variance }
        return Index(
          first: Self.mean(firsts), total: Self.mean(totals), firstError: Self.error(firsts),
          totalError: Self.error(totals))
      }
    }
  }

  private static let parts = 16

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private static func error(_ values: [Double]) -> Double {
    let mean = mean(values)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    return (variance / Double(values.count)).squareRoot()
  }

  /// The sums of one part of the draws. Outputs are taken relative to the centre of the cube, so that a large constant costs
  /// no digits.
  private struct Part: Sendable {
    var origin: [Double]
    var sum: [Double]
    var squares: [Double]
    /// Σ f(B) (f(AB) − f(A)), Σ (f(AB) − f(A)) and Σ (f(A) − f(AB))², by output and factor.
    var products: [Double]
    var changes: [Double]
    var squaredChanges: [Double]

    init(
      _ factors: [Int], _ outputs: Int, draws: Range<Int>, generator: Philox,
      model: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
    ) {
      let width = factors.reduce(0, +)
      var a = [Double](repeating: 0.5, count: max(width, 1))
      var b = a
      var (fa, fb, fab) = (
        [Double](repeating: 0, count: outputs), [Double](repeating: 0, count: outputs),
        [Double](repeating: 0, count: outputs)
      )
      model(a, &fa)
      origin = fa
      sum = Array(repeating: 0, count: outputs)
      squares = sum
      products = Array(repeating: 0, count: outputs * factors.count)
      (changes, squaredChanges) = (products, products)
      for draw in draws {
        a.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.map { generator.fill($0, count: width, .first, draw: draw) }
        }
        b.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.map { generator.fill($0, count: width, .second, draw: draw) }
        }
        model(a, &fa)
        model(b, &fb)
        for output in 0..<outputs {
          sum[output] += fa[output] + fb[output]
          let (left, right) = (fa[output] - origin[output], fb[output] - origin[output])
          squares[output] += left * left + right * right
        }
        var start = 0
        for (factor, size) in factors.enumerated() {
          let kept = Array(a[start..<start + size])
          for index in start..<start + size { a[index] = b[index] }
          model(a, &fab)
          for index in 0..<size { a[start + index] = kept[index] }
          start += size
          for output in 0..<outputs {
            let change = fab[output] - fa[output]
            let index = output * factors.count + factor
            products[index] += (fb[output] - origin[output]) * change
            changes[index] += change
            squaredChanges[index] += change * change
          }
        }
      }
    }
  }
}
