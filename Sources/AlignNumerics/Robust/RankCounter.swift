import AlignBasics

/// Counts how often each alternative takes each rank, over blocks of draws. Each thread has a counter of its own. Counts are
/// whole numbers, so the sum over threads does not depend on their number.
package final class RankCounter {
  /// Draws per block.
  package static let block = 64
  /// The largest number of alternatives, so that an order fits in 16 bits per alternative.
  static let maximalCount = 1 << 15
  /// Weights are summed as multiples of 2⁻³⁶, which is exact in any order.
  package static let weightUnit = 0x1p36

  let count: Int
  let criteria: Int
  private let sorter: RankSorter
  private let ranks: RankTable
  private let pairs: PairTable?
  /// By alternative and criterion: the sum of the weights that ranked the alternative first.
  private let central: UnsafeMutablePointer<Int64>

  /// A counter of `count` alternatives under weights of `criteria` criteria.
  ///
  /// - Precondition: 1 ≤ count ≤ ``maximalCount``.
  package init(count: Int, criteria: Int, countsPairs: Bool) {
    self.count = count
    self.criteria = criteria
    sorter = RankSorter(count: count)
    ranks = RankTable(count: count)
    pairs = countsPairs ? PairTable(count: count) : nil
    central = .allocate(capacity: count * criteria)
    central.initialize(repeating: 0, count: count * criteria)
  }

  deinit { central.deallocate() }

  /// Counts a block: `draws` columns of scores, where more is better, and of weights.
  package func add(scores: UnsafePointer<Double>, weights: UnsafePointer<Double>, draws: Int) {
    for draw in 0..<draws {
      let order = ranks.nextOrder
      sorter.sort(scores + draw * count, into: order)
      let first = Int(order[0]) * criteria
      let drawn = weights + draw * criteria
      for index in 0..<criteria {
        // Adding 2⁵² leaves the rounded number in the low bits: a conversion without a branch.
        let whole = (drawn[index] * Self.weightUnit + 0x1p52).bitPattern & 0xF_FFFF_FFFF_FFFF
        central[first + index] &+= Int64(truncatingIfNeeded: whole)
      }
      pairs?.add(order)
      ranks.addNextOrder()
    }
  }

  /// The counts so far.
  package func total() -> RankCounts { RankCounts(of: [self], jobs: 1) }

  /// Moves all counts into the tables.
  func finish() {
    ranks.finish()
    pairs?.finish()
  }

  /// After ``finish()``: adds some cells of the table of ranks to those of another table.
  func addRanks(_ cells: Range<Int>, to table: UnsafeMutablePointer<UInt32>) { ranks.add(cells, to: table) }

  /// After ``finish()``: adds some cells of the table of pairs to those of another table.
  func addPairs(_ cells: Range<Int>, to table: UnsafeMutablePointer<UInt32>) { pairs?.add(cells, to: table) }

  func centralSum(_ cell: Int) -> Int64 { central[cell] }

  var countsPairs: Bool { pairs != nil }
}
