/// The residual b − A x and its gradient Aᵀ W r, both to about 32 digits: what refinement corrects a solution by.
struct ExtendedResidual {
  /// m × n.
  let matrix: Matrix
  /// The rounding errors of the entries of A, where they are known.
  var lowPart: Matrix?
  let rightHandSide: [Double]
  /// Weights of the rows; nil where all are 1.
  var weights: [Double]?

  /// r = b − A x as pairs of doubles, over the columns whose x is not 0.
  ///
  /// - Complexity: O(mn), about 25 operations per entry.
  func residual(_ x: [DoubleDouble]) -> (high: [Double], low: [Double]) {
    var high = rightHandSide
    var low = [Double](repeating: 0, count: high.count)
    let rows = matrix.rows
    matrix.entries.withUnsafeBufferPointer { a in
      high.withUnsafeMutableBufferPointer { high in
        low.withUnsafeMutableBufferPointer { low in
          // In blocks of rows the sums stay in the first-level cache.
          for start in stride(from: 0, to: rows, by: 1024) {
            let end = min(start + 1024, rows)
            for column in 0..<matrix.columns where x[column].high != 0 {
              Self.subtract(x[column], times: a, from: column * rows, start..<end, &high, &low)
              if let lowPart { subtractLow(lowPart, column, x[column].high, start..<end, &low) }
            }
          }
        }
      }
    }
    for row in 0..<rows {
      let sum = DoubleDouble(sum: high[row], low[row])
      (high[row], low[row]) = (sum.high, sum.low)
    }
    return (high, low)
  }

  @inline(__always) private static func subtract(
    _ x: DoubleDouble, times a: UnsafeBufferPointer<Double>, from offset: Int, _ rows: Range<Int>,
    _ high: inout UnsafeMutableBufferPointer<Double>, _ low: inout UnsafeMutableBufferPointer<Double>
  ) {
    let (value, rest) = (x.high, x.low)
    let half = DoubleDouble.halves(value)
    for row in rows {
      let entry = a[offset &+ row]
      let product = entry * value
      let t = 134_217_729 * entry
      let entryHigh = t - (t - entry)
      let entryLow = entry - entryHigh
      let error =
        ((entryHigh * half.high - product) + entryHigh * half.low + entryLow * half.high) + entryLow * half.low
      let before = high[row]
      let sum = before - product
      let back = sum - before
      low[row] += ((before - (sum - back)) + (-product - back)) - error - entry * rest
      high[row] = sum
    }
  }

  private func subtractLow(
    _ lowPart: Matrix, _ column: Int, _ x: Double, _ rows: Range<Int>, _ low: inout UnsafeMutableBufferPointer<Double>
  ) {
    for row in rows { low[row] -= lowPart[row, column] * x }
  }

  /// Aᵀ W r for some columns, rounded to doubles.
  ///
  /// - Complexity: O(m) per column, about 25 operations per entry.
  func gradient(_ residual: (high: [Double], low: [Double]), columns: [Int]) -> [Double] {
    var (high, low) = residual
    if let weights {
      for row in high.indices {
        let product = DoubleDouble(product: high[row], weights[row])
        (high[row], low[row]) = (product.high, product.low + low[row] * weights[row])
      }
    }
    return matrix.entries.withUnsafeBufferPointer { a in
      columns.map { column in
        let start = column * matrix.rows
        var sum = Self.dot(UnsafeBufferPointer(rebasing: a[start..<start + matrix.rows]), high, low)
        if let lowPart {
          sum = sum + DoubleDouble(zip(lowPart.column(column), high).reduce(0) { $0 + $1.0 * $1.1 })
        }
        return sum.rounded
      }
    }
  }

  private typealias Lane = SIMD4<Double>

  /// Σ a (high + low), summed in four lanes, each with its rounding errors.
  private static func dot(_ a: UnsafeBufferPointer<Double>, _ high: [Double], _ low: [Double]) -> DoubleDouble {
    var sum = Lane.zero
    var errors = Lane.zero
    let whole = a.count & ~3
    if whole > 0, let base = a.baseAddress {
      high.withUnsafeBufferPointer { high in
        low.withUnsafeBufferPointer { low in
          guard let highBase = high.baseAddress, let lowBase = low.baseAddress else { return }
          for index in stride(from: 0, to: whole, by: 4) {
            let x = UnsafeRawPointer(base + index).loadUnaligned(as: Lane.self)
            let y = UnsafeRawPointer(highBase + index).loadUnaligned(as: Lane.self)
            let z = UnsafeRawPointer(lowBase + index).loadUnaligned(as: Lane.self)
            let product = x * y
            let (tx, ty) = (x * 134_217_729, y * 134_217_729)
            let (xHigh, yHigh) = (tx - (tx - x), ty - (ty - y))
            let (xLow, yLow) = (x - xHigh, y - yHigh)
            let error = ((xHigh * yHigh - product) + xHigh * yLow + xLow * yHigh) + xLow * yLow
            let next = sum + product
            let back = next - sum
            errors += ((sum - (next - back)) + (product - back)) + error + x * z
            sum = next
          }
        }
      }
    }
    var total = DoubleDouble(0)
    for lane in 0..<4 { total = total + DoubleDouble(sum: sum[lane], errors[lane]) }
    for index in whole..<a.count {
      total = total + DoubleDouble(product: a[index], high[index]) + DoubleDouble(a[index] * low[index])
    }
    return total
  }
}
