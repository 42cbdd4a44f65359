import TestSupport
import Testing

@testable import AlignNumerics

/// The judgements of OECD/JRC 2008, table 20: eight indicators of technology achievement.
let technologyJudgements = PairwiseMatrix([
  [1, 2, 3, 2, 5, 5, 1, 3],
  [0.5, 1, 2, 0.5, 4, 4, 0.5, 3],
  [1 / 3.0, 0.5, 1, 0.25, 2, 2, 0.2, 0.5],
  [0.5, 2, 4, 1, 4, 4, 0.5, 3],
  [0.2, 0.25, 0.5, 0.25, 1, 1, 0.2, 0.5],
  [0.2, 0.25, 0.5, 0.25, 1, 1, 0.2, 0.5],
  [1, 2, 5, 2, 5, 5, 1, 4],
  [1 / 3.0, 1 / 3.0, 2, 1 / 3.0, 2, 2, 0.25, 1],
])

@Suite("Pairwise judgements") struct PairwiseTests {
  private func consistent(_ weights: [Double]) -> PairwiseMatrix {
    PairwiseMatrix(weights.map { left in weights.map { left / $0 } })
  }

  @Test("consistent judgements give back their weights, with CR 0")
  func exact() throws {
    let weights = [0.4, 0.3, 0.2, 0.1]
    let found = try consistent(weights).principal()
    for (left, right) in zip(found.weights, weights) { #expect(abs(left - right) < 1e-14) }
    #expect(found.consistency.ratio ?? 1 < 1e-12)
    for (left, right) in zip(try consistent(weights).geometricMeans(), weights) { #expect(abs(left - right) < 1e-14) }
  }

  @Test("OECD/JRC's judgements of technology achievement: weights, λ and CR")
  func technology() throws {
    let found = try technologyJudgements.principal()
    let expected = [0.229, 0.135, 0.059, 0.176, 0.039, 0.039, 0.252, 0.072]
    for (left, right) in zip(found.weights, expected) { #expect(abs(left - right) < 0.5e-3) }
    #expect(abs(found.consistency.eigenvalue - 8.211079397090737) < 1e-11)
    // Saaty's RI for eight is 1.41.
    #expect(abs((found.consistency.ratio ?? 0) - 0.211079397090737 / 7 / 1.41) < 1e-12)
  }

  @Test("Saaty's RI up to fifteen, and none beyond")
  func randomIndex() {
    #expect(Consistency.randomIndex.count == 15 && Consistency.randomIndex[9] == 1.49)
    #expect(Consistency(eigenvalue: 17, count: 16, missing: 0).ratio == nil)
    #expect(Consistency(eigenvalue: 3, count: 2, missing: 0).ratio == 0)
  }

  @Test("missing judgements follow from the others; an unconnected item is named")
  func missing() throws {
    let weights = [0.4, 0.3, 0.2, 0.1]
    var matrix = consistent(weights)
    matrix.judge(0, over: 3, ratio: 0)
    matrix.judge(1, over: 2, ratio: 0)
    #expect(matrix.missing == 2)
    for (left, right) in zip(try matrix.principal().weights, weights) { #expect(abs(left - right) < 1e-12) }
    for (left, right) in zip(try matrix.geometricMeans(), weights) { #expect(abs(left - right) < 1e-12) }
    matrix.judge(2, over: 3, ratio: 0)
    matrix.judge(1, over: 3, ratio: 0)
    #expect(throws: WeighingFault.unconnected(index: 3)) { try matrix.principal() }
    #expect(throws: WeighingFault.unconnected(index: 3)) { try matrix.geometricMeans() }
    // A tree of judgements cannot contradict itself, and nothing can be said of how consistent it is.
    var tree = PairwiseMatrix(count: 4)
    for other in 1..<4 { tree.judge(0, over: other, ratio: 2) }
    #expect(try tree.principal().consistency.ratio == nil)
  }

  @Test("the judgement to revise is the one that was spoilt, and the others imply what it was")
  func mending() throws {
    var matrix = consistent([8, 4, 2, 1])
    matrix.judge(0, over: 3, ratio: 1 / 8.0)
    let mending = try Mending.best(in: matrix)
    #expect(mending?.left == 0 && mending?.right == 3 && mending?.suggested == 8)
    #expect((mending?.ratioAfter ?? 1) < 1e-9)
    #expect(try Mending.best(in: consistent([8, 4, 2, 1])) == nil)
  }

  @Test(
    "no other judgement, changed to any value of the scale, mends more than the one that is named", arguments: 1...60)
  func mendsMost(_ number: Int) throws {
    var drawn = DrawnNumbers(number)
    let count = drawn.whole(3...7)
    let scale = (1...9).map(Double.init) + (2...9).map { 1 / Double($0) }
    var matrix = PairwiseMatrix(count: count)
    for left in 0..<count {
      for right in left + 1..<count where drawn.chance(0.9) || right == left + 1 {
        matrix.judge(left, over: right, ratio: scale[drawn.integer(below: scale.count)])
      }
    }
    guard let current = try matrix.principal().consistency.ratio else { return }
    var lowest = current
    for (left, right) in matrix.judged {
      // A judgement that alone connects two parts contradicts nothing.
      for ratio in scale {
        var changed = matrix
        changed.judge(left, over: right, ratio: ratio)
        lowest = min(lowest, try changed.principal().consistency.ratio ?? .infinity)
      }
    }
    let mending = try Mending.best(in: matrix)
    #expect(abs((mending?.ratioAfter ?? current) - lowest) < 1e-9)
  }

  @Test("a group judgement is the geometric mean over the experts who judged the pair")
  func joined() {
    var first = PairwiseMatrix(count: 3)
    first.judge(0, over: 1, ratio: 2)
    first.judge(0, over: 2, ratio: 3)
    var second = PairwiseMatrix(count: 3)
    second.judge(1, over: 0, ratio: 1 / 8.0)
    let joined = PairwiseMatrix.joined([first, second])
    #expect(abs((joined[0, 1] ?? 0) - 4) < 1e-12 && abs((joined[2, 0] ?? 0) - 1 / 3.0) < 1e-12 && joined[1, 2] == nil)
  }

  @Test("best–worst: consistent judgements give ξ = 0, others the smallest possible ξ")
  func bestWorst() throws {
    // Rezaei 2015: buying a car by quality, price, comfort, safety and style.
    let car = BestWorst(best: 1, worst: 4, bestToOthers: [2, 1, 4, 2, 8], othersToWorst: [4, 8, 2, 4, 1])
    let solved = try car.solved()
    for (left, right) in zip(solved.weights, [4.0, 8, 2, 4, 1].map { $0 / 19 }) { #expect(abs(left - right) < 1e-12) }
    #expect(solved.deviation < 1e-12 && solved.inputRatio == 0)
    let torn = try BestWorst(best: 0, worst: 2, bestToOthers: [1, 2, 8], othersToWorst: [8, 2, 1]).solved()
    #expect(abs(torn.weights.reduce(0, +) - 1) < 1e-12 && torn.deviation > 0.01)
    #expect(abs(torn.inputRatio - (8.0 - 4) / (64 - 8)) < 1e-12)
    // w_B − 2 w_1, w_B − 8 w_W and w_1 − 2 w_W are all within ξ.
    let w = torn.weights
    let worst = max(abs(w[0] - 2 * w[1]), abs(w[0] - 8 * w[2]), abs(w[1] - 2 * w[2]))
    #expect(abs(worst - torn.deviation) < 1e-12)
  }
}
