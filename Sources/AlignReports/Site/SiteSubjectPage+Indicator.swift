import AlignModel
import AlignWords
import AlignmentEngine

extension SiteSubjectPage {
  /// An indicator: what it measures, target and actual with the forecast, the money that reaches it, its lines, its flags.
  func sections(of indicator: IndicatorID) -> [HTMLSection] {
    let sections: [HTMLSection?] = [
      about(indicator), course(of: indicator), money(of: indicator), lineSection(explanation?.lines ?? []), flagSection,
    ]
    return sections.compactMap { $0 }
  }

  private func about(_ id: IndicatorID) -> HTMLSection {
    let indicators = plan.indicators
    let card = review.indicators[id.index]
    func word(_ key: String, _ value: String) -> String {
      Phrase.of("choice.indicators.\(key)", value).text(in: language)
    }
    var pairs: [(label: String, value: HTMLCell)] = [
      (Phrase.status.text(in: language), report.tag(card.status)),
      (Phrase.unit.text(in: language), .text(indicators.units.value(id).flatMap { $0 } ?? "–")),
      (Phrase.factKind.text(in: language), .text(word("kind", indicators.kind[id].rawValue))),
      (Phrase.factDirection.text(in: language), .text(word("direction", indicators.direction[id].rawValue))),
      (Phrase.owner.text(in: language), report.owner(of: id, links)),
    ]
    if let frequency = indicators.frequency.value(id)?.rawValue {
      pairs.append((Phrase.factFrequency.text(in: language), .text(word("frequency", frequency))))
    }
    if let baseline = indicators.baseline.value(id) ?? nil {
      let year = (indicators.baselineYear.value(id) ?? nil).map { " (\(format.label(String($0))))" } ?? ""
      pairs.append((Phrase.siteBaseline.text(in: language), .text(number(baseline) + year)))
    }
    let goal = indicators.goal[id]
    if goal.index < plan.goals.count {
      pairs.append((Phrase.goal.text(in: language), links.cell(.goal(goal), plan.name(of: goal, in: language))))
    }
    if let source = explanation?.sources.first {
      pairs.append((Phrase.explainWhere.text(in: language), .text(source.words(in: format))))
    }
    let description = (indicators.descriptions.value(id) ?? nil).map { [HTMLBlock.paragraph($0)] } ?? []
    return section("about", .siteWhatItMeasures, "", description + [.pairs(pairs)])
  }

  private func number(_ value: Double) -> String { format.significant(value, digits: 6) }

  // MARK: target and actual

  private func course(of id: IndicatorID) -> HTMLSection {
    let card = review.indicators[id.index]
    let unit = plan.indicators.units.value(id).flatMap { $0 }
    let isYearly = plan.indicators.kind[id] == .flow
    let chart = isYearly ? "" : pathChart(id, card)
    var blocks: [HTMLBlock] = []
    if !chart.isEmpty {
      let name = plan.name(of: id, in: language)
      let caption = unit.map { Phrase.siteNameInUnit.text(in: language, name, $0) } ?? name
      blocks.append(.figure(.init(caption: caption, chart: chart)))
    }
    if isYearly, let table = yearTable(id) { blocks.append(.table(table)) }
    blocks += observations(id)
    return section("course", .siteTargetAndActual, said(of: card).joined(separator: " "), blocks)
  }

  /// What the chart shows, in sentences.
  private func said(of card: IndicatorScorecard) -> [String] {
    var sentences: [String] = []
    let period = format.words(review.period)
    if let actual = card.actual {
      if let target = card.target, card.attainment != nil {
        sentences.append(
          Phrase.siteStood.text(in: language, period, number(actual), number(target), report.share(card.attainment)))
      } else if card.attainment != nil {
        sentences.append(
          Phrase.siteStoodInBand.text(in: language, period, number(actual), report.share(card.attainment)))
      } else {
        sentences.append(Phrase.siteStoodOnly.text(in: language, period, number(actual)))
      }
    } else {
      sentences.append(Phrase.siteNeverMeasured.text(in: language))
    }
    let forecast = card.forecast
    let year = format.label(String(review.period.year))
    if forecast.method == .observed { return sentences }
    if let value = forecast.value, let low = forecast.low, let high = forecast.high, low < high {
      let interval = format.percent(review.workspace.settings.review.interval, decimals: 0)
      sentences.append(
        Phrase.siteForetold.text(in: language, year, number(value), number(low), number(high), interval))
    } else if let value = forecast.value {
      sentences.append(Phrase.siteForetoldOnly.text(in: language, year, number(value)))
    } else if card.actual != nil {
      sentences.append(Phrase.siteNoForecast.text(in: language, forecast.method.words(in: language)))
    }
    return sentences
  }

  private func pathChart(_ id: IndicatorID, _ card: IndicatorScorecard) -> String {
    let targets = (plan.targets.value(id) ?? []).sorted { $0.year < $1.year }
    func path(_ value: (Target) -> Double?) -> [(x: Double, y: Double)] {
      targets.compactMap { target in value(target).map { (Self.end(of: target.year), $0) } }
    }
    var target = path(\.value)
    if let baseline = plan.indicators.baseline.value(id) ?? nil, let first = target.first {
      let year = (plan.indicators.baselineYear.value(id) ?? nil).map(Self.end) ?? first.x - 12
      if year < first.x { target.insert((year, baseline), at: 0) }
    }
    let observed = (plan.measurements.value(id) ?? []).filter { $0.period.end <= review.period.end }
      .sorted { $0.period < $1.period }.map { (x: Double($0.period.end), y: $0.value) }
    func labelled(_ phrase: Phrase, _ points: [(x: Double, y: Double)]) -> String {
      points.last.map { "\(phrase.text(in: language)) \(number($0.y))" } ?? ""
    }
    var lines = [
      PathChart.Line(points: path(\.low), style: "band", hasDots: false, label: labelled(.siteTargetLow, path(\.low))),
      PathChart.Line(
        points: path(\.high), style: "band", hasDots: false, label: labelled(.siteTargetHigh, path(\.high))),
      PathChart.Line(points: target, style: "target", label: labelled(.target, target)),
      PathChart.Line(points: observed, style: "actual", label: labelled(.actual, observed)),
    ]
    if card.forecast.method != .observed, let value = card.forecast.value, let last = observed.last {
      let x = Double(review.period.wholeYear.end)
      if x > last.x {
        if let low = card.forecast.low, let high = card.forecast.high {
          lines.append(PathChart.Line(points: [(x, low), (x, high)], style: "forecast", hasDots: false))
        }
        lines.append(
          PathChart.Line(
            points: [last, (x, value)], style: "forecast", hasDots: false, label: labelled(.forecast, [(x, value)])))
      }
    }
    let label = said(of: card).joined(separator: " ")
    return PathChart(
      lines: lines, label: label, value: { format.significant($0, digits: 4) }, year: { format.label(String($0)) }
    ).html()
  }

  private static func end(of year: Int) -> Double { Double(year * 12 + 12) }

  /// A flow year by year: what each brought against what it was to bring, as bars from zero.
  private func yearTable(_ id: IndicatorID) -> HTMLTable? {
    let targets = Dictionary(
      (plan.targets.value(id) ?? []).compactMap { target in target.value.map { (target.year, $0) } },
      uniquingKeysWith: { first, _ in first })
    let observed = (plan.measurements.value(id) ?? []).map(\.period.year)
    let years = Set(targets.keys).union(observed).filter { $0 <= max(review.period.year, targets.keys.max() ?? 0) }
      .sorted()
    if years.isEmpty { return nil }
    let actuals = years.map { year -> Double? in
      if year > review.period.year { return nil }
      let period = year == review.period.year ? review.period : Period(year: year)
      return Observation(of: id, in: plan, at: period).flatMap { $0.period.year == year ? $0.value : nil }
    }
    let most = (actuals.compactMap { $0 } + targets.values).max() ?? 0
    let rows = zip(years, actuals).map { year, actual -> [HTMLCell] in
      let target = targets[year]
      let said = [
        actual.map { "\(Phrase.actual.text(in: language)): \(number($0))" },
        target.map { "\(Phrase.target.text(in: language)): \(number($0))" },
      ].compactMap { $0 }
      let isRunning = year == review.period.year && review.period.quarter != nil
      let label = format.label(String(year))
      return [
        .text(isRunning ? Phrase.siteSoFar.text(in: language, label) : label),
        .chart(
          PairChart(
            first: target.map { max($0, 0) }, second: actual.map { max($0, 0) }, most: most, label: report.joined(said)
          )
          .svg()),
        .number(actual.map(number) ?? "–"), .number(target.map(number) ?? "–"),
      ]
    }
    let unit = plan.indicators.units.value(id).flatMap { $0 }
    let name = plan.name(of: id, in: language)
    return HTMLTable(
      caption: unit.map { Phrase.siteNameInUnit.text(in: language, name, $0) } ?? name,
      columns: [
        .init(heading: Phrase.year.text(in: language)),
        .init(heading: Phrase.siteTargetOverActual.text(in: language), isChart: true),
        .init(heading: Phrase.actual.text(in: language), isNumber: true),
        .init(heading: Phrase.target.text(in: language), isNumber: true),
      ], rows: rows)
  }

  /// Targets and measurements as the tables give them.
  private func observations(_ id: IndicatorID) -> [HTMLBlock] {
    guard let explanation, let explanations = volume.explanations else { return [] }
    let tables = ExplanationTables(
      explanations: explanations, words: ExplanationWords(explanations, format: format))
    var blocks: [HTMLBlock] = []
    for table in [tables.measurements(explanation.measurements), tables.targets(explanation.targets)]
    where table.count > 0 {
      let summary = Self.opening(table.title.text(in: language))
      blocks.append(.details(summary: summary, [.table(HTMLTable(table, format: format, most: 200))]))
    }
    return blocks
  }

  // MARK: money

  private func money(of id: IndicatorID) -> HTMLSection? {
    guard let analysis, let explanation else { return nil }
    let use = analysis.alignment.use
    let lead = Phrase.siteMoneyOfYear.text(
      in: language, format.label(String(analysis.year)), format.money(analysis.funding.funding[id]),
      format.amount(use.keeping[id]), format.amount(use.improving[id]))
    let most = explanation.years.map(\.amount).max() ?? 0
    let isPriced = explanation.years.contains { $0.real != nil }
    let rows = explanation.years.map { year -> [HTMLCell] in
      [.text(format.label(String(year.year))), bar(year.amount, of: most), .number(format.amount(year.amount))]
        + (isPriced ? [.number(year.real.map(format.amount) ?? "–")] : [])
    }
    let real = HTMLTable.Column(heading: Phrase.realAmount.text(in: language), isNumber: true)
    let table = HTMLTable(
      caption: Phrase.siteMoneyByYear.text(in: language, format.unitName),
      columns: [
        .init(heading: Phrase.year.text(in: language)),
        .init(heading: Phrase.siteBar.text(in: language), isChart: true),
        .init(heading: Phrase.funding.text(in: language), isNumber: true),
      ] + (isPriced ? [real] : []), rows: rows)
    return section("money", .siteItsMoney, lead, rows.isEmpty || most <= 0 ? [] : [.table(table)])
  }
}
