import TestSupport
import Testing

@testable import AlignmentEngine

@Suite("Whole amounts within limits") struct WholeSearchTests {
  /// Every combination of whole amounts within the bounds.
  private func all(_ low: [Int64], _ high: [Int64]) -> [[Int64]] {
    zip(low, high).reduce([[]]) { found, bounds in found.flatMap { own in (bounds.0...bounds.1).map { own + [$0] } } }
  }

  @Test("finds whole amounts exactly where trying all of them does, and proves it where there are none")
  func againstAll() throws {
    var (found, impossible) = (0, 0)
    for number in 0..<400 {
      var seeds = DrawnNumbers(seed: UInt64(number))
      var drawn = DrawnNumbers(seed: seeds.next())
      let count = drawn.whole(2...5)
      let low = (0..<count).map { _ in Int64(drawn.whole(0...2)) }
      let high = low.map { $0 + Int64(drawn.whole(0...4)) }
      let shares = [1, 0.5, 1.0 / 3, 0.4, 0.85]
      let sums = (0..<drawn.whole(1...3)).map { _ -> (lines: [Int32], sum: NamedLimit.Sum) in
        let lines = (0..<count).filter { _ in drawn.chance(0.7) }.map { Int32($0) }
        let isWeighted = drawn.chance(0.6)
        let least = Int64(drawn.whole(0...8))
        return (
          lines,
          .init(
            shares: isWeighted ? lines.map { _ in shares[drawn.integer(below: shares.count)] } : nil,
            lower: drawn.chance(0.8) ? least : nil, upper: drawn.chance(0.8) ? least + Int64(drawn.whole(0...1)) : nil)
        )
      }
      let rows = ExactRow.all(sums)
      let wanted = zip(low, high).map { drawn.number(Double($0)...Double($1)) }
      let exists = all(low, high).contains { amounts in rows.allSatisfy { $0.miss($0.sum(amounts)) == 0 } }
      switch WholeSearch(rows: rows, low: low, high: high, wanted: wanted).run() {
      case .found(let amounts):
        found += 1
        #expect(rows.allSatisfy { $0.miss($0.sum(amounts)) == 0 }, "\(number)")
        #expect(amounts.indices.allSatisfy { (low[$0]...high[$0]).contains(amounts[$0]) }, "\(number)")
      case .impossible:
        impossible += 1
        #expect(!exists, "\(number)")
      case .undecided: Issue.record("\(number) is decided")
      }
    }
    #expect(found > 100 && impossible > 100)
  }

  @Test("parts of money are exact at any size, and rounded to the side asked for")
  func parts() {
    let large: Int64 = 30_000_000_000_000_001
    #expect(large.proportion(1, 1, up: true) == large && large.proportion(7, 7, up: false) == large)
    #expect(large.proportion(1, 1, 0.973, up: false) == 29_190_000_000_000_000)
    #expect(large.proportion(1, 1, 0.973, up: true) == 29_190_000_000_000_001)
    #expect((300 as Int64).proportion(1, 3, up: true) == 100 && (301 as Int64).proportion(1, 3, up: false) == 100)
    #expect(Fraction(1.0 / 3).denominator == 3 && Fraction(0.85).numerator == 17 && Fraction(0).numerator == 0)
    for (share, denominator) in [(0.1 + 0.2, 10), (0.7 + 0.1, 5), (1 - 0.9, 10)] as [(Double, Int128)] {
      #expect(Fraction(share).denominator == denominator)
    }
  }
}
