import Testing

@testable import AlignmentEngine

@Suite("Composition of expenditure (PEFA PI-2)") struct CompositionTests {
  private func composition(_ amounts: [(Double, Double)]) -> Composition {
    Composition(amounts.enumerated().map { Composition.Item(name: "\($0)", approved: $1.0, spent: $1.1) })
  }

  @Test("the same share less everywhere is no change of composition")
  func overall() {
    let found = composition([(100, 80), (300, 240), (600, 480)])
    #expect(abs((found.variance ?? 1)) < 1e-12 && found.score == .a)
    #expect(abs((found.overallDeviation ?? 0) + 0.2) < 1e-12)
  }

  @Test("deviations from the adjusted budgets, over their sum")
  func variance() {
    // Σ approved 1000, Σ spent 900: adjusted 360, 360, 180; |dev| 40, 10, 30 = 80; 80/900.
    let found = composition([(400, 400), (400, 350), (200, 150)])
    #expect(abs((found.variance ?? 0) - 80.0 / 900) < 1e-12 && found.score == .b)
    #expect(found.items.map(\.adjusted) == [360, 360, 180])
  }

  @Test("5, 10 and 15 % are the ends of A, B and C")
  func scores() {
    typealias Score = Composition.Score
    #expect([0.05, 0.0500001, 0.10, 0.11, 0.15, 0.16].map { Score(variance: $0) } == [.a, .b, .b, .c, .c, .d])
    // 5 % exactly, by amounts: adjusted 500, 500; spent 525, 475.
    #expect(composition([(500, 525), (500, 475)]).score == .a)
  }

  @Test("without spending, or without a budget, there is no variance")
  func none() {
    #expect(composition([(100, 0)]).variance == nil)
    #expect(composition([(0, 5)]).variance == nil)
    #expect(composition([]).score == nil)
  }
}
