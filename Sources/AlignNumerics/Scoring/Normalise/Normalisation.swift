/// A normalisation of a criterion to a scale on which more is better. Adding one touches its own file and
/// ``NamedNormalisation/all``.
public protocol Normalisation: Sendable {
  /// The normalised values, with NaN for blank cells; nil where all values are the same and carry no information.
  func scaled(_ criterion: DecisionMatrix.Criterion) throws(ScoreError) -> [Double]?
}

/// A normalisation under the name by which settings ask for it.
public struct NamedNormalisation: Sendable {
  /// The name, such as `min-max`.
  public let name: String
  /// Whether it suits criteria without a target, as those of lines are.
  public let suitsLines: Bool
  /// The normalisation.
  public let normalisation: any Normalisation

  private init(_ name: String, suitsLines: Bool = true, _ normalisation: any Normalisation) {
    self.name = name
    self.suitsLines = suitsLines
    self.normalisation = normalisation
  }

  /// The normalisation of a name; nil where there is none.
  public static func named(_ name: String) -> NamedNormalisation? { all.first { $0.name == name } }

  /// Every normalisation.
  public static let all: [NamedNormalisation] = [
    NamedNormalisation("min-max", MinMax()), NamedNormalisation("z", ZScore()),
    NamedNormalisation("rank", RankScale()), NamedNormalisation("vector", VectorScale()),
    NamedNormalisation("target", suitsLines: false, DistanceToTarget()),
  ]
}
