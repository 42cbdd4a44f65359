import AlignBasics
import AlignReading
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

@Suite("Roll-up of cities") struct CountryRollUpTests {
  private func city(_ name: String, approved: Int64 = 100, linked: Int64 = 50, index: Double? = nil) -> CityResult {
    var city = CityResult(
      city: name, file: "\(name).json", year: 1402, period: "1402Q2", currency: Currency(code: "IRR"))
    city.amounts = [.approved: approved, .linked: linked, .atStake: 0]
    city.figures[.coverage] = Double(linked) / Double(approved)
    city.figures[.alignmentIndex] = index
    return city
  }

  /// Cities with everything that a result has; some amounts and figures are not known.
  private func drawn(_ count: Int, _ draw: inout DrawnNumbers) -> [CityResult] {
    (0..<count).map { number in
      var city = city("c\(number)", approved: Int64(draw.whole(1...9_000_000_000_000_000)))
      city.name = draw.chance(0.5) ? "City \(number)" : nil
      city.isSynthetic = draw.chance(0.1)
      city.population = draw.chance(0.8) ? draw.whole(1_000...9_000_000) : nil
      for amount in CityResult.Amount.allCases where amount != .approved && draw.chance(0.8) {
        city.amounts[amount] = Int64(draw.whole(-9_000_000...9_000_000_000_000))
      }
      for amount in [CityResult.Amount.linked, .atStake] where city.amounts[amount] == nil { city.amounts[amount] = 0 }
      for figure in CityResult.Figure.allCases {
        city.figures[figure] = draw.chance(0.9) ? (draw.number(0...1) * 50).rounded() / 50 : nil
      }
      city.goals = (0..<draw.whole(0...6)).map { number in
        var goal = CityResult.Goal(id: "G\(number)")
        goal.weight = draw.number(0...1)
        goal.attainment = draw.chance(0.8) ? draw.number(0...1.2) : nil
        goal.needShare = draw.chance(0.9) ? draw.number(0...0.5) : nil
        goal.fundingShare = draw.chance(0.9) ? draw.number(0...0.5) : nil
        goal.funding = Int64(draw.whole(0...1_000_000_000_000))
        goal.underFunding = draw.chance(0.9) ? Int64(draw.whole(-1_000_000_000...1_000_000_000)) : nil
        return goal
      }
      city.flags = ["AL101", "AL202", "AL301"].filter { _ in draw.chance(0.6) }.map { code in
        CityResult.FlagCount(
          code: code, severity: .warning, count: draw.whole(0...50), accepted: draw.whole(0...3),
          amount: Int64(draw.whole(0...1_000_000_000_000)))
      }
      return city
    }
  }

  private func document(_ rollUp: CountryRollUp) throws -> [UInt8] {
    let sink = MemorySink()
    try CountryJSON(rollUp, language: .en).write(summary: false, to: sink)
    return sink.bytes
  }

  @Test("the order of the cities changes no byte, and a roll-up of roll-ups is the roll-up of all", arguments: 1...12)
  func orderAndGrouping(seed: Int) throws {
    var draw = DrawnNumbers(seed)
    let cities = drawn(40, &draw)
    let whole = try document(try CountryRollUp(of: cities))
    #expect(try document(try CountryRollUp(of: cities.shuffled(using: &draw), jobs: 2)) == whole)

    let folder = NSTemporaryDirectory() + "align-rollup-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let parts = draw.whole(2...6)
    let divided = Dictionary(grouping: cities) { _ in draw.whole(1...parts) }
    for (part, some) in divided {
      try Data(document(try CountryRollUp(of: some))).write(to: URL(fileURLWithPath: "\(folder)/province-\(part).json"))
    }
    let again = try CountryRollUp(of: try CityResults.read([folder], jobs: 2))
    #expect(try document(again) == whole)
  }

  @Test("sums keep every unit where binary numbers lose it, and signs in any order cannot overflow on the way")
  func units() throws {
    let large: Int64 = 9_007_199_254_740_993
    let rollUp = try CountryRollUp(of: [city("a", approved: large), city("b", approved: 1), city("c", approved: 1)])
    #expect(rollUp.groups[0].totals[.approved] == large + 2)
    #expect(Int64(Double(large) + 1 + 1) != large + 2)

    var credits = city("a")
    credits.amounts[.revenue] = .max
    var more = city("b")
    more.amounts[.revenue] = .max
    var less = city("c")
    less.amounts[.revenue] = -.max
    for order in [[credits, more, less], [less, credits, more], [credits, less, more]] {
      #expect(try CountryRollUp(of: order).groups[0].totals[.revenue] == .max)
    }
    let failure = #expect(throws: ReadFailure.self) { try CountryRollUp(of: [credits, more]) }
    #expect(failure?.problems.map(\.kind) == [.rollupTooLarge])
  }

  @Test("a city that stands twice is refused: by its name, and by the tables that it was made from")
  func twice() throws {
    var other = city("شيراز")
    other.file = "other.json"
    let byName = #expect(throws: ReadFailure.self) { try CountryRollUp(of: [city("شیراز"), other]) }
    #expect(byName?.problems.map(\.kind) == [.rollupTwice])
    var (one, copy) = (city("one"), city("copy"))
    (one.fingerprint, copy.fingerprint) = ("f", "f")
    let byInputs = #expect(throws: ReadFailure.self) { try CountryRollUp(of: [one, copy]) }
    #expect(byInputs?.problems.map(\.kind) == [.rollupSameInputs])
    // Another year of the same city is another result.
    copy.year = 1403
    var options = CountryRollUp.Options()
    options.byYear = true
    #expect(try CountryRollUp(of: [one, copy], options).groups.map(\.year) == [1402, 1403])
  }

  @Test("amounts of different years or currencies are not added unless they are told apart")
  func mixtures() throws {
    var (later, foreign) = (city("later"), city("foreign"))
    later.year = 1403
    foreign = CityResult(
      city: "foreign", file: "foreign.json", year: 1402, period: "1402", currency: Currency(code: "USD"))
    foreign.amounts = [.approved: 7, .linked: 7, .atStake: 0]
    let failure = #expect(throws: ReadFailure.self) {
      try CountryRollUp(of: [city("a"), city("b"), later, foreign])
    }
    #expect(failure?.problems.map(\.kind) == [.rollupYears, .rollupCurrencies])
    #expect(failure?.problems.map(\.file) == ["later.json", "foreign.json"])
    var options = CountryRollUp.Options()
    (options.byYear, options.byCurrency) = (true, true)
    let rollUp = try CountryRollUp(of: [city("a"), city("b"), later, foreign], options)
    #expect(rollUp.groups.map { $0.totals[.approved] } == [200, 7, 100])
  }

  @Test("quantiles are those of R and NumPy (definition 7), and equal cities share the better rank")
  func quantiles() throws {
    // quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .75, .9, 1)) of R.
    let spread = Distribution([8, 1, 16, 4, 2])
    let quantiles = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].compactMap { spread.quantile($0) }
    let expected = [1, 1.4, 2, 4, 8, 12.8, 16]
    #expect(zip(quantiles, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(Distribution([]).quantile(0.5) == nil)
    #expect(
      Distribution([0, 0.04, 0.05, 1, 1.3]).counts(from: 0, to: 1, intervals: 20) == [2, 1]
        + Array(repeating: 0, count: 17) + [2])

    let rollUp = try CountryRollUp(of: [
      city("a", index: 0.2), city("b", index: 0.7), city("c", index: 0.7), city("d"), city("e", index: 0.1),
    ])
    let told = rollUp.groups[0].cities.map { ($0.result.city, $0.ranks[.alignmentIndex]) }
    #expect(told.map(\.0) == ["b", "c", "a", "e", "d"])
    #expect(told.map(\.1) == [1, 1, 3, 4, nil])
  }

  @Test("coverage and budget per head of all cities are those of their sums, not means of the cities'")
  func overall() throws {
    var (small, large) = (city("small", approved: 100, linked: 90), city("large", approved: 900, linked: 90))
    (small.population, large.population) = (10, 40)
    (small.figures[.planAttainment], large.figures[.planAttainment]) = (1, 0.5)
    var unknown = city("unknown", approved: 1_000, linked: 0)
    unknown.figures[.coverage] = nil
    let group = try CountryRollUp(of: [small, large, unknown]).groups[0]
    #expect(group.overall(.coverage) == 0.18)
    #expect(group.overall(.approvedPerHead) == 20)
    #expect(group.population == 50)
    #expect(abs((group.overall(.planAttainment) ?? 0) - 0.55) < 1e-12)
  }

  @Test("peers are nearest in size and in budget per head")
  func peers() throws {
    func city(_ name: String, people: Int?, perHead: Int64) -> CityResult {
      var city = self.city(name, approved: Int64(people ?? 1) * perHead)
      city.population = people
      return city
    }
    let cities = [
      city("poor", people: 100_000, perHead: 10), city("poor too", people: 110_000, perHead: 11),
      city("rich", people: 100_000, perHead: 1_000), city("rich too", people: 90_000, perHead: 900),
      city("large", people: 9_000_000, perHead: 100), city("nobody knows", people: nil, perHead: 10),
    ]
    var options = CountryRollUp.Options()
    options.peers = 2
    let group = try CountryRollUp(of: cities, options).groups[0]
    let nearest = group.cities.reduce(into: [String: [String]]()) { all, city in
      all[city.result.city] = city.peers.map { group.cities[$0].result.city }
    }
    #expect(nearest["poor"]?.first == "poor too" && nearest["rich"]?.first == "rich too")
    #expect(nearest["large"]?.count == 2 && nearest["nobody knows"] == [])
  }

  @Test("goals are matched by id or by a table, and no money of theirs is lost")
  func goals() throws {
    func goal(_ id: String, _ funding: Int64, short: Int64) -> CityResult.Goal {
      var goal = CityResult.Goal(id: id)
      (goal.funding, goal.underFunding, goal.attainment, goal.weight) = (funding, short, 0.5, 1)
      return goal
    }
    var (one, two) = (city("one"), city("two"))
    one.goals = [goal("G1", 10, short: 4), goal("G2", 20, short: -4)]
    two.goals = [goal("G1", 100, short: -7), goal("X", 200, short: 7)]
    let byID = try CountryRollUp(of: [one, two]).groups[0]
    #expect(byID.goals.map(\.id) == ["X", "G1", "G2"])
    #expect(byID.goals.map(\.funding) == [200, 110, 20])
    #expect(byID.goals.map(\.short) == [7, 4, 0] && byID.goals.map(\.shortCities) == [1, 1, 0])

    var options = CountryRollUp.Options()
    options.goals = CommonGoals(["": ["G1": "air"], "two": ["G1": "water", "X": "air"]])
    let rollUp = try CountryRollUp(of: [one, two], options)
    let group = rollUp.groups[0]
    #expect(group.goals.map(\.id) == ["air", "water"] && group.goals.map(\.funding) == [210, 100])
    #expect(group.unmatchedGoals == 1 && group.unmatchedFunding == 20)
    #expect(rollUp.warnings.map(\.kind) == [.rollupUnmatched])
    #expect(group.goals.reduce(0) { $0 + $1.funding } + group.unmatchedFunding == 330)
  }
}
