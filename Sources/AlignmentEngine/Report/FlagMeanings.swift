/// What each flag says, in a few words.
public enum FlagMeaning {
  /// The meaning of a code in a language; the code itself where it is not one of ours.
  public static func text(_ code: String, in language: Language) -> String {
    guard let pair = pairs[code] else { return code }
    return language == .fa ? pair.fa : pair.en
  }

  private static let pairs: [String: (en: String, fa: String)] = [
    "AL101": ("line serves no indicator", "ردیف در خدمت هیچ شاخصی نیست"),
    "AL102": ("line serves only indicators already met", "ردیف تنها در خدمت شاخص‌های محقق‌شده است"),
    "AL103": ("line is tied to the plan only weakly", "پیوند ردیف با برنامه سست است"),
    "AL104": ("line's department owns none of its indicators", "واحد مجری متولی هیچ‌یک از شاخص‌های ردیف نیست"),
    "AL105": ("near-duplicate lines in different departments", "ردیف‌های بسیار همانند در واحدهای گوناگون"),
    "AL106": ("money to targets whose last year has passed", "اعتبار برای هدف‌هایی که سال پایانشان گذشته است"),
    "AL107": ("execution far from approved", "عملکرد از مصوب دور است"),
    "AL108": ("line works against an indicator", "ردیف خلاف جهت یک شاخص است"),
    "AL201": ("indicator behind schedule, without money", "شاخص عقب‌مانده و بدون اعتبار"),
    "AL202": ("goal under-funded", "هدف دچار کمبود اعتبار"),
    "AL203": ("goal over-funded", "هدف با اعتبار بیش از نیاز"),
    "AL204": ("funding unexplained by need, mandate or habit", "اعتباری که نیاز، تکلیف یا روال آن را توضیح نمی‌دهد"),
    "AL301": ("never measured", "هرگز سنجیده نشده"),
    "AL302": ("measurement stale", "اندازه‌گیری کهنه"),
    "AL303": ("worse than the baseline", "بدتر از مقدار پایه"),
    "AL304": ("not measurable or not time-bound", "غیرقابل سنجش یا زمان‌بندی‌نشده"),
    "AL305": ("targets contradict the direction", "هدف‌ها با جهت شاخص ناسازگارند"),
    "AL401": ("shares of a line sum above 1", "جمع سهم‌های ردیف بیش از ۱ است"),
    "AL402": ("link to what does not exist", "پیوند به چیزی که وجود ندارد"),
    "AL403": ("expert's judgements inconsistent", "قضاوت‌های خبره ناسازگار است"),
  ]
}
