import AlignModel
import AlignNumerics

extension ScenarioAnswer {
  /// The problem whose solution the draft is: every choice of a whole line made.
  var chosenProblem: AllocationProblem {
    var problem = model.problem(Array(repeating: true, count: model.limits.count))
    guard let whole else { return problem }
    for k in model.base.indices {
      guard let low = model.wholeLow[k] else { continue }
      if whole.solution.isIn[k] {
        problem.lower[k] = max(problem.lower[k], Double(low))
      } else {
        (problem.lower[k], problem.upper[k]) = (0, 0)
      }
    }
    return problem
  }

  /// By limit on a sum, in the order of ``ScenarioModel/rowLimits``, how far it may move before its price leaves its line.
  package var priceRanges: [PriceRange?] {
    model.scenario.inertia > 0 ? solution.priceRanges(in: chosenProblem) : model.rowLimits.map { _ in nil }
  }

  /// What would have to change for a line to get more.
  ///
  /// - Parameter k: a row of L.
  /// - Throws: what solving again throws.
  package func outlook(of k: Int) throws -> LineOutlook {
    let isOn = Array(repeating: true, count: model.limits.count)
    let (bounds, problem) = (model.bounds(isOn), chosenProblem)
    var outlook = LineOutlook(row: k, least: bounds.lower[k], most: bounds.upper[k] == .max ? nil : bounds.upper[k])
    let (floor, cap) = (model.setters(isOn, isFloor: true)[k], model.setters(isOn, isFloor: false)[k])
    outlook.floorLimit = floor < 0 ? nil : Int(floor)
    outlook.capLimit = cap < 0 ? nil : Int(cap)
    (outlook.lowerPrice, outlook.upperPrice) = (solution.lowerShadowPrice[k], solution.upperShadowPrice[k])
    let funding = problem.shares.transposedTimes(solution.amounts)
    let (columns, shares) = problem.shares.row(k)
    for (column, share) in zip(columns, shares) where problem.weight[Int(column)] > 0 {
      let missing = problem.target[Int(column)] - funding[Int(column)]
      outlook.worths.append(
        .init(
          indicator: IndicatorID(Int(column)), share: share, missing: missing,
          worth: share * problem.weight[Int(column)] * missing / (problem.scale * problem.scale)))
    }
    outlook.departure = -problem.curvature(k) * (solution.amounts[k] - problem.base[k]) / problem.scale
    let rows = model.rowLimits
    let (own, parts) = problem.constraints.row(k)
    for (row, part) in zip(own, parts) where solution.shadowPrice[Int(row)] != 0 {
      outlook.charges.append((rows[Int(row)], solution.shadowPrice[Int(row)] * part))
    }
    if let ranges = Optional(priceRanges) {
      for (row, range) in ranges.enumerated() {
        if let range, abs(range.change[k]) > 1e-12 {
          outlook.follows.append((rows[row], range.change[k], range.down, range.up))
        }
      }
    }
    if case .leftOut(let rival) = reasons[k] {
      outlook.rival = rival
      outlook.forced = try forced(k)
    } else if bounds.upper[k] < .max, upperBinds(k, bounds) {
      outlook.withoutCap = try lifted(k)
    }
    return outlook
  }

  private func upperBinds(_ k: Int, _ bounds: (lower: [Int64], upper: [Int64])) -> Bool {
    Double(bounds.upper[k]) - solution.amounts[k] < 1 && whole?.solution.isIn[k] ?? true
  }

  /// What the line would get if nothing capped it.
  private func lifted(_ k: Int) throws -> Int64? {
    var free = model
    for index in free.limits.indices where free.limits[index].sum == nil {
      if let at = free.limits[index].lines.firstIndex(of: Int32(truncatingIfNeeded: k)) {
        free.limits[index].upper?[at] = .max
      }
    }
    if !free.wholeLow.isEmpty { free.wholeLow[k] = nil }
    guard case .answered(let answer) = try free.solved() else { return nil }
    return answer.draft[k]
  }

  /// What putting a line in that was left out would cost, and which lines would go out for it.
  private func forced(_ k: Int) throws -> LineOutlook.Forced {
    var kept = model
    guard let low = kept.wholeLow[k] else { return .init() }
    kept.wholeLow[k] = nil
    for index in kept.limits.indices where kept.limits[index].sum == nil {
      if let at = kept.limits[index].lines.firstIndex(of: Int32(truncatingIfNeeded: k)) {
        kept.limits[index].lower?[at] = low
      }
    }
    kept.limits.insert(
      NamedLimit(origin: .wholeAndKept, lines: [Int32(truncatingIfNeeded: k)], lower: [low]), at: 0)
    guard case .answered(let answer) = try kept.solved() else { return .init() }
    let before = solution.certificate.objective
    return .init(
      cost: before > 0 ? (answer.solution.certificate.objective - before) / before : nil, amount: answer.draft[k],
      out: model.base.indices.filter { model.wholeLow[$0] != nil && draft[$0] > 0 && answer.draft[$0] == 0 })
  }
}

/// What stands between a line and more money, by row of L; prices per minor unit.
package struct LineOutlook: Sendable {
  package var row: Int
  /// Its own bounds, and the limits that set them.
  package var least: Int64
  package var most: Int64?
  package var floorLimit: Int?
  package var capLimit: Int?
  /// ∂ objective / ∂ floor ≥ 0 and ∂ objective / ∂ cap ≤ 0.
  package var lowerPrice = 0.0
  package var upperPrice = 0.0
  /// What a unit more is worth to each indicator that it serves.
  package var worths: [Worth] = []
  /// What a unit more is worth for the sake of today's amount: above 0 below it.
  package var departure = 0.0
  /// What a unit more is charged by limits on sums: above 0 where it speaks for the line.
  package var charges: [(limit: Int, price: Double)] = []
  /// What it gets of each unit that a limit on a sum moves by, and how far that holds.
  package var follows: [(limit: Int, part: Double, down: Double, up: Double)] = []
  /// What it would get without its cap.
  package var withoutCap: Int64?
  /// What it lost against, and what putting it in would cost.
  package var rival: Int?
  package var forced: Forced?

  /// What one indicator says.
  package struct Worth: Sendable, Hashable {
    package var indicator: IndicatorID
    package var share: Double
    /// What it lacks of its target, in minor units; below 0 it has more.
    package var missing: Double
    package var worth: Double
  }

  /// A line that is left out, put in.
  package struct Forced: Sendable, Hashable {
    /// The part by which the objective is worse; nil where the limits leave no place for the line.
    package var cost: Double?
    package var amount: Int64 = 0
    /// Lines that would be left out instead.
    package var out: [Int] = []
  }

  /// What a unit more would take off the objective without the line's own bounds; 0 where it is at its best.
  package var gain: Double { -(lowerPrice + upperPrice) }
}
