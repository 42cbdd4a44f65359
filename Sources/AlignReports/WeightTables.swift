import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

/// Weights by level and method, and the experts, as tables.
package enum WeightTables {
  /// Every axis, goal and indicator with its weight among its siblings by every method.
  ///
  /// - Parameter level: one level, whose methods that weigh nothing are not shown to a person; nil for all levels.
  package static func weights(
    _ comparison: WeightComparison, of plan: Plan, level: PlanLevel? = nil, in language: Language
  ) -> ReportTable {
    let rows = comparison.rows.filter { level == nil || $0.level == level }
    let methods = WeightMethod.all.enumerated().map { index, method -> ReportTable.Column in
      // Direct and swing are other readings of the column that `given` reads.
      let isReading = method.isReading
      let isInForce = level.map { comparison.settings[$0] == method } ?? false
      let isShown = rows.contains { $0.byMethod[index] != nil } && (!isReading || isInForce)
      return .number(method.key, method.phrase, isShown: isShown)
    }
    return ReportTable(
      title: level?.phrase ?? .titleWeights,
      columns: [
        .words("level", .level, isShown: level == nil), .words("parent", .parent, isShown: level != .axes),
        .words("id", .id), .words("name", .name), .number("in_force", .inForce), .number("overall", .overallWeight),
      ] + methods,
      count: rows.count
    ) { index in
      let row = rows[index]
      let name =
        switch row.level {
        case .axes: plan.name(of: AxisID(row.index), in: language)
        case .goals: plan.name(of: GoalID(row.index), in: language)
        case .indicators: plan.name(of: IndicatorID(row.index), in: language)
        }
      let member: ReportTable.Cell = .word(
        String(row.level.rawValue == "axes" ? "axis" : row.level.rawValue.dropLast()),
        shown: row.level.memberPhrase.text(in: language))
      return [
        member, .text(row.parent), .text(plan.ids(of: row.level)[row.index]), .text(name), .number(row.inForce),
        .number(row.overall),
      ] + row.byMethod.map { .number($0) }
    }
  }

  /// Each panel's group and its experts.
  package static func experts(_ comparison: WeightComparison, in language: Language) -> ReportTable {
    let rows = comparison.experts
    return ReportTable(
      title: .titleExperts,
      columns: [
        .words("node", .node), .words("expert", .expert), .number("judged", .judgedPairs),
        .number("missing", .missingPairs), .number("consistency_ratio", .consistencyRatio),
        .number("distance", .distance), .number("best_worst_deviation", .bestWorstDeviation),
        .words("left", .toMend), .words("right", .toMend, isShown: false), .number("ratio", .judgedAs),
        .number("suggested_ratio", .suggested), .number("consistency_ratio_after", .ratioAfter),
        .number("row", .rows, isShown: false),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      let pair = row.mending.map { (row.ids[$0.left], row.ids[$0.right]) }
      let none = ReportTable.Cell.word("", shown: "")
      return [
        .word(row.node ?? "plan", shown: row.node ?? Phrase.thePlan.text(in: language)),
        .word(row.expert ?? "", shown: row.expert ?? Phrase.theGroup.text(in: language)), .integer(row.judged),
        .integer(row.missing), .number(row.consistency?.ratio), .number(row.distance),
        row.bestWorst.map { .number($0.deviation) } ?? none,
        pair.map { .word($0.0, shown: "\($0.0) : \($0.1)") } ?? none, pair.map { .text($0.1) } ?? none,
        row.mending.map { .number($0.ratio) } ?? none, row.mending.map { .number($0.suggested) } ?? none,
        row.mending.map { .number($0.ratioAfter) } ?? none, row.mendingRow.map { .integer($0) } ?? none,
      ]
    }
  }

  /// One sentence an expert whose CR is above a limit: what to look at first.
  package static func mendingSentences(_ comparison: WeightComparison, above limit: Double, format: NumberFormat)
    -> [String]
  {
    comparison.experts.compactMap { mendingSentence(of: $0, above: limit, format: format) }
  }

  /// What an expert whose CR is above a limit looks at first; nil of all others.
  package static func mendingSentence(of row: ExpertConsistency, above limit: Double, format: NumberFormat) -> String? {
    guard let expert = row.expert, let ratio = row.consistency?.ratio, ratio > limit, let mending = row.mending
    else { return nil }
    return Phrase.mendSentence.text(
      in: format.language, expert, format.decimal(ratio, decimals: 2), row.ids[mending.left], row.ids[mending.right],
      saaty(mending.ratio, format), saaty(mending.suggested, format), format.decimal(mending.ratioAfter, decimals: 2))
  }

  /// A ratio as Saaty's scale writes it: 3 or 1/3.
  package static func saaty(_ ratio: Double, _ format: NumberFormat) -> String {
    let isWhole = { (number: Double) in abs(number - number.rounded()) < 1e-9 }
    if ratio >= 1, isWhole(ratio) { return format.decimal(ratio, decimals: 0) }
    if ratio < 1, isWhole(1 / ratio) { return format.label("1/\(Int((1 / ratio).rounded()))") }
    return format.decimal(ratio, decimals: 2)
  }

  /// The methods in force and the reasons why others cannot be, a line each.
  package static func notes(_ comparison: WeightComparison, in language: Language) -> [String] {
    let words = PlanLevel.allCases.map { level in
      (comparison.settings[level]?.phrase ?? .asTheTable).text(in: language)
    }
    var notes = [Phrase.methodsHeading.text(in: language, words[0], words[1], words[2])]
    for level in PlanLevel.allCases {
      let faults = comparison.faults.filter { $0.level == level }
      for method in WeightMethod.all {
        let own = faults.filter { $0.method == method }
        guard let first = own.first, !method.isReading else { continue }
        let index = first.parent.map { " (\($0))" } ?? ""
        let more = own.count > 1 ? " +\(own.count - 1)" : ""
        notes.append(
          "\(level.phrase.text(in: language)), \(method.phrase.text(in: language)): "
            + "\(first.fault.reason(ids: first.ids, in: language))\(index)\(more)")
      }
    }
    return notes
  }
}
