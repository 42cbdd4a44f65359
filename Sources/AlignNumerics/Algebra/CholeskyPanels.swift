import AlignBasics
import CLapack

/// A Cholesky factorisation by panels of columns, each followed by what it takes from the rest of the matrix in two parts.
struct CholeskyPanels: @unchecked Sendable {
  private let a: UnsafeMutablePointer<Double>
  private let order: Int
  private let crew: Crew

  /// Columns of a panel: few enough that factoring one, which one thread does, is little of the whole.
  private static let width = 96

  /// - Parameter a: n × n, column by column; its lower triangle is read and overwritten.
  init(_ a: UnsafeMutablePointer<Double>, order: Int, crew: Crew) {
    (self.a, self.order, self.crew) = (a, order, crew)
  }

  /// - Throws: ``FactorisationError``.
  func factor() throws(FactorisationError) {
    for first in stride(from: 0, to: order, by: Self.width) {
      let width = min(Self.width, order - first)
      try Cholesky.dpotrf(at(first, first), order: width, leading: order, offset: first)
      let below = first + width
      let rest = order - below
      guard rest > 0 else { return }
      crew.perform(count: 2) { [self] half in
        let rows = Parallel.range(half, of: 2, count: rest)
        solve(panel: first, width, rows: below + rows.lowerBound..<below + rows.upperBound)
      }
      // So many columns take half of the work on the triangle.
      let cut = Int((Double(rest) * 0.293).rounded())
      crew.perform(count: 2) { [self] half in
        subtract(panel: first, width, columns: half == 0 ? below..<below + cut : below + cut..<order)
      }
    }
  }

  private func at(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Double> { a + column * order + row }

  /// Rows of the panel below its triangle, by that triangle.
  private func solve(panel first: Int, _ width: Int, rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    var (m, n, lda) = (Int32(rows.count), Int32(width), Int32(order))
    var one = 1.0
    dtrsm_("R", "L", "T", "N", &m, &n, &one, at(first, first), &lda, at(rows.lowerBound, first), &lda, 1, 1, 1, 1)
  }

  /// Takes what the panel gives some columns from them, on and below the diagonal.
  private func subtract(panel first: Int, _ width: Int, columns: Range<Int>) {
    guard !columns.isEmpty else { return }
    var (n, k, lda) = (Int32(columns.count), Int32(width), Int32(order))
    var (minus, one) = (-1.0, 1.0)
    let own = at(columns.lowerBound, first)
    dsyrk_(
      "L", "N", &n, &k, &minus, own, &lda, &one, at(columns.lowerBound, columns.lowerBound), &lda, 1, 1)
    var m = Int32(order - columns.upperBound)
    guard m > 0 else { return }
    dgemm_(
      "N", "T", &m, &n, &k, &minus, at(columns.upperBound, first), &lda, own, &lda, &one,
      at(columns.upperBound, columns.lowerBound), &lda, 1, 1)
  }
}
