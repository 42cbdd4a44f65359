import AlignModel
import AlignWords
import AlignmentEngine

extension Effects {
  /// The axes in table order.
  package func axesTable(of plan: Plan, currency: Currency, in language: Language) -> ReportTable {
    let (axes, dose) = (self.axes, self.dose / Double(currency.minorPerMain))
    return ReportTable(
      title: .effectsByAxis,
      columns: [
        .words("axis", .id), .words("name", .name), .number("rows", .indicatorYears),
        .number("mean_money", .meanMoney), .words("estimable", .estimable), .number("effect", .effectOfDose),
        .number("low", .effectLow), .number("high", .effectHigh),
        .number("coefficient", .coefficient, isShown: false), .number("standard_error", .clusteredError),
        .number("hc3_error", .robustError), .number("p_value", .pValue), .number("within_p_value", .withinPValue),
        .number("within_coefficient", .coefficient, isShown: false), .number("constant", .coefficient, isShown: false),
        .number("leave_one_year_out_error", .leaveOutError, isShown: false),
        .number("without_money_error", .withoutMoneyError, isShown: false),
        .number("coefficient_per_unit", .coefficient, isShown: false), .number("vif", .inflation),
        .number("leverage", .largestLeverage), .words("reason", .reason),
      ],
      count: axes.count
    ) { index in
      let effect = axes[index]
      // A number that the data cannot tell is kept for whoever asks for the coefficient, and is no effect.
      let told = effect.reason == nil
      return [
        .text(plan.axes.ids[effect.axis]), .text(plan.name(of: AxisID(effect.axis), in: language)),
        .integer(effect.rows), .money(effect.rows > 0 ? effect.money : nil),
        .word(told ? "yes" : "no", shown: (told ? Phrase.yes : .no).text(in: language)),
        .points(told ? effect.coefficient : nil), .points(told ? effect.interval?.lowerBound : nil),
        .points(told ? effect.interval?.upperBound : nil), .number(effect.coefficient), .number(effect.standardError),
        .number(effect.robustError), .number(effect.pValue), .number(effect.withinPValue),
        .number(effect.withinCoefficient), .number(effect.constant), .number(effect.leaveOutError),
        .number(effect.withoutMoneyError),
        .number(effect.coefficient.map { $0 / dose }), .number(effect.inflation), .number(effect.leverage),
        .word(effect.reason?.rawValue ?? "", shown: effect.reason?.words(in: language) ?? ""),
      ]
    }
  }

  /// The years, each foretold from the others.
  package func yearsTable(in language: Language) -> ReportTable {
    let years = self.years
    return ReportTable(
      title: .foretoldYears,
      columns: [
        .words("year", .yearLeftOutHeading), .number("rows", .indicatorYears), .number("error", .leaveOutError),
        .number("error_without_money", .withoutMoneyError),
      ],
      count: years.count
    ) { index in
      let year = years[index]
      let digits = NumberFormat(language: language, settings: Settings(), largest: 0).label(String(year.year))
      return [
        .word(String(year.year), shown: digits), .integer(year.rows), .number(year.error), .number(year.withoutMoney),
      ]
    }
  }
}

extension AxisEffect.Reason {
  /// The reason in words.
  package func words(in language: Language) -> String {
    let phrase =
      switch self {
      case .noRows:
        Phrase.noIndicatorObservedTwoYearsIn
      case .noMoney: Phrase.noMoneyReachedItsIndicators
      case .confounded: Phrase.cannotBeToldFromOtherAxes
      case .tooFewRows: Phrase.aSingleRowSettlesIt
      case .tooFewIndicators: Phrase.fewerThanThreeIndicators
      case .tooFewYears: Phrase.tooFewYearsToTestIt
      case .coversZero: Phrase.theIntervalCoversZero
      case .betweenIndicatorsOnly: Phrase.onlyIndicatorsDiffer
      case .noBetterThanWithoutMoney: Phrase.predictsNoBetterThanWithoutMoney
      }
    return phrase.text(in: language)
  }
}
