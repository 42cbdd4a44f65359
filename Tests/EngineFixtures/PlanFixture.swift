import AlignModel
import AlignmentEngine
/// Small plans, budgets and links written in a test as a person would write them in a table.
package struct PlanFixture {
  package var plan = Plan()
  package var budget = Budget()
  package var links = Links()

  /// A plan of one axis and as many goals as asked for.
  package init(goals: Int = 1) {
    plan.axes.ids = ["A1"]
    plan.axes.names = Column(["axis"])
    plan.axes.namesEn = Column([nil])
    plan.axes.weights = Column([nil])
    plan.goals.ids = (1...goals).map { "G\($0)" }
    plan.goals.axis = Column(repeating: AxisID(0), count: goals)
    plan.goals.names = Column(plan.goals.ids)
    plan.goals.namesEn = Column(repeating: nil, count: goals)
    plan.goals.weights = Column(repeating: nil, count: goals)
  }

  @discardableResult
  package mutating func indicator(
    _ kind: IndicatorKind, _ direction: Direction, goal: Int = 0, baseline: Double? = nil, baselineYear: Int? = nil,
    targets: [Target] = [], observed: [Measurement] = [], weight: Double? = nil, owner: String? = "office"
  ) -> IndicatorID {
    let id = IndicatorID(plan.indicators.count)
    plan.indicators.ids.append("I\(id.index + 1)")
    plan.indicators.goal.values.append(GoalID(goal))
    plan.indicators.names.values.append("indicator")
    plan.indicators.namesEn.values.append(nil)
    plan.indicators.units.values.append("unit")
    plan.indicators.kind.values.append(kind)
    plan.indicators.direction.values.append(direction)
    plan.indicators.baseline.values.append(baseline)
    plan.indicators.baselineYear.values.append(baselineYear)
    plan.indicators.owner.values.append(owner)
    plan.indicators.ownerKey.values.append(owner)
    plan.indicators.ownerKeys.values.append(owner.map(NameForms.keys) ?? [])
    plan.indicators.weights.values.append(weight)
    plan.indicators.costToClose.values.append(nil)
    plan.indicators.aggregate.values.append(.sum)
    plan.indicators.reporting.values.append(.period)
    plan.indicators.planTotal.values.append(nil)
    plan.indicators.frequency.values.append(.yearly)
    plan.indicators.row.values.append(id.index + 2)
    plan.targets.values.append(targets)
    plan.measurements.values.append(observed)
    return id
  }

  package mutating func line(
    _ id: String, year: Int32 = 1402, approved: Int64, mandatory: Bool = false, kind: BudgetKind? = .capital
  ) {
    var names = (budget.lineIDs as? ListedLines) ?? ListedLines()
    let line = names.ids.firstIndex(of: id) ?? names.ids.count
    if line == names.ids.count { names.ids.append(id) }
    budget.lineIDs = names
    budget.line.values.append(LineID(line))
    budget.year.values.append(year)
    budget.approved.values.append(approved)
    budget.mandatory.values.append(mandatory)
    budget.kindCodes.append(kind.flatMap { BudgetKind.allCases.firstIndex(of: $0) }.map(UInt8.init) ?? 255)
  }

  package mutating func link(
    _ id: String, _ subject: LinkSubject, _ share: Double = 1, _ status: LinkStatus = .confirmed, against: Bool = false
  ) {
    let line = budget.lineIDs.line(ofKey: id)
    if line == nil { links.unresolved[links.count] = id }
    links.line.append(line.map { Int32($0.index) } ?? -1)
    links.subject.append(subject)
    links.share.append(share)
    links.status.append(status)
    links.against.append(against)
  }

  package func weights() throws -> Weights { try Weights(of: plan, by: WeightSettings()) }

  package func funding(includingSuggested: Bool = false, rules: [Rule] = [], jobs: Int = 1) throws -> FundingMatrix {
    try FundingMatrix(
      tracing: budget, of: 1402, through: links, rules: rules, plan: plan, weights: weights(),
      includingSuggested: includingSuggested, jobs: jobs)
  }
}

package struct ListedLines: LineNames {
  package var ids: [String]

  package init(ids: [String] = []) { self.ids = ids }

  package var count: Int { ids.count }
  package func name(of line: LineID) -> String { ids[line.index] }
  package func line(ofKey key: String) -> LineID? { ids.firstIndex(of: key).map(LineID.init) }
}
