import AlignBasics

/// Counts over draws. They are whole numbers, which add up to the same in any order.
package struct RankCounts: Sendable {
  /// By rank and alternative.
  var ranks: [UInt32]
  /// By alternative and criterion: the sum of the weights that ranked the alternative first, in units of 2⁻³⁶.
  var central: [Int64]
  /// By alternative and other: how often it ranked before the other; empty where pairs were not counted.
  var pairs: [UInt32]

  init(ranks: [UInt32], central: [Int64], pairs: [UInt32]) {
    (self.ranks, self.central, self.pairs) = (ranks, central, pairs)
  }

  /// The sum of what several threads counted. Each thread adds up its own part of the tables.
  init(of counters: [RankCounter], jobs: Int) {
    guard let first = counters.first else {
      self.init(ranks: [], central: [], pairs: [])
      return
    }
    for counter in counters { counter.finish() }
    nonisolated(unsafe) let counters = counters
    let cells = first.count * first.count
    self.init(
      ranks: Self.table(cells, jobs) { cells, table in
        for counter in counters { counter.addRanks(cells, to: table) }
      },
      central: (0..<first.count * first.criteria).map { cell in counters.reduce(0) { $0 &+ $1.centralSum(cell) } },
      pairs: first.countsPairs
        ? Self.table(cells, jobs) { cells, table in
          for counter in counters { counter.addPairs(cells, to: table) }
        } : [])
  }

  /// A table to which `add` adds, range by range.
  private static func table(
    _ cells: Int, _ jobs: Int, _ add: @Sendable (Range<Int>, UnsafeMutablePointer<UInt32>) -> Void
  ) -> [UInt32] {
    Parallel.array(count: cells, jobs: jobs) { (range, table: UnsafeMutablePointer<UInt32>) in
      (table + range.lowerBound).initialize(repeating: 0, count: range.count)
      add(range, table)
    }
  }

  /// Adds the counts of another thread.
  package mutating func add(_ other: RankCounts) {
    for index in ranks.indices { ranks[index] &+= other.ranks[index] }
    for index in central.indices { central[index] &+= other.central[index] }
    for index in pairs.indices { pairs[index] &+= other.pairs[index] }
  }
}
