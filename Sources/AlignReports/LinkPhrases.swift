import AlignWords

/// What `align link` says.
extension Phrase {
  /// Titles and sentences of `align link suggest`, and the headings of its table.
  package static let titleSuggest = Phrase("%1: what lines of %2 may serve", "%1: ردیف‌های %2 در خدمت چه شاخصی‌اند؟")
  package static let titleEvaluate = Phrase(
    "%1: how well confirmed links are found again", "%1: پیوندهای تأییدشده تا چه اندازه بازیافت می‌شوند")
  package static let suggestions = Phrase("suggestions", "پیشنهادها")
  package static let linkTaught = Phrase(
    "Taught by %1 confirmed texts; probabilities are calibrated on texts held out from the fit.",
    "آموخته از %1 متن تأییدشده؛ احتمال‌ها با متن‌های کنارگذاشته واسنجی شده‌اند.")
  package static let linkUntaught = Phrase(
    "Only %1 texts are confirmed (%2 are needed, with at least two answers), so scores are similarities of text, not probabilities.",
    "تنها %1 متن تأیید شده است (دست‌کم %2 متن با دو پاسخ لازم است)؛ پس نمره‌ها همانندی متن‌اند، نه احتمال.")
  package static let suggestedLines = Phrase(
    "%1 lines asked about; %2 have a suggestion.", "%1 ردیف بررسی شد؛ برای %2 ردیف پیشنهادی هست.")
  package static let nothingToSuggest = Phrase(
    "Every line of the year is settled by a confirmed link or a rule; --all asks about them too.",
    "تکلیف همه ردیف‌های سال با پیوند تأییدشده یا قاعده روشن است؛ با ‎--all آن‌ها هم بررسی می‌شوند.")
  package static let howToDecide = Phrase(
    "Write accept, reject or none in the column decision, then: align link accept %1 FILE --by NAME",
    "در ستون decision یکی از accept، reject یا none را بنویسید و سپس: align link accept %1 FILE --by NAME")
  package static let linkYear = Phrase("year", "سال")
  package static let linkLine = Phrase("line", "ردیف")
  package static let linkProgram = Phrase("programme", "برنامه")
  package static let linkIndicator = Phrase("indicator", "شاخص")
  package static let linkGoal = Phrase("goal", "هدف")
  package static let linkProbability = Phrase("probability", "احتمال")
  package static let linkSimilarity = Phrase("similarity", "همانندی")
  package static let noneProbability = Phrase("serves none", "بی‌ارتباط")
  package static let spokenWords = Phrase("words", "واژه‌ها")
  package static let neighbourLines = Phrase("like lines", "ردیف‌های همانند")
  package static let linkDecision = Phrase("decision", "تصمیم")
  package static let shareOfLine = Phrase("share", "سهم")
  package static let decidedBy = Phrase("by", "توسط")
  package static let servesNone = Phrase("serves no target", "در خدمت هیچ هدفی نیست")

  /// Sentences and headings of `align link evaluate`.
  package static let heldOut = Phrase(
    "%1 confirmed texts, held out in %2 parts; each part found by a model that has not seen it.",
    "%1 متن تأییدشده در %2 بخش کنار گذاشته شد؛ هر بخش را مدلی یافت که آن را ندیده بود.")
  package static let tooFewTexts = Phrase(
    "Not estimable: %1 confirmed texts; expected at least %2, with two answers.",
    "قابل برآورد نیست: %1 متن تأییدشده؛ دست‌کم %2 متن با دو پاسخ لازم است.")
  package static let calibrationErrorIs = Phrase(
    "Calibration error %1: the mean distance between a best suggestion's probability and how often it is right.",
    "خطای واسنجی %1: میانگین فاصله احتمال بهترین پیشنهاد با سهم درست‌ها.")
  package static let linkMeasures = Phrase("measures", "سنجه‌ها")
  package static let linkReliability = Phrase("reliability of probabilities", "درستی احتمال‌ها")
  package static let linkTexts = Phrase("texts", "متن‌ها")
  package static let precisionAt1 = Phrase("precision at 1", "دقت نخستین")
  package static let recallAt3 = Phrase("recall at 3", "بازیافت در ۳")
  package static let recallAt5 = Phrase("recall at 5", "بازیافت در ۵")
  package static let reciprocalRank = Phrase("mean reciprocal rank", "میانگین وارون رتبه")
  package static let averagePrecision = Phrase("average precision", "میانگین دقت")
  package static let allDepartments = Phrase("all", "همه")
  package static let linkFrom = Phrase("from", "از")
  package static let linkTo = Phrase("to", "تا")
  package static let meanProbability = Phrase("mean probability", "میانگین احتمال")
  package static let rightShare = Phrase("right", "سهم درست")
}
