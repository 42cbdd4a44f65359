import Foundation
import Testing

@testable import AlignNumerics

/// Every method that can be asked for, with scales of its own where it has a choice.
private let methods: [(name: String, method: any ScoringMethod)] = [
  ("saw", WeightedSum()), ("z", WeightedSum(normalisation: ZScore())),
  ("rank", WeightedSum(normalisation: RankScale())),
  ("mean ½", GeneralisedMean(power: 0.5)), ("geometric", GeneralisedMean(power: 0, normalisation: MinMax(floor: 0.01))),
  ("product", WeightedProduct()), ("topsis", Topsis()), ("vikor", Vikor()), ("promethee", Promethee()),
  ("promethee linear", Promethee(preference: .linear(indifference: 0.1, strict: 0.4))),
  ("promethee gaussian", Promethee(preference: .gaussian(width: 0.3))),
]

@Suite("Scoring") struct ScoringTests {
  private let rows: [[Double]] = [[0.2, 5, 3], [0.9, 1, 4], [0.4, 3, 1], [0.6, 2, 2], [0.6, 2, 2]]

  private func matrix(_ rows: [[Double?]], isDown: [Bool]? = nil) throws -> DecisionMatrix {
    try DecisionMatrix(rows: rows, weights: [0.5, 0.3, 0.2], isDown: isDown)
  }

  @Test("an alternative that is better in everything comes first, and twins score alike", arguments: 0..<11)
  func dominance(index: Int) throws {
    var rows = rows
    rows[3] = [2, 9, 9]
    let scores = try Scores(of: matrix(rows), by: methods[index].method)
    #expect(scores.order.first == 3, "\(methods[index].name)")
    let twins = try Scores(of: matrix(self.rows), by: methods[index].method).values
    #expect(twins[3] == twins[4], "\(methods[index].name)")
  }

  @Test("turning a criterion round is the same as changing its sign", arguments: [0, 1, 2, 7, 8])
  func direction(index: Int) throws {
    let turned = rows.map { [$0[0], -$0[1], $0[2]] }
    let left = try Scores(of: matrix(rows, isDown: [false, true, false]), by: methods[index].method).values
    let right = try Scores(of: matrix(turned), by: methods[index].method).values
    for (a, b) in zip(left, right) { #expect(abs((a ?? 0) - (b ?? 1)) < 1e-12, "\(methods[index].name)") }
  }

  @Test(
    "neither the unit of a criterion nor the sum of the weights changes a score", arguments: [0, 1, 2, 3, 5, 6, 7, 8])
  func units(index: Int) throws {
    let scaled = rows.map { [$0[0] * 1e9, $0[1], $0[2] * 1e-7] }
    let left = try Scores(of: matrix(rows), by: methods[index].method).values
    let right = try Scores(
      of: DecisionMatrix(rows: scaled, weights: [50, 30, 20]), by: methods[index].method
    ).values
    for (a, b) in zip(left, right) { #expect(abs((a ?? 0) - (b ?? 1)) < 1e-9, "\(methods[index].name)") }
  }

  @Test("the order of alternatives does not change their scores", arguments: 0..<11)
  func order(index: Int) throws {
    let left = try Scores(of: matrix(rows), by: methods[index].method).values
    let right = try Scores(of: matrix(rows.reversed()), by: methods[index].method).values
    for (a, b) in zip(left, right.reversed()) { #expect(abs((a ?? 0) - (b ?? 1)) < 1e-12, "\(methods[index].name)") }
  }

  @Test("blanks: left out with coverage, a range, or refused; never a number that is none", arguments: 0..<11)
  func blanks(index: Int) throws {
    var rows: [[Double?]] = rows.map { $0.map { $0 } }
    rows[0][1] = nil
    rows.append([nil, nil, nil])
    let method = methods[index].method
    let matrix = try matrix(rows)
    let scores = try Scores(of: matrix, by: method)
    #expect(scores.values[0] != nil && scores.values[5] == nil, "\(methods[index].name)")
    #expect(abs(scores.coverage[0] - 0.7) < 1e-12 && scores.coverage[1] == 1 && scores.coverage[5] == 0)
    let ranges = try Scores(of: matrix, by: method, missing: .interval)
    let (low, high) = (try #require(ranges.low[0]), try #require(ranges.high[0]))
    #expect(low < high, "\(methods[index].name)")
    #expect(throws: ScoreError.blank(criterion: "1", alternative: 5)) {
      try Scores(of: matrix, by: method, missing: .refuse)
    }
  }

  @Test("VIKOR's compromise: Opricovic & Tzeng 2004, risk against altitude")
  func compromise() throws {
    let matrix = try DecisionMatrix(
      rows: [[1, 3000], [2, 3750], [5, 4500]], weights: [0.5, 0.5], isDown: [true, false])
    let solution = Vikor().solution(of: matrix)
    #expect(solution.groupUtility == [0.5, 0.375, 0.5] && solution.regret == [0.5, 0.25, 0.5])
    #expect(solution.compromise == [1, 0, 1] && solution.set == [1])
    #expect(solution.hasAdvantage && solution.isStable)
  }

  @Test("PROMETHEE's sums over sorted values are the sums over all pairs")
  func pairs() {
    let generator = Philox(seed: 3)
    var values = (0..<60).map { Double(generator.words(UInt32($0), 0, 0, 0).0 % 40) / 4 + 1e6 }
    values.sort()
    func preference(_ d: Double, _ function: Preference) -> Double {
      switch function {
      case .usual: d > 0 ? 1 : 0
      case .uShape(let q): d > q ? 1 : 0
      case .vShape(let p): d <= 0 ? 0 : min(1, d / p)
      case .level(let q, let p): d > p ? 1 : d > q ? 0.5 : 0
      case .linear(let q, let p): d > p ? 1 : d > q ? (d - q) / (p - q) : 0
      case .gaussian(let s): d > 0 ? 1 - exp(-d * d / (2 * s * s)) : 0
      }
    }
    let functions: [Preference] = [
      .usual, .uShape(indifference: 1), .vShape(strict: 2.5), .level(indifference: 0.5, strict: 3),
      .linear(indifference: 0.75, strict: 2), .gaussian(width: 1.3), .gaussian(width: 0.01),
    ]
    for function in functions {
      let sums = function.netSums(ascending: values)
      for (index, x) in values.enumerated() {
        let all = values.reduce(0.0) { $0 + preference(x - $1, function) - preference($1 - x, function) }
        #expect(abs(sums[index] - all) < 1e-8, "\(function)")
      }
    }
  }

  @Test("thresholds out of order, weights below 0 and columns of other lengths are refused")
  func refused() throws {
    let matrix = try matrix(rows)
    #expect(throws: ScoreError.thresholds(criterion: "1")) {
      try Promethee(preference: .linear(indifference: 2, strict: 1)).scores(of: matrix)
    }
    #expect(throws: ScoreError.weight(criterion: "2")) { try DecisionMatrix(rows: [[1, 2]], weights: [1, -1]) }
    #expect(throws: ScoreError.noWeight) { try DecisionMatrix(rows: [[1, 2]], weights: [0, 0]) }
    #expect(throws: ScoreError.noTarget(criterion: "1")) {
      try WeightedSum(normalisation: DistanceToTarget()).scores(of: matrix)
    }
    #expect(throws: ScoreError.notPositive(criterion: "1", alternative: 0)) {
      try WeightedProduct().scores(of: DecisionMatrix(rows: [[0, 1], [1, 1]], weights: [1, 1]))
    }
  }

  @Test("normalisations: goalposts hold, targets are enough, ranks share")
  func scales() throws {
    let post = DecisionMatrix.Criterion("a", [-1, 5, 12], goalposts: 0...10)
    #expect(MinMax().scaled(post) == [0, 0.5, 1])
    let target = DecisionMatrix.Criterion("a", [2, 6, 10, 12], target: 10)
    #expect(try DistanceToTarget().scaled(target) == [0, 0.5, 1, 1])
    let ties = DecisionMatrix.Criterion("a", [3, 1, 3, nil, 5])
    let ranks = RankScale().scaled(ties)
    #expect(ranks?[0] == 0.5 && ranks?[2] == 0.5 && ranks?[1] == 0 && ranks?[4] == 1 && ranks?[3].isNaN == true)
    #expect(ZScore().scaled(DecisionMatrix.Criterion("a", [1, 1, 1])) == nil)
    let vast = DecisionMatrix.Criterion("a", [-1.7e308, 0, 1.7e308])
    #expect(MinMax().scaled(vast) == [0, 0.5, 1])
    #expect(VectorScale().scaled(vast)?.allSatisfy(\.isFinite) == true)
  }

  @Test("a radix sort and a comparison sort give the same order")
  func sorting() {
    let generator = Philox(seed: 5)
    let scores = (0..<6000).map { index -> Double? in
      let word = generator.words(UInt32(index), 0, 0, 0).0 % 1000
      return word == 0 ? nil : (Double(word) - 500) / 7
    }
    let order = scores.indices.filter { scores[$0] != nil }.sorted {
      scores[$0] != scores[$1] ? (scores[$0] ?? 0) > (scores[$1] ?? 0) : $0 < $1
    }
    #expect(Scores.descending(scores) == order)
    #expect(Scores.descending(Array(scores.prefix(300))) == order.filter { $0 < 300 })
  }
}
