import Dispatch
import Synchronization

/// Parallel loops whose results are in a fixed order, so that they do not depend on the number of threads.
@usableFromInline package enum Parallel {
  /// The results of `body` for 0..<count, in order, computed on at most `jobs` threads.
  @inlinable
  package static func map<Result: Sendable>(count: Int, jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard jobs > 1, count > 1 else { return (0..<count).map(body) }
    return [Result?](unsafeUninitializedCapacity: count) { results, initialized in
      results.initialize(repeating: nil)
      initialized = count
      nonisolated(unsafe) let slots = results
      perform(count: count, jobs: jobs) { slots[$0] = body($0) }
    }.compactMap { $0 }
  }

  /// Runs `body` for 0..<count on at most `jobs` threads. Each index must write to memory of its own, because any thread may
  /// run it.
  @inlinable
  package static func perform(count: Int, jobs: Int, _ body: @Sendable (Int) -> Void) {
    guard jobs > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    // Indices differ in cost, so a thread takes the next one when it has finished its last.
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// An array of `element` of each index, computed on several threads where there are many.
  @inlinable
  package static func array<Element: Sendable>(
    count: Int, jobs: Int, _ element: @Sendable (Int) -> Element
  ) -> [Element] {
    array(count: count, jobs: jobs) { (positions, base: UnsafeMutablePointer<Element>) in
      for index in positions { (base + index).initialize(to: element(index)) }
    }
  }

  /// An array that is filled range by range, with one range per thread where there are many elements.
  ///
  /// - Parameter fill: initialises the elements of a range, given the address of the whole array.
  @inlinable
  package static func array<Element: Sendable>(
    count: Int, jobs: Int, filling fill: @Sendable (Range<Int>, UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    let chunks = count > 1 << 16 ? jobs : 1
    return [Element](unsafeUninitializedCapacity: count) { elements, initialized in
      nonisolated(unsafe) let elements = elements
      perform(count: chunks, jobs: jobs) { chunk in
        guard let base = elements.baseAddress else { return }
        fill(range(chunk, of: chunks, count: count), base)
      }
      initialized = count
    }
  }

  /// The concatenation of arrays, copied on several threads.
  @inlinable
  package static func joined<Element: Sendable>(_ parts: [[Element]], jobs: Int) -> [Element] {
    var end = 0
    let ends = parts.map { part in
      end += part.count
      return end
    }
    return [Element](unsafeUninitializedCapacity: end) { elements, initialized in
      nonisolated(unsafe) let elements = elements
      perform(count: parts.count, jobs: elements.count > 1 << 16 ? jobs : 1) { index in
        let part = parts[index]
        let positions = ends[index] - part.count..<ends[index]
        _ = UnsafeMutableBufferPointer(rebasing: elements[positions]).initialize(from: part)
      }
      initialized = ends.last ?? 0
    }
  }

  /// The bounds of one of `chunks` ranges of about the same length.
  @inlinable
  package static func range(_ chunk: Int, of chunks: Int, count: Int) -> Range<Int> {
    count * chunk / chunks..<count * (chunk + 1) / chunks
  }
}
