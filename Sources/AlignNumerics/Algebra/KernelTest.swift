/// Whether the kernels of the BLAS give right results: products, a factorisation and solutions, of sizes at and off the edges
/// of the blocks that kernels work in.
///
/// A product P of A and B is checked without a second product, by Freivalds' method: P x is A (B x) for a drawn x. A wrong
/// entry is missed only where it meets a zero of x, and x has none.
///
/// - Source: Freivalds 1977.
package struct KernelTest: Sendable {
  /// Sizes m, n and k: below and above the widths of vectors, odd ones, and one that is cut into blocks and packed.
  private static let sizes = [(1, 1, 1), (3, 5, 7), (8, 8, 8), (17, 31, 33), (65, 2, 129), (150, 129, 131)]
  /// The most by which a result may differ, of its own size. Rounding stays below 1e-13 at these sizes.
  private static let tolerance = 1e-11

  /// How a product is made; the BLAS's way, unless a test of this test gives a wrong one.
  var product: @Sendable (Matrix, Matrix, Bool, Bool) throws -> Matrix = { a, b, isTransposed, isOtherTransposed in
    try a.times(b, transposed: isTransposed, otherTransposed: isOtherTransposed)
  }

  package init() {}

  /// Whether every result is right.
  package var passes: Bool {
    for (index, (m, n, k)) in Self.sizes.enumerated() {
      var drawn = DrawnEntries(seed: UInt64(index + 1))
      guard (try? holdsForProducts(m, n, k, &drawn)) == true, (try? holdsForSolutions(n, k, &drawn)) == true else {
        return false
      }
    }
    return true
  }

  private func holdsForProducts(_ m: Int, _ n: Int, _ k: Int, _ drawn: inout DrawnEntries) throws -> Bool {
    for (isTransposed, isOtherTransposed) in [(false, false), (true, false), (false, true), (true, true)] {
      let a = isTransposed ? drawn.matrix(k, m) : drawn.matrix(m, k)
      let b = isOtherTransposed ? drawn.matrix(n, k) : drawn.matrix(k, n)
      let x = drawn.matrix(n, 1).entries
      let product = try product(a, b, isTransposed, isOtherTransposed)
      let inner = Self.plain(b, x, transposed: isOtherTransposed)
      let expected = Self.plain(a, inner, transposed: isTransposed)
      guard Self.areClose(Self.plain(product, x), expected), Self.areClose(try product.times(x), expected) else {
        return false
      }
    }
    return true
  }

  /// AᵀA + I by `dsyrk`, its Cholesky factor, and the solutions for several right-hand sides, held against the plain product.
  private func holdsForSolutions(_ n: Int, _ k: Int, _ drawn: inout DrawnEntries) throws -> Bool {
    let a = drawn.matrix(k, n)
    var gram = try a.gram()
    for index in 0..<n { gram[index, index] += 1 }
    let expected = drawn.matrix(n, 3)
    var found = Matrix(rows: n, columns: 3)
    for column in 0..<3 {
      let x = Array(expected.column(column))
      let sides = Self.plain(a, Self.plain(a, x), transposed: true)
      for row in 0..<n { found[row, column] = sides[row] + x[row] }
    }
    let sides = found
    try Cholesky(gram, keepingNorm: false).solve(&found)
    let r = try UpperTriangle(QR(gram).r)
    // QᵀQ is I and QR is AᵀA + I, so RᵀR x is its square times x.
    let squared = try (0..<3).allSatisfy { column in
      let x = Array(expected.column(column))
      let once = Self.plain(r.matrix, Self.plain(r.matrix, x), transposed: true)
      return Self.areClose(once, Self.plain(gram, Array(sides.column(column))))
    }
    return squared && Self.areClose(found.entries, expected.entries)
  }

  /// A x or Aᵀ x by plain loops.
  private static func plain(_ a: Matrix, _ x: [Double], transposed: Bool = false) -> [Double] {
    var y = [Double](repeating: 0, count: transposed ? a.columns : a.rows)
    for column in 0..<a.columns {
      for row in 0..<a.rows {
        if transposed { y[column] += a[row, column] * x[row] } else { y[row] += a[row, column] * x[column] }
      }
    }
    return y
  }

  private static func areClose(_ found: [Double], _ expected: [Double]) -> Bool {
    let size = expected.reduce(1) { max($0, abs($1)) }
    return found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * size }
  }
}

/// Entries between 1/4 and 1 with drawn signs.
private struct DrawnEntries {
  private let philox: Philox
  private var count = 0

  init(seed: UInt64) { philox = Philox(seed: seed) }

  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns) { _, _ in
      count += 1
      let (size, sign) = philox.uniforms(.weights, draw: count, pair: 0)
      return (sign < 0.5 ? -1 : 1) * (0.25 + 0.75 * size)
    }
  }
}
