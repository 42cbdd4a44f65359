import AlignBasics
import CLapack

/// SMAA-2 on a matrix of scores: which ranks the alternatives take over all weightings of the criteria.
public struct SMAA: Sendable {
  /// The number of draws, and the distribution of the weights.
  public struct Options: Sendable {
    /// Ten thousand give a margin of at most 1 percentage point at a share of 50 %, and of 0.3 at 97 %.
    public var draws = 10_000
    /// The seed of the generator. The same seed gives the same draws.
    public var seed: UInt64 = 1
    /// What the weights are drawn from.
    public var weights = WeightDistribution.uniform
    /// Whether pairs are counted, which takes n² operations per draw.
    public var countsPairs = false
    /// Threads; the result is the same for any number.
    public var jobs = 1

    /// 10,000 draws, uniform on the simplex.
    public init() {}
  }

  /// How often each alternative takes each rank.
  public let acceptability: RankAcceptability
  /// By alternative, 1 where it is first under its central weights and 0 where it is not; nil where no weights drawn rank it
  /// first.
  public let confidence: [Double?]

  /// Draws weightings and ranks the alternatives under each by the weighted sum of their scores.
  ///
  /// - Parameter scores: alternatives × criteria, on scales where more is better.
  /// - Throws: ``SMAAError``.
  /// - Complexity: O(draws · alternatives · criteria) in blocks of `dgemm`, and a radix sort per draw. Each thread needs the
  ///   memory of a table of ranks by alternatives.
  public init(of scores: Matrix, _ options: Options = Options()) throws(SMAAError) {
    let (count, criteria) = (scores.rows, scores.columns)
    if count == 0 || criteria == 0 { throw .empty }
    if count > SMAAError.mostAlternatives { throw .tooMany(count) }
    if !(1...SMAAError.mostDraws).contains(options.draws) { throw .draws(options.draws) }
    if let column = scores.firstColumnNotFinite { throw .notFinite(column: column) }
    BLAS.useOneThread()
    let sampler = WeightSampler(
      distribution: options.weights, count: criteria, generator: Philox(seed: options.seed))
    let counts = RankSum.counted(draws: options.draws, jobs: options.jobs) { blocks in
      let counter = RankCounter(count: count, criteria: criteria, countsPairs: options.countsPairs)
      let weights = UnsafeMutablePointer<Double>.allocate(capacity: criteria * RankCounter.block)
      let products = UnsafeMutablePointer<Double>.allocate(capacity: count * RankCounter.block)
      defer {
        weights.deallocate()
        products.deallocate()
      }
      for draws in blocks {
        for draw in draws { sampler.draw(draw, into: weights + (draw - draws.lowerBound) * criteria) }
        Self.multiply(scores, weights, draws.count, into: products)
        counter.add(scores: products, weights: weights, draws: draws.count)
      }
      return counter
    }
    let acceptability = RankAcceptability(count: count, criteria: criteria, draws: options.draws, counts: counts)
    self.acceptability = acceptability
    confidence = (0..<count).map { alternative in
      acceptability.centralWeights(of: alternative).map { weights in
        Self.isFirst(alternative, in: scores, under: weights) ? 1 : 0
      }
    }
  }

  /// X W for a block of weights, by `dgemm`.
  private static func multiply(
    _ scores: Matrix, _ weights: UnsafePointer<Double>, _ draws: Int, into products: UnsafeMutablePointer<Double>
  ) {
    var (m, n, k) = (
      Int32(truncatingIfNeeded: scores.rows), Int32(truncatingIfNeeded: draws),
      Int32(truncatingIfNeeded: scores.columns)
    )
    var (one, zero, lda, ldb, ldc) = (1.0, 0.0, m, k, m)
    dgemm_("N", "N", &m, &n, &k, &one, scores.entries, &lda, weights, &ldb, &zero, products, &ldc, 1, 1)
  }

  private static func isFirst(_ alternative: Int, in scores: Matrix, under weights: [Double]) -> Bool {
    let sums = (0..<scores.rows).map { row in
      weights.indices.reduce(0.0) { $0 + weights[$1] * scores[row, $1] }
    }
    return sums.allSatisfy { $0 <= sums[alternative] }
  }
}

/// Why weightings cannot be drawn.
public enum SMAAError: Error, Sendable, Hashable, CustomStringConvertible {
  case empty
  case tooMany(Int)
  case draws(Int)
  case notFinite(column: Int)

  /// The table of ranks grows with the square of this.
  package static let mostAlternatives = 10_000
  package static let mostDraws = 100_000_000

  /// The error in English.
  public var description: String {
    switch self {
    case .empty: "nothing to rank; expected at least one alternative and one criterion"
    case .tooMany(let count): "\(count) alternatives; expected \(Self.mostAlternatives) at most"
    case .draws(let draws): "\(draws) draws; expected 1 to \(Self.mostDraws)"
    case .notFinite(let column): "criterion \(column + 1): a score is not a finite number"
    }
  }
}

/// Draws divided among threads, in blocks that do not depend on their number.
package enum RankSum {
  /// The sum of what the threads count, each over its own blocks of draws.
  static func counted(draws: Int, jobs: Int, _ body: @Sendable ([Range<Int>]) -> RankCounter) -> RankCounts {
    let blocks = Self.blocks(of: draws)
    let workers = max(1, min(jobs, blocks.count))
    let counters = Parallel.map(count: workers, jobs: workers) { worker in
      CounterBox(body(Swift.stride(from: worker, to: blocks.count, by: workers).map { blocks[$0] }))
    }
    return RankCounts(of: counters.map(\.counter), jobs: jobs)
  }

  /// Passes a counter from the thread that filled it.
  private struct CounterBox: @unchecked Sendable {
    let counter: RankCounter
    init(_ counter: RankCounter) { self.counter = counter }
  }

  /// Ranges of ``RankCounter/block`` draws, the last one shorter.
  package static func blocks(of draws: Int) -> [Range<Int>] {
    Swift.stride(from: 0, to: draws, by: RankCounter.block).map { $0..<min($0 + RankCounter.block, draws) }
  }
}
