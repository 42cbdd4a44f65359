import AlignModel
import AlignNumerics

/// Why a scenario cannot be met: limits that cannot hold together, none of which can be left out, and what would do.
package struct Contradiction: Sendable {
  /// What asks for money and what allows it, in the order of the limits.
  package var asks: [Part]
  package var allows: [Part]
  /// What is asked for beyond what is allowed, in minor units.
  package var excess: Double
  /// The nearest envelope, and the nearest value of each limit on a sum among them, with which all limits can be met.
  package var remedies: [Remedy]
  /// Whether other limits contradict as well, so that easing these is not enough.
  package var isNotAll: Bool

  /// One limit of the contradiction and the money that it stands for.
  package struct Part: Sendable, Hashable {
    /// The place in ``ScenarioModel/limits``.
    package var limit: Int
    /// Minor units.
    package var amount: Double
    /// Whether all of its lines count in full; goals count lines by their shares.
    package var isWeighted: Bool
  }

  /// A value of one limit that would do, all others staying as they are.
  package struct Remedy: Sendable, Hashable {
    package var limit: Int
    /// Whether it is the limit's floor that has to give; for the envelope neither.
    package var isFloor: Bool
    /// Minor units.
    package var value: Int64
  }
}

extension ScenarioModel {
  /// What a check of some of the limits comes to.
  enum Feasibility {
    case feasible
    case infeasible(ray: [Double], line: Int?)
    case undecided
  }

  /// Whether some of the limits can hold together, to the unit.
  func check(_ isOn: [Bool]) -> Feasibility {
    if let line = crossedLine(isOn) {
      return .infeasible(ray: Array(repeating: 0, count: rowLimits.count), line: line)
    }
    var near: [Double]?
    do throws(AllocationFailure) {
      near = try AllocationSolver(jobs: jobs).solve(problem(isOn, fits: false)).amounts
    } catch {
      switch error {
      case .infeasible(let ray, let line): return .infeasible(ray: ray, line: line)
      case .notCertified(let best): near = best?.amounts
      }
    }
    switch wholeSearch(isOn, near: near ?? base.map { Double($0) * ratio }).run() {
    case .found: return .feasible
    case .impossible(let ray?): return .infeasible(ray: ray, line: nil)
    case .impossible, .undecided: return .undecided
    }
  }

  /// A line whose least is above its most.
  func crossedLine(_ isOn: [Bool]) -> Int? {
    let bounds = bounds(isOn)
    return base.indices.first { bounds.lower[$0] > bounds.upper[$0] }
  }

  private func wholeSearch(_ isOn: [Bool], near amounts: [Double]) -> WholeSearch {
    let bounds = bounds(isOn)
    let rows = rowLimits.map { row in
      (limits[row].lines, isOn[row] ? limits[row].sum ?? .init() : .init(shares: limits[row].sum?.shares))
    }
    return WholeSearch(rows: ExactRow.all(rows), low: bounds.lower, high: bounds.upper, wanted: amounts)
  }

  /// A smallest set of limits that cannot hold together (deletion filter), in money; nil where all can.
  ///
  /// - Parameter proof: multipliers that are known to prove it, or the line whose bounds cross; where nil, it is looked for.
  /// - Complexity: at most one check a limit of those that the first proof names.
  package func contradiction(_ proof: (ray: [Double], line: Int?)? = nil) -> Contradiction? {
    var isOn = Array(repeating: true, count: limits.count)
    var (ray, line) = proof ?? ([], nil)
    if case .infeasible(let found, let crossed) = check(isOn) {
      (ray, line) = (found, crossed)
    } else if proof == nil {
      return nil
    }
    /// Leaves only what a proof rests on, where that still is a proof.
    func narrow(_ isOn: inout [Bool], _ ray: inout [Double], _ line: inout Int?) {
      let named = support(ray, line, isOn)
      let fewer = isOn.indices.map { isOn[$0] && named.contains($0) }
      if fewer != isOn, case .infeasible(let newRay, let newLine) = check(fewer) {
        (isOn, ray, line) = (fewer, newRay, newLine)
      }
    }
    narrow(&isOn, &ray, &line)
    // What the file itself says is kept as long as it can be: people look for their own words first.
    for index in deletionOrder where isOn[index] {
      var fewer = isOn
      fewer[index] = false
      if case .infeasible(let newRay, let newLine) = check(fewer) {
        (isOn, ray, line) = (fewer, newRay, newLine)
        narrow(&isOn, &ray, &line)
      }
    }
    return told(isOn, ray, line)
  }

  var deletionOrder: [Int] {
    func rank(_ origin: NamedLimit.Origin) -> Int {
      switch origin {
      case .nothingApproved: 0
      case .range, .whole: 1
      case .noNewMoney, .reachesNothingKnown: 2
      case .mandatory, .running, .wholeAndKept, .released, .committed, .scheduled: 3
      case .own: 4
      case .envelope: 5
      }
    }
    return limits.indices.sorted { (rank(limits[$0].origin), $0) < (rank(limits[$1].origin), $1) }
  }

  /// What a proof uses of each line: its slope, by row of L.
  private func slopes(_ ray: [Double]) -> [Double] {
    var slopes = Array(repeating: 0.0, count: base.count)
    for (position, row) in rowLimits.enumerated() where ray[position] != 0 {
      for (index, line) in limits[row].lines.enumerated() {
        slopes[Int(line)] += ray[position] * (limits[row].sum?.shares?[index] ?? 1)
      }
    }
    return slopes
  }

  /// The first limit that sets the least (or the most) of each line.
  func setters(_ isOn: [Bool], isFloor: Bool) -> [Int32] {
    var best = Array(repeating: Int64?.none, count: base.count)
    var setter = Array(repeating: Int32(-1), count: base.count)
    for (position, limit) in limits.enumerated() where isOn[position] && limit.sum == nil {
      guard let values = isFloor ? limit.lower : limit.upper else { continue }
      for (index, line) in limit.lines.enumerated() {
        let value = values[index]
        if isFloor ? value <= 0 && base[Int(line)] > 0 : value == .max { continue }
        if best[Int(line)].map({ isFloor ? value > $0 : value < $0 }) ?? true {
          best[Int(line)] = value
          setter[Int(line)] = Int32(truncatingIfNeeded: position)
        }
      }
    }
    return setter
  }

  /// The limits that a proof rests on.
  private func support(_ ray: [Double], _ line: Int?, _ isOn: [Bool]) -> Set<Int> {
    let (floors, caps) = (setters(isOn, isFloor: true), setters(isOn, isFloor: false))
    var named: Set<Int> = []
    if let line {
      named = [Int(floors[line]), Int(caps[line])]
    } else {
      for (index, row) in rowLimits.enumerated() where ray[index] != 0 { named.insert(row) }
      for (line, slope) in slopes(ray).enumerated() where slope != 0 {
        named.insert(Int(slope > 0 ? floors[line] : caps[line]))
      }
    }
    named.remove(-1)
    return named
  }

  /// A multiplier without the noise of the solver: nearly always it is a whole number.
  private static func snapped(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

  /// The money behind a proof.
  private struct Account {
    var asks: [Int: Double] = [:]
    var allows: [Int: Double] = [:]
    var weighted: Set<Int> = []
    var excess: Double { asks.values.sorted().reduce(0, +) - allows.values.sorted().reduce(0, +) }
  }

  /// What multipliers come to in money.
  ///
  /// - Parameter isProof: whether they are known to prove the contradiction. A proof puts nothing on a side without a limit, so
  ///   what is left there is the solver's noise; other multipliers would prove nothing with it.
  private func account(_ isOn: [Bool], _ ray: [Double], isProof: Bool) -> Account {
    let (floors, caps) = (setters(isOn, isFloor: true), setters(isOn, isFloor: false))
    let bounds = bounds(isOn)
    var account = Account()
    for (index, row) in rowLimits.enumerated() where ray[index] != 0 {
      let v = ray[index]
      if abs(abs(v) - 1) > 1e-6 || limits[row].sum?.shares != nil { account.weighted.insert(row) }
      if v > 0 {
        account.allows[row, default: 0] += v * Double(limits[row].sum?.upper ?? 0)
      } else {
        account.asks[row, default: 0] -= v * Double(limits[row].sum?.lower ?? 0)
      }
    }
    for (line, slope) in slopes(ray).enumerated() where abs(slope) > 1e-9 {
      if isProof, slope < 0, bounds.upper[line] == .max { continue }
      let index = Int(slope > 0 ? floors[line] : caps[line])
      if abs(abs(slope) - 1) > 1e-6 { account.weighted.insert(index) }
      if slope > 0 {
        account.asks[index, default: 0] += slope * Double(bounds.lower[line])
      } else if bounds.upper[line] != .max {
        account.allows[index, default: 0] -= slope * Double(bounds.upper[line])
      } else {
        account.allows[index] = .infinity
      }
    }
    return account
  }

  /// The contradiction in money.
  private func told(_ isOn: [Bool], _ ray: [Double], _ line: Int?) -> Contradiction {
    var account = Account()
    if let line {
      let bounds = bounds(isOn)
      account.asks[Int(setters(isOn, isFloor: true)[line])] = Double(bounds.lower[line])
      account.allows[Int(setters(isOn, isFloor: false)[line])] = Double(bounds.upper[line])
    } else {
      // In money of the envelope where that is among them, else of the row that counts most. A proof found on the way has
      // multipliers near whole numbers; where those prove it too, they are what a person can follow.
      let unit = abs(ray.last ?? 0) > 0 ? abs(ray.last ?? 1) : ray.reduce(0) { max($0, abs($1)) }
      let given = ray.map { Self.snapped($0 / unit) }
      account = self.account(isOn, given, isProof: true)
      let whole = given.map { $0 == 0 ? 0 : $0 > 0 ? max(1, $0.rounded()) : min(-1, $0.rounded()) }
      let simple = self.account(isOn, whole, isProof: false)
      if simple.excess > 0, simple.excess < .infinity { account = simple }
    }
    let (asks, allows, weighted) = (account.asks, account.allows, account.weighted)
    func parts(_ amounts: [Int: Double]) -> [Contradiction.Part] {
      amounts.sorted { $0.key < $1.key }.filter { $0.key >= 0 }.map {
        Contradiction.Part(limit: $0.key, amount: $0.value, isWeighted: weighted.contains($0.key))
      }
    }
    let excess = account.excess
    let named = Set(asks.keys).union(allows.keys)
    let remedies = rowLimits.filter { named.contains($0) && isOn[$0] }.compactMap {
      remedy($0, isFloor: asks[$0] != nil)
    }
    // With all of these eased, do the others hold together?
    let others = limits.indices.map { !named.contains($0) }
    var isNotAll = false
    if case .infeasible = check(others) { isNotAll = true }
    return Contradiction(
      asks: parts(asks), allows: parts(allows), excess: excess, remedies: remedies, isNotAll: isNotAll)
  }

  /// The nearest value of a limit on a sum with which all others can be met, or nil where they contradict without it too.
  private func remedy(_ row: Int, isFloor: Bool) -> Contradiction.Remedy? {
    let wanted = isFloor ? limits[row].sum?.lower : limits[row].sum?.upper
    guard let wanted else { return nil }
    if case .envelope = limits[row].origin {
      return nearestEnvelope().map { .init(limit: row, isFloor: false, value: $0) }
    }
    var isOn = Array(repeating: true, count: limits.count)
    isOn[row] = false
    guard let nearest = nearest(row, to: wanted, isOn) else { return nil }
    // The little inertia that tells nearest answers apart leaves a little of itself.
    let whole = nearest.rounded()
    let isWhole = abs(nearest - whole) <= 1e-7 * Double(envelope)
    return .init(
      limit: row, isFloor: isFloor, value: wholeAmount(isWhole ? whole : nearest.rounded(isFloor ? .down : .up)))
  }

  /// What the sum of a limit comes to, as near to an amount as some of the limits allow.
  private func nearest(_ row: Int, to wanted: Int64, _ isOn: [Bool]) -> Double? {
    var problem = problem(isOn, fits: false)
    let limit = limits[row]
    var start = Array(repeating: 0, count: base.count + 1)
    for line in limit.lines { start[Int(line) + 1] = 1 }
    for line in base.indices { start[line + 1] += start[line] }
    problem.shares = SparseMatrix(
      rows: base.count, columns: 1, start: start, column: Array(repeating: 0, count: limit.lines.count),
      value: limit.sum?.shares ?? Array(repeating: 1, count: limit.lines.count))
    problem.weight = [1]
    problem.target = [Double(wanted)]
    // Next to nothing: only so that of all nearest answers one is meant.
    problem.inertia = 1e-9
    do {
      let answer = try AllocationSolver(jobs: jobs).solve(problem)
      return zip(limit.lines, limit.sum?.shares ?? Array(repeating: 1, count: limit.lines.count)).reduce(0) {
        $0 + answer.amounts[Int($1.0)] * $1.1
      }
    } catch {
      return nil
    }
  }

  /// The nearest envelope that all limits allow. The defaults move with the envelope, so it is looked for between one that
  /// does and this one that does not.
  private func nearestEnvelope() -> Int64? {
    func allows(_ amount: Double) -> Bool {
      var changed = scenario
      changed.envelope = .money(wholeAmount(amount))
      changed.envelopeYear = nil
      guard let model = try? ScenarioModel(changed, today: today, jobs: jobs) else { return false }
      if case .feasible = model.check(Array(repeating: true, count: model.limits.count)) { return true }
      return false
    }
    let now = Double(envelope)
    var isOn = Array(repeating: true, count: limits.count)
    isOn[limits.count - 1] = false
    // Where no default moves with the envelope, the nearest sum of the lines is the answer.
    if let near = nearest(limits.count - 1, to: envelope, isOn) {
      let whole = near > now ? near.rounded(.up) : near.rounded(.down)
      let moves = limits.contains { if case .own = $0.origin { false } else { $0.origin != .envelope } }
      if !moves { return wholeAmount(whole) }
    }
    var found: (good: Double, distance: Double)?
    for direction in [1.0, -1.0] {
      var step = 0.005
      while step < 40 {
        let tried = now * (1 + direction * step)
        if tried <= 0 { break }
        if allows(tried) {
          var (bad, good) = (now, tried)
          while abs(good - bad) > max(1, 1e-10 * now) {
            let middle = ((good + bad) / 2).rounded(direction > 0 ? .up : .down)
            if middle == good || middle == bad { break }
            if allows(middle) { good = middle } else { bad = middle }
          }
          if abs(good - now) < found?.distance ?? .infinity { found = (good, abs(good - now)) }
          break
        }
        step *= 1.6
      }
    }
    return found.map { wholeAmount($0.good) }
  }
}
