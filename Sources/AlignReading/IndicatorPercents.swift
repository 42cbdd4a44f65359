import AlignModel
import Foundation

/// Percent and shares of one indicator, brought to one scale: milestones to shares done, 0–1, the others to what their unit
/// says.
///
/// A number with a percent sign (or a cell in the format of percent) is a percentage, and a quotient of a numerator and a
/// denominator is a share. What the numbers without a sign are is settled from the unit and from the other numbers of the
/// indicator; where these leave it open, the indicator is refused.
struct IndicatorPercents {
  /// Records of `indicators` whose baseline has a percent sign.
  var baselines: Set<Int> = []
  /// Cells of `targets` and rows of `measurements` whose numbers have one.
  var targets: Set<TargetCell> = []
  var measurements: Set<Int> = []
  /// Rows of `measurements` that have a numerator and a denominator and no value.
  var quotientsAlone: Set<Int> = []

  /// A cell of `targets`: its row, and `target`, `low` or `high`.
  struct TargetCell: Hashable {
    var row: Int
    var column: String
  }

  /// What was done and what could not be settled.
  struct Outcome {
    /// Indicators of which numbers without a sign were found to be shares, and how many numbers these are.
    var settled: [String] = []
    var count = 0
    var refused: [(id: String, first: Reading, second: Reading)] = []
    /// Values that differ from the quotient beside them.
    var contradicted: [(measurement: AlignModel.Measurement, quotient: Double)] = []
  }

  /// One number of an indicator, and where it stands.
  struct Reading {
    var value: Double
    /// Whether it is a percentage by its sign.
    var hasSign: Bool
    var table: String
    var row: Int
    var column: String
  }

  /// What the numbers without a sign are.
  private enum Scale { case asWritten, percent, share }

  private static var targetColumns: [(name: String, path: WritableKeyPath<Target, Double?>)] {
    [("target", \.value), ("low", \.low), ("high", \.high)]
  }

  /// Brings every indicator to one scale.
  ///
  /// - Complexity: O(numbers of the plan).
  func settle(_ plan: inout Plan) -> Outcome {
    var outcome = Outcome()
    let units = UnitRange.all(plan.indicators.units.values.compactMap { $0 })
    let mayHaveSigns = !(baselines.isEmpty && targets.isEmpty && measurements.isEmpty)
    for id in plan.indicators.handles {
      let isMilestone = plan.indicators.kind[id] == .milestone
      let hasQuotients = plan.measurements[id].contains { $0.ratio != nil }
      let saysPercent = plan.indicators.units[id].flatMap { units[$0]?.saysPercent } ?? false
      guard isMilestone || hasQuotients || mayHaveSigns || saysPercent else { continue }
      let readings = readings(of: id, in: plan)
      let hasSigns = readings.contains { $0.hasSign }
      guard isMilestone || hasQuotients || hasSigns || saysPercent else { continue }
      let quotients = plan.measurements[id].compactMap { measurement in
        measurement.ratio.map { ratio in
          Reading(
            value: ratio.value * 100, hasSign: true, table: "measurements", row: measurement.row, column: "numerator")
        }
      }
      // Without a unit or a sign of percent, a quotient may be anything: 40 persons to a bus.
      let signed = readings.filter(\.hasSign) + (saysPercent || hasSigns || isMilestone ? quotients : [])
      let bare = readings.filter { !$0.hasSign }
      let name = plan.indicators.ids[id.index]
      if saysPercent, let (small, large) = Self.mixture(bare, signed) {
        outcome.refused.append((name, small, large))
        continue
      }
      guard let scale = Self.scale(of: bare, beside: signed, isMilestone: isMilestone, saysPercent: saysPercent) else {
        if let first = bare.first, let second = signed.first { outcome.refused.append((name, first, second)) }
        continue
      }
      if scale == .share, !isMilestone, !bare.isEmpty {
        outcome.settled.append(name)
        outcome.count += bare.count
      }
      let inShares = isMilestone || scale == .share && !saysPercent
      let (factorOfSigned, factorOfBare) =
        switch (inShares, scale) {
        case (true, .percent): (0.01, 0.01)
        case (true, _): (0.01, 1.0)
        case (false, .share): (1.0, 100.0)
        case (false, _): (1.0, 1.0)
        }
      let factorOfQuotient = inShares || !(saysPercent || hasSigns) ? 1.0 : 100.0
      guard factorOfSigned != 1 || factorOfBare != 1 || hasQuotients else { continue }
      scaleAll(id, &plan, factorOfSigned, factorOfBare, factorOfQuotient, &outcome)
    }
    return outcome
  }

  private func readings(of id: IndicatorID, in plan: Plan) -> [Reading] {
    var readings: [Reading] = []
    for target in plan.targets[id] {
      for (column, path) in Self.targetColumns {
        guard let value = target[keyPath: path] else { continue }
        readings.append(
          Reading(
            value: value, hasSign: targets.contains(TargetCell(row: target.row, column: column)), table: "targets",
            row: target.row, column: column))
      }
    }
    if let baseline = plan.indicators.baseline[id] {
      readings.append(
        Reading(
          value: baseline, hasSign: baselines.contains(id.index), table: "indicators",
          row: plan.indicators.row[id], column: "baseline"))
    }
    for measurement in plan.measurements[id] where !quotientsAlone.contains(measurement.row) {
      readings.append(
        Reading(
          value: measurement.value, hasSign: measurements.contains(measurement.row), table: "measurements",
          row: measurement.row, column: "value"))
    }
    return readings
  }

  private func scaleAll(
    _ id: IndicatorID, _ plan: inout Plan, _ factorOfSigned: Double, _ factorOfBare: Double, _ factorOfQuotient: Double,
    _ outcome: inout Outcome
  ) {
    func scaled(_ value: Double, _ hasSign: Bool) -> Double {
      let factor = hasSign ? factorOfSigned : factorOfBare
      // A hundredth is not a binary number: dividing by 100 is rounded once.
      return factor == 0.01 ? value / 100 : factor == 1 ? value : value * factor
    }
    plan.indicators.baseline[id] = plan.indicators.baseline[id].map { scaled($0, baselines.contains(id.index)) }
    plan.targets[id] = plan.targets[id].map { target in
      var target = target
      for (column, path) in Self.targetColumns {
        let hasSign = targets.contains(TargetCell(row: target.row, column: column))
        target[keyPath: path] = target[keyPath: path].map { scaled($0, hasSign) }
      }
      return target
    }
    plan.measurements[id] = plan.measurements[id].map { measurement in
      var measurement = measurement
      let value = scaled(measurement.value, measurements.contains(measurement.row))
      measurement.ratio?.scale = factorOfQuotient
      guard let quotient = measurement.ratio?.value else {
        measurement.value = value
        return measurement
      }
      measurement.value = quotient
      let noise = max(abs(quotient), abs(value)) * Self.roundingOfQuotients
      if !quotientsAlone.contains(measurement.row), abs(quotient - value) > noise {
        outcome.contradicted.append((measurement, value))
      }
      return measurement
    }
  }

  // MARK: What bare numbers are

  /// A share that is to be reached is hardly above the whole.
  private static let mostOfAShare = 1.5
  /// Percentages are a hundred times the shares beside them: numbers this many times apart on the whole are shares…
  private static let leastTimesOfShares = 20.0
  /// … and numbers no more than this many times apart are percentages too.
  private static let mostTimesOfPercent = 5.0
  /// A value is written with fewer digits than its quotient has.
  private static let roundingOfQuotients = 0.02

  /// What numbers without a sign are; nil where that is open.
  private static func scale(
    of bare: [Reading], beside signed: [Reading], isMilestone: Bool, saysPercent: Bool
  ) -> Scale? {
    if isMilestone, !saysPercent {
      return bare.contains { $0.table == "targets" && $0.value > mostOfAShare } ? .percent : .share
    }
    let unsettled: Scale = isMilestone ? .percent : .asWritten
    guard let mean = logarithmicMean(bare), let other = logarithmicMean(signed) else { return unsettled }
    // A reading above the whole may be an overshoot; a target above it is no share.
    if bare.contains(where: { abs($0.value) > mostOfAShare && !(isMilestone && $0.table == "measurements") }) {
      return .percent
    }
    let times = exp(other - mean)
    return times >= leastTimesOfShares ? .share : times <= mostTimesOfPercent ? .percent : nil
  }

  /// A bare number below 1 and one a hundred times as great, where the unit is percent: one of the two is on another scale.
  private static func mixture(_ bare: [Reading], _ signed: [Reading]) -> (Reading, Reading)? {
    let large = bare.filter { abs($0.value) > mostOfAShare }
    guard !large.isEmpty else { return nil }
    let all = (large + signed).map { abs($0.value) }.filter { $0 > 0 }
    guard let least = all.min(), let most = all.max() else { return nil }
    let small = bare.first { reading in
      let percent = abs(reading.value) * 100
      return abs(reading.value) < 1 && reading.value != 0 && percent >= least / 2 && percent <= most * 2
        && (!signed.isEmpty || isNearerAsShare(reading, among: bare))
    }
    return small.flatMap { small in large.first.map { (small, $0) } }
  }

  /// Whether a small number without a sign is nearer to its neighbours a hundredfold than as it stands: 0.27 between 25 and 30 is,
  /// 0.18 after 8.4 and 4.3 is not.
  private static func isNearerAsShare(_ reading: Reading, among bare: [Reading]) -> Bool {
    // Percentages of change come near zero from either side.
    guard bare.allSatisfy({ $0.value >= 0 }) else { return false }
    let own = bare.filter { $0.table == reading.table && $0.column == reading.column }
    guard let index = own.firstIndex(where: { $0.row == reading.row }) else { return true }
    let before = own[..<index].map(\.value).filter { abs($0) >= 1 }
    let after = own[(index + 1)...].map(\.value).filter { abs($0) >= 1 }
    var expected: [Double] = []
    if let last = before.last {
      expected.append(after.first.map { ($0 + last) / 2 } ?? last)
      if before.count > 1 { expected.append(2 * last - before[before.count - 2]) }
    } else if let first = after.first {
      expected.append(first)
      if after.count > 1 { expected.append(2 * first - after[1]) }
    }
    if expected.isEmpty {
      let others = bare.map(\.value).filter { abs($0) > mostOfAShare }
      expected = [others.reduce(0, +) / Double(max(others.count, 1))]
    }
    return expected.allSatisfy { abs(reading.value * 100 - $0) < abs(reading.value - $0) }
  }

  private static func logarithmicMean(_ readings: [Reading]) -> Double? {
    let known = readings.map { abs($0.value) }.filter { $0 > 0 && $0.isFinite }
    return known.isEmpty ? nil : known.reduce(0) { $0 + log($1) } / Double(known.count)
  }
}
