import AlignModel

/// A goal that plans of several cities have in common.
package struct CountryGoal: Sendable {
  /// Its id, or what the table of goals calls it.
  package let id: String
  /// The cities whose plans have it.
  package var cities = 0
  /// Σ of the money that reaches it, minor units; exact.
  package var funding: Int64 = 0
  /// Cities in which it is short of money, and Σ of what it is short there; minor units, exact.
  package var shortCities = 0
  package var short: Int64 = 0
  /// How attainment, need share and funding share are spread over the cities where they are known.
  package var attainment = Distribution([])
  package var needShare = Distribution([])
  package var fundingShare = Distribution([])
}

/// Gathers the goals of cities.
struct CountryGoals {
  private struct Sums {
    var cities = 0
    var funding = ExactSum()
    var shortCities = 0
    var short = ExactSum()
    var attainment: [Double] = []
    var needShare: [Double] = []
    var fundingShare: [Double] = []
  }

  private let matching: CommonGoals
  private var byGoal: [String: Sums] = [:]
  /// Goals that no row of the table names, and the money that reaches them.
  private(set) var unmatched = 0
  private var unmatchedFunding = ExactSum()

  init(matching: CommonGoals) { self.matching = matching }

  /// Adds the goals of a city; several that are one in common count as one.
  mutating func add(_ city: CityResult) {
    var own: [String: [CityResult.Goal]] = [:]
    for goal in city.goals {
      guard let common = matching.common(goal.id, of: city) else {
        unmatched += 1
        unmatchedFunding.add(goal.funding ?? 0)
        continue
      }
      own[common, default: []].append(goal)
    }
    for (common, goals) in own {
      var sums = byGoal[common] ?? Sums()
      sums.cities += 1
      for goal in goals { sums.funding.add(goal.funding ?? 0) }
      var short = ExactSum()
      for goal in goals { short.add(goal.underFunding ?? 0) }
      if let amount = short.whole, amount > 0 {
        sums.shortCities += 1
        sums.short.add(amount)
      }
      if let mean = Self.mean(goals) { sums.attainment.append(mean) }
      if let share = Self.sum(goals, \.needShare) { sums.needShare.append(share) }
      if let share = Self.sum(goals, \.fundingShare) { sums.fundingShare.append(share) }
      byGoal[common] = sums
    }
  }

  /// Attainment by weight over the goals where it is known.
  private static func mean(_ goals: [CityResult.Goal]) -> Double? {
    if goals.count == 1 { return goals[0].attainment }
    let known = goals.compactMap { goal in goal.attainment.map { (value: $0, weight: goal.weight ?? 0) } }
    let weight = known.reduce(0) { $0 + $1.weight }
    guard !known.isEmpty else { return nil }
    return weight > 0
      ? known.reduce(0) { $0 + $1.value * $1.weight } / weight
      : known.reduce(0) { $0 + $1.value } / Double(known.count)
  }

  private static func sum(_ goals: [CityResult.Goal], _ share: (CityResult.Goal) -> Double?) -> Double? {
    let known = goals.compactMap(share)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// The goals, those with most money first.
  ///
  /// - Throws: ``ReadFailure`` where a sum does not fit.
  func goals() throws -> [CountryGoal] {
    try byGoal.map { id, sums in
      CountryGoal(
        id: id, cities: sums.cities, funding: try sums.funding.checked(), shortCities: sums.shortCities,
        short: try sums.short.checked(), attainment: Distribution(sums.attainment),
        needShare: Distribution(sums.needShare), fundingShare: Distribution(sums.fundingShare))
    }
    .sorted { $0.funding != $1.funding ? $0.funding > $1.funding : $0.id < $1.id }
  }

  func fundingUnmatched() throws -> Int64 { try unmatchedFunding.checked() }
}

extension ExactSum {
  /// The sum.
  ///
  /// - Throws: ``ReadFailure`` where it does not fit into 64 bits.
  package func checked() throws -> Int64 {
    guard let whole else { throw ReadFailure(Problem(.rollupTooLarge)) }
    return whole
  }
}
