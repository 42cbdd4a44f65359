/// Distinct byte strings, each with a dense code in the order in which it first came.
struct Interner {
  /// All distinct strings, end to end; string k stands at `ends[k − 1]..<ends[k]`.
  private(set) var arena: [UInt8] = []
  private(set) var ends: [Int] = []
  private var hashes: [UInt32] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1024)
  /// Whether every string is plain ASCII without runs of spaces, so that it is its own normalised form.
  private(set) var isPlain = true

  /// The code given last: tables are often sorted, and then the next cell holds the same.
  private var last = -1

  /// The number of distinct strings.
  var count: Int { ends.count }

  /// The bytes of a code.
  func withBytes<Result>(of code: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: code)])) }
  }

  /// The string of a code.
  func string(_ code: Int) -> String { String(decoding: arena[range(of: code)], as: UTF8.self) }

  private func range(of code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  /// The code of some bytes, a new one where they come for the first time.
  @inline(__always)
  mutating func intern(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    if last >= 0, isEqual(last, bytes) { return Int32(truncatingIfNeeded: last) }
    let hash = Self.hash(bytes)
    let slot = self.slot(of: bytes, hash: hash)
    let code = slots[slot] >= 0 ? slots[slot] : insert(bytes, hash: hash, slot: slot)
    last = Int(code)
    return code
  }

  /// The code of some bytes, or nil where they never came.
  func code(of bytes: UnsafeRawBufferPointer) -> Int32? {
    let found = slots[slot(of: bytes, hash: Self.hash(bytes))]
    return found < 0 ? nil : found
  }

  private mutating func insert(_ bytes: UnsafeRawBufferPointer, hash: UInt32, slot: Int) -> Int32 {
    let code = Int32(truncatingIfNeeded: ends.count)
    if isPlain { isPlain = Self.isPlain(bytes) }
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    hashes.append(hash)
    slots[slot] = code
    if ends.count * 2 > slots.count { grow() }
    return code
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

  @inline(__always)
  private func isEqual(_ code: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
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

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for code in 0..<hashes.count {
      var slot = Int(hashes[code]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: code)
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
  /// Where the first way of writing differs from the key.
  private var written: [Int32: String] = [:]

  /// Normalises each distinct word once.
  init(_ raw: Interner) {
    guard !raw.isPlain else {
      keys = raw
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
    self.codes = codes
  }

  var count: Int { keys.count }

  func name(of line: LineID) -> String { written[Int32(line.index)] ?? keys.string(line.index) }

  func key(_ code: Int) -> String { keys.string(code) }

  func line(ofKey key: String) -> LineID? { code(ofKey: key).map { LineID(Int($0)) } }

  /// The code of a normalised key.
  func code(ofKey key: String) -> Int32? {
    var key = key
    return key.withUTF8 { keys.code(of: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a normalised key, as bytes.
  func code(ofKeyBytes key: UnsafeRawBufferPointer) -> Int32? { keys.code(of: key) }

  /// The code here of a word of another list, or nil where it is not here.
  func code(of other: NormalisedWords, _ code: Int) -> Int32? {
    other.keys.withBytes(of: code) { keys.code(of: $0) }
  }

  var names: [String] { (0..<count).map { name(of: LineID($0)) } }
  var keyStrings: [String] { (0..<count).map { keys.string($0) } }
}
