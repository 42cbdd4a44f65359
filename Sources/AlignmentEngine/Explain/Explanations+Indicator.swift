import AlignModel

extension Explanations {
  /// An indicator: its measurements and targets, attainment, gaps, forecast, weight, need and money.
  func explained(_ id: IndicatorID) -> Explanation {
    let indicators = plan.indicators
    var explanation = Explanation(.indicator(id))
    explanation.sources = [source(id)].compactMap { $0 }
    describe(id, in: &explanation)
    IndicatorSteps(self, id).add(to: &explanation)
    forecast(of: id, in: &explanation)
    addNeed(of: id, to: &explanation)
    addMoney(of: id, to: &explanation)
    let used = Set(Observation(of: id, in: plan, at: analysis.period)?.measurements ?? [])
    explanation.targets = (plan.targets.value(id) ?? []).compactMap { target in
      source("targets", target.row).map { Explanation.TargetRow(target: target, source: $0) }
    }
    explanation.measurements = (plan.measurements.value(id) ?? []).compactMap { measurement in
      source("measurements", measurement.row).map {
        Explanation.Observed(measurement: measurement, source: $0, isUsed: used.contains(measurement))
      }
    }
    explanation.flags = flags(of: .indicator, indicators.ids[id.index])
    explanation.changes = changes(of: id)
    return explanation
  }

  private func describe(_ id: IndicatorID, in explanation: inout Explanation) {
    let indicators = plan.indicators
    explanation.tell(.goal, indicators.goal[id].index < plan.goals.count ? .goal(indicators.goal[id]) : nil)
    explanation.tell(.kind, word: indicators.kind[id].rawValue)
    explanation.tell(.direction, word: indicators.direction[id].rawValue)
    explanation.tell(.unit, indicators.units.value(id) ?? nil)
    explanation.tell(.owner, indicators.owner.value(id) ?? nil)
    explanation.tell(.state, word: attainment.state[id].rawValue)
    explanation.tell(.frequency, word: indicators.frequency.value(id)?.rawValue)
    explanation.tell(.period, analysis.period.description)
    explanation.tell(.year, analysis.year)
  }

  /// Weight, need and share of the need.
  private func addNeed(of id: IndicatorID, to explanation: inout Explanation) {
    let own = Explanation.Subject.indicator(id)
    let unknown = Explanation.UnknownFigure.Reason(attainment.state[id])
    explanation.add(.weight, analysis.weights.indicator[id], weight(of: id))
    explanation.add(.need, attainment.need[id], unless: unknown, need(of: id))
    explanation.add(
      .needShare, alignment.needShare[id], unless: attainment.isKnown(id) ? .noNeed : unknown,
      Step(
        .part(.result), .quotient, [needAmount(of: id, subject: own), figure(.totalNeed, totalNeed, of: .whole)], .share
      ))
  }

  /// max(gap, gap at the plan's end / years left).
  private func need(of id: IndicatorID) -> Step {
    let end = planEnd(of: id)
    let gap = figure(.planningGap, attainment.planningGap[id] ?? 0)
    let atEnd = figure(.planningGapPlanEnd, attainment.planEndGap[id] ?? 0)
    let left = Step(.part(.yearsLeft), Double(end - analysis.year + 1), .count)
    return Step(
      .part(.result), .maximum, [gap, quotient(.pieceOfNeed, atEnd, left, .share)], .number)
  }

  /// The year that stands for the plan's end of an indicator.
  func planEnd(of id: IndicatorID) -> Int {
    max(analysis.year, workspace.settings.planEnd ?? TargetPath(of: id, in: plan).lastYear ?? analysis.year)
  }

  /// w · need · c of an indicator in K.
  func needAmount(of id: IndicatorID, subject: Explanation.Subject) -> Step {
    let weight = figure(.weight, analysis.weights.indicator[id], of: subject)
    let need = figure(.need, attainment.need[id] ?? 0, of: subject)
    return product(.needAmount, [weight, need, costFactor(of: id)], .number)
  }

  /// c: the cost to close over the mean of those known; 1 where it is not known.
  func costFactor(of id: IndicatorID) -> Step {
    let cost = plan.indicators.costToClose.value(id) ?? nil
    guard meanCost > 0, let cost else { return Step(.part(.costFactor), 1, .number) }
    return quotient(
      .costFactor, Step(.part(.costToClose), max(cost, 0), .number, source: source(id)),
      Step(.part(.meanCost), meanCost, .number), .number)
  }

  /// Money that reaches an indicator, what it does, and its share of what competes.
  private func addMoney(of id: IndicatorID, to explanation: inout Explanation) {
    let own = Explanation.Subject.indicator(id)
    let money = MoneySteps(self, id)
    explanation.add(.funding, funding.funding[id], money.funding)
    explanation.add(.keeping, alignment.use.keeping[id], money.keeping)
    explanation.add(.improving, alignment.use.improving[id], money.improving)
    explanation.add(
      .fundingShare, alignment.fundingShare[id],
      unless: attainment.isKnown(id) ? .noCompetingMoney : Explanation.UnknownFigure.Reason(attainment.state[id]),
      fundingShare(of: id, subject: own))
    explanation.lines = money.lines
    let levels = PriceLevels(analysis.workspace.prices, base: analysis.year)
    explanation.years =
      (otherYears.map { ($0.year, $0.funding.value(id) ?? 0) } + [(analysis.year, funding.funding[id])])
      .map { year, amount in
        Explanation.YearMoney(year: year, amount: amount, real: levels?.factor(from: year).map { $0 * amount })
      }
      .sorted { $0.year < $1.year }
  }

  /// (improving + θ · keeping) / base.
  func fundingShare(of id: IndicatorID, subject: Explanation.Subject) -> Step {
    let use = alignment.use
    let improving = figure(.improving, use.improving[id], of: subject)
    let keeping = figure(.keeping, use.keeping[id], of: subject)
    let theta = figure(.theta, use.theta, of: .whole)
    let part = sum(.competing, [improving, product(.competing, [theta, keeping], .money)], .money)
    return Step(.part(.result), .quotient, [part, figure(.baseAmount, use.base, of: .whole)], .share)
  }
}

extension Explanation.UnknownFigure.Reason {
  /// What an indicator lacks.
  init(_ state: AttainmentState) {
    switch state {
    case .ok, .notMeasured: self = .notMeasured
    case .noTarget: self = .noTarget
    case .noBaseline: self = .noBaseline
    case .notDue: self = .notDue
    }
  }
}

/// The money of one indicator, line by line.
struct MoneySteps {
  private let ofUse: [[Step]]
  private let blankIsCurrent: Bool
  /// The lines, the most money first.
  let lines: [Explanation.LineMoney]

  init(_ explanations: Explanations, _ id: IndicatorID) {
    let (funding, use) = (explanations.funding, explanations.alignment.use)
    var ofUse = [[Step]](repeating: [], count: MoneyUse.count)
    var lines: [Explanation.LineMoney] = []
    for row in explanations.analysis.flagList.context.linesOfIndicator(id.index) {
      let k = Int(row)
      for entry in funding.start[k]..<funding.start[k + 1] where funding.indicator[entry] == id {
        ofUse[funding.use(k, entry: entry).rawValue].append(explanations.lineMoney(k, entry: entry))
        lines.append(explanations.money(k, entry: entry, isImproving: use.isImproving(k, entry: entry, in: funding)))
      }
    }
    self.ofUse = ofUse
    self.lines = lines.sorted { ($0.amount, -$0.row) > ($1.amount, -$1.row) }
    blankIsCurrent = use.blankIsCurrent
  }

  private func total(_ use: MoneyUse) -> Step {
    let part: Step.Part =
      switch use {
      case .keeping: .ofCurrent
      case .improving: .ofCapital
      case .judgedKeeping: .ofBlankKeeping
      case .judgedImproving: .ofBlankImproving
      }
    return sum(part, ofUse[use.rawValue], .money)
  }

  private func totals(_ uses: [MoneyUse]) -> Step {
    let parts = uses.filter { !ofUse[$0.rawValue].isEmpty }.map(total)
    return parts.count == 1 ? parts[0] : sum(.result, parts, .money)
  }

  /// s: the lines by what their money does.
  var funding: Step { totals(MoneyUse.allCases) }
  var keeping: Step { totals([.keeping, .judgedKeeping] + (blankIsCurrent ? [.judgedImproving] : [])) }
  var improving: Step { totals([.improving] + (blankIsCurrent ? [] : [.judgedImproving])) }
}

extension Explanations {
  /// share · b of an entry of L.
  func lineMoney(_ k: Int, entry: Int) -> Step {
    let row = funding.rows[k]
    let subject = Explanation.Subject.line(budget.line[row])
    return Step(
      .part(.lineMoney), .product,
      [
        Step(.part(.share), funding.share[entry], .share, of: subject),
        Step(.figure(.approved), Double(funding.approved[k]), .money, of: subject, source: source(row)),
      ], .money, of: subject)
  }

  /// The money of an entry of L with the links and rules that gave it.
  func money(_ k: Int, entry: Int, isImproving: Bool) -> Explanation.LineMoney {
    let id = funding.indicator[entry]
    return Explanation.LineMoney(
      row: k, share: funding.share[entry], amount: funding.share[entry] * Double(funding.approved[k]),
      isImproving: isImproving, indicator: id, ties: ties(k, to: id))
  }

  /// The links and rules by which row k of L reaches an indicator.
  func ties(_ k: Int, to id: IndicatorID) -> [Explanation.Source] {
    let account = tracer.account(funding.rows[k], year: analysis.year, works: funding.works)
    return account.rows.filter { row in !row.isAgainst && row.parts.contains { $0.indicator == id } }
      .compactMap { source($0) }
  }

  /// Where a link or a rule stands.
  func source(_ row: LineAccount.Row) -> Explanation.Source? {
    if row.isRule { return source("rules", tracer.matcher.rules[row.index].row) }
    return source("links", workspace.links.rowNumbers[row.index])
  }
}
