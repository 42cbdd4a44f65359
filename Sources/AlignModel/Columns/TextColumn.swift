import AlignBasics

/// A column of texts that stay where they were read: each cell is a slice of the file's bytes, turned into a `String` only
/// when asked for.
public struct TextColumn: Sendable {
  /// The bytes that the slices point into.
  @usableFromInline let bytes: FileBytes?
  /// By row a packed ``TextSlice``; 0 where the cell is blank.
  @usableFromInline package var slices: [UInt64]

  /// A column without rows.
  public init() {
    bytes = nil
    slices = []
  }

  package init(bytes: FileBytes, slices: [UInt64]) {
    self.bytes = bytes
    self.slices = slices
  }

  /// The number of rows.
  @inlinable public var count: Int { slices.count }

  /// The text of a row as written, or nil where the cell is blank.
  public subscript(row: Int) -> String? {
    guard row < slices.count, slices[row] != 0, let bytes else { return nil }
    let slice = TextSlice(packed: slices[row])
    let written = slice.bytes(in: bytes.buffer)
    let isGuarded = written.first == 0x27 && FormulaGuard.isGuarded(written)
    let text = String(decoding: isGuarded ? UnsafeRawBufferPointer(rebasing: written[1...]) : written, as: UTF8.self)
    return slice.isQuoted ? text.replacing("\"\"", with: "\"") : text
  }

  /// Calls `body` with the bytes of a row as they stand in the file (doubled quotes still doubled); blank is empty.
  @inlinable
  package func withBytes<Result>(of row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard row < slices.count, slices[row] != 0, let bytes else {
      return body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    return body(TextSlice(packed: slices[row]).bytes(in: bytes.buffer))
  }
}

/// Where a cell's text stands in its file: offset (38 bits), length (25 bits) and, lowest, whether it stood in quotes.
@usableFromInline package struct TextSlice: Sendable {
  @usableFromInline package let packed: UInt64

  @inlinable static var longest: Int { 0x1FF_FFFF }

  @inlinable
  @inline(__always)
  package init(offset: Int, length: Int, isQuoted: Bool) {
    packed = UInt64(offset) << 26 | UInt64(min(length, Self.longest)) << 1 | (isQuoted ? 1 : 0)
  }

  @inlinable
  @inline(__always)
  package init(packed: UInt64) { self.packed = packed }

  /// A cell that is not there.
  @inlinable package static var none: TextSlice { TextSlice(packed: 0) }

  @inlinable package var offset: Int { Int(packed >> 26) }
  @inlinable package var length: Int { Int((packed >> 1) & UInt64(Self.longest)) }
  @inlinable package var isQuoted: Bool { packed & 1 == 1 }
  @inlinable package var isEmpty: Bool { length == 0 }

  /// The bytes of the cell, its outer quotes left out and doubled ones still doubled.
  @inlinable
  @inline(__always)
  package func bytes(in file: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let (offset, length) = (offset, length)
    return length == 0
      ? UnsafeRawBufferPointer(start: nil, count: 0)
      : UnsafeRawBufferPointer(rebasing: file[offset..<(offset + length)])
  }
}
