import AlignModel

extension FundingUse {
  /// How much linked money has no kind and how it was judged; nil where all of it has one.
  func warning(_ funding: FundingMatrix, _ settings: Settings) -> Problem? {
    guard abs(judged) > Self.rounding * abs(funding.totalLinked), judged != 0 else { return nil }
    func amount(_ money: Double) -> String {
      "\(settings.currency.exact(wholeAmount(money))) \(settings.currency.code)"
    }
    let share = funding.totalLinked == 0 ? 0 : judged / funding.totalLinked * 100
    let told: String
    if blankIsCurrent {
      told = "more than half of the linked money, so all of it counts as current"
    } else {
      let capital = keeping.handles.reduce(0.0) {
        $0 + funding.fundingByUse[$1.index * MoneyUse.count + MoneyUse.judgedImproving.rawValue]
      }
      told = "\(amount(judged - capital)) of it counts as current, \(amount(capital)) as capital"
    }
    return Problem(
      gravity: .warning, kind: "kind-judged", file: "budget.csv", row: nil, column: "kind",
      found: "\(amount(judged)) of linked money (\(Int(share.rounded())) %) is on lines without a kind: \(told)",
      expected: "current, capital or financial for every line that is linked",
      remedy: "fill in the column kind: current and financial money is kept whole, capital money competes for the goals"
    )
  }
}
