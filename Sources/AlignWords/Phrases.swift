import AlignModel

/// A phrase of our reports, in both languages. `%1`, `%2` … stand for what is filled in.
///
/// The phrases of a subject are static members in an extension beside that subject; here stand those that all share.
package struct Phrase: Sendable, Hashable {
  /// The phrase in English and in Persian, with the same `%1`, `%2` … in both.
  package let en: String
  package let fa: String

  /// A phrase in English and in Persian.
  package init(_ en: String, _ fa: String) {
    self.en = en
    self.fa = fa
  }

  /// The phrase in a language, with what is filled in.
  package func text(in language: Language, _ values: String...) -> String {
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
  package static let notEstimable = Phrase("not estimable", "قابل برآورد نیست")
  package static let unknown = Phrase("unknown", "نامعلوم")
  package static let noRank = Phrase("unranked", "بی‌رتبه")
  package static let none = Phrase("none", "ندارد")
  /// Titles, the sentences of an answer, and headings that several reports share.
  package static let titleAnalysis = Phrase(
    "%1: budget %2 against the plan, reviewed at %3",
    "%1: بودجه %2 در برابر برنامه، پایش تا پایان %3")
  package static let titleRank = Phrase(
    "%1: %2 ranked, budget %3, reviewed at %4",
    "%1: رتبه‌بندی %2، بودجه %3، پایش تا پایان %4")
  package static let titleCheck = Phrase(
    "%1: the tables and the data as they stand at %2",
    "%1: وضع جدول‌ها و داده‌ها تا پایان %2")
  package static let synthetic = Phrase(
    "This workspace is made up (synthetic): its figures describe no real budget.",
    "این داده‌ها ساختگی است و هیچ بودجه واقعی را نشان نمی‌دهد.")
  package static let servesPlan = Phrase(
    "%1 of the budget serves the plan: %2 of %3.",
    "%1 بودجه در خدمت برنامه است: %2 از %3.")
  package static let liveCoverage = Phrase(
    "%1 goes to targets not yet met (up to %2 if the unknown ones are not met either).",
    "%1 به هدف‌هایی می‌رسد که هنوز محقق نشده‌اند (حداکثر %2 اگر هدف‌های نامعلوم هم محقق نشده باشند).")
  package static let servesNothing = Phrase(
    "%1 lines serve no target: %2 (nobody has judged %3 of them, %4; judged to serve none: %5, %6).",
    "%1 ردیف در خدمت هیچ هدفی نیست: %2 (%3 ردیف بررسی نشده، %4؛ بی‌ارتباط تشخیص داده‌شده: %5 ردیف، %6).")
  package static let mostUnderFunded = Phrase(
    "Most under-funded goals: %1.",
    "هدف‌هایی که بیش از همه کمبود اعتبار دارند: %1.")
  package static let noUnderFunded = Phrase(
    "No goal can be called under-funded.",
    "نمی‌توان هیچ هدفی را دچار کمبود اعتبار دانست.")
  package static let alignment = Phrase(
    "Alignment index %1; attainment of the plan %2; unmeasured: %3 of %4 indicators, %5 of money goes to them.",
    "شاخص همسویی %1؛ درصد تحقق برنامه %2؛ نامعلوم: %3 شاخص از %4 شاخص، با %5 اعتبار.")
  package static let unmeasured = Phrase("unmeasured funding", "اعتبار شاخص‌های نامعلوم")
  package static let axes = Phrase("axes", "محورها")
  package static let goals = Phrase("goals", "هدف‌ها")
  package static let indicators = Phrase("indicators", "شاخص‌ها")
  package static let lines = Phrase("lines", "ردیف‌ها")
  package static let departments = Phrase("departments", "واحدهای مجری")
  package static let flags = Phrase("flags", "هشدارها")
  package static let inventoryByAxis = Phrase("data inventory by axis", "داشته‌ها و نداشته‌های آماری به تفکیک محور")
  package static let inventoryByOwner = Phrase("data inventory by owner", "داشته‌ها و نداشته‌های آماری به تفکیک متولی")
  package static let tables = Phrase("tables", "جدول‌ها")
  package static let moreRows = Phrase("… and %1 more (align rank --by %2)", "… و %1 مورد دیگر (align rank --by %2)")
  package static let more = Phrase("… and %1 more", "… و %1 مورد دیگر")
  package static let warnings = Phrase("warnings", "تذکرها")
  package static let warningsCount = Phrase(
    "warnings of the reader and the weights: %1",
    "تذکرهای خواندن و وزن‌دهی: %1")
  package static let noFlags = Phrase("No flags.", "هشداری نیست.")
  package static let atStake = Phrase(
    "Money at stake, each line counted once: %1.",
    "اعتبار زیر سؤال، هر ردیف یک بار شمرده شده: %1.")
  package static let accepted = Phrase("accepted", "پذیرفته‌شده")
  package static let rank = Phrase("rank", "رتبه")
  package static let id = Phrase("id", "کد")
  package static let name = Phrase("name", "عنوان")
  package static let attainment = Phrase("attainment", "درصد تحقق")
  package static let weight = Phrase("weight", "وزن")
  package static let needShare = Phrase("need share", "سهم نیاز")
  package static let fundingShare = Phrase("funding share", "سهم اعتبار")
  package static let underFunding = Phrase("under-funding, points", "کمبود، واحد درصد")
  package static let underFundingAmount = Phrase("under-funding", "مبلغ کمبود")
  package static let ratio = Phrase("funding / need", "اعتبار به نیاز")
  package static let funding = Phrase("funding", "اعتبار")
  package static let state = Phrase("state", "وضعیت")
  package static let planningGap = Phrase("planning gap", "شکاف برنامه")
  package static let reviewGap = Phrase("review gap", "شکاف پایش")
  package static let title = Phrase("title", "عنوان")
  package static let department = Phrase("department", "واحد مجری")
  package static let approved = Phrase("approved", "مصوب")
  package static let linked = Phrase("linked", "مرتبط با برنامه")
  package static let servedShare = Phrase("share", "سهم مرتبط")
  package static let lineClass = Phrase("class", "ارتباط")
  package static let score = Phrase("score", "امتیاز")
  package static let quartile = Phrase("quartile", "چارک")
  package static let untiedShare = Phrase("share untied", "سهم بی‌پیوند")
  package static let untiedAmount = Phrase("untied", "بی‌پیوند")
  package static let execution = Phrase("spent / approved", "عملکرد به مصوب")
  package static let lineCount = Phrase("lines", "تعداد ردیف")
  package static let code = Phrase("code", "کد")
  package static let severity = Phrase("severity", "درجه")
  package static let count = Phrase("count", "تعداد")
  package static let amount = Phrase("amount", "مبلغ")
  package static let meaning = Phrase("meaning", "معنی")
  package static let subject = Phrase("subject", "موضوع")
  package static let remedy = Phrase("what would clear it", "راه رفع")
  package static let kind = Phrase("kind", "نوع")
  package static let owner = Phrase("owner", "متولی")
  package static let have = Phrase("have", "موجود")
  package static let stale = Phrase("stale", "کهنه")
  package static let neverMeasured = Phrase("never measured", "هرگز سنجیده‌نشده")
  package static let notMeasurable = Phrase("not measurable", "غیرقابل سنجش")
  package static let table = Phrase("table", "جدول")
  package static let rows = Phrase("rows", "سطر")
  package static let noOwner = Phrase("(no owner)", "(بی‌متولی)")
  package static let noDepartment = Phrase("(no department)", "(بدون واحد مجری)")
  package static let total = Phrase("total", "جمع")
  package static let checkSummary = Phrase(
    "Read without an error: %1 indicators, %2 measured in time, %3 stale, %4 never measured, %5 not measurable.",
    "جدول‌ها بدون خطا خوانده شد: %1 شاخص؛ %2 به‌هنگام سنجیده شده، %3 کهنه، %4 هرگز سنجیده نشده، %5 غیرقابل سنجش.")
  package static let before = Phrase("before", "پیش")
  package static let after = Phrase("after", "پس")
  package static let change = Phrase("change", "تغییر")
  package static let reason = Phrase("reason", "دلیل")
  package static let solution = Phrase("status", "نتیجه")
  package static let amountsIn = Phrase("Amounts in %1.", "مبلغ‌ها به %1.")
}

extension Severity {
  /// The severity in words.
  package func words(in language: Language) -> String {
    switch (self, language) {
    case (.error, .fa): "خطا"
    case (.warning, .fa): "هشدار"
    case (.info, .fa): "آگاهی"
    default: rawValue
    }
  }
}
