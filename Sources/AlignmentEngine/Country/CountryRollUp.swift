import AlignBasics
import AlignModel

/// The results of many cities in one: sums of money to the unit, figures by city with quantiles and ranks, goals in common,
/// flags by code. Neither the order of the cities nor the way in which they were grouped before changes anything.
package struct CountryRollUp: Sendable {
  /// Cities of one year and one currency; amounts of different ones are never added.
  package let groups: [Group]
  /// What was noticed: cities without a population, goals that the table does not name.
  package private(set) var warnings: [Problem] = []

  /// What is asked of a roll-up.
  package struct Options: Sendable {
    /// Whether cities of several years, or currencies, are told apart rather than refused.
    package var byYear = false
    package var byCurrency = false
    /// How many peers each city gets.
    package var peers = 5
    package var populations: Populations?
    package var goals = CommonGoals()

    /// One year, one currency, five peers.
    package init() {}
  }

  /// Rolls up.
  ///
  /// - Throws: ``ReadFailure`` where a city stands twice, years or currencies differ and nobody asked to tell them apart, or a
  ///   sum does not fit into 64 bits.
  package init(of cities: [CityResult], _ options: Options = Options(), jobs: Int = 1) throws {
    let problems = Self.doubles(cities) + Self.mixtures(cities, options)
    if !problems.isEmpty { throw ReadFailure(problems) }
    let byKey = Dictionary(grouping: cities) { Key(year: $0.year, currency: $0.currency.code) }
    groups = try byKey.sorted { $0.key < $1.key }.map { try Group($0.value, options, jobs: jobs) }
    warnings = noticed(options)
  }

  private struct Key: Hashable, Comparable {
    var year: Int
    var currency: String

    static func < (left: Key, right: Key) -> Bool { (left.year, left.currency) < (right.year, right.currency) }
  }

  // MARK: What is refused

  /// Results of one city and year: of one name, or made from the same inputs.
  private static func doubles(_ cities: [CityResult]) -> [Problem] {
    var problems: [Problem] = []
    var byName: [String: CityResult] = [:]
    var byInputs: [String: CityResult] = [:]
    for city in cities.sorted(by: { ($0.city, $0.file) < ($1.city, $1.file) }) {
      let place = Problem.Place(file: city.file)
      if let first = byName.updateValue(city, forKey: "\(city.year) \(TextNormaliser.key(city.city))") {
        problems.append(Problem(.rollupTwice, at: place, .text(city.city), .year(city.year), .name(first.file)))
        continue
      }
      guard let inputs = city.fingerprint else { continue }
      if let first = byInputs.updateValue(city, forKey: "\(city.year) \(inputs)") {
        problems.append(Problem(.rollupSameInputs, at: place, .text(city.city), .text(first.city), .name(first.file)))
      }
    }
    return problems
  }

  private static func mixtures(_ cities: [CityResult], _ options: Options) -> [Problem] {
    var problems: [Problem] = []
    let years = Dictionary(grouping: cities, by: \.year)
    if years.count > 1, !options.byYear {
      problems.append(
        Problem(.rollupYears, at: Problem.Place(file: unusual(years)), .years(years.keys.sorted())))
    }
    let currencies = Dictionary(grouping: cities, by: \.currency.code)
    if currencies.count > 1, !options.byCurrency {
      problems.append(
        Problem(.rollupCurrencies, at: Problem.Place(file: unusual(currencies)), .names(currencies.keys.sorted())))
    }
    return problems
  }

  /// A file of the kind that is the fewest, which is most likely the stray one.
  private static func unusual<Kind: Comparable>(_ kinds: [Kind: [CityResult]]) -> String {
    let fewest = kinds.min { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    return fewest?.value.map(\.file).min() ?? ""
  }

  private func noticed(_ options: Options) -> [Problem] {
    var warnings: [Problem] = []
    let cities = groups.flatMap(\.cities)
    let uncounted = cities.filter { $0.population == nil }.map(\.result.city).sorted()
    if options.populations != nil, !uncounted.isEmpty {
      warnings.append(
        Problem(.rollupUncounted, .warning, .count(uncounted.count), .names(uncounted.prefix(Self.mostNamed))))
    }
    let unmatched = groups.reduce(0) { $0 + $1.unmatchedGoals }
    if unmatched > 0 { warnings.append(Problem(.rollupUnmatched, .warning, .count(unmatched))) }
    return warnings
  }

  private static let mostNamed = 10
}

extension CountryRollUp {
  /// Cities of one year and one currency.
  package struct Group: Sendable {
    package let year: Int
    package let currency: Currency
    /// The highest alignment index first, then by name.
    package let cities: [CityStanding]
    /// Σ over the cities where an amount is known, minor units; exact. Without those that no city has.
    package let totals: [CityResult.Amount: Int64]
    package let goals: [CountryGoal]
    /// By code, the gravest first.
    package let flags: [CountryFlag]
    /// Goals that the table of goals does not name, and the money that reaches them.
    package let unmatchedGoals: Int
    package let unmatchedFunding: Int64
    /// Who lives in the cities of which it is known; 0 where it is of none.
    package let population: Int
    private let distributions: [CityFigure: Distribution]
    private let together: [CityFigure: Double]

    init(_ results: [CityResult], _ options: Options, jobs: Int) throws {
      year = results.first?.year ?? 0
      currency = results.first?.currency ?? Currency(code: "")
      var cities = results.sorted { $0.city < $1.city }.map { result in
        CityStanding(result, population: options.populations?.population(of: result) ?? result.population)
      }
      for figure in CityFigure.allCases { cities.rank(by: figure) }
      cities = cities.inOrder()
      for (place, peers) in CityPeers(of: cities).nearest(options.peers, jobs: jobs).enumerated() {
        cities[place].peers = peers
      }
      self.cities = cities
      var goals = CountryGoals(matching: options.goals)
      for city in cities { goals.add(city.result) }
      self.goals = try goals.goals()
      (unmatchedGoals, unmatchedFunding) = (goals.unmatched, try goals.fundingUnmatched())
      flags = try CountryFlag.counted(cities.map(\.result))
      totals = try Self.totals(cities)
      population = cities.reduce(0) { $0 + ($1.population ?? 0) }
      distributions = CityFigure.allCases.reduce(into: [:]) { spread, figure in
        spread[figure] = Distribution(cities.compactMap { $0[figure] })
      }
      together = try CityFigure.allCases.reduce(into: [:]) { $0[$1] = try Self.overall($1, cities) }
    }

    /// How a figure is spread over the cities.
    package func distribution(of figure: CityFigure) -> Distribution { distributions[figure] ?? Distribution([]) }

    /// A figure of all cities together: coverage and amounts per head from the sums of money and people; the others as the
    /// mean by approved money. Nil where no city has it.
    package func overall(_ figure: CityFigure) -> Double? { together[figure] }

    /// The cities whose figures are made up.
    package var syntheticCities: Int { cities.count { $0.result.isSynthetic } }

    private static func totals(_ cities: [CityStanding]) throws -> [CityResult.Amount: Int64] {
      var totals: [CityResult.Amount: Int64] = [:]
      for amount in CityResult.Amount.allCases {
        let known = cities.compactMap { $0.result.amounts[amount] }
        if !known.isEmpty { totals[amount] = try sum(known) }
      }
      return totals
    }

    private static func sum(_ amounts: [Int64]) throws -> Int64 {
      try amounts.reduce(into: ExactSum()) { $0.add($1) }.checked()
    }

    private static func overall(_ figure: CityFigure, _ cities: [CityStanding]) throws -> Double? {
      let known = cities.filter { $0[figure] != nil }
      func total(_ amount: CityResult.Amount) throws -> Double {
        Double(try sum(known.compactMap { $0.result.amounts[amount] }))
      }
      let approved = try total(.approved)
      let people = known.reduce(0) { $0 + ($1.population ?? 0) }
      switch figure {
      case .coverage: return approved > 0 ? try total(.linked) / approved : nil
      case .approvedPerHead: return people > 0 ? approved / Double(people) : nil
      case .linkedPerHead: return people > 0 ? try total(.linked) / Double(people) : nil
      case .liveCoverage, .alignmentIndex, .planAttainment:
        guard approved > 0 else { return nil }
        let weighted = known.reduce(0) { $0 + ($1[figure] ?? 0) * Double($1.result.amounts[.approved] ?? 0) }
        return weighted / approved
      }
    }
  }
}

/// The flags of one code and severity in all cities.
package struct CountryFlag: Sendable {
  package let code: String
  package let severity: Severity
  /// The cities that have any that stands, and how many stand and were accepted.
  package let cities: Int
  package let count: Int
  package let accepted: Int
  /// Σ of the money at stake, each line once; minor units, exact.
  package let amount: Int64

  private struct Key: Hashable {
    var code: String
    var severity: Severity
  }

  static func counted(_ cities: [CityResult]) throws -> [CountryFlag] {
    var all: [Key: (cities: Int, count: Int, accepted: Int, amount: ExactSum)] = [:]
    for city in cities {
      for flag in city.flags {
        var sums = all[Key(code: flag.code, severity: flag.severity)] ?? (0, 0, 0, ExactSum())
        if flag.count > 0 { sums.cities += 1 }
        sums.count += flag.count
        sums.accepted += flag.accepted
        sums.amount.add(flag.amount)
        all[Key(code: flag.code, severity: flag.severity)] = sums
      }
    }
    return try all.map { key, sums in
      CountryFlag(
        code: key.code, severity: key.severity, cities: sums.cities, count: sums.count, accepted: sums.accepted,
        amount: try sums.amount.checked())
    }
    .sorted { ($0.code, $1.severity) < ($1.code, $0.severity) }
  }
}
