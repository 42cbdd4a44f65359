import AlignModel

extension ScenarioModel {
  /// Holds a scenario against a workspace.
  ///
  /// - Parameters:
  ///   - year, period: as for ``Analysis``; the scenario's own year wins.
  ///   - includingSuggested: whether suggested links count where the scenario says nothing.
  /// - Throws: ``ScenarioError``, ``AnalysisError``, ``WeighError`` or ``TraceError``.
  public init(
    _ scenario: Scenario, in workspace: Workspace, year: Int? = nil, period: Period? = nil,
    includingSuggested: Bool = false, jobs: Int = 1
  ) throws {
    let years = workspace.budget.years
    if let year = scenario.year, !years.isEmpty, !years.contains(year) {
      throw ScenarioError(Problem(.yearNotInBudget, at: scenario.place("year"), .year(year), .years(years)))
    }
    let today = try Analysis(
      of: workspace, year: scenario.year ?? year, period: period,
      includingSuggested: scenario.includesSuggested ?? includingSuggested, jobs: jobs)
    try self.init(scenario, today: today, jobs: jobs)
  }

  /// Holds a scenario against a budget that was analysed already.
  public init(_ scenario: Scenario, today: Analysis, jobs: Int = 1) throws {
    let unknown = scenario.weights.methods.problems { level in
      Problem.Place(file: scenario.file, line: scenario.weights.line, key: "weights.\(level.rawValue)")
    }
    if !unknown.isEmpty { throw ReadFailure(unknown, settings: today.workspace.settings) }
    self.scenario = scenario
    self.today = today
    self.jobs = jobs
    targetYear = scenario.targetYear ?? today.year
    let plan = today.workspace.plan
    attainment = Attainment(of: plan, at: today.period, budgeting: targetYear)
    let weights =
      scenario.weights.isEmpty ? today.weights : try Weights(of: plan, changing: today.weights, by: scenario.weights)
    let alignment = Alignment(plan: plan, attainment: attainment, weights: weights, funding: today.funding)
    needShare = alignment.needShare.values
    envelope = 0
    limits = []
    let total = today.funding.totalApproved
    guard total > 0 else { throw ScenarioError(noMoney) }
    envelope = try resolve(scenario.envelope, of: { try approvedTotal(of: scenario.envelopeYear) })
    guard envelope > 0, envelope < 1 << 53 else { throw ScenarioError(impossibleEnvelope) }
    try resolveLimits()
  }

  private var noMoney: Problem {
    Problem(.scenarioNoMoney, at: Problem.Place(table: "budget", column: "approved"), .year(today.year))
  }

  private var impossibleEnvelope: Problem {
    Problem(
      .scenarioEnvelope, at: scenario.place("envelope"), .money(envelope, today.workspace.settings.currency))
  }

  private func resolve(_ amount: Scenario.Amount, of base: () throws -> Int64) throws -> Int64 {
    switch amount {
    case .money(let money): return money
    case .percent(let percent): return part(percent / 100, of: Double(try base()))
    }
  }

  private func part(_ share: Double, of amount: Double) -> Int64 { wholeAmount(amount * share) }

  private func approvedTotal(of year: Int?) throws -> Int64 {
    guard let year, year != today.year else { return today.funding.totalApproved }
    return try amounts(of: year, named: scenario.place("envelope.of")).values.reduce(0) {
      $0.addingReportingOverflow($1).partialValue
    }
  }

  /// Approved amounts of a year by line.
  private func amounts(of year: Int, named place: Problem.Place) throws -> [LineID: Int64] {
    let budget = today.workspace.budget
    let rows = budget.rows(of: year)
    if rows.isEmpty {
      throw ScenarioError(Problem(.scenarioNoSuchYear, at: place, .year(year), .years(budget.years)))
    }
    var amounts: [LineID: Int64] = [:]
    for row in rows { amounts[budget.line[row], default: 0] += budget.approved[row] }
    return amounts
  }

  private mutating func resolveLimits() throws {
    let base = base
    var hasFloor = Array(repeating: false, count: base.count)
    var hasCap = hasFloor
    var own: [NamedLimit] = []
    for (index, limit) in scenario.limits.enumerated() {
      let resolved = try resolve(limit, index)
      if resolved.lines.isEmpty {
        warnings.append(
          Problem(
            .limitSelectsNothing, .warning, at: Problem.Place(file: limit.file, line: limit.row, key: "limits"),
            .year(today.year)))
      }
      for line in resolved.lines where resolved.sum == nil {
        if resolved.lower != nil { hasFloor[Int(line)] = true }
        if resolved.upper != nil { hasCap[Int(line)] = true }
      }
      own.append(resolved)
    }
    limits = defaults(hasFloor: hasFloor, hasCap: hasCap) + own
    limits.append(
      NamedLimit(
        origin: .envelope, lines: (0..<base.count).map { Int32(truncatingIfNeeded: $0) },
        sum: .init(shares: nil, lower: envelope, upper: envelope)))
  }

  /// What holds where no limit of the file says otherwise: all of it in proportion to the envelope, so that today's budget
  /// in proportion always keeps to it. Bounds go outwards to whole minor units.
  private func defaults(hasFloor: [Bool], hasCap: [Bool]) -> [NamedLimit] {
    let budget = today.workspace.budget
    let funding = today.funding
    let ratio = ratio
    func below(_ amount: Double) -> Int64 { wholeAmount(amount.rounded(.down)) }
    func above(_ amount: Double) -> Int64 { wholeAmount(amount.rounded(.up)) }
    var nothing = NamedLimit(origin: .nothingApproved, lower: [], upper: [])
    var held = NamedLimit(origin: .mandatory, lower: [], upper: [])
    var range = NamedLimit(origin: .range(scenario.defaults.range ?? 0), lower: [], upper: [])
    let reach = scenario.defaults.range
    for k in 0..<funding.count {
      let amount = Double(base[k]) * ratio
      let line = Int32(truncatingIfNeeded: k)
      if base[k] <= 0 {
        nothing.lines.append(line)
        nothing.lower?.append(wholeAmount(amount))
        nothing.upper?.append(wholeAmount(amount))
      } else if scenario.defaults.holdsMandatory && budget.mandatory[funding.rows[k]] {
        held.lines.append(line)
        held.lower?.append(hasFloor[k] ? 0 : below(amount))
        held.upper?.append(hasCap[k] ? .max : above(amount))
      } else if let reach {
        range.lines.append(line)
        range.lower?.append(hasFloor[k] ? 0 : below(amount * max(0, 1 - reach)))
        range.upper?.append(hasCap[k] ? .max : above(amount * (1 + reach)))
      }
    }
    var limits = [nothing, held, range].filter { !$0.lines.isEmpty }
    let flagged = flagged(Set(scenario.defaults.noNewMoney))
    for code in scenario.defaults.noNewMoney {
      let lines = (flagged[code] ?? []).filter { base[$0] > 0 && !hasCap[$0] }.sorted()
      guard !lines.isEmpty else { continue }
      limits.append(
        NamedLimit(
          origin: .noNewMoney(code), lines: lines.map { Int32(truncatingIfNeeded: $0) },
          upper: lines.map { above(Double(base[$0]) * ratio) }))
    }
    return limits
  }

  /// By code the rows of L that are flagged; AL101 is asked of the links themselves, whatever the settings make of it.
  private func flagged(_ codes: Set<String>) -> [String: Set<Int>] {
    guard !codes.isEmpty else { return [:] }
    var flagged: [String: Set<Int>] = [:]
    for finding in today.flagList.findings {
      let rule = Catalogue.rules[Int(finding.rule)]
      guard codes.contains(rule.code) else { continue }
      if rule is any LineRule {
        flagged[rule.code, default: []].insert(Int(finding.index))
      } else {
        for line in FlagList.flag(of: finding, in: today.flagList.context).lines {
          flagged[rule.code, default: []].insert(Int(line))
        }
      }
    }
    if codes.contains("AL101") {
      let start = today.funding.start
      flagged["AL101"] = Set((0..<today.funding.count).filter { start[$0] == start[$0 + 1] && base[$0] > 0 })
    }
    return flagged
  }

  private func resolve(_ limit: Scenario.Limit, _ index: Int) throws -> NamedLimit {
    let funding = today.funding
    var resolved = NamedLimit(origin: .own(index))
    let place = Problem.Place(file: limit.file, line: limit.row, key: "limits.of")
    let reference = try limit.ofYear.map { try amounts(of: $0, named: place) }
    func amount(_ k: Int) -> Int64 {
      guard let reference else { return base[k] }
      return reference[today.workspace.budget.line[funding.rows[k]]] ?? 0
    }
    switch limit.subject {
    case .lines(let selection):
      let rows = selection.rows(of: today.workspace.budget, in: funding, flagged: flagged(selection.allFlags))
      if limit.isOnSum {
        let sum = rows.reduce(Int64(0)) { $0.addingReportingOverflow(amount($1)).partialValue }
        resolved.lines = rows.map { Int32(truncatingIfNeeded: $0) }
        resolved.sum = .init(
          shares: nil, lower: try limit.floor.map { try resolve($0, of: { sum }) },
          upper: try limit.cap.map { try resolve($0, of: { sum }) })
        return resolved
      }
      // A percentage of nothing, or of a credit, binds nobody: such lines stay as they are.
      let isPercent = [limit.floor, limit.cap].contains { if case .percent? = $0 { true } else { false } }
      let bound = isPercent ? rows.filter { base[$0] > 0 } : rows
      resolved.lines = bound.map { Int32(truncatingIfNeeded: $0) }
      resolved.lower = try limit.floor.map { floor in try bound.map { k in try resolve(floor, of: { amount(k) }) } }
      resolved.upper = try limit.cap.map { cap in try bound.map { k in try resolve(cap, of: { amount(k) }) } }
    case .goal(let goal):
      resolve(limit, over: { $0 == goal.index }, amount, into: &resolved)
    case .axis(let axis):
      let axes = today.workspace.plan.goals.axis.values
      resolve(limit, over: { $0 < axes.count && axes[$0] == axis }, amount, into: &resolved)
    }
    return resolved
  }

  /// A limit on the money that reaches the indicators of some goals.
  private func resolve(
    _ limit: Scenario.Limit, over isMeant: (_ goal: Int) -> Bool, _ amount: (Int) -> Int64,
    into resolved: inout NamedLimit
  ) {
    let funding = today.funding
    let goals = today.workspace.plan.indicators.goal.values
    var shares: [Double] = []
    var reached = 0.0
    for k in 0..<funding.count {
      var share = 0.0
      for entry in funding.start[k]..<funding.start[k + 1]
      where isMeant(goals[funding.indicator[entry].index].index) {
        share += funding.share[entry]
      }
      guard share > 0 else { continue }
      resolved.lines.append(Int32(truncatingIfNeeded: k))
      shares.append(share)
      reached += share * Double(amount(k))
    }
    func money(_ amount: Scenario.Amount) -> Int64 {
      switch amount {
      case .money(let money): money
      case .percent(let percent): part(percent / 100, of: reached)
      }
    }
    resolved.sum = .init(shares: shares, lower: limit.floor.map(money), upper: limit.cap.map(money))
  }
}

extension LineSelection {
  /// Flags that it, or what it excepts, names.
  var allFlags: Set<String> { except.reduce(flags) { $0.union($1.allFlags) } }
}

extension Weights {
  /// The weights of a plan with some of them changed: a method for a level, and shares among siblings. Siblings not named
  /// share what is left as they did.
  init(of plan: Plan, changing old: Weights, by changes: Scenario.WeightChanges) throws(WeighError) {
    var plan = plan
    var settings = WeightSettings(axes: .given, goals: .given, indicators: .given)
    // A level without a method of its own keeps what it had.
    if let method = changes.methods.axes { settings.axes = method } else { plan.axes.weights = old.axisShare.asGiven }
    if let method = changes.methods.goals {
      settings.goals = method
    } else {
      plan.goals.weights = old.goalShare.asGiven
    }
    if let method = changes.methods.indicators {
      settings.indicators = method
    } else {
      plan.indicators.weights = old.indicatorShare.asGiven
    }
    let between = try Weights(of: plan, by: settings)
    guard !(changes.axes.isEmpty && changes.goals.isEmpty && changes.indicators.isEmpty) else {
      self = between
      return
    }
    let goalOf = plan.indicators.goal.values.map(\.index)
    let axisOf = plan.goals.axis.values.map(\.index)
    plan.axes.weights = Self.changed(
      between.axisShare, by: changes.axes, parent: Array(repeating: 0, count: plan.axes.count))
    plan.goals.weights = Self.changed(between.goalShare, by: changes.goals, parent: axisOf)
    plan.indicators.weights = Self.changed(between.indicatorShare, by: changes.indicators, parent: goalOf)
    try self.init(of: plan, by: WeightSettings(axes: .given, goals: .given, indicators: .given))
  }

  private static func changed<ID: Handle>(
    _ shares: Column<ID, Double>, by changes: [ID: Double], parent: [Int]
  ) -> Column<ID, Double?> {
    var named: [Int: Double] = [:]
    var rest: [Int: Double] = [:]
    for id in shares.handles {
      if let share = changes[id] {
        named[parent[id.index], default: 0] += share
      } else {
        rest[parent[id.index], default: 0] += shares[id]
      }
    }
    return Column(
      shares.handles.map { id in
        let family = parent[id.index]
        if let share = changes[id] { return share }
        guard let taken = named[family] else { return shares[id] }
        let others = rest[family] ?? 0
        return others > 0 ? shares[id] * max(0, 1 - taken) / others : 0
      })
  }
}

extension Column where Value == Double {
  /// The numbers as a table would give them.
  fileprivate var asGiven: Column<ID, Double?> { Column<ID, Double?>(values.map { $0 }) }
}
