import AlignModel

/// The rules by which words that mean the same become the same word: all in one place, by language.
///
/// Letters and digits are folded by ``TextNormaliser``; here stand what matching of *words* adds to that, the endings that
/// are taken off, and the words that say nothing of the work a line pays for.
enum WordRules {
  /// Folds that hold for words only, where a title may be written either way: hamza on its seat, madda.
  static func foldLetter(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x0622: 0x0627  // آ → ا
    case 0x0626: 0x06CC  // ئ → ی
    case 0x0621: 0  // ء
    default: TextNormaliser.fold(scalar)
    }
  }

  /// Marks of the Arabic block that stand between words.
  static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0600...0x060F, 0x061B...0x061F, 0x066A...0x066D, 0x06D4, 0x06DD, 0x06DE, 0x06E9, 0x06FD, 0x06FE: true
    default: false
    }
  }

  /// The plain letter of each Latin letter with a mark, U+00C0 to U+017F in order; a space where there is no letter.
  static let latin: [UInt8] = Array(
    ("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
      + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// Persian endings that may also stand after a space or a joint and then belong to the word before.
  static let persianParticles: Set<String> = [
    "ها", "های", "هایی", "هایش", "هایشان", "هایمان", "ای", "ی", "تر", "ترین", "اش", "شان", "مان", "می", "نمی",
  ]

  /// Persian endings: what is taken off, what is put in its place, and the least bytes that stay (two a letter).
  ///
  /// ان and ات end many words that are no plurals (خیابان, مالیات), so they go only after the endings of people and trades,
  /// and ات only from words of four letters or more that do not end in یات.
  static let persianEndings: [(ending: [UInt8], instead: [UInt8], stays: Int)] = [
    ("هایشان", "", 4), ("هایمان", "", 4), ("هایش", "", 4), ("هایی", "", 4), ("های", "", 4), ("ها", "", 4),
    ("ترین", "", 6), ("ندگان", "نده", 4), ("مندان", "مند", 4), ("وندان", "وند", 4), ("کاران", "کار", 4),
    ("گران", "گر", 4), ("کنان", "کن", 4), ("بانان", "بان", 4), ("شناسان", "شناس", 4), ("سازان", "ساز", 4),
    ("داران", "دار", 4), ("آموزان", "آموز", 4), ("اموزان", "اموز", 4), ("جات", "", 6), ("یات", "یات", 0), ("ات", "", 8),
  ].map { (Array($0.utf8), Array($1.utf8), $2) }

  /// Words that tie sentences together, and words of budgets that say nothing of the work: "continued", "other", "for".
  static let persianStopWords = words(
    """
    و در به از که این آن را با برای بر تا یا هر هم نیز ولی اگر یک است شد شده شود می‌شود باشد بود هست های ها ای می نمی تر ترین
    اش شان مان ی سایر دیگر همه بین طی جهت بابت مربوط مربوطه انجام امور مورد نظر طبق وفق ذیل اساس دارای بدون غیر پس پیش نحو خود
    ادامه غیره نسبت توسط جز
    """)

  static let englishStopWords = words(
    """
    a an and any are as at be been but by can do does for from had has have he her his if in into is it its may more most
    no not of on or other our out over per she should so such than that the their them then there these they this those to
    under up was we were what when where which who will with within would you your via etc continued
    """)

  static let spanishStopWords = words(
    """
    a al algo ante bajo cada como con contra cual cuando de del desde donde durante e el ella ellos en entre era es esa ese
    eso esta este esto estos estas fue ha han hasta hay la las le les lo los mas me mi muy ni no nos o otra otras otro otros
    para pero por porque que se segun ser si sin sobre son su sus tambien tanto toda todas todo todos tras u un una unas uno
    unos y ya continuacion
    """)

  private static func words(_ text: String) -> Set<[UInt8]> {
    var reader = WordReader()
    var set: Set<[UInt8]> = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      var word = String(word)
      word.withUTF8 { reader.read(UnsafeRawBufferPointer($0)) }
      set.insert(Array(reader.bytes[..<(reader.ends.last ?? 0)]))
    }
    return set
  }
}

/// Which of the languages in Latin letters a text is in; Persian is told by its letters, word by word.
enum LatinLanguage: Sendable {
  case english, spanish

  /// Tells the language by the words that tie its sentences together.
  static func detect(_ texts: some Sequence<String>) -> LatinLanguage {
    var reader = WordReader()
    var (english, spanish) = (0, 0)
    for text in texts {
      var text = text
      text.withUTF8 { reader.read(UnsafeRawBufferPointer($0)) }
      for index in 0..<reader.count {
        let word = Array(reader.bytes[reader.range(index)])
        let isEnglish = WordRules.englishStopWords.contains(word)
        let isSpanish = WordRules.spanishStopWords.contains(word)
        if isEnglish != isSpanish { if isEnglish { english += 1 } else { spanish += 1 } }
      }
    }
    return spanish > english ? .spanish : .english
  }
}
