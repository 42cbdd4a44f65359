import CLapack
import Dispatch
import Foundation
import Synchronization

/// A few threads that work together over and over at short intervals: a helper that has nothing to do looks out for a tenth
/// of a millisecond before it sleeps, because waking it takes longer than most of the work of one turn.
///
/// What a turn computes must not depend on who does which of its pieces, as with ``Parallel``.
package final class Crew: Sendable {
  /// With the one that calls.
  let threads: Int
  private let shared = Shared()

  /// A crew of so many threads, of no more than there are cores, since helpers that wait would take the cores of those that
  /// work.
  package init(threads: Int) {
    self.threads = max(1, min(threads, ProcessInfo.processInfo.activeProcessorCount))
    for _ in 1..<self.threads {
      let shared = shared
      Thread.detachNewThread { shared.help() }
    }
  }

  deinit { shared.stop() }

  /// Runs `body` for 0..<count, each once; returns when all are done.
  ///
  /// - Precondition: not called by two threads at once, nor from inside `body`.
  package func perform(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard threads > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    shared.perform(count: count, body)
  }

  /// What the caller and its helpers share; it outlives the crew until the last helper has seen that it is gone.
  private final class Shared: @unchecked Sendable {
    /// The number of the turn, whether it is open, and how many helpers are at it: ``turn``, ``open``, ``helperBits``.
    private let state = Atomic<UInt64>(0)
    private let next = Atomic<Int>(0)
    private let asleep = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private let bell = DispatchSemaphore(value: 0)
    /// Written by the caller while no turn is open and no helper at work.
    private var count = 0
    private var body: (@Sendable (Int) -> Void)?

    private static let helperBits: UInt64 = 0xFFFF
    private static let open: UInt64 = 0x1_0000
    private static let turn: UInt64 = 0x2_0000
    /// Looks a helper takes before it sleeps, a tenth of a millisecond or so.
    private static let looks = 3000

    func perform(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      (self.count, self.body) = (count, body)
      next.store(0, ordering: .relaxed)
      let before = state.load(ordering: .relaxed)
      state.store((before | Self.open) &+ Self.turn, ordering: .sequentiallyConsistent)
      wake()
      work(body)
      state.bitwiseAnd(~Self.open, ordering: .acquiringAndReleasing)
      var looks = 0
      while state.load(ordering: .acquiring) & Self.helperBits != 0 {
        looks += 1
        // A helper that lost its core to another program needs ours to go on.
        if looks % Self.looks == 0 { sched_yield() } else { align_pause() }
      }
      self.body = nil
    }

    func stop() {
      isStopped.store(true, ordering: .sequentiallyConsistent)
      wake()
    }

    private func wake() {
      guard asleep.load(ordering: .sequentiallyConsistent) > 0 else { return }
      for _ in 0..<asleep.exchange(0, ordering: .sequentiallyConsistent) { bell.signal() }
    }

    private func work(_ body: (Int) -> Void) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }

    /// The life of a helper.
    func help() {
      var done: UInt64 = 0
      var looks = 0
      while !isStopped.load(ordering: .relaxed) {
        let seen = state.load(ordering: .acquiring)
        if isNew(seen, done) {
          // Late comers find the turn closed and leave what they would read alone.
          guard state.compareExchange(expected: seen, desired: seen &+ 1, ordering: .acquiringAndReleasing).exchanged
          else { continue }
          if let body { work(body) }
          state.wrappingSubtract(1, ordering: .acquiringAndReleasing)
          (done, looks) = (seen / Self.turn, 0)
          continue
        }
        looks += 1
        if looks < Self.looks { align_pause() } else { sleep(after: done) }
      }
    }

    private func isNew(_ seen: UInt64, _ done: UInt64) -> Bool { seen & Self.open != 0 && seen / Self.turn != done }

    private func sleep(after done: UInt64) {
      asleep.wrappingAdd(1, ordering: .sequentiallyConsistent)
      // A turn that was opened in between may have found nobody asleep.
      let isAwaited =
        isStopped.load(ordering: .sequentiallyConsistent) || isNew(state.load(ordering: .sequentiallyConsistent), done)
      if isAwaited {
        var now = asleep.load(ordering: .sequentiallyConsistent)
        while now > 0 {
          let (exchanged, found) = asleep.compareExchange(
            expected: now, desired: now - 1, ordering: .sequentiallyConsistent)
          if exchanged { return }
          now = found
        }
        // Somebody has counted this helper among the sleepers and rings for it.
      }
      bell.wait()
    }
  }
}
