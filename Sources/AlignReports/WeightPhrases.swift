import AlignModel
import AlignNumerics
import AlignWords

extension Phrase {
  static let titleWeights = Phrase("weights by level and method", "وزن‌ها به تفکیک سطح و روش")
  static let titleExperts = Phrase("consistency of the experts", "سازگاری قضاوت خبرگان")
  static let level = Phrase("level", "سطح")
  static let parent = Phrase("under", "زیرمجموعهٔ")
  static let inForce = Phrase("in force", "وزن جاری")
  static let overallWeight = Phrase("of the whole", "وزن در کل برنامه")
  static let expert = Phrase("expert", "خبره")
  static let theGroup = Phrase("(the group)", "(گروه خبرگان)")
  static let thePlan = Phrase("(the plan)", "(برنامه)")
  static let node = Phrase("compared under", "مقایسه ذیل")
  static let judgedPairs = Phrase("pairs judged", "زوج‌های قضاوت‌شده")
  static let missingPairs = Phrase("missing", "بی‌قضاوت")
  static let consistencyRatio = Phrase("CR", "نسبت ناسازگاری")
  static let distance = Phrase("distance to the group", "فاصله از گروه")
  static let bestWorstDeviation = Phrase("best–worst ξ", "انحراف بهترین–بدترین")
  static let toMend = Phrase("judgement to mend", "قضاوت نیازمند بازبینی")
  static let judgedAs = Phrase("judged", "قضاوت")
  static let suggested = Phrase("implied", "مقدار سازگار")
  static let ratioAfter = Phrase("CR after", "ناسازگاری پس از اصلاح")
  static let methodsHeading = Phrase(
    "Weights in force: axes %1, goals %2, indicators %3.", "وزن‌های جاری: محورها %1، هدف‌ها %2، شاخص‌ها %3.")
  static let asTheTable = Phrase("as the table gives them", "همان که جدول می‌دهد")
  /// Which expert, CR, left, right, ratio, suggested, CR after.
  static let mendSentence = Phrase(
    "The judgements of %1 contradict each other (CR %2): look first at %3 against %4, judged %5; the other judgements imply %6, which would bring CR to %7.",
    "قضاوت‌های %1 ناسازگار است (نسبت ناسازگاری %2): نخست مقایسهٔ %3 با %4 را بازبینی کنید که %5 داده شده است؛ از قضاوت‌های دیگر %6 برمی‌آید و با آن نسبت ناسازگاری %7 می‌شود."
  )
  static let notWeighed = Phrase("Not possible here: %1.", "در اینجا ممکن نیست: %1.")
}

extension WeightMethod {
  /// The method in words.
  package var phrase: Phrase {
    switch rawValue {
    case "equal": Phrase("equal", "برابر")
    case "given": Phrase("given", "جدول")
    case "direct": Phrase("direct", "امتیازدهی مستقیم")
    case "swing": Phrase("swing", "دامنهٔ نوسان")
    case "ahp": Phrase("AHP", "تحلیل سلسله‌مراتبی")
    case "ahp-geometric": Phrase("AHP, geometric", "سلسله‌مراتبی هندسی")
    case "best-worst": Phrase("best–worst", "بهترین–بدترین")
    case "entropy": Phrase("entropy", "آنتروپی")
    case "critic": Phrase("CRITIC", "کریتیک")
    case "standard-deviation": Phrase("deviation", "انحراف معیار")
    case "principal-component": Phrase("first component", "مؤلفهٔ اصلی")
    default: Phrase(rawValue, rawValue)
    }
  }

  /// Every method.
  static var all: [WeightMethod] { NamedWeighingMethod.all.map { WeightMethod(rawValue: $0.name) } }

  /// Whether the method only reads the column `weight` in another way, which is no opinion beside the one in force.
  var isReading: Bool { ["direct", "swing"].contains(rawValue) }

  /// The key of the method in documents.
  var key: String { rawValue.replacing("-", with: "_") }
}

extension PlanLevel {
  /// The level in words.
  package var phrase: Phrase {
    switch self {
    case .axes: .axes
    case .goals: .goals
    case .indicators: .indicators
    }
  }

  /// One of its members, in words.
  var memberPhrase: Phrase {
    switch self {
    case .axes: Phrase("axis", "محور")
    case .goals: Phrase("goal", "هدف")
    case .indicators: Phrase("indicator", "شاخص")
    }
  }
}

extension WeighingFault {
  /// Why a group cannot be weighed, in a few words.
  package func reason(ids: [String], in language: Language) -> String {
    func id(_ index: Int) -> String { index < ids.count ? ids[index] : "\(index + 1)" }
    let phrase =
      switch self {
      case .blank(let index): Phrase("no weight for \(id(index))", "\(id(index)) وزن ندارد")
      case .negative(let index): Phrase("a negative figure for \(id(index))", "مقدار \(id(index)) منفی است")
      case .allZero: Phrase("all weights are 0", "همهٔ وزن‌ها صفر است")
      case .noJudgements: Phrase("no expert compared these", "هیچ خبره‌ای این‌ها را مقایسه نکرده است")
      case .unconnected(let index):
        Phrase(
          "no chain of judgements ties \(id(index)) to \(id(0))",
          "هیچ زنجیره‌ای از قضاوت‌ها \(id(index)) را به \(id(0)) پیوند نمی‌دهد")
      case .noBestAndWorst(let expert):
        Phrase(
          "\(expert) compared no best and no worst with all others",
          "\(expert) بهترین و بدترین را با همهٔ دیگران مقایسه نکرده است")
      case .tooFewPeriods(let count):
        Phrase(
          "only \(count) periods in which all have an attainment",
          "تنها در \(count) دوره همه درصد تحقق دارند")
      case .noVariation:
        Phrase("all fared the same in every period", "همه در همهٔ دوره‌ها یکسان بوده‌اند")
      case .numerics(let reason): Phrase(reason, reason)
      }
    return phrase.text(in: language)
  }
}

extension Phrase {
  /// The name of the workspace.
  package static let titleOfWeights = Phrase("%1: weights by level and method", "%1: وزن‌ها به تفکیک سطح و روش")
}
