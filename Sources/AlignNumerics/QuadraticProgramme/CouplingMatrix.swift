import AlignBasics

/// C = [L, G], which couples the lines: a column for each indicator in use and then one for each row of G.
///
/// Products with C are sums over blocks of lines that are joined in order, so that their bits do not depend on the number
/// of threads.
final class CouplingMatrix: @unchecked Sendable {
  let lines: Int
  let columns: Int
  let crew: Crew
  /// C by line: the entries of line ℓ stand at `start[ℓ]..<start[ℓ + 1]`.
  let start: [Int]
  let column: [Int32]
  let value: [Double]
  private let blocks: SparseMatrix.Blocks
  /// The sums of each block, by column.
  private let blockSums: SharedVector
  /// The further sums of each block.
  private let blockExtras: SharedVector

  /// How many sums a pass may keep besides those by column.
  static let extraCount = 6

  init(_ problem: PresolvedProblem, jobs: Int) {
    (lines, columns, start) = (problem.count, problem.columns, problem.start)
    // One unused entry, so that the arrays always have an address.
    column = problem.column.isEmpty ? [0] : problem.column
    value = problem.value.isEmpty ? [0] : problem.value
    blocks = SparseMatrix.Blocks(rows: problem.count, size: problem.count < 1 << 16 ? 1 << 10 : SparseMatrix.blockSize)
    // A pass over fewer lines takes less time than sharing it.
    crew = Crew(threads: problem.count < 1 << 11 ? 1 : jobs)
    blockSums = SharedVector(count: blocks.count * problem.columns)
    blockExtras = SharedVector(count: blocks.count * Self.extraCount)
  }

  /// C by line, as a pass over the lines sees it.
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

  /// Runs `body` over blocks of lines. Each block has sums by column and ``extraCount`` further sums of its own, which start
  /// at 0.
  ///
  /// - Returns: the sums by column, added block after block, and the further sums of each block.
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
            let sums = blockSums.pointer + block * columns
            let extras = blockExtras.pointer + block * Self.extraCount
            sums.update(repeating: 0, count: columns)
            extras.update(repeating: 0, count: Self.extraCount)
            body(blocks[block], rows, sums, extras)
          }
        }
      }
    }
    var total = [Double](repeating: 0, count: columns)
    var extras: [[Double]] = []
    for block in 0..<blocks.count {
      for index in 0..<columns { total[index] += blockSums.pointer[block * columns + index] }
      extras.append((0..<Self.extraCount).map { blockExtras.pointer[block * Self.extraCount + $0] })
    }
    return (total, extras)
  }
}
