import AlignModel

/// A phrase of our reports, in both languages. `%1`, `%2` … stand for what is filled in.
///
/// The phrases of a subject are static members in an extension beside that subject; here stand those that all share.
public struct Phrase: Sendable, Hashable {
  /// The phrase in English and in Persian, with the same `%1`, `%2` … in both.
  public let en: String
  public let fa: String

  /// A phrase in English and in Persian.
  public init(_ en: String, _ fa: String) {
    self.en = en
    self.fa = fa
  }

  /// The phrase in a language, with what is filled in.
  public func text(in language: Language, _ values: String...) -> String {
    if values.isEmpty { return language == .fa ? fa : en }
    // Place by place, so that a value that holds a percent sign and a digit stays as it is.
    var text = ""
    var rest = Substring(language == .fa ? fa : en)
    while let sign = rest.firstIndex(of: "%") {
      text += rest[..<sign]
      rest = rest[sign...].dropFirst()
      guard let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true, values.indices.contains(digit - 1)
      else {
        text += "%"
        continue
      }
      text += values[digit - 1]
      rest = rest.dropFirst()
    }
    return text + rest
  }
}

extension Phrase {
  /// What stands in a cell that has no number.
  public static let notEstimable = Phrase("not estimable", "قابل برآورد نیست")
  public static let unknown = Phrase("unknown", "نامعلوم")
  public static let noRank = Phrase("unranked", "بی‌رتبه")
  public static let none = Phrase("none", "ندارد")
  /// Titles, the sentences of an answer, and headings that several reports share.
  public static let titleAnalysis = Phrase(
    "%1: budget %2 against the plan, reviewed at %3",
    "%1: بودجه %2 در برابر برنامه، پایش تا پایان %3")
  public static let titleRank = Phrase(
    "%1: %2 ranked, budget %3, reviewed at %4",
    "%1: رتبه‌بندی %2، بودجه %3، پایش تا پایان %4")
  public static let titleCheck = Phrase(
    "%1: the tables and the data as they stand at %2",
    "%1: وضع جدول‌ها و داده‌ها تا پایان %2")
  public static let synthetic = Phrase(
    "This workspace is made up (synthetic): its figures describe no real budget.",
    "این داده‌ها ساختگی است و هیچ بودجه واقعی را نشان نمی‌دهد.")
  public static let servesPlan = Phrase(
    "%1 of the budget serves the plan: %2 of %3.",
    "%1 بودجه در خدمت برنامه است: %2 از %3.")
  public static let liveCoverage = Phrase(
    "%1 goes to targets not yet met (up to %2 if the unknown ones are not met either).",
    "%1 به هدف‌هایی می‌رسد که هنوز محقق نشده‌اند (حداکثر %2 اگر هدف‌های نامعلوم هم محقق نشده باشند).")
  public static let servesNothing = Phrase(
    "%1 lines serve no target: %2 (nobody has judged %3 of them, %4; judged to serve none: %5, %6).",
    "%1 ردیف در خدمت هیچ هدفی نیست: %2 (%3 ردیف بررسی نشده، %4؛ بی‌ارتباط تشخیص داده‌شده: %5 ردیف، %6).")
  public static let mostUnderFunded = Phrase(
    "Most under-funded goals: %1.",
    "هدف‌هایی که بیش از همه کمبود اعتبار دارند: %1.")
  public static let noUnderFunded = Phrase(
    "No goal can be called under-funded.",
    "نمی‌توان هیچ هدفی را دچار کمبود اعتبار دانست.")
  public static let alignment = Phrase(
    "Alignment index %1; attainment of the plan %2; unmeasured: %3 of %4 indicators, %5 of money goes to them.",
    "شاخص همسویی %1؛ درصد تحقق برنامه %2؛ نامعلوم: %3 شاخص از %4 شاخص، با %5 اعتبار.")
  public static let unmeasured = Phrase("unmeasured funding", "اعتبار شاخص‌های نامعلوم")
  public static let axes = Phrase("axes", "محورها")
  public static let goals = Phrase("goals", "هدف‌ها")
  public static let indicators = Phrase("indicators", "شاخص‌ها")
  public static let lines = Phrase("lines", "ردیف‌ها")
  public static let departments = Phrase("departments", "واحدهای مجری")
  public static let flags = Phrase("flags", "هشدارها")
  public static let inventoryByAxis = Phrase("data inventory by axis", "داشته‌ها و نداشته‌های آماری به تفکیک محور")
  public static let inventoryByOwner = Phrase("data inventory by owner", "داشته‌ها و نداشته‌های آماری به تفکیک متولی")
  public static let tables = Phrase("tables", "جدول‌ها")
  public static let moreRows = Phrase("… and %1 more (align rank --by %2)", "… و %1 مورد دیگر (align rank --by %2)")
  public static let more = Phrase("… and %1 more", "… و %1 مورد دیگر")
  public static let warnings = Phrase("warnings", "تذکرها")
  public static let warningsCount = Phrase(
    "warnings of the reader and the weights: %1",
    "تذکرهای خواندن و وزن‌دهی: %1")
  public static let noFlags = Phrase("No flags.", "هشداری نیست.")
  public static let atStake = Phrase(
    "Money at stake, each line counted once: %1.",
    "اعتبار زیر سؤال، هر ردیف یک بار شمرده شده: %1.")
  public static let accepted = Phrase("accepted", "پذیرفته‌شده")
  public static let rank = Phrase("rank", "رتبه")
  public static let id = Phrase("id", "کد")
  public static let name = Phrase("name", "عنوان")
  public static let attainment = Phrase("attainment", "درصد تحقق")
  public static let weight = Phrase("weight", "وزن")
  public static let needShare = Phrase("need share", "سهم نیاز")
  public static let fundingShare = Phrase("funding share", "سهم اعتبار")
  public static let underFunding = Phrase("under-funding, points", "کمبود، واحد درصد")
  public static let underFundingAmount = Phrase("under-funding", "مبلغ کمبود")
  public static let ratio = Phrase("funding / need", "اعتبار به نیاز")
  public static let funding = Phrase("funding", "اعتبار")
  public static let state = Phrase("state", "وضعیت")
  public static let planningGap = Phrase("planning gap", "شکاف برنامه")
  public static let reviewGap = Phrase("review gap", "شکاف پایش")
  public static let title = Phrase("title", "عنوان")
  public static let department = Phrase("department", "واحد مجری")
  public static let approved = Phrase("approved", "مصوب")
  public static let linked = Phrase("linked", "مرتبط با برنامه")
  public static let servedShare = Phrase("share", "سهم مرتبط")
  public static let lineClass = Phrase("class", "ارتباط")
  public static let score = Phrase("score", "امتیاز")
  public static let quartile = Phrase("quartile", "چارک")
  public static let untiedShare = Phrase("share untied", "سهم بی‌پیوند")
  public static let untiedAmount = Phrase("untied", "بی‌پیوند")
  public static let execution = Phrase("spent / approved", "عملکرد به مصوب")
  public static let lineCount = Phrase("lines", "تعداد ردیف")
  public static let code = Phrase("code", "کد")
  public static let severity = Phrase("severity", "درجه")
  public static let count = Phrase("count", "تعداد")
  public static let amount = Phrase("amount", "مبلغ")
  public static let meaning = Phrase("meaning", "معنی")
  public static let subject = Phrase("subject", "موضوع")
  public static let remedy = Phrase("what would clear it", "راه رفع")
  public static let kind = Phrase("kind", "نوع")
  public static let owner = Phrase("owner", "متولی")
  public static let have = Phrase("have", "موجود")
  public static let stale = Phrase("stale", "کهنه")
  public static let neverMeasured = Phrase("never measured", "هرگز سنجیده‌نشده")
  public static let notMeasurable = Phrase("not measurable", "غیرقابل سنجش")
  public static let table = Phrase("table", "جدول")
  public static let rows = Phrase("rows", "سطر")
  public static let noOwner = Phrase("(no owner)", "(بی‌متولی)")
  public static let noDepartment = Phrase("(no department)", "(بدون واحد مجری)")
  public static let total = Phrase("total", "جمع")
  public static let checkSummary = Phrase(
    "Read without an error: %1 indicators, %2 measured in time, %3 stale, %4 never measured, %5 not measurable.",
    "جدول‌ها بدون خطا خوانده شد: %1 شاخص؛ %2 به‌هنگام سنجیده شده، %3 کهنه، %4 هرگز سنجیده نشده، %5 غیرقابل سنجش.")
  public static let before = Phrase("before", "پیش")
  public static let after = Phrase("after", "پس")
  public static let change = Phrase("change", "تغییر")
  public static let reason = Phrase("reason", "دلیل")
  public static let solution = Phrase("status", "نتیجه")
  public static let amountsIn = Phrase("Amounts in %1.", "مبلغ‌ها به %1.")
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
