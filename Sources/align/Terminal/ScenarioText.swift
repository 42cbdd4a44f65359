import AlignModel
import AlignNumerics
import AlignReports
import AlignWords
import AlignmentEngine

/// What scenarios came to, as a person reads it.
struct ScenarioText {
  let outcomes: [ScenarioOutcome]
  let name: String
  let format: NumberFormat
  let screen: Screen
  let isSweep: Bool
  let years: [YearsOutcome]
  private var language: Language { format.language }

  init(
    _ outcomes: [ScenarioOutcome], name: String, format: NumberFormat, screen: Screen, isSweep: Bool = false,
    years: [YearsOutcome] = []
  ) {
    self.years = years
    self.outcomes = outcomes
    self.name = name
    self.format = format
    self.screen = screen
    self.isSweep = isSweep
  }

  /// The lines that the first page shows.
  private static let linesShown = 15

  /// Every line of the report.
  func lines() -> [String] {
    guard let model = outcomes.first?.model else { return [] }
    let title = Phrase.titleScenario.text(
      in: language, screen.isolated(name), format.label(String(model.targetYear)),
      format.label(String(model.today.year)), format.label(model.today.period))
    var lines = [screen.styled(title, .bold)]
    if model.today.workspace.settings.isSynthetic {
      lines.append(screen.styled(Phrase.synthetic.text(in: language), .yellow))
    }
    lines.append("")
    if !isSweep { for outcome in outcomes { lines += answer(outcome) } }
    lines += ["", screen.styled(Phrase.amountsIn.text(in: language, format.unitName), .faint)]
    let tables = ScenarioTables(outcomes, in: language)
    for case .answered(let answer) in years {
      let own = YearsTables(answer, in: language)
      lines += [""] + own.lines(format)
      for table in own.all { lines += section(table, limit: 40) }
    }
    if isSweep {
      var frontier = tables.summary
      frontier.title = .sweepTitle
      return lines + section(frontier)
    }
    if outcomes.count > 1 { lines += section(tables.summary) }
    for table in [tables.axes, tables.flags, tables.limits].compactMap(\.self) where table.count > 0 {
      lines += section(table)
    }
    if let moved = tables.lines, moved.count > 0 {
      lines += section(moved, limit: Self.linesShown)
      if moved.count > Self.linesShown {
        lines.append(Phrase.more.text(in: language, format.count(moved.count - Self.linesShown)))
      }
    }
    return lines
  }

  private func answer(_ outcome: ScenarioOutcome) -> [String] {
    guard case .answered(let answer) = outcome else { return outcome.failure(format: format) }
    let name = answer.model.scenario.name(in: language)
    let certificate = answer.solution.certificate
    func share(_ value: Double?) -> String {
      value.map { format.percent($0) } ?? Phrase.notEstimable.text(in: language)
    }
    func index(_ value: Double?) -> String {
      value.map { format.decimal($0, decimals: 3) } ?? Phrase.notEstimable.text(in: language)
    }
    var lines = [
      Phrase.answerLine.text(
        in: language, name, format.money(Double(answer.raised)), format.money(Double(answer.cut)),
        index(answer.before.alignmentIndex), index(answer.after.alignment.alignmentIndex),
        share(answer.axisGaps?.before), share(answer.axisGaps?.after)),
      Phrase.certificateLine.text(
        in: language, name, ScenarioOutcome.small(certificate.primalResidual),
        ScenarioOutcome.small(certificate.dualResidual),
        ScenarioOutcome.small(certificate.gap), format.count(answer.solution.iterations + answer.solution.polishSteps),
        NumberFormat.exact(answer.roundedTo, answer.model, language)),
    ]
    if let whole = answer.whole {
      if whole.countIn + whole.countOut > 0 {
        lines.append(
          Phrase.wholeLine.text(
            in: language, name, format.count(whole.countIn + whole.countOut), format.count(whole.countIn),
            format.count(whole.countOut), format.percent(whole.solution.gap, decimals: 2),
            format.count(whole.solution.cases.count)))
      }
      if whole.leftOver > 0 {
        lines.append(Phrase.leftOverLine.text(in: language, name, format.money(Double(whole.leftOver))))
      }
    }
    let notes = answer.before.basisNotes(format, of: answer.model.today) + answer.after.basisNotes(format)
    lines += notes.count == 2 && notes[0] == notes[1] ? [notes[0]] : notes
    if answer.offUnit > 0 { lines.append(Phrase.offUnit.text(in: language, format.count(answer.offUnit))) }
    return lines
  }

  private func section(_ table: ReportTable, limit: Int = .max) -> [String] {
    ["", screen.styled(table.title.text(in: language), .bold)]
      + TextTable(table: table, format: format, screen: screen, limit: limit).lines()
  }
}

extension NumberFormat {
  /// An amount in main units, exactly, with the currency.
  fileprivate static func exact(_ minorUnits: Int64, _ model: ScenarioModel, _ language: Language) -> String {
    let currency = model.today.workspace.settings.currency
    return "\(currency.exact(minorUnits)) \(currency.code)"
  }
}
