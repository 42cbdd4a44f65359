import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("Measure") struct MeasureTests {
  @Test("a level is held against a straight line from its baseline")
  func level() {
    var fixture = PlanFixture()
    let id = fixture.indicator(
      .level, .up, baseline: 10, baselineYear: 1398, targets: [Target(year: 1402, value: 50)],
      observed: [Measurement(period: Period(year: 1400), value: 25)])
    let measured = Attainment(of: fixture.plan, at: Period(year: 1400), budgeting: 1402)
    // T(1400) = 10 + 40 · 2/4 = 30; a = (25 − 10)/(30 − 10) = 0.75; a* = 15/40 = 0.375.
    #expect(measured.target[id] == 30)
    #expect(abs((measured.attainment[id] ?? 0) - 0.75) < 1e-12)
    #expect(abs((measured.reviewGap[id] ?? 0) - 0.25) < 1e-12)
    #expect(abs((measured.planningGap[id] ?? 0) - 0.625) < 1e-12)
  }

  @Test("rounding between years does not make a way out of nothing, nor a gap out of a met target")
  func rounding() {
    var fixture = PlanFixture()
    let flat = fixture.indicator(
      .level, .up, baseline: 40, targets: [Target(year: 1400, value: 60), Target(year: 1403, value: 0)],
      observed: [Measurement(period: Period(year: 1400, quarter: 4), value: 50)])
    let met = fixture.indicator(
      .milestone, .up, targets: [Target(year: 1401, value: 1)],
      observed: [Measurement(period: Period(year: 1401), value: 0.99)])
    let measured = Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1401)
    // T(1401) = 60 − 60/3 is B itself.
    #expect(measured.attainment[flat] == 1)
    #expect(measured.isMetForGood(met))
    let hold = fixture.indicator(
      .level, .hold, targets: [Target(year: 1399, value: 80), Target(year: 1402, value: -10)],
      observed: [Measurement(period: Period(year: 1401), value: 20)])
    #expect(Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1401).planningGap[hold] == 0)
  }

  @Test("the planning gap has a state of its own, from the target at the end of the budget's year")
  func unknownGap() {
    var fixture = PlanFixture()
    let unmeasured = fixture.indicator(
      .milestone, .up, baseline: 0.1, targets: [Target(year: 1401, value: 0.5), Target(year: 1402, value: 0)])
    let newFlow = fixture.indicator(
      .flow, .up, targets: [Target(year: 1402, value: 10)],
      observed: [Measurement(period: Period(year: 1401), value: 4)])
    let measured = Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1402)
    #expect(measured.state[unmeasured] == .notMeasured && measured.planningGap[unmeasured] == 0)
    // No target at P, but one at the end of Y: 4 of 10.
    #expect(measured.state[newFlow] == .noTarget && measured.planningGap[newFlow] == 0.6)
  }

  @Test("a row without a target does not move the baseline's year")
  func blankFirstTarget() {
    var fixture = PlanFixture()
    let id = fixture.indicator(
      .level, .up, baseline: 10, targets: [Target(year: 1398, value: nil), Target(year: 1402, value: 50)])
    #expect(Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1402).target[id] == 10)
  }

  @Test("a flow is held against what was due of its year, and annualised for the next")
  func flow() {
    var fixture = PlanFixture()
    let quarters = [0.1, 0.2, 0.3, 0.4]
    let id = fixture.indicator(
      .flow, .up, targets: [Target(year: 1401, value: 200, quarters: quarters), Target(year: 1402, value: 400)],
      observed: [1, 2].map { Measurement(period: Period(year: 1401, quarter: $0), value: 15) })
    let measured = Attainment(of: fixture.plan, at: Period(year: 1401, quarter: 2), budgeting: 1402)
    // Due 0.3 · 200 = 60, A = 30, a = 0.5; annualised 30/0.3 = 100 against 400: gap 0.75.
    #expect(abs((measured.attainment[id] ?? 0) - 0.5) < 1e-12)
    #expect(abs((measured.planningGap[id] ?? 0) - 0.75) < 1e-12)
  }

  @Test("what is missing is named, and its gap stays unknown")
  func states() {
    var fixture = PlanFixture()
    let year = [Target(year: 1401, value: 5)]
    let noTarget = fixture.indicator(.level, .up, baseline: 1)
    let noBaseline = fixture.indicator(.level, .up, targets: year)
    let unmeasured = fixture.indicator(.level, .up, baseline: 1, targets: year)
    let notDue = fixture.indicator(.flow, .up, targets: [Target(year: 1401, value: 0)])
    let measured = Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1401)
    #expect(measured.state[noTarget] == .noTarget)
    #expect(measured.state[noBaseline] == .noBaseline)
    #expect(measured.state[unmeasured] == .notMeasured)
    #expect(measured.state[notDue] == .notDue)
    #expect(measured.planningGap[unmeasured] == nil)
    #expect(measured.planningGap[notDue] == 0 && measured.reviewGap[notDue] == 0)
  }

  @Test("a band forgives by its half width")
  func band() {
    var fixture = PlanFixture()
    let id = fixture.indicator(
      .band, .hold, targets: [Target(year: 1401, value: nil, low: 40, high: 60)],
      observed: [Measurement(period: Period(year: 1401), value: 65)])
    // 5 above a band of half width 10.
    #expect(Attainment(of: fixture.plan, at: Period(year: 1401), budgeting: 1401).attainment[id] == 0.5)
  }

  @Test("huge numbers never come out as infinity")
  func finite() {
    #expect(Attainment.quotient(.greatestFiniteMagnitude, 1e-300).isFinite)
    let a = Attainment.level(
      actual: .greatestFiniteMagnitude, baseline: -.greatestFiniteMagnitude, target: 1, direction: .up)
    #expect(a.isFinite)
  }
}
