@testable import AlignmentEngine

/// Numbers drawn in an order that is the same everywhere (SplitMix64, Steele et al. 2014).
struct DrawnNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform on [low, high).
  mutating func uniform(_ low: Double = -1, _ high: Double = 1) -> Double {
    low + (high - low) * Double(bits() >> 11) * 0x1p-53
  }

  mutating func integer(below bound: Int) -> Int { Int(bits() % UInt64(bound)) }

  mutating func vector(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }

  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, entries: vector(rows * columns))
  }
}

/// The largest distance between two matrices' entries.
func distance(_ left: Matrix, _ right: Matrix) -> Double { distance(left.entries, right.entries) }

func distance(_ left: [Double], _ right: [Double]) -> Double {
  left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}
