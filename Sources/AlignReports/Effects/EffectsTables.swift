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
        .number("coefficient", .coefficient, isShown: false), .number("standard_error", .robustError),
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
        .number("error_of_no_change", .naiveError),
      ],
      count: years.count
    ) { index in
      let year = years[index]
      let digits = NumberFormat(language: language, settings: Settings(), largest: 0).label(String(year.year))
      return [
        .word(String(year.year), shown: digits), .integer(year.rows), .number(year.error), .number(year.naive),
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
        Phrase("no indicator observed two years in a row", "هیچ شاخصی دو سال پی‌درپی سنجیده نشده است")
      case .noMoney: Phrase("no money reached its indicators", "اعتباری به شاخص‌هایش نرسیده است")
      case .confounded: Phrase("cannot be told from other axes", "از محورهای دیگر بازشناختنی نیست")
      case .tooFewRows: Phrase("a single row settles it", "تنها یک سطر آن را تعیین می‌کند")
      case .tooFewYears: Phrase("too few years to test it", "سال‌های کافی برای آزمودن نیست")
      case .coversZero: Phrase("the interval covers zero", "بازه اطمینان صفر را در بر دارد")
      case .noBetterThanNaive:
        Phrase("foretells no better than “no change”", "بهتر از «بی‌تغییر» پیش‌بینی نمی‌کند")
      }
    return phrase.text(in: language)
  }
}

extension Phrase {
  /// Titles, headings and sentences of `align effects`.
  package static let effectsByAxis = Phrase("what money moved, by axis", "اثر اعتبار به تفکیک محور")
  package static let foretoldYears = Phrase(
    "each year foretold from the others", "پیش‌بینی هر سال از روی سال‌های دیگر")
  package static let indicatorYears = Phrase("indicator-years", "شاخص-سال")
  package static let meanMoney = Phrase("mean money", "میانگین اعتبار")
  package static let effectOfDose = Phrase("effect, points", "اثر، واحد درصد")
  package static let effectLow = Phrase("least (95 %)", "کمترین (۹۵٪)")
  package static let effectHigh = Phrase("most (95 %)", "بیشترین (۹۵٪)")
  package static let coefficient = Phrase("coefficient", "ضریب")
  package static let robustError = Phrase("error (HC3)", "خطای معیار (HC3)")
  package static let inflation = Phrase("VIF", "تورم واریانس (VIF)")
  package static let largestLeverage = Phrase("leverage", "اهرم")
  package static let yearLeftOutHeading = Phrase("year", "سال")
  package static let leaveOutError = Phrase("error", "خطا")
  package static let naiveError = Phrase("error of “no change”", "خطای «بی‌تغییر»")
  package static let titleEffects = Phrase(
    "%1: what money moved, up to %2", "%1: اعتبار چه را جابه‌جا کرده است، تا پایان %2")
  package static let effectsTold = Phrase(
    "On %1 of %2 axes the data tell an effect: %3.", "در %1 محور از %2 محور داده‌ها اثری نشان می‌دهند: %3.")
  package static let effectsNotTold = Phrase(
    "On none of the %1 axes can the data tell what money moved.",
    "در هیچ‌یک از %1 محور داده‌ها نشان نمی‌دهند که اعتبار چه اثری داشته است.")
  package static let effectsDose = Phrase(
    "An effect is the part of the gap to the plan's end that %1 closes, the mean of an indicator-year with money; without money %2 points close a year.",
    "اثر یعنی بخشی از شکاف تا پایان برنامه که با %1 (میانگین هر شاخص در سال) بسته می‌شود؛ بدون اعتبار سالانه %2 واحد درصد بسته می‌شود."
  )
  package static let effectsRows = Phrase(
    "%1 indicator-years of %2; %3 more were not observed. Condition %4.",
    "%1 شاخص-سال از %2؛ %3 مورد دیگر سنجیده نشده است. عدد وضعیت %4.")
  package static let effectsError = Phrase(
    "Leaving a year out in turn misses by %1, saying “no change” by %2 (root mean square, points).",
    "با کنار گذاشتن نوبتی سال‌ها خطا %1 است و با گفتن «بی‌تغییر» %2 (ریشه میانگین مربعات، واحد درصد).")
  package static let effectsOneYear = Phrase(
    "A single year cannot be tested against “no change”.", "تنها یک سال را نمی‌توان با «بی‌تغییر» سنجید.")
  package static let notDeflated = Phrase(
    "Money is not deflated: give --price-index to compare years.",
    "اعتبارها به قیمت ثابت نیست: برای مقایسه سال‌ها --price-index بدهید.")
  package static let approvedForSpent = Phrase(
    "Where 'spent' is blank the approved amount stands for it.", "هر جا عملکرد خالی است، مبلغ مصوب به جای آن آمده است.")
}
