import TestSupport
import Testing

@testable import AlignNumerics

/// The counter's radix sort and packed tables against a plain sort and plain tables.
@Suite("Counting ranks") struct RankCounterTests {
  /// Scores that spread evenly, tie, crowd together because of one outlier, and are all the same.
  enum Kind: CaseIterable { case even, tied, crowded, equal }

  private func score(_ kind: Kind, _ row: Int, _ drawn: inout DrawnNumbers) -> Double {
    let x = drawn.uniform(0, 1)
    switch kind {
    case .even: return x
    case .tied: return (x * 8).rounded()
    case .crowded: return row == 0 ? 1e6 : x
    case .equal: return 5
    }
  }

  /// The alternatives by score, to 48 bits of the range, and then by index.
  private func order(_ scores: ArraySlice<Double>) -> [Int] {
    let (low, high) = (scores.min() ?? 0, scores.max() ?? 0)
    let scale = high > low ? (0x1p48 - 0x1p8) / (high - low) : 0
    let keys = scores.map { ((high - $0) * scale).rounded(.toNearestOrEven) }
    return keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
  }

  @Test(
    "ranks, pairs and central weights are those of sorting every draw", arguments: Kind.allCases,
    [1, 2, 37, 512, 513])
  func plainForm(kind: Kind, count: Int) {
    var drawn = DrawnNumbers(seed: UInt64(count))
    let criteria = 2
    let countsPairs = count < 100
    var expected = RankCounts(
      ranks: Array(repeating: 0, count: count * count), central: Array(repeating: 0, count: count * criteria),
      pairs: Array(repeating: 0, count: countsPairs ? count * count : 0))
    let counter = RankCounter(count: count, criteria: criteria, countsPairs: countsPairs)
    // Enough draws that rows of the packed table are left over.
    for draws in [64, 64, 13] {
      let scores = (0..<draws * count).map { score(kind, $0 % count, &drawn) }
      let weights = (0..<draws).flatMap { _ -> [Double] in
        let first = drawn.uniform(0, 1)
        return [first, 1 - first]
      }
      counter.add(scores: scores, weights: weights, draws: draws)
      for draw in 0..<draws {
        let order = order(scores[draw * count..<(draw + 1) * count])
        for (rank, alternative) in order.enumerated() {
          expected.ranks[rank * count + alternative] += 1
          if countsPairs { for other in order[(rank + 1)...] { expected.pairs[alternative * count + other] += 1 } }
        }
        for criterion in 0..<criteria {
          let weight = (weights[draw * criteria + criterion] * RankCounter.weightUnit).rounded(.toNearestOrEven)
          expected.central[order[0] * criteria + criterion] += Int64(weight)
        }
      }
    }
    let found = counter.total()
    #expect(found.ranks == expected.ranks)
    #expect(found.pairs == expected.pairs)
    #expect(found.central == expected.central)
  }

  @Test("more draws than 16 bits can count are counted")
  func manyDraws() {
    let counter = RankCounter(count: 2, criteria: 1, countsPairs: true)
    let block = RankCounter.block
    let scores = (0..<block).flatMap { draw -> [Double] in draw % 4 == 0 ? [0, 1] : [1, 0] }
    let weights = [Double](repeating: 1, count: block)
    let blocks = 3000
    for _ in 0..<blocks { counter.add(scores: scores, weights: weights, draws: block) }
    let found = counter.total()
    let (often, seldom) = (UInt32(blocks * block * 3 / 4), UInt32(blocks * block / 4))
    #expect(found.ranks == [often, seldom, seldom, often])
    #expect(found.pairs == [0, often, seldom, 0])
    #expect(found.central == [Int64(often) << 36, Int64(seldom) << 36])
  }
}
