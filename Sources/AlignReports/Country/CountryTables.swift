import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A table of a roll-up.
package enum CountryTable: String, CaseIterable, Sendable {
  case figures, cities, goals, flags

  /// The table of one group.
  package func table(of group: CountryRollUp.Group, in language: Language) -> ReportTable {
    switch self {
    case .figures: CountryRecords.figures(of: group, in: language).table(.rollupFigures, group.knownFigures)
    case .cities: CountryRecords.cities(of: group).table(.rollupCities, Array(group.cities.indices))
    case .goals: CountryRecords.goals.table(.rollupGoals, group.goals)
    case .flags: CountryRecords.flags(in: language).table(.flags, group.flags)
    }
  }

  /// The table of all groups. Where there are several, each row says its year and currency, and amounts are numbers of main
  /// units of that currency.
  package func table(of rollUp: CountryRollUp, in language: Language) -> ReportTable {
    let tables = rollUp.groups.map { table(of: $0, in: language) }
    guard var joined = tables.first, tables.count > 1 else {
      return tables.first ?? ReportTable(title: .rollupCities, columns: [], count: 0) { _ in [] }
    }
    let rows = zip(rollUp.groups, tables).flatMap { group, table in
      let exact = table.inMainUnits(of: group.currency)
      return (0..<table.count).map { index in
        [.word(String(group.year), shown: String(group.year)), .text(group.currency.code)] + exact.row(index)
      }
    }
    joined.columns = [.number("year", .year), .words("currency", .rollupCurrency)] + joined.columns
    joined.count = rows.count
    joined.row = { rows[$0] }
    return joined
  }
}

extension ReportTable {
  /// The table with its amounts as numbers of main units, for where tables of several currencies stand together.
  func inMainUnits(of currency: Currency) -> ReportTable {
    var table = self
    let row = row
    table.row = { row($0).map { $0.inMainUnits(of: currency) } }
    return table
  }
}

extension ReportTable.Cell {
  /// An amount as a number of main units, exact as it is written; other cells as they are.
  fileprivate func inMainUnits(of currency: Currency) -> ReportTable.Cell {
    switch self {
    case .amount(let amount?): .word(currency.exact(amount), shown: currency.exact(amount))
    case .amount(nil): .number(nil)
    case .money(let amount): .number(amount.map { $0 / Double(currency.minorPerMain) })
    default: self
    }
  }
}

extension CountryRollUp.Group {
  /// The figures that are known of any city.
  var knownFigures: [CityFigure] { CityFigure.allCases.filter { !distribution(of: $0).values.isEmpty } }
  /// Whether it is known of any city who lives there.
  var hasPeople: Bool { population > 0 }
}

extension CityFigure {
  /// What it is called.
  package var heading: Phrase {
    switch self {
    case .coverage: .figureCoverage
    case .liveCoverage: .figureLive
    case .alignmentIndex: .figureIndex
    case .planAttainment: .figureAttainment
    case .approvedPerHead: .rollupApprovedPerHead
    case .linkedPerHead: .rollupLinkedPerHead
    }
  }

  /// A value of it as a cell; amounts per head in whole main units, since the unit of the totals is far too large for them.
  func cell(_ value: Double?, in currency: Currency) -> ReportTable.Cell {
    switch self {
    case .coverage, .liveCoverage, .planAttainment: .share(value)
    case .alignmentIndex: .number(value)
    case .approvedPerHead, .linkedPerHead:
      .integer(value.flatMap { Int(exactly: ($0 / Double(currency.minorPerMain)).rounded(.toNearestOrEven)) })
    }
  }
}

/// What is told of each figure, city, goal and code of flags of a roll-up.
enum CountryRecords {
  /// Figures: how they are spread over the cities of a group.
  static func figures(of group: CountryRollUp.Group, in language: Language) -> RecordFields<CityFigure> {
    let currency = group.currency
    func quantile(_ key: String, _ heading: Phrase, _ p: Double, isShown: Bool = true) -> RecordField<CityFigure> {
      .number(key, heading, isShown: isShown) { $0.cell(group.distribution(of: $0).quantile(p), in: currency) }
    }
    return RecordFields(fields: [
      .words("figure", .figure) { .word($0.rawValue, shown: $0.heading.text(in: language)) },
      .number("cities", .rollupCityCount) { .integer(group.distribution(of: $0).values.count) },
      .number("overall", .rollupOverall) { $0.cell(group.overall($0), in: currency) },
      quantile("lowest", .rollupLowest, 0),
      quantile("p10", .rollupTenth, 0.1),
      quantile("p25", .rollupQuarter, 0.25),
      quantile("median", .rollupMedian, 0.5),
      quantile("p75", .rollupThreeQuarters, 0.75),
      quantile("p90", .rollupNineTenths, 0.9),
      quantile("highest", .rollupHighest, 1),
    ])
  }

  /// Cities, by their place in a group.
  static func cities(of group: CountryRollUp.Group) -> RecordFields<Int> {
    let (cities, currency) = (group.cities, group.currency)
    func amount(
      _ amount: CityResult.Amount, _ heading: Phrase, isShown: Bool = false
    ) -> RecordField<Int> {
      .number(amount.rawValue, heading, isShown: isShown) { .amount(cities[$0].result.amounts[amount]) }
    }
    func figure(_ figure: CityFigure, isShown: Bool = true) -> RecordField<Int> {
      .number(figure.rawValue, figure.heading, isShown: isShown) { figure.cell(cities[$0][figure], in: currency) }
    }
    func rank(_ figure: CityFigure, _ heading: Phrase, isShown: Bool = true) -> RecordField<Int> {
      .number(figure.rawValue + "_rank", heading, isShown: isShown) { .integer(cities[$0].ranks[figure]) }
    }
    func ofPeers(_ figure: CityFigure, _ heading: Phrase) -> RecordField<Int> {
      .number("peers_" + figure.rawValue, heading, isShown: false) { city in
        figure.cell(Distribution(cities[city].peers.compactMap { cities[$0][figure] }).quantile(0.5), in: currency)
      }
    }
    let isNamed = cities.contains { $0.result.name != nil }
    let hasPeople = group.hasPeople
    return RecordFields(fields: [
      .words("city", .rollupCity) { .text(cities[$0].result.city) },
      .words("name", .name, isShown: isNamed) { .text(cities[$0].result.name) },
      .words("period", .period, isShown: false) { .text(cities[$0].result.period) },
      .number("population", .rollupPopulation, isShown: hasPeople) {
        cities[$0].population.map { .integer($0) } ?? .text(nil)
      },
      amount(.approved, .figureApproved, isShown: true),
      figure(.approvedPerHead, isShown: hasPeople),
      amount(.linked, .figureLinked, isShown: true),
      figure(.linkedPerHead, isShown: false),
      amount(.keeping, .figureKeeping), amount(.improving, .figureImproving),
      amount(.unmeasured, .figureUnknownFunding),
      amount(.atStake, .figureAtStake),
      amount(.revenue, .figureRevenue), amount(.transfers, .figureTransfers), amount(.gross, .figureGross),
      figure(.coverage), rank(.coverage, .rollupCoverageRank),
      figure(.liveCoverage, isShown: false),
      figure(.alignmentIndex), rank(.alignmentIndex, .rollupIndexRank),
      figure(.planAttainment), rank(.planAttainment, .rollupAttainmentRank),
      rank(.approvedPerHead, .rollupPerHeadRank, isShown: false),
      .words("peers", .rollupPeers) { city in
        .compound(NamesCell(names: cities[city].peers.map { cities[$0].result.city }))
      },
      ofPeers(.coverage, .rollupPeersCoverage), ofPeers(.alignmentIndex, .rollupPeersIndex),
      ofPeers(.planAttainment, .rollupPeersAttainment),
      .words("inputs_sha256", .fingerprint, isShown: false) { .text(cities[$0].result.fingerprint) },
    ])
  }

  /// Goals in common.
  static let goals = RecordFields<CountryGoal>(fields: [
    .words("goal", .goal) { .text($0.id) },
    .number("cities", .rollupCityCount) { .integer($0.cities) },
    .number("funding", .funding) { .amount($0.funding) },
    .number("attainment_p25", .rollupAttainmentQuarter, isShown: false) { .share($0.attainment.quantile(0.25)) },
    .number("attainment_median", .rollupAttainmentMedian) { .share($0.attainment.quantile(0.5)) },
    .number("attainment_p75", .rollupAttainmentThreeQuarters, isShown: false) { .share($0.attainment.quantile(0.75)) },
    .number("need_share_median", .rollupNeedMedian) { .share($0.needShare.quantile(0.5)) },
    .number("funding_share_median", .rollupFundingMedian) { .share($0.fundingShare.quantile(0.5)) },
    .number("short_cities", .rollupShortCities) { .integer($0.shortCities) },
    .number("short_amount", .rollupShort) { .amount($0.short) },
  ])

  /// Flags by code and severity.
  static func flags(in language: Language) -> RecordFields<CountryFlag> {
    RecordFields(fields: [
      .words("code", .code) { .text($0.code) },
      .words("severity", .severity) { .word($0.severity.rawValue, shown: $0.severity.words(in: language)) },
      .number("cities", .rollupCityCount) { .integer($0.cities) },
      .number("count", .count) { .integer($0.count) },
      .number("accepted", .accepted) { .integer($0.accepted) },
      .number("amount", .amount) { .amount($0.amount) },
      .words("meaning", .meaning, inDocument: false) { .text(FlagWords.meaning(of: $0.code, in: language)) },
    ])
  }

  /// A goal of one city, under the keys of an analysis, so that a roll-up can be rolled up again.
  static let cityGoals = RecordFields<CityResult.Goal>(fields: [
    .words("id", .id) { .text($0.id) },
    .number("weight", .weight) { .number($0.weight) },
    .number("attainment", .attainment) { .share($0.attainment) },
    .number("need_share", .needShare) { .share($0.needShare) },
    .number("funding_share", .fundingShare) { .share($0.fundingShare) },
    .number("funding", .funding) { .amount($0.funding) },
    .number("under_funding_amount", .underFundingAmount) { .amount($0.underFunding) },
  ])

  /// The flags of one city, under the keys of an analysis.
  static let cityFlags = RecordFields<CityResult.FlagCount>(fields: [
    .words("code", .code) { .text($0.code) },
    .words("severity", .severity) { .text($0.severity.rawValue) },
    .number("count", .count) { .integer($0.count) },
    .number("accepted", .accepted) { .integer($0.accepted) },
    .number("amount", .amount) { .amount($0.amount) },
  ])
}

/// Names in one cell.
private struct NamesCell: CompoundCell {
  let names: [String]

  /// The first three; a document has all.
  func shown(in format: NumberFormat) -> String { format.language.list(names.prefix(3)) }
  func plain(in currency: Currency) -> String { names.joined(separator: ";") }
  func write(to json: inout JSONWriter, in currency: Currency) {
    json.beginArray()
    for name in names { json.string(name) }
    json.endArray()
  }
}
