import TestSupport
import Testing

@testable import AlignBasics

@Suite("Parallel loops") struct ParallelTests {
  @Test("results are in the order of the indices, on any number of threads", arguments: [1, 2, 5])
  func order(jobs: Int) {
    for count in [0, 1, 3, 100] {
      #expect(Parallel.map(count: count, jobs: jobs) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  @Test("an array is that of a plain loop, short or long", arguments: [1, 3])
  func array(jobs: Int) {
    for count in [0, 5, 200_000] {
      #expect(Parallel.array(count: count, jobs: jobs) { Double($0) / 3 } == (0..<count).map { Double($0) / 3 })
    }
  }

  @Test("arrays are concatenated in order", arguments: [1, 3])
  func joined(jobs: Int) {
    var drawn = DrawnNumbers(seed: 5)
    for size in [0, 10, 40_000] {
      let parts = (0..<7).map { _ in drawn.vector(size + drawn.integer(below: 3)) }
      #expect(Parallel.joined(parts, jobs: jobs) == parts.flatMap { $0 })
    }
  }

  @Test("chunks cover all indices once, in order")
  func ranges() {
    for (chunks, count) in [(1, 0), (3, 10), (7, 7), (4, 1001)] {
      let all = (0..<chunks).flatMap { Array(Parallel.range($0, of: chunks, count: count)) }
      #expect(all == Array(0..<count))
    }
  }
}
