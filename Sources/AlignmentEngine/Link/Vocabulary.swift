import AlignBasics

/// The words of a corpus: every way of writing one leads to its stem, a dense number.
struct Vocabulary: Sendable {
  private var surfaces = Interner()
  private var stems = Interner()
  private var stemOfSurface: [Int32] = []
  /// Two words that somewhere stand joined by a zero-width non-joiner, and what they are together.
  private var compounds: [UInt64: Int32] = [:]
  private var beginsCompound: [Bool] = []
  /// By stem, the first word that led to it, to show to people.
  private var firstSurface: [Int32] = []
  let language: LatinLanguage
  private var reader = WordReader()

  /// An empty vocabulary; words in Latin letters are of this language.
  init(language: LatinLanguage) { self.language = language }

  /// The number of stems.
  var count: Int { stems.count }

  /// A stem as people write it: the first word that led to it.
  func word(_ stem: Int) -> String { surfaces.string(Int(firstSurface[stem])) }

  /// Calls `body` with the bytes of a stem.
  func withBytes<Result>(of stem: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    stems.withBytes(of: stem, body)
  }

  /// Appends the stems of a text in their order; words that say nothing are left out.
  mutating func read(_ text: UnsafeRawBufferPointer, into sequence: inout [Int32]) {
    reader.read(text)
    for index in 0..<reader.count {
      let range = reader.range(index)
      let joint = reader.joints[index]
      let stem = joint < 0 ? self.stem(range) : joined(range, at: joint)
      if stem >= 0 { sequence.append(stem) }
    }
  }

  /// The stems of a text, as a list of their own.
  mutating func stems(of text: String) -> [Int32] {
    var text = text
    var sequence: [Int32] = []
    text.withUTF8 { read(UnsafeRawBufferPointer($0), into: &sequence) }
    return sequence
  }

  private mutating func stem(_ range: Range<Int>) -> Int32 {
    let code = reader.bytes.withUnsafeBytes { surfaces.intern(UnsafeRawBufferPointer(rebasing: $0[range])) }
    if Int(code) == stemOfSurface.count { stemOfSurface.append(newStem(Array(reader.bytes[range]), surface: code)) }
    return stemOfSurface[Int(code)]
  }

  private mutating func newStem(_ word: [UInt8], surface: Int32) -> Int32 {
    if WordRules.persianStopWords.contains(word) { return -1 }
    let stops = language == .spanish ? WordRules.spanishStopWords : WordRules.englishStopWords
    if stops.contains(word) { return -1 }
    // A letter alone says nothing; a digit may be a district.
    if word.count == 1, !(0x30...0x39).contains(word[0]) { return -1 }
    if word.count == 2, word[0] >= 0xC0 { return -1 }
    let stem = Stemmer.stem(word, language: language)
    let code = stem.withUnsafeBytes { stems.intern($0) }
    if beginsCompound.count < stems.count {
      beginsCompound.append(false)
      firstSurface.append(surface)
    }
    return code
  }

  /// A word with a joint: an ending after it goes, and two words are remembered as one.
  private mutating func joined(_ range: Range<Int>, at joint: Int) -> Int32 {
    let right = joint..<range.upperBound
    if WordRules.persianParticles.contains(String(decoding: reader.bytes[right], as: UTF8.self)) {
      return stem(range.lowerBound..<joint)
    }
    let whole = stem(range)
    let (first, second) = (stem(range.lowerBound..<joint), stem(right))
    if whole >= 0, first >= 0, second >= 0 {
      compounds[Self.pair(first, second)] = whole
      beginsCompound[Int(first)] = true
    }
    return whole
  }

  /// Takes in what another vocabulary of the same language has read after this one.
  ///
  /// - Returns: for each stem there its number here.
  mutating func merge(_ other: Vocabulary) -> [Int32] {
    let surfaceOf = surfaces.merge(other.surfaces)
    let stemOf = stems.merge(other.stems)
    for (stem, surface) in zip(stemOf, other.firstSurface) where Int(stem) == firstSurface.count {
      firstSurface.append(surfaceOf[Int(surface)])
      beginsCompound.append(false)
    }
    for (surface, stem) in zip(surfaceOf, other.stemOfSurface) where Int(surface) == stemOfSurface.count {
      stemOfSurface.append(stem < 0 ? stem : stemOf[Int(stem)])
    }
    for (pair, whole) in other.compounds {
      let (first, second) = (stemOf[Int(pair >> 32)], stemOf[Int(pair & 0xFFFF_FFFF)])
      compounds[Self.pair(first, second)] = stemOf[Int(whole)]
      beginsCompound[Int(first)] = true
    }
    return stemOf
  }

  /// Joins neighbours that elsewhere stand joined, so that "پیاده رو" and "پیاده‌رو" are one word.
  func joinCompounds(_ sequence: inout [Int32]) {
    guard !compounds.isEmpty, sequence.count > 1 else { return }
    var kept = 0
    var index = 0
    while index < sequence.count {
      var stem = sequence[index]
      if index + 1 < sequence.count, beginsCompound[Int(stem)],
        let whole = compounds[Self.pair(stem, sequence[index + 1])]
      {
        stem = whole
        index += 1
      }
      sequence[kept] = stem
      kept += 1
      index += 1
    }
    sequence.removeLast(sequence.count - kept)
  }

  private static func pair(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}
