import AlignWords

/// What `align link` says.
extension Phrase {
  /// Titles and sentences of `align link suggest`, and the headings of its table.
  public static let titleSuggest = Phrase("%1: what lines of %2 may serve", "%1: ردیف‌های %2 در خدمت چه شاخصی‌اند؟")
  public static let titleEvaluate = Phrase(
    "%1: how well confirmed links are found again", "%1: پیوندهای تأییدشده تا چه اندازه بازیافت می‌شوند")
  public static let suggestions = Phrase("suggestions", "پیشنهادها")
  public static let linkTaught = Phrase(
    "Taught by %1 confirmed texts; probabilities are calibrated on texts held out from the fit.",
    "آموخته از %1 متن تأییدشده؛ احتمال‌ها با متن‌های کنارگذاشته واسنجی شده‌اند.")
  public static let linkUntaught = Phrase(
    "Only %1 texts are confirmed (%2 are needed, with at least two answers), so scores are similarities of text, not probabilities.",
    "تنها %1 متن تأیید شده است (دست‌کم %2 متن با دو پاسخ لازم است)؛ پس نمره‌ها همانندی متن‌اند، نه احتمال.")
  public static let suggestedLines = Phrase(
    "%1 lines asked about; %2 have a suggestion.", "%1 ردیف بررسی شد؛ برای %2 ردیف پیشنهادی هست.")
  public static let nothingToSuggest = Phrase(
    "Every line of the year is settled by a confirmed link or a rule; --all asks about them too.",
    "تکلیف همه ردیف‌های سال با پیوند تأییدشده یا قاعده روشن است؛ با ‎--all آن‌ها هم بررسی می‌شوند.")
  public static let howToDecide = Phrase(
    "Write accept, reject or none in the column decision, then: align link accept %1 FILE --by NAME",
    "در ستون decision یکی از accept، reject یا none را بنویسید و سپس: align link accept %1 FILE --by NAME")
  public static let linkYear = Phrase("year", "سال")
  public static let linkLine = Phrase("line", "ردیف")
  public static let linkProgram = Phrase("programme", "برنامه")
  public static let linkIndicator = Phrase("indicator", "شاخص")
  public static let linkGoal = Phrase("goal", "هدف")
  public static let linkProbability = Phrase("probability", "احتمال")
  public static let linkSimilarity = Phrase("similarity", "همانندی")
  public static let noneProbability = Phrase("serves none", "بی‌ارتباط")
  public static let spokenWords = Phrase("words", "واژه‌ها")
  public static let neighbourLines = Phrase("like lines", "ردیف‌های همانند")
  public static let linkDecision = Phrase("decision", "تصمیم")
  public static let shareOfLine = Phrase("share", "سهم")
  public static let decidedBy = Phrase("by", "توسط")
  public static let servesNone = Phrase("serves no target", "در خدمت هیچ هدفی نیست")

  /// Sentences and headings of `align link evaluate`.
  public static let heldOut = Phrase(
    "%1 confirmed texts, held out in %2 parts; each part found by a model that has not seen it.",
    "%1 متن تأییدشده در %2 بخش کنار گذاشته شد؛ هر بخش را مدلی یافت که آن را ندیده بود.")
  public static let tooFewTexts = Phrase(
    "Not estimable: %1 confirmed texts; expected at least %2, with two answers.",
    "قابل برآورد نیست: %1 متن تأییدشده؛ دست‌کم %2 متن با دو پاسخ لازم است.")
  public static let calibrationErrorIs = Phrase(
    "Calibration error %1: the mean distance between a best suggestion's probability and how often it is right.",
    "خطای واسنجی %1: میانگین فاصله احتمال بهترین پیشنهاد با سهم درست‌ها.")
  public static let linkMeasures = Phrase("measures", "سنجه‌ها")
  public static let linkReliability = Phrase("reliability of probabilities", "درستی احتمال‌ها")
  public static let linkTexts = Phrase("texts", "متن‌ها")
  public static let precisionAt1 = Phrase("precision at 1", "دقت نخستین")
  public static let recallAt3 = Phrase("recall at 3", "بازیافت در ۳")
  public static let recallAt5 = Phrase("recall at 5", "بازیافت در ۵")
  public static let reciprocalRank = Phrase("mean reciprocal rank", "میانگین وارون رتبه")
  public static let averagePrecision = Phrase("average precision", "میانگین دقت")
  public static let allDepartments = Phrase("all", "همه")
  public static let linkFrom = Phrase("from", "از")
  public static let linkTo = Phrase("to", "تا")
  public static let meanProbability = Phrase("mean probability", "میانگین احتمال")
  public static let rightShare = Phrase("right", "سهم درست")
}
