/// Every rule there is, in the order of their codes.
public enum Catalogue {
  /// A rule's place in this list is what ``Finding/rule`` holds.
  public static let rules: [any FlagRule] = [
    ServesNothing(), ServesOnlyMet(), WeaklyTied(), NotOwned(), NearDuplicateLines(), PastTargets(), OffExecution(),
    WorksAgainst(), BehindWithoutMoney(), UnderFunded(), OverFunded(), Unexplainable(),
    NeverMeasured(), Stale(), WorseThanBaseline(), NotMeasurable(), AgainstDirection(),
    SharesAboveOne(), Dangling(), InconsistentExpert(),
  ]

  /// The names of the thresholds of a code, or nil where there is no such code.
  public static func thresholdNames(of code: String) -> [String]? {
    rules.first { $0.code == code }.map { $0.thresholds.map(\.name) }
  }
}
