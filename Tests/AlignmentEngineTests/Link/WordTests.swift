import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Words") struct WordTests {
  private func words(_ text: String, _ language: LatinLanguage = .english) -> [String] {
    var vocabulary = Vocabulary(language: language)
    return vocabulary.stems(of: text).map { stem in
      vocabulary.withBytes(of: Int(stem)) { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(
    "one title in the ways in which keyboards write it",
    arguments: [
      "نگهداری پیاده‌روهای منطقه ۱۰", "نگهداري پياده‌رو‌هاي منطقه 10", "نگهداری پیاده‌رو های منطقه ١٠",
      "نگهداریِ پیاده‌روهـــای منطقهٔ ۱۰",
    ])
  func spellings(_ title: String) {
    #expect(words(title) == words("نگهداری پیاده‌رو منطقه ۱۰"))
  }

  @Test("two words that stand joined anywhere are one word everywhere")
  func compounds() {
    let titles = ["احداث پیاده‌رو", "احداث پیاده رو", "احداث پیادهرو"]
    let corpus = TextCorpus(3, language: .english, jobs: 1) { $1.add(titles[$0], weight: 1) }
    let bags = (0..<3).map { Array(corpus.stem[corpus.range($0)]) }
    #expect(bags[0].count == 2)
    #expect(bags[0] == bags[1] && bags[1] == bags[2])
  }

  @Test("a corpus does not depend on the parts it is read in, nor on threads")
  func parts() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402").read()
    let budget = workspace.budget
    let titles = (0..<min(budget.count, 900)).map { budget.title[$0] ?? "" } + ["احداث پیاده رو", "احداث پیاده‌رو"]
    let words = { (corpus: TextCorpus) in (0..<corpus.vocabulary.count).map { corpus.vocabulary.word($0) } }
    let corpora = [(10_000, 1), (100, 2), (7, 2), (1, 1)].map { part, jobs in
      TextCorpus(titles.count, language: .english, jobs: jobs, part: part) {
        $1.add(titles[$0], weight: 1)
        let shared = titles[$0 / 2 % 5]
        $1.add(shared: $0 / 2 % 5, weight: 0.5) { shared }
      }
    }
    let whole = corpora[0]
    #expect(whole.count == titles.count && whole.vocabulary.count > 100)
    for corpus in corpora.dropFirst() {
      #expect(corpus.start == whole.start)
      #expect(corpus.stem == whole.stem)
      #expect(corpus.weight == whole.weight)
      #expect(words(corpus) == words(whole))
    }
    // Compounds that one part knows are joined in the others.
    #expect(whole.stem[whole.range(900)] == whole.stem[whole.range(901)])
  }

  @Test(
    "plurals go and words that only look like plurals stay",
    arguments: [
      ("کتابخانه‌ها", "کتابخانه"), ("کتابخانه‌های", "کتابخانه"), ("سالمندان", "سالمند"), ("شهروندان", "شهروند"),
      ("کارکنان", "کارکن"), ("رانندگان", "راننده"), ("تاسیسات", "تاسیس"), ("تجهیزات", "تجهیز"), ("خیابان", "خیابان"),
      ("ساختمان", "ساختمان"), ("مالیات", "مالیات"), ("آب", "اب"), ("مسئول", "مسیول"),
    ])
  func persianEndings(_ pair: (String, String)) { #expect(words(pair.0) == [pair.1]) }

  @Test("English and Spanish endings and marks")
  func latin() {
    #expect(words("Repairing Roads, libraries and the city's parks") == ["repair", "road", "librari", "citi", "park"])
    #expect(
      words("EDUCACIÓN INFANTIL y bibliotecas públicas", .spanish)
        == words("educacion infantil biblioteca publica", .spanish))
    #expect(WordRules.latin.count == 192)
    #expect(words("Führung façade Łódź") == ["fuhrung", "facad", "lodz"])
  }

  @Test("words that say nothing of the work go; digits stay")
  func stopWords() {
    #expect(words("ادامه احداث پل و زیرگذر (فاز ۲)") == ["احداث", "پل", "زیرگذر", "فاز", "2"])
    #expect(LatinLanguage.detect(["Gastos de personal para la ciudad"]) == .spanish)
    #expect(LatinLanguage.detect(["Spending of the city on the parks"]) == .english)
  }

  @Test("other scripts, presentation forms and combining marks are read too")
  func otherScripts() {
    #expect(words("Општина Скопје") == ["општина", "скопје"])
    #expect(words("\u{FEDB}\u{FE98}\u{FE8E}\u{FE91}") == words("کتاب"))
    #expect(words("cafe\u{301} sen\u{303}or", .spanish) == words("café señor", .spanish))
    #expect(words("") == [] && words("—…·؛") == [])
  }
}
