import AlignWords
import AlignmentEngine

extension Phrase {
  static let scoreCoverage = Phrase("criteria known", "معیارهای معلوم")
  static let robustRanking = Phrase("goals under all weightings", "هدف‌ها زیر همهٔ وزن‌دهی‌ها")
  static let rankNow = Phrase("rank now", "رتبهٔ کنونی")
  static let meanRank = Phrase("mean rank", "میانگین رتبه")
  static let first = Phrase("first", "رتبهٔ یک")
  static let amongThree = Phrase("among three", "در سه رتبهٔ نخست")
  static let margin = Phrase("±", "±")
  static let underFundedShare = Phrase("under-funded", "کم‌اعتبار")
  static let overFundedShare = Phrase("over-funded", "پراعتبار")
  static let confidence = Phrase("confidence", "ضریب اطمینان")
  /// Goal, its name, share, margin.
  static let robustSentence = Phrase(
    "%1 (%2) is among the three most under-funded under %3 ± %4 % of weightings.",
    "%1 (%2) در %3 ± %4 درصد از وزن‌دهی‌ها یکی از سه هدفی است که بیش از همه کمبود اعتبار دارند.")
  static let robustSentenceOfOne = Phrase(
    "%1 (%2) is the most under-funded under %3 ± %4 % of weightings.",
    "%1 (%2) در %3 ± %4 درصد از وزن‌دهی‌ها بیش از هر هدف دیگری کمبود اعتبار دارد.")
  /// What was drawn: draws, seed, unknown gaps and, last, the order.
  package static let robustUniform = Phrase(
    "%1 weightings drawn, each set of weights as likely as another (seed %2); %3 unknown gaps drawn from 0 to 1.",
    "%1 وزن‌دهی به تصادف، هر مجموعه وزن به یک اندازه محتمل (بذر %2)؛ %3 شکاف نامعلوم از ۰ تا ۱ به تصادف.")
  package static let robustPanel = Phrase(
    "%1 weightings drawn about the weights in force (seed %2); %3 unknown gaps drawn from 0 to 1.",
    "%1 وزن‌دهی به تصادف پیرامون وزن‌های جاری (بذر %2)؛ %3 شکاف نامعلوم از ۰ تا ۱ به تصادف.")
  package static let robustOrdered = Phrase(
    "%1 weightings drawn that keep the order %4 (seed %2); %3 unknown gaps drawn from 0 to 1.",
    "%1 وزن‌دهی به تصادف با حفظ ترتیب %4 (بذر %2)؛ %3 شکاف نامعلوم از ۰ تا ۱ به تصادف.")
  /// What stands in place of a ranking, and below one.
  package static let robustNone = Phrase(
    "Not estimable: no linked money, or no goal in need.",
    "قابل برآورد نیست: اعتبار مرتبطی نیست یا هیچ هدفی نیاز ندارد.")
  package static let marginNote = Phrase(
    "± is the margin that drawing leaves, in nineteen cases of twenty.",
    "± دامنهٔ خطای نمونه‌گیری است (در نوزده مورد از بیست).")
  static let sensitivity = Phrase("what moves the ranks", "چه چیزی رتبه‌ها را جابه‌جا می‌کند")
  static let factorKind = Phrase("kind", "نوع")
  static let factor = Phrase("varied", "آنچه تغییر می‌کند")
  static let firstOrder = Phrase("by itself", "به‌تنهایی")
  static let totalOrder = Phrase("with interactions", "همراه با برهم‌کنش")
  /// Places, things ranked, factor, share.
  package static let sensitivitySentence = Phrase(
    "Ranks move by %1 of %2 places on average; most comes from %3 (%4 of the variance, with interactions).",
    "رتبه‌ها به طور میانگین %1 پله از %2 جابه‌جا می‌شوند؛ بیشترین سهم از %3 است (%4 از پراکندگی، همراه با برهم‌کنش).")
  package static let sensitivityNone = Phrase(
    "Sensitivity is not estimable: there are not two things whose ranks could change.",
    "حساسیت قابل برآورد نیست: دو چیز که رتبه‌شان بتواند تغییر کند وجود ندارد.")
}

extension Sensitivity.Factor {
  /// What was varied, in words.
  func words(in language: Language) -> String {
    let phrase: Phrase? =
      switch name {
      case "unknown_gaps": Phrase("gaps that are unknown", "شکاف‌های نامعلوم")
      case "scale_of_gaps": Phrase("the scale of gaps", "مقیاس شکاف‌ها")
      case "cost_to_close": Phrase("whether costs to close count", "به حساب آوردن هزینهٔ رفع شکاف")
      case "money_to_unknown":
        Phrase("whether money to unknown indicators counts", "به حساب آوردن اعتبار شاخص‌های نامعلوم")
      case "normalisation": Phrase("the normalisation", "روش بی‌مقیاس‌سازی")
      default: nil
      }
    if let phrase { return phrase.text(in: language) }
    return Phrase("weight of \(name)", "وزن \(name)").text(in: language)
  }

  /// The kind in words.
  func kindWords(in language: Language) -> String {
    switch (kind, language) {
    case (.weight, .fa): "وزن"
    case (.gaps, .fa): "نادانسته"
    case (.choice, .fa): "انتخاب"
    default: kind.rawValue
    }
  }
}
