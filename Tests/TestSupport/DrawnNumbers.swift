/// Numbers drawn from a seed, the same everywhere (SplitMix64, Steele et al. 2014).
package struct DrawnNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence of a seed.
  package init(seed: UInt64) { state = seed }

  /// The sequence of a test's number; neighbouring numbers share nothing.
  package init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform on [low, high).
  package mutating func uniform(_ low: Double = -1, _ high: Double = 1) -> Double {
    low + (high - low) * Double(next() >> 11) * 0x1p-53
  }

  package mutating func integer(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  package mutating func vector(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }

  package mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

  package mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  package mutating func chance(_ part: Double) -> Bool { number(0...1) < part }
}
