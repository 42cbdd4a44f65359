/// Counts, over blocks of draws, how often each alternative takes each rank. One thread's own; counts are whole numbers,
/// so that the sum over threads does not depend on their number.
///
/// A draw's scores become 48-bit places between its worst and its best, packed above the alternative's number, so that a
/// key is one word and equal scores keep table order. Two passes of a radix sort, each of about as many buckets as there
/// are alternatives, leave next to nothing for the insertion that ends it, and no branch to guess. The orders of many draws
/// are kept rank by rank and counted together, so that a row of the table of counts is fetched once for all of them.
final class RankCounter {
  /// Draws in a block.
  static let block = 64
  /// Alternatives that fit the 16 bits of a key.
  static let most = 1 << 16
  /// Weights are summed as whole multiples of 2⁻³⁶: exact, whatever the order.
  static let weightUnit = 0x1p36

  /// Where insertion moves keys further than this on the average, most scores lie close together and are sorted otherwise.
  private static let longestMoves = 8

  let count: Int
  let criteria: Int
  /// Draws whose orders are kept before they are counted.
  private let held: Int
  private let keys: UnsafeMutablePointer<UInt64>
  /// The keys after the first pass.
  private let halfSorted: UnsafeMutablePointer<UInt64>
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
  init(count: Int, criteria: Int, countsPairs: Bool) {
    self.count = count
    self.criteria = criteria
    held = count > 512 ? 1024 : 256
    keys = .allocate(capacity: count)
    halfSorted = .allocate(capacity: count)
    buckets = .allocate(capacity: 2 << 11)
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
    for buffer in [keys, halfSorted, byRank] { buffer.deallocate() }
    buckets.deallocate()
    sums?.deallocate()
    for buffer in [orders, counts, ranks] { buffer.deallocate() }
    central.deallocate()
    pairs?.deallocate()
    pairSums?.deallocate()
  }

  /// Counts a block: `draws` columns of scores, the more the better, and of weights.
  func add(scores: UnsafePointer<Double>, weights: UnsafePointer<Double>, draws: Int) {
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
      for place in 0..<criteria {
        // Adding 2⁵² leaves the whole number in the low bits: a conversion without a branch.
        let whole = (drawn[place] * Self.weightUnit + 0x1p52).bitPattern & 0xF_FFFF_FFFF_FFFF
        central[first + place] &+= Int64(truncatingIfNeeded: whole)
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
      for place in 0..<draws % 4 { row[Int(words[draws / 4] >> UInt64(16 * place) & 0xFFFF)] &+= 1 }
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
    for place in 0..<cells {
      sums[place] &+= UInt32(counts[place])
      counts[place] = 0
    }
    countedDraws = 0
  }

  /// Writes the alternatives from the best to the worst.
  @inline(__always)
  private func sort(_ scores: UnsafePointer<Double>, into own: UnsafeMutablePointer<UInt16>, digitBits: UInt64) {
    let (topShift, lowShift) = (64 - digitBits, 64 - 2 * digitBits)
    let size = 1 << Int(digitBits)
    let mask = UInt64(truncatingIfNeeded: size - 1)
    let (low, top) = (buckets, buckets + size)
    let (high, scale) = range(scores)
    buckets.update(repeating: 0, count: 2 * size)
    for index in 0..<count {
      // The 48 low bits of the whole number, above the 16 of the alternative.
      let place = ((high - scores[index]) * scale + 0x1p52).bitPattern << 16
      let key = place | UInt64(truncatingIfNeeded: index)
      keys[index] = key
      low[Int(truncatingIfNeeded: key >> lowShift & mask)] &+= 1
      top[Int(truncatingIfNeeded: key >> topShift)] &+= 1
    }
    var (lowBefore, topBefore): (UInt32, UInt32) = (0, 0)
    for bucket in 0..<size {
      let (lowHeld, topHeld) = (low[bucket], top[bucket])
      (low[bucket], top[bucket]) = (lowBefore, topBefore)
      lowBefore &+= lowHeld
      topBefore &+= topHeld
    }
    for index in 0..<count {
      let key = keys[index]
      let bucket = Int(truncatingIfNeeded: key >> lowShift & mask)
      let place = low[bucket]
      low[bucket] = place &+ 1
      halfSorted[Int(place)] = key
    }
    for index in 0..<count {
      let key = halfSorted[index]
      let bucket = Int(truncatingIfNeeded: key >> topShift)
      let place = top[bucket]
      top[bucket] = place &+ 1
      keys[Int(place)] = key
    }
    finishByInsertion()
    for index in 0..<count { own[index] = UInt16(truncatingIfNeeded: keys[index]) }
  }

  /// Sorts keys of which few stand out of order.
  @inline(__always)
  private func finishByInsertion() {
    var last = keys[0]
    var moves = 0
    for index in 1..<max(count, 1) {
      let key = keys[index]
      if key >= last {
        last = key
        continue
      }
      var place = index
      while place > 0, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
      moves += index - place
      if moves > Self.longestMoves * count { return UnsafeMutableBufferPointer(start: keys, count: count).sortAll() }
    }
  }

  /// The best score, and the factor that takes the distance from it to the worst to just below 2⁴⁸.
  @inline(__always)
  private func range(_ scores: UnsafePointer<Double>) -> (high: Double, scale: Double) {
    var (low0, low1, high0, high1) = (scores[0], scores[0], scores[0], scores[0])
    var index = 0
    while index + 1 < count {
      let (a, b) = (scores[index], scores[index + 1])
      low0 = a < low0 ? a : low0
      low1 = b < low1 ? b : low1
      high0 = a > high0 ? a : high0
      high1 = b > high1 ? b : high1
      index += 2
    }
    if index < count {
      low0 = scores[index] < low0 ? scores[index] : low0
      high0 = scores[index] > high0 ? scores[index] : high0
    }
    let (low, high) = (low0 < low1 ? low0 : low1, high0 > high1 ? high0 : high1)
    let scale = (0x1p48 - 0x1p8) / (high - low)
    return (high, scale.isFinite ? scale : 0)
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
    for place in 0..<count * count {
      pairSums[place] &+= UInt32(pairs[place])
      pairs[place] = 0
    }
    pairDraws = 0
  }

  /// What was counted, so far.
  func total() -> RankCounts { RankCounts(of: [self], jobs: 1) }

  /// Counts what was kept, so that the tables hold everything.
  fileprivate func finish() {
    countHeld()
    flushPairs()
  }

  /// How often an alternative took a rank: a cell of the table, after ``finish()``.
  @inline(__always)
  fileprivate func times(_ cell: Int) -> UInt32 { UInt32(counts[cell]) &+ (sums?[cell] ?? 0) }

  @inline(__always)
  fileprivate func pairTimes(_ cell: Int) -> UInt32 { pairSums?[cell] ?? 0 }

  @inline(__always)
  fileprivate func centralSum(_ cell: Int) -> Int64 { central[cell] }

  fileprivate var countsPairs: Bool { pairs != nil }
}

extension UnsafeMutableBufferPointer where Element: Comparable {
  /// Sorts in place, whatever the order was.
  fileprivate func sortAll() {
    var all = self
    all.sort()
  }
}

/// Whole counts over draws, which add up in any order.
struct RankCounts: Sendable {
  /// By rank and alternative.
  var ranks: [UInt32]
  /// By alternative and weight: the weights that put it first, in units of 2⁻³⁶.
  var central: [Int64]
  /// By alternative and other: how often it came before the other; empty where pairs were not counted.
  var pairs: [UInt32]

  /// The sum of what several threads counted, each table cell by cell, so that none is copied first.
  init(of counters: [RankCounter], jobs: Int) {
    guard let first = counters.first else {
      self.init(ranks: [], central: [], pairs: [])
      return
    }
    for counter in counters { counter.finish() }
    nonisolated(unsafe) let counters = counters
    let cells = first.count * first.count
    self.init(
      ranks: Parallel.array(count: cells, jobs: jobs) { cell in counters.reduce(0) { $0 &+ $1.times(cell) } },
      central: Parallel.array(count: first.count * first.criteria, jobs: jobs) { cell in
        counters.reduce(0) { $0 &+ $1.centralSum(cell) }
      },
      pairs: first.countsPairs
        ? Parallel.array(count: cells, jobs: jobs) { cell in counters.reduce(0) { $0 &+ $1.pairTimes(cell) } } : [])
  }

  /// Adds what another thread counted.
  mutating func add(_ other: RankCounts) {
    for place in ranks.indices { ranks[place] &+= other.ranks[place] }
    for place in central.indices { central[place] &+= other.central[place] }
    for place in pairs.indices { pairs[place] &+= other.pairs[place] }
  }

  init(ranks: [UInt32], central: [Int64], pairs: [UInt32]) {
    (self.ranks, self.central, self.pairs) = (ranks, central, pairs)
  }
}
