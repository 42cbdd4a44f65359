/// Where a document goes: standard output, a file, or memory.
public protocol ByteSink: AnyObject {
  /// Takes the next bytes of the document.
  func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// A document kept in memory.
public final class MemorySink: ByteSink {
  /// Everything written so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty document.
  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

  /// The document as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
