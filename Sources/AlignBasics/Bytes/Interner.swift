import Foundation

/// Distinct byte strings, each with a code: 0, 1, 2 … in the order of first appearance.
///
/// The ids of a table are mostly in ascending order. As long as they are, each string is known to be new without a look-up,
/// and no hash table is built.
@usableFromInline package struct Interner: Sendable {
  /// An empty interner.
  package init() {}

  /// All distinct strings, concatenated; string k is at `ends[k − 1]..<ends[k]`.
  @usableFromInline private(set) var arena: [UInt8] = []
  @usableFromInline private(set) var ends: [Int] = []
  /// The hash of each code, and the code of each slot; both are empty while the strings ascend.
  private var hashes: [UInt32] = []
  private var slots: [Int32] = []
  /// Whether every string is printable ASCII without repeated spaces, and so equal to its normalised form.
  package private(set) var isPlain = true

  /// The last code returned. In a sorted table the next cell often holds the same string.
  private var last = -1

  /// A cache of short strings and their codes, by hash: a column of categories has few distinct strings.
  private var recent: [Recent] = []
  private struct Recent {
    var word = ShortWord()
    var code: Int32 = -1
  }
  private static let recentCount = 256

  /// The number of distinct strings.
  @inlinable package var count: Int { ends.count }

  /// Whether the strings ascend in the order of their bytes, so that no hash table was built.
  package var isAscending: Bool { slots.isEmpty }

  /// The bytes of a code.
  @inlinable
  package func withBytes<Result>(of code: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: code)])) }
  }

  /// The string of a code.
  package func string(_ code: Int) -> String { String(decoding: arena[range(of: code)], as: UTF8.self) }

  @inlinable
  @inline(__always)
  func range(of code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  /// Whether any string contains a byte.
  package func holds(_ byte: UInt8) -> Bool {
    arena.withUnsafeBytes { arena in arena.baseAddress.map { memchr($0, Int32(byte), arena.count) != nil } ?? false }
  }

  /// The code of a string, a new one at its first appearance.
  @inline(__always)
  package mutating func intern(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    if last >= 0, isEqual(last, bytes) { return Int32(truncatingIfNeeded: last) }
    if slots.isEmpty {
      if ends.isEmpty || isLast(lessThan: bytes) {
        add(bytes)
        last = ends.count - 1
        return Int32(truncatingIfNeeded: last)
      }
      self = indexed()
      recent = Array(repeating: Recent(), count: Self.recentCount)
    }
    guard let word = ShortWord(bytes), !recent.isEmpty else { return find(bytes) }
    let index = Int(word.hash >> 56)
    if recent[index].word == word { return recent[index].code }
    let code = find(bytes)
    recent[index] = Recent(word: word, code: code)
    return code
  }

  private mutating func find(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    let hash = Self.hash(bytes)
    let slot = self.slot(of: bytes, hash: hash)
    let code = slots[slot] >= 0 ? slots[slot] : insert(bytes, hash: hash, slot: slot)
    last = Int(code)
    return code
  }

  /// The code of a string; nil where it has none. Ascending strings are found by binary search.
  package func code(of bytes: UnsafeRawBufferPointer) -> Int32? {
    guard isAscending else {
      let found = slots[slot(of: bytes, hash: Self.hash(bytes))]
      return found < 0 ? nil : found
    }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if withBytes(of: middle, { Self.isLess($0, bytes) }) { low = middle + 1 } else { high = middle }
    }
    return low < count && isEqual(low, bytes) ? Int32(truncatingIfNeeded: low) : nil
  }

  /// The same strings with a hash table, which is faster than binary search.
  package func indexed() -> Interner {
    guard isAscending else { return self }
    var copy = self
    copy.hashes = (0..<count).map { withBytes(of: $0) { Self.hash($0) } }
    copy.slots = [-1]
    while copy.slots.count < max(1024, count * 2) { copy.slots = Array(repeating: -1, count: copy.slots.count * 2) }
    copy.fillSlots()
    return copy
  }

  /// Adds the strings of another interner.
  ///
  /// - Returns: for each code of the other, the code here.
  package mutating func merge(_ other: Interner) -> [Int32] {
    let follows = count == 0 || other.count == 0 || other.withBytes(of: 0) { isLast(lessThan: $0) }
    if isAscending, other.isAscending, follows {
      let (before, bytesBefore) = (count, arena.count)
      isPlain = isPlain && other.isPlain
      arena += other.arena
      ends += other.ends.map { $0 + bytesBefore }
      return (0..<other.count).map { Int32(truncatingIfNeeded: before + $0) }
    }
    return (0..<other.count).map { code in other.withBytes(of: code) { intern($0) } }
  }

  @inline(__always)
  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    if isPlain { isPlain = Self.isPlain(bytes) }
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
  }

  @inline(__always)
  private func isLast(lessThan bytes: UnsafeRawBufferPointer) -> Bool {
    withBytes(of: ends.count - 1) { Self.isLess($0, bytes) }
  }

  @inline(__always)
  private static func isLess(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    let shared = min(left.count, right.count)
    var offset = 0
    while offset + 8 <= shared {
      let (a, b) = (
        left.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      )
      if a != b { return UInt64(bigEndian: a) < UInt64(bigEndian: b) }
      offset += 8
    }
    while offset < shared {
      if left[offset] != right[offset] { return left[offset] < right[offset] }
      offset += 1
    }
    return left.count < right.count
  }

  private mutating func insert(_ bytes: UnsafeRawBufferPointer, hash: UInt32, slot: Int) -> Int32 {
    let code = Int32(truncatingIfNeeded: ends.count)
    add(bytes)
    hashes.append(hash)
    slots[slot] = code
    if ends.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 4)
      fillSlots()
    }
    return code
  }

  private mutating func fillSlots() {
    let mask = slots.count - 1
    for code in 0..<hashes.count {
      var slot = Int(hashes[code]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: code)
    }
  }

  @inline(__always)
  private func slot(of bytes: UnsafeRawBufferPointer, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    return slots.withUnsafeBufferPointer { slots in
      hashes.withUnsafeBufferPointer { hashes in
        while true {
          let code = Int(slots[slot])
          if code < 0 || (hashes[code] == hash && isEqual(code, bytes)) { return slot }
          slot = (slot + 1) & mask
        }
      }
    }
  }

  /// Whether a code is that of some bytes.
  @inlinable
  @inline(__always)
  package func isEqual(_ code: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let range = range(of: code)
    guard range.count == bytes.count else { return false }
    return arena.withUnsafeBytes { arena in
      guard let (left, right) = Self.bases(arena, bytes) else { return true }
      return Self.isSame(left + range.lowerBound, right, count: bytes.count)
    }
  }

  @inlinable
  @inline(__always)
  static func bases(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> (UnsafeRawPointer, UnsafeRawPointer)? {
    guard let left = left.baseAddress, let right = right.baseAddress else { return nil }
    return (left, right)
  }

  /// Whether two byte strings of equal length are the same. Eight bytes are compared at a time, the last eight possibly twice.
  @inlinable
  @inline(__always)
  static func isSame(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int) -> Bool {
    guard count >= 8 else { return left.upToEight(count) == right.upToEight(count) }
    var offset = 0
    while offset + 8 < count {
      guard left.word(offset) == right.word(offset) else { return false }
      offset += 8
    }
    return left.word(count - 8) == right.word(count - 8)
  }

  private static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte >= 0x80 || byte < 0x20 || (byte == 0x20 && previous == 0x20) { return false }
      previous = byte
    }
    return true
  }

  /// A multiplicative hash, eight bytes at a time. Codes do not depend on it.
  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    if offset < bytes.count, let base = bytes.baseAddress {
      hash = mix(hash ^ (base + offset).upToEight(bytes.count - offset))
    }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

/// A string of up to fifteen bytes in two words, with its length.
private struct ShortWord: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = .max

  /// A value that no string is equal to.
  init() {}

  /// Nil where the string is too long.
  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count < 16, let base = bytes.baseAddress else { return nil }
    low = base.upToEight(min(bytes.count, 8))
    high = (bytes.count > 8 ? (base + 8).upToEight(bytes.count - 8) : 0) | UInt64(bytes.count) << 56
  }

  @inline(__always)
  var hash: UInt64 { (low ^ high &* 0xA076_1D64_78BD_642F) &* 0x9E37_79B9_7F4A_7C15 }
}

extension UnsafeRawPointer {
  @inlinable
  @inline(__always)
  func word(_ offset: Int) -> UInt64 { loadUnaligned(fromByteOffset: offset, as: UInt64.self) }

  /// The next `count` bytes, at most eight, in the low bytes of a word. No further byte is read.
  @inlinable
  @inline(__always)
  func upToEight(_ count: Int) -> UInt64 {
    if count >= 8 { return word(0) }
    if count >= 4 {
      let low = UInt64(loadUnaligned(as: UInt32.self))
      return low | UInt64(loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << UInt64((count - 4) * 8)
    }
    guard count > 0 else { return 0 }
    func byte(_ offset: Int) -> UInt64 { UInt64(load(fromByteOffset: offset, as: UInt8.self)) << UInt64(offset * 8) }
    return byte(0) | byte(count / 2) | byte(count - 1)
  }
}
