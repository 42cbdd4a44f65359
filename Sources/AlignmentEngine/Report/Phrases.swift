/// Every phrase of our reports, in both languages. `%1`, `%2` … stand for what is filled in.
public enum Phrase: Sendable {
  case notEstimable, unknown, noRank, none
  case titleAnalysis, titleRank, titleCheck, synthetic
  case servesPlan, liveCoverage, servesNothing, mostUnderFunded, noUnderFunded, alignment, unmeasured
  case axes, goals, indicators, lines, departments, flags, inventoryByAxis, inventoryByOwner, tables
  case moreRows, warnings, warningsCount, noFlags, atStake, accepted, more
  case rank, id, name, attainment, weight, needShare, fundingShare, underFunding, underFundingAmount, ratio, funding
  case state, planningGap, reviewGap, title, department, approved, linked, servedShare, lineClass, score, quartile
  case untiedShare, untiedAmount, execution, lineCount, code, severity, count, amount, meaning, subject, remedy, kind
  case owner, have, stale, neverMeasured, notMeasurable, table, rows, noOwner, noDepartment, total
  case checkSummary, amountsIn

  /// The phrase in a language, with what is filled in.
  public func text(in language: Language, _ values: String...) -> String {
    var text = language == .fa ? pair.fa : pair.en
    for (index, value) in values.enumerated() { text = text.replacing("%\(index + 1)", with: value) }
    return text
  }

  private var pair: (en: String, fa: String) {
    switch self {
    case .notEstimable: ("not estimable", "قابل برآورد نیست")
    case .unknown: ("unknown", "نامعلوم")
    case .noRank: ("unranked", "بی‌رتبه")
    case .none: ("none", "ندارد")
    case .titleAnalysis:
      ("%1: budget %2 against the plan, reviewed at %3", "%1: بودجه %2 در برابر برنامه، پایش تا پایان %3")
    case .titleRank: ("%1: %2 ranked, budget %3, reviewed at %4", "%1: رتبه‌بندی %2، بودجه %3، پایش تا پایان %4")
    case .titleCheck: ("%1: the tables and the data as they stand at %2", "%1: وضع جدول‌ها و داده‌ها تا پایان %2")
    case .synthetic:
      (
        "This workspace is made up (synthetic): its figures describe no real budget.",
        "این داده‌ها ساختگی است و هیچ بودجه واقعی را نشان نمی‌دهد."
      )
    case .servesPlan:
      ("%1 of the budget serves the plan: %2 of %3.", "%1 بودجه در خدمت برنامه است: %2 از %3.")
    case .liveCoverage:
      (
        "%1 goes to targets not yet met (up to %2 if the unknown ones are not met either).",
        "%1 به هدف‌هایی می‌رسد که هنوز محقق نشده‌اند (حداکثر %2 اگر هدف‌های نامعلوم هم محقق نشده باشند)."
      )
    case .servesNothing:
      (
        "%1 lines serve no target: %2 (nobody has judged %3 of them, %4; judged to serve none: %5, %6).",
        "%1 ردیف در خدمت هیچ هدفی نیست: %2 (%3 ردیف بررسی نشده، %4؛ بی‌ارتباط تشخیص داده‌شده: %5 ردیف، %6)."
      )
    case .mostUnderFunded: ("Most under-funded goals: %1.", "هدف‌هایی که بیش از همه کمبود اعتبار دارند: %1.")
    case .noUnderFunded:
      ("No goal can be called under-funded.", "نمی‌توان هیچ هدفی را دچار کمبود اعتبار دانست.")
    case .alignment:
      (
        "Alignment index %1; attainment of the plan %2; unmeasured: %3 of %4 indicators, %5 of money goes to them.",
        "شاخص همسویی %1؛ درصد تحقق برنامه %2؛ نامعلوم: %3 شاخص از %4 شاخص، با %5 اعتبار."
      )
    case .unmeasured: ("unmeasured funding", "اعتبار شاخص‌های نامعلوم")
    case .axes: ("axes", "محورها")
    case .goals: ("goals", "هدف‌ها")
    case .indicators: ("indicators", "شاخص‌ها")
    case .lines: ("lines", "ردیف‌ها")
    case .departments: ("departments", "واحدهای مجری")
    case .flags: ("flags", "هشدارها")
    case .inventoryByAxis: ("data inventory by axis", "داشته‌ها و نداشته‌های آماری به تفکیک محور")
    case .inventoryByOwner: ("data inventory by owner", "داشته‌ها و نداشته‌های آماری به تفکیک متولی")
    case .tables: ("tables", "جدول‌ها")
    case .moreRows: ("… and %1 more (align rank --by %2)", "… و %1 مورد دیگر (align rank --by %2)")
    case .more: ("… and %1 more", "… و %1 مورد دیگر")
    case .warnings: ("warnings", "تذکرها")
    case .warningsCount: ("warnings of the reader and the weights: %1", "تذکرهای خواندن و وزن‌دهی: %1")
    case .noFlags: ("No flags.", "هشداری نیست.")
    case .atStake:
      ("Money at stake, each line counted once: %1.", "اعتبار زیر سؤال، هر ردیف یک بار شمرده شده: %1.")
    case .accepted: ("accepted", "پذیرفته‌شده")
    case .rank: ("rank", "رتبه")
    case .id: ("id", "کد")
    case .name: ("name", "عنوان")
    case .attainment: ("attainment", "درصد تحقق")
    case .weight: ("weight", "وزن")
    case .needShare: ("need share", "سهم نیاز")
    case .fundingShare: ("funding share", "سهم اعتبار")
    case .underFunding: ("under-funding, points", "کمبود، واحد درصد")
    case .underFundingAmount: ("under-funding", "مبلغ کمبود")
    case .ratio: ("funding / need", "اعتبار به نیاز")
    case .funding: ("funding", "اعتبار")
    case .state: ("state", "وضعیت")
    case .planningGap: ("planning gap", "شکاف برنامه")
    case .reviewGap: ("review gap", "شکاف پایش")
    case .title: ("title", "عنوان")
    case .department: ("department", "واحد مجری")
    case .approved: ("approved", "مصوب")
    case .linked: ("linked", "مرتبط با برنامه")
    case .servedShare: ("share", "سهم مرتبط")
    case .lineClass: ("class", "ارتباط")
    case .score: ("score", "امتیاز")
    case .quartile: ("quartile", "چارک")
    case .untiedShare: ("share untied", "سهم بی‌پیوند")
    case .untiedAmount: ("untied", "بی‌پیوند")
    case .execution: ("spent / approved", "عملکرد به مصوب")
    case .lineCount: ("lines", "تعداد ردیف")
    case .code: ("code", "کد")
    case .severity: ("severity", "درجه")
    case .count: ("count", "تعداد")
    case .amount: ("amount", "مبلغ")
    case .meaning: ("meaning", "معنی")
    case .subject: ("subject", "موضوع")
    case .remedy: ("what would clear it", "راه رفع")
    case .kind: ("kind", "نوع")
    case .owner: ("owner", "متولی")
    case .have: ("have", "موجود")
    case .stale: ("stale", "کهنه")
    case .neverMeasured: ("never measured", "هرگز سنجیده‌نشده")
    case .notMeasurable: ("not measurable", "غیرقابل سنجش")
    case .table: ("table", "جدول")
    case .rows: ("rows", "سطر")
    case .noOwner: ("(no owner)", "(بی‌متولی)")
    case .noDepartment: ("(no department)", "(بدون واحد مجری)")
    case .total: ("total", "جمع")
    case .checkSummary:
      (
        "Read without an error: %1 indicators, %2 measured in time, %3 stale, %4 never measured, %5 not measurable.",
        "جدول‌ها بدون خطا خوانده شد: %1 شاخص؛ %2 به‌هنگام سنجیده شده، %3 کهنه، %4 هرگز سنجیده نشده، %5 غیرقابل سنجش."
      )
    case .amountsIn: ("Amounts in %1.", "مبلغ‌ها به %1.")
    }
  }
}

extension AttainmentState {
  /// The state in words.
  public func words(in language: Language) -> String {
    switch (self, language) {
    case (.ok, .en): "measured"
    case (.ok, .fa): "سنجیده‌شده"
    case (.notMeasured, .en): "not measured"
    case (.notMeasured, .fa): "سنجیده‌نشده"
    case (.noTarget, .en): "no target"
    case (.noTarget, .fa): "بدون هدف کمی"
    case (.noBaseline, .en): "no baseline"
    case (.noBaseline, .fa): "بدون مقدار پایه"
    case (.notDue, .en): "not due"
    case (.notDue, .fa): "سررسید نشده"
    }
  }
}

extension FundingMatrix.LineClass {
  /// The class in words.
  public func words(in language: Language) -> String {
    switch (self, language) {
    case (.tied, .fa): "دارای پیوند"
    case (.untied, .fa): "بی‌پیوند"
    case (.neutral, .fa): "بی‌ارتباط"
    default: rawValue
    }
  }
}

extension Severity {
  /// The severity in words.
  public func words(in language: Language) -> String {
    switch (self, language) {
    case (.error, .fa): "خطا"
    case (.warning, .fa): "هشدار"
    case (.info, .fa): "آگاهی"
    default: rawValue
    }
  }
}
