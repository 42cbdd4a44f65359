import TestSupport
import Testing

@testable import AlignModel
@testable import AlignNumerics
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Panels of experts") struct PanelTests {
  private static let judged = """
    expert,node,left,right,ratio
    یک,plan,A1,A2,3
    دو,plan,A2,A1,1/3
    دو,plan,A1,A2,1/3
    سه,plan,A1,A9,3
    سه,G2,I2,I3,5

    """

  private func workspace(_ changes: [String: String] = [:]) throws -> Workspace {
    let files = ["judgements.csv": Self.judged].merging(changes) { $1 }
    let folder = try TemporaryWorkspace(changing: files)
    return try withExtendedLifetime(folder) { try WorkspaceReader(folder: folder.folder).read() }
  }

  @Test("judgements find their node and pair; what they cannot mean is named and left out")
  func sorted() throws {
    let workspace = try workspace()
    let panels = Panels(workspace.judgements, of: workspace.plan)
    #expect(panels.all.map(\.node) == [nil, "G2"])
    let axes = try #require(panels.panel(of: nil))
    #expect(axes.experts.map(\.name) == ["یک", "دو"])
    // The second expert judged the pair twice, 3 and 1/3: the geometric mean is 1.
    #expect(abs((axes.experts[1].matrix[0, 1] ?? 0) - 1) < 1e-12)
    #expect(panels.warnings.map(\.kind) == [.judgementTwice, .judgementSiblings])
    #expect(panels.warnings.map(\.row) == [4, 5])
  }

  @Test("align.yaml puts AHP in force where there are judgements, and says where there are none")
  func inForce() throws {
    let settings = TemporaryWorkspace.whole["align.yaml"] ?? ""
    let workspace = try workspace(["align.yaml": settings + "weights: {axes: ahp, goals: equal}\n"])
    let weights = try Weights(of: workspace.plan, by: workspace.settings.weights, judgements: workspace.judgements)
    // 3 and 1 have the geometric mean √3.
    let root = 3.0.squareRoot()
    #expect(abs(weights.axisShare.values[0] - root / (1 + root)) < 1e-12)
    #expect(weights.warnings.map(\.kind) == [.judgementTwice, .judgementSiblings])
    let bare = try self.workspace([
      "align.yaml": settings + "weights: {axes: ahp, indicators: best-worst}\n",
      "judgements.csv": "expert,node,left,right,ratio\n",
    ])
    #expect { try Weights(of: bare.plan, by: bare.settings.weights, judgements: bare.judgements) } throws: {
      // G1 has a lone indicator, which needs no judgement.
      ($0 as? WeighError)?.problems.map(\.place.table) == ["judgements", "judgements"]
    }
  }

  @Test("methods from the data need three periods that differ")
  func measured() throws {
    let settings = TemporaryWorkspace.whole["align.yaml"] ?? ""
    let files = [
      "align.yaml": settings + "weights: {indicators: standard-deviation}\n",
      "targets.csv": """
      indicator,year,target
      I1,1402,5
      I2,1398,6
      I2,1399,7
      I2,1400,8
      I3,1398,4
      I3,1399,6
      I3,1400,8

      """,
      "measurements.csv": """
      indicator,period,value
      I1,1398,8
      I2,1398,5
      I2,1399,6
      I2,1400,8
      I3,1398,3
      I3,1399,4
      I3,1400,5

      """,
    ]
    let workspace = try workspace(files)
    let weights = try Weights(of: workspace.plan, by: workspace.settings.weights, judgements: [])
    // I2: 0, ½, 1; I3: ½, ½, ½.
    #expect(weights.indicatorShare.values == [1, 1, 0])
    #expect { try Weights(of: workspace.plan, by: workspace.settings.weights, upTo: Period(year: 1399)) } throws: {
      ($0 as? WeighError)?.problems.map(\.kind) == [.weightFewPeriods]
    }
  }

  @Test("an expert whose CR is above 0.10 is AL403, with the judgement to mend and its row")
  func flagged() throws {
    let rows =
      ["A1,A2,2", "A2,A3,2", "A1,A3,1/9"].map { "x,plan,\($0)" } + [
        "y,plan,A1,A2,2", "y,plan,A2,A3,1", "y,plan,A1,A3,2",
      ]
    let workspace = try workspace([
      "judgements.csv": "expert,node,left,right,ratio\n" + rows.joined(separator: "\n") + "\n",
      "axes.csv": "id,name\nA1,یک\nA2,دو\nA3,سه\n",
      "goals.csv": "id,axis,name\nG1,A1,g\nG2,A2,g\nG3,A3,g\n",
      "indicators.csv": (TemporaryWorkspace.whole["indicators.csv"] ?? "") + "I4,G3,n,u,level,up,1,1397,o\n",
    ])
    let lint = try PlanLint(of: workspace)
    let flags = lint.flags.filter { $0.code == "AL403" }
    #expect(flags.map(\.subject.id) == ["x"] && flags.map(\.subject.kind) == [.expert])
    let names = flags.first?.evidence.map(\.name) ?? []
    #expect(
      names == [
        "node", "consistency_ratio", "left", "right", "ratio", "suggested_ratio", "consistency_ratio_after", "row",
      ])
    guard case .rows(_, let row) = flags.first?.evidence.last?.value else {
      Issue.record("no row")
      return
    }
    #expect(row.count == 1 && (2...4).contains(row[0]))
  }

  @Test("tabriz-1402: the one expert who contradicts himself, and no other")
  func planted() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402").read()
    let flags = try PlanLint(of: workspace).flags.filter { $0.code == "AL403" }
    #expect(flags.map(\.subject.id) == ["خبره هفتم"])
    let comparison = try WeightComparison(
      of: workspace.plan, by: workspace.settings.weights, judgements: workspace.judgements)
    #expect(comparison.experts.count == 13 && comparison.experts.allSatisfy { $0.missing == 0 })
    // The twelve were made to agree with the given weights.
    let axes = comparison.rows.filter { $0.level == .axes }
    let index = NamedWeighingMethod.all.firstIndex { $0.name == "ahp" } ?? 0
    for row in axes { #expect(abs((row.byMethod[index] ?? 0) - row.inForce) < 0.03) }
  }
}
