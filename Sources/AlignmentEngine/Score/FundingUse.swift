import AlignModel

/// What the linked money does: what keeps services as they run, what improves something, and how much of it competes.
///
/// Money that runs a service is not in the wrong place because the service is on schedule, so it stays out of the comparison
/// with need. Only where hardly anything improves does a little of it compete, so that there is something to compare.
public struct FundingUse: Sendable {
  /// By indicator, in minor units; together they are s.
  public private(set) var keeping: Column<IndicatorID, Double>
  /// By indicator what improves something, in minor units.
  public private(set) var improving: Column<IndicatorID, Double>
  /// Σ_K keeping, in minor units.
  public private(set) var keepingTotal = 0.0
  /// Σ_K improving, in minor units.
  public private(set) var improvingTotal = 0.0
  /// The linked money whose kind was blank and was judged, in minor units.
  public private(set) var judged = 0.0
  /// Whether all money of a blank kind counts as current, because it is more than half of what reaches K.
  package private(set) var blankIsCurrent = false
  /// θ: the part of keeping money that competes.
  public private(set) var theta = 0.0
  /// By indicator what credits take from the money that competes: 0 or less.
  private var credits: [Double]

  /// The least part of Σ_K s that competes.
  package static let leastCompeting = 0.05

  /// Splits the money of a year.
  ///
  /// - Parameter isKnown: whether an indicator is in K.
  init(of funding: FundingMatrix, isKnown: (IndicatorID) -> Bool) {
    // Without a budget nothing was traced.
    let count = funding.fundingByUse.count / MoneyUse.count
    keeping = Column(repeating: 0, count: count)
    improving = keeping
    credits = keeping.values
    func money(_ id: IndicatorID, _ use: MoneyUse) -> Double {
      funding.fundingByUse[id.index * MoneyUse.count + use.rawValue]
    }
    func taken(_ id: IndicatorID, _ use: MoneyUse) -> Double {
      funding.creditsByUse[id.index * MoneyUse.count + use.rawValue]
    }
    var (blank, all) = (0.0, 0.0)
    for id in keeping.handles {
      let ofBlank = money(id, .judgedKeeping) + money(id, .judgedImproving)
      judged += ofBlank
      if isKnown(id) {
        blank += ofBlank
        all += funding.funding[id]
      }
    }
    blankIsCurrent = blank > all / 2 + Self.rounding * abs(all)
    var creditsKept = credits
    var keepingSize = 0.0
    for id in keeping.handles {
      let moved = blankIsCurrent ? money(id, .judgedImproving) : 0
      keeping[id] = money(id, .keeping) + money(id, .judgedKeeping) + moved
      improving[id] = money(id, .improving) + money(id, .judgedImproving) - moved
      let takenMoved = blankIsCurrent ? taken(id, .judgedImproving) : 0
      creditsKept[id.index] = taken(id, .keeping) + taken(id, .judgedKeeping) + takenMoved
      credits[id.index] = taken(id, .improving) + taken(id, .judgedImproving) - takenMoved
      if isKnown(id) {
        keepingTotal += keeping[id]
        keepingSize += keeping[id] - 2 * creditsKept[id.index]
        improvingTotal += improving[id]
      }
    }
    let linked = keepingTotal + improvingTotal
    let lacking = Self.leastCompeting * linked - improvingTotal
    if keepingTotal > Self.rounding * keepingSize, lacking > Self.rounding * linked { theta = lacking / keepingTotal }
    for index in credits.indices { credits[index] += theta * creditsKept[index] }
  }

  /// Sums are off by less than this part of what was added up.
  static let rounding = 1e-12

  /// Σ_K part: the money that shares are shares of, in minor units.
  public var base: Double { improvingTotal + theta * keepingTotal }

  /// Whether some of the keeping money competes too, because hardly anything improves.
  public var isOfLinked: Bool { theta > 0 }

  /// The part of an indicator's money that competes, in minor units.
  package func part(_ indicator: IndicatorID) -> Double { improving[indicator] + theta * keeping[indicator] }

  /// Whether the competing money of some indicators is below 0 by more than rounding.
  func isBelowZero(_ indicators: [IndicatorID]) -> Bool {
    let (sum, size) = sum(indicators)
    return sum < -Self.rounding * size
  }

  /// Whether the competing money of some indicators is above 0 by more than rounding.
  func isPositive(_ indicators: [IndicatorID]) -> Bool {
    let (sum, size) = sum(indicators)
    return sum > Self.rounding * size
  }

  /// What competes, and the same with credits counted as money, which is what rounding is measured by.
  private func sum(_ indicators: [IndicatorID]) -> (sum: Double, size: Double) {
    indicators.reduce((0, 0)) { ($0.0 + part($1), $0.1 + part($1) - 2 * credits[$1.index]) }
  }

  /// The money of a row of L that keeps, and that improves, in minor units.
  package func money(ofRow k: Int, in funding: FundingMatrix) -> (keeping: Double, improving: Double) {
    var money = (keeping: 0.0, improving: 0.0)
    for entry in funding.start[k]..<funding.start[k + 1] {
      let amount = funding.share[entry] * Double(funding.approved[k])
      if isImproving(k, entry: entry, in: funding) { money.improving += amount } else { money.keeping += amount }
    }
    return money
  }

  /// Whether the money of an entry of row k of L improves something.
  func isImproving(_ k: Int, entry: Int, in funding: FundingMatrix) -> Bool {
    switch funding.use(k, entry: entry) {
    case .improving: true
    case .judgedImproving: !blankIsCurrent
    case .keeping, .judgedKeeping: false
    }
  }

  /// Whether any money of row k of L keeps a service.
  package func keepsAnything(_ k: Int, in funding: FundingMatrix) -> Bool {
    (funding.start[k]..<funding.start[k + 1]).contains { !isImproving(k, entry: $0, in: funding) }
  }

  /// The rows of L whose negative amounts take from the money that competes for some indicators.
  func credits(of funding: FundingMatrix, for isMeant: [Bool]) -> [Int] {
    (0..<funding.count).filter { k in
      guard funding.approved[k] < 0 else { return false }
      let parts = (funding.start[k]..<funding.start[k + 1]).lazy.filter { isMeant[funding.indicator[$0].index] }
      return parts.contains { theta > 0 || isImproving(k, entry: $0, in: funding) }
    }
  }
}
