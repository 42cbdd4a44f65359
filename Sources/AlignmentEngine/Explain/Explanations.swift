import AlignModel
import AlignNumerics

/// Explains the subjects of one analysis: what several explanations need is looked up once.
///
///     let explanations = Explanations(of: analysis)
///     let goal = explanations.explanation(of: .goal(GoalID(30)))
package struct Explanations {
  /// What is explained.
  package let analysis: Analysis
  /// Which links count, line by line.
  let tracer: LineTracer
  /// By subject the positions of its flags.
  private let flagsOf: [Flag.Subject: [Int]]
  /// By goal, and by axis, the indicators under it in table order.
  let ofGoal: [[IndicatorID]]
  let goalsOfAxis: [[GoalID]]
  let indicatorsOfAxis: [[IndicatorID]]
  /// Σ_K w · need · c, and c by indicator, with the mean of the costs that are known.
  let totalNeed: Double
  let costFactors: [Double]
  let meanCost: Double
  let groups: PlanGroups
  let scores: LineScores
  let criteria: (rows: [Int], criteria: [DecisionMatrix.Criterion])
  /// By row of L its place among the lines that are scored, or −1.
  let scored: [Int]
  let needs: GoalNeeds?
  /// The money that reached each indicator by year, Y apart.
  let otherYears: [(year: Int, funding: Column<IndicatorID, Double>)]
  /// Departments by the keys of their names.
  let departments: NameIndex<String>
  package let departmentNames: [String]
  /// By department as first written, the rows of L.
  let rowsOfDepartment: [String: [Int]]
  /// Ids of the plan by their places.
  let axisIDs: IDLookup
  let goalIDs: IDLookup
  let indicatorIDs: IDLookup
  /// By department the indicators that it owns.
  let owned: [String: [IndicatorID]]

  var workspace: Workspace { analysis.workspace }
  var plan: Plan { analysis.workspace.plan }
  var budget: Budget { analysis.workspace.budget }
  var funding: FundingMatrix { analysis.funding }
  var alignment: Alignment { analysis.alignment }
  var attainment: Attainment { analysis.attainment }

  /// Looks up what explanations need.
  ///
  /// - Complexity: O(lines + links + flags) for the budget's year, and O(lines + links) for each other year of the budget.
  package init(of analysis: Analysis) {
    self.analysis = analysis
    let (plan, budget, workspace) = (analysis.workspace.plan, analysis.workspace.budget, analysis.workspace)
    let funding = analysis.funding
    tracer = LineTracer(
      budget: budget, of: analysis.year, links: workspace.links, rules: workspace.rules, plan: plan,
      weights: analysis.weights, includingSuggested: analysis.includesSuggested, works: funding.works,
      lineUse: funding.lineUse, indicatorUse: funding.indicatorUse, jobs: 1)
    flagsOf = Self.flags(of: analysis.flagList)
    (axisIDs, goalIDs) = (IDLookup(plan.axes.ids), IDLookup(plan.goals.ids))
    indicatorIDs = IDLookup(plan.indicators.ids)

    var ofGoal = [[IndicatorID]](repeating: [], count: plan.goals.count)
    var indicatorsOfAxis = [[IndicatorID]](repeating: [], count: plan.axes.count)
    var goalsOfAxis = [[GoalID]](repeating: [], count: plan.axes.count)
    for goal in 0..<plan.goals.count where plan.goals.axis.values[goal].index < plan.axes.count {
      goalsOfAxis[plan.goals.axis.values[goal].index].append(GoalID(goal))
    }
    for id in plan.indicators.handles where plan.indicators.goal[id].index < ofGoal.count {
      let goal = plan.indicators.goal[id]
      ofGoal[goal.index].append(id)
      let axis = plan.goals.axis[goal].index
      if axis < indicatorsOfAxis.count { indicatorsOfAxis[axis].append(id) }
    }
    (self.ofGoal, self.indicatorsOfAxis, self.goalsOfAxis) = (ofGoal, indicatorsOfAxis, goalsOfAxis)

    costFactors = Alignment.costFactors(plan.indicators)
    meanCost = Alignment.meanCost(plan.indicators)
    let factors = costFactors
    totalNeed = plan.indicators.handles.reduce(0) { sum, id in
      sum + (analysis.attainment.need[id].map { analysis.weights.indicator[id] * $0 * factors[id.index] } ?? 0)
    }
    groups = PlanGroups(of: plan)
    scores = analysis.scoreLines()
    let criteria = LineScores.asked(budget, funding, analysis.attainment, workspace.settings.lineScore)
    var scored = [Int](repeating: -1, count: funding.count)
    for (place, row) in criteria.rows.enumerated() { scored[row] = place }
    (self.criteria, self.scored) = (criteria, scored)
    needs = GoalNeeds(
      plan: plan, attainment: analysis.attainment, weights: analysis.weights, use: analysis.alignment.use)
    otherYears = budget.years.filter { $0 != analysis.year }.compactMap { year in
      let traced = try? FundingMatrix(
        tracing: budget, of: year, through: workspace.links, rules: workspace.rules, plan: plan,
        weights: analysis.weights, includingSuggested: analysis.includesSuggested)
      return traced.map { (year, $0.funding) }
    }

    let column = budget.categories[.department]
    var names = column?.names ?? []
    var rows: [String: [Int]] = [:]
    for k in 0..<funding.count {
      let code = column.map { Int($0.codes[funding.rows[k].index]) } ?? -1
      rows[code < 0 ? "" : names[code], default: []].append(k)
    }
    var owned: [String: [IndicatorID]] = [:]
    var ownerNames: [String: String] = [:]
    for id in plan.indicators.handles {
      guard let owner = plan.indicators.owner[id] else { continue }
      let key = plan.indicators.ownerKey[id] ?? owner
      if ownerNames[key] == nil {
        let code = column?.codes(under: plan.indicators.ownerKeys[id]).first
        let name = code.map { names[Int($0)] } ?? owner
        ownerNames[key] = name
        if code == nil { names.append(name) }
      }
      owned[ownerNames[key] ?? owner, default: []].append(id)
    }
    var index = NameIndex<String>()
    for name in names.reversed() { index[name] = name }
    (rowsOfDepartment, self.owned, departments) = (rows, owned, index)
    departmentNames = names.filter { rows[$0] != nil || owned[$0] != nil } + (rows[""] == nil ? [] : [""])
  }

  private static func flags(of list: FlagList) -> [Flag.Subject: [Int]] {
    var found: [Flag.Subject: [Int]] = [:]
    for (position, subject) in list.subjects.enumerated() { found[subject, default: []].append(position) }
    return found
  }

  /// The positions of the flags about a subject.
  func flags(of kind: Flag.Subject.Kind, _ id: String) -> [Int] { flagsOf[Flag.Subject(kind: kind, id: id)] ?? [] }

  /// The subjects of flags, in the order of their first flags.
  var flaggedSubjects: [Flag.Subject: [Int]] { flagsOf }

  /// Every subject that can be explained: the whole, axes, goals, indicators, departments, the lines of Y and the flags.
  package var subjects: [Explanation.Subject] {
    let ofPlan: [Explanation.Subject] =
      [.whole] + (0..<plan.axes.count).map { .axis(AxisID($0)) } + (0..<plan.goals.count).map { .goal(GoalID($0)) }
      + plan.indicators.handles.map { .indicator($0) }
    return ofPlan + departmentNames.map { .department($0) } + funding.rows.map { .line(budget.line[$0]) }
      + analysis.flagList.indices.map { .flag($0) }
  }

  /// Where the figures of a subject come from.
  package func explanation(of subject: Explanation.Subject) -> Explanation {
    switch subject {
    case .whole, .criterion: ofWhole()
    case .axis(let axis): explained(axis)
    case .goal(let goal): explained(goal)
    case .indicator(let indicator): explained(indicator)
    case .line(let line): explained(line)
    case .department(let name): explained(department: name)
    case .flag(let position): explained(flag: position)
    }
  }

  /// The row of L of a line; nil where it does not stand in Y.
  package func row(of line: LineID) -> Int? { analysis.flagList.context.rowOfL(line).first.map(Int.init) }

  /// A row of a table at its place in the user's files; none of a plan that was read from no table.
  func source(_ table: String, _ row: Int?) -> Explanation.Source? {
    workspace.source(table, row)
  }

  func source(_ row: BudgetRow) -> Explanation.Source? { source("budget", budget.rowNumbers[row.index]) }
  func source(_ id: IndicatorID) -> Explanation.Source? { source("indicators", plan.indicators.row.value(id)) }
  func source(_ id: GoalID) -> Explanation.Source? { source("goals", plan.goals.row.value(id)) }
  func source(_ id: AxisID) -> Explanation.Source? { source("axes", plan.axes.row.value(id)) }

  /// A figure that is explained under its own subject.
  func figure(
    _ figure: Figure, _ value: Double, of subject: Explanation.Subject? = nil, _ unit: Figure.Unit? = nil
  ) -> Step {
    Step(.figure(figure), value, unit ?? figure.unit, of: subject)
  }
}

extension Explanation {
  /// Adds a figure with its steps; where it has no value, why not.
  mutating func add(
    _ figure: Figure, _ value: Double?, formula: String? = nil, unless reason: UnknownFigure.Reason = .noIndicator,
    _ steps: @autoclosure () -> Step
  ) {
    guard let value else {
      unknown.append(UnknownFigure(figure: figure, reason: reason))
      return
    }
    figures.append(
      ExplainedFigure(
        figure: figure, formula: formula ?? figure.formula, value: value, steps: steps().named(.figure(figure))))
  }

  mutating func tell(_ key: Fact.Key, _ text: String?) {
    if let text, !text.isEmpty { facts.append(Fact(key: key, value: .text(text))) }
  }

  mutating func tell(_ key: Fact.Key, word: String?) {
    if let word { facts.append(Fact(key: key, value: .word(word))) }
  }

  mutating func tell(_ key: Fact.Key, _ number: Int?) {
    if let number { facts.append(Fact(key: key, value: .integer(number))) }
  }

  mutating func tell(_ key: Fact.Key, _ subject: Subject?) {
    if let subject { facts.append(Fact(key: key, value: .subject(subject))) }
  }
}

extension Column {
  /// The value of a row; nil where the column is not filled.
  package func value(_ id: ID) -> Value? { id.index < values.count ? values[id.index] : nil }
}
