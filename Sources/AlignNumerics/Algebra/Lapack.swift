import CLapack

/// What the wrappers of LAPACK share: sizes that fit in 32 bits, finite input, and workspaces of the size that a routine
/// asks for.
package enum Lapack {
  /// A size as LAPACK takes it.
  static func size(_ count: Int, of matrix: Matrix) throws(AlgebraError) -> Int32 {
    guard let size = Int32(exactly: count) else { throw .tooLarge(rows: matrix.rows, columns: matrix.columns) }
    return size
  }

  /// A leading dimension: never less than 1, even of an empty matrix.
  static func leading(_ count: Int, of matrix: Matrix) throws(AlgebraError) -> Int32 {
    max(1, try size(count, of: matrix))
  }

  /// Throws where an entry is NaN or infinite: LAPACK would return nonsense or not terminate.
  static func requireFinite(_ matrix: Matrix, _ what: String) throws(AlgebraError) {
    if let column = matrix.firstColumnNotFinite { throw .notFinite(what: what, column: column) }
  }

  /// Throws where an entry is NaN or infinite.
  static func requireFinite(_ vector: [Double], _ what: String) throws(AlgebraError) {
    if !vector.allSatisfy(\.isFinite) { throw .notFinite(what: what, column: 0) }
  }

  /// Throws where two sizes differ.
  static func require(_ found: Int, is expected: Int, _ what: String) throws(AlgebraError) {
    if found != expected { throw .shape(expected: "\(expected) \(what)", found: "\(found)") }
  }

  /// Calls a routine twice: first for the size of the workspace that it needs, then with a workspace of that size.
  ///
  /// - Returns: `info` where it is not negative; its meaning is the routine's.
  @discardableResult
  static func withWorkspace(
    _ routine: String,
    _ call: (_ work: UnsafeMutablePointer<Double>, _ length: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>)
      -> Void
  ) throws(AlgebraError) -> Int32 {
    var info: Int32 = 0
    var length: Int32 = -1
    var query = 0.0
    call(&query, &length, &info)
    try check(info, routine)
    guard query.isFinite, let needed = Int32(exactly: max(1, query.rounded(.up))) else {
      throw .tooLarge(rows: Int(Int32.max), columns: 1)
    }
    length = needed
    // Not zeroed: routines write their workspace before they read it.
    let work = UnsafeMutablePointer<Double>.allocate(capacity: Int(needed))
    defer { work.deallocate() }
    call(work, &length, &info)
    try check(info, routine)
    return info
  }

  /// Throws where `info` is negative: it then names a bad argument, which is a defect of ours.
  static func check(_ info: Int32, _ routine: String) throws(AlgebraError) {
    if info < 0 { throw .refused(routine: routine, argument: Int(-info)) }
  }
}
