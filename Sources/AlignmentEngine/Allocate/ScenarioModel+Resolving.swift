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
    try self.init(scenario, today: today, jobs: jobs, scheduled: [:])
  }

  /// - Parameter scheduled: by row of L that is a project what it gets.
  init(_ scenario: Scenario, today: Analysis, jobs: Int, scheduled: [Int: Int64]) throws {
    let unknown = scenario.weights.methods.problems { level in
      Problem.Place(file: scenario.file, line: scenario.weights.line, key: "weights.\(level.rawValue)")
    }
    if !unknown.isEmpty { throw ReadFailure(unknown, settings: today.workspace.settings) }
    self.scenario = scenario
    self.today = today
    self.jobs = jobs
    self.scheduled = scheduled
    targetYear = scenario.targetYear ?? today.year
    guard targetYear >= today.year else {
      throw ScenarioError(
        Problem(.scenarioTargetYear, at: scenario.place("target_year"), .year(targetYear), .year(today.year)))
    }
    let plan = today.workspace.plan
    attainment = Attainment(
      of: plan, at: today.period, budgeting: targetYear, planEnd: today.workspace.settings.planEnd)
    let weights =
      scenario.weights.isEmpty ? today.weights : try Weights(of: plan, changing: today.weights, by: scenario.weights)
    alignment = Alignment(plan: plan, attainment: attainment, weights: weights, funding: today.funding)
    envelope = 0
    limits = []
    let total = today.funding.totalApproved
    guard total > 0 else { throw ScenarioError(noMoney) }
    envelope = try resolve(scenario.envelope, of: { try approvedTotal(of: scenario.envelopeYear) })
    guard envelope > 0, envelope < 1 << 60 else { throw ScenarioError(impossibleEnvelope) }
    try resolveLimits()
    warnings += notes()
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
    case .percent(let percent):
      let base = try base()
      let (least, most) = (base.part(percent / 100, up: false), base.part(percent / 100, up: true))
      // The nearer of the two whole amounts, the even one where both are as near.
      let middle = base.part(percent / 50, up: false)
      return middle == 2 * least + 1 && base.part(percent / 50, up: true) == middle
        ? (least % 2 == 0 ? least : most) : middle > 2 * least ? most : least
    }
  }

  /// A bound of a limit of the file: as it says where it is an amount, else a part of another amount rounded inward, so that
  /// none is passed; a hold lets the two whole amounts around it.
  ///
  /// - Parameter base: what the part is of, over a denominator.
  private func bound(
    _ amount: Scenario.Amount, of base: Int128, over denominator: Int128 = 1, isFloor: Bool, isHold: Bool
  ) -> Int64 {
    switch amount {
    case .money(let money): return money
    case .percent(let percent):
      return ExactDivision.part(Fraction(percent / 100), of: base, over: denominator, up: isFloor != isHold)
    }
  }

  private func approvedTotal(of year: Int?) throws -> Int64 {
    guard let year, year != today.year else { return today.funding.totalApproved }
    return try amounts(of: year, named: scenario.place("envelope.of")).values.reduce(0, +)
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
      let resolved = try resolveWithWarning(limit, index)
      if resolved.lines.isEmpty {
        warnings.append(
          Problem(
            .limitSelectsNothing, .warning, at: limit.place("limits"),
            .year(today.year)))
      }
      for line in resolved.lines where resolved.sum == nil {
        if resolved.lower != nil { hasFloor[Int(line)] = true }
        if resolved.upper != nil { hasCap[Int(line)] = true }
      }
      own.append(resolved)
    }
    own += committed
    let whole = wholeRanges.filter { scheduled[$0.key] == nil }
    limits = defaults(hasFloor: hasFloor, hasCap: hasCap, except: whole) + own
    let (ofWhole, low) = wholeLimits(whole, own: own, hasFloor: hasFloor, hasCap: hasCap)
    limits.insert(contentsOf: ofWhole + schedule, at: 0)
    wholeLow = low
    limits.append(
      NamedLimit(
        origin: .envelope, lines: (0..<base.count).map { Int32(truncatingIfNeeded: $0) },
        sum: .init(shares: nil, lower: envelope, upper: envelope)))
    if hasChoices, !canBeSpentWhole { limits[limits.count - 1].sum?.lower = nil }
  }

  /// What holds where no limit of the file says otherwise, in proportion to the envelope. A bound that is today's amount in
  /// proportion goes away from it to a whole minor unit, so that it can be kept; the others go inward, so that none is passed.
  private func defaults(
    hasFloor: [Bool], hasCap: [Bool], except whole: [Int: (low: Int64, high: Int64)]
  ) -> [NamedLimit] {
    let (budget, funding, use) = (today.workspace.budget, today.funding, alignment.use)
    let defaults = scenario.defaults
    var nothing = NamedLimit(origin: .nothingApproved, lower: [], upper: [])
    var held = NamedLimit(origin: .mandatory, lower: [], upper: [])
    var range = NamedLimit(origin: .range(defaults.range ?? 0), lower: [], upper: [])
    let reachOfRunning = min(use.theta, defaults.range ?? use.theta)
    var running = NamedLimit(origin: .running(reachOfRunning), lower: [], upper: [])
    /// Adds a line that may move by a part of its amount.
    func add(_ k: Int, reach: Double, to limit: inout NamedLimit) {
      func proportion(_ share: Double, up: Bool) -> Int64 {
        base[k].proportion(envelope, funding.totalApproved, share, up: up)
      }
      var (least, most) = (proportion(max(0, 1 - reach), up: true), proportion(1 + reach, up: false))
      if reach == 0 || least > most { (least, most) = (proportion(1, up: false), proportion(1, up: true)) }
      limit.lines.append(Int32(truncatingIfNeeded: k))
      limit.lower?.append(hasFloor[k] ? 0 : least)
      limit.upper?.append(hasCap[k] ? .max : most)
    }
    for k in 0..<funding.count where scheduled[k] == nil {
      if base[k] <= 0 {
        nothing.lines.append(Int32(truncatingIfNeeded: k))
        nothing.lower?.append(base[k])
        nothing.upper?.append(base[k])
      } else if whole[k] != nil {
        continue
      } else if defaults.holdsMandatory && budget.mandatory[funding.rows[k]] {
        add(k, reach: 0, to: &held)
      } else if defaults.keepsRunning && runs(k) {
        add(k, reach: reachOfRunning, to: &running)
      } else if let reach = defaults.range {
        add(k, reach: reach, to: &range)
      }
    }
    var limits = [nothing, held, running, range].filter { !$0.lines.isEmpty }
    func cap(_ lines: [Int], _ origin: NamedLimit.Origin) {
      let free = lines.filter { base[$0] > 0 && !hasCap[$0] && scheduled[$0] == nil }
      guard !free.isEmpty else { return }
      limits.append(
        NamedLimit(
          origin: origin, lines: free.map { Int32(truncatingIfNeeded: $0) },
          upper: free.map {
            let proportion = base[$0].proportion(envelope, funding.totalApproved, up: true)
            // A whole line at what it asks for is no new money.
            return whole[$0] == nil ? proportion : max(proportion, base[$0])
          }))
    }
    let flagged = flagged(Set(defaults.noNewMoney))
    for code in defaults.noNewMoney {
      cap((flagged[code] ?? []).sorted(), .noNewMoney(code))
      if code == FlagCode.servesNothing.code { cap(linesReachingNothingKnown, .reachesNothingKnown) }
    }
    return limits
  }

  /// Whether row k of L keeps a service: it says so, or its kind is blank and some of its money is judged to.
  func runs(_ k: Int) -> Bool {
    switch today.funding.lineUse[k] {
    case .keeps: true
    case .improves: false
    case .blank, .blankOfProject: alignment.use.keepsAnything(k, in: today.funding)
    }
  }

  /// Rows of L that serve indicators, but none whose gap is known.
  private var linesReachingNothingKnown: [Int] {
    let funding = today.funding
    return (0..<funding.count).filter { k in
      let entries = funding.start[k]..<funding.start[k + 1]
      return !entries.isEmpty && !entries.contains { attainment.isKnown(funding.indicator[$0]) }
    }
  }

  /// By code the rows of L that are flagged; AL101 is asked of the links themselves, whatever the settings make of it.
  func flagged(_ codes: Set<String>) -> [String: Set<Int>] {
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

  /// Lines of which a limit takes a percentage of a year in which they had no amount: it leaves them out, and names them.
  private func linesNotThere(_ limit: Scenario.Limit) throws -> Set<Int> {
    let isPercent = [limit.floor, limit.cap].contains { if case .percent? = $0 { true } else { false } }
    guard isPercent, let year = limit.ofYear, year != today.year else { return [] }
    let place = limit.place("limits.of")
    let reference = try amounts(of: year, named: place)
    let (funding, budget) = (today.funding, today.workspace.budget)
    return Set((0..<funding.count).filter { reference[budget.line[funding.rows[$0]]] ?? 0 == 0 })
  }

  private mutating func resolveWithWarning(_ limit: Scenario.Limit, _ index: Int) throws -> NamedLimit {
    let missing = try linesNotThere(limit)
    let (resolved, leftOut) = try resolve(limit, index, leavingOut: missing)
    if !leftOut.isEmpty, let year = limit.ofYear {
      let budget = today.workspace.budget
      let named = leftOut.prefix(10).map { Problem.Value.name(budget.id(of: today.funding.rows[$0])) }
      warnings.append(
        Problem(
          .limitLeavesOut, .warning, at: limit.place("limits.of"),
          .count(leftOut.count), .year(year), .list(named + (leftOut.count > 10 ? [.name("…")] : []))))
    }
    return resolved
  }

  /// The limit and, in order, the lines of its selection that it leaves out.
  private func resolve(
    _ limit: Scenario.Limit, _ index: Int, leavingOut missing: Set<Int>
  ) throws -> (limit: NamedLimit, leftOut: [Int]) {
    let funding = today.funding
    var resolved = NamedLimit(origin: .own(index))
    var leftOut: [Int] = []
    let place = limit.place("limits.of")
    let reference = try limit.ofYear.map { try amounts(of: $0, named: place) }
    func amount(_ k: Int) -> Int64 {
      guard let reference else { return base[k] }
      return reference[today.workspace.budget.line[funding.rows[k]]] ?? 0
    }
    switch limit.subject {
    case .lines(let selection):
      let selected = selection.rows(of: today.workspace.budget, in: funding, flagged: flagged(selection.allFlags))
      leftOut = selected.filter { missing.contains($0) }
      let rows = missing.isEmpty ? selected : selected.filter { !missing.contains($0) }
      func bound(_ amount: Scenario.Amount, of base: Int128, isFloor: Bool) -> Int64 {
        self.bound(amount, of: base, isFloor: isFloor, isHold: limit.isHold)
      }
      if limit.isOnSum {
        let sum = rows.reduce(Int128(0)) { $0 + Int128(amount($1)) }
        resolved.lines = rows.map { Int32(truncatingIfNeeded: $0) }
        resolved.sum = .init(
          shares: nil, lower: limit.floor.map { bound($0, of: sum, isFloor: true) },
          upper: limit.cap.map { bound($0, of: sum, isFloor: false) })
        return (resolved, leftOut)
      }
      // A percentage of nothing, or of a credit, binds nobody: such lines stay as they are.
      let isPercent = [limit.floor, limit.cap].contains { if case .percent? = $0 { true } else { false } }
      let bound = isPercent ? rows.filter { base[$0] > 0 } : rows
      resolved.lines = bound.map { Int32(truncatingIfNeeded: $0) }
      resolved.lower = limit.floor.map { floor in
        bound.map { self.bound(floor, of: Int128(amount($0)), isFloor: true, isHold: limit.isHold) }
      }
      resolved.upper = limit.cap.map { cap in
        bound.map { self.bound(cap, of: Int128(amount($0)), isFloor: false, isHold: limit.isHold) }
      }
    case .goal(let goal):
      leftOut = resolve(limit, over: { $0 == goal.index }, amount, leavingOut: missing, into: &resolved)
    case .axis(let axis):
      let axes = today.workspace.plan.goals.axis.values
      leftOut = resolve(
        limit, over: { $0 < axes.count && axes[$0] == axis }, amount, leavingOut: missing, into: &resolved)
    }
    return (resolved, leftOut)
  }

  /// A limit on the money that reaches the indicators of some goals.
  private func resolve(
    _ limit: Scenario.Limit, over isMeant: (_ goal: Int) -> Bool, _ amount: (Int) -> Int64,
    leavingOut missing: Set<Int>, into resolved: inout NamedLimit
  ) -> [Int] {
    var leftOut: [Int] = []
    let funding = today.funding
    let goals = today.workspace.plan.indicators.goal.values
    var shares: [Double] = []
    for k in 0..<funding.count {
      var share = 0.0
      for entry in funding.start[k]..<funding.start[k + 1]
      where isMeant(goals[funding.indicator[entry].index].index) {
        share += funding.share[entry]
      }
      guard share > 0 else { continue }
      if missing.contains(k) {
        leftOut.append(k)
        continue
      }
      resolved.lines.append(Int32(truncatingIfNeeded: k))
      shares.append(share)
    }
    let exact = Fraction.common(shares)
    let reached = zip(resolved.lines, exact.numerators).reduce(Int128(0)) { $0 + Int128(amount(Int($1.0))) * $1.1 }
    resolved.sum = .init(
      shares: shares,
      lower: limit.floor.map { bound($0, of: reached, over: exact.denominator, isFloor: true, isHold: limit.isHold) },
      upper: limit.cap.map { bound($0, of: reached, over: exact.denominator, isFloor: false, isHold: limit.isHold) })
    return leftOut
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
