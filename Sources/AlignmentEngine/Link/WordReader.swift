import AlignModel

/// Cuts a title into words, its letters and digits folded: one pass over the bytes, nothing allocated once it is warm.
struct WordReader {
  /// The folded words of the last text, end to end; what stands behind them is of no meaning.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  /// For each word where its first joint (a zero-width non-joiner inside it) stood among ``bytes``, or −1.
  private(set) var joints: [Int] = []

  /// The number of words.
  var count: Int { ends.count }

  /// Where a word stands among ``bytes``.
  @inline(__always)
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Reads one text, after which the other members speak of it.
  ///
  /// - Complexity: O(bytes); scripts other than Arabic and Latin go a slower way.
  mutating func read(_ text: UnsafeRawBufferPointer) {
    ends.removeAll(keepingCapacity: true)
    joints.removeAll(keepingCapacity: true)
    if !readFast(text) { readSlowly(text) }
  }

  /// No letter grows by folding, so the words fit where the text did.
  private mutating func readFast(_ text: UnsafeRawBufferPointer) -> Bool {
    if bytes.count < text.count { bytes = Array(repeating: 0, count: 2 * text.count) }
    var (bytes, length, joint) = ([UInt8](), 0, -1)
    swap(&bytes, &self.bytes)
    defer { swap(&bytes, &self.bytes) }
    return bytes.withUnsafeMutableBufferPointer { bytes in
      Self.arabic.withUnsafeBufferPointer { arabic in
        Self.ascii.withUnsafeBufferPointer { ascii in
          guard let folded = bytes.baseAddress else { return true }
          return fold(text, into: folded, &length, &joint, arabic, ascii)
        }
      }
    }
  }

  @inline(__always)
  private mutating func fold(
    _ text: UnsafeRawBufferPointer, into bytes: UnsafeMutablePointer<UInt8>, _ length: inout Int, _ joint: inout Int,
    _ arabic: UnsafeBufferPointer<UInt16>, _ ascii: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        let kept = ascii[Int(byte)]
        if kept == 0 {
          endWord(at: length, &joint)
        } else {
          bytes[length] = kept
          length &+= 1
        }
        index &+= 1
        continue
      }
      let next = index + 1 < text.count ? UInt32(text[index + 1] & 0x3F) : 0
      switch byte {
      case 0xD8...0xDB:
        let folded = arabic[Int(UInt32(byte & 0x03) << 6 | next)]
        if folded == Self.separator {
          endWord(at: length, &joint)
        } else if folded >= 0x80 {
          bytes[length] = UInt8(truncatingIfNeeded: 0xC0 | folded >> 6)
          bytes[length &+ 1] = UInt8(truncatingIfNeeded: 0x80 | folded & 0x3F)
          length &+= 2
        } else if folded != 0 {
          bytes[length] = UInt8(truncatingIfNeeded: folded)
          length &+= 1
        }
        index &+= 2
      case 0xC3, 0xC4, 0xC5:
        let letter = WordRules.latin[Int(UInt32(byte - 0xC3) << 6 | next)]
        if letter == 0x20 {
          endWord(at: length, &joint)
        } else {
          bytes[length] = letter
          length &+= 1
        }
        index &+= 2
      case 0xC2:
        if next != 0x2D { endWord(at: length, &joint) }  // a soft hyphen is inside a word
        index &+= 2
      case 0xE2:
        let third = index + 2 < text.count ? text[index + 2] : 0
        if next == 0, third == 0x8C || third == 0x8D {
          if joint < 0 { joint = length }
        } else if !(next == 0 && third >= 0x8B && third <= 0x8F) && !(next == 0x01 && third >= 0xA0) {
          endWord(at: length, &joint)
        }
        index &+= 3
      default: return false
      }
    }
    endWord(at: length, &joint)
    return true
  }

  @inline(__always)
  private mutating func endWord(at length: Int, _ joint: inout Int) {
    let start = ends.last ?? 0
    if length > start {
      ends.append(length)
      joints.append(joint > start && joint < length ? joint : -1)
    }
    joint = -1
  }

  /// Other scripts, combining marks and presentation forms: by the normaliser of keys, then word by word.
  private mutating func readSlowly(_ text: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    joints.removeAll(keepingCapacity: true)
    var key: [UInt8] = []
    TextNormaliser.append(text, to: &key)
    var none = -1
    for character in String(decoding: key, as: UTF8.self).lowercased() {
      guard character.isLetter || character.isNumber else {
        endWord(at: bytes.count, &none)
        continue
      }
      for scalar in character.unicodeScalars {
        switch scalar.value {
        case 0x600...0x6FF:
          let folded = WordRules.foldLetter(scalar.value)
          if folded != 0, let scalar = Unicode.Scalar(folded) { bytes.append(contentsOf: Array(String(scalar).utf8)) }
        case 0xC0...0x17F: bytes.append(WordRules.latin[Int(scalar.value) - 0xC0])
        case 0x300...0x36F: break
        default: bytes.append(contentsOf: Array(String(scalar).utf8))
        }
      }
    }
    endWord(at: bytes.count, &none)
  }

  private static let separator: UInt16 = 0xFFFF

  /// What each scalar of the Arabic block becomes in a word: 0 where it goes, ``separator`` between words.
  private static let arabic: [UInt16] = (0x600..<0x700).map { scalar in
    WordRules.isSeparator(scalar) ? separator : UInt16(truncatingIfNeeded: WordRules.foldLetter(scalar))
  }

  /// Letters in lower case and digits; 0 between words.
  private static let ascii: [UInt8] = (UInt8(0)..<128).map { byte -> UInt8 in
    switch byte {
    case 0x30...0x39, 0x61...0x7A: byte
    case 0x41...0x5A: byte + 0x20
    default: 0
    }
  }
}
