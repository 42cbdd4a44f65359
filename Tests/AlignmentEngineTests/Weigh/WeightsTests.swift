import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("Weights") struct WeightsTests {
  @Test("weights multiply down and sum to 1; a childless goal is left out and named")
  func multiplied() throws {
    var fixture = PlanFixture(goals: 3)
    fixture.indicator(.level, .up, goal: 0, weight: 30)
    fixture.indicator(.level, .up, goal: 0, weight: 10)
    fixture.indicator(.level, .up, goal: 1)
    let weights = try fixture.weights()
    #expect(weights.indicator.values == [0.375, 0.125, 0.5])
    #expect(weights.goal.values == [0.5, 0.5, 0])
    #expect(weights.warnings.map(\.kind) == [.childlessGoal, .weightSum])
  }

  @Test("siblings with and without a weight are an error, and every group is named")
  func mixed() {
    var fixture = PlanFixture(goals: 2)
    for goal in 0...1 {
      fixture.indicator(.level, .up, goal: goal, weight: 1)
      fixture.indicator(.level, .up, goal: goal, weight: goal == 0 ? nil : -1)
    }
    #expect { try fixture.weights() } throws: {
      ($0 as? WeighError)?.problems.map(\.kind) == [.weightBlank, .weightNegative]
    }
  }
}
