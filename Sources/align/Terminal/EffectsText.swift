import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// Effects as a person reads them: the answer, then axes and years.
struct EffectsText {
  let effects: Effects
  let analysis: Analysis
  let name: String
  let format: NumberFormat
  let screen: Screen
  private var language: Language { format.language }

  func lines() -> [String] {
    let plan = analysis.workspace.plan
    let period = format.label(analysis.period)
    var lines = [screen.styled(Phrase.titleEffects.text(in: language, screen.isolated(name), period), .bold)]
    if analysis.workspace.settings.isSynthetic {
      lines.append(screen.styled(Phrase.synthetic.text(in: language), .yellow))
    }
    lines += [""] + answer + ["", screen.styled(Phrase.amountsIn.text(in: language, format.unitName), .faint)]
    let currency = analysis.workspace.settings.currency
    for table in [effects.axesTable(of: plan, currency: currency, in: language), effects.yearsTable(in: language)] {
      lines += ["", screen.styled(table.title.text(in: language), .bold)]
      lines += TextTable(table: table, format: format, screen: screen, cellWidth: 36).lines()
    }
    return lines
  }

  private var answer: [String] {
    let plan = analysis.workspace.plan
    let told = effects.axes.filter { $0.reason == nil }
    let names = told.map { effect in
      let name = screen.isolated(TextWidth.clean(plan.name(of: AxisID(effect.axis), in: language)))
      return "\(name) (\(format.points(effect.coefficient ?? 0)))"
    }
    var lines = [
      told.isEmpty
        ? Phrase.effectsNotTold.text(in: language, format.count(effects.axes.count))
        : Phrase.effectsTold.text(
          in: language, format.count(told.count), format.count(effects.axes.count), language.series(names)),
      Phrase.effectsDose.text(in: language, format.money(effects.dose), format.points(effects.constant)),
    ]
    let condition = effects.condition.map { format.decimal($0, decimals: 1) } ?? Phrase.notEstimable.text(in: language)
    let years = language.list(effects.years.map { format.label(String($0.year)) })
    lines.append(
      Phrase.effectsRows.text(
        in: language, format.count(effects.rows), years, format.count(effects.unobserved), condition))
    lines.append(
      Phrase.effectsTests.text(
        in: language, format.count(effects.tests), format.percent(Effects.falseDiscoveryRate, decimals: 0),
        format.percent(effects.confidence, decimals: 1)))
    if let error = effects.leaveOutError, let without = effects.withoutMoneyError {
      lines.append(
        Phrase.effectsError.text(
          in: language, format.decimal(error * 100, decimals: 2), format.decimal(without * 100, decimals: 2)))
    } else {
      lines.append(Phrase.effectsOneYear.text(in: language))
    }
    lines.append(
      effects.pricesOf.map { Phrase.atPricesOf.text(in: language, format.label(String($0))) }
        ?? Phrase.notDeflated.text(in: language))
    if effects.usesApproved { lines.append(Phrase.approvedForSpent.text(in: language)) }
    return lines
  }
}
