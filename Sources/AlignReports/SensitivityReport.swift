import AlignBasics
import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

/// What moves a ranking, for people and for programs.
package struct SensitivityReport: Sendable {
  let sensitivity: Sensitivity
  let plan: Plan
  let language: Language

  /// A report of a sensitivity analysis.
  package init(_ sensitivity: Sensitivity, of plan: Plan, in language: Language) {
    self.sensitivity = sensitivity
    self.plan = plan
    self.language = language
  }

  /// The factors by what their total index is, the greatest first.
  package var table: ReportTable {
    let indices = sensitivity.ofShift
    let order = indices.indices.sorted { (-(indices[$0].total ?? -1), $0) < (-(indices[$1].total ?? -1), $1) }
    return ReportTable(
      title: .sensitivity,
      columns: [
        .words("kind", .factorKind), .words("factor", .factor), .number("first_order", .firstOrder),
        .number("first_order_error", .margin), .number("total", .totalOrder), .number("total_error", .margin),
      ],
      count: order.count
    ) { [sensitivity, language] row in
      let factor = sensitivity.factors[order[row]]
      let index = indices[order[row]]
      return [
        .word(factor.kind.rawValue, shown: factor.kindWords(in: language)),
        .word(factor.name, shown: factor.words(in: language)), .number(index.first), .number(index.firstError),
        .number(index.total), .number(index.totalError),
      ]
    }
  }

  /// What it comes to, in one sentence.
  package func sentence(_ format: NumberFormat) -> String {
    let most = sensitivity.ofShift.indices.max {
      (sensitivity.ofShift[$0].total ?? -1) < (sensitivity.ofShift[$1].total ?? -1)
    }
    guard let most, let total = sensitivity.ofShift[most].total else {
      return Phrase.sensitivityNone.text(in: format.language)
    }
    return Phrase.sensitivitySentence.text(
      in: format.language, format.decimal(sensitivity.meanShift, decimals: 1), format.count(sensitivity.ranked),
      sensitivity.factors[most].words(in: format.language), format.percent(total, decimals: 0))
  }

  /// Writes the indices into an open object.
  package func write(_ format: NumberFormat, currency: Currency, to json: inout JSONWriter) throws {
    json.key("sensitivity")
    json.beginObject()
    json.key("base")
    json.integer(sensitivity.base)
    json.key("evaluations")
    json.integer(sensitivity.evaluations)
    json.key("mean_shift")
    json.number(sensitivity.meanShift)
    json.key("sentence")
    json.string(sentence(format))
    json.key("factors")
    try TableJSON.rows(of: table, currency: currency, to: &json)
    json.key("goals")
    json.beginArray()
    for (position, indices) in zip(sensitivity.positions, sensitivity.ofRanks) {
      json.beginObject()
      json.key("id")
      json.string(plan.goals.ids[position])
      json.key("factors")
      json.beginArray()
      for (factor, index) in zip(sensitivity.factors, indices) where (index.total ?? 0) >= 0.01 {
        json.beginObject()
        json.key("factor")
        json.string(factor.name)
        json.key("first_order")
        json.number(index.first)
        json.key("total")
        json.number(index.total)
        json.endObject()
      }
      json.endArray()
      json.endObject()
      try json.drain()
    }
    json.endArray()
    json.endObject()
  }
}
