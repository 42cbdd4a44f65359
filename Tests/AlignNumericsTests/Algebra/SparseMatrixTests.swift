import Testing

@testable import AlignNumerics

@Suite struct SparseMatrixTests {
  private static func drawn(rows: Int, columns: Int) -> SparseMatrix {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(UInt64(1) << 53)
    }
    return SparseMatrix(
      columns: columns,
      rows: (0..<rows).map { _ in (0..<Int(next() * 4)).map { _ in (Int(next() * Double(columns)), next() - 0.5) } })
  }

  @Test("products are those of the dense matrix, and the same bits on one thread and three")
  func products() {
    let a = Self.drawn(rows: 20_000, columns: 7)
    let x = (0..<7).map { Double($0) - 2.5 }
    let y = (0..<a.rows).map { Double($0 % 11) - 5 }
    #expect(a.times(x, jobs: 3) == a.times(x) && a.transposedTimes(y, jobs: 3) == a.transposedTimes(y))
    let dense = a.dense
    let product = a.times(x)
    for row in stride(from: 0, to: a.rows, by: 997) {
      #expect(abs(product[row] - zip(dense.row(row), x).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-14)
    }
    let transposed = a.transposed
    let back = transposed.times(y)
    for (left, right) in zip(a.transposedTimes(y), back) { #expect(abs(left - right) < 1e-9) }
    #expect(transposed.transposed.value == a.value && transposed.transposed.column == a.column)
  }

  @Test("entries at one place are added; empty matrices have empty products")
  func adds() {
    let a = SparseMatrix(columns: 2, rows: [[(1, 2), (0, 1), (1, 3)], []])
    #expect(a.value == [1, 5] && a.times([1, 1]) == [6, 0])
    let none = SparseMatrix(columns: 3, rows: [])
    #expect(none.times([1, 2, 3]).isEmpty && none.transposedTimes([]) == [0, 0, 0])
  }
}
