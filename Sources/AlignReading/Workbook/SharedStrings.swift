/// The texts that the cells of a workbook share, one after the other in one buffer, each as a record of a table has it.
struct SharedStrings {
  private(set) var bytes: [UInt8] = []
  /// Where each ends.
  private(set) var ends: [Int] = []

  var count: Int { ends.count }

  mutating func append(_ text: [UInt8]) {
    SheetText.append(text, to: &bytes)
    ends.append(bytes.count)
  }

  /// The bytes of a text, in quotes where it needs them.
  @inline(__always)
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}

/// Reads the part of a workbook that holds its shared texts. Runs of formatted text are joined, their readings left out.
final class SharedStringsHandler: XMLHandler {
  private(set) var strings = SharedStrings()
  private var text: [UInt8] = []
  private var isInText = false
  private var readings = 0

  override func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if equals(name, "si") {
      text.removeAll(keepingCapacity: true)
    } else if equals(name, "t") {
      isInText = readings == 0
    } else if equals(name, "rPh") {
      readings += 1
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if equals(name, "t") {
      isInText = false
    } else if equals(name, "si") {
      strings.append(text)
    } else if equals(name, "rPh") {
      readings = max(0, readings - 1)
    }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) {
    if isInText { text.append(contentsOf: bytes) }
  }
}

/// Texts of cells as the records have them that the one reader of tables cuts: cells end at the unit separator, which no XML
/// can hold, so that few texts need quotes.
enum SheetText {
  static let separator: UInt8 = 0x1F

  /// Appends a text, in quotes where it holds a line end or a quote.
  static func append(_ text: [UInt8], to bytes: inout [UInt8]) {
    var needsQuotes = false
    var mayBeEscaped = false
    for byte in text {
      if byte == 0x22 || byte == 0x0A || byte == 0x0D { needsQuotes = true }
      if byte == 0x5F { mayBeEscaped = true }
    }
    if mayBeEscaped, let plain = unescaped(text) {
      append(plain, to: &bytes)
      return
    }
    guard needsQuotes else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// The text with `_x000D_` and its like as the characters that they stand for; nil where there are none. What stands for a
  /// character that no table holds becomes a space.
  private static func unescaped(_ text: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    var index = 0
    var found = false
    while index < text.count {
      if index + 7 <= text.count, text[index] == 0x5F, text[index + 1] == 0x78, text[index + 6] == 0x5F,
        let code = UInt32(String(decoding: text[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code), code != 0x5F
      {
        found = true
        let kept = code >= 0x20 || code == 0x0A || code == 0x0D || code == 0x09
        plain.append(contentsOf: kept ? Array(String(scalar).utf8) : [0x20])
        index += 7
      } else {
        plain.append(text[index])
        index += 1
      }
    }
    return found ? plain : nil
  }
}
