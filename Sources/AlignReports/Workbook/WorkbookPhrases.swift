import AlignWords

extension Phrase {
  static let summary = Phrase("summary", "خلاصه")
  static let reviewed = Phrase("review: %1", "پایش: %1")
  static let key = Phrase("key", "کلید")
  static let figure = Phrase("figure", "شاخص")
  static let value = Phrase("value", "مقدار")
  static let needAgainstFunding = Phrase("Need against funding, by goal", "سهم نیاز در برابر سهم اعتبار، به تفکیک هدف")

  static let figureApproved = Phrase("budget approved", "بودجه مصوب")
  static let meaningApproved = Phrase("all lines of the year", "همه ردیف‌های سال")
  static let figureLinked = Phrase("in the service of the plan", "در خدمت برنامه")
  static let meaningLinked = Phrase("money that reaches an indicator", "اعتباری که به شاخصی می‌رسد")
  static let figureCoverage = Phrase("coverage", "پوشش برنامه")
  static let meaningCoverage = Phrase("share of the budget that serves the plan", "سهمی از بودجه که در خدمت برنامه است")
  static let figureLive = Phrase("live coverage", "پوشش مؤثر")
  static let meaningLive = Phrase("share that goes to targets not yet met", "سهمی که به هدف‌های محقق‌نشده می‌رسد")
  static let figureLiveUpper = Phrase("live coverage, at most", "پوشش مؤثر، حداکثر")
  static let meaningLiveUpper = Phrase(
    "if the targets whose state is unknown are not met either", "اگر هدف‌های نامعلوم هم محقق نشده باشند")
  static let figureIndex = Phrase("alignment index", "شاخص همسویی")
  static let meaningIndex = Phrase(
    "coverage times the likeness of funding to need, 0 to 1", "پوشش ضرب در شباهت سهم اعتبار به سهم نیاز، از صفر تا یک")
  static let figureAttainment = Phrase("attainment of the plan", "تحقق برنامه")
  static let meaningAttainment = Phrase("weighted, over what is known", "میانگین وزنی شاخص‌های معلوم")
  static let figureUntiedLines = Phrase("untied lines", "ردیف‌های بی‌پیوند")
  static let figureUntied = Phrase("untied money", "اعتبار بی‌پیوند")
  static let meaningUntied = Phrase(
    "nobody has judged which target they serve", "هنوز کسی پیوندشان با برنامه را بررسی نکرده")
  static let figureNeutralLines = Phrase("neutral lines", "ردیف‌های بی‌ارتباط")
  static let figureNeutral = Phrase("neutral money", "اعتبار بی‌ارتباط")
  static let meaningNeutral = Phrase("judged to serve no target", "بررسی شده و در خدمت هیچ هدفی نیست")
  static let figureUnknown = Phrase("indicators not known", "شاخص‌های نامعلوم")
  static let figureUnknownFunding = Phrase("money to them", "اعتبار شاخص‌های نامعلوم")
  static let meaningUnknown = Phrase("no measurement, target or baseline", "بدون اندازه‌گیری، هدف کمی یا مقدار پایه")
  static let figureWorst = Phrase("most under-funded goals", "هدف‌های دارای بیشترین کمبود")
  static let meaningWorst = Phrase("need share above funding share", "سهم نیاز بیش از سهم اعتبار")
  static let figureAtStake = Phrase("money at stake in flags", "اعتبار زیر سؤال در هشدارها")
  static let meaningAtStake = Phrase("each line counted once", "هر ردیف یک بار شمرده شده")
}
