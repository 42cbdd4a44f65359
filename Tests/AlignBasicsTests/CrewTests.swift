import Foundation
import Testing

@testable import AlignBasics

@Suite("Crew") struct CrewTests {
  /// How often each index ran.
  /// A lock of the threads' library, which the thread sanitizer knows; it takes `Mutex` for a race.
  private final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Int]
    init(_ count: Int) { counts = Array(repeating: 0, count: count) }
    func add(_ index: Int) { lock.withLock { counts[index] += 1 } }
    var isOnceEach: Bool { lock.withLock { counts.allSatisfy { $0 == 1 } } }
  }

  /// The threads that took part.
  private final class Names: @unchecked Sendable {
    private let lock = NSLock()
    private var names: Set<ObjectIdentifier> = []
    func add(_ name: ObjectIdentifier) { lock.withLock { _ = names.insert(name) } }
    var count: Int { lock.withLock { names.count } }
  }

  @Test("every index of every loop runs once, before the loop returns", arguments: [1, 2, 3, 16])
  func loops(threads: Int) {
    let crew = Crew(threads: threads)
    for loop in 0..<2000 {
      let count = loop % 37
      let tally = Tally(count)
      crew.perform(count: count) { tally.add($0) }
      #expect(tally.isOnceEach)
    }
  }

  @Test("sleeping helpers wake up, and crews can end at any time")
  func sleep() {
    for round in 0..<30 {
      let crew = Crew(threads: 2)
      for loop in 0..<20 {
        let tally = Tally(8)
        // Some loops start at once, some long after the helper fell asleep, some while it is about to.
        if loop % 3 == 1 { usleep(UInt32(50 * (loop + round))) }
        crew.perform(count: 8) { tally.add($0) }
        #expect(tally.isOnceEach)
      }
    }
  }

  private static let cores = ProcessInfo.processInfo.activeProcessorCount

  @Test("both threads take part where the work is long", .enabled(if: cores > 1, "one core only: skipped"))
  func shares() {
    let crew = Crew(threads: 2)
    #expect(crew.threads == 2)
    let seen = Names()
    for _ in 0..<50 {
      crew.perform(count: 4) { _ in
        usleep(500)
        seen.add(ObjectIdentifier(Thread.current))
      }
    }
    #expect(seen.count == 2)
  }
}
