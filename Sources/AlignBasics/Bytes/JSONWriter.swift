/// Writes JSON to a sink: keys in the order in which they are written, numbers in the fewest digits that read back as the same
/// number, and `null` for values that are not known. Keys that are literals must not need escaping.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private var needsComma = false
  private let sink: any ByteSink

  /// The number of bytes that are collected before they are written to the sink.
  private static let block = 1 << 18

  /// A writer of one document.
  package init(to sink: any ByteSink) {
    self.sink = sink
    bytes.reserveCapacity(Self.block + 1 << 12)
  }

  /// Opens an object.
  package mutating func beginObject() { open(0x7B) }
  /// Closes an object.
  package mutating func endObject() { close(0x7D) }
  /// Opens an array.
  package mutating func beginArray() { open(0x5B) }
  /// Closes an array.
  package mutating func endArray() { close(0x5D) }

  /// Writes a key that is a literal.
  package mutating func key(_ name: StaticString) {
    comma()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a key that comes from the data.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a text, or null.
  package mutating func string(_ text: String?) {
    guard var text else { return null() }
    comma()
    bytes.append(0x22)
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { appendEscaped(byte) }
      }
    }
    bytes.append(0x22)
  }

  /// Writes a whole number, or null.
  package mutating func integer(_ number: Int?) {
    guard let number else { return null() }
    comma()
    appendDigits(of: Int64(number))
  }

  /// Writes a number in the fewest digits that read back as the same; null where it is unknown or not finite.
  package mutating func number(_ number: Double?) {
    guard let number, number.isFinite else { return null() }
    comma()
    if number == number.rounded(), number.magnitude < 1e15 {
      appendDigits(of: Int64(number))
    } else {
      var text = number.description
      text.withUTF8 { bytes.append(contentsOf: $0) }
    }
  }

  /// Writes a whole number of any size.
  package mutating func digits(of number: Int64) {
    comma()
    appendDigits(of: number)
  }

  /// Writes a text that is already a JSON value, such as a number with fixed decimals.
  package mutating func literal(_ text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes true or false.
  package mutating func bool(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes null, for a value that is not known.
  package mutating func null() {
    comma()
    bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
  }

  /// Ends a line. The next value begins a new document.
  package mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  /// Writes the collected bytes to the sink if there are many. Call it after each record.
  package mutating func drain() throws {
    if bytes.count >= Self.block { try finish() }
  }

  /// Writes the rest to the sink.
  package mutating func finish() throws {
    try bytes.withUnsafeBytes { try sink.write($0) }
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func comma() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func appendDigits(of number: Int64) {
    if number < 0 { bytes.append(0x2D) }
    let first = bytes.count
    var remaining = number.magnitude
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + remaining % 10))
      remaining /= 10
    } while remaining > 0
    bytes[first...].reverse()
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
    case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
    case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
    case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
    case 0..<0x20:
      let hex = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
    default: bytes.append(byte)
    }
  }
}
