import AlignModel
import AlignNumerics

/// One table of the plan while its groups of siblings are being weighed.
struct LevelWeights {
  let level: PlanLevel
  private let ids: [String]
  private let given: [Double?]
  private let rows: [Int]
  private(set) var shares: [Double]
  private(set) var errors: [Problem] = []
  private(set) var warnings: [Problem] = []

  init(_ level: PlanLevel, _ plan: Plan) {
    self.level = level
    ids = plan.ids(of: level)
    given = plan.givenWeights(of: level)
    rows = plan.rows(of: level)
    shares = Array(repeating: 0, count: ids.count)
  }

  /// Weighs one group, by a method or, where none is set, by what its table gives.
  mutating func weigh(_ group: PlanGroups.Group, by method: WeightMethod?, panel: Panel?, history: PastAttainment?) {
    guard !group.members.isEmpty else { return }
    let weights = group.members.map { given[$0] }
    let chosen = method ?? (weights.allSatisfy { $0 == nil } ? .equal : .given)
    let siblings = Siblings(given: weights, experts: panel?.judged ?? []) {
      history?.columns(of: group.members, at: group.level) ?? []
    }
    do {
      for (index, share) in zip(group.members, try chosen.shares(among: siblings)) { shares[index] = share }
      if chosen == .given { warnOfSum(weights.compactMap { $0 }.reduce(0, +), group) }
    } catch {
      errors.append(problem(error, chosen, group))
    }
  }

  private mutating func warnOfSum(_ sum: Double, _ group: PlanGroups.Group) {
    if abs(sum - 1) <= 1e-6 || abs(sum - 100) <= 1e-4 { return }
    let place = Problem.Place(table: level.rawValue, row: row(group.members[0]), column: "weight")
    warnings.append(Problem(.weightSum, .warning, at: place, .number(sum), node(group)))
  }

  private func problem(_ fault: WeighingFault, _ method: WeightMethod, _ group: PlanGroups.Group) -> Problem {
    func id(_ index: Int) -> Problem.Value { .name(ids[group.members[index]]) }
    func weight(_ index: Int) -> Problem.Place {
      Problem.Place(table: level.rawValue, row: row(group.members[index]), column: "weight")
    }
    let judgements = Problem.Place(table: "judgements", column: "node")
    let key = Problem.Value.name("weights.\(level.rawValue)")
    let head = [.word(group: "weight-method", method.rawValue), node(group), key]
    return switch fault {
    case .blank(let index): Problem(.weightBlank, at: weight(index), id(index), key)
    case .negative(let index):
      Problem(.weightNegative, at: weight(index), .number(given[group.members[index]] ?? 0), id(index), key)
    case .allZero: Problem(.weightZero, at: weight(0), .list(group.members.indices.map(id)), key)
    case .noJudgements: Problem(.weightNoJudgements, at: judgements, values: head)
    case .unconnected(let index): Problem(.weightUnconnected, at: judgements, values: head + [id(index), id(0)])
    case .noBestAndWorst(let expert): Problem(.weightNoBest, at: judgements, values: head + [.text(expert)])
    case .tooFewPeriods(let count):
      Problem(
        .weightFewPeriods, at: weight(0), values: head + [.count(count), .count(Siblings.fewestPeriods)])
    case .noVariation: Problem(.weightNoVariation, at: weight(0), values: head)
    case .numerics: Problem(.weightNumerics, at: weight(0), values: head)
    }
  }

  /// The node whose children a group is, as the column `node` of judgements names it.
  private func node(_ group: PlanGroups.Group) -> Problem.Value {
    group.parent.map { .name($0) } ?? .word(group: "node", "plan")
  }

  private func row(_ index: Int) -> Int? { index < rows.count ? rows[index] : nil }
}

extension WeightMethod {
  /// The method of that name; equal weights where there is none, which ``Settings/problems`` tells first.
  var named: NamedWeighingMethod? { NamedWeighingMethod.named(rawValue) }

  /// Weights that sum to 1.
  func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    guard let named else { return EqualWeights().shares(among: siblings) }
    return try named.shares(among: siblings)
  }

  /// Whether the method asks what experts judged.
  var isJudged: Bool { named?.basis == .judgements }

  /// Whether the method asks how the siblings fared.
  var isMeasured: Bool { named?.basis == .history }
}
