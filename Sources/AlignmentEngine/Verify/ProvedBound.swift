import AlignModel

/// What the objective of a draft is at most, and what that of any draft within the limits is at least, in whole numbers: the
/// formulas of DESIGN §9 and nothing of the solver.
///
/// Everything is E times the objective, in 2^−`bits` minor units. The draft's value is rounded up, the bound down.
struct ProvedBound {
  typealias Number = FixedPoint.Number

  let base: [Int64]
  let envelope: Int64
  let inertia: Double
  /// By line the indicators of K that it serves, and its shares.
  let shares: [[(indicator: Int, share: Double)]]
  /// By indicator of K its target.
  let targets: [Double?]
  /// By line the least and the most; `Int64.max` stands for no bound.
  let lower: [Int64]
  let upper: [Int64]
  /// By line the least where it is in; nil where it may not be left out.
  let wholeLow: [Int64?]
  let rows: [Row]
  /// Fraction digits of amounts.
  private let bits: Int

  /// A limit on a sum.
  struct Row {
    var lines: [Int32]
    var shares: [Double]?
    var lower: Int64?
    var upper: Int64?
  }

  /// nil where amounts are too large to be counted so.
  init?(_ model: ScenarioModel) {
    base = model.base
    envelope = model.envelope
    inertia = model.scenario.inertia
    targets = model.targets
    let funding = model.today.funding
    shares = (0..<funding.count).map { k in
      (funding.start[k]..<funding.start[k + 1]).map { (funding.indicator[$0].index, funding.share[$0]) }
    }
    // The tightest bound of each line, from the limits as they were read.
    var (lower, upper) = (base.map { min($0, 0) }, base.map { _ in Int64.max })
    for limit in model.limits where limit.sum == nil {
      for (index, line) in limit.lines.enumerated() {
        if let least = limit.lower?[index] { lower[Int(line)] = max(lower[Int(line)], least) }
        if let most = limit.upper?[index] { upper[Int(line)] = min(upper[Int(line)], most) }
      }
    }
    (self.lower, self.upper) = (lower, upper)
    wholeLow = base.indices.map { model.wholeLow.isEmpty ? nil : model.wholeLow[$0] }
    rows = model.limits.compactMap { limit in
      limit.sum.map { Row(lines: limit.lines, shares: $0.shares, lower: $0.lower, upper: $0.upper) }
    }
    let largest = max(envelope, base.map { abs($0) }.max() ?? 0, upper.filter { $0 < .max }.max() ?? 0)
    bits = min(40, 122 - 2 * (64 - largest.leadingZeroBitCount))
    if bits < 8 || inertia < 0 || inertia > 1e6 { return nil }
  }

  // MARK: The draft

  /// The objective of amounts, rounded up; nil where it passes 128 bits.
  func objective(_ amounts: [Int64]) -> Number? {
    var money = targets.map { _ in (least: Number(0), most: Number(0)) }
    for (line, own) in shares.enumerated() {
      for entry in own {
        guard let part = FixedPoint.product(entry.share, Number(amounts[line]) << Number(bits), over: 0) else {
          return nil
        }
        money[entry.indicator].least += part
        money[entry.indicator].most += part + 1
      }
    }
    var sum: Number = 0
    for (index, target) in targets.enumerated() {
      guard let target else { continue }
      guard let least = FixedPoint.product(target, Number(1) << Number(bits), over: 0) else { return nil }
      let miss = max(abs(money[index].least - least - 1), abs(money[index].most - least))
      guard let square = FixedPoint.productUp(miss, miss, over: bits) else { return nil }
      sum += square / (2 * Number(envelope)) + 1
    }
    for line in base.indices where base[line] > 0 {
      guard let penalty = penaltyUp(line, amounts[line]) else { return nil }
      sum += penalty
    }
    return sum
  }

  /// (x − b)² / b, rounded down.
  private func departure(_ line: Int, _ x: Int64) -> Number? {
    let way = Number(x) - Number(base[line])
    let (square, isOver) = way.multipliedReportingOverflow(by: way)
    if isOver || square > Number.max >> Number(bits + 1) { return nil }
    return (square << Number(bits)) / Number(base[line])
  }

  private func penaltyUp(_ line: Int, _ x: Int64) -> Number? {
    guard let departure = departure(line, x) else { return nil }
    return FixedPoint.product(-inertia, departure + 1, over: 1).map { -$0 }
  }

  private func penaltyDown(_ line: Int, _ x: Int64) -> Number? {
    if base[line] <= 0 { return 0 }
    return departure(line, x).flatMap { FixedPoint.product(inertia, $0, over: 1) }
  }

  // MARK: The bound

  /// What one case of a proof shows: no draft in it has an objective below this; or where it is said to be empty, whether
  /// that is so. nil where it shows nothing.
  func bound(_ part: DraftProof.Case, _ multipliers: DraftProof.Multipliers) -> CaseBound? {
    let isEmpty = part.isInfeasible
    var v: [Number] = targets.map { _ in 0 }
    if !isEmpty {
      for (index, value) in multipliers.indicators where targets.indices.contains(index) && targets[index] != nil {
        guard let number = FixedPoint.nearest(value) else { return nil }
        v[index] = number
      }
    }
    guard multipliers.rows.count == rows.count else { return nil }
    var slopes = base.map { _ in Number(0) }
    var entries = base.map { _ in Number(0) }
    var sum: Number = 0
    for (index, target) in targets.enumerated() {
      guard let target, v[index] != 0 else { continue }
      guard let own = FixedPoint.productUp(v[index], v[index], over: FixedPoint.bits),
        let square = FixedPoint.productUp(own, Number(envelope), over: FixedPoint.bits + 1 - bits),
        let linear = FixedPoint.product(-target, v[index], over: FixedPoint.bits - bits)
      else { return nil }
      sum += linear - square
    }
    for (line, own) in shares.enumerated() {
      for entry in own where v[entry.indicator] != 0 {
        guard let slope = FixedPoint.product(entry.share, v[entry.indicator], over: 0) else { return nil }
        slopes[line] += slope
        entries[line] += 1
      }
    }
    for (row, value) in zip(rows, multipliers.rows) where value != 0 {
      guard let y = FixedPoint.nearest(value), let bound = y > 0 ? row.upper : row.lower,
        let side = FixedPoint.product(-y, Number(bound), over: FixedPoint.bits - bits)
      else { return nil }
      sum += side
      for (index, line) in row.lines.enumerated() {
        if let shares = row.shares {
          guard let slope = FixedPoint.product(shares[index], y, over: 0) else { return nil }
          slopes[Int(line)] += slope
          entries[Int(line)] += 1
        } else {
          slopes[Int(line)] += y
        }
      }
    }
    for line in base.indices {
      guard let least = least(line, slopes[line], slopes[line] + entries[line], part, isEmpty: isEmpty) else {
        return nil
      }
      sum += least
    }
    if isEmpty { return sum > 0 ? .empty : nil }
    return .atLeast(sum)
  }

  enum CaseBound {
    case empty
    case atLeast(Number)
  }

  /// The least that a line adds within its bounds.
  private func least(
    _ line: Int, _ slope: Number, _ slopeUp: Number, _ part: DraftProof.Case, isEmpty: Bool
  ) -> Number? {
    guard let low = wholeLow[line] else {
      return within(line, lower[line], upper[line], slope, slopeUp, isEmpty)
    }
    // A line that may be left out: nothing, or within its own range.
    let isIn = part.isIn.contains(line), isOut = part.isOut.contains(line)
    let outside = isIn ? nil : isEmpty ? 0 : penaltyDown(line, 0)
    if isOut || (!isIn && outside == nil) { return outside }
    guard let inside = within(line, max(low, lower[line]), upper[line], slope, slopeUp, isEmpty) else { return nil }
    return outside.map { min($0, inside) } ?? inside
  }

  /// The least of penalty and slope on an interval; exact where that is at its end, else the least anywhere.
  private func within(
    _ line: Int, _ low: Int64, _ high: Int64, _ slope: Number, _ slopeUp: Number, _ isEmpty: Bool
  ) -> Number? {
    func value(_ x: Int64) -> Number? {
      guard let linear = FixedPoint.product(x < 0 ? slopeUp : slope, Number(x), over: FixedPoint.bits - bits) else {
        return nil
      }
      if isEmpty { return linear }
      return penaltyDown(line, x).map { $0 + linear }
    }
    if low == high { return value(low) }
    // Amounts below 0 stand at one value, so from here on they are 0 or more and the lower slope is the least.
    if low < 0 { return nil }
    guard !isEmpty, base[line] > 0, inertia > 0 else {
      return slope >= 0 ? value(low) : high == .max ? nil : value(high)
    }
    guard let lambda = FixedPoint.product(inertia, FixedPoint.one, over: 0), lambda > 0, abs(slope) < 1 << 66 else {
      return nil
    }
    // t = slope / λ in 2⁻⁴⁰, from below and above; the least without bounds stands at b (1 − t).
    let (down, up) = (
      min(FixedPoint.quotient(slope << 40, lambda), FixedPoint.quotient(slope << 40, lambda + 1)),
      max(FixedPoint.quotient(slope << 40, lambda), FixedPoint.quotient(slope << 40, lambda + 1)) + 1
    )
    let unit = Number(1) << 40
    if let most = FixedPoint.product(Number(base[line]), unit - down, over: 40), most + 1 <= Number(low) {
      return value(low)
    }
    if high < .max, let least = FixedPoint.product(Number(base[line]), unit - up, over: 40), least >= Number(high) {
      return value(high)
    }
    // slope · b (1 − slope / 2λ), below.
    let half = (abs(slope) << 59) / lambda + 1
    guard let part = FixedPoint.product(slope, slope >= 0 ? FixedPoint.one - half : FixedPoint.one + half, over: 60)
    else {
      return nil
    }
    return FixedPoint.product(part, Number(base[line]), over: FixedPoint.bits - bits)
  }
}
