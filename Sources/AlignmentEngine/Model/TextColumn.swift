/// A column of texts that stay where they were read: each cell is a slice of the file's bytes, turned into a `String` only
/// when asked for.
public struct TextColumn: Sendable {
  /// The bytes that the slices point into.
  let bytes: FileBytes?
  /// By row: offset (38 bits), length (25 bits) and, lowest, whether the cell stood in quotes; 0 where it is blank.
  var slices: [UInt64]

  /// A column without rows.
  public init() {
    bytes = nil
    slices = []
  }

  init(bytes: FileBytes, slices: [UInt64]) {
    self.bytes = bytes
    self.slices = slices
  }

  /// The number of rows.
  public var count: Int { slices.count }

  /// The text of a row as written, or nil where the cell is blank.
  public subscript(row: Int) -> String? {
    guard row < slices.count, slices[row] != 0, let bytes else { return nil }
    let slice = TextSlice(packed: slices[row])
    let cell = UnsafeRawBufferPointer(rebasing: bytes.buffer[slice.offset..<(slice.offset + slice.length)])
    let text = String(decoding: cell, as: UTF8.self)
    return slice.isQuoted ? text.replacing("\"\"", with: "\"") : text
  }

  /// Calls `body` with the bytes of a row as they stand in the file (doubled quotes still doubled); blank is empty.
  func withBytes<Result>(of row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard row < slices.count, slices[row] != 0, let bytes else {
      return body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let slice = TextSlice(packed: slices[row])
    return body(UnsafeRawBufferPointer(rebasing: bytes.buffer[slice.offset..<(slice.offset + slice.length)]))
  }
}

/// Where a cell's text stands in its file.
struct TextSlice {
  var offset: Int
  var length: Int
  var isQuoted: Bool

  init(offset: Int, length: Int, isQuoted: Bool) {
    self.offset = offset
    self.length = length
    self.isQuoted = isQuoted
  }

  init(packed: UInt64) {
    offset = Int(packed >> 26)
    length = Int((packed >> 1) & 0x1FF_FFFF)
    isQuoted = packed & 1 == 1
  }

  var packed: UInt64 { UInt64(offset) << 26 | UInt64(length) << 1 | (isQuoted ? 1 : 0) }
}
