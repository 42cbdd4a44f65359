import Foundation

/// Philox 4×32-10, a counter-based generator: random numbers are a function of a key and a counter. A draw depends on its
/// number and on the seed alone, and not on the thread or on what was drawn before.
///
/// - Source: Salmon, Moraes, Dror & Shaw 2011 (Random123), whose known answers the tests check.
package struct Philox: Sendable {
  private let key0: UInt32
  private let key1: UInt32

  /// The generator of a seed.
  package init(seed: UInt64) {
    key0 = UInt32(truncatingIfNeeded: seed)
    key1 = UInt32(truncatingIfNeeded: seed >> 32)
  }

  /// What is drawn. Each stream has numbers of its own.
  package enum Stream: UInt32 {
    case weights = 1
    case gaps, attempts, first, second
  }

  /// The four words of a counter.
  @inline(__always)
  package func words(_ c0: UInt32, _ c1: UInt32, _ c2: UInt32, _ c3: UInt32) -> (UInt32, UInt32, UInt32, UInt32) {
    var (x0, x1, x2, x3) = (c0, c1, c2, c3)
    var (k0, k1) = (key0, key1)
    for _ in 0..<10 {
      let product0 = UInt64(x0) &* 0xD251_1F53
      let product1 = UInt64(x2) &* 0xCD9E_8D57
      let y0 = UInt32(truncatingIfNeeded: product1 >> 32) ^ x1 ^ k0
      let y2 = UInt32(truncatingIfNeeded: product0 >> 32) ^ x3 ^ k1
      x1 = UInt32(truncatingIfNeeded: product1)
      x3 = UInt32(truncatingIfNeeded: product0)
      (x0, x2) = (y0, y2)
      k0 = k0 &+ 0x9E37_79B9
      k1 = k1 &+ 0xBB67_AE85
    }
    return (x0, x1, x2, x3)
  }

  /// Two numbers of one draw, in the open interval (0, 1).
  @inline(__always)
  package func uniforms(_ stream: Stream, draw: Int, pair: Int) -> (Double, Double) {
    let bits = UInt64(truncatingIfNeeded: draw)
    let (a, b, c, d) = words(
      UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32), UInt32(truncatingIfNeeded: pair),
      stream.rawValue)
    return (Self.unit(a, b), Self.unit(c, d))
  }

  /// (k + ½) / 2⁵², where k is 52 bits.
  @inline(__always)
  private static func unit(_ high: UInt32, _ low: UInt32) -> Double {
    let bits = (UInt64(high) << 32 | UInt64(low)) >> 12
    return (Double(bits) + 0.5) * 0x1p-52
  }

  /// Fills a buffer with the numbers of one draw.
  @inline(__always)
  package func fill(_ buffer: UnsafeMutablePointer<Double>, count: Int, _ stream: Stream, draw: Int) {
    var index = 0
    while index < count {
      let (left, right) = uniforms(stream, draw: draw, pair: index / 2)
      buffer[index] = left
      if index + 1 < count { buffer[index + 1] = right }
      index += 2
    }
  }

  /// One number of the Gamma distribution with the shape α > 0 and the scale 1.
  ///
  /// - Source: Marsaglia & Tsang 2000; for α < 1, their product of a Gamma of α + 1 and a power of a uniform number.
  func gamma(shape: Double, draw: Int, component: Int) -> Double {
    let raised = shape < 1 ? shape + 1 : shape
    let d = raised - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    // Each component has 2²⁰ counters for its attempts, of which about one in twenty fails.
    var attempt = component << 20
    while true {
      let (u, v) = uniforms(.attempts, draw: draw, pair: attempt)
      let (accept, power) = uniforms(.attempts, draw: draw, pair: attempt + 1)
      attempt += 2
      let normal = (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
      let root = 1 + c * normal
      guard root > 0 else { continue }
      let cube = root * root * root
      if log(accept) < 0.5 * normal * normal + d - d * cube + d * log(cube) {
        return d * cube * (shape < 1 ? pow(power, 1 / shape) : 1)
      }
    }
  }
}
