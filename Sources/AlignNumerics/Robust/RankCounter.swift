import AlignBasics

/// Counts, over blocks of draws, how often each alternative takes each rank. One thread's own; counts are whole numbers,
/// so that the sum over threads does not depend on their number.
///
/// A draw's scores become places between its best and its worst, packed above the alternative's number, so that a key is
/// half a word and equal scores keep table order. Two passes of a radix sort, each of about as many buckets as there are
/// alternatives, leave next to nothing for the insertion that ends it, and no branch to guess; the few that share a place
/// are told apart by their scores to 48 bits. The orders of many draws are kept rank by rank and counted together, so that
/// a row of the table of counts is fetched once for all of them.
package final class RankCounter {
  /// Draws in a block.
  package static let block = 64
  /// Alternatives that the two halves of a bucket can count.
  static let most = 1 << 15
  /// Weights are summed as whole multiples of 2⁻³⁶: exact, whatever the order.
  package static let weightUnit = 0x1p36

  /// Where insertion moves keys further than this on the average, most scores lie close together and are sorted otherwise.
  private static let longestMoves = 8

  let count: Int
  let criteria: Int
  /// Draws whose orders are kept before they are counted.
  private let held: Int
  /// The low bits of a key, which hold the alternative's number; the others hold its place.
  private let indexBits: UInt32
  private let keys: UnsafeMutablePointer<UInt32>
  /// The keys after the first pass.
  private let halfSorted: UnsafeMutablePointer<UInt32>
  /// By the value of a digit: of the low digit in the low half, of the top digit in the high half.
  private let buckets: UnsafeMutablePointer<UInt32>
  /// The orders of four draws, one after the other; then four to a word, a row of words a rank.
  private let orders: UnsafeMutablePointer<UInt16>
  private let byRank: UnsafeMutablePointer<UInt64>
  private var draws = 0
  /// Counts of few enough draws for 16 bits; and of all before them, where there were more.
  private let counts: UnsafeMutablePointer<UInt16>
  private var sums: UnsafeMutablePointer<UInt32>?
  private var countedDraws = 0
  private let central: UnsafeMutablePointer<Int64>
  private let ranks: UnsafeMutablePointer<UInt16>
  private let pairs: UnsafeMutablePointer<UInt16>?
  private let pairSums: UnsafeMutablePointer<UInt32>?
  private var pairDraws = 0

  /// A counter of so many alternatives and weights.
  ///
  /// - Precondition: 1 ≤ count ≤ ``most``.
  package init(count: Int, criteria: Int, countsPairs: Bool) {
    self.count = count
    self.criteria = criteria
    held = count > 512 ? 1024 : 256
    indexBits = UInt32(max(1, Int.bitWidth - (count - 1).leadingZeroBitCount))
    keys = .allocate(capacity: count)
    halfSorted = .allocate(capacity: count)
    buckets = .allocate(capacity: 1 << 11)
    orders = .allocate(capacity: 4 * count)
    orders.initialize(repeating: 0, count: 4 * count)
    byRank = .allocate(capacity: held / 4 * count)
    counts = .allocate(capacity: count * count)
    counts.initialize(repeating: 0, count: count * count)
    central = .allocate(capacity: count * criteria)
    central.initialize(repeating: 0, count: count * criteria)
    ranks = .allocate(capacity: count)
    ranks.initialize(repeating: 0, count: count)
    pairs = countsPairs ? .allocate(capacity: count * count) : nil
    pairs?.initialize(repeating: 0, count: count * count)
    pairSums = countsPairs ? .allocate(capacity: count * count) : nil
    pairSums?.initialize(repeating: 0, count: count * count)
  }

  deinit {
    for buffer in [keys, halfSorted, buckets] { buffer.deallocate() }
    byRank.deallocate()
    sums?.deallocate()
    for buffer in [orders, counts, ranks] { buffer.deallocate() }
    central.deallocate()
    pairs?.deallocate()
    pairSums?.deallocate()
  }

  /// Counts a block: `draws` columns of scores, the more the better, and of weights.
  package func add(scores: UnsafePointer<Double>, weights: UnsafePointer<Double>, draws: Int) {
    for draw in 0..<draws {
      let own = orders + self.draws % 4 * count
      // Each with its number of bits written out, so that shifts are by constants.
      if count > 512 {
        sort(scores + draw * count, into: own, digitBits: 11)
      } else {
        sort(scores + draw * count, into: own, digitBits: 8)
      }
      let first = Int(own[0]) * criteria
      let drawn = weights + draw * criteria
      for index in 0..<criteria {
        // Adding 2⁵² leaves the whole number in the low bits: a conversion without a branch.
        let whole = (drawn[index] * Self.weightUnit + 0x1p52).bitPattern & 0xF_FFFF_FFFF_FFFF
        central[first + index] &+= Int64(truncatingIfNeeded: whole)
      }
      if pairs != nil { countPairs(own) }
      self.draws += 1
      if self.draws % 4 == 0 { pack(self.draws / 4 - 1) }
      if self.draws == held { countHeld() }
    }
  }

  /// Puts the orders of four draws into the words of their ranks.
  @inline(__always)
  private func pack(_ word: Int) {
    let (a, b, c, d) = (orders, orders + count, orders + 2 * count, orders + 3 * count)
    let width = held / 4
    var own = byRank + word
    for rank in 0..<count {
      own.pointee = UInt64(a[rank]) | UInt64(b[rank]) << 16 | UInt64(c[rank]) << 32 | UInt64(d[rank]) << 48
      own += width
    }
  }

  /// Counts the orders that are kept, rank by rank.
  private func countHeld() {
    if draws % 4 != 0 { pack(draws / 4) }
    if countedDraws + draws > Int(UInt16.max) { flushCounts() }
    let width = held / 4
    for rank in 0..<count {
      let row = counts + rank * count
      let words = byRank + rank * width
      for word in 0..<draws / 4 {
        let four = words[word]
        row[Int(four & 0xFFFF)] &+= 1
        row[Int(four >> 16 & 0xFFFF)] &+= 1
        row[Int(four >> 32 & 0xFFFF)] &+= 1
        row[Int(four >> 48)] &+= 1
      }
      for index in 0..<draws % 4 { row[Int(words[draws / 4] >> UInt64(16 * index) & 0xFFFF)] &+= 1 }
    }
    countedDraws += draws
    draws = 0
  }

  /// Makes room for more draws than 16 bits can count.
  private func flushCounts() {
    let cells = count * count
    let sums = self.sums ?? .allocate(capacity: cells)
    if self.sums == nil { sums.initialize(repeating: 0, count: cells) }
    self.sums = sums
    for index in 0..<cells {
      sums[index] &+= UInt32(counts[index])
      counts[index] = 0
    }
    countedDraws = 0
  }

  /// Writes the alternatives from the best to the worst.
  @inline(__always)
  private func sort(_ scores: UnsafePointer<Double>, into own: UnsafeMutablePointer<UInt16>, digitBits: UInt32) {
    let (topShift, lowShift) = (32 - digitBits, 32 - 2 * digitBits)
    let size = 1 << Int(digitBits)
    let mask = UInt32(truncatingIfNeeded: size - 1)
    let (high, low) = range(scores)
    let scale = Self.scale(to: Double(1 << (32 - indexBits)) - 1, over: high - low)
    for index in 0..<count {
      // Adding 2⁵² leaves the whole number in the low bits: a conversion without a branch.
      let position = UInt32(truncatingIfNeeded: ((high - scores[index]) * scale + 0x1p52).bitPattern)
      keys[index] = position &<< indexBits | UInt32(truncatingIfNeeded: index)
    }
    buckets.update(repeating: 0, count: size)
    for index in 0..<count {
      let key = keys[index]
      buckets[Int(truncatingIfNeeded: key >> lowShift & mask)] &+= 1
      buckets[Int(truncatingIfNeeded: key >> topShift)] &+= 1 << 16
    }
    var before: UInt32 = 0
    for bucket in 0..<size {
      let held = buckets[bucket]
      buckets[bucket] = before
      before &+= held
    }
    for index in 0..<count {
      let key = keys[index]
      let bucket = Int(truncatingIfNeeded: key >> lowShift & mask)
      let position = buckets[bucket]
      buckets[bucket] = position &+ 1
      halfSorted[Int(truncatingIfNeeded: position & 0xFFFF)] = key
    }
    for index in 0..<count {
      let key = halfSorted[index]
      let bucket = Int(truncatingIfNeeded: key >> topShift)
      let position = buckets[bucket]
      buckets[bucket] = position &+ 1 << 16
      keys[Int(truncatingIfNeeded: position >> 16)] = key
    }
    // Keys that share a place, or are out of order below the digits, are less than a place apart: a branch seldom taken.
    let oneIndex = Int32(truncatingIfNeeded: 1 << indexBits)
    let indexMask = UInt32(truncatingIfNeeded: oneIndex &- 1)
    let fine = FinePlaces(scores: scores, high: high, scale: Self.scale(to: 0x1p48 - 0x1p8, over: high - low))
    var last = keys[0] &- UInt32(truncatingIfNeeded: oneIndex)
    var moves = 0
    for rank in 0..<count {
      let key = keys[rank]
      own[rank] = UInt16(truncatingIfNeeded: key & indexMask)
      if Int32(bitPattern: key &- last) < oneIndex {
        moves += settle(own, rank, fine)
        if moves > Self.longestMoves * count { return sortAll(own, fine) }
        last = max(last, key)
      } else {
        last = key
      }
    }
  }

  /// Scores as whole numbers fine enough to tell apart all but what rounding made different.
  private struct FinePlaces {
    let scores: UnsafePointer<Double>
    let high: Double
    let scale: Double

    /// 48 bits of the distance from the best score, above the 16 of the alternative.
    @inline(__always)
    func key(_ alternative: UInt16) -> UInt64 {
      ((high - scores[Int(alternative)]) * scale + 0x1p52).bitPattern << 16 | UInt64(alternative)
    }
  }

  /// Moves the alternative at a rank up to where its score puts it, and says how far that was.
  @inline(never)
  private func settle(_ own: UnsafeMutablePointer<UInt16>, _ rank: Int, _ fine: FinePlaces) -> Int {
    let moving = own[rank]
    let key = fine.key(moving)
    var index = rank
    while index > 0, fine.key(own[index - 1]) > key {
      own[index] = own[index - 1]
      index -= 1
    }
    own[index] = moving
    return rank - index
  }

  /// Writes the order of scores of which most lie so close together that the digits do not part them.
  @inline(never)
  private func sortAll(_ own: UnsafeMutablePointer<UInt16>, _ fine: FinePlaces) {
    let sorted = (0..<count).map { fine.key(UInt16(truncatingIfNeeded: $0)) }.sorted()
    for (rank, key) in sorted.enumerated() { own[rank] = UInt16(truncatingIfNeeded: key) }
  }

  /// The best score and the worst; four of each at a time, since one comparison waits for the one before.
  @inline(__always)
  private func range(_ scores: UnsafePointer<Double>) -> (high: Double, low: Double) {
    let first = scores[0]
    var (low0, low1, low2, low3) = (first, first, first, first)
    var (high0, high1, high2, high3) = (first, first, first, first)
    var index = 0
    while index &+ 4 <= count {
      let (a, b, c, d) = (scores[index], scores[index &+ 1], scores[index &+ 2], scores[index &+ 3])
      low0 = a < low0 ? a : low0
      low1 = b < low1 ? b : low1
      low2 = c < low2 ? c : low2
      low3 = d < low3 ? d : low3
      high0 = a > high0 ? a : high0
      high1 = b > high1 ? b : high1
      high2 = c > high2 ? c : high2
      high3 = d > high3 ? d : high3
      index &+= 4
    }
    var (low, high) = (min(low0, low1, low2, low3), max(high0, high1, high2, high3))
    while index < count {
      low = min(low, scores[index])
      high = max(high, scores[index])
      index &+= 1
    }
    return (high, low)
  }

  /// The factor that takes a range of scores to so many places; 0 where all are equal.
  @inline(__always)
  private static func scale(to positions: Double, over range: Double) -> Double {
    let scale = positions / range
    return scale.isFinite ? scale : 0
  }

  private func countPairs(_ own: UnsafePointer<UInt16>) {
    guard let pairs else { return }
    for rank in 0..<count { ranks[Int(own[rank])] = UInt16(truncatingIfNeeded: rank) }
    for alternative in 0..<count {
      let rank = ranks[alternative]
      let row = pairs + alternative * count
      for other in 0..<count { row[other] &+= ranks[other] > rank ? 1 : 0 }
    }
    pairDraws += 1
    if pairDraws == Int(UInt16.max) { flushPairs() }
  }

  private func flushPairs() {
    guard let pairs, let pairSums else { return }
    for index in 0..<count * count {
      pairSums[index] &+= UInt32(pairs[index])
      pairs[index] = 0
    }
    pairDraws = 0
  }

  /// What was counted, so far.
  package func total() -> RankCounts { RankCounts(of: [self], jobs: 1) }

  /// Counts what was kept, so that the tables hold everything.
  fileprivate func finish() {
    countHeld()
    flushPairs()
  }

  /// Adds how often each alternative took each rank, after ``finish()``, to the same cells of a table.
  fileprivate func addTimes(_ cells: Range<Int>, to table: UnsafeMutablePointer<UInt32>) {
    for cell in cells { table[cell] &+= UInt32(counts[cell]) }
    guard let sums else { return }
    for cell in cells { table[cell] &+= sums[cell] }
  }

  /// Adds how often each alternative came before each other, after ``finish()``.
  fileprivate func addPairTimes(_ cells: Range<Int>, to table: UnsafeMutablePointer<UInt32>) {
    guard let pairSums else { return }
    for cell in cells { table[cell] &+= pairSums[cell] }
  }

  fileprivate func centralSum(_ cell: Int) -> Int64 { central[cell] }

  fileprivate var countsPairs: Bool { pairs != nil }
}

/// Whole counts over draws, which add up in any order.
package struct RankCounts: Sendable {
  /// By rank and alternative.
  var ranks: [UInt32]
  /// By alternative and weight: the weights that put it first, in units of 2⁻³⁶.
  var central: [Int64]
  /// By alternative and other: how often it came before the other; empty where pairs were not counted.
  var pairs: [UInt32]

  /// The sum of what several threads counted, so many cells of the tables to a thread, so that none is copied first.
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
        for counter in counters { counter.addTimes(cells, to: table) }
      },
      central: (0..<first.count * first.criteria).map { cell in counters.reduce(0) { $0 &+ $1.centralSum(cell) } },
      pairs: first.countsPairs
        ? Self.table(cells, jobs) { cells, table in
          for counter in counters { counter.addPairTimes(cells, to: table) }
        } : [])
  }

  /// A table of zeros and what is added to a range of it, on each thread another.
  private static func table(
    _ cells: Int, _ jobs: Int, _ add: @Sendable (Range<Int>, UnsafeMutablePointer<UInt32>) -> Void
  ) -> [UInt32] {
    Parallel.array(count: cells, jobs: jobs) { (own, table: UnsafeMutablePointer<UInt32>) in
      (table + own.lowerBound).initialize(repeating: 0, count: own.count)
      add(own, table)
    }
  }

  /// Adds what another thread counted.
  package mutating func add(_ other: RankCounts) {
    for index in ranks.indices { ranks[index] &+= other.ranks[index] }
    for index in central.indices { central[index] &+= other.central[index] }
    for index in pairs.indices { pairs[index] &+= other.pairs[index] }
  }

  init(ranks: [UInt32], central: [Int64], pairs: [UInt32]) {
    (self.ranks, self.central, self.pairs) = (ranks, central, pairs)
  }
}
