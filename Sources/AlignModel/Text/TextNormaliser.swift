import Foundation

/// One spelling for every way in which Persian and Arabic keyboards write the same text.
///
/// Arabic ي ى ك ة become Persian ی ک ه, every kind of digit becomes 0–9, and what does not show (the zero-width
/// non-joiner and its kin, tatweel, harakat, direction marks) goes; runs of white space become one space, and none is
/// left at the ends. Case is kept: an id may depend on it.
package enum TextNormaliser {
  /// The text normalised for matching.
  package static func key(_ text: String) -> String { key(text, keepingJoints: false) }

  /// The text normalised for matching, its zero-width non-joiners kept.
  package static func keepingJoints(_ text: String) -> String { key(text, keepingJoints: true) }

  private static func key(_ text: String, keepingJoints: Bool) -> String {
    var text = text
    return text.withUTF8 { utf8 in
      var key: [UInt8] = []
      key.reserveCapacity(utf8.count)
      append(UnsafeRawBufferPointer(utf8), to: &key, keepingJoints: keepingJoints)
      return String(decoding: key, as: UTF8.self)
    }
  }

  /// The text normalised for matching words, where capitals do not count either.
  package static func folded(_ text: String) -> String { key(text).lowercased() }

  /// One of the words that a column or a key allows, where neither capitals nor blanks count.
  package static func allowedWord(_ text: String) -> String { folded(text).filter { $0 != " " } }

  /// Appends the normalised form of some UTF-8 to `key`.
  package static func append(_ bytes: UnsafeRawBufferPointer, to key: inout [UInt8], keepingJoints: Bool = false) {
    let start = key.count
    var index = 0
    var needsComposition = false
    func put(_ scalar: UInt32) {
      key.append(UInt8(0xC0 | scalar >> 6))
      key.append(UInt8(0x80 | scalar & 0x3F))
    }
    func space() { if key.count > start, key.last != 0x20 { key.append(0x20) } }
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case 0x09...0x0D, 0x20:
        space()
        index += 1
      case 0..<0x80:
        key.append(byte)
        index += 1
      case 0xD8...0xDB:
        let scalar = UInt32(byte & 0x1F) << 6 | UInt32(next & 0x3F)
        switch fold(scalar) {
        case 0: break
        case let ascii where ascii < 0x80: key.append(UInt8(ascii))
        case let folded: put(folded)
        }
        index += 2
      case 0xC3 where index + 1 < bytes.count:
        // À to ÿ are composed already; a mark that follows one of them asks for composition itself.
        key.append(byte)
        key.append(next)
        index += 2
      case 0xC2 where next == 0xA0:
        space()
        index += 2
      case 0xC2 where next == 0xAD:
        index += 2
      case 0xE2 where next == 0x80 || next == 0x81:
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        let scalar = 0x2000 + UInt32(next - 0x80) << 6 + UInt32(third & 0x3F)
        switch scalar {
        case 0x200C where keepingJoints: key.append(contentsOf: bytes[index..<index + 3])
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069: break
        case 0x2000...0x200A, 0x202F, 0x205F: space()
        case 0x2010...0x2012: key.append(0x2D)
        default: for offset in 0..<min(3, bytes.count - index) { key.append(bytes[index + offset]) }
        }
        index += 3
      case 0xEF where next == 0xBB && index + 2 < bytes.count && bytes[index + 2] == 0xBF:
        index += 3
      default:
        needsComposition = true
        key.append(byte)
        index += 1
      }
    }
    while key.count > start, key.last == 0x20 { key.removeLast() }
    if needsComposition { compose(&key, from: start) }
  }

  /// Letters with accents may be one scalar or two, and old Arabic files hold presentation forms: NFKC joins them.
  private static func compose(_ key: inout [UInt8], from start: Int) {
    let text = String(decoding: key[start...], as: UTF8.self)
    let composed = Array(text.precomposedStringWithCompatibilityMapping.utf8)
    key.removeSubrange(start...)
    // Presentation forms turn into plain letters, which have to be folded like all others.
    if composed.elementsEqual(text.utf8) || !composed.contains(where: { (0xD8...0xDB).contains($0) }) {
      key.append(contentsOf: composed)
    } else {
      for scalar in String(decoding: composed, as: UTF8.self).unicodeScalars {
        guard (0x600...0x6FF).contains(scalar.value) else {
          key.append(contentsOf: Array(String(scalar).utf8))
          continue
        }
        let folded = fold(scalar.value)
        if folded != 0, let scalar = Unicode.Scalar(folded) { key.append(contentsOf: Array(String(scalar).utf8)) }
      }
    }
  }

  /// What a scalar of the Arabic block becomes; 0 where it goes.
  @inlinable
  @inline(__always)
  package static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x064A, 0x0649: 0x06CC  // ي ى → ی
    case 0x0643: 0x06A9  // ك → ک
    case 0x0629, 0x06C0, 0x06D5: 0x0647  // ة ۀ → ه
    case 0x0623, 0x0625, 0x0671: 0x0627  // أ إ ٱ → ا
    case 0x0624: 0x0648  // ؤ → و
    case 0x0660...0x0669: scalar - 0x0660 + 0x30
    case 0x06F0...0x06F9: scalar - 0x06F0 + 0x30
    case 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8, 0x06EA...0x06ED, 0x061C: 0
    default: scalar
    }
  }
}
