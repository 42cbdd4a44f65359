/// How often each alternative ranked before each other one: a table of alternatives by alternatives.
final class PairTable {
  private let count: Int
  private let ranks: UnsafeMutablePointer<UInt16>
  /// The counts of at most 65,535 draws.
  private let counts: UnsafeMutablePointer<UInt16>
  private var countedDraws = 0
  /// The counts of the draws before those.
  private let sums: UnsafeMutablePointer<UInt32>

  init(count: Int) {
    self.count = count
    ranks = .allocate(capacity: count)
    ranks.initialize(repeating: 0, count: count)
    counts = .allocate(capacity: count * count)
    counts.initialize(repeating: 0, count: count * count)
    sums = .allocate(capacity: count * count)
    sums.initialize(repeating: 0, count: count * count)
  }

  deinit {
    ranks.deallocate()
    counts.deallocate()
    sums.deallocate()
  }

  /// Counts the pairs of an order, from the best to the worst.
  func add(_ order: UnsafePointer<UInt16>) {
    for rank in 0..<count { ranks[Int(order[rank])] = UInt16(truncatingIfNeeded: rank) }
    for alternative in 0..<count {
      let rank = ranks[alternative]
      let row = counts + alternative * count
      for other in 0..<count { row[other] &+= ranks[other] > rank ? 1 : 0 }
    }
    countedDraws += 1
    if countedDraws == Int(UInt16.max) { finish() }
  }

  /// Moves the 16-bit counts to the 32-bit sums.
  func finish() {
    for index in 0..<count * count {
      sums[index] &+= UInt32(counts[index])
      counts[index] = 0
    }
    countedDraws = 0
  }

  /// After ``finish()``: adds some cells to those of another table.
  func add(_ cells: Range<Int>, to table: UnsafeMutablePointer<UInt32>) {
    for cell in cells { table[cell] &+= sums[cell] }
  }
}
