import AlignBasics
import Foundation

/// The encodings in which tables arrive.
enum TextEncoding: String {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1256 = "Windows-1256"
  case windows1252 = "Windows-1252"

  /// What can be wrong with a file as a text.
  enum Failure: Error {
    case workbook, compressed, binary
    /// UTF-8 for the most part, with a byte that is not, at this offset.
    case damagedUTF8(offset: Int)
    case damagedUTF16
  }

  /// The encoding that some bytes are in, and where its text begins.
  static func detect(_ file: FileBytes, jobs: Int) throws(Failure) -> (encoding: TextEncoding, start: Int) {
    let bytes = file.buffer
    let head = bytes.prefix(4)
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Failure.workbook
    }
    if head.starts(with: [0x1F, 0x8B]) { throw Failure.compressed }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      try checkUTF8(file, jobs: jobs)
      return (.utf8, 3)
    }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    let sample = bytes.prefix(4096)
    if sample.contains(0) {
      let even = stride(from: 0, to: sample.count, by: 2).count { sample[$0] == 0 }
      let odd = stride(from: 1, to: sample.count, by: 2).count { sample[$0] == 0 }
      guard bytes.count % 2 == 0, max(even, odd) * 4 > sample.count / 2, even == 0 || odd == 0 else {
        throw Failure.binary
      }
      return (odd > even ? .utf16LittleEndian : .utf16BigEndian, 0)
    }
    guard UTF8Check.firstInvalid(file, jobs: jobs) != nil else { return (.utf8, 0) }
    return (try singleByteEncoding(of: bytes), 0)
  }

  private static func checkUTF8(_ file: FileBytes, jobs: Int) throws(Failure) {
    if let offset = UTF8Check.firstInvalid(file, jobs: jobs) { throw Failure.damagedUTF8(offset: offset) }
  }

  /// Tells Windows-1256 from Windows-1252 by how high bytes stand: Persian words are runs of them, while accents stand
  /// alone among plain letters. A file that holds many well-formed UTF-8 letters is damaged UTF-8, not one of these.
  private static func singleByteEncoding(of bytes: UnsafeRawBufferPointer) throws(Failure) -> TextEncoding {
    let sample = UnsafeRawBufferPointer(rebasing: bytes.prefix(1 << 20))
    var high = 0
    var inRun = 0
    var wellFormed = 0
    var invalid = 0
    var firstInvalid: Int?
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let length = UTF8Check.sequenceLength(bytes, at: index)
      if length > 0 {
        wellFormed += 1
        index += length
      } else {
        invalid += 1
        if firstInvalid == nil { firstInvalid = index }
        index += 1
      }
    }
    if wellFormed > 20 * invalid, let firstInvalid { throw Failure.damagedUTF8(offset: firstInvalid) }
    let body = sample.contains { $0 >= 0x80 } ? sample : bytes
    for position in 0..<body.count where body[position] >= 0x80 {
      high += 1
      let before = position > 0 && body[position - 1] >= 0x80
      let after = position + 1 < body.count && body[position + 1] >= 0x80
      if before || after { inRun += 1 }
    }
    return inRun * 2 > high ? .windows1256 : .windows1252
  }

  /// The same text in UTF-8.
  func utf8(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> [UInt8] {
    let encoding: String.Encoding
    switch self {
    case .utf8: return Array(bytes)
    case .utf16LittleEndian, .utf16BigEndian:
      guard bytes.count % 2 == 0 else { throw Failure.damagedUTF16 }
      encoding = self == .utf16LittleEndian ? .utf16LittleEndian : .utf16BigEndian
    case .windows1256:
      return bytes.flatMap { $0 < 0x80 ? [$0] : Self.upperHalf1256[Int($0) - 0x80] }
    case .windows1252: encoding = .windowsCP1252
    }
    if let text = String(bytes: bytes, encoding: encoding) { return Array(text.utf8) }
    guard self == .windows1252 else { throw Failure.damagedUTF16 }
    // Five bytes have no letter in the code page; browsers read them as control characters, and so do we.
    return bytes.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
  }

  /// The upper half of Windows-1256 as the Unicode consortium maps it, in UTF-8.
  private static let upperHalf1256: [[UInt8]] = Array(
    ("€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u{200C}\u{200D}ں\u{A0}،¢£¤¥¦§¨©ھ«¬\u{AD}®¯°±²³´µ¶·¸¹؛»¼½¾؟"
      + "ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîï\u{64B}\u{64C}\u{64D}\u{64E}ô\u{64F}\u{650}÷\u{651}ù\u{652}ûü"
      + "\u{200E}\u{200F}ے").unicodeScalars.map { Array(String($0).utf8) })
}

/// Whether bytes are well-formed UTF-8.
enum UTF8Check {
  /// The offset of the first byte that is not well-formed, or nil; a large file is checked in parallel pieces.
  static func firstInvalid(_ file: FileBytes, jobs: Int) -> Int? {
    let bytes = file.buffer
    // A piece begins where a sequence begins: never on a continuation byte.
    let inner = stride(from: FileBytes.stride, to: bytes.count, by: FileBytes.stride).map { cut in
      (cut..<min(cut + 3, bytes.count)).first { bytes[$0] & 0xC0 != 0x80 } ?? cut
    }
    let cuts = [0] + inner + [bytes.count]
    let found = Parallel.map(count: cuts.count - 1, jobs: jobs) { piece -> Int in
      let offset = firstInvalid(file.buffer, from: cuts[piece], to: cuts[piece + 1]) ?? -1
      file.release(cuts[piece]..<cuts[piece + 1])
      return offset
    }
    return found.first { $0 >= 0 }
  }

  private static func firstInvalid(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end {
      if index > 1, index + 64 <= end, isPlain(bytes, index) {
        // The block may end inside a letter, which then begins the next one.
        index += bytes[index + 63] >= 0xC0 ? 63 : bytes[index + 62] >= 0xE0 ? 62 : 64
      } else if bytes[index] < 0x80 {
        index += 1
      } else if bytes[index] >= 0xC2, bytes[index] < 0xE0, index + 1 < end, bytes[index + 1] & 0xC0 == 0x80 {
        index += 2
      } else {
        let length = sequenceLength(bytes, at: index)
        guard length > 0, index + length <= end else { return index }
        index += length
      }
    }
    return nil
  }

  /// Whether sixty-four bytes, which begin where a sequence begins, hold nothing but well-formed sequences of up to three
  /// bytes whose lead says all: a byte continues a sequence exactly where one of the two before it asks for it. Each byte's
  /// bits are looked at in its own lane.
  @inline(__always)
  private static func isPlain(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    let lanes = SIMD8<UInt64>(repeating: 0x0101_0101_0101_0101)
    func block(_ offset: Int) -> SIMD8<UInt64> {
      bytes.loadUnaligned(fromByteOffset: index + offset, as: SIMD8<UInt64>.self)
    }
    let (here, before, earlier) = (block(0), block(-1), block(-2))
    let (bit0, bit1, bit2) = (here, here &>> 1, here &>> 2)
    let (bit3, bit4, bit5, bit6) = (here &>> 3, here &>> 4, here &>> 5, here &>> 6)
    let high = here &>> 7
    let continues = high & ~bit6
    let isAsked = ((before &>> 7) & (before &>> 6)) | ((earlier &>> 7) & (earlier &>> 6) & (earlier &>> 5))
    let leads = high & bit6
    // C0 and C1 would be overlong; after E0 and ED not every byte may follow, and from F0 on sequences have four bytes.
    let overlong = ~(bit5 | bit4 | bit3 | bit2 | bit1)
    let special = bit5 & (bit4 | ~(bit3 | bit2 | bit1 | bit0) | (bit3 & bit2 & ~bit1 & bit0))
    let wrong = ((continues ^ isAsked) | (leads & (overlong | special))) & lanes
    let half = wrong.lowHalf | wrong.highHalf
    let quarter = half.lowHalf | half.highHalf
    return quarter[0] | quarter[1] == 0
  }

  /// The bytes in the well-formed sequence that begins at an offset, or 0 where none does (Unicode, table 3-7).
  static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    func continues(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    switch bytes[index] {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return (0xA0...0xBF).contains(byte(1)) && continues(2) ? 3 : 0
    case 0xED: return (0x80...0x9F).contains(byte(1)) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return (0x90...0xBF).contains(byte(1)) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return (0x80...0x8F).contains(byte(1)) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
