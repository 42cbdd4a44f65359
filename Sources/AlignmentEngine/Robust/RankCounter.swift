/// Counts, over blocks of draws, how often each alternative takes each rank. One thread's own; counts are whole numbers,
/// so that the sum over threads does not depend on their number.
///
/// A draw's scores become 48-bit places between its worst and its best, packed above the alternative's number, so that a
/// key is one word and equal scores keep table order. Keys are thrown into about as many buckets as there are
/// alternatives, which leaves them nearly sorted, and are finished by insertion. The orders of many draws are kept rank by
/// rank and counted together, so that a row of the table of counts is fetched once for all of them.
final class RankCounter {
  /// Draws in a block.
  static let block = 64
  /// Alternatives that fit the 16 bits of a key.
  static let most = 1 << 16
  /// Weights are summed as whole multiples of 2⁻³⁶: exact, whatever the order.
  static let weightUnit = 0x1p36

  /// A bucket with more keys than this is sorted on its own.
  private static let crowded: UInt32 = 24

  let count: Int
  let criteria: Int
  private let bucketBits: UInt64
  /// Draws whose orders are kept before they are counted.
  private let held: Int
  private let keys: UnsafeMutablePointer<UInt64>
  private let sorted: UnsafeMutablePointer<UInt64>
  private let buckets: UnsafeMutablePointer<UInt32>
  /// The orders of four draws, one after the other; then four to a word, a row of words a rank.
  private let orders: UnsafeMutablePointer<UInt16>
  private let byRank: UnsafeMutablePointer<UInt64>
  private var draws = 0
  /// Counts of few enough draws for 16 bits, and of all.
  private let counts: UnsafeMutablePointer<UInt16>
  private let sums: UnsafeMutablePointer<UInt32>
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
    var bits: UInt64 = 4
    while 1 << bits < count, bits < 16 { bits += 1 }
    bucketBits = bits
    held = count > 512 ? 1024 : 256
    keys = .allocate(capacity: count)
    sorted = .allocate(capacity: count)
    buckets = .allocate(capacity: 1 << bits)
    orders = .allocate(capacity: 4 * count)
    orders.initialize(repeating: 0, count: 4 * count)
    byRank = .allocate(capacity: held / 4 * count)
    counts = .allocate(capacity: count * count)
    counts.initialize(repeating: 0, count: count * count)
    sums = .allocate(capacity: count * count)
    sums.initialize(repeating: 0, count: count * count)
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
    for buffer in [keys, sorted, byRank] { buffer.deallocate() }
    for buffer in [buckets, sums] { buffer.deallocate() }
    for buffer in [orders, counts, ranks] { buffer.deallocate() }
    central.deallocate()
    pairs?.deallocate()
    pairSums?.deallocate()
  }

  /// Counts a block: `draws` columns of scores, the more the better, and of weights.
  func add(scores: UnsafePointer<Double>, weights: UnsafePointer<Double>, draws: Int) {
    for draw in 0..<draws {
      let own = orders + self.draws % 4 * count
      sort(scores + draw * count, into: own)
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

  private func flushCounts() {
    for place in 0..<count * count {
      sums[place] &+= UInt32(counts[place])
      counts[place] = 0
    }
    countedDraws = 0
  }

  /// Writes the alternatives from the best to the worst.
  @inline(__always)
  private func sort(_ scores: UnsafePointer<Double>, into own: UnsafeMutablePointer<UInt16>) {
    let shift = 64 - bucketBits
    let size = 1 << Int(bucketBits)
    let (high, scale) = range(scores)
    buckets.update(repeating: 0, count: size)
    for index in 0..<count {
      // The 48 low bits of the whole number, above the 16 of the alternative.
      let place = ((high - scores[index]) * scale + 0x1p52).bitPattern << 16
      let key = place | UInt64(truncatingIfNeeded: index)
      keys[index] = key
      buckets[Int(truncatingIfNeeded: key >> shift)] &+= 1
    }
    var before: UInt32 = 0
    var crowd: UInt32 = 0
    for bucket in 0..<size {
      let held = buckets[bucket]
      buckets[bucket] = before
      before &+= held
      crowd = held > crowd ? held : crowd
    }
    for index in 0..<count {
      let key = keys[index]
      let bucket = Int(truncatingIfNeeded: key >> shift)
      let place = buckets[bucket]
      buckets[bucket] = place &+ 1
      sorted[Int(place)] = key
    }
    if crowd > Self.crowded { thin(size) }
    var last = sorted[0]
    for index in 1..<max(count, 1) {
      let key = sorted[index]
      if key >= last {
        last = key
        continue
      }
      var place = index
      while place > 0, sorted[place - 1] > key {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = key
    }
    for index in 0..<count { own[index] = UInt16(truncatingIfNeeded: sorted[index]) }
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

  /// Sorts crowded buckets on their own: scores of which most lie close together would make insertion slow.
  private func thin(_ size: Int) {
    var first = 0
    for bucket in 0..<size {
      let end = Int(buckets[bucket])
      if end - first > Int(Self.crowded) {
        var crowd = UnsafeMutableBufferPointer(start: sorted + first, count: end - first)
        crowd.sort()
      }
      first = end
    }
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
  func total() -> RankCounts {
    countHeld()
    flushCounts()
    flushPairs()
    return RankCounts(
      ranks: Array(UnsafeBufferPointer(start: sums, count: count * count)),
      central: Array(UnsafeBufferPointer(start: central, count: count * criteria)),
      pairs: pairSums.map { Array(UnsafeBufferPointer(start: $0, count: count * count)) } ?? [])
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

  /// Adds what another thread counted.
  mutating func add(_ other: RankCounts) {
    for place in ranks.indices { ranks[place] &+= other.ranks[place] }
    for place in central.indices { central[place] &+= other.central[place] }
    for place in pairs.indices { pairs[place] &+= other.pairs[place] }
  }
}
