import AlignModel
import AlignNumerics

/// The weights of a plan by every method, side by side, and how consistent each expert is.
package struct WeightComparison: Sendable {
  /// One axis, goal or indicator.
  package struct Row: Sendable {
    /// Which table the row is of.
    package var level: PlanLevel
    /// The place among those of the level, and the id of the parent (nil: the plan).
    package var index: Int
    package var parent: String?
    /// Among its siblings: the weight in force, and that of every method of `NamedWeighingMethod.all`; nil where a method
    /// cannot weigh them.
    package var inForce: Double
    package var byMethod: [Double?]
    /// The weight in force, multiplied down.
    package var overall: Double
  }

  /// Why a method cannot weigh a group.
  package struct Fault: Sendable {
    /// Which group: its level, and the id of the parent (nil: the plan).
    package var level: PlanLevel
    package var parent: String?
    /// The method that was tried, and what it lacks.
    package var method: WeightMethod
    package var fault: WeighingFault
    /// The ids of the group's members; places in ``fault`` count them.
    package var ids: [String]
  }

  /// By level from the axes down, then by parent, in table order.
  package var rows: [Row] = []
  /// In the order of ``rows``, by group and then by method.
  package var faults: [Fault] = []
  /// Every expert of every panel, each panel's group first; empty where nobody judged.
  package var experts: [ExpertConsistency] = []
  /// The weights in force.
  package var weights: Weights
  /// The method in force at each level; nil where each group keeps what its table gives.
  package var settings: WeightSettings
  /// What weighing noticed, and judgements that could not be used.
  package var warnings: [Problem] = []

  /// Weighs every group by every method.
  ///
  /// - Throws: ``WeighError`` where the methods in force cannot weigh the plan.
  package init(
    of plan: Plan, by settings: WeightSettings, judgements: [Judgement], upTo last: Period? = nil
  ) throws(WeighError) {
    self.settings = settings
    weights = try Weights(of: plan, by: settings, judgements: judgements, upTo: last)
    let groups = PlanGroups(of: plan)
    let panels = Panels(judgements, of: plan)
    var history = PastAttainment(of: plan, upTo: last)
    history.rollUpGoals(plan, shares: weights.indicatorShare.values)
    history.rollUpAxes(plan, shares: weights.goalShare.values)
    for level in PlanLevel.allCases {
      let given = plan.givenWeights(of: level)
      for group in groups.groups(of: level) {
        let siblings = Siblings(
          given: group.members.map { given[$0] }, experts: panels.panel(of: group.parent)?.judged ?? []
        ) {
          [history] in history.columns(of: group.members, at: level)
        }
        add(group, siblings, ids: group.members.map { plan.ids(of: level)[$0] })
      }
    }
    experts = ExpertConsistency.all(of: panels)
    // Where no level asks for judgements, those that cannot be used are news all the same.
    let known = Set(weights.warnings)
    warnings = weights.warnings + panels.warnings.filter { !known.contains($0) }
  }

  private mutating func add(_ group: PlanGroups.Group, _ siblings: Siblings, ids: [String]) {
    let shares = NamedWeighingMethod.all.map { method -> [Double]? in
      do throws(WeighingFault) {
        return try method.shares(among: siblings)
      } catch {
        faults.append(
          Fault(
            level: group.level, parent: group.parent, method: WeightMethod(rawValue: method.name), fault: error,
            ids: ids))
        return nil
      }
    }
    let (among, down) =
      switch group.level {
      case .axes: (weights.axisShare.values, weights.axis.values)
      case .goals: (weights.goalShare.values, weights.goal.values)
      case .indicators: (weights.indicatorShare.values, weights.indicator.values)
      }
    for (index, position) in group.members.enumerated() {
      rows.append(
        Row(
          level: group.level, index: position, parent: group.parent, inForce: among[position],
          byMethod: shares.map { $0?[index] }, overall: down[position]))
    }
  }
}
