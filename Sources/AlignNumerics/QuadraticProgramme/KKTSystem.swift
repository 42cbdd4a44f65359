import AlignBasics

/// The KKT system of a step, reduced to its Schur complement, the one dense matrix that is factored:
///
///     [ D   C ] [Δx]   [r₁]
///     [ Cᵀ −R ] [Δv] = [r₂]      S = R + Cᵀ D⁻¹ C,   S Δv = Cᵀ D⁻¹ r₁ − r₂
///
/// D is diagonal by line and R by column of C, so S has the order of indicators and rows together. Each column of S is
/// summed over the lines that its column of C names, in their order: the bits do not depend on the number of threads.
final class KKTSystem: @unchecked Sendable {
  let matrix: CouplingMatrix
  /// C by column: the entries that it has in `matrix`, and the line of each.
  private let columnStart: [Int]
  private let entryOf: [Int32]
  private let lineOf: [Int32]
  private var storage: [Double]

  init(_ problem: PresolvedProblem, jobs: Int) {
    matrix = CouplingMatrix(problem, jobs: jobs)
    storage = Array(repeating: 0, count: problem.columns * problem.columns)
    (columnStart, entryOf, lineOf) = Self.byColumn(matrix)
  }

  private static func byColumn(_ matrix: CouplingMatrix) -> (start: [Int], entryOf: [Int32], lineOf: [Int32]) {
    let (start, column, columns) = (matrix.start, matrix.column, matrix.columns)
    var next = [Int](repeating: 0, count: columns + 1)
    for entry in 0..<start[matrix.lines] { next[Int(column[entry]) + 1] += 1 }
    for index in 0..<columns { next[index + 1] += next[index] }
    let columnStart = next
    var entryOf = [Int32](repeating: 0, count: start[matrix.lines])
    var lineOf = entryOf
    for line in 0..<matrix.lines {
      for entry in start[line]..<start[line + 1] {
        let index = next[Int(column[entry])]
        next[Int(column[entry])] = index + 1
        entryOf[index] = Int32(truncatingIfNeeded: entry)
        lineOf[index] = Int32(truncatingIfNeeded: line)
      }
    }
    return (columnStart, entryOf, lineOf)
  }

  /// Factors S. Where it is not positive definite to working precision, its diagonal is regularised.
  ///
  /// - Parameters:
  ///   - inverseHessian: D⁻¹, by line.
  ///   - dualDiagonal: R, by column.
  ///   - isExcluded: columns that are left out; their row and column of S become those of the identity.
  /// - Complexity: O(Σ entries of a line squared) and N³/3.
  func factor(
    inverseHessian: UnsafeMutablePointer<Double>, dualDiagonal: [Double], excluding isExcluded: [Bool]? = nil
  ) throws(FactorisationError) -> Cholesky {
    let columns = matrix.columns
    var regularisation = 1e-15
    while true {
      assemble(inverseHessian, dualDiagonal, isExcluded, regularisation: regularisation)
      do {
        return try Cholesky(order: columns, taking: &storage, crew: matrix.crew)
      } catch {
        storage = Array(repeating: 0, count: columns * columns)
        regularisation *= 100
        if regularisation > 1e-5 { throw error }
      }
    }
  }

  /// Takes back the storage of a factor that is no longer needed.
  func reuse(_ factor: consuming Cholesky) { storage = factor.takeStorage() }

  /// Writes the lower triangle of S into the storage.
  private func assemble(
    _ inverseHessian: UnsafeMutablePointer<Double>, _ dualDiagonal: [Double], _ isExcluded: [Bool]?,
    regularisation: Double
  ) {
    let columns = matrix.columns
    if storage.count != columns * columns { storage = Array(repeating: 0, count: columns * columns) }
    // Local copies, so that the loops make no exclusivity checks on this object.
    let (columnStart, lineOf, entryOf) = (columnStart, lineOf, entryOf)
    storage.withUnsafeMutableBufferPointer { storage in
      guard let base = storage.baseAddress else { return }
      nonisolated(unsafe) let schur = base
      nonisolated(unsafe) let inverseHessian = inverseHessian
      matrix.start.withUnsafeBufferPointer { start in
        matrix.column.withUnsafeBufferPointer { column in
          matrix.value.withUnsafeBufferPointer { value in
            lineOf.withUnsafeBufferPointer { lineOf in
              entryOf.withUnsafeBufferPointer { entryOf in
                nonisolated(unsafe) let (start, column, value, lineOf, entryOf) = (
                  start, column, value, lineOf, entryOf
                )
                matrix.crew.perform(count: columns) { index in
                  let target = schur + index * columns
                  (target + index).update(repeating: 0, count: columns - index)
                  if let isExcluded, isExcluded[index] {
                    target[index] = 1
                    return
                  }
                  for entry in columnStart[index]..<columnStart[index + 1] {
                    let line = Int(lineOf[entry])
                    let first = Int(entryOf[entry])
                    let factor = inverseHessian[line] * value[first]
                    if factor == 0 { continue }
                    for other in first..<start[line + 1] { target[Int(column[other])] += factor * value[other] }
                  }
                  if let isExcluded { for row in index + 1..<columns where isExcluded[row] { target[row] = 0 } }
                  let diagonal = target[index] + dualDiagonal[index]
                  target[index] = diagonal + regularisation * max(diagonal, 1e-300)
                }
              }
            }
          }
        }
      }
    }
  }
}
