import AlignModel
import AlignNumerics
import Foundation

/// What several experts judged of one group of siblings.
package struct Panel: Sendable {
  /// The level of the siblings, the id of their parent (nil: the plan) and their own ids.
  package var level: PlanLevel
  package var node: String?
  package var ids: [String]
  /// In the order in which they first stand in the table.
  package var experts: [Expert]

  /// One expert's judgements.
  package struct Expert: Sendable {
    /// As first written in the table.
    package var name: String
    /// What the expert judged, over the siblings in the order of ``Panel/ids``.
    package var matrix: PairwiseMatrix
    /// For each judged pair the last row of the table that judges it.
    var rows: [Pair: Int]

    /// The row of the table that judges a pair, as a person counts it.
    package func row(of left: Int, _ right: Int) -> Int? { rows[Pair(left, right)] }
  }

  /// Two places, the lower first.
  struct Pair: Hashable, Sendable {
    var low: Int
    var high: Int

    init(_ left: Int, _ right: Int) {
      low = min(left, right)
      high = max(left, right)
    }
  }

  /// The judgements of each expert, without the rows of the table.
  var judged: [Siblings.Expert] { experts.map { Siblings.Expert(name: $0.name, matrix: $0.matrix) } }

  /// The judgements of all, joined by the geometric mean.
  package var group: PairwiseMatrix { PairwiseMatrix.joined(experts.map(\.matrix)) }
}

/// The panels of a plan: the judgements of the table, sorted by what they are about.
package struct Panels: Sendable {
  /// By level, node and the order of the siblings.
  package private(set) var all: [Panel] = []
  /// Judgements that could not be used, and pairs that one expert judged twice.
  package private(set) var warnings: [Problem] = []
  private var indexOfNode: [String: Int] = [:]

  /// No judgements.
  package init() {}

  /// Sorts the judgements of a plan. Their `node` is an axis (its goals are compared), a goal (its indicators) or `plan`
  /// (the axes).
  ///
  /// - Complexity: O(judgements + plan); nothing but an empty value where nobody judged.
  package init(_ judgements: [Judgement], of plan: Plan) {
    guard !judgements.isEmpty else { return }
    let groups = PlanGroups(of: plan)
    var members: [IDLookup] = []
    var nodes: [String: Int] = [:]
    for level in PlanLevel.allCases {
      for group in groups.groups(of: level) {
        let ids = group.members.map { plan.ids(of: level)[$0] }
        let key = group.parent.map(TextNormaliser.key)
        for name in key.map({ [$0] }) ?? Self.rootNames where nodes[name] == nil { nodes[name] = all.count }
        all.append(Panel(level: level, node: group.parent, ids: ids, experts: []))
        members.append(IDLookup(ids))
      }
    }
    var sums: [Place: (log: Double, count: Int)] = [:]
    for judgement in judgements {
      guard let node = nodes[TextNormaliser.key(judgement.node)] else {
        warn(judgement, "node", .judgementNode, .text(judgement.node))
        continue
      }
      guard let left = members[node][judgement.left], let right = members[node][judgement.right], left != right
      else {
        warn(
          judgement, "left", .judgementSiblings, .text(judgement.left), .text(judgement.right), .text(judgement.node))
        continue
      }
      let expert = expertIndex(judgement.expert, in: node)
      add(judgement, left, right, expert: expert, node: node, &sums)
    }
    all.removeAll { $0.experts.isEmpty }
    for (index, panel) in all.enumerated() { indexOfNode[Self.key(panel.node)] = index }
  }

  /// The panel that compared the children of a node; nil where nobody did.
  package func panel(of node: String?) -> Panel? { indexOfNode[Self.key(node)].map { all[$0] } }

  /// What the plan itself may be called in the column `node`.
  package static let rootNames = ["plan", "Plan", "root", "axes", "برنامه", "محورها"]

  private static func key(_ node: String?) -> String { node.map(TextNormaliser.key) ?? "\u{0}" }

  /// Where a judgement of one expert stands.
  private struct Place: Hashable {
    var node: Int
    var expert: Int
    var pair: Panel.Pair
  }

  private func indexOfExpert(_ name: String, _ node: Int) -> Int? {
    all[node].experts.firstIndex { $0.name == name || NameForms.areAlike($0.name, name) }
  }

  private mutating func expertIndex(_ name: String, in node: Int) -> Int {
    // Judgements of an expert stand together, so the last expert is nearly always the one.
    if let last = all[node].experts.last, last.name == name { return all[node].experts.count - 1 }
    if let index = indexOfExpert(name, node) { return index }
    let matrix = PairwiseMatrix(count: all[node].ids.count)
    all[node].experts.append(Panel.Expert(name: name, matrix: matrix, rows: [:]))
    return all[node].experts.count - 1
  }

  private mutating func add(
    _ judgement: Judgement, _ left: Int, _ right: Int, expert: Int, node: Int,
    _ sums: inout [Place: (log: Double, count: Int)]
  ) {
    guard judgement.ratio > 0, judgement.ratio.isFinite else {
      warn(judgement, "ratio", .judgementRatio, .number(judgement.ratio))
      return
    }
    let pair = Panel.Pair(left, right)
    let index = Place(node: node, expert: expert, pair: pair)
    let logRatio = (left < right ? 1 : -1) * log(judgement.ratio)
    let before = sums[index] ?? (0, 0)
    if before.count > 0 {
      warn(
        judgement, "left", .judgementTwice, .text(judgement.expert), .text(judgement.left), .text(judgement.right))
    }
    sums[index] = (before.log + logRatio, before.count + 1)
    let mean = (before.log + logRatio) / Double(before.count + 1)
    all[node].experts[expert].matrix.judge(pair.low, over: pair.high, ratio: exp(mean))
    all[node].experts[expert].rows[pair] = judgement.row
    // A single judgement is kept as it is written, without the roundings of a logarithm.
    if before.count == 0 { all[node].experts[expert].matrix.judge(left, over: right, ratio: judgement.ratio) }
  }

  /// Notes what is wrong with a judgement.
  private mutating func warn(
    _ judgement: Judgement, _ column: String, _ kind: ProblemKind, _ values: Problem.Value...
  ) {
    warnings.append(
      Problem(
        kind, .warning, at: Problem.Place(table: "judgements", row: judgement.row, column: column), values: values))
  }
}
