import AlignModel
import AlignNumerics

/// How consistent one expert is, and how far from the group.
package struct ExpertConsistency: Sendable {
  /// The level of what was compared: axes, the goals of an axis, or the indicators of a goal.
  package var level: PlanLevel
  /// The parent of what was compared; nil: the plan.
  package var node: String?
  /// Nil for the group itself.
  package var expert: String?
  /// The pairs that were judged, and those that were not.
  package var judged: Int
  package var missing: Int
  /// Nil where judgements leave something apart.
  package var weights: [Double]?
  /// λ, CI and CR of the principal eigenvector; nil where judgements leave something apart.
  package var consistency: Consistency?
  /// ½ Σ |w − w of the group|: 0 where they agree, 1 where they share nothing.
  package var distance: Double?
  /// ξ and the input-based ratio of best–worst; nil where there is no best and worst.
  package var bestWorst: BestWorst.Solution?
  /// Nil where nothing is to be mended.
  package var mending: Mending?
  /// The row of the table that holds the judgement to mend.
  package var mendingRow: Int?
  /// The ids that ``Mending`` counts.
  package var ids: [String]

  /// Every expert of every panel, each panel's group first.
  package static func all(of panels: Panels) -> [ExpertConsistency] {
    panels.all.flatMap { panel in
      let group = panel.group
      let shared = try? group.principal()
      return [ExpertConsistency(panel, nil, group, shared?.weights)]
        + panel.experts.map { ExpertConsistency(panel, $0, $0.matrix, shared?.weights) }
    }
  }

  private init(_ panel: Panel, _ expert: Panel.Expert?, _ matrix: PairwiseMatrix, _ shared: [Double]?) {
    (level, node, ids, self.expert) = (panel.level, panel.node, panel.ids, expert?.name)
    judged = matrix.judged.count
    missing = matrix.missing
    if let own = try? matrix.principal() {
      weights = own.weights
      consistency = own.consistency
      distance = shared.map { zip(own.weights, $0).reduce(0) { $0 + abs($1.0 - $1.1) } / 2 }
    }
    if expert != nil {
      bestWorst = (try? BestWorst(of: matrix)?.solved()) ?? nil
      if let mending = (try? Mending.best(in: matrix)) ?? nil {
        self.mending = mending
        mendingRow = expert?.row(of: mending.left, mending.right)
      }
    }
  }
}
