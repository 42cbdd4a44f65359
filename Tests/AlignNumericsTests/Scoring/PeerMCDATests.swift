import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

/// Comparison with pymcdm, numpy and scipy, live on drawn problems.
@Suite("Peers in decision analysis", .enabled(if: peerPython != nil, "no Python with the peers: skipped"))
struct PeerMCDATests {
  private func drawn(_ index: Int, _ range: ClosedRange<Double>, seed: UInt64) -> Double {
    let word = Double(Philox(seed: seed).words(UInt32(index), 0, 0, 0).0) / 4_294_967_296
    return range.lowerBound + word * (range.upperBound - range.lowerBound)
  }

  @Test("TOPSIS, VIKOR, PROMETHEE II, SAW, entropy, CRITIC, deviation, AHP and best–worst")
  func agree() throws {
    let shapes = [(5, 3), (12, 6), (40, 4)]
    let problems = shapes.enumerated().map { problem, shape -> (rows: [[Double]], weights: [Double], down: [Bool]) in
      let seed = UInt64(problem + 1)
      return (
        (0..<shape.0).map { row in (0..<shape.1).map { drawn(row * 100 + $0, 0.5...9, seed: seed) } },
        (0..<shape.1).map { drawn(5000 + $0, 0.2...1, seed: seed) }, (0..<shape.1).map { ($0 + problem) % 3 == 0 }
      )
    }
    let judgements = [3, 5, 9].map { count -> [[Double]] in
      var rows = [[Double]](repeating: [Double](repeating: 1, count: count), count: count)
      for left in 0..<count {
        for right in left + 1..<count {
          rows[left][right] = drawn(left * 50 + right, 0.2...5, seed: 77)
          rows[right][left] = 1 / rows[left][right]
        }
      }
      return rows
    }
    let cars = (0..<4).map { problem -> BestWorst in
      let count = 4 + problem
      var to = (0..<count).map { (2 + drawn($0, 0...6, seed: UInt64(90 + problem))).rounded() }
      var from = (0..<count).map { (2 + drawn(100 + $0, 0...6, seed: UInt64(90 + problem))).rounded() }
      (to[0], to[count - 1], from[count - 1], from[0]) = (1, 9, 1, 9)
      return BestWorst(best: 0, worst: count - 1, bestToOthers: to, othersToWorst: from)
    }
    let asked: [String: Any] = [
      "scores": problems.map {
        let sum = $0.weights.reduce(0, +)
        return [
          "matrix": $0.rows, "weights": $0.weights.map { $0 / sum }, "types": $0.down.map { $0 ? -1 : 1 },
          "strict": 2.5, "indifference": 0.75,
        ]
      },
      "principal": judgements,
      "best_worst": cars.map {
        ["best": $0.best, "worst": $0.worst, "to_others": $0.bestToOthers, "to_worst": $0.othersToWorst]
      },
    ]
    let result = try Program.run(
      peerPython ?? "", [repository + "/Tests/Peers/mcda.py"], input: JSONSerialization.data(withJSONObject: asked))
    #expect(result.status == 0, "\(result.errors)")
    let answer = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let scores = try #require(answer["scores"] as? [[String: [Double]]])
    for (problem, theirs) in zip(problems, scores) { try compare(problem.rows, problem.weights, problem.down, theirs) }
    let pairs = try #require(answer["principal"] as? [[String: Any]])
    for (rows, theirs) in zip(judgements, pairs) {
      let ours = try PairwiseMatrix(rows).principal()
      expectClose(ours.weights, theirs["weights"] as? [Double] ?? [], 1e-12, "principal eigenvector")
      #expect(abs(ours.consistency.eigenvalue - (theirs["value"] as? Double ?? 0)) < 1e-11)
    }
    for (car, theirs) in zip(cars, try #require(answer["best_worst"] as? [[String: Any]])) {
      #expect(abs(try car.solved().deviation - (theirs["deviation"] as? Double ?? 0)) < 1e-9)
    }
  }

  private func compare(_ rows: [[Double]], _ weights: [Double], _ isDown: [Bool], _ theirs: [String: [Double]]) throws {
    let matrix = try DecisionMatrix(rows: rows.map { $0.map { $0 } }, weights: weights, isDown: isDown)
    let columns = rows[0].indices.map { column in rows.map { $0[column] } }
    var ours = [
      "saw": try WeightedSum().scores(of: matrix), "topsis": try Topsis().scores(of: matrix),
      "vikor": Vikor().solution(of: matrix).compromise, "entropy": try EntropyWeights.weights(of: columns),
      "critic": try CriticWeights.weights(of: columns), "deviation": try StandardDeviationWeights.weights(of: columns),
    ]
    let functions: [String: Preference] = [
      "usual": .usual, "ushape": .uShape(indifference: 0.75), "vshape": .vShape(strict: 2.5),
      "level": .level(indifference: 0.75, strict: 2.5), "vshape_2": .linear(indifference: 0.75, strict: 2.5),
    ]
    for (name, function) in functions { ours[name] = try Promethee(preference: function).scores(of: matrix) }
    for (name, values) in ours { expectClose(values, theirs[name] ?? [], 1e-10, "\(name)") }
  }

  private func expectClose(_ ours: [Double], _ theirs: [Double], _ tolerance: Double, _ comment: Comment) {
    #expect(ours.count == theirs.count, comment)
    for (left, right) in zip(ours, theirs) { #expect(abs(left - right) <= tolerance, comment) }
  }
}
