import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine

/// One expert's comparisons of the children of a node: what the table says, and what was chosen on the page.
struct JudgementSheet {
  let expert: String
  let node: String
  let group: PlanGroups.Group
  let ids: [String]
  /// Every pair of siblings, the one that stands first on the left.
  let pairs: [Pair]

  /// Two siblings by their places.
  struct Pair: Hashable {
    var left: Int
    var right: Int
  }

  /// The rows that judge a pair, and whether each has the right one on its left.
  private var rows: [Pair: [(cell: EditableCells.Cell?, isTurned: Bool)]] = [:]
  private var judged: [Pair: Double] = [:]
  private var choices: [Pair: String] = [:]

  /// Saaty's scale, from the left one's being most important to the right one's.
  static let scale: [Double] = (2...9).reversed().map(Double.init) + [1] + (2...9).map { 1 / Double($0) }

  init(expert: String, node: String, group: PlanGroups.Group, of workspace: Workspace, in folder: String) {
    (self.expert, self.node, self.group) = (expert, node, group)
    let all = workspace.plan.ids(of: group.level)
    ids = group.members.map { all[$0] }
    let count = ids.count
    pairs = (0..<count).flatMap { left in (left + 1..<max(count, left + 1)).map { Pair(left: left, right: $0) } }
    let places = Dictionary(
      ids.enumerated().map { (TextNormaliser.key($1), $0) }, uniquingKeysWith: { first, _ in first })
    var cells = EditableCells(workspace, in: folder)
    for judgement in workspace.judgements where Self.isOwn(judgement, expert, node) {
      guard let left = places[TextNormaliser.key(judgement.left)],
        let right = places[TextNormaliser.key(judgement.right)],
        left != right
      else { continue }
      let isTurned = left > right
      let pair = Pair(left: min(left, right), right: max(left, right))
      judged[pair] = isTurned ? 1 / judgement.ratio : judgement.ratio
      rows[pair, default: []].append((cells.cell("judgements", row: judgement.row, column: "ratio"), isTurned))
    }
  }

  private static func isOwn(_ judgement: Judgement, _ expert: String, _ node: String) -> Bool {
    guard NameForms.areAlike(judgement.expert, expert) else { return false }
    let (own, asked) = (TextNormaliser.key(judgement.node), TextNormaliser.key(node))
    return own == asked || asked == "plan" && Panels.rootNames.contains { TextNormaliser.key($0) == own }
  }

  /// Takes over what was chosen on the page.
  mutating func take(_ form: FormValues) {
    for pair in pairs {
      if let text = form["ratio.\(pair.left).\(pair.right)"], text.isEmpty || Self.isRatio(text) {
        choices[pair] = text
      }
    }
  }

  /// A ratio as the page writes it: `3`, `1/3` or `2.50`.
  static func ratio(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }
    guard numbers.count == parts.count, (1...2).contains(parts.count), numbers.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    let ratio = parts.count == 2 ? numbers[0] / numbers[1] : numbers[0]
    return (1e-3...1e3).contains(ratio) ? ratio : nil
  }

  static func isRatio(_ text: String) -> Bool { ratio(text) != nil }

  /// What the table says of a pair; empty where it was not judged.
  func standing(_ pair: Pair) -> String {
    judged[pair].map { WeightTables.saaty($0, NumberFormat(language: .en)) } ?? ""
  }

  /// What is chosen for a pair.
  func chosen(_ pair: Pair) -> String { choices[pair] ?? standing(pair) }

  /// How consistent the sheet is with what is chosen; nil where nothing is.
  func consistency(in workspace: Workspace) -> ExpertConsistency? {
    var judgements = workspace.judgements.filter { !Self.isOwn($0, expert, node) }
    for pair in pairs {
      guard let ratio = Self.ratio(chosen(pair)) else { continue }
      // The exact ratio of the table, where it was left as it is.
      let exact = chosen(pair) == standing(pair) ? judged[pair] ?? ratio : ratio
      judgements.append(
        Judgement(expert: expert, node: node, left: ids[pair.left], right: ids[pair.right], ratio: exact, row: 0))
    }
    return ExpertConsistency.all(of: Panels(judgements, of: workspace.plan)).first {
      ($0.node ?? "plan") == (group.parent ?? "plan") && $0.expert.map { NameForms.areAlike($0, expert) } ?? false
    }
  }

  /// The rows as they are to be for pairs that were changed.
  func edit(_ changed: [Pair]) throws -> TableEdit {
    var edit = TableEdit(Tables.judgements)
    for pair in changed {
      let chosen = chosen(pair)
      guard let own = rows[pair], !own.isEmpty else {
        edit.add([
          "expert": expert, "node": node, "left": ids[pair.left], "right": ids[pair.right], "ratio": chosen,
        ])
        continue
      }
      for row in own {
        guard let cell = row.cell else { throw TableEdit.Unwritable(file: "judgements") }
        edit.set("ratio", row.isTurned ? Self.turned(chosen) : chosen, besides: cell)
      }
    }
    return edit
  }

  /// The same judgement seen from the other side.
  private static func turned(_ text: String) -> String {
    let parts = text.split(separator: "/")
    if parts.count == 2 { return parts[0] == "1" ? String(parts[1]) : "\(parts[1])/\(parts[0])" }
    return text == "1" ? text : "1/\(text)"
  }
}
