import AlignModel
import AlignWords
import AlignmentEngine

/// What a roll-up comes to, in sentences; the text and the page say the same.
package struct CountryAnswer {
  let group: CountryRollUp.Group
  /// How its numbers are written: amounts in a unit in which the total has five or six digits.
  package let format: NumberFormat
  private var language: Language { format.language }

  /// The answer of one group.
  package init(_ group: CountryRollUp.Group, in language: Language) {
    self.group = group
    let total = group.totals[.approved] ?? 0
    format = NumberFormat(
      language: language, settings: Self.settings(of: group.currency, total: total), largest: total)
  }

  /// A unit that suits the total: the largest power of a thousand of which it has ten thousand.
  private static func settings(of currency: Currency, total: Int64) -> Settings {
    var settings = Settings()
    settings.currency = currency
    let main = currency.main(total).magnitude
    if let size = [1e12, 1e9, 1e6].first(where: { main / $0 >= 10_000 }) {
      settings.displayUnit = DisplayUnit(mainUnits: size, names: [:])
    }
    return settings
  }

  /// What it is about.
  package var title: String {
    Phrase.rollupTitle.text(
      in: language, format.count(group.cities.count), format.label(String(group.year)))
  }

  /// The sentences.
  package var lines: [String] {
    var lines: [String] = []
    if group.syntheticCities > 0 {
      lines.append(Phrase.rollupSynthetic.text(in: language, format.count(group.syntheticCities)))
    }
    lines.append(
      Phrase.rollupServes.text(
        in: language, share(group.overall(.coverage)), amount(.linked),
        format.money(Double(group.totals[.approved] ?? 0))))
    lines += [CityFigure.coverage, .alignmentIndex, .planAttainment].compactMap(spread)
    if let perHead = group.overall(.approvedPerHead) {
      lines.append(Phrase.rollupPeople.text(in: language, perHeadAmount(perHead), format.count(group.population)))
    }
    let standing = group.flags.reduce(0) { $0 + $1.count }
    lines.append(
      Phrase.rollupStake.text(
        in: language, format.count(standing), format.money(Double(group.totals[.atStake] ?? 0))))
    return lines
  }

  /// How a figure is spread, in one sentence; nil where it is known of no city.
  private func spread(_ figure: CityFigure) -> String? {
    let distribution = group.distribution(of: figure)
    guard !distribution.values.isEmpty else { return nil }
    let quantiles = [0.25, 0.75, 0.5].map { shown(figure, distribution.quantile($0)) }
    return Phrase.rollupSpread.text(
      in: language, figure.heading.text(in: language), quantiles[0], quantiles[1], quantiles[2],
      format.count(distribution.values.count))
  }

  /// A value of a figure, as a person reads it.
  func shown(_ figure: CityFigure, _ value: Double?) -> String {
    return figure.cell(value, in: group.currency).shown(in: format)
  }

  /// Money over people, in whole main units.
  private func perHeadAmount(_ minorUnits: Double) -> String {
    let main = CityFigure.approvedPerHead.cell(minorUnits, in: group.currency).shown(in: format)
    return "\(main) \(group.currency.word(in: language))"
  }

  private func share(_ value: Double?) -> String {
    value.map { format.percent($0) } ?? Phrase.notEstimable.text(in: language)
  }

  private func amount(_ amount: CityResult.Amount) -> String { format.amount(group.totals[amount] ?? 0) }
}
