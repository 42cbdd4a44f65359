import AlignNumerics
import Foundation

// Solves one allocation problem from a binary file that Benchmarks/allocate.py writes, several times over, and prints the
// best time, the objective and the worst violation; with `--warm` then moves one cap and solves again from the answer.
// With `--whole N` every so many lines, N in all, are whole or nothing at what they have, and the envelope is 90 % of all.
// usage: allocate-bench FILE [--jobs N] [--runs N] [--warm] [--whole N]

struct Reader {
  let data: Data
  var offset = 0

  mutating func numbers<Value>(_ count: Int, as type: Value.Type) -> [Value] {
    let size = count * MemoryLayout<Value>.stride
    let slice = data[data.startIndex + offset..<data.startIndex + offset + size]
    offset += size
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      _ = slice.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      initialized = count
    }
  }

  /// A CSR matrix: rows, columns, entries, then start, column and value.
  mutating func matrix() -> SparseMatrix {
    let sizes = numbers(3, as: Int.self)
    let start = numbers(sizes[0] + 1, as: Int.self)
    let column = numbers(sizes[2], as: Int32.self)
    let value = numbers(sizes[2], as: Double.self)
    return SparseMatrix(rows: sizes[0], columns: sizes[1], start: start, column: column, value: value)
  }

  mutating func vector() -> [Double] {
    let count = numbers(1, as: Int.self)[0]
    return numbers(count, as: Double.self)
  }
}

func option(_ name: String) -> Int? {
  CommandLine.arguments.firstIndex(of: name).flatMap { Int(CommandLine.arguments[$0 + 1]) }
}

func timed(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var best = Double.infinity
  for _ in 0..<runs {
    let time = try clock.measure(body)
    best = min(best, Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }
  return best
}

/// One problem and what came of it.
struct Benchmark {
  var problem: AllocationProblem
  let solver = AllocationSolver(jobs: option("--jobs") ?? 2)
  let runs = option("--runs") ?? 5

  init(file: String) throws {
    var reader = Reader(data: try Data(contentsOf: URL(fileURLWithPath: file), options: .alwaysMapped))
    let (shares, constraints) = (reader.matrix(), reader.matrix())
    let (base, lower, upper) = (reader.vector(), reader.vector(), reader.vector())
    let (weight, target) = (reader.vector(), reader.vector())
    let (constraintLower, constraintUpper) = (reader.vector(), reader.vector())
    let settings = reader.vector()
    // The peer does not divide money by the envelope: its λ is E times ours, its objective E² times.
    problem = AllocationProblem(
      base: base, lower: lower, upper: upper, shares: shares, weight: weight, target: target, constraints: constraints,
      constraintLower: constraintLower, constraintUpper: constraintUpper, inertia: settings[0] / settings[1],
      scale: settings[1])
  }

  func violation(_ answer: AllocationSolution) -> Double {
    var worst = 0.0
    for line in 0..<problem.count {
      worst = max(worst, problem.lower[line] - answer.amounts[line], answer.amounts[line] - problem.upper[line])
    }
    for row in answer.activity.indices {
      worst = max(
        worst, problem.constraintLower[row] - answer.activity[row], answer.activity[row] - problem.constraintUpper[row])
    }
    return worst
  }

  func say(_ name: String, _ seconds: Double, _ answer: AllocationSolution) {
    let certificate = answer.certificate
    let objective = certificate.objective * problem.scale * problem.scale
    print(
      "\(name) lines=\(problem.count) indicators=\(problem.shares.columns): \(String(format: "%.4f", seconds)) s objective "
        + String(format: "%.10g violation %.2e", objective, violation(answer))
        + " steps \(answer.iterations)+\(answer.polishSteps) primal \(certificate.primalResidual)"
        + " dual \(certificate.dualResidual) gap \(certificate.gap)")
  }

  /// Lines that are whole or nothing, under an envelope that leaves no room for all.
  mutating func runWhole(_ count: Int) throws {
    let every = max(1, problem.count / count)
    let isWhole = (0..<problem.count).map { $0 % every == 0 && $0 / every < count }
    for line in 0..<problem.count where isWhole[line] {
      (problem.lower[line], problem.upper[line]) = (problem.base[line], problem.base[line])
    }
    let (last, envelope) = (problem.constraintUpper.count - 1, 0.9 * problem.base.reduce(0, +))
    (problem.constraintLower[last], problem.constraintUpper[last], problem.scale) = (envelope, envelope, envelope)
    let posed = SemicontinuousProblem(problem, mayBeLeftOut: isWhole)
    let solver = SemicontinuousSolver(jobs: option("--jobs") ?? 2)
    let answer = try solver.solve(posed)
    let seconds = try timed(runs) { _ = try solver.solve(posed) }
    print(
      "align-whole lines=\(problem.count) whole=\(count): \(String(format: "%.4f", seconds)) s gap "
        + String(format: "%.4f %%", 100 * answer.gap) + " nodes \(answer.nodes)")
  }

  mutating func run() throws {
    if let count = option("--whole") {
      try runWhole(count)
      return
    }
    let before = try solver.solve(problem)
    say("align", try timed(runs) { _ = try solver.solve(problem) }, before)
    guard CommandLine.arguments.contains("--warm") else { return }
    problem.constraintUpper[0] = min(problem.constraintUpper[0], before.activity[0]) * 0.995
    let after = try solver.solve(problem, from: before)
    say("align-warm", try timed(runs) { _ = try solver.solve(problem, from: before) }, after)
  }
}

@main
enum Main {
  static func main() {
    BLAS.stopIdleThreads()
    do {
      var benchmark = try Benchmark(file: CommandLine.arguments[1])
      try benchmark.run()
    } catch {
      print("align failed: \(error)")
      exit(1)
    }
  }
}
