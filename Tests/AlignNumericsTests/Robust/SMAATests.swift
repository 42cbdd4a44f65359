import Testing

@testable import AlignNumerics

@Suite("Robust ranking") struct SMAATests {
  @Test("Philox 4×32-10: the known answers of Random123")
  func knownAnswers() {
    let ones = UInt32.max
    #expect(Philox(seed: 0).words(0, 0, 0, 0) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(Philox(seed: .max).words(ones, ones, ones, ones) == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox(seed: 0x299f_31d0_a409_3822).words(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344)
        == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  private func smaa(_ rows: [[Double]], draws: Int = 40_000, _ change: (inout SMAA.Options) -> Void = { _ in }) throws
    -> SMAA
  {
    var options = SMAA.Options()
    options.draws = draws
    options.countsPairs = true
    change(&options)
    return try SMAA(of: Matrix(rows), options)
  }

  /// Within four standard errors.
  private func expectShare(_ found: Double, _ exact: Double, _ draws: Int, _ comment: Comment = "share") {
    #expect(abs(found - exact) <= 4 * RankAcceptability.standardError(exact, draws: draws) + 1e-15, comment)
  }

  @Test("two criteria: lengths on the line between them")
  func twoCriteria() throws {
    // w = first weight: scores w, 1 − w and 0.6.
    let found = try smaa([[1, 0], [0, 1], [0.6, 0.6]])
    let b = found.acceptability
    // The third is first between 0.4 and 0.6, second elsewhere and never last.
    let shares = [[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0]]
    for alternative in 0..<3 {
      for rank in 1...3 {
        expectShare(b.acceptability(of: alternative, rank: rank), shares[alternative][rank - 1], b.draws)
      }
    }
    expectShare(b.winning(0, over: 1) ?? 0, 0.5, b.draws)
    expectShare(b.winning(0, over: 2) ?? 0, 0.4, b.draws)
    let central = try #require(b.centralWeights(of: 0))
    // The mean of w over 0.6…1.
    #expect(abs(central[0] - 0.8) < 4 * 0.4 / 12.0.squareRoot() / (0.4 * Double(b.draws)).squareRoot())
    #expect(found.confidence == [1, 1, 1])
  }

  @Test("three criteria: areas of a triangle")
  func threeCriteria() throws {
    // The weight of one criterion exceeds 0.6 on a corner whose area is 0.4² of the whole.
    let found = try smaa([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.6, 0.6]])
    let b = found.acceptability
    for corner in 0..<3 {
      expectShare(b.acceptability(of: corner, rank: 1), 0.16, b.draws)
      let central = try #require(b.centralWeights(of: corner))
      // The corner's own centroid: 0.6 + 0.4 / 3.
      #expect(abs(central[corner] - 11.0 / 15) < 0.01)
      #expect(abs(central.reduce(0, +) - 1) < 1e-9)
    }
    expectShare(b.acceptability(of: 3, rank: 1), 0.52, b.draws)
    expectShare(b.winning(3, over: 0) ?? 0, 0.84, b.draws)
    expectShare(b.share(of: 3, amongFirst: 2), 1, b.draws)
  }

  @Test("weights in an order, and about given ones, have the means that they should")
  func distributions() throws {
    // The first alternative always wins, so that its central weights are the mean of all drawn.
    let rows: [[Double]] = [[1, 1, 1], [0, 0, 0]]
    let ordered = try smaa(rows) { $0.weights = .ordered([[2, 0, 1]]) }
    let fell = try #require(ordered.acceptability.centralWeights(of: 0))
    for (left, right) in zip(fell, [5.0 / 18, 2.0 / 18, 11.0 / 18]) { #expect(abs(left - right) < 0.005) }
    let panel = try smaa(rows) { $0.weights = .about([0.6, 0.3, 0.1], spread: 0.5) }
    let about = try #require(panel.acceptability.centralWeights(of: 0))
    for (left, right) in zip(about, [0.6, 0.3, 0.1]) { #expect(abs(left - right) < 0.005) }
    // Dirichlet(1, 1, 1), by way of Gamma numbers, is the uniform distribution again.
    let gammas = try smaa([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.6, 0.6]]) { $0.weights = .dirichlet([1, 1, 1]) }
    expectShare(gammas.acceptability.acceptability(of: 3, rank: 1), 0.52, gammas.acceptability.draws)
    // Shapes below 1 have their mean too.
    let small = try smaa(rows) { $0.weights = .dirichlet([0.6, 0.3, 0.1]) }
    let means = try #require(small.acceptability.centralWeights(of: 0))
    for (left, right) in zip(means, [0.6, 0.3, 0.1]) { #expect(abs(left - right) < 0.01) }
  }

  @Test("the same bits for one thread and for several, and for any number of draws to a block")
  func threads() throws {
    let rows = (0..<37).map { row in (0..<5).map { Double((row * 7 + $0 * 13) % 29) } }
    for draws in [1, 63, 64, 65, 1000, 1303] {
      let one = try smaa(rows, draws: draws).acceptability.counts
      let three = try smaa(rows, draws: draws) { $0.jobs = 3 }.acceptability.counts
      #expect(one.ranks == three.ranks && one.central == three.central && one.pairs == three.pairs)
      #expect(one.ranks.reduce(0) { $0 + Int($1) } == draws * 37)
    }
  }

  @Test("neither the unit of all scores nor the order of alternatives matters")
  func invariance() throws {
    let rows: [[Double]] = [[3, 1, 4], [1, 5, 9], [2, 6, 5], [3, 5, 8]]
    let plain = try smaa(rows, draws: 5000).acceptability
    let scaled = try smaa(rows.map { $0.map { $0 * 1e-9 } }, draws: 5000).acceptability
    let reversed = try smaa(rows.reversed(), draws: 5000).acceptability
    for alternative in 0..<4 {
      #expect(plain.acceptabilities(of: alternative) == scaled.acceptabilities(of: alternative))
      #expect(plain.acceptabilities(of: alternative) == reversed.acceptabilities(of: 3 - alternative))
    }
  }

  @Test("invalid arguments are errors with a name")
  func refused() {
    #expect(throws: SMAAError.empty) { try SMAA(of: Matrix(rows: 0, columns: 2)) }
    #expect(throws: SMAAError.notFinite(column: 1)) { try SMAA(of: Matrix([[1, .nan]])) }
    #expect(throws: SMAAError.draws(0)) { try smaa([[1, 2]], draws: 0) }
  }

  @Test("a margin is above 0 even where every draw agrees")
  func margin() {
    #expect(abs(RankAcceptability.margin(0.971, draws: 10_000) - 0.0033) < 1e-4)
    #expect(RankAcceptability.margin(1, draws: 10_000) > 0)
  }
}
