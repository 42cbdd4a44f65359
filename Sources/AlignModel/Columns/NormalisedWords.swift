import AlignBasics
import Synchronization

/// Words as they were written and as they match: several ways of writing may share one normalised key.
@usableFromInline package struct NormalisedWords: LineNames {
  /// For each code of the raw interner its code here.
  package private(set) var codes: [Int32]?
  /// Normalised keys; their codes are the codes of this type.
  @usableFromInline let keys: Interner
  private let lookup: Lookup
  /// Where the first way of writing differs from the key.
  private var written: [Int32: String] = [:]
  /// Further keys under which names are found, with their codes.
  private(set) var furtherKeys: [(key: String, code: Int32)] = []

  /// Normalises each distinct word once.
  package init(_ raw: Interner) {
    guard !raw.isPlain || raw.holds(0x27) else {
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
        let isGuarded = FormulaGuard.isGuarded(bytes)
        TextNormaliser.append(isGuarded ? UnsafeRawBufferPointer(rebasing: bytes[1...]) : bytes, to: &key)
        return !bytes.elementsEqual(key)
      }
      let before = keys.count
      let canonical = key.withUnsafeBytes { keys.intern($0) }
      codes.append(canonical)
      if keys.count > before, differs { written[canonical] = FormulaGuard.bare(raw.string(code)) }
    }
    self.keys = keys
    lookup = Lookup(keys)
    self.codes = codes
  }

  /// Words that are names: capitals do not count, and those whose zero-width non-joiners match (``NameForms``) are one, as
  /// are two that a third matches.
  package init(names raw: Interner) {
    var groups = SpellingGroups(count: raw.count)
    // Names with a non-joiner first: they are what holds different spellings together.
    let names = (0..<raw.count).map { FormulaGuard.bare(raw.string($0)) }
    let texts = names.map { NameForms.keys(of: $0) }
    for hasSeveral in [true, false] {
      for code in texts.indices where (texts[code].count > 1) == hasSeveral { groups.add(code, under: texts[code]) }
    }
    var keys = Interner()
    var codes: [Int32] = []
    var codeOfGroup: [Int: Int32] = [:]
    for code in texts.indices {
      let group = groups.representative(of: code)
      var canonical = codeOfGroup[group]
      if canonical == nil {
        var key = texts[code][0]
        let interned = key.withUTF8 { keys.intern(UnsafeRawBufferPointer($0)) }
        canonical = interned
        codeOfGroup[group] = interned
        let name = names[code]
        if name != key { written[interned] = name }
      }
      codes.append(canonical ?? 0)
      for key in texts[code] { furtherKeys.append((key, canonical ?? 0)) }
    }
    self.keys = keys
    lookup = Lookup(keys)
    self.codes = codes
  }

  @usableFromInline package var count: Int { keys.count }

  @usableFromInline package func name(of line: LineID) -> String {
    written[Int32(line.index)] ?? keys.string(line.index)
  }

  package func key(_ code: Int) -> String { keys.string(code) }

  /// Whether any key contains a byte.
  package func holds(_ byte: UInt8) -> Bool { keys.holds(byte) }

  /// Whether all keys, as bytes, are of some shape; stops at the first that is not.
  package func allSatisfy(_ isWanted: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    (0..<count).allSatisfy { keys.withBytes(of: $0, isWanted) }
  }

  /// The codes whose key, as bytes, is of some shape.
  package func codes(where isWanted: (UnsafeRawBufferPointer) -> Bool) -> [Int] {
    (0..<count).filter { keys.withBytes(of: $0, isWanted) }
  }

  @usableFromInline package func key(of line: LineID) -> String { keys.string(line.index) }

  /// Whether any of the words holds what ends a prefix.
  package var holdsSeparators: Bool { LinePrefix.separators.contains { keys.holds($0) } }

  /// - Complexity: O(bytes of all ids), and a look-up for each prefix that the id before it did not have.
  @usableFromInline package var linesAbove: [LineID] {
    guard holdsSeparators else { return [] }
    var isAbove: [Bool] = []
    var before: [UInt8] = []
    for code in 0..<count {
      keys.withBytes(of: code) { id in
        guard let end = id.lastIndex(where: LinePrefix.isSeparator), end > 0 else { return }
        // Neighbours mostly stand under the same lines.
        if before.count == end, id[..<end].elementsEqual(before) { return }
        before = Array(id[..<end])
        for index in 1...end where LinePrefix.isSeparator(id[index]) {
          guard let above = self.code(ofKeyBytes: UnsafeRawBufferPointer(rebasing: id[..<index])) else { continue }
          if isAbove.isEmpty { isAbove = Array(repeating: false, count: count) }
          isAbove[Int(above)] = true
        }
      }
    }
    return isAbove.indices.filter { isAbove[$0] }.map { LineID($0) }
  }

  @usableFromInline package func line(ofKey key: String) -> LineID? { code(ofKey: key).map { LineID(Int($0)) } }

  /// The code of a normalised key.
  package func code(ofKey key: String) -> Int32? {
    var key = key
    return key.withUTF8 { code(ofKeyBytes: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a normalised key, as bytes.
  package func code(ofKeyBytes key: UnsafeRawBufferPointer) -> Int32? { lookup.code(of: key) }

  /// Whether a code stands for a normalised key; false for a code beyond the last.
  @inlinable
  @inline(__always)
  package func isKey(_ code: Int32, _ key: UnsafeRawBufferPointer) -> Bool {
    Int(code) < keys.count && keys.isEqual(Int(code), key)
  }

  /// The code here of a word of another list, or nil where it is not here.
  package func code(of other: NormalisedWords, _ code: Int) -> Int32? {
    other.keys.withBytes(of: code) { self.code(ofKeyBytes: $0) }
  }

  package var names: [String] { (0..<count).map { name(of: LineID($0)) } }
}

/// Finds words that came in rising order by a hash table, which is made when the first is looked up out of turn.
private final class Lookup: @unchecked Sendable {
  @usableFromInline let keys: Interner
  /// Written once, under the lock, before ``isMade`` is set; read only after.
  private var indexed: Interner?
  private let isMade = Atomic<Bool>(false)
  private let lock = Mutex(())

  init(_ keys: Interner) { self.keys = keys }

  func code(of key: UnsafeRawBufferPointer) -> Int32? {
    guard keys.isAscending else { return keys.code(of: key) }
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

/// Spellings in groups of those that share a key.
private struct SpellingGroups {
  private var parents: [Int]
  private var firstUnder: [String: Int] = [:]

  init(count: Int) { parents = Array(0..<count) }

  func representative(of spelling: Int) -> Int {
    var spelling = spelling
    while parents[spelling] != spelling { spelling = parents[spelling] }
    return spelling
  }

  mutating func add(_ spelling: Int, under keys: [String]) {
    for key in keys {
      guard let other = firstUnder[key] else {
        firstUnder[key] = spelling
        continue
      }
      let (one, two) = (representative(of: spelling), representative(of: other))
      parents[max(one, two)] = min(one, two)
    }
  }
}
