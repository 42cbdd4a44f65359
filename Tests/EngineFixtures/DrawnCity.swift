import AlignModel
import AlignmentEngine
import TestSupport

/// A small city and a scenario of it, drawn from a number: what a person might write, with limits on lines, sums, goals and
/// axes that may or may not hold together.
package struct DrawnCity {
  package var workspace = Workspace()
  package var scenario = Scenario()
  private var ids: [String] = []
  private var drawn: DrawnNumbers

  package init(_ number: Int) {
    // The sequences of neighbouring seeds overlap, so the seed is itself drawn.
    var seeds = DrawnNumbers(seed: UInt64(truncatingIfNeeded: number))
    drawn = DrawnNumbers(seed: seeds.next())
    let goals = drawn.whole(1...4)
    var fixture = PlanFixture(goals: goals)
    let indicators = drawn.whole(goals...8)
    for index in 0..<indicators {
      let measured = drawn.chance(0.9) ? [Measurement(period: Period(year: 1401), value: drawn.number(0...12))] : []
      fixture.indicator(
        .level, .up, goal: index < goals ? index : drawn.integer(below: goals), baseline: 0, baselineYear: 1400,
        targets: [Target(year: 1402, value: 10)], observed: measured)
    }
    let size = [1e2, 1e4, 1e6, 1e9, 1e13][drawn.integer(below: 5)]
    let lines = drawn.whole(3...40)
    let shares = [1, 0.5, 0.25, 0.4, 0.3, 1.0 / 3, 0.1, 0.85]
    for line in 0..<lines {
      let amount = drawn.chance(0.03) ? 0 : Int64(drawn.number(0.01...1) * size) + 1
      let id = "d\(drawn.integer(below: 3))-l\(line)"
      ids.append(id)
      fixture.line(
        id, approved: amount, mandatory: drawn.chance(0.15),
        kind: drawn.chance(0.2) ? nil : drawn.chance(0.6) ? .capital : .current)
      var rest = 1.0
      for _ in 0..<drawn.whole(0...2) {
        let share = shares[drawn.integer(below: shares.count)]
        guard share <= rest else { continue }
        rest -= share
        fixture.link(id, .indicator(IndicatorID(drawn.integer(below: indicators))), share)
      }
    }
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    drawScenario(goals: goals, lines: lines)
  }

  private mutating func drawScenario(goals: Int, lines: Int) {
    scenario.inertia = [0.001, 0.01, 0.1, 1][drawn.integer(below: 4)]
    if drawn.chance(0.5) { scenario.envelope = .percent(Double(drawn.whole(85...115))) }
    scenario.defaults.range = [0.05, 0.1, 0.2, 0.5, nil][drawn.integer(below: 5)]
    scenario.defaults.holdsMandatory = drawn.chance(0.5)
    scenario.defaults.keepsRunning = drawn.chance(0.2)
    if drawn.chance(0.5) { scenario.defaults.noNewMoney = [] }
    if drawn.chance(0.1) { scenario.roundTo = 100 }
    for _ in 0..<drawn.whole(0...5) {
      var limit = Scenario.Limit()
      var selection = LineSelection()
      switch drawn.integer(below: 7) {
      case 0: limit.subject = .goal(GoalID(drawn.integer(below: goals)))
      case 1: limit.subject = .axis(AxisID(0))
      case 2:
        selection.lines = ["d\(drawn.integer(below: 3))"]
        limit.subject = .lines(selection)
      case 3:
        selection.lines = Set(ids.filter { _ in drawn.chance(0.3) })
        limit.subject = .lines(selection)
      case 4:
        selection.mandatory = drawn.chance(0.5)
        limit.subject = .lines(selection)
      case 5:
        selection.kinds = [drawn.chance(0.5) ? .capital : .current]
        limit.subject = .lines(selection)
      default:
        selection.lines = [ids[drawn.integer(below: lines)]]
        limit.subject = .lines(selection)
      }
      if case .lines = limit.subject { limit.isOnSum = drawn.chance(0.7) } else { limit.isOnSum = true }
      switch drawn.integer(below: 4) {
      case 0:
        limit.floor = .percent(Double(drawn.whole(80...105)))
      case 1:
        limit.cap = .percent(Double(drawn.whole(95...125)))
      case 2:
        limit.floor = .percent(Double(drawn.whole(80...100)))
        limit.cap = .percent(Double(drawn.whole(100...125)))
      default:
        let percent = Scenario.Amount.percent(Double(drawn.whole(95...105)))
        (limit.floor, limit.cap, limit.form) = (percent, percent, .hold)
      }
      scenario.limits.append(limit)
      // A limit said twice of one sum, as happens where one scenario extends another.
      if drawn.chance(0.15) {
        limit.form = nil
        (limit.floor, limit.cap) = (.percent(Double(drawn.whole(90...102))), .percent(Double(drawn.whole(100...110))))
        scenario.limits.append(limit)
      }
    }
  }
}
