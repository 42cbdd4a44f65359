import Synchronization

/// Distinct byte strings, each with a dense code in the order in which it first came.
///
/// Ids of a table mostly come in rising order, and then each is new without looking: the hash table is made only when the
/// order breaks.
struct Interner: Sendable {
  /// All distinct strings, end to end; string k stands at `ends[k − 1]..<ends[k]`.
  private(set) var arena: [UInt8] = []
  private(set) var ends: [Int] = []
  /// By code its hash, and by slot its code; both empty while the strings rise.
  private var hashes: [UInt32] = []
  private var slots: [Int32] = []
  /// Whether every string is plain ASCII without runs of spaces, so that it is its own normalised form.
  private(set) var isPlain = true

  /// The code given last: tables are often sorted, and then the next cell holds the same.
  private var last = -1

  /// The number of distinct strings.
  var count: Int { ends.count }

  /// Whether every string is greater than the one before it, byte by byte, and no hash table was made.
  var isRising: Bool { slots.isEmpty }

  /// The bytes of a code.
  func withBytes<Result>(of code: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: code)])) }
  }

  /// The string of a code.
  func string(_ code: Int) -> String { String(decoding: arena[range(of: code)], as: UTF8.self) }

  @inline(__always)
  private func range(of code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  /// The code of some bytes, a new one where they come for the first time.
  @inline(__always)
  mutating func intern(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    if last >= 0, isEqual(last, bytes) { return Int32(truncatingIfNeeded: last) }
    if slots.isEmpty {
      if ends.isEmpty || isLast(lessThan: bytes) {
        add(bytes)
        last = ends.count - 1
        return Int32(truncatingIfNeeded: last)
      }
      self = indexed()
    }
    let hash = Self.hash(bytes)
    let slot = self.slot(of: bytes, hash: hash)
    let code = slots[slot] >= 0 ? slots[slot] : insert(bytes, hash: hash, slot: slot)
    last = Int(code)
    return code
  }

  /// The code of some bytes, or nil where they never came. Strings that rise are searched by halves.
  func code(of bytes: UnsafeRawBufferPointer) -> Int32? {
    guard isRising else {
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

  /// The same strings with a hash table, which finds faster than halving.
  func indexed() -> Interner {
    guard isRising else { return self }
    var copy = self
    copy.hashes = (0..<count).map { withBytes(of: $0) { Self.hash($0) } }
    copy.slots = [-1]
    while copy.slots.count < max(1024, count * 2) { copy.slots = Array(repeating: -1, count: copy.slots.count * 2) }
    copy.fillSlots()
    return copy
  }

  /// Takes in the strings of another list.
  ///
  /// - Returns: for each code there its code here.
  mutating func merge(_ other: Interner) -> [Int32] {
    let follows = count == 0 || other.count == 0 || other.withBytes(of: 0) { isLast(lessThan: $0) }
    if isRising, other.isRising, follows {
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

  /// Whether a code stands for some bytes.
  @inline(__always)
  func isEqual(_ code: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let range = range(of: code)
    guard range.count == bytes.count else { return false }
    return arena.withUnsafeBytes { arena in
      var offset = 0
      let start = range.lowerBound
      while offset + 8 <= bytes.count {
        let left = arena.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
        guard left == bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else { return false }
        offset += 8
      }
      while offset < bytes.count {
        guard arena[start + offset] == bytes[offset] else { return false }
        offset += 1
      }
      return true
    }
  }

  private static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte >= 0x80 || byte < 0x20 || (byte == 0x20 && previous == 0x20) { return false }
      previous = byte
    }
    return true
  }

  /// Multiply and mix, eight bytes at a time; the order of codes does not depend on it.
  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    if offset < bytes.count {
      var rest: UInt64 = 0
      while offset < bytes.count {
        rest = rest << 8 | UInt64(bytes[offset])
        offset += 1
      }
      hash = mix(hash ^ rest)
    }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

/// Words as they were written and as they match: several ways of writing may share one normalised key.
struct NormalisedWords: LineNames {
  /// For each code of the raw interner its code here.
  private(set) var codes: [Int32]?
  /// Normalised keys; their codes are the codes of this type.
  private let keys: Interner
  private let lookup: Lookup
  /// Where the first way of writing differs from the key.
  private var written: [Int32: String] = [:]

  /// Normalises each distinct word once.
  init(_ raw: Interner) {
    guard !raw.isPlain else {
      keys = raw
      lookup = Lookup(raw)
      return
    }
    var keys = Interner()
    var codes: [Int32] = []
    codes.reserveCapacity(raw.count)
    var key: [UInt8] = []
    for code in 0..<raw.count {
      let differs = raw.withBytes(of: code) { bytes in
        key.removeAll(keepingCapacity: true)
        TextNormaliser.append(bytes, to: &key)
        return !bytes.elementsEqual(key)
      }
      let before = keys.count
      let canonical = key.withUnsafeBytes { keys.intern($0) }
      codes.append(canonical)
      if keys.count > before, differs { written[canonical] = raw.string(code) }
    }
    self.keys = keys
    lookup = Lookup(keys)
    self.codes = codes
  }

  var count: Int { keys.count }

  func name(of line: LineID) -> String { written[Int32(line.index)] ?? keys.string(line.index) }

  func key(_ code: Int) -> String { keys.string(code) }

  func key(of line: LineID) -> String { keys.string(line.index) }

  /// - Complexity: O(bytes of all ids), and a look-up for each prefix that the id before it did not have.
  var linesAbove: [LineID] {
    var isAbove: [Bool] = []
    var before: [UInt8] = []
    for code in 0..<count {
      keys.withBytes(of: code) { id in
        guard let end = id.lastIndex(where: LinePrefix.isSeparator), end > 0 else { return }
        // Neighbours mostly stand under the same lines.
        if before.count == end, id[..<end].elementsEqual(before) { return }
        before = Array(id[..<end])
        for place in 1...end where LinePrefix.isSeparator(id[place]) {
          guard let above = self.code(ofKeyBytes: UnsafeRawBufferPointer(rebasing: id[..<place])) else { continue }
          if isAbove.isEmpty { isAbove = Array(repeating: false, count: count) }
          isAbove[Int(above)] = true
        }
      }
    }
    return isAbove.indices.filter { isAbove[$0] }.map { LineID($0) }
  }

  func line(ofKey key: String) -> LineID? { code(ofKey: key).map { LineID(Int($0)) } }

  /// The code of a normalised key.
  func code(ofKey key: String) -> Int32? {
    var key = key
    return key.withUTF8 { code(ofKeyBytes: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a normalised key, as bytes.
  func code(ofKeyBytes key: UnsafeRawBufferPointer) -> Int32? { lookup.code(of: key) }

  /// Whether a code stands for a normalised key; false for a code beyond the last.
  @inline(__always)
  func isKey(_ code: Int32, _ key: UnsafeRawBufferPointer) -> Bool {
    Int(code) < keys.count && keys.isEqual(Int(code), key)
  }

  /// The code here of a word of another list, or nil where it is not here.
  func code(of other: NormalisedWords, _ code: Int) -> Int32? {
    other.keys.withBytes(of: code) { self.code(ofKeyBytes: $0) }
  }

  var names: [String] { (0..<count).map { name(of: LineID($0)) } }
  var keyStrings: [String] { (0..<count).map { keys.string($0) } }
}

/// Finds words that came in rising order by a hash table, which is made when the first is looked up out of turn.
private final class Lookup: @unchecked Sendable {
  private let keys: Interner
  /// Written once, under the lock, before ``isMade`` is set; read only after.
  private var indexed: Interner?
  private let isMade = Atomic<Bool>(false)
  private let lock = Mutex(())

  init(_ keys: Interner) { self.keys = keys }

  func code(of key: UnsafeRawBufferPointer) -> Int32? {
    guard keys.isRising else { return keys.code(of: key) }
    if !isMade.load(ordering: .acquiring) {
      lock.withLock { _ in
        guard indexed == nil else { return }
        indexed = keys.indexed()
        isMade.store(true, ordering: .releasing)
      }
    }
    return indexed?.code(of: key)
  }
}
