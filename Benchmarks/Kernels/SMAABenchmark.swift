import AlignNumerics
import Foundation

/// Times robust ranking on drawn scores, for `Benchmarks/smaa.py`.
///
/// usage: smaa-bench ALTERNATIVES CRITERIA DRAWS JOBS
@main
struct SMAABenchmark {
  static func main() throws {
    BLAS.stopIdleThreads()
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard numbers.count == 4 else {
      print("usage: smaa-bench ALTERNATIVES CRITERIA DRAWS JOBS")
      exit(64)
    }
    let (count, criteria, draws) = (numbers[0], numbers[1], numbers[2])
    // Scores from the generator itself, so that a run needs no file.
    let generator = Philox(seed: 7)
    let scores = Matrix(rows: count, columns: criteria) { row, column in
      let words = generator.words(UInt32(row), UInt32(column), 0, 0)
      return Double(words.0) / 4_294_967_296
    }
    var options = SMAA.Options()
    options.draws = draws
    options.jobs = numbers[3]
    let clock = ContinuousClock()
    var answer: SMAA?
    let time = try clock.measure { answer = try SMAA(of: scores, options) }
    let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
    let first = answer.map { answer in
      (0..<count).map { answer.acceptability.acceptability(of: $0, rank: 1) }.max() ?? 0
    }
    print("\(seconds) \(first ?? 0)")
  }
}
