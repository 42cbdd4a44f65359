import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignNumerics
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Revealed priorities") struct RevealedPrioritiesTests {
  private func priorities(_ folder: String) throws -> (RevealedPriorities, Analysis) {
    let analysis = try Analysis(of: WorkspaceReader(folder: folder).read())
    return (try RevealedPriorities(of: analysis), analysis)
  }

  @Test("tabriz-1402: the department that was planted to follow habit is the only one that does")
  func tabriz() throws {
    let (found, analysis) = try priorities(repository + "/datasets/tabriz-1402")
    #expect(found.years == [1400, 1401, 1402])
    #expect(found.departments.filter(\.followsHabit).map(\.name) == ["سازمان عمران"])
    let first = try #require(found.departments.first?.habit)
    let second = try #require(found.departments[1].habit)
    #expect(first > 0.9999 && second < 0.95)
    // What the goals and departments are left with adds up to nothing.
    #expect(abs(found.goals.reduce(0) { $0 + $1.residual }) < 1e-12)
    #expect(abs(found.departments.reduce(0) { $0 + $1.linked.residual }) < 1e-9)
    #expect(FlagList(of: found, analysis).isEmpty)
  }

  @Test("lima-2020: habit dominates", .enabled(if: sharedFolder != nil, "../shared is absent"))
  func lima() throws {
    let (found, analysis) = try priorities(try #require(sharedFolder) + "/workspaces/lima-2020")
    let inertia = try #require(found.drivers.first)
    #expect(inertia.driver == .inertia && inertia.weight > 0.9)
    #expect(inertia.ranges[1].lowerBound > 0.85)
    #expect(found.years == Array(2013...2020))
    let flags = FlagList(of: found, analysis)
    #expect(flags.map(\.subject.id) == ["ODS11", "ODS16"])
    #expect(flags.allSatisfy { $0.code == "AL204" && $0.severity == .info })
  }

  @Test("a budget that is half habit and half a given driver is taken apart again")
  func planted() throws {
    var fixture = PlanFixture(goals: 4)
    for goal in 0..<4 {
      fixture.indicator(
        .level, .up, goal: goal, baseline: 0, baselineYear: 1398, targets: [Target(year: 1405, value: 10)],
        observed: [Measurement(period: Period(year: 1398), value: Double(goal))])
      fixture.link("L\(goal)", .indicator(IndicatorID(goal)))
    }
    let resolution = [0.7, 0.1, 0.1, 0.1]
    var shares = [0.1, 0.2, 0.3, 0.4]
    for year in 1399...1402 {
      for goal in 0..<4 {
        fixture.line("L\(goal)", year: Int32(year), approved: Int64((shares[goal] * 1e15).rounded()))
      }
      shares = zip(shares, resolution).map { 0.5 * $0 + 0.5 * $1 }
    }
    fixture.links.line = fixture.links.line.indices.map { Int32($0) }
    fixture.links.unresolved = [:]
    var workspace = Workspace()
    (workspace.plan, workspace.budget, workspace.links) = (fixture.plan, fixture.budget, fixture.links)
    let analysis = try Analysis(of: workspace)
    let found = try RevealedPriorities(of: analysis, given: [GivenDriver(name: "council", shares: [7, 1, 1, 1])])
    let weights = Dictionary(uniqueKeysWithValues: found.drivers.map { ($0.driver, $0) })
    #expect(abs((weights[.inertia]?.weight ?? 0) - 0.5) < 1e-10)
    #expect(abs((weights[.given("council")]?.weight ?? 0) - 0.5) < 1e-10)
    #expect(found.unexplainedShare < 1e-10 && found.kktResidual < 1e-12)
    let range = try #require(weights[.inertia]?.ranges.first)
    #expect(range.upperBound - range.lowerBound < 1e-6)
  }

  @Test("ranges are where the best fit with one weight held crosses the limit: two drivers in closed form")
  func twoDrivers() throws {
    var drawn = DrawnNumbers(seed: 61)
    for _ in 0..<20 {
      let d = Matrix(rows: 12, columns: 2, entries: drawn.vector(12 * 2))
      let f = (0..<12).map { row in d[row, 0] * 0.6 + d[row, 1] * 0.4 + drawn.uniform(-0.3, 0.3) }
      let best = try SimplexLeastSquares().solve(d, f)
      let ranges = try MixRanges(d, f, best: best)
      // SSE(t) = ‖t u − v‖², u = d₁ − d₂, v = f − d₂: a parabola.
      let u = (0..<12).map { d[$0, 0] - d[$0, 1] }
      let v = (0..<12).map { f[$0] - d[$0, 1] }
      let (uu, uv) = (u.reduce(0) { $0 + $1 * $1 }, zip(u, v).reduce(0) { $0 + $1.0 * $1.1 })
      let vv = v.reduce(0) { $0 + $1 * $1 }
      for slack in RevealedPriorities.slacks {
        let limit = best.sumOfSquares * (1 + slack)
        let reach = max(0, uv * uv - uu * (vv - limit)).squareRoot()
        let expected = max(0, (uv - reach) / uu)...min(1, (uv + reach) / uu)
        let found = try ranges.range(of: 0, slack: slack)
        #expect(abs(found.lowerBound - expected.lowerBound) < 1e-8)
        #expect(abs(found.upperBound - expected.upperBound) < 1e-8)
      }
    }
  }

  @Test("no mix on a fine grid within the limit lies outside the ranges, and some lie at their ends")
  func grid() throws {
    var drawn = DrawnNumbers(seed: 62)
    let d = Matrix(rows: 15, columns: 3, entries: drawn.vector(15 * 3))
    let f = (0..<15).map { row in d[row, 0] * 0.5 + d[row, 2] * 0.5 + drawn.uniform(-0.4, 0.4) }
    let best = try SimplexLeastSquares().solve(d, f)
    let ranges = try MixRanges(d, f, best: best)
    for slack in RevealedPriorities.slacks {
      let limit = best.sumOfSquares * (1 + slack)
      let found = try (0..<3).map { try ranges.range(of: $0, slack: slack) }
      var low = [1.0, 1, 1]
      var high = [0.0, 0, 0]
      for i in 0...400 {
        for j in 0...(400 - i) {
          let x = [Double(i) / 400, Double(j) / 400, Double(400 - i - j) / 400]
          let sum = (0..<15).reduce(0.0) { sum, row in
            let miss = d[row, 0] * x[0] + d[row, 1] * x[1] + d[row, 2] * x[2] - f[row]
            return sum + miss * miss
          }
          guard sum <= limit else { continue }
          for k in 0..<3 {
            low[k] = min(low[k], x[k])
            high[k] = max(high[k], x[k])
          }
        }
      }
      for k in 0..<3 {
        #expect(found[k].lowerBound <= low[k] + 1e-9 && found[k].lowerBound > low[k] - 0.02)
        #expect(found[k].upperBound >= high[k] - 1e-9 && found[k].upperBound < high[k] + 0.02)
      }
    }
  }

  @Test("a single year cannot be fitted, and says so")
  func oneYear() throws {
    let workspace = try TemporaryWorkspace()
    let analysis = try Analysis(of: WorkspaceReader(folder: workspace.folder).read())
    #expect(throws: PrioritiesError.nothingToFit(year: 1402, years: [1402])) {
      try RevealedPriorities(of: analysis)
    }
  }
}
