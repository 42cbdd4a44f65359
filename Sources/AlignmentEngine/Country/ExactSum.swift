/// A sum of amounts in whole minor units. Integers add up to the same in any order and any grouping, and the sum is wider than
/// its terms, so that no order of signs can make it overflow on the way.
package struct ExactSum: Sendable, Equatable {
  private var sum: Int128 = 0

  /// Nothing.
  package init() {}

  /// An amount alone.
  package init(_ amount: Int64) { sum = Int128(amount) }

  /// Adds an amount.
  package mutating func add(_ amount: Int64) { sum += Int128(amount) }

  /// Adds what another sum came to.
  package mutating func add(_ other: ExactSum) { sum += other.sum }

  /// The sum; nil where it does not fit into 64 bits.
  package var whole: Int64? { Int64(exactly: sum) }
}
