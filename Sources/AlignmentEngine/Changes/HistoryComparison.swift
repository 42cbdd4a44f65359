import AlignModel

/// What changed from one run to a later one.
package struct HistoryComparison: Sendable {
  /// The two runs that were compared.
  package var earlier: Snapshot
  package var later: Snapshot
  /// Targets, baselines, indicators and links, in the order of the earlier run's tables.
  package var changes: [PlanChange] = []
  /// What the earlier run promised for the later one's period; empty where that is not later.
  package var promises: [Promise] = []
  /// Raised, then cleared; accepted flags do not stand.
  package var flags: [FlagChange] = []
  /// Input files that were added, removed or differ.
  package var files: [String]

  /// The budget of the later run's year against that of the earlier one's; nil where the years are the same or the table
  /// `prices` does not tell.
  package var growth: BudgetGrowth?

  /// Compares two runs.
  ///
  /// - Parameters:
  ///   - accepted: the rows of the table `accepted` by which findings may stand: code AL501 to AL505, subject the indicator
  ///     or the line.
  ///   - prices: levels of prices by year.
  /// - Complexity: O(rows of both).
  package init(from earlier: Snapshot, to later: Snapshot, accepted: [Acceptance] = [], prices: [Int: Double] = [:]) {
    self.earlier = earlier
    self.later = later
    let before = Dictionary(earlier.inputs.map { ($0.file, $0.sha256) }, uniquingKeysWith: { $1 })
    let after = Dictionary(later.inputs.map { ($0.file, $0.sha256) }, uniquingKeysWith: { $1 })
    files = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    compareIndicators()
    compareTargets()
    compareLinks()
    compareKinds()
    flags = Self.flags(later, without: earlier, isRaised: true) + Self.flags(earlier, without: later, isRaised: false)
    promises = PromiseKeeping(from: earlier, to: later).promises
    for promise in promises where promise.outcome == .notKept {
      changes.append(
        PlanChange(
          kind: .promiseNotKept, subject: promise.indicator, name: promise.name, year: nil, before: promise.promised,
          after: promise.actual))
    }
    settle(accepted)
    if let before = earlier.figures["total_approved"], let after = later.figures["total_approved"] {
      growth = BudgetGrowth(from: (earlier.year, before), to: (later.year, after), prices: prices)
    }
  }

  /// Whether the inputs are the same to the byte.
  package var hasSameInputs: Bool { earlier.fingerprint == later.fingerprint }

  /// The gravest severity of a finding that nobody has accepted.
  package var gravest: Severity? { changes.map(\.severity).max() }

  private mutating func settle(_ accepted: [Acceptance]) {
    for index in changes.indices {
      guard let code = changes[index].kind.code else { continue }
      let subject = changes[index].subject
      let standing = accepted.first {
        $0.code == code && NameForms.areAlike($0.subject, subject)
          && ($0.until.map { $0.end >= later.period.end } ?? true)
      }
      if let standing {
        changes[index].accepted = [standing.reason, standing.by].compactMap { $0 }.joined(separator: "; ")
      }
    }
  }

  private mutating func compareIndicators() {
    let now = Dictionary(later.indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let then = Set(earlier.indicators.map(\.id))
    for old in earlier.indicators {
      guard let new = now[old.id] else {
        changes.append(PlanChange(kind: .indicatorRemoved, subject: old.id, name: old.name))
        continue
      }
      if old.baseline != new.baseline || old.baselineYear != new.baselineYear {
        changes.append(
          PlanChange(
            kind: .baselineRewritten, subject: old.id, name: new.name, year: new.baselineYear, before: old.baseline,
            after: new.baseline))
      }
      if old.kind != new.kind || old.direction != new.direction || old.aggregate != new.aggregate {
        changes.append(PlanChange(kind: .definitionChanged, subject: old.id, name: new.name))
      }
    }
    for new in later.indicators where !then.contains(new.id) {
      changes.append(PlanChange(kind: .indicatorAdded, subject: new.id, name: new.name))
    }
  }

  private mutating func compareTargets() {
    struct Key: Hashable { var indicator: String, year: Int }
    func keyed(_ rows: [Snapshot.TargetRow]) -> [Key: Snapshot.TargetRow] {
      Dictionary(
        rows.map { (Key(indicator: $0.indicator, year: $0.year), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let now = keyed(later.targets)
    let then = keyed(earlier.targets)
    let indicators = Dictionary(later.indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for old in earlier.targets {
      // An indicator that was removed takes its targets along: one finding, not many.
      guard let indicator = indicators[old.indicator] else { continue }
      let new = now[Key(indicator: old.indicator, year: old.year)]
      if let new, (new.target, new.low, new.high) == (old.target, old.low, old.high), new.quarters == old.quarters {
        continue
      }
      changes.append(
        PlanChange(
          kind: new == nil ? .targetRemoved : .targetMoved, subject: old.indicator, name: indicator.name,
          year: old.year, before: old.target ?? old.low, after: new.flatMap { $0.target ?? $0.low },
          isEasier: Self.isEasier(old.target, new?.target, indicator.direction)))
    }
    let known = Set(earlier.indicators.map(\.id))
    for new in later.targets where then[Key(indicator: new.indicator, year: new.year)] == nil {
      guard let indicator = indicators[new.indicator], known.contains(indicator.id) else { continue }
      changes.append(
        PlanChange(
          kind: .targetAdded, subject: new.indicator, name: indicator.name, year: new.year,
          after: new.target ?? new.low))
    }
  }

  private static func isEasier(_ before: Double?, _ after: Double?, _ direction: Direction) -> Bool? {
    guard let before, let after, before != after, direction != .hold else { return nil }
    return direction == .up ? after < before : after > before
  }

  private mutating func compareLinks() {
    struct Key: Hashable { var line: String, subject: String, isAgainst: Bool }
    // Rejected rows tie nothing; rows that repeat a pair add up, as they do when money is traced.
    func keyed(_ rows: [Snapshot.Link]) -> (order: [Key], shares: [Key: Double]) {
      var order: [Key] = []
      var shares: [Key: Double] = [:]
      for row in rows where row.status != "rejected" {
        let key = Key(line: row.line, subject: row.subject, isAgainst: row.isAgainst)
        if shares[key] == nil { order.append(key) }
        shares[key, default: 0] += row.share
      }
      return (order, shares)
    }
    let then = keyed(earlier.links)
    let now = keyed(later.links)
    for key in then.order {
      let before = then.shares[key]
      let after = now.shares[key]
      if before == after { continue }
      changes.append(
        PlanChange(
          kind: after == nil ? .linkDropped : .linkChanged, subject: key.line, name: key.subject, before: before,
          after: after))
    }
    for key in now.order where then.shares[key] == nil {
      changes.append(PlanChange(kind: .linkAdded, subject: key.line, name: key.subject, after: now.shares[key]))
    }
  }

  /// Lines whose money competes now and did not, or the other way round.
  private mutating func compareKinds() {
    let after = Dictionary(later.kinds.map { ($0.line, $0.kind) }, uniquingKeysWith: { first, _ in first })
    for row in earlier.kinds {
      guard let kind = after[row.line], KindChanged.differs(row.kind, kind) else { continue }
      changes.append(
        PlanChange(kind: .kindChanged, subject: row.line, name: "\(row.kind.rawValue) → \(kind.rawValue)"))
    }
  }

  private static func flags(_ run: Snapshot, without other: Snapshot, isRaised: Bool) -> [FlagChange] {
    struct Key: Hashable { var code: String, kind: String, subject: String }
    func key(_ flag: Snapshot.FlagRow) -> Key { Key(code: flag.code, kind: flag.kind, subject: flag.subject) }
    let standing = Set(other.flags.filter { !$0.isAccepted }.map(key))
    return run.flags.filter { !$0.isAccepted && !standing.contains(key($0)) }.map {
      FlagChange(flag: $0, isRaised: isRaised)
    }
  }
}
