import AlignModel
import Foundation

/// Cuts UTF-8 bytes into records and cells after RFC 4180, with any one-byte separator and any kind of line end.
struct CSVScanner: ~Copyable {
  let bytes: UnsafeRawBufferPointer
  let separator: UInt8
  /// Where the next record begins.
  private(set) var position: Int
  /// The bytes from here on are not this scanner's.
  let end: Int
  /// The last record began with a quote that nothing closes.
  private(set) var hasOpenQuote = false
  /// The last record has a quoted cell with a line end in it.
  private(set) var hasLineEnd = false
  /// The number of cells of the last record.
  private(set) var count = 0
  private var cells: UnsafeMutablePointer<TextSlice>
  private var capacity = 64
  /// The sixty-four bytes looked at last, and which of them end a cell, the first in the lowest bit. One look finds the ends
  /// of several cells.
  private var blockStart: Int
  private var cellEnds: UInt64 = 0

  init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    position = start
    self.end = end
    blockStart = start - 64
    cells = .allocate(capacity: capacity)
  }

  deinit { cells.deallocate() }

  /// A cell of the last record; `place` is below ``count``.
  subscript(index: Int) -> TextSlice {
    @inline(__always) get { cells[index] }
  }

  /// The bytes of a cell of the last record.
  func slice(_ index: Int) -> UnsafeRawBufferPointer { cells[index].bytes(in: bytes) }

  /// The text of a cell of the last record, doubled quotes still doubled.
  func text(_ index: Int) -> String { String(decoding: slice(index), as: UTF8.self) }

  /// A cell as it is meant: the doubled quotes of a quoted one are single.
  func plainText(_ index: Int) -> String {
    self[index].isQuoted ? text(index).replacing("\"\"", with: "\"") : text(index)
  }

  /// Whether the last record had no cell with anything in it.
  var isBlank: Bool { (0..<count).allSatisfy { cells[$0].isEmpty } }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<TextSlice>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: cells, count: count)
    cells.deallocate()
    cells = larger
    capacity *= 2
  }

  /// Reads one record, after which ``count`` and the subscript speak of it; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    guard position < end else { return false }
    count = 0
    hasLineEnd = false
    var index = position
    while true {
      while index < end, bytes[index] == 0x20 { index += 1 }
      var start = index
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
        index = cellEnd(from: index)
        stop = index
      }
      while stop > start, Self.isSpace(bytes[stop - 1]) { stop -= 1 }
      while start < stop, Self.isSpace(bytes[start]) { start += 1 }
      if count == capacity { grow() }
      (cells + count).initialize(to: TextSlice(offset: start, length: stop - start, isQuoted: isQuoted))
      count += 1
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
  private mutating func cellEnd(from start: Int) -> Int {
    if start >= blockStart + 64 { lookAtBlock(from: start) }
    var ends = cellEnds >> UInt64(start - blockStart)
    var index = start
    while ends == 0 {
      index = blockStart + 64
      guard index < end else { return end }
      lookAtBlock(from: index)
      ends = cellEnds
    }
    return index + ends.trailingZeroBitCount
  }

  /// Finds the bytes that end a cell among the sixty-four from an offset on.
  private mutating func lookAtBlock(from start: Int) {
    blockStart = start
    cellEnds = 0
    guard start + 64 <= end, let base = bytes.baseAddress else {
      for index in start..<end where isCellEnd(bytes[index]) { cellEnds |= 1 << UInt64(index - start) }
      return
    }
    let block = base.loadUnaligned(fromByteOffset: start, as: SIMD8<UInt64>.self)
    let others =
      Self.nonZeroBytes(block ^ SIMD8(repeating: UInt64(separator) &* 0x0101_0101_0101_0101))
      & Self.nonZeroBytes(block ^ SIMD8(repeating: 0x0A0A_0A0A_0A0A_0A0A))
      & Self.nonZeroBytes(block ^ SIMD8(repeating: 0x0D0D_0D0D_0D0D_0D0D))
    let found = (~others & SIMD8(repeating: 0x8080_8080_8080_8080)) &>> 7
    let low = Self.bits(found[0]) | Self.bits(found[1]) << 8 | Self.bits(found[2]) << 16 | Self.bits(found[3]) << 24
    let high = Self.bits(found[4]) | Self.bits(found[5]) << 8 | Self.bits(found[6]) << 16 | Self.bits(found[7]) << 24
    cellEnds = low | high << 32
  }

  /// The high bit of each byte that is not zero is set, the other bits are of no meaning (Hacker's Delight, 6-1).
  @inline(__always)
  private static func nonZeroBytes(_ words: SIMD8<UInt64>) -> SIMD8<UInt64> {
    let low = SIMD8<UInt64>(repeating: 0x7F7F_7F7F_7F7F_7F7F)
    return ((words & low) &+ low) | words
  }

  /// The lowest bits of eight bytes, gathered into one.
  @inline(__always)
  private static func bits(_ word: UInt64) -> UInt64 { (word &* 0x0102_0408_1020_4080) >> 56 }

  /// The quote that closes a cell; a doubled one stands for itself.
  private mutating func closingQuote(from start: Int) -> Int {
    var index = start
    while index < end {
      if bytes[index] == 0x22 {
        guard index + 1 < end, bytes[index + 1] == 0x22 else { return index }
        index += 2
      } else {
        if bytes[index] == 0x0A { hasLineEnd = true }
        index += 1
      }
    }
    return end
  }

  /// A record's start at or after an offset, found by the parity of the quotes before it.
  static func boundary(in bytes: UnsafeRawBufferPointer, from start: Int, near offset: Int) -> Int {
    var quotes = 0
    var index = start
    while index < offset, let base = bytes.baseAddress, let found = memchr(base + index, 0x22, offset - index) {
      quotes += 1
      index = UnsafeRawPointer(found) - base + 1
    }
    index = offset
    while index < bytes.count {
      if bytes[index] == 0x22 { quotes += 1 }
      if bytes[index] == 0x0A, quotes % 2 == 0 { return index + 1 }
      index += 1
    }
    return bytes.count
  }
}
