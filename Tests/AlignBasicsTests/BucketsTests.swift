import TestSupport
import Testing

@testable import AlignBasics

@Suite("Buckets") struct BucketsTests {
  @Test(
    "the buckets are those of plain arrays, for any number of chunks and threads",
    arguments: [(1, 1), (3, 1), (3, 2), (8, 4)])
  func plainForm(chunks: Int, jobs: Int) {
    var drawn = DrawnNumbers(seed: 3)
    for (members, count) in [(0, 4), (50, 1), (5000, 300)] {
      // A member may be in several buckets, or in none.
      let named = (0..<members).map { _ in (0..<drawn.integer(below: 3)).map { _ in drawn.integer(below: count) } }
      var expected = [[Int32]](repeating: [], count: count)
      for (member, buckets) in named.enumerated() { for bucket in buckets { expected[bucket].append(Int32(member)) } }
      let found = Buckets(count: count, chunks: chunks, jobs: jobs) { chunk, body in
        for member in Parallel.range(chunk, of: chunks, count: members) {
          for bucket in named[member] { body(bucket, Int32(member)) }
        }
      }
      #expect((0..<count).map { Array(found[$0]) } == expected)
    }
  }
}
