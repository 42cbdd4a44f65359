import AlignModel

/// Whether two titles that are nearly alike name one work: every word of the one stands in the other, and what the other says
/// beyond it only continues the work. A word of its own on either side is another deed, object, place or number.
struct SameWork {
  private let language: LatinLanguage
  private let harmless: Set<String>
  private let expenses: Set<String>
  private let deeds: [String: Int]

  init(language: LatinLanguage) {
    self.language = language
    func stems(_ words: [String]) -> Set<String> { Set(words.flatMap { Self.words(of: $0, language) }) }
    harmless = stems(Self.continuing)
    expenses = stems(Self.expenses)
    var deeds: [String: Int] = [:]
    for (index, group) in Self.deeds.enumerated() { for stem in stems(group) { deeds[stem] = index } }
    self.deeds = deeds
  }

  /// Words that say that a work goes on, or that it is one.
  private static let continuing = [
    "ادامه", "تکمیل", "باقیمانده", "طرح", "پروژه", "عملیات", "اجرا", "اجرای", "کار",
    "continued", "continuing", "continuation", "completion", "complete", "remaining", "rest", "project", "works",
    "work",
    "continuación", "terminación", "proyecto", "obra", "obras",
  ]

  /// Words of pay and overheads, which every department carries.
  private static let expenses = [
    "حقوق", "دستمزد", "مزایا", "پاداش", "عیدی", "اضافه‌کار", "ماموریت", "سنوات", "ملزومات", "پرسنل", "بازنشستگی", "سوخت",
    "salaries", "salary", "wages", "payroll", "overtime", "benefits", "pension", "pensions", "travel", "leasing",
    "stationery",
    "supplies", "uniforms", "printing", "postage", "petroleum", "contingent", "utilities",
    "sueldos", "salarios", "remuneraciones", "viáticos", "pensiones", "combustible", "papelería", "vestuario",
  ]

  /// Words for one deed.
  private static let deeds = [
    ["احداث", "ساخت", "ایجاد"], ["بهسازی", "بازسازی", "نوسازی"], ["نگهداری", "نگهداشت"], ["خرید", "تهیه", "تامین"],
    ["build", "building", "construct", "construction"], ["repair", "repairs", "rehabilitation", "renovation"],
    ["purchase", "acquisition", "procurement"], ["construcción", "edificación"], ["compra", "adquisición"],
  ]

  /// The stems of a title in order; a letter or digit alone is kept, since it may tell two works apart.
  static func words(of title: String, _ language: LatinLanguage) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      defer { word.removeAll(keepingCapacity: true) }
      guard !word.isEmpty, !isStopWord(word, language),
        !WordRules.persianParticles.contains(String(decoding: word, as: UTF8.self))
      else { return }
      words.append(String(decoding: Stemmer.stem(word, language: language), as: UTF8.self))
    }
    // A joint parts words as a blank does, so that «ماشین‌آلات» and «ماشین آلات» are alike.
    for scalar in TextNormaliser.keepingJoints(title).lowercased().unicodeScalars {
      guard scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        end()
        continue
      }
      let folded = WordRules.foldLetter(scalar.value)
      if let letter = Unicode.Scalar(folded), folded != 0 { word += Array(Character(letter).utf8) }
    }
    end()
    return words
  }

  private static func isStopWord(_ word: [UInt8], _ language: LatinLanguage) -> Bool {
    WordRules.persianStopWords.contains(word)
      || (language == .spanish ? WordRules.spanishStopWords : WordRules.englishStopWords).contains(word)
  }

  /// Whether a stem only says that a work goes on, or that it is one.
  func isHarmless(_ stem: String) -> Bool { harmless.contains(stem) }

  /// The number of the deed that a stem names, the same for its synonyms.
  func deed(of stem: String) -> Int? { deeds[stem] }

  /// Whether a title is of pay or an overhead.
  func isExpense(_ words: [String]) -> Bool { words.contains(where: expenses.contains) }

  /// Whether the words of two titles name one work.
  func isSame(_ one: [String], _ other: [String]) -> Bool {
    var left = one
    var right: [String] = []
    for word in other {
      if let at = left.firstIndex(of: word) { left.remove(at: at) } else { right.append(word) }
    }
    // One word written as two.
    if left.joined() == right.joined() { return true }
    left.removeAll(where: harmless.contains)
    right.removeAll(where: harmless.contains)
    if left.isEmpty && right.isEmpty {
      // «تکمیل» is a deed where the other title has another one in its place.
      return !(isOtherDeed(one, other))
    }
    return left.count == 1 && right.count == 1 && deeds[left[0]] != nil && deeds[left[0]] == deeds[right[0]]
  }

  /// Whether each has a word beyond the other, if only a harmless one.
  private func isOtherDeed(_ one: [String], _ other: [String]) -> Bool {
    let (left, right) = (Set(one), Set(other))
    return !left.isSubset(of: right) && !right.isSubset(of: left)
  }
}
