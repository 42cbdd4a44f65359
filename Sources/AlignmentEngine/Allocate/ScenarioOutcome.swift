import AlignModel
import AlignNumerics

/// What a scenario comes to.
package enum ScenarioOutcome: Sendable {
  case answered(ScenarioAnswer)
  case infeasible(ScenarioModel, Contradiction)
  /// No answer could be certified, or none could be rounded inside its limits.
  case undecided(ScenarioModel, Undecided)

  /// Why there is neither an answer nor a contradiction.
  public enum Undecided: Sendable {
    /// The best certificate that was reached, where there was any.
    case notCertified(Certificate?)
    /// The limits can be met, but not in whole amounts: that is proved.
    case noWholeAmounts(Certificate)
    /// Whole amounts were neither found nor excluded.
    case notRounded(Certificate)
    /// Lines that are whole or nothing cannot meet the limits: that is proved.
    case noWholeLines
    /// No choice of whole lines within the limits was found among so many cases.
    case wholeLinesNotFound(nodes: Int)
  }

  /// The model that was solved.
  public var model: ScenarioModel {
    switch self {
    case .answered(let answer): answer.model
    case .infeasible(let model, _), .undecided(let model, _): model
    }
  }
}

extension ScenarioModel {
  /// The draft that serves the plan best under all limits; or why there is none.
  ///
  /// - Parameter previous: an answer under other amounts of the same limits, from which to begin.
  /// - Throws: what measuring the draft against the plan throws.
  package func solved(from previous: AllocationSolution? = nil) throws -> ScenarioOutcome {
    let isOn = Array(repeating: true, count: limits.count)
    if crossedLine(isOn) != nil, let contradiction = contradiction() { return .infeasible(self, contradiction) }
    if hasChoices || limits.last?.sum?.lower == nil { return try solvedWhole(isOn) }
    let problem = problem(isOn)
    let solver = AllocationSolver(jobs: jobs)
    let solution: AllocationSolution
    do throws(AllocationFailure) {
      if let previous {
        solution = try solver.solve(problem, from: previous)
      } else {
        solution = try solver.solve(problem)
      }
    } catch {
      return unsolved(error)
    }
    return try rounded(solution, bounds(isOn), envelope: spendable)
  }

  /// Why there is no answer.
  private func unsolved(_ failure: AllocationFailure) -> ScenarioOutcome {
    switch failure {
    case .infeasible(let ray, let line):
      if let contradiction = contradiction((ray, line)) { return .infeasible(self, contradiction) }
      return .undecided(self, .notCertified(nil))
    case .notCertified(let best):
      if let contradiction = contradiction() { return .infeasible(self, contradiction) }
      return .undecided(self, .notCertified(best?.certificate))
    }
  }

  /// The draft where some lines are whole or nothing.
  private func solvedWhole(_ isOn: [Bool]) throws -> ScenarioOutcome {
    let problem = semicontinuous(isOn)
    let solution: SemicontinuousSolution
    do throws(SemicontinuousFailure) {
      solution = try SemicontinuousSolver(jobs: jobs).solve(problem)
    } catch {
      switch error {
      case .relaxation(let failure): return unsolved(failure)
      case .noWholeChoice: return .undecided(self, .noWholeLines)
      case .undecided(let nodes): return .undecided(self, .wholeLinesNotFound(nodes: nodes))
      }
    }
    var bounds = bounds(isOn)
    for k in base.indices {
      guard let low = wholeLow[k] else { continue }
      if solution.isIn[k] {
        bounds.lower[k] = max(bounds.lower[k], low)
      } else {
        (bounds.lower[k], bounds.upper[k]) = (0, 0)
      }
    }
    // What whole lines leave over and no other line can use.
    let spent = wholeAmount(solution.chosen.amounts.reduce(0, +))
    let isFull = limits[limits.count - 1].sum?.lower != nil
    let whole = WholeAnswer(
      solution: solution, leftOver: isFull ? 0 : max(0, spendable - spent), rivals: problem.rivals(of: solution),
      countIn: problem.choices.count { solution.isIn[$0] }, countOut: problem.choices.count { !solution.isIn[$0] })
    return try rounded(solution.chosen, bounds, envelope: spendable - whole.leftOver, whole: whole)
  }

  /// The draft in whole amounts.
  private func rounded(
    _ solution: AllocationSolution, _ bounds: (lower: [Int64], upper: [Int64]), envelope: Int64,
    whole: WholeAnswer? = nil
  ) throws -> ScenarioOutcome {
    let rounding = DraftRounding(
      x: solution.amounts, lower: bounds.lower, upper: bounds.upper,
      rows: rowLimits.dropLast().compactMap { index in limits[index].sum.map { (limits[index].lines, $0) } },
      envelope: envelope)
    switch rounding.outcome(to: scenario.roundTo) {
    case .rounded(let rounded):
      return .answered(try ScenarioAnswer(self, solution: solution, rounded: rounded, bounds: bounds, whole: whole))
    case .impossible(let ray):
      // Limits that miss each other by less than the solver can see contradict each other all the same.
      if let ray, let contradiction = contradiction((ray, nil)) { return .infeasible(self, contradiction) }
      return .undecided(self, .noWholeAmounts(solution.certificate))
    case .undecided:
      return .undecided(self, .notRounded(solution.certificate))
    }
  }
}

/// A draft with its certificate, and what it does.
public struct ScenarioAnswer: Sendable {
  /// The scenario held against its workspace.
  public var model: ScenarioModel
  package var solution: AllocationSolution
  /// The draft, by row of L, in minor units; it adds up to the envelope exactly.
  public var draft: [Int64]
  /// The unit to which the draft was rounded, and the lines that are no multiple of it.
  package var roundedTo: Int64
  package var offUnit: Int
  /// Why each line moved no further.
  package var reasons: [LineReason]
  /// What became of the lines that are whole or nothing; nil where there are none.
  package var whole: WholeAnswer?
  /// Lines that lose although one of their indicators is to gain.
  package var conflicts: [LineConflict?]
  /// The draft against the plan, as `align analyze` will see it.
  public var after: Analysis
  /// Today's budget against the targets of the year that is drafted: what the draft is compared with.
  package var before: Alignment

  init(
    _ model: ScenarioModel, solution: AllocationSolution, rounded: DraftRounding.Rounded,
    bounds: (lower: [Int64], upper: [Int64]), whole: WholeAnswer?
  ) throws {
    self.model = model
    self.whole = whole
    self.solution = solution
    draft = rounded.amounts
    roundedTo = rounded.unit
    offUnit = rounded.offUnit
    reasons = model.reasons(solution, bounds: bounds, whole)
    conflicts = model.conflicts(rounded.amounts)
    let today = model.today
    before =
      model.targetYear == today.year
      ? today.alignment
      : Alignment(
        plan: today.workspace.plan, attainment: model.attainment, weights: today.weights, funding: today.funding)
    after = try Analysis(
      of: today.workspace.drafted(rounded.amounts, from: today.funding.rows, as: model.targetYear),
      year: model.targetYear, period: today.period,
      includingSuggested: model.scenario.includesSuggested ?? today.includesSuggested, jobs: model.jobs)
  }

  /// Money that lines get beyond today's, and that they give up, in minor units.
  package var raised: Int64 { change { max($0, 0) } }
  package var cut: Int64 { change { max(-$0, 0) } }

  private func change(_ part: (Int64) -> Int64) -> Int64 {
    zip(draft, model.base).reduce(0) { $0 + part($1.0 - $1.1) }
  }

  /// How many of a code's flags stand before and after.
  package struct FlagChange: Sendable, Hashable {
    package var code: String
    package var before: Int
    /// After the draft.
    public var after: Int
  }

  /// The flags by code, before and after; only codes of which there were or are any.
  package var flagChanges: [FlagChange] {
    func counts(_ analysis: Analysis) -> [String: Int] {
      analysis.flagList.totals.counts.reduce(into: [:]) { $0[$1.code, default: 0] += $1.count }
    }
    let (before, after) = (counts(model.today), counts(after))
    return Set(before.keys).union(after.keys).sorted().map {
      FlagChange(code: $0, before: before[$0] ?? 0, after: after[$0] ?? 0)
    }
  }

  /// The share of money that is out of place, |P − F| halved and summed over axes, before and after; nil where not estimable.
  package var axisGaps: (before: Double, after: Double)? {
    func gap(_ axes: [Alignment.GroupAlignment]) -> Double? {
      let parts = axes.compactMap(\.underFunding)
      return parts.isEmpty ? nil : 0.5 * parts.reduce(0) { $0 + abs($1) }
    }
    guard let before = gap(before.axes), let after = gap(after.alignment.axes) else { return nil }
    return (before, after)
  }
}

/// Why a line moved no further.
package enum LineReason: Sendable, Hashable {
  /// Its floor and its cap are one, by this limit.
  case held(limit: Int)
  case atFloor(limit: Int)
  case atCap(limit: Int)
  /// A limit on a sum in which it stands presses.
  case limitedByGroup(limit: Int)
  /// It gave money to lines that serve more.
  case freed
  /// It gets no less than today, but less than the envelope grew by: the rest went to lines that serve more.
  case risesLess
  /// It is worth no more, and no less.
  case atItsBest
  /// It is indivisible, and in as a whole.
  case whole
  /// It is indivisible, and left out for the sake of another line, whose place it would take at the least cost; nil where no
  /// one line would make room for it.
  case leftOut(for: Int?)
}

extension ScenarioModel {
  fileprivate func reasons(
    _ solution: AllocationSolution, bounds: (lower: [Int64], upper: [Int64]), _ whole: WholeAnswer?
  ) -> [LineReason] {
    let isOn = Array(repeating: true, count: limits.count)
    let (floors, caps) = (setters(isOn, isFloor: true), setters(isOn, isFloor: false))
    var group = Array(repeating: -1, count: base.count)
    for (index, row) in rowLimits.dropLast().enumerated() where solution.shadowPrice[index] != 0 {
      for line in limits[row].lines { group[Int(line)] = row }
    }
    return base.indices.map { k in
      if let whole, wholeLow[k] != nil {
        if !whole.solution.isIn[k] { return .leftOut(for: whole.rivals[k] ?? nil) }
        if bounds.upper[k] - bounds.lower[k] <= 1 { return .whole }
      }
      let (least, most, now) = (bounds.lower[k], bounds.upper[k], solution.amounts[k])
      // A bound is reached where what is left to it is less than the smallest unit.
      if most != .max, most - least <= 1 { return .held(limit: Int(max(floors[k], caps[k]))) }
      if now - Double(least) < 0.5 { return .atFloor(limit: Int(floors[k])) }
      if most != .max, Double(most) - now < 0.5 { return .atCap(limit: Int(caps[k])) }
      if group[k] >= 0 { return .limitedByGroup(limit: group[k]) }
      guard now < Double(base[k]) * ratio else { return .atItsBest }
      return now < Double(base[k]) - 0.5 ? .freed : .risesLess
    }
  }
}
