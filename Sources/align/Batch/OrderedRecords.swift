import AlignBasics
import Synchronization

/// Writes what became of each workspace as soon as those before it are written: the order is that of the names, whichever
/// ends first, and a reader of the output sees how far the batch is.
final class OrderedRecords: Sendable {
  private struct State {
    var waiting: [Int: [UInt8]] = [:]
    var next = 0
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  // Written to under the lock only.
  nonisolated(unsafe) private let output: Output

  init(to output: Output) { self.output = output }

  /// Takes the record at a place; each place once.
  func put(_ result: BatchJob.Result, at place: Int) {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    do {
      try result.write(to: &json)
      try json.finish()
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
    let bytes = sink.bytes
    state.withLock { state in
      state.waiting[place] = bytes
      while let ready = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        // The workspaces are analysed whether or not anybody reads on.
        guard state.failure == nil else { continue }
        do {
          try ready.withUnsafeBytes { try output.write($0) }
        } catch {
          state.failure = error
        }
      }
    }
  }

  /// Ends the output.
  ///
  /// - Throws: what went wrong while it was written.
  func finish() throws {
    if let failure = state.withLock({ $0.failure }) { throw failure }
    try output.finish()
  }
}
