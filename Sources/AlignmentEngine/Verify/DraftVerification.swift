import AlignModel

/// A draft held against its scenario by other means than those that made it: sums and bounds in whole numbers, and a lower
/// bound on the objective from the multipliers that the file carries.
package struct DraftVerification: Sendable {
  /// The first thing that is wrong; nil where nothing is.
  package var fault: Fault?
  /// The part of the draft's objective by which another draft may be better at most; nil where the file proves nothing.
  package var gap: Double?
  /// Why it proves nothing.
  package var unproved: Unproved?
  /// What was added up, in minor units, and what is left over.
  package var total: Int64 = 0
  package var leftOver: Int64 = 0
  package var lines = 0
  package var cases = 0

  /// What is wrong with a draft; lines by row of L, limits by their place, amounts in minor units.
  package enum Fault: Sendable, Hashable {
    case unknownLine(String)
    case lineTwice(String)
    case lineMissing(Int)
    /// Columns of a line disagree.
    case changed(Int)
    case total(found: Int64, expected: Int64)
    /// A line that is neither left out nor within its own range.
    case divided(Int, amount: Int64)
    case below(limit: Int, line: Int?, amount: Int64, bound: Int64)
    case above(limit: Int, line: Int?, amount: Int64, bound: Int64)
    /// Money is left over although divisible lines can take it.
    case leftOver(Int64)
  }

  /// Why nothing is proved.
  package enum Unproved: String, Sendable, Hashable {
    case noProof = "no-proof"
    /// The cases leave choices out, or the multipliers show nothing.
    case brokenProof = "broken-proof"
    /// Amounts are too large for 128 bits.
    case tooLarge = "too-large"
  }

  /// Checks a draft against the limits of its scenario.
  package init(of draft: WrittenDraft, against model: ScenarioModel) {
    let budget = model.today.workspace.budget
    let rows = model.today.funding.rows
    var place: [String: Int] = [:]
    for (k, row) in rows.enumerated() { place[budget.id(of: row)] = k }
    var amounts = Array(repeating: Int64?.none, count: rows.count)
    leftOver = draft.leftOver
    lines = draft.lines.count
    for line in draft.lines {
      guard let k = place[line.id] else {
        fault = .unknownLine(line.id)
        return
      }
      if amounts[k] != nil {
        fault = .lineTwice(line.id)
        return
      }
      if let approved = line.approved, approved != line.amount { fault = fault ?? .changed(k) }
      if let old = line.old, old != model.base[k] { fault = fault ?? .changed(k) }
      let (change, isOver) = line.amount.subtractingReportingOverflow(model.base[k])
      if let said = line.change, isOver || said != change { fault = fault ?? .changed(k) }
      amounts[k] = line.amount
    }
    if fault != nil { return }
    if let missing = amounts.firstIndex(of: nil) {
      fault = .lineMissing(missing)
      return
    }
    let whole = amounts.map { $0 ?? 0 }
    check(whole, model)
    if fault == nil { prove(draft.proof, whole, model, place) }
  }

  // MARK: Limits

  private mutating func check(_ amounts: [Int64], _ model: ScenarioModel) {
    let sum = amounts.reduce(Int128(leftOver)) { $0 + Int128($1) }
    total = Int64(clamping: sum - Int128(leftOver))
    if sum != Int128(model.spendable) {
      fault = .total(found: Int64(clamping: sum), expected: model.spendable)
      return
    }
    if leftOver < 0 || leftOver > 0 && model.limits.last?.sum?.lower != nil {
      fault = .leftOver(leftOver)
      return
    }
    for (position, limit) in model.limits.enumerated() where fault == nil {
      if let sum = limit.sum {
        checkSum(position, limit.lines, sum, amounts)
      } else {
        checkLines(position, limit, amounts)
      }
    }
    guard fault == nil else { return }
    for k in amounts.indices where model.base[k] > 0 && amounts[k] < 0 {
      fault = .below(limit: -1, line: k, amount: amounts[k], bound: 0)
      return
    }
    for k in amounts.indices where model.wholeLow.indices.contains(k) {
      if let low = model.wholeLow[k], amounts[k] != 0, amounts[k] < low {
        fault = .divided(k, amount: amounts[k])
        return
      }
    }
  }

  private mutating func checkLines(_ position: Int, _ limit: NamedLimit, _ amounts: [Int64]) {
    for (index, line) in limit.lines.enumerated() {
      let (k, amount) = (Int(line), amounts[Int(line)])
      if let least = limit.lower?[index], amount < least {
        fault = .below(limit: position, line: k, amount: amount, bound: least)
        return
      }
      if let most = limit.upper?[index], amount > most {
        fault = .above(limit: position, line: k, amount: amount, bound: most)
        return
      }
    }
  }

  private mutating func checkSum(_ position: Int, _ lines: [Int32], _ sum: NamedLimit.Sum, _ amounts: [Int64]) {
    var denominator: Int128 = 1
    var found: Int128 = 0
    if let shares = sum.shares {
      let exact = Fraction.common(shares)
      denominator = exact.denominator
      for (line, part) in zip(lines, exact.numerators) { found += part * Int128(amounts[Int(line)]) }
    } else {
      for line in lines { found += Int128(amounts[Int(line)]) }
    }
    let shown = Int64(clamping: found / denominator)
    if let least = sum.lower, found < Int128(least) * denominator {
      fault = .below(limit: position, line: nil, amount: shown, bound: least)
    } else if let most = sum.upper, found > Int128(most) * denominator {
      fault = .above(limit: position, line: nil, amount: shown, bound: most)
    }
  }

  // MARK: The bound

  private mutating func prove(
    _ written: WrittenDraft.Proof?, _ amounts: [Int64], _ model: ScenarioModel, _ place: [String: Int]
  ) {
    guard let written, !written.cases.isEmpty else {
      unproved = .noProof
      return
    }
    guard let bound = ProvedBound(model), let objective = bound.objective(amounts) else {
      unproved = .tooLarge
      return
    }
    var indicators: [String: Int] = [:]
    for (index, id) in model.today.workspace.plan.indicators.ids.enumerated() { indicators[id] = index }
    unproved = .brokenProof
    var proof = DraftProof()
    for part in written.multipliers {
      var values: [Int: Double] = [:]
      for (id, value) in part.indicators {
        guard let index = indicators[id] else { return }
        values[index] = value
      }
      proof.multipliers.append(.init(indicators: values, rows: part.rows))
    }
    for part in written.cases {
      let isIn = part.isIn.compactMap { place[$0] }, isOut = part.isOut.compactMap { place[$0] }
      guard isIn.count == part.isIn.count, isOut.count == part.isOut.count,
        proof.multipliers.indices.contains(part.multipliers),
        (isIn + isOut).allSatisfy({ model.wholeLow.indices.contains($0) && model.wholeLow[$0] != nil })
      else { return }
      proof.cases.append(
        .init(isIn: Set(isIn), isOut: Set(isOut), multipliers: part.multipliers, isInfeasible: part.isInfeasible))
    }
    guard proof.isWhole else { return }
    var least: Int128?
    for part in proof.cases {
      guard let own = bound.bound(part, proof.multipliers[part.multipliers]) else { return }
      if case .atLeast(let value) = own { least = min(least ?? value, value) }
    }
    guard let least else { return }
    unproved = nil
    cases = proof.cases.count
    gap = objective > 0 ? max(0, Double(objective - least) / Double(objective)) : 0
  }
}
