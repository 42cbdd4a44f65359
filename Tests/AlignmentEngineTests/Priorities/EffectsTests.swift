import EngineFixtures
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
    #expect(try #require(effects.leaveOutError) < #require(effects.naiveError))
    #expect(effects.rows == 160 && effects.years.count == 4 && effects.rank == 2)
    #expect(abs(effects.constant - 0.01) < 0.01)
  }

  @Test("one year cannot be tested, and says so")
  func oneYear() throws {
    let effects = try Effects(of: analysis(rate: 0.1, years: 1402...1402))
    #expect(effects.axes.allSatisfy { $0.reason == .tooFewYears })
    #expect(effects.leaveOutError == nil && effects.years[0].error == nil)
  }

  @Test("prices turn money into that of the last year of the index")
  func deflated() throws {
    let analysis = try analysis(rate: 0.1)
    let prices = [1399: 50.0, 1400: 100, 1401: 100, 1402: 100]
    let plain = try EffectsData(of: analysis, priceIndex: [:], includingSuggested: false, jobs: 1)
    let real = try EffectsData(of: analysis, priceIndex: prices, includingSuggested: false, jobs: 1)
    for (before, after) in zip(plain.rows, real.rows) {
      #expect(after.money == before.money * (before.year == 1399 ? 2 : 1))
    }
    #expect(throws: EffectsError.noPriceIndex(year: 1400)) {
      try EffectsData(of: analysis, priceIndex: [1399: 1], includingSuggested: false, jobs: 1)
    }
  }

  @Test("lima-2020: the data cannot tell", .enabled(if: sharedFolder != nil, "../shared is absent"))
  func lima() throws {
    let folder = try #require(sharedFolder) + "/workspaces/lima-2020"
    let effects = try Effects(of: Analysis(of: WorkspaceReader(folder: folder).read()))
    #expect(effects.axes.allSatisfy { $0.reason != nil })
  }
}
