/// A method that scores alternatives on several criteria. Adding one touches its own file and ``NamedScoringMethod/all``.
public protocol ScoringMethod: Sendable {
  /// The scores by alternative, where more is better; NaN where no cell of an alternative is known. Blank cells are left out,
  /// and the weights of the others are scaled to sum to 1.
  func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double]
}

/// A scoring method under the name by which settings ask for it.
public struct NamedScoringMethod: Sendable {
  /// The name, such as `topsis`.
  public let name: String
  /// Other names under which it is known.
  let alsoCalled: [String]
  /// Whether the normalisation can be chosen.
  public let hasNormalisation: Bool
  private let make: @Sendable (any Normalisation) -> any ScoringMethod

  private init(
    _ name: String, alsoCalled: [String] = [], hasNormalisation: Bool = false,
    _ make: @escaping @Sendable (any Normalisation) -> any ScoringMethod
  ) {
    self.name = name
    self.alsoCalled = alsoCalled
    self.hasNormalisation = hasNormalisation
    self.make = make
  }

  /// The method, with this normalisation where it can be chosen.
  package func method(_ normalisation: any Normalisation = MinMax()) -> any ScoringMethod { make(normalisation) }

  /// The method of a name; nil where there is none.
  public static func named(_ name: String) -> NamedScoringMethod? {
    all.first { $0.name == name || $0.alsoCalled.contains(name) }
  }

  /// Every method.
  public static let all: [NamedScoringMethod] = [
    NamedScoringMethod("saw", hasNormalisation: true) { WeightedSum(normalisation: $0) },
    // A factor of 0 would cancel all other criteria, so the scale begins at 0.01.
    NamedScoringMethod("weighted-product") { _ in GeneralisedMean(power: 0, normalisation: MinMax(floor: 0.01)) },
    NamedScoringMethod("topsis") { _ in Topsis() },
    NamedScoringMethod("vikor") { _ in Vikor() },
    NamedScoringMethod("promethee-ii", alsoCalled: ["promethee"]) { _ in Promethee() },
  ]
}
