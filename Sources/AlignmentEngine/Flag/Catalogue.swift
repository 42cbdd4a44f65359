/// Every rule there is, in the order of their codes.
package enum Catalogue {
  /// A rule's place in this list is what ``Finding/rule`` holds.
  package static let rules: [any FlagRule] = [
    ServesNothing(), ServesOnlyMet(), WeaklyTied(), NotOwned(), NearDuplicateLines(), PastTargets(), OffExecution(),
    WorksAgainst(), SpentUnapproved(), BehindWithoutMoney(), UnderFunded(), OverFunded(), Unexplainable(),
    NeverMeasured(), Stale(), WorseThanBaseline(), NotMeasurable(), AgainstDirection(),
    OutOfRange(), AgainstPlanTotal(), SharesAboveOne(), Dangling(), InconsistentExpert(), IdleAcceptance(),
    CodeReused(), KindChanged(),
  ]
}
