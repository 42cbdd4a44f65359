import AlignBasics
import CLapack
import Foundation

/// The factorisation A = L Lᵀ of a symmetric positive definite matrix, computed once and used for many solves.
///
/// Only the lower triangle of A is read. The factor owns the array that it was given; ``takeStorage()`` gives it back, so
/// that a solver can use the same storage again without copying.
package struct Cholesky: Sendable {
  /// n, the order of A.
  package let order: Int
  /// L in the lower triangle, column by column. The entries above the diagonal are meaningless.
  private var factor: [Double]
  /// ‖A‖₁, for the condition number.
  private let norm: Double?

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - a: n × n; its lower triangle is read.
  ///   - keepingNorm: whether ‖A‖₁ is computed, which ``reciprocalCondition()`` needs.
  /// - Throws: ``FactorisationError``.
  /// - Complexity: n³/3 multiplications.
  /// - Source: LAPACK `dpotrf`.
  package init(_ a: consuming Matrix, keepingNorm: Bool = true) throws(FactorisationError) {
    guard a.rows == a.columns else { throw .notSquare(rows: a.rows, columns: a.columns) }
    let order = a.rows
    try self.init(order: order, storage: a.entries, keepingNorm: keepingNorm)
  }

  /// Factors a matrix in the storage that holds it: n² entries, column by column, of which the lower triangle is read.
  package init(order: Int, storage: consuming [Double], keepingNorm: Bool = false) throws(FactorisationError) {
    try self.init(order: order, taking: &storage, keepingNorm: keepingNorm) { a, n throws(FactorisationError) in
      try Self.dpotrf(a, order: n, leading: n)
    }
  }

  /// Factors a matrix in the storage that holds it, by ``CholeskyPanels``. The storage is moved into the factor.
  init(order: Int, taking storage: inout [Double], crew: Crew) throws(FactorisationError) {
    try self.init(order: order, taking: &storage, keepingNorm: false) { a, n throws(FactorisationError) in
      try CholeskyPanels(a, order: n, crew: crew).factor()
    }
  }

  private init(
    order: Int, taking storage: inout [Double], keepingNorm: Bool,
    by decompose: (UnsafeMutablePointer<Double>, Int) throws(FactorisationError) -> Void
  ) throws(FactorisationError) {
    guard storage.count == order * order, Int32(exactly: order) != nil else {
      throw .notSquare(rows: order, columns: order == 0 ? 0 : storage.count / max(order, 1))
    }
    self.order = order
    norm = keepingNorm ? Self.oneNorm(storage, order) : nil
    factor = []
    swap(&factor, &storage)
    guard order > 0 else { return }
    let failure = factor.withUnsafeMutableBufferPointer { a -> FactorisationError? in
      do throws(FactorisationError) {
        if let base = a.baseAddress { try decompose(base, order) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    // NaN passes the comparison that dpotrf makes.
    for column in 0..<order where !factor[column * order + column].isFinite { throw .notFinite(column: column) }
  }

  /// Factors the leading part of an array in place.
  static func dpotrf(_ a: UnsafeMutablePointer<Double>, order: Int, leading: Int, offset: Int = 0)
    throws(FactorisationError)
  {
    var (n, lda, info) = (Int32(truncatingIfNeeded: order), Int32(truncatingIfNeeded: leading), Int32(0))
    dpotrf_("L", &n, a, &lda, &info, 1)
    if info > 0 { throw .notPositiveDefinite(minor: offset + Int(info)) }
    if info < 0 { throw .badArgument(Int(-info)) }
  }

  /// x with A x = b, in place.
  ///
  /// - Precondition: `b` has n entries.
  /// - Complexity: 2 n².
  package func solve(_ b: inout [Double]) {
    precondition(b.count == order, "one entry per row")
    b.withUnsafeMutableBufferPointer { solve($0, columns: 1) }
  }

  /// X with A X = B for several right-hand sides, column by column, in place.
  ///
  /// - Precondition: `b` has n rows.
  package func solve(_ b: inout Matrix) {
    precondition(b.rows == order, "one row per row of the matrix")
    let columns = b.columns
    b.entries.withUnsafeMutableBufferPointer { solve($0, columns: columns) }
  }

  private func solve(_ b: UnsafeMutableBufferPointer<Double>, columns: Int) {
    guard order > 0, columns > 0 else { return }
    let n = Int32(truncatingIfNeeded: order)
    let count = Int32(truncatingIfNeeded: columns)
    var info: Int32 = 0
    if columns == 1 { return solveOne(b.baseAddress, n) }
    factor.withUnsafeBufferPointer { a in
      withUnsafePointer(to: n) { n in
        withUnsafePointer(to: count) { dpotrs_("L", n, $0, a.baseAddress, n, b.baseAddress, n, &info, 1) }
      }
    }
  }

  /// By `dtrsv`: `dpotrs` would copy the whole factor for the sake of one column.
  private func solveOne(_ b: UnsafeMutablePointer<Double>?, _ n: Int32) {
    factor.withUnsafeBufferPointer { a in
      var (n, lda, one) = (n, n, Int32(1))
      dtrsv_("L", "N", "N", &n, a.baseAddress, &lda, b, &one, 1, 1, 1)
      dtrsv_("L", "T", "N", &n, a.baseAddress, &lda, b, &one, 1, 1, 1)
    }
  }

  /// An estimate of 1 / (‖A‖₁ ‖A⁻¹‖₁), which is near 0 where A is nearly singular; nil where the norm was not kept.
  ///
  /// - Source: LAPACK `dpocon`.
  package func reciprocalCondition() -> Double? {
    guard let norm else { return nil }
    guard order > 0 else { return 1 }
    let n = Int32(truncatingIfNeeded: order)
    var condition = 0.0
    var info: Int32 = 0
    var work = [Double](repeating: 0, count: 3 * order)
    var integers = [Int32](repeating: 0, count: order)
    factor.withUnsafeBufferPointer { a in
      withUnsafePointer(to: n) { n in
        withUnsafePointer(to: norm) { dpocon_("L", n, a.baseAddress, n, $0, &condition, &work, &integers, &info, 1) }
      }
    }
    return info == 0 ? condition : nil
  }

  /// log det A.
  package var logDeterminant: Double {
    (0..<order).reduce(0) { $0 + 2 * log(factor[$1 * order + $1]) }
  }

  /// Gives the storage back, for the next matrix.
  package consuming func takeStorage() -> [Double] { factor }

  private static func oneNorm(_ a: [Double], _ n: Int) -> Double {
    var sums = [Double](repeating: 0, count: n)
    for column in 0..<n {
      for row in column..<n {
        let size = abs(a[column * n + row])
        sums[column] += size
        if row > column { sums[row] += size }
      }
    }
    return sums.max() ?? 0
  }
}

/// Why a matrix could not be factored.
package enum FactorisationError: Error, Sendable, Hashable, CustomStringConvertible {
  case notSquare(rows: Int, columns: Int)
  /// The leading minor of this order is not positive.
  case notPositiveDefinite(minor: Int)
  /// An entry of this column is not a finite number.
  case notFinite(column: Int)
  /// LAPACK rejected an argument: a defect of ours.
  case badArgument(Int)

  package var description: String {
    switch self {
    case .notSquare(let rows, let columns): "the matrix is \(rows) × \(columns); expected a square one"
    case .notPositiveDefinite(let minor):
      "the matrix is not positive definite: its leading minor \(minor) is not positive"
    case .notFinite(let column): "column \(column) holds a number that is not finite"
    case .badArgument(let index): "LAPACK rejected argument \(index)"
    }
  }
}
