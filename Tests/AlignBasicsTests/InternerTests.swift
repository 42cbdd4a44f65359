import TestSupport
import Testing

@testable import AlignBasics

@Suite struct InternerTests {
  private func interner(_ words: [String]) -> (Interner, [Int32]) {
    var interner = Interner()
    let codes = words.map { word in Array(word.utf8).withUnsafeBytes { interner.intern($0) } }
    return (interner, codes)
  }

  private func code(_ word: String, in interner: Interner) -> Int32? {
    Array(word.utf8).withUnsafeBytes { interner.code(of: $0) }
  }

  @Test("ascending words need no hash table, and are found all the same")
  func ascending() {
    let words = (0..<3000).map { "L\($0 + 10_000)" }
    let (ascending, codes) = interner(words)
    #expect(ascending.isAscending && codes == (0..<3000).map(Int32.init))
    for found in [ascending, ascending.indexed()] {
      #expect(words.indices.allSatisfy { code(words[$0], in: found) == Int32($0) })
      #expect(code("L9", in: found) == nil && code("", in: found) == nil && code("M", in: found) == nil)
    }
  }

  /// Drawn words of every length up to 40 bytes, of which many come more than once.
  private func words(_ count: Int, of distinct: Int, _ drawn: inout DrawnNumbers) -> [String] {
    let pool = (0..<distinct).map { _ in
      (0..<drawn.whole(0...20)).map { _ in drawn.chance(0.7) ? "a" : drawn.chance(0.5) ? "ب" : "7" }.joined()
    }
    return (0..<count).map { _ in pool[drawn.integer(below: distinct)] }
  }

  /// The plain form.
  private func dictionaryCodes(_ words: [String]) -> [Int32] {
    var known: [String: Int32] = [:]
    return words.map { word in
      let code = known[word] ?? Int32(known.count)
      known[word] = code
      return code
    }
  }

  @Test("codes are those of a plain dictionary, for words in any order, of any length, few or many", arguments: 0..<40)
  func plainForm(seed: Int) {
    var drawn = DrawnNumbers(seed)
    let words = self.words(1500, of: [3, 40, 900][seed % 3], &drawn)
    let sorted = seed % 2 == 0 ? words : words.sorted()
    let (interner, codes) = interner(sorted)
    let expected = dictionaryCodes(sorted)
    #expect(codes == expected && interner.count == Set(words).count)
    #expect(zip(sorted, expected).allSatisfy { code($0, in: interner) == $1 && interner.string(Int($1)) == $0 })
  }

  @Test("interners merge to the codes of all words in one", arguments: 0..<20)
  func merging(seed: Int) {
    var drawn = DrawnNumbers(seed)
    let words = (0..<3).map { _ in self.words(200, of: 120, &drawn) }
    var merged = Interner()
    var codes: [Int32] = []
    for part in words {
      let (own, ownCodes) = interner(part)
      let map = merged.merge(own)
      codes += ownCodes.map { map[Int($0)] }
    }
    #expect(codes == dictionaryCodes(words.flatMap { $0 }))
  }

  @Test("an interner knows whether its words are plain ASCII, and which bytes they hold")
  func content() {
    let (plain, _) = interner(["a b", "c-1"])
    #expect(plain.isPlain && plain.holds(UInt8(ascii: "-")) && !plain.holds(UInt8(ascii: "z")))
    for word in ["a  b", "ب", "tab\t"] { #expect(!interner([word]).0.isPlain, "\(word)") }
    #expect(Interner().isPlain && !Interner().holds(0))
  }

  @Test(
    "lists in ascending order are concatenated, others are merged word by word", arguments: [("b", "d"), ("b", "a")])
  func merge(first: String, second: String) {
    var (left, _) = interner(["a", first])
    let (right, _) = interner([second, "e"])
    let codes = left.merge(right)
    #expect(codes == (second == "a" ? [0, 2] : [2, 3]))
    #expect(left.isAscending == (second != "a"))
    #expect(code("e", in: left) == codes[1])
  }
}
