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
    rows = level == .indicators ? plan.indicators.row.values : []
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
    warnings.append(
      Problem(
        gravity: .warning, kind: "weight-sum", file: "\(level.rawValue).csv", row: row(group.members[0]),
        column: "weight", found: "weights\(of(group.parent)) add to \(sum)", expected: "1 or 100",
        remedy: "they were divided by their sum"))
  }

  private func problem(_ fault: WeighingFault, _ method: WeightMethod, _ group: PlanGroups.Group) -> Problem {
    let table = level.rawValue
    let kind: String
    var (index, found, expected, file, remedy) = (
      nil as Int?, fault.reason(ids: group.members.map { ids[$0] }), "weights for \(table)", "\(table).csv",
      "choose another way in align.yaml, such as weights.\(table): equal"
    )
    switch fault {
    case .blank(let at):
      (kind, index, expected) = ("weight-blank", at, "a weight for every sibling or for none")
      found = "no weight for \(ids[group.members[at]])\(of(group.parent))"
      remedy = "fill in the column, or set weights.\(table): equal in align.yaml"
    case .negative(let at):
      (kind, index, expected) = ("weight-negative", at, "a weight of 0 or more")
      found = "\(given[group.members[at]].map { "\($0)" } ?? "") for \(ids[group.members[at]])"
      remedy = "fill in the column, or set weights.\(table): equal in align.yaml"
    case .allZero:
      (kind, expected) = ("weight-zero", "at least one weight above 0")
      found = "all weights\(of(group.parent)) are 0"
      remedy = "fill in the column, or set weights.\(table): equal in align.yaml"
    case .noJudgements, .unconnected, .noBestAndWorst:
      (kind, file, expected) = ("weight-judgements", "judgements.csv", "judgements that tie all of them together")
      found = "\(method.rawValue)\(of(group.parent)): \(found)"
      remedy = "add rows with node \(group.parent ?? "plan"), or \(remedy)"
    case .tooFewPeriods, .noVariation, .numerics:
      (kind, expected) = ("weight-data", "at least \(Siblings.fewestPeriods) periods that differ")
      found = "\(method.rawValue)\(of(group.parent)): \(found)"
    }
    let row = file == "judgements.csv" ? nil : row(group.members[index ?? 0])
    return Problem(
      gravity: .error, kind: kind, file: file, row: row,
      column: file == "judgements.csv" ? "node" : "weight", found: found, expected: expected, remedy: remedy)
  }

  private func of(_ parent: String?) -> String { parent.map { " under \($0)" } ?? "" }

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

extension WeighingFault {
  /// Why a group cannot be weighed, in a few words.
  fileprivate func reason(ids: [String]) -> String {
    func id(_ index: Int) -> String { index < ids.count ? ids[index] : "\(index + 1)" }
    return switch self {
    case .blank(let index): "no weight for \(id(index))"
    case .negative(let index): "a negative figure for \(id(index))"
    case .allZero: "all weights are 0"
    case .noJudgements: "no expert compared these"
    case .unconnected(let index): "no chain of judgements ties \(id(index)) to \(id(0))"
    case .noBestAndWorst(let expert): "\(expert) compared no best and no worst with all others"
    case .tooFewPeriods(let count): "only \(count) periods in which all have an attainment"
    case .noVariation: "all fared the same in every period"
    case .numerics(let reason): reason
    }
  }
}
