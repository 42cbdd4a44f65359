/// Cuts UTF-8 bytes into records and cells after RFC 4180, with any one-byte separator and any kind of line end.
struct CSVScanner {
  let bytes: UnsafeRawBufferPointer
  let separator: UInt8
  /// Where the next record begins.
  private(set) var position: Int
  /// The bytes from here on are not this scanner's.
  let end: Int
  /// The last record began with a quote that nothing closes.
  private(set) var hasOpenQuote = false
  /// Cells of the last record: where each begins and ends, without its quotes and outer white space.
  private(set) var starts: [Int] = []
  private(set) var ends: [Int] = []
  private(set) var quoted: [Bool] = []

  init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    position = start
    self.end = end
  }

  /// Whether the last record had no cell with anything in it.
  var isBlank: Bool { zip(starts, ends).allSatisfy { $0 == $1 } }

  /// Reads one record into ``starts``, ``ends`` and ``quoted``; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    guard position < end else { return false }
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    quoted.removeAll(keepingCapacity: true)
    var index = position
    while true {
      var start = index
      while index < end, bytes[index] == 0x20 { index += 1 }
      var isQuoted = false
      var stop: Int
      if index < end, bytes[index] == 0x22 {
        isQuoted = true
        start = index + 1
        index = closingQuote(from: start)
        stop = index
        if index < end { index += 1 } else { hasOpenQuote = true }
        // What stands between the closing quote and the separator belongs to no cell; only blanks can stand there.
        while index < end, !isCellEnd(bytes[index]) { index += 1 }
      } else {
        start = index
        index = cellEnd(from: index)
        stop = index
      }
      while stop > start, Self.isSpace(bytes[stop - 1]) { stop -= 1 }
      while start < stop, Self.isSpace(bytes[start]) { start += 1 }
      starts.append(start)
      ends.append(stop)
      quoted.append(isQuoted)
      guard index < end else { break }
      let byte = bytes[index]
      index += 1
      if byte == separator { continue }
      if byte == 0x0D, index < end, bytes[index] == 0x0A { index += 1 }
      break
    }
    position = index
    return true
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  @inline(__always)
  private func isCellEnd(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  @inline(__always)
  private func cellEnd(from start: Int) -> Int {
    var index = start
    while index < end, !isCellEnd(bytes[index]) { index += 1 }
    return index
  }

  /// The quote that closes a cell; a doubled one stands for itself.
  private func closingQuote(from start: Int) -> Int {
    var index = start
    while index < end {
      if bytes[index] == 0x22 {
        guard index + 1 < end, bytes[index + 1] == 0x22 else { return index }
        index += 2
      } else {
        index += 1
      }
    }
    return end
  }

  /// A record's start at or after an offset, found by the parity of the quotes before it.
  static func boundary(in bytes: UnsafeRawBufferPointer, from start: Int, near offset: Int) -> Int {
    var quotes = 0
    for index in start..<offset where bytes[index] == 0x22 { quotes += 1 }
    var index = offset
    while index < bytes.count {
      if bytes[index] == 0x22 { quotes += 1 }
      if bytes[index] == 0x0A, quotes % 2 == 0 { return index + 1 }
      index += 1
    }
    return bytes.count
  }
}
