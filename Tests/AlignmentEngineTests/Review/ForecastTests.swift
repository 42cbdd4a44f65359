import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignmentEngine

/// Foundation has a `Measurement` of its own.
typealias Observed = AlignModel.Measurement

@Suite("Forecast") struct ForecastTests {
  private func forecast(_ observed: [Observed], at period: Period, targets: [Target] = []) -> Forecast {
    var fixture = PlanFixture()
    let id = fixture.indicator(
      .level, .up, baseline: 0, baselineYear: 1397,
      targets: targets.isEmpty ? [Target(year: 1402, value: 100)] : targets, observed: observed)
    return Forecast(of: id, in: fixture.plan, at: period, interval: 0.8)
  }

  private func quarters(_ values: [Double], from first: Int) -> [Observed] {
    values.enumerated().map {
      let end = first + $0
      return Observed(period: Period(year: (end - 1) / 4, quarter: (end - 1) % 4 + 1), value: $1)
    }
  }

  @Test("a straight line goes on straight, without spread")
  func straight() {
    let observed = quarters([10, 12, 14, 16, 18, 20], from: 1401 * 4 + 1)
    let found = forecast(observed, at: Period(year: 1402, quarter: 2))
    #expect(found.method == .drift && found.observations == 6)
    #expect(found.value == 24 && found.low == 24 && found.high == 24)
    #expect(found.attainment == 0.24)
  }

  @Test("too few observations, none, and the year's end itself")
  func states() {
    let three = quarters([10, 12, 15], from: 1401 * 4 + 4)
    let tooFew = forecast(three, at: Period(year: 1402, quarter: 2))
    #expect(tooFew.method == .tooFewObservations && tooFew.value == nil && tooFew.attainment == nil)
    #expect(forecast([], at: Period(year: 1402, quarter: 2)).method == .notMeasured)
    let whole = forecast([Observed(period: Period(year: 1402), value: 50)], at: Period(year: 1402))
    #expect(whole.method == .observed && whole.value == 50 && whole.low == 50 && whole.attainment == 0.5)
  }

  @Test("observations after P are not looked at")
  func future() {
    let observed = quarters([10, 12, 14, 16, 900], from: 1401 * 4 + 3)
    #expect(forecast(observed, at: Period(year: 1402, quarter: 2)).value == 20)
  }

  @Test("a falling indicator's worse end is the higher one")
  func down() {
    var fixture = PlanFixture()
    let id = fixture.indicator(
      .level, .down, baseline: 100, baselineYear: 1397, targets: [Target(year: 1402, value: 50)],
      observed: quarters([90, 84, 83, 79, 74], from: 1401 * 4 + 2))
    let found = Forecast(of: id, in: fixture.plan, at: Period(year: 1402, quarter: 2), interval: 0.8)
    let (low, high) = (found.attainmentLow ?? 1, found.attainmentHigh ?? 0)
    #expect(low < (found.attainment ?? 0) && (found.attainment ?? 1) < high)
    #expect(abs(low - (100 - (found.high ?? 0)) / 50) < 1e-12)
  }

  @Test("a flow with a quarter missing so far is not taken for a slow year")
  func missingQuarter() {
    var fixture = PlanFixture()
    let past = (1399...1401).flatMap { year in
      (1...4).map { Observed(period: Period(year: year, quarter: $0), value: 10 + Double($0)) }
    }
    func forecast(_ quarters: [Int]) -> Forecast {
      let id = fixture.indicator(
        .flow, .up, targets: [Target(year: 1402, value: 70)],
        observed: past + quarters.map { Observed(period: Period(year: 1402, quarter: $0), value: 12) })
      return Forecast(of: id, in: fixture.plan, at: Period(year: 1402, quarter: 3), interval: 0.8)
    }
    #expect(forecast([1, 2, 3]).method == .pastYears)
    let gap = forecast([1, 3])
    #expect(gap.method == .tooFewObservations && gap.value == nil && gap.observations == 2)
  }

  @Test("numpy and scipy find the same")
  func peer() throws {
    guard let peerPython else {
      print("skipped: no Python with numpy and scipy (make peers)")
      return
    }
    let values = [31.0, 30.2, 33.9, 35.0, 34.1, 38.8, 41.0]
    let observed = zip([5601, 5603, 5604, 5606, 5608, 5609, 5610], values).map { end, value in
      Observed(period: Period(year: (end - 1) / 4, quarter: (end - 1) % 4 + 1), value: value)
    }
    let drift = forecast(observed, at: Period(year: 1402, quarter: 2))
    var fixture = PlanFixture()
    let years: [[Double]] = [[10, 11, 14, 20], [9, 14, 13, 24], [12, 12, 16, 19]]
    var past: [Observed] = []
    for (year, quarters) in years.enumerated() {
      for (quarter, value) in quarters.enumerated() {
        past.append(Observed(period: Period(year: 1399 + year, quarter: quarter + 1), value: value))
      }
    }
    let flow = fixture.indicator(
      .flow, .up, targets: [Target(year: 1402, value: 70)],
      observed: past + [1, 2].map { Observed(period: Period(year: 1402, quarter: $0), value: 13) })
    let seasonal = Forecast(of: flow, in: fixture.plan, at: Period(year: 1402, quarter: 2), interval: 0.8)
    #expect(seasonal.method == .pastYears && seasonal.observations == 3)
    let cases: [[String: Any]] = [
      [
        "method": "drift", "times": [5601, 5603, 5604, 5606, 5608, 5609, 5610], "values": values, "ahead": 2,
        "interval": 0.8,
      ],
      ["method": "past_years", "shares": [21.0 / 55, 23.0 / 60, 24.0 / 59], "now": 26.0, "interval": 0.8],
    ]
    let input = try JSONSerialization.data(withJSONObject: cases)
    let result = try Program.run(peerPython, [repository + "/Tests/Peers/forecast.py"], input: input)
    #expect(result.status == 0, "\(result.errors)")
    let answers = try #require(try JSONSerialization.jsonObject(with: result.output) as? [[Double]])
    let ours: [[Double?]] = [
      [drift.value, drift.low, drift.high], [seasonal.value, seasonal.low, seasonal.high],
    ]
    for (found, expected) in zip(ours, answers) {
      for (found, expected) in zip(found, expected) {
        #expect(abs((found ?? .nan) - expected) <= 1e-9 * max(1, abs(expected)))
      }
    }
  }
}
