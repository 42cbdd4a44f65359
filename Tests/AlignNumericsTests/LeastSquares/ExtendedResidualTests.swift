import TestSupport
import Testing

@testable import AlignNumerics

/// Double-double arithmetic, and the residuals that are written out for speed against its plain operators.
@Suite("Double-double arithmetic") struct ExtendedResidualTests {
  @Test("sums and products are exact, and quotients correct to 30 digits")
  func arithmetic() {
    var drawn = DrawnNumbers(seed: 71)
    for _ in 0..<1000 {
      let (a, b) = (Int64(drawn.whole(1...(1 << 53))), Int64(drawn.whole(1...(1 << 53))))
      let sum = DoubleDouble(sum: Double(a) * 0x1p20, Double(b))
      #expect(sum.high == (Double(a) * 0x1p20 + Double(b)) && exact(sum, isSumOf: a, shiftedBy: 20, and: b))
      let product = DoubleDouble(product: Double(a), Double(b))
      #expect(exact(product, isProductOf: a, b))
      let quotient = DoubleDouble(Double(a)) / DoubleDouble(Double(b))
      let back = quotient * DoubleDouble(Double(b)) - DoubleDouble(Double(a))
      #expect(abs(back.rounded) <= 1e-30 * Double(a))
    }
  }

  /// a · 2ˢ + b in 128 bits.
  private func exact(_ found: DoubleDouble, isSumOf a: Int64, shiftedBy shift: Int64, and b: Int64) -> Bool {
    Int128(found.high) + Int128(found.low) == Int128(a) << Int128(shift) + Int128(b)
  }

  private func exact(_ found: DoubleDouble, isProductOf a: Int64, _ b: Int64) -> Bool {
    Int128(found.high) + Int128(found.low) == Int128(a) * Int128(b)
  }

  @Test("residuals and gradients are those of the plain operators", arguments: [1, 4, 7, 1500])
  func plainForm(rows: Int) {
    var drawn = DrawnNumbers(seed: UInt64(rows))
    let columns = 5
    let a = drawn.matrix(rows, columns)
    let lowPart = Matrix(rows: rows, columns: columns, entries: a.entries.map { $0 * 0x1p-54 * drawn.uniform() })
    let weights = drawn.vector(rows).map { $0 * $0 }
    let x = (0..<columns).map {
      $0 == 2 ? DoubleDouble(0) : DoubleDouble(sum: drawn.uniform(), 1e-18 * drawn.uniform())
    }
    // Nearly b = A x, so that the residual is a difference of nearly equal numbers.
    let b = (0..<rows).map { row in
      (0..<columns).reduce(0.0) { $0 + a[row, $1] * x[$1].rounded } * (1 + 1e-12 * drawn.uniform())
    }
    for low in [nil, lowPart] {
      for weights in [nil, weights] {
        let extended = ExtendedResidual(matrix: a, lowPart: low, rightHandSide: b, weights: weights)
        let found = extended.residual(x)
        let expected = (0..<rows).map { row in
          (0..<columns).reduce(DoubleDouble(b[row])) { sum, column in
            let entry = DoubleDouble(sum: a[row, column], low?[row, column] ?? 0)
            return sum - entry * x[column]
          }
        }
        for row in 0..<rows {
          let difference = DoubleDouble(sum: found.high[row], found.low[row]) - expected[row]
          #expect(abs(difference.rounded) < 1e-29)
        }
        let gradient = extended.gradient(found, columns: Array(0..<columns))
        for column in 0..<columns {
          let sum = (0..<rows).reduce(DoubleDouble(0)) { sum, row in
            let entry = DoubleDouble(sum: a[row, column], low?[row, column] ?? 0)
            return sum + entry * expected[row] * DoubleDouble(weights?[row] ?? 1)
          }
          #expect(abs(gradient[column] - sum.rounded) <= 1e-14 * abs(sum.rounded) + 1e-28)
        }
      }
    }
  }
}
