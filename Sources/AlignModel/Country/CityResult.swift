/// The analysis of one city as a roll-up takes it: read back from the document that `align analyze` wrote.
package struct CityResult: Sendable {
  /// What tells the city from all others: the name of the file, or the folder of the result below the one that was given.
  package var city: String
  /// What the workspace calls itself; nil where it has no name.
  package var name: String?
  /// The file that holds it, as the user named it.
  package var file: String
  package var year: Int
  /// The period under review, as written: `1402Q2`.
  package var period: String
  package var currency: Currency
  package var isSynthetic = false
  /// SHA-256 over the fingerprints of its inputs; two results that share it are of one city. Nil where no input is named.
  package var fingerprint: String?
  /// Who lives there; nil where no table says.
  package var population: Int?
  /// Minor units, each rounded once from what the document says; without those that are null there.
  package var amounts: [Amount: Int64] = [:]
  /// Without those that are null in the document.
  package var figures: [Figure: Double] = [:]
  package var goals: [Goal] = []
  package var flags: [FlagCount] = []

  /// A result without figures.
  package init(city: String, file: String, year: Int, period: String, currency: Currency) {
    (self.city, self.file, self.year, self.period, self.currency) = (city, file, year, period, currency)
  }

  /// Money of a city, by the keys of `schema/analyze.schema.json`.
  package enum Amount: String, Sendable, CaseIterable {
    case approved = "total_approved"
    case linked = "total_linked"
    case keeping, improving
    case unmeasured = "unmeasured_funding"
    case atStake = "amount_at_stake"
    case revenue = "total_revenue"
    case transfers = "total_transfers"
    case gross = "total_gross"
  }

  /// Shares and indices of a city, by the keys of `schema/analyze.schema.json`.
  package enum Figure: String, Sendable, CaseIterable {
    case coverage
    case liveCoverage = "live_coverage"
    case alignmentIndex = "alignment_index"
    case planAttainment = "plan_attainment"
  }

  /// A goal of the city's plan.
  package struct Goal: Sendable, Hashable {
    package var id: String
    package var weight: Double?
    package var attainment: Double?
    package var needShare: Double?
    package var fundingShare: Double?
    /// Minor units.
    package var funding: Int64?
    package var underFunding: Int64?

    /// A goal of which nothing is known.
    package init(id: String) { self.id = id }
  }

  /// The flags of one code and severity.
  package struct FlagCount: Sendable, Hashable {
    package var code: String
    package var severity: Severity
    package var count: Int
    package var accepted: Int
    /// Minor units, each line once.
    package var amount: Int64

    /// A count of its parts.
    package init(code: String, severity: Severity, count: Int, accepted: Int, amount: Int64) {
      (self.code, self.severity, self.count, self.accepted, self.amount) = (code, severity, count, accepted, amount)
    }
  }

  /// The names by which a table may call the city, the surest first: its id, the last part of it, and its name, as names match.
  package var keys: [String] {
    let last = city.split(separator: "/").last.map(String.init)
    return [city, last, name].compactMap { $0.map(TextNormaliser.folded) }
  }
}
