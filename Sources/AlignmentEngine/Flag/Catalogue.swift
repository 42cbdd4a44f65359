/// Every rule there is, in the order of their codes.
public enum Catalogue {
  /// A rule's place in this list is what ``Finding/rule`` holds.
  public static let rules: [any FlagRule] = [
    ServesNothing(), ServesOnlyMet(), WeaklyTied(), NotOwned(), NearDuplicateLines(), PastTargets(), OffExecution(),
    WorksAgainst(), BehindWithoutMoney(), UnderFunded(), OverFunded(), Unexplainable(),
    NeverMeasured(), Stale(), WorseThanBaseline(), NotMeasurable(), AgainstDirection(),
    SharesAboveOne(), Dangling(), InconsistentExpert(),
  ]
}
