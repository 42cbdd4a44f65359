import AlignBasics

/// The one dense matrix of a step, S = R + Cᵀ D⁻¹ C, of the size of indicators and rows, and products with C.
///
/// D is diagonal by line, R by column. S is built column by column, each from the lines that its column names in their
/// order, and products are cut into blocks of lines and joined in order: the bits do not depend on the threads.
final class NormalEquations: @unchecked Sendable {
  let lines: Int
  let columns: Int
  private let crew: Crew
  let start: [Int]
  let column: [Int32]
  let value: [Double]
  /// By column: where its entries stand in C, and the lines that they are of.
  private var columnStart: [Int] = []
  private var entryOf: [Int32] = []
  private var lineOf: [Int32] = []
  private let blocks: SparseMatrix.Blocks
  /// Sums by block and column, and a few more by block.
  private let sums: NumberBuffer
  private let extras: NumberBuffer
  private var storage: [Double]

  /// The sums of a pass besides those by column.
  static let extraCount = 6

  init(_ problem: ReducedProblem, jobs: Int) {
    (lines, columns, start) = (problem.count, problem.columns, problem.start)
    // One idle entry, so that there always is an address to hand on.
    column = problem.column.isEmpty ? [0] : problem.column
    value = problem.value.isEmpty ? [0] : problem.value
    blocks = SparseMatrix.Blocks(rows: problem.count, size: problem.count < 1 << 16 ? 1 << 10 : SparseMatrix.blockSize)
    // Below this a pass takes less time than sharing it.
    crew = Crew(threads: problem.count < 1 << 11 ? 1 : jobs)
    sums = NumberBuffer(count: blocks.count * problem.columns)
    extras = NumberBuffer(count: blocks.count * Self.extraCount)
    storage = Array(repeating: 0, count: problem.columns * problem.columns)
    gatherColumns()
  }

  private func gatherColumns() {
    // Held here, so that no access to this object is checked inside the loops.
    let (start, column, columns) = (start, column, columns)
    var next = [Int](repeating: 0, count: columns + 1)
    for entry in 0..<start[lines] { next[Int(column[entry]) + 1] += 1 }
    for index in 0..<columns { next[index + 1] += next[index] }
    columnStart = next
    var entryOf = [Int32](repeating: 0, count: start[lines])
    var lineOf = entryOf
    for line in 0..<lines {
      for entry in start[line]..<start[line + 1] {
        let index = next[Int(column[entry])]
        next[Int(column[entry])] = index + 1
        entryOf[index] = Int32(truncatingIfNeeded: entry)
        lineOf[index] = Int32(truncatingIfNeeded: line)
      }
    }
    (self.entryOf, self.lineOf) = (entryOf, lineOf)
  }

  /// C by line, as a pass over lines sees it.
  struct Rows {
    let start: UnsafePointer<Int>
    let column: UnsafePointer<Int32>
    let value: UnsafePointer<Double>

    /// (C v)_ℓ.
    @inline(__always)
    func dot(_ line: Int, _ v: UnsafePointer<Double>) -> Double {
      var sum = 0.0
      for entry in start[line]..<start[line + 1] { sum += value[entry] * v[Int(column[entry])] }
      return sum
    }

    /// Adds `amount` times the row of a line.
    @inline(__always)
    func add(_ line: Int, _ amount: Double, to sums: UnsafeMutablePointer<Double>) {
      for entry in start[line]..<start[line + 1] { sums[Int(column[entry])] += value[entry] * amount }
    }
  }

  /// Runs `body` over blocks of lines, each with sums by column and a few more of its own that begin at 0; the sums of all
  /// blocks are added in order.
  func pass(
    _ body: @escaping @Sendable (Range<Int>, Rows, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) -> (columns: [Double], extras: [[Double]]) {
    start.withUnsafeBufferPointer { start in
      column.withUnsafeBufferPointer { column in
        value.withUnsafeBufferPointer { value in
          guard let start = start.baseAddress, let column = column.baseAddress, let value = value.baseAddress else {
            return
          }
          nonisolated(unsafe) let rows = Rows(start: start, column: column, value: value)
          crew.perform(count: blocks.count) { [self] block in
            let own = sums.pointer + block * columns
            let more = extras.pointer + block * Self.extraCount
            own.update(repeating: 0, count: columns)
            more.update(repeating: 0, count: Self.extraCount)
            body(blocks[block], rows, own, more)
          }
        }
      }
    }
    var joined = [Double](repeating: 0, count: columns)
    var parts: [[Double]] = []
    for block in 0..<blocks.count {
      for index in 0..<columns { joined[index] += sums.pointer[block * columns + index] }
      parts.append((0..<Self.extraCount).map { extras.pointer[block * Self.extraCount + $0] })
    }
    return (joined, parts)
  }

  /// Factors S for D⁻¹ by line and R by column; where it is not positive definite to working precision, a little is added
  /// to the diagonal.
  ///
  /// - Parameter isOut: columns that are left out: their row and column become those of the identity.
  /// - Complexity: O(Σ entries of a line squared) and N³/3.
  func factor(inverse: UnsafeMutablePointer<Double>, softness: [Double], leavingOut isOut: [Bool]? = nil)
    throws(FactorisationError)
    -> Cholesky
  {
    var least = 1e-15
    while true {
      build(inverse, softness, isOut, regularisation: least)
      do {
        return try Cholesky(order: columns, taking: &storage, crew: crew)
      } catch {
        storage = Array(repeating: 0, count: columns * columns)
        least *= 100
        if least > 1e-5 { throw error }
      }
    }
  }

  /// Takes the storage of a factor that is done with.
  func reuse(_ factor: consuming Cholesky) { storage = factor.takeStorage() }

  private func build(
    _ inverse: UnsafeMutablePointer<Double>, _ softness: [Double], _ isOut: [Bool]?, regularisation: Double
  ) {
    let columns = columns
    if storage.count != columns * columns { storage = Array(repeating: 0, count: columns * columns) }
    // Held here, so that no access to this object is checked inside the loops.
    let (columnStart, lineOf, entryOf) = (columnStart, lineOf, entryOf)
    storage.withUnsafeMutableBufferPointer { storage in
      guard let base = storage.baseAddress else { return }
      nonisolated(unsafe) let matrix = base
      nonisolated(unsafe) let inverse = inverse
      start.withUnsafeBufferPointer { start in
        column.withUnsafeBufferPointer { column in
          value.withUnsafeBufferPointer { value in
            lineOf.withUnsafeBufferPointer { lineOf in
              entryOf.withUnsafeBufferPointer { entryOf in
                nonisolated(unsafe) let (start, column, value, lineOf, entryOf) = (
                  start, column, value, lineOf, entryOf
                )
                crew.perform(count: columns) { index in
                  let target = matrix + index * columns
                  (target + index).update(repeating: 0, count: columns - index)
                  if let isOut, isOut[index] {
                    target[index] = 1
                    return
                  }
                  for entry in columnStart[index]..<columnStart[index + 1] {
                    let line = Int(lineOf[entry])
                    let first = Int(entryOf[entry])
                    let factor = inverse[line] * value[first]
                    if factor == 0 { continue }
                    for other in first..<start[line + 1] { target[Int(column[other])] += factor * value[other] }
                  }
                  if let isOut { for row in index + 1..<columns where isOut[row] { target[row] = 0 } }
                  let diagonal = target[index] + softness[index]
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
