import AlignModel

extension FundingUse {
  /// How much linked money has no kind and how it was judged; nil where all of it has one.
  func warning(_ funding: FundingMatrix, _ settings: Settings) -> Problem? {
    guard abs(judged) > Self.rounding * abs(funding.totalLinked), judged != 0 else { return nil }
    func amount(_ money: Double) -> Problem.Value { .money(wholeAmount(money), settings.currency) }
    let currency = Problem.Value.word(group: "currency", settings.currency.code)
    let percent = (judged / funding.totalLinked * 100).rounded()
    let share = Problem.Value.number(percent.isFinite ? percent : 0)
    let place = Problem.Place(table: "budget", column: "kind")
    if blankIsCurrent {
      return Problem(.kindJudgedCurrent, .warning, at: place, amount(judged), currency, share)
    }
    let capital = keeping.handles.reduce(0.0) {
      $0 + funding.fundingByUse[$1.index * MoneyUse.count + MoneyUse.judgedImproving.rawValue]
    }
    return Problem(
      .kindJudged, .warning, at: place, amount(judged), currency, share, amount(judged - capital), amount(capital))
  }
}
