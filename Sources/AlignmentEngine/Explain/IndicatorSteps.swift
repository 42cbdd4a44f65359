import AlignModel

/// The measuring of one indicator, written down: actual, target, attainment and gaps.
struct IndicatorSteps {
  private let explanations: Explanations
  private let id: IndicatorID
  private let ruler: Ruler
  private let period: Period
  private var plan: Plan { explanations.plan }
  private var attainment: Attainment { explanations.attainment }

  init(_ explanations: Explanations, _ id: IndicatorID) {
    (self.explanations, self.id) = (explanations, id)
    ruler = Ruler(of: id, in: explanations.plan)
    period = explanations.analysis.period
  }

  func add(to explanation: inout Explanation) {
    let reason = Explanation.UnknownFigure.Reason(attainment.state[id])
    if let observed = Observation(of: id, in: plan, at: period) {
      let (formula, steps) = actual(observed)
      explanation.add(.actual, attainment.actual[id], formula: formula, steps)
    } else {
      explanation.add(.actual, nil, unless: .notMeasured, constant(0))
    }
    addTarget(to: &explanation)
    if let a = attainment.attainment[id] {
      let written = held(
        figure(.actual, attainment.actual[id] ?? 0), at: period, due: ruler.due(at: period), shown: true)
      explanation.add(.attainment, a, formula: written.formula, written.steps)
      explanation.add(
        .reviewGap, attainment.reviewGap[id],
        Step(.part(.result), .difference, [constant(1, .share), figure(.attainment, a)], .share))
    } else {
      explanation.add(.attainment, nil, unless: reason, constant(0))
      // Nothing is due, so nothing is lacking.
      explanation.add(.reviewGap, attainment.reviewGap[id], formula: "0", unless: reason, constant(0, .share))
    }
    addGap(.planningGap, attainment.planningGap[id], atEndOf: explanations.analysis.year, to: &explanation)
    addGap(
      .planningGapPlanEnd, attainment.planEndGap[id], atEndOf: explanations.planEnd(of: id), to: &explanation)
  }

  private func figure(_ figure: Figure, _ value: Double) -> Step { Step(.figure(figure), value, figure.unit) }

  // MARK: the actual value

  /// The observations put together as the indicator asks for.
  private func actual(_ observed: Observation) -> (formula: String, steps: Step) {
    let rows = observed.measurements
    let result = { (operation: Step.Operation, terms: [Step]) in Step(.part(.result), operation, terms, .own) }
    guard ruler.kind == .flow, ruler.reporting == .period, rows.count > 0 else {
      return ("A", rows.first.map(observation) ?? constant(observed.value, .own))
    }
    let ratios = rows.compactMap(\.ratio)
    if ratios.count == rows.count { return ("Σ numerator / Σ denominator", quotient(of: rows, ratios)) }
    switch ruler.aggregate {
    case .sum: return ("Σ A", result(.sum, rows.map(observation)))
    case .last: return ("A", rows.last.map(observation) ?? constant(observed.value, .own))
    case .mean:
      let unit = Double(rows.last?.period.months ?? 1)
      let lengths = rows.map {
        Step(.part(.observationLength), Double($0.period.months) / unit, .number, detail: $0.period.description)
      }
      let weighted = zip(rows, lengths).map { Step(.part(.scale), .product, [observation($0), $1], .own) }
      return (
        "Σ A · m / Σ m",
        result(
          .quotient, [sum(.result, weighted, .own), sum(.observationLength, lengths, .number)])
      )
    }
  }

  private func observation(_ measurement: Measurement) -> Step {
    Step(
      .part(.observation), measurement.value, .own, detail: measurement.period.description,
      source: explanations.source("measurements", measurement.row))
  }

  private func quotient(of rows: [Measurement], _ ratios: [MeasuredRatio]) -> Step {
    func part(_ name: Step.Part, _ value: (MeasuredRatio) -> Double) -> Step {
      sum(
        name,
        zip(rows, ratios).map { row, ratio in
          Step(
            .part(name), value(ratio), .number, detail: row.period.description,
            source: explanations.source("measurements", row.row))
        }, .number)
    }
    let denominator = part(.denominator) { $0.denominator }
    if denominator.value == 0 { return rows.last.map(observation) ?? constant(0, .own) }
    let quotient = Step(.part(.share), .quotient, [part(.numerator) { $0.numerator }, denominator], .number)
    return Step(
      .part(.result), .product, [quotient, Step(.part(.scale), ratios.last?.scale ?? 1, .number)], .own)
  }

  // MARK: the target

  private func addTarget(to explanation: inout Explanation) {
    if ruler.kind == .band {
      let low = end(ruler.path.low, \.low, at: period)
      let high = end(ruler.path.high, \.high, at: period)
      explanation.add(.targetLow, attainment.targetLow[id], unless: .noTarget, low?.steps ?? constant(0))
      explanation.add(.targetHigh, attainment.targetHigh[id], unless: .noTarget, high?.steps ?? constant(0))
    } else if let written = shownTarget {
      explanation.add(.target, attainment.target[id], formula: written.formula, unless: .noTarget, written.steps)
    } else {
      explanation.add(.target, nil, unless: .noTarget, constant(0))
    }
  }

  /// T at P as A is compared with it: a flow's is what was due by then.
  private var shownTarget: (formula: String, steps: Step)? {
    guard let written = target(at: period) else { return nil }
    guard ruler.kind == .flow else { return written }
    return ("T · due", Step(.part(.result), .product, [written.steps, due(at: period)], .own))
  }

  private func target(at period: Period) -> (formula: String, steps: Step)? {
    switch ruler.kind {
    case .band: return nil
    case .flow:
      guard let row = ruler.path.rows.first(where: { $0.year == period.year }), let value = row.value else {
        return nil
      }
      return ("T", targetOfYear(row.year, value, row))
    case .level, .milestone: return end(ruler.path.value, \.value, at: period)
    }
  }

  private func targetOfYear(_ year: Int, _ value: Double, _ row: Target?) -> Step {
    Step(
      .part(row == nil ? .baseline : .targetOfYear), value, .own, detail: "\(year)",
      source: row.map { explanations.source("targets", $0.row) } ?? explanations.source(id))
  }

  /// A broken line at the end of a period.
  private func end(
    _ points: TargetPath.Points, _ path: KeyPath<Target, Double?>, at period: Period
  ) -> (formula: String, steps: Step)? {
    guard let end = atEnd(points, path, of: period.year) else { return nil }
    let due = ruler.path.due(at: period)
    guard due != 1, let begin = atEnd(points, path, of: period.year - 1) else { return ("T", end) }
    let way = product(.width, [difference(.width, [end, begin], .own), self.due(at: period, ofPath: true)], .own)
    return ("T(y−1) + (T(y) − T(y−1)) · due", Step(.part(.result), .sum, [begin, way], .own))
  }

  private func atEnd(_ points: TargetPath.Points, _ path: KeyPath<Target, Double?>, of year: Int) -> Step? {
    guard let last = points.years.last, let first = points.years.first, year >= first else { return nil }
    func knot(_ place: Int) -> Step {
      let row = ruler.path.rows.first { $0.year == points.years[place] && $0[keyPath: path] != nil }
      return targetOfYear(points.years[place], points.values[place], row)
    }
    if year >= last { return knot(points.years.count - 1) }
    if let place = points.years.firstIndex(of: year) { return knot(place) }
    let next = points.years.firstIndex { $0 > year } ?? points.years.count - 1
    let gone = Step(.part(.yearsGone), Double(year - points.years[next - 1]), .count)
    let whole = Step(.part(.yearsOfWay), Double(points.years[next] - points.years[next - 1]), .count)
    let way = AlignmentEngine.quotient(.width, gone, whole, .share)
    let rest = difference(.width, [constant(1, .share), way], .share)
    return Step(
      .part(.targetOfYear), .sum,
      [product(.width, [knot(next - 1), rest], .own), product(.width, [knot(next), way], .own)], .own,
      detail: "\(year)")
  }

  /// The part of the year's way that is due at the end of a period.
  private func due(at period: Period, ofPath: Bool = false) -> Step {
    guard ofPath || ruler.aggregate == .sum, period.lastMonth < 12 else { return Step(.part(.due), 1, .share) }
    let row = ruler.path.rows.first { $0.year == period.year }
    guard let row, let shares = row.quarters, shares.count == 4 else {
      return Step(
        .part(.due), .quotient,
        [Step(.part(.months), Double(period.lastMonth), .count), Step(.part(.months), 12, .count)], .share)
    }
    let source = explanations.source("targets", row.row)
    func quarter(_ place: Int) -> Step {
      Step(.part(.quarterShare), shares[place], .share, detail: "q\(place + 1)", source: source)
    }
    let (quarters, months) = (period.lastMonth / 3, period.lastMonth % 3)
    let whole = sum(.due, (0..<quarters).map(quarter), .share)
    if months == 0 { return whole }
    let product = product(.quarterShare, [quarter(quarters), Step(.part(.months), Double(months), .count)], .share)
    let part = AlignmentEngine.quotient(.quarterShare, product, Step(.part(.months), 3, .count), .share)
    return sum(.due, [whole, part], .share)
  }

  // MARK: attainment

  /// The attainment of an actual value against what is asked for at the end of a period.
  ///
  /// - Parameter isShown: whether the target is that of P, which is a figure of its own.
  private func held(
    _ actual: Step, at period: Period, due: Double, shown isShown: Bool = false
  ) -> (formula: String, steps: Step) {
    if ruler.kind == .band { return band(actual, at: period, shown: isShown) }
    guard let written = target(at: period)?.steps else { return ("a", constant(0)) }
    let target = isShown ? figure(.target, attainment.target[id] ?? 0) : written
    switch ruler.kind {
    case .level, .band: return level(actual, baseline, target, ruler.direction)
    case .flow:
      return flow(
        actual, written.value, owed: target, due == 1 ? Step(.part(.due), 1, .share) : self.due(at: period))
    case .milestone: return ("A / T", Step(.part(.result), .quotient, [actual, target], .share))
    }
  }

  private var baseline: Step? {
    ruler.baseline.map {
      Step(
        .part(.baseline), $0, .own, detail: plan.indicators.baselineYear[id].map(String.init),
        source: explanations.source(id))
    }
  }

  private func level(
    _ actual: Step, _ baseline: Step?, _ target: Step, _ direction: Direction
  ) -> (formula: String, steps: Step) {
    let sign: Double = direction == .up ? 1 : -1
    let size = max(abs(target.value), abs(baseline?.value ?? 0))
    let noise = Attainment.epsilon * size
    if direction != .hold, let baseline, (target.value - baseline.value) * sign > noise {
      return (
        "(A − B) / (T − B)",
        Step(
          .part(.result), .quotient,
          [difference(.width, [actual, baseline], .own), difference(.width, [target, baseline], .own)], .share)
      )
    }
    let tolerance = Step(.part(.noise), noise, .own)
    let distance = Step(.part(.distance), .absolute, [difference(.distance, [actual, target], .own)], .own)
    let isGood =
      direction == .hold
      ? abs(actual.value - target.value) <= noise : (actual.value - target.value) * sign >= -noise
    if isGood {
      let terms: [Step]
      switch direction {
      case .up: terms = [actual, target, tolerance]
      case .down: terms = [target, actual, tolerance]
      case .hold: terms = [tolerance, distance, constant(0, .own)]
      }
      return (Self.reached[direction] ?? "1", Step(.part(.result), .atLeast, terms, .share))
    }
    let size2 = Step(
      .part(.scale), .maximum,
      [Step(.part(.scale), .absolute, [target], .own), constant(Attainment.epsilon, .own)], .own)
    let away = AlignmentEngine.quotient(.closeness, distance, size2, .share)
    return (
      "max(0, 1 − |A − T| / |T|)",
      Step(
        .part(.result), .maximum,
        [constant(0, .share), difference(.closeness, [constant(1, .share), away], .share)], .share)
    )
  }

  private static let reached: [Direction: String] = [.up: "1, A ≥ T", .down: "1, A ≤ T", .hold: "1, A = T"]

  /// - Parameters:
  ///   - target: T of the whole year.
  ///   - owed: T · due.
  private func flow(_ actual: Step, _ target: Double, owed: Step, _ due: Step) -> (formula: String, steps: Step) {
    if Attainment.rises(ruler.direction, from: ruler.baseline), target > 0 {
      return ("A / (T · due)", Step(.part(.result), .quotient, [actual, owed], .share))
    }
    let start = (baseline ?? (target > 0 ? twice(Step(.part(.targetOfYear), target, .own)) : nil)).map {
      due.value == 1 ? $0.named(.part(.start)) : product(.start, [$0, due], .own)
    }
    let noise = Attainment.epsilon * max(abs(owed.value), abs(start?.value ?? 0))
    let (a, o) = (actual.value, owed.value)
    let shortfall = ruler.direction == .up ? o - a : ruler.direction == .down ? a - o : abs(a - o)
    if shortfall <= noise {
      let tolerance = Step(.part(.noise), noise, .own)
      let terms: [Step]
      switch ruler.direction {
      case .up: terms = [actual, owed, tolerance]
      case .down: terms = [owed, actual, tolerance]
      case .hold:
        let distance = Step(.part(.distance), .absolute, [difference(.distance, [actual, owed], .own)], .own)
        terms = [tolerance, distance, constant(0, .own)]
      }
      return (Self.reached[ruler.direction] ?? "1", Step(.part(.result), .atLeast, terms, .share))
    }
    return level(actual, start, owed, ruler.direction)
  }

  private func twice(_ target: Step) -> Step { product(.start, [constant(2), target], .own) }

  /// 1 − distance / half the width, from 0 to 1.
  private func band(_ actual: Step, at period: Period, shown isShown: Bool) -> (formula: String, steps: Step) {
    guard let ownLow = end(ruler.path.low, \.low, at: period)?.steps,
      let ownHigh = end(ruler.path.high, \.high, at: period)?.steps
    else { return ("a", constant(0)) }
    let low = isShown ? figure(.targetLow, ownLow.value) : ownLow
    let high = isShown ? figure(.targetHigh, ownHigh.value) : ownHigh
    let distance = Step(
      .part(.distance), .maximum,
      [difference(.distance, [low, actual], .own), difference(.distance, [actual, high], .own)], .own)
    let half = AlignmentEngine.quotient(.width, difference(.width, [high, low], .own), constant(2), .own)
    let width = Step(.part(.width), .maximum, [half, constant(Attainment.epsilon, .own)], .own)
    let closeness = difference(
      .closeness, [constant(1, .share), AlignmentEngine.quotient(.closeness, distance, width, .share)], .share)
    return (
      "clip(1 − distance / ((high − low) / 2), 0, 1)",
      Step(.part(.result), .clip, [closeness], .share)
    )
  }

  // MARK: gaps

  private func addGap(_ figure: Figure, _ gap: Double?, atEndOf year: Int, to explanation: inout Explanation) {
    guard let gap else {
      explanation.add(figure, nil, unless: gapReason(atEndOf: year), constant(0))
      return
    }
    let end = Period(year: year)
    let observed = Observation(of: id, in: plan, at: period)
    let annual = ruler.annual(observed?.value, at: period)
    let (state, _) = ruler.attainment(of: annual, atEndOf: year)
    guard state != .notDue, let annual else {
      explanation.add(figure, gap, formula: "0", constant(gap, .share))
      return
    }
    let held = held(self.annual(annual, observed?.value ?? 0), at: end, due: 1)
    let lack = difference(
      .closeness, [constant(1, .share), held.steps.named(.figure(.attainment), detail: "\(year)")], .share)
    let clipped = Step(.part(.clipped), .clip, [lack], .share)
    explanation.add(
      figure, gap, formula: "clip(1 − a*, 0, 1), a* = \(held.formula)",
      Step(.part(.result), .cut, [clipped, constant(1e-12, .share)], .share))
  }

  private func gapReason(atEndOf year: Int) -> Explanation.UnknownFigure.Reason {
    Explanation.UnknownFigure.Reason(
      ruler.attainment(of: ruler.annual(attainment.actual[id], at: period), atEndOf: year).0)
  }

  /// A as a year's.
  private func annual(_ annual: Double, _ observed: Double) -> Step {
    let due = ruler.due(at: period)
    if due == 1 { return figure(.actual, annual) }
    if due < Ruler.leastDue - Attainment.rounding {
      let last = Observation.ofLastCompleteYear(
        before: period, of: ruler.observed,
        by: FlowAccounting(aggregate: ruler.aggregate, reporting: ruler.reporting))
      return Step(.part(.lastCompleteYear), annual, .own, detail: last?.period.wholeYear.description)
    }
    return AlignmentEngine.quotient(
      .annual, figure(.actual, observed), self.due(at: period), .own)
  }
}
