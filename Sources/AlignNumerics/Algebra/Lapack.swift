import CLapack

/// What every door to LAPACK needs: sizes that fit, finite input, and workspaces of the size that a routine asks for.
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

  /// Lets no NaN or infinity through: LAPACK would return nonsense or never end.
  static func requireFinite(_ matrix: Matrix, _ what: String) throws(AlgebraError) {
    if let column = matrix.firstColumnNotFinite { throw .notFinite(what: what, column: column) }
  }

  /// Lets no NaN or infinity through.
  static func requireFinite(_ vector: [Double], _ what: String) throws(AlgebraError) {
    if !vector.allSatisfy(\.isFinite) { throw .notFinite(what: what, column: 0) }
  }

  /// Asks that two sizes be the same.
  static func require(_ found: Int, is expected: Int, _ what: String) throws(AlgebraError) {
    if found != expected { throw .shape(expected: "\(expected) \(what)", found: "\(found)") }
  }

  /// Calls a routine twice: once for the size of its workspace, once for its work.
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
    var asked = 0.0
    call(&asked, &length, &info)
    try check(info, routine)
    guard asked.isFinite, let needed = Int32(exactly: max(1, asked.rounded(.up))) else {
      throw .tooLarge(rows: Int(Int32.max), columns: 1)
    }
    length = needed
    // Not zeroed: a routine writes its workspace before it reads it.
    let work = UnsafeMutablePointer<Double>.allocate(capacity: Int(needed))
    defer { work.deallocate() }
    call(work, &length, &info)
    try check(info, routine)
    return info
  }

  /// A negative `info` names a bad argument, which is our own mistake.
  static func check(_ info: Int32, _ routine: String) throws(AlgebraError) {
    if info < 0 { throw .refused(routine: routine, argument: Int(-info)) }
  }
}
