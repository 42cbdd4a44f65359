import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Effects of money") struct EffectsTests {
  /// Indicators on two axes; on the first, money closes gaps at a known rate, on the second it does nothing.
  private func analysis(rate: Double, years: ClosedRange<Int> = 1399...1402) throws -> Analysis {
    var drawn = DrawnNumbers(seed: 71)
    var fixture = PlanFixture(goals: 2)
    fixture.plan.axes.ids = ["A1", "A2"]
    fixture.plan.axes.names = Column(["moved", "unmoved"])
    fixture.plan.axes.namesEn = Column([nil, nil])
    fixture.plan.axes.weights = Column([nil, nil])
    fixture.plan.goals.axis = Column([AxisID(0), AxisID(1)])
    for index in 0..<40 {
      let goal = index % 2
      var value = 0.0
      var observed = [Measurement(period: Period(year: years.lowerBound - 1), value: 0)]
      for year in years {
        let money = Int64(drawn.uniform(0, 1000))
        fixture.line("L\(index)", year: Int32(year), approved: money)
        value += 100 * (0.01 + (goal == 0 ? rate * Double(money) / 1000 : 0) + drawn.uniform(-0.01, 0.01))
        observed.append(Measurement(period: Period(year: year), value: value))
      }
      fixture.indicator(
        .level, .up, goal: goal, baseline: 0, baselineYear: years.lowerBound - 1,
        targets: [Target(year: 1410, value: 100)], observed: observed)
      fixture.link("L\(index)", .indicator(IndicatorID(index)))
    }
    var workspace = Workspace()
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    return try Analysis(of: workspace)
  }

  @Test("a planted effect is found, and where there is none none is told", arguments: Effects.Method.allCases)
  func planted(method: Effects.Method) throws {
    let effects = try Effects(of: analysis(rate: 0.1), method: method)
    #expect(effects.axes[0].reason == nil)
    let perThousand = (effects.axes[0].coefficient ?? 0) / effects.dose * 1000
    #expect(abs(perThousand - 0.1) < 0.01)
    #expect(effects.axes[1].reason == .coversZero)
    #expect(try #require(effects.leaveOutError) < #require(effects.withoutMoneyError))
    #expect(effects.axes.allSatisfy { ($0.indicators, $0.pValue == nil) == (20, false) } && effects.tests == 2)
    #expect(effects.rows == 160 && effects.years.count == 4 && effects.rank == 2)
    #expect(abs(effects.constant - 0.01) < 0.01)
  }

  @Test("one year cannot be tested, and says so")
  func oneYear() throws {
    let effects = try Effects(of: analysis(rate: 0.1, years: 1402...1402))
    #expect(effects.axes.allSatisfy { $0.reason == .tooFewYears })
    #expect(effects.leaveOutError == nil && effects.years[0].error == nil)
  }

  /// A city of as many axes, of ten indicators and four years each. Indicators have ways and budgets of their own, money
  /// grows with prices, a year moves all, and a dose of money on the first axis closes `effect` points of the gap.
  private func city(_ number: Int, axes: Int, effect: Double, prices: [Int: Double] = [:]) throws -> Analysis {
    var seeds = DrawnNumbers(seed: UInt64(number))
    var drawn = DrawnNumbers(seed: seeds.next())
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + drawn.uniform(0, 1) } }
    var fixture = PlanFixture(goals: axes)
    fixture.plan.axes.ids = (1...axes).map { "A\($0)" }
    fixture.plan.axes.names = Column(fixture.plan.axes.ids)
    fixture.plan.axes.namesEn = Column(repeating: nil, count: axes)
    fixture.plan.axes.weights = Column(repeating: nil, count: axes)
    fixture.plan.goals.axis = Column((0..<axes).map { AxisID($0) })
    let shocks = (0..<axes).map { _ in (1399...1402).map { _ in 0.02 * normal() } }
    for index in 0..<10 * axes {
      let (goal, size, way) = (index % axes, exp(0.8 * normal()), 0.06 + 0.03 * normal())
      var value = 0.0
      var observed = [Measurement(period: Period(year: 1398), value: 0)]
      for year in 1399...1402 {
        let real = size * exp(0.5 * normal())
        fixture.line("L\(index)", year: Int32(year), approved: Int64(1000 * real * pow(1.3, Double(year - 1399))))
        value += way + shocks[goal][year - 1399] + 0.03 * normal() + (goal == 0 ? effect / 100 * real / 1.56 : 0)
        observed.append(Measurement(period: Period(year: year), value: 100 * value))
      }
      fixture.indicator(
        .level, .up, goal: goal, baseline: 0, baselineYear: 1398, targets: [Target(year: 1410, value: 300)],
        observed: observed)
      fixture.link("L\(index)", .indicator(IndicatorID(index)))
    }
    var workspace = Workspace()
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    workspace.prices = prices
    return try Analysis(of: workspace)
  }

  @Test("of 200 cities in which money moves nothing, at most one in ten is told an effect")
  func nothing() throws {
    let told = try (0..<200).count { number in
      try Effects(of: city(number, axes: 5, effect: 0)).axes.contains { $0.reason == nil }
    }
    #expect(told <= 20)
  }

  @Test(
    "an effect of 9 points a dose, beside noise of 3 points a year, is found in four cities of five, and of the right size"
  )
  func power() throws {
    var found: [Double] = []
    for number in 0..<50 {
      let effects = try Effects(of: city(1000 + number, axes: 5, effect: 9, prices: Self.prices))
      // The gap is a share of three times what is closed here.
      if effects.axes[0].reason == nil { found.append((effects.axes[0].coefficient ?? 0) * 300) }
    }
    #expect(found.count >= 40)
    #expect(abs(found.sorted()[found.count / 2] - 9) < 2)
  }

  private static let prices = [1399: 1.0, 1400: 1.3, 1401: 1.69, 1402: 2.197]

  @Test("of ten tests each counts for less: Benjamini and Hochberg's own example")
  func falseDiscovery() {
    // Their 1995 paper, section 3.2, at 5 %: four of fifteen hold. At 10 % nine do.
    let p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
      1.0,
    ]
    #expect(p.count { $0 <= FalseDiscovery(p).threshold } == 9)
    #expect(FalseDiscovery([0.2, 0.5]).threshold == 0.05 && FalseDiscovery([]).threshold == 0.1)
  }

  @Test("prices turn money into that of the last year, where they hold every year")
  func deflated() throws {
    var analysis = try analysis(rate: 0.1)
    func data(_ prices: [Int: Double]) throws -> EffectsData {
      analysis.workspace.prices = prices
      return try EffectsData(of: analysis, includingSuggested: false, jobs: 1)
    }
    let plain = try data([:])
    let real = try data([1399: 50, 1400: 100, 1401: 100, 1402: 100, 1403: 900])
    #expect(plain.pricesOf == nil && real.pricesOf == plain.rows.map(\.year).max())
    for (before, after) in zip(plain.rows, real.rows) {
      #expect(after.money == before.money * (before.year == 1399 ? 2 : 1))
    }
    let partly = try data([1400: 1, 1401: 1, 1402: 1])
    #expect(partly.pricesOf == nil && partly.rows.map(\.money) == plain.rows.map(\.money))
  }

  @Test("lima-2020: the data cannot tell", .enabled(if: sharedFolder != nil, "../shared is absent"))
  func lima() throws {
    let folder = try #require(sharedFolder) + "/workspaces/lima-2020"
    let effects = try Effects(of: Analysis(of: WorkspaceReader(folder: folder).read()))
    #expect(effects.axes.allSatisfy { $0.reason != nil })
  }
}
