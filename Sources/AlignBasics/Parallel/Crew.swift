import CLapack
import Dispatch
import Foundation
import Synchronization

/// A few threads that run many short parallel loops one after the other. A thread without work spins for a tenth of a
/// millisecond before it sleeps, because waking it takes longer than most loops.
///
/// As with ``Parallel``, the result of a loop must not depend on which thread runs which index.
package final class Crew: Sendable {
  /// The number of threads, including the calling one.
  let threads: Int
  private let shared = Shared()

  /// A crew of this many threads, but of no more than there are cores: spinning threads would take the cores of working
  /// ones.
  package init(threads: Int) {
    self.threads = max(1, min(threads, ProcessInfo.processInfo.activeProcessorCount))
    for _ in 1..<self.threads {
      let shared = shared
      Thread.detachNewThread { shared.help() }
    }
  }

  deinit { shared.stop() }

  /// Runs `body` once for each of 0..<count, and returns when all have ended.
  ///
  /// - Precondition: it is not called by two threads at once, nor from `body`.
  package func perform(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard threads > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    shared.perform(count: count, body)
  }

  /// What the caller and its helpers share. It lives until the last helper has ended.
  private final class Shared: @unchecked Sendable {
    /// The number of the loop, whether it is open, and how many helpers work on it: ``loop``, ``open``, ``helperBits``.
    private let state = Atomic<UInt64>(0)
    private let next = Atomic<Int>(0)
    private let asleep = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private let wakeUp = DispatchSemaphore(value: 0)
    /// Written by the caller while no loop is open and no helper works.
    private var count = 0
    private var body: (@Sendable (Int) -> Void)?

    private static let helperBits: UInt64 = 0xFFFF
    private static let open: UInt64 = 0x1_0000
    private static let loop: UInt64 = 0x2_0000
    /// How often a helper checks for work before it sleeps: for about a tenth of a millisecond.
    private static let maximalSpins = 3000

    func perform(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      (self.count, self.body) = (count, body)
      next.store(0, ordering: .relaxed)
      let before = state.load(ordering: .relaxed)
      state.store((before | Self.open) &+ Self.loop, ordering: .sequentiallyConsistent)
      wake()
      work(body)
      state.bitwiseAnd(~Self.open, ordering: .acquiringAndReleasing)
      var spins = 0
      while state.load(ordering: .acquiring) & Self.helperBits != 0 {
        spins += 1
        // A helper that lost its core to another program can continue on this one.
        if spins % Self.maximalSpins == 0 { sched_yield() } else { align_pause() }
      }
      self.body = nil
    }

    func stop() {
      isStopped.store(true, ordering: .sequentiallyConsistent)
      wake()
    }

    private func wake() {
      guard asleep.load(ordering: .sequentiallyConsistent) > 0 else { return }
      for _ in 0..<asleep.exchange(0, ordering: .sequentiallyConsistent) { wakeUp.signal() }
    }

    private func work(_ body: (Int) -> Void) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }

    /// The main function of a helper thread.
    func help() {
      var done: UInt64 = 0
      var spins = 0
      while !isStopped.load(ordering: .relaxed) {
        let seen = state.load(ordering: .acquiring)
        if isNew(seen, done) {
          // A helper that is late finds the loop closed, and must not read `body` and `count`.
          guard state.compareExchange(expected: seen, desired: seen &+ 1, ordering: .acquiringAndReleasing).exchanged
          else { continue }
          if let body { work(body) }
          state.wrappingSubtract(1, ordering: .acquiringAndReleasing)
          (done, spins) = (seen / Self.loop, 0)
          continue
        }
        spins += 1
        if spins < Self.maximalSpins { align_pause() } else { sleep(after: done) }
      }
    }

    private func isNew(_ seen: UInt64, _ done: UInt64) -> Bool { seen & Self.open != 0 && seen / Self.loop != done }

    private func sleep(after done: UInt64) {
      asleep.wrappingAdd(1, ordering: .sequentiallyConsistent)
      // The caller may have opened a loop before this helper counted as asleep.
      let isNeeded =
        isStopped.load(ordering: .sequentiallyConsistent) || isNew(state.load(ordering: .sequentiallyConsistent), done)
      if isNeeded {
        var now = asleep.load(ordering: .sequentiallyConsistent)
        while now > 0 {
          let (exchanged, found) = asleep.compareExchange(
            expected: now, desired: now - 1, ordering: .sequentiallyConsistent)
          if exchanged { return }
          now = found
        }
        // The caller has counted this helper as asleep, so its signal will come.
      }
      wakeUp.wait()
    }
  }
}
