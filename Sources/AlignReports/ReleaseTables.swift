import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A release order as tables: what each line gets under each envelope, and what the order costs.
package struct ReleaseTables: Sendable {
  let order: ReleaseOrder
  let language: Language

  /// Tables in a language.
  package init(_ order: ReleaseOrder, in language: Language) { (self.order, self.language) = (order, language) }

  /// A part of the envelope as its columns are headed.
  package static func percent(_ value: Double) -> String { "\(value)%".replacing(".0%", with: "%") }

  /// One row a line: what it gets under each envelope, and from which it starts and is whole.
  package var lines: ReportTable {
    let (order, language) = (order, language)
    let budget = order.model.today.workspace.budget
    let rows = order.model.today.funding.rows
    @Sendable func name(_ step: Int?) -> ReportTable.Cell { .text(step.map { Self.percent(order.steps[$0].percent) }) }
    return ReportTable(
      title: .releaseTitle,
      columns: [.words("line", .line), .words("title", .title), .number("old", .old)]
        + order.steps.map {
          .number("envelope_\(Self.percent($0.percent).dropLast())", .verbatim(Self.percent($0.percent)))
        } + [.words("starts_at", .releaseStart), .words("whole_at", .releaseWhole)],
      count: order.model.base.count
    ) { k in
      let row = rows[k]
      let english = !language.isRightToLeft ? budget.titleEn?[row.index] : nil
      return [.text(budget.id(of: row)), .text(english ?? budget.title[row.index]), .amount(order.model.base[k])]
        + order.steps.map { .amount($0.draft?[k]) } + [name(order.start(of: k)), name(order.whole(of: k))]
    }
  }

  /// One row an envelope: what is drafted, and what it costs that no line may fall as money grows.
  package var envelopes: ReportTable {
    let order = order
    return ReportTable(
      title: .releaseCost,
      columns: [
        .words("percent", .releasePart), .number("envelope", .envelope), .number("left_over", .releaseLeftOver),
        .number("lines", .releaseLines), .number("objective", .objective, isShown: false),
        .number("free_objective", .objective, isShown: false), .number("cost", .releaseNesting),
        .number("gap", .gap, isShown: false),
      ],
      count: order.steps.count
    ) { index in
      let step = order.steps[index]
      return [
        .text(Self.percent(step.percent)), .amount(step.envelope), .amount(step.draft == nil ? nil : step.leftOver),
        step.draft.map { draft in .integer(draft.count { $0 > 0 }) } ?? .text(nil), .number(step.objective),
        .number(step.free), .share(step.cost), .number(step.draft == nil ? nil : step.gap),
      ]
    }
  }

  /// Writes one object.
  package func writeJSON(to sink: any ByteSink) throws {
    let workspace = order.model.today.workspace
    let currency = workspace.settings.currency
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(workspace, to: &json)
    json.key("scenario")
    json.string(order.model.scenario.file)
    json.key("currency")
    json.string(currency.code)
    json.key("envelopes")
    try TableJSON.rows(of: envelopes, currency: currency, to: &json)
    json.key("lines")
    try TableJSON.rows(of: lines, currency: currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
