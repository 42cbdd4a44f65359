import AlignModel
import AlignWords
import AlignmentEngine

/// The phrases of reviews.
extension Phrase {
  /// Titles and sentences of a review, its headings, and those of a department's page.
  package static let titleReview = Phrase("%1: review of the plan at %2", "%1: پایش برنامه تا پایان %2")
  package static let reviewAttainment = Phrase(
    "Attainment of the plan: %1 (since the quarter before %2, since the year before %3 points); year's end as forecast: %4.",
    "درصد تحقق برنامه: %1 (تغییر از فصل پیش %2 و از سال پیش %3 واحد درصد)؛ پیش‌بینی پایان سال: %4.")
  package static let reviewStatus = Phrase(
    "%1 indicators: %2 on track, %3 behind, %4 off track, %5 not due yet, %6 unknown.",
    "%1 شاخص: %2 طبق برنامه، %3 عقب‌مانده، %4 بیرون از مسیر، %5 سررسیدنشده، %6 نامعلوم.")
  package static let reviewHorizon = Phrase(
    "Of the way to the plan's end (%1): %2. Of the way to the vision's (%3): %4.",
    "پیشروی به سوی پایان برنامه (%1): %2؛ به سوی پایان چشم‌انداز (%3): %4.")
  package static let reviewPlanEnd = Phrase(
    "Of the way to the plan's end (%1): %2.", "پیشروی به سوی پایان برنامه (%1): %2.")
  package static let lastTargets = Phrase("the last year of each target", "آخرین سال هر هدف کمی")
  package static let reviewStatistics = Phrase(
    "Statistics: %1 in time, %2 stale, %3 never measured, %4 not measurable.",
    "آمار: %1 به‌هنگام، %2 کهنه، %3 هرگز سنجیده‌نشده، %4 غیرقابل سنجش.")
  package static let reviewExecution = Phrase(
    "Budget %1: %2 of what was approved was spent; composition variance (PEFA PI-2) by department %3, by goal %4.",
    "بودجه %1: عملکرد %2 مصوب؛ انحراف ترکیب هزینه (PEFA PI-2) به تفکیک واحد مجری %3 و به تفکیک هدف %4.")
  package static let reviewPartial = Phrase(
    "The year %1 was still running: what was spent is a part of it.",
    "سال %1 هنوز پایان نیافته و عملکرد آن بخشی از سال است.")
  package static let reviewNoExecution = Phrase(
    "Execution of the budget: unknown, since no line has an amount in “spent”.",
    "اجرای بودجه نامعلوم است، زیرا هیچ ردیفی مبلغ عملکرد ندارد.")
  package static let reviewWithoutSpent = Phrase(
    "%1 rows without “spent” (%2 approved) are left out of both sides.",
    "%1 ردیف بدون عملکرد (%2 مصوب) در هیچ‌یک از دو سو شمرده نشده است.")
  package static let reviewMethod = Phrase(
    "On track from a ratio of %1 up, off track below %2: the pace against the pace required to the plan's end, or where there is no pace the attainment. Forecasts hold %3 of outcomes.",
    "طبق برنامه از نسبت %1 به بالا و بیرون از مسیر زیر %2: آهنگ پیشرفت به آهنگ لازم تا پایان برنامه، و هرجا آهنگی نیست درصد تحقق. بازه پیش‌بینی %3 پیامدها را دربر می‌گیرد."
  )
  package static let owners = Phrase("owners", "متولیان")
  package static let changeFromQuarter = Phrase("since quarter", "تغییر از فصل پیش")
  package static let changeFromYear = Phrase("since year", "تغییر از سال پیش")
  package static let status = Phrase("status", "وضعیت اجرا")
  package static let ratioToRequired = Phrase("pace / required", "آهنگ به لازم")
  package static let gainedPerYear = Phrase("gained a year", "پیشرفت سالانه")
  package static let requiredPerYear = Phrase("required a year", "پیشرفت لازم سالانه")
  package static let planEndGap = Phrase("gap to plan's end", "فاصله تا پایان برنامه")
  package static let visionEndGap = Phrase("gap to vision", "فاصله تا چشم‌انداز")
  package static let planEndProgress = Phrase("way to plan's end", "پیشروی تا پایان برنامه")
  package static let visionEndProgress = Phrase("way to vision", "پیشروی تا چشم‌انداز")
  package static let forecast = Phrase("forecast", "پیش‌بینی پایان سال")
  package static let forecastLow = Phrase("from", "از")
  package static let forecastHigh = Phrase("to", "تا")
  package static let forecastMethod = Phrase("method of forecast", "روش پیش‌بینی")
  package static let actual = Phrase("actual", "عملکرد")
  package static let target = Phrase("target", "هدف کمی")
  package static let unit = Phrase("unit", "واحد")
  package static let goal = Phrase("goal", "هدف")
  package static let axis = Phrase("axis", "محور")
  package static let onTrack = Phrase("on track", "طبق برنامه")
  package static let behind = Phrase("behind", "عقب‌مانده")
  package static let offTrack = Phrase("off track", "بیرون از مسیر")
  package static let notDue = Phrase("not due", "سررسیدنشده")
  package static let statusUnknown = Phrase("unknown", "نامعلوم")
  package static let statistics = Phrase("statistics", "وضع آمار")
  package static let lastObserved = Phrase("last observed", "آخرین اندازه‌گیری")
  package static let spent = Phrase("spent", "عملکرد")
  package static let adjusted = Phrase("approved, adjusted", "مصوب تعدیل‌شده")
  package static let deviation = Phrase("deviation", "انحراف")
  package static let executionByDepartment = Phrase("execution by department", "اجرای بودجه به تفکیک واحد مجری")
  package static let executionByGoal = Phrase("execution by goal", "اجرای بودجه به تفکیک هدف")
  package static let executionByChapter = Phrase("execution by economic chapter", "اجرای بودجه به تفکیک فصل هزینه")
  package static let outsidePlan = Phrase("(outside the plan)", "(بیرون از برنامه)")
  package static let noChapter = Phrase("(no chapter)", "(بدون فصل)")
  package static let missingStatistics = Phrase("missing and stale statistics", "آمار نبوده و کهنه")
  package static let strengths = Phrase("Strengths", "نقاط قوت")
  package static let weaknesses = Phrase("Weaknesses", "نقاط ضعف")
  package static let nothingStandsOut = Phrase("nothing stands out", "موردی برجسته نیست")
  package static let departmentMoney = Phrase(
    "Budget: %1 on %2 lines; %3 reaches the plan, %4 untied.",
    "بودجه: %1 در %2 ردیف؛ %3 به برنامه می‌رسد و %4 بی‌پیوند است.")
  package static let departmentExecution = Phrase(
    "Execution of %1: %2 of %3 (%4).", "اجرای %1: %2 از %3 (%4).")
  package static let departmentPlan = Phrase(
    "Owns %1 indicators: attainment %2; %3 on track, %4 behind, %5 off track, %6 unknown.",
    "متولی %1 شاخص: درصد تحقق %2؛ %3 طبق برنامه، %4 عقب‌مانده، %5 بیرون از مسیر، %6 نامعلوم.")
  package static let ownsNothing = Phrase("Owns no indicator of the plan.", "متولی هیچ شاخصی از برنامه نیست.")
}

extension TrackStatus {
  /// The status in words.
  package func words(in language: Language) -> String { phrase.text(in: language) }

  private var phrase: Phrase {
    switch self {
    case .onTrack: .onTrack
    case .behind: .behind
    case .offTrack: .offTrack
    case .notDue: .notDue
    case .unknown: .statusUnknown
    }
  }
}

extension Forecast.Method {
  /// The method in words, or why there is no forecast.
  package func words(in language: Language) -> String { phrase.text(in: language) }

  private var phrase: Phrase {
    switch self {
    case .observed: Phrase("observed", "مشاهده‌شده")
    case .drift: Phrase("random walk with drift", "گام تصادفی با روند")
    case .pastYears: Phrase("share of past years by this quarter", "سهم همین فصل در سال‌های گذشته")
    case .tooFewObservations: Phrase("too few observations", "اندازه‌گیری کم است")
    case .tooFewYears: Phrase("too few past years", "سال‌های گذشته کم است")
    case .notMeasured: Phrase("not measured", "سنجیده‌نشده")
    }
  }
}

extension DepartmentPage.Point {
  /// The point in words.
  package func words(in format: NumberFormat, plan: Plan) -> String {
    let language = format.language
    let name = indicator.map { plan.name(of: $0, in: language) } ?? ""
    let share = format.percent(value)
    return switch kind {
    case .attained: Phrase("“%1”: %2 of what was due", "«%1»: تحقق %2").text(in: language, name, share)
    case .lagging: Phrase("“%1”: only %2 of what was due", "«%1»: تحقق تنها %2").text(in: language, name, share)
    case .improved:
      Phrase("“%1”: attainment %2 points in a year", "«%1»: %2 واحد درصد بهتر از سال پیش")
        .text(in: language, name, format.points(value))
    case .worsened:
      Phrase("“%1”: attainment %2 points in a year", "«%1»: %2 واحد درصد نسبت به سال پیش")
        .text(in: language, name, format.points(value))
    case .wellExecuted, .executedFarFromApproved:
      Phrase("%1 of what was approved was spent", "عملکرد %1 مصوب").text(in: language, share)
    case .tiedToPlan:
      Phrase("%1 of its money has been judged against the plan", "نسبت %1 اعتبارش با برنامه سنجیده شده است")
        .text(in: language, share)
    case .untied:
      Phrase("nobody has tied %1 of its money to the plan", "%1 اعتبارش را کسی به برنامه پیوند نداده است")
        .text(in: language, share)
    case .measuredInTime:
      Phrase("all %1 indicators measured in time", "هر %1 شاخص به‌هنگام سنجیده شده است")
        .text(in: language, format.count(Int(value)))
    case .unmeasured:
      Phrase("%1 indicators never measured or not measurable", "%1 شاخص هرگز سنجیده نشده یا سنجیدنی نیست")
        .text(in: language, format.count(Int(value)))
    case .stale:
      Phrase("%1 indicators with stale statistics", "آمار %1 شاخص کهنه است").text(
        in: language, format.count(Int(value)))
    }
  }
}
