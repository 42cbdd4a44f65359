import AlignModel
import AlignWords
import PortableObject
import Testing

@Suite("one word for one concept")
struct GlossaryTests {
  @Test("every term has a word and a definition in every language")
  func termsAreComplete() {
    #expect(Term.all.count > 100)
    for term in Term.all {
      #expect(Phrase(named: "word.\(term.name)") != nil)
      #expect(Phrase(named: "term.\(term.name)") != nil, "term.\(term.name) is missing")
    }
    let defined = (catalogues.first { $0.language == "en" }?.file.entries ?? []).filter {
      $0.context.hasPrefix("term.")
    }
    #expect(defined.map { String($0.context.dropFirst(5)) } == Term.all.map(\.name))
  }

  @Test("no word stands for two concepts", arguments: Language.allCases)
  func wordsAreDistinct(language: Language) {
    let words = Dictionary(grouping: Term.all) { $0.word(in: language).lowercased() }
    #expect(words.filter { $0.value.count > 1 }.isEmpty)
  }

  @Test("headings and answers use the words of the glossary", arguments: Language.allCases)
  func headingsAreTerms(language: Language) {
    let pairs: [(Phrase, String)] = [
      (.needShare, "need_share"), (.fundingShare, "funding_share"), (.attainment, "attainment"),
      (.planningGap, "planning_gap"), (.reviewGap, "review_gap"), (.quartile, "quartile"), (.score, "score"),
      (.figureCoverage, "coverage"), (.figureLive, "live_coverage"), (.figureIndex, "alignment_index"),
      (.alignmentIndex, "alignment_index"), (.unmeasured, "unmeasured_funding"), (.severity, "severity"),
      (.severityError, "error"), (.severityWarning, "warning"), (.severityInfo, "info"), (.remedy, "remedy"),
      (.accepted, "accepted"), (.classTied, "tied"), (.classUntied, "untied"), (.classNeutral, "neutral"),
      (.linkStatusConfirmed, "confirmed"), (.linkStatusSuggested, "suggested"), (.linkStatusRejected, "rejected"),
      (.choiceMeasurementsStatusProvisional, "provisional"), (.have, "up_to_date"), (.stale, "stale"),
      (.notMeasurable, "not_measurable"), (.onTrack, "on_track"), (.behind, "behind"), (.offTrack, "off_track"),
      (.confidence, "confidence_factor"), (.price, "shadow_price"), (.gap, "duality_gap"),
      (.objective, "objective"), (.envelope, "envelope"), (.department, "department"), (.owner, "owner"),
      (.driver, "driver"), (.habit, "habit"), (.largestLeverage, "leverage"), (.inflation, "inflation"),
      (.deviation, "deviation"), (.kappa, "kappa"), (.precisionAt1, "precision_at_1"), (.target, "target"),
      (.goal, "goal"), (.axis, "axis"), (.indicator, "indicator"), (.line, "line"), (.approved, "approved"),
      (.spent, "spent"), (.weight, "weight"), (.expert, "expert"), (.categoryMission, "mission"),
      (.categoryFund, "fund"), (.budgetKindCapital, "capital"), (.unknown, "unknown"), (.settings, "settings"),
      (.notEstimable, "not_estimable"), (.file, "file"),
    ]
    for (phrase, name) in pairs {
      #expect(phrase.text(in: language) == Term.all.first { $0.name == name }?.word(in: language), "\(name)")
    }
  }

  /// Words that once stood beside the one of the glossary, and what is written instead.
  private static let variants: [(pattern: String, instead: String)] = [
    ("هم‌راستا", "همسو"), ("نشانه", "هشدار"), ("موقت", "مقدماتی"), (#"(?:^|\P{L})قید"#, "محدودیت"), ("پرونده", "فایل"),
    ("کهنه", "قدیمی"), ("دستگاه", "واحد مجری"), ("شناسه", "کد"), ("داوری", "قضاوت، بررسی"),
    ("نسبت ناسازگاری", "نرخ ناسازگاری"), ("کم‌اعتبار|پراعتبار", "دچار کمبود، دارای مازاد"), ("تکلیفی", "الزامی"),
    ("رفع فاصله", "رفع شکاف"), ("فصل پیش|فصل به فصل|همین فصل", "سه‌ماهه"), ("وارون‌سازی", "بی‌مقیاس‌سازی"),
    ("تایید", "تأیید"), ("ماموریت", "مأموریت"), ("آنها|اینها", "آن‌ها، این‌ها"),
    // Letters and digits of other keyboards, and joints that are missing.
    ("[يكةى٠-٩]", "ی ک ه ۰–۹"), (#"(?:^|\P{L})ن?می \p{L}"#, "می‌"),
    (#"\p{L} (?:ها|های|هایی|تر|ترین)(?!\p{L})"#, "‌ها، ‌تر"),
    (#"ه‌ی(?:\P{L}|$)"#, "هٔ"),
  ]

  @Test("Persian messages use no other word than that of the glossary")
  func hasNoVariants() throws {
    let persian = try #require(catalogues.first { $0.language == "fa" }?.file)
    // By scalars: to Swift a letter and the joint that follows it are one character.
    let expressions = try Self.variants.map { (try Regex($0.pattern).matchingSemantics(.unicodeScalar), $0) }
    for entry in persian.entries {
      for text in entry.texts {
        for (expression, variant) in expressions {
          let found = text.firstMatch(of: expression).map { String(text[$0.range]) }
          #expect(found == nil, "\(entry.context): write “\(variant.instead)”: \(text)")
        }
      }
    }
  }

  @Test("Persian prose has Persian digits")
  func hasPersianDigits() throws {
    let persian = try #require(catalogues.first { $0.language == "fa" }?.file)
    // What is filled in, code, and names in Latin letters keep theirs.
    let kept = /%[1-9]|`[^`]*`|[A-Za-z][A-Za-z0-9._@-]*(?:[ -][0-9][0-9.-]*)?|1[34][0-9]{2}(?:Q[1-4])?/
    // The scenario to fill in is code with remarks.
    for entry in persian.entries where entry.context != "init.scenarioFile" {
      for text in entry.texts {
        let digits = text.replacing(kept, with: "").filter { $0.isASCII && $0.isNumber }
        #expect(digits.isEmpty, "\(entry.context): \(text)")
      }
    }
  }
}

@Suite("words of forms")
struct FormWordTests {
  @Test("headings and choices of a form are words that the reader knows", arguments: Language.allCases)
  func readsWhatItOffers(language: Language) {
    func key(_ text: String) -> String { TextNormaliser.folded(text).filter { $0 != " " && $0 != "_" && $0 != "-" } }
    for table in Tables.all {
      #expect(([table.name] + table.alsoCalled).map(key).contains(key(TableWords.sheet(table.name, in: language))))
      for column in table.columns {
        let heading = TableWords.heading(column.name, of: table.name, in: language)
        #expect(
          ([column.name] + column.alsoCalled).map(key).contains(key(heading)), "\(table.name): \(heading) is not read")
        guard case .choice(let words) = column.kind else { continue }
        for word in words {
          let choice = TableWords.choice(word[0], column: column.name, of: table.name, in: language)
          #expect(word.map(key).contains(key(choice)), "\(table.name).\(column.name): \(choice) is not read")
        }
      }
    }
  }
}
