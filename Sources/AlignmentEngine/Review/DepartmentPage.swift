import AlignModel

/// One department on one page: what it owns of the plan, what it was given and spent, and what stands out.
package struct DepartmentPage: Sendable {
  /// As first written, in the budget or among the owners; empty for lines and indicators without one.
  package var name: String
  /// The card of the indicators that it owns; nil where it owns none.
  package var card: GroupScorecard?
  /// What it was given in the year being budgeted; nil without lines.
  package var money: DepartmentFigures?
  /// What it spent of the year whose execution is known.
  package var execution: Composition.Item?
  /// What stands out, by indicator first and then by money; empty where nothing does.
  package var strengths: [Point] = []
  package var weaknesses: [Point] = []

  /// A department of which nothing is known yet.
  package init(name: String) { self.name = name }

  /// One thing that stands out, good or bad.
  package struct Point: Sendable, Hashable {
    /// What it is, which fixes what ``value`` counts.
    package var kind: Kind
    /// The indicator, where it is one's.
    package var indicator: IndicatorID?
    /// A share, a change of attainment, or a number of indicators.
    package var value: Double

    /// What stands out.
    package enum Kind: String, Sendable, CaseIterable, Codable {
      case attained, improved, wellExecuted = "well_executed", tiedToPlan = "tied_to_plan"
      case measuredInTime = "measured_in_time"
      case lagging, worsened, executedFarFromApproved = "executed_far_from_approved"
      case untied, unmeasured, stale
    }
  }

  /// How many indicators of one kind are named.
  static let named = 3
  /// A change of attainment up to this is noise.
  static let leastChange = 0.05
  /// Execution inside this counts as well carried out; outside AL107's limits as far off.
  static let wellExecuted = 0.90...1.05
  /// Money that nobody has tied: up to this share is little, from the other on much.
  static let littleUntied = 0.10
  static let muchUntied = 0.25

  /// The pages of every department that has lines or owns indicators, those of the budget first.
  static func all(
    owners: [(card: GroupScorecard, keys: [String])], figures: [DepartmentFigures], departments: CategoryColumn?,
    execution: BudgetExecution?, cards: [IndicatorScorecard], settings: Settings
  ) -> [DepartmentPage] {
    var byName: [String: Int] = [:]
    var pages: [DepartmentPage] = []
    func position(_ name: String) -> Int {
      if let position = byName[name] { return position }
      byName[name] = pages.count
      pages.append(DepartmentPage(name: name))
      return pages.count - 1
    }
    for figure in figures { pages[position(figure.name)].money = figure }
    for item in execution?.departments.items ?? [] {
      pages[position(item.name)].execution = item
    }
    for owner in owners {
      // An owner stands on the page of the department that it matches, under the name that the budget gives it.
      let code = departments?.codes(under: owner.keys).first
      pages[position(code.flatMap { departments?.names[Int($0)] } ?? owner.card.id)].card = owner.card
    }
    for index in pages.indices { pages[index].judge(cards, settings) }
    return pages
  }

  private mutating func judge(_ cards: [IndicatorScorecard], _ settings: Settings) {
    if let card { judge(card, cards) }
    if let ratio = execution?.execution {
      let rule = FlagCode.offExecution
      let isFar = ratio < rule.threshold("low", settings) || ratio > rule.threshold("high", settings)
      if Self.wellExecuted.contains(ratio) { strengths.append(Point(kind: .wellExecuted, value: ratio)) }
      if isFar { weaknesses.append(Point(kind: .executedFarFromApproved, value: ratio)) }
    }
    if let share = money?.untiedShare {
      if share <= Self.littleUntied { strengths.append(Point(kind: .tiedToPlan, value: 1 - share)) }
      if share >= Self.muchUntied { weaknesses.append(Point(kind: .untied, value: share)) }
    }
  }

  private mutating func judge(_ card: GroupScorecard, _ cards: [IndicatorScorecard]) {
    func points(_ kind: Point.Kind, _ figure: (IndicatorScorecard) -> Double?, from best: (Double, Double) -> Bool)
      -> [Point]
    {
      card.indicators
        .compactMap { id in figure(cards[id.index]).map { Point(kind: kind, indicator: id, value: $0) } }
        .enumerated().sorted {
          $0.element.value == $1.element.value ? $0.offset < $1.offset : best($0.element.value, $1.element.value)
        }
        .prefix(Self.named).map(\.element)
    }
    strengths += points(.attained, { card in card.attainment.flatMap { $0 >= 1 ? $0 : nil } }, from: >)
    strengths += points(
      .improved, { card in card.changeFromYear.flatMap { $0 >= Self.leastChange ? $0 : nil } }, from: >)
    if card.have == card.count { strengths.append(Point(kind: .measuredInTime, value: Double(card.count))) }
    weaknesses += points(.lagging, { $0.status == .offTrack ? $0.attainment : nil }, from: <)
    weaknesses += points(
      .worsened, { card in card.changeFromYear.flatMap { $0 <= -Self.leastChange ? $0 : nil } }, from: <)
    let missing = card.neverMeasured + card.notMeasurable
    if missing > 0 { weaknesses.append(Point(kind: .unmeasured, value: Double(missing))) }
    if card.stale > 0 { weaknesses.append(Point(kind: .stale, value: Double(card.stale))) }
  }
}
