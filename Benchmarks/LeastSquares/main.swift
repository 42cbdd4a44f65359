import AlignNumerics
import Foundation

// What `least_squares.py` times of ours. Each command prints one JSON object; data come as column-major doubles from a file
// that both sides read, and reading it is not timed.

/// Seconds that a piece of work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try work()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

/// The most memory that this process has held, in MB.
func peakMegabytes() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_maxrss) / 1024
}

/// Doubles of a file: m · n of the matrix, then m of the right-hand side.
func problem(_ path: String, _ m: Int, _ n: Int) throws -> (Matrix, [Double]) {
  let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  guard data.count == 8 * m * (n + 1) else { throw CocoaError(.fileReadCorruptFile) }
  return data.withUnsafeBytes { raw in
    let numbers = raw.bindMemory(to: Double.self)
    return (Matrix(rows: m, columns: n, entries: Array(numbers[0..<m * n])), Array(numbers[(m * n)...]))
  }
}

func say(_ pairs: [(String, Any)]) throws {
  let object = Dictionary(uniqueKeysWithValues: pairs)
  let data = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  print(String(decoding: data, as: UTF8.self))
}

/// Rows made up as they are needed, as fast as memory takes them; y is their sum with noise.
struct RowSource {
  private var state: UInt64 = 88_172_645_463_325_252
  let columns: Int

  init(columns: Int) { self.columns = columns }

  mutating func next() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }

  mutating func block(_ rows: Int) -> (Matrix, [Double]) {
    var sums = [Double](repeating: 0, count: rows)
    let entries = [Double](unsafeUninitializedCapacity: rows * columns) { buffer, count in
      for index in 0..<rows * columns {
        let value = next()
        buffer[index] = value
        sums[index % rows] += value
      }
      count = rows * columns
    }
    for row in 0..<rows { sums[row] += next() }
    return (Matrix(rows: rows, columns: columns, entries: entries), sums)
  }
}

func number(_ index: Int) -> Int { index < CommandLine.arguments.count ? Int(CommandLine.arguments[index]) ?? 0 : 0 }

let arguments = CommandLine.arguments
switch arguments.count > 1 ? arguments[1] : "" {
case "machine":
  // dgemm of 1500³ on one thread and on all, and reading a gigabyte.
  var rates: [(String, Any)] = []
  let a = Matrix(rows: 1500, columns: 1500, repeating: 1.25)
  for name in ["gflops_all", "gflops_one"] {
    if name == "gflops_one" { BLAS.useOneThread() }
    _ = try a.times(a)
    let best = try (0..<3).map { _ in try seconds { _ = try a.times(a) } }.min() ?? 1
    rates.append((name, 2 * 1500.0 * 1500 * 1500 / best / 1e9))
  }
  let long = [Double](repeating: 1, count: 64 << 20)
  var sink = 0.0
  let reading =
    (0..<3).map { _ in
      seconds { sink += long.withUnsafeBufferPointer { sum($0) } }
    }.min() ?? 1
  rates += [("read_gb_s", 8.0 * Double(long.count) / reading / 1e9), ("sink", sink), ("blas", BLAS.description)]
  try say(rates)
case "ols":
  let (a, b) = try problem(arguments[2], number(3), number(4))
  var examined: RegressionDiagnostics?
  let jobs = max(1, number(5))
  let time = try seconds { examined = try RegressionDiagnostics(a, b, jobs: jobs) }
  let fit = try seconds { _ = try OrdinaryLeastSquares(refinement: .never, jobs: jobs).solve(a, b) }
  guard let examined else { break }
  try say([
    ("seconds", time), ("fit_seconds", fit), ("coefficients", examined.solution.coefficients),
    ("robust", examined.columns.compactMap(\.robustError)), ("press", examined.press ?? 0),
    ("cook", examined.rows.cook.compactMap { $0 }.reduce(0, +)), ("peak_mb", peakMegabytes()),
  ])
case "nnls", "bvls":
  let (a, b) = try problem(arguments[2], number(3), number(4))
  let n = a.columns
  let method: any LeastSquaresMethod =
    arguments[1] == "nnls"
    ? NonNegativeLeastSquares()
    : BoundedLeastSquares(lower: Array(repeating: -0.02, count: n), upper: Array(repeating: 0.02, count: n))
  var solution: LeastSquaresSolution?
  let times = try (0..<5).map { _ in try seconds { solution = try method.solve(a, b) } }
  guard let solution else { break }
  try say([
    ("seconds", times.min() ?? 0), ("sum_of_squares", solution.sumOfSquares), ("kkt", solution.kktResidual),
    ("free", solution.states.filter { $0 == .free }.count),
  ])
case "tsqr":
  let (rows, columns) = (number(2), number(3))
  var source = RowSource(columns: columns)
  var making = 0.0
  var stream = StreamingLeastSquares(columns: columns)
  let block = 8192
  let time = try seconds {
    for start in stride(from: 0, to: rows, by: block) {
      var made: (Matrix, [Double])?
      making += seconds { made = source.block(min(block, rows - start)) }
      if let (matrix, right) = made { try stream.append(matrix, right) }
    }
  }
  let fit = try stream.fit()
  try say([
    ("seconds", time), ("making", making), ("peak_mb", peakMegabytes()), ("rows", fit.rows), ("rank", fit.rank),
    ("off", fit.coefficients.map { abs($0 - 1) }.max() ?? 0),
  ])
default:
  print("usage: lsq-bench machine | ols FILE M N JOBS | nnls FILE M N | bvls FILE M N | tsqr M N")
}

/// A sum in eight lanes, as fast as memory gives.
func sum(_ numbers: UnsafeBufferPointer<Double>) -> Double {
  var lanes = SIMD8<Double>.zero
  guard let base = numbers.baseAddress else { return 0 }
  for index in stride(from: 0, to: numbers.count & ~7, by: 8) {
    lanes += UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Double>.self)
  }
  return lanes.sum()
}
