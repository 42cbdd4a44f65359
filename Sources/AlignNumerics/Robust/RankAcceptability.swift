/// How often each alternative takes each rank over many draws of weights, and the indices of SMAA-2 that follow.
///
/// - Source: Lahdelma & Salminen 2001.
public struct RankAcceptability: Sendable {
  /// The number of alternatives.
  public let count: Int
  /// The number of criteria.
  public let criteria: Int
  /// The number of weightings that were drawn.
  public let draws: Int
  let counts: RankCounts

  package init(count: Int, criteria: Int, draws: Int, counts: RankCounts) {
    (self.count, self.criteria, self.draws, self.counts) = (count, criteria, draws, counts)
  }

  /// The rank acceptability index b: the share of weightings under which an alternative takes a rank, counted from 1.
  public func acceptability(of alternative: Int, rank: Int) -> Double {
    Double(counts.ranks[(rank - 1) * count + alternative]) / Double(draws)
  }

  /// The rank acceptability index of every rank.
  public func acceptabilities(of alternative: Int) -> [Double] {
    (1...max(count, 1)).map { acceptability(of: alternative, rank: $0) }
  }

  /// The share of weightings under which an alternative is among the first `ranks`.
  public func share(of alternative: Int, amongFirst ranks: Int) -> Double {
    let times = (0..<min(ranks, count)).reduce(0) { $0 + Int(counts.ranks[$1 * count + alternative]) }
    return Double(times) / Double(draws)
  }

  /// The mean rank, counted from 1.
  public func meanRank(of alternative: Int) -> Double {
    let sum = (0..<count).reduce(0.0) { $0 + Double($1 + 1) * Double(counts.ranks[$1 * count + alternative]) }
    return sum / Double(draws)
  }

  /// The pairwise winning index: the share of weightings under which one alternative ranks before another. Nil where pairs
  /// were not counted.
  public func winning(_ alternative: Int, over other: Int) -> Double? {
    counts.pairs.isEmpty ? nil : Double(counts.pairs[alternative * count + other]) / Double(draws)
  }

  /// The central weights: the mean of the weights that rank an alternative first. Nil where none of those drawn does.
  public func centralWeights(of alternative: Int) -> [Double]? {
    let times = counts.ranks[alternative]
    guard times > 0 else { return nil }
    let unit = RankCounter.weightUnit * Double(times)
    return (0..<criteria).map { Double(counts.central[alternative * criteria + $0]) / unit }
  }

  /// The standard error of a share, because it is estimated from draws.
  public func standardError(_ share: Double) -> Double { Self.standardError(share, draws: draws) }

  /// The standard error of a share p estimated from N draws: √(p (1 − p) / N).
  public static func standardError(_ share: Double, draws: Int) -> Double {
    (max(0, share * (1 - share)) / Double(max(draws, 1))).squareRoot()
  }

  /// Half the width of the 95 % confidence interval of a share, which is above 0 at shares of 0 and 1 too.
  ///
  /// - Source: Agresti & Coull 1998.
  public static func margin(_ share: Double, draws: Int) -> Double {
    let z = 1.96
    let trials = Double(draws) + z * z
    return z * standardError((share * Double(draws) + z * z / 2) / trials, draws: Int(trials))
  }
}
