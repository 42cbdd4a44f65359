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

  @Test("rising words need no hash table, and are found all the same")
  func rising() {
    let words = (0..<3000).map { "L\($0 + 10_000)" }
    let (rising, codes) = interner(words)
    #expect(rising.isAscending && codes == (0..<3000).map(Int32.init))
    for found in [rising, rising.indexed()] {
      #expect(words.indices.allSatisfy { code(words[$0], in: found) == Int32($0) })
      #expect(code("L9", in: found) == nil && code("", in: found) == nil && code("M", in: found) == nil)
    }
  }

  @Test("the codes are those of a plain dictionary, whatever the order of the words")
  func anyOrder() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let words = (0..<400).map { _ in "w\(Int.random(in: 0..<300, using: &generator))-\(Int.random(in: 0..<2))" }
      var known: [String: Int32] = [:]
      let expected = words.map { word -> Int32 in
        let code = known[word] ?? Int32(known.count)
        known[word] = code
        return code
      }
      let (interner, codes) = interner(words)
      #expect(codes == expected && interner.count == known.count)
    }
  }

  @Test(
    "lists that follow each other are joined as they stand, others word by word", arguments: [("b", "d"), ("b", "a")])
  func merge(first: String, second: String) {
    var (left, _) = interner(["a", first])
    let (right, _) = interner([second, "e"])
    let codes = left.merge(right)
    #expect(codes == (second == "a" ? [0, 2] : [2, 3]))
    #expect(left.isAscending == (second != "a"))
    #expect(code("e", in: left) == codes[1])
  }
}
