/// A way of bringing a criterion onto a scale on which more is better. Adding one touches its own file and
/// ``NormalisationKind``.
public protocol Normalisation: Sendable {
  /// The criterion on its scale, blanks as not-a-number; nil where it is the same for all and tells nothing.
  func scaled(_ criterion: DecisionMatrix.Criterion) throws(ScoreError) -> [Double]?
}

/// The normalisations that have a name.
public enum NormalisationKind: String, Sendable, CaseIterable, Codable {
  case minMax = "min-max"
  case zScore = "z"
  case rank
  case vector
  case target

  /// The normalisation.
  public var normalisation: any Normalisation {
    switch self {
    case .minMax: MinMax()
    case .zScore: ZScore()
    case .rank: RankScale()
    case .vector: VectorScale()
    case .target: DistanceToTarget()
    }
  }
}
