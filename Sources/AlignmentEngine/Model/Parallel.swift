import Dispatch
import Synchronization

/// Work on several cores whose results come in a fixed order, so that they do not depend on the number of cores.
public enum Parallel {
  /// The results of `body` for 0..<count, in order, worked out on at most `jobs` threads.
  public static func map<Result: Sendable>(count: Int, jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard jobs > 1, count > 1 else { return (0..<count).map(body) }
    return [Result?](unsafeUninitializedCapacity: count) { results, initialized in
      for index in 0..<count { (results.baseAddress! + index).initialize(to: nil) }
      initialized = count
      nonisolated(unsafe) let slots = results
      perform(count: count, jobs: jobs) { slots[$0] = body($0) }
    }.compactMap { $0 }
  }

  /// Runs `body` for 0..<count on at most `jobs` threads, which take the next number as they become free; for work that
  /// writes to places of its own, so that it does not matter who does it.
  public static func perform(count: Int, jobs: Int, _ body: @Sendable (Int) -> Void) {
    guard jobs > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    // Pieces of work differ in size, so a worker takes the next one when it is done with its last.
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }
}
