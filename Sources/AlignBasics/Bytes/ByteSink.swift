/// The destination of a document: standard output, a file, or memory.
package protocol ByteSink: AnyObject {
  /// Writes the next bytes of the document.
  func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// A document kept in memory.
package final class MemorySink: ByteSink {
  /// Everything written so far.
  package private(set) var bytes: [UInt8] = []

  /// An empty document.
  package init() {}

  package func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

  /// The document as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
