import Foundation
import Synchronization
import Testing

@testable import AlignBasics

@Suite("Crew") struct CrewTests {
  /// How often each piece was done.
  private final class Tally: Sendable {
    private let counts: Mutex<[Int]>
    init(_ count: Int) { counts = Mutex(Array(repeating: 0, count: count)) }
    func add(_ index: Int) { counts.withLock { $0[index] += 1 } }
    var isOnceEach: Bool { counts.withLock { $0.allSatisfy { $0 == 1 } } }
  }

  /// The threads that took part.
  private final class Names: Sendable {
    private let names = Mutex<Set<ObjectIdentifier>>([])
    func add(_ name: ObjectIdentifier) { names.withLock { _ = $0.insert(name) } }
    var count: Int { names.withLock { $0.count } }
  }

  @Test("every piece of every turn is done once, before the turn ends", arguments: [1, 2, 3, 16])
  func turns(threads: Int) {
    let crew = Crew(threads: threads)
    for turn in 0..<2000 {
      let count = turn % 37
      let tally = Tally(count)
      crew.perform(count: count) { tally.add($0) }
      #expect(tally.isOnceEach)
    }
  }

  @Test("helpers that fell asleep wake, and crews come and go")
  func sleep() {
    for round in 0..<30 {
      let crew = Crew(threads: 2)
      for turn in 0..<20 {
        let tally = Tally(8)
        // Some turns come at once, some long after the helper has gone to sleep, some while it is about to.
        if turn % 3 == 1 { usleep(UInt32(50 * (turn + round))) }
        crew.perform(count: 8) { tally.add($0) }
        #expect(tally.isOnceEach)
      }
    }
  }

  @Test("both threads take part where the work is long")
  func shares() {
    let crew = Crew(threads: 2)
    guard crew.threads == 2 else { return }
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
