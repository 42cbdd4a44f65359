/// A way of scoring alternatives on several criteria. Adding one touches its own file and ``ScoreMethod/method(_:)``.
public protocol ScoringMethod: Sendable {
  /// A score an alternative, more is better; not-a-number where none of its cells is known. A blank cell is left out
  /// and the weights of the others are raised to 1.
  func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double]
}

/// The methods that `align.yaml` can name for lines.
public enum ScoreMethod: String, Sendable, CaseIterable, Codable {
  case saw
  case weightedProduct = "weighted-product"
  case topsis, vikor
  case promethee = "promethee-ii"

  /// The method, with the normalisation where it has a choice.
  public func method(_ normalisation: NormalisationKind = .minMax) -> any ScoringMethod {
    switch self {
    case .saw: WeightedSum(normalisation: normalisation.normalisation)
    // A 0 would wipe out all other criteria, so the scale begins a little above it.
    case .weightedProduct: GeneralisedMean(power: 0, normalisation: MinMax(floor: 0.01))
    case .topsis: Topsis()
    case .vikor: Vikor()
    case .promethee: Promethee()
    }
  }

  /// Whether the method lets the normalisation be chosen.
  public var hasNormalisation: Bool { self == .saw }
}
