import AlignModel
import AlignWords
import AlignmentEngine

/// The first sheet of a draft: what an officer says about it in a meeting, on one page.
struct DraftSummary: Sendable {
  let answer: ScenarioAnswer
  let language: Language
  let title: String

  /// How many lines of those that changed most are shown, each way.
  private static let shown = 8

  func write(to file: WorkbookFile) throws {
    let page = try file.addSheet(Phrase.draftSummary.text(in: language))
    let settings = answer.model.today.workspace.settings
    let format = NumberFormat(language: language, settings: settings, largest: answer.model.envelope)
    for (column, width) in [34.0, 30, 18, 18, 18, 12].enumerated() { page.width(width, column) }
    var row = 0
    try page.text(title, row, 0, .title)
    if settings.isSynthetic {
      row += 1
      try page.text(Phrase.synthetic.text(in: language), row, 0, .faint)
    }
    row += 2
    for (name, value) in facts(format) {
      try page.text(name, row, 0, CellLook(isBold: true))
      try page.text(value, row, 1)
      row += 1
    }
    row += 1
    for line in sentences(format) {
      try page.text(line, row, 0)
      row += 1
    }
    row = try writeLimits(from: row + 1, format, to: page)
    row = try writeMoves(from: row + 1, format, to: page)
    page.printsWide(heading: 0, onOnePage: true)
  }

  private func facts(_ format: NumberFormat) -> [(String, String)] {
    let base = answer.model.base.reduce(0, &+)
    let change = answer.model.envelope - base
    func index(_ value: Double?) -> String {
      value.map { format.decimal($0, decimals: 3) } ?? Phrase.notEstimable.text(in: language)
    }
    func share(_ value: Double?) -> String {
      value.map { format.percent($0) } ?? Phrase.notEstimable.text(in: language)
    }
    func beforeAfter(_ before: String, _ after: String) -> String {
      Phrase.draftFromTo.text(in: language, before, after)
    }
    let percent = base > 0 ? " (\(format.percent(Double(change) / Double(base))))" : ""
    return [
      (Phrase.envelope.text(in: language), format.money(Double(answer.model.envelope))),
      (
        Phrase.draftBase.text(in: language, format.label(String(answer.model.today.year))), format.money(Double(base))
      ),
      (Phrase.change.text(in: language), format.money(Double(change)) + percent),
      (Phrase.raisedMoney.text(in: language), format.money(Double(answer.raised))),
      (Phrase.cut.text(in: language), format.money(Double(answer.cut))),
      (
        Phrase.figureIndex.text(in: language),
        beforeAfter(index(answer.before.alignmentIndex), index(answer.after.alignment.alignmentIndex))
      ),
      (
        Phrase.draftOutOfPlace.text(in: language),
        beforeAfter(share(answer.axisGaps?.before), share(answer.axisGaps?.after))
      ),
      (
        Phrase.draftRounded.text(in: language),
        "\(format.exact(answer.roundedTo, answer.model.today.workspace.settings.currency)) "
          + answer.model.today.workspace.settings.currency.word(in: language)
      ),
    ]
  }

  private func sentences(_ format: NumberFormat) -> [String] {
    var lines = [Phrase.draftCertificate.text(in: language)]
    if answer.offUnit > 0 { lines.append(Phrase.offUnit.text(in: language, format.count(answer.offUnit))) }
    lines.append(Phrase.draftHowToChange.text(in: language))
    return lines
  }

  private func writeLimits(from start: Int, _ format: NumberFormat, to page: SheetFile) throws -> Int {
    let rows = answer.limitRows
    guard !rows.isEmpty else { return start }
    var row = start
    try page.text(Phrase.limitsTitle.text(in: language), row, 0, CellLook(isBold: true))
    row += 1
    for (column, phrase) in [Phrase.limit, .presses, .gain].enumerated() {
      try page.text(phrase.text(in: language), row, column, .heading)
    }
    for limit in rows {
      row += 1
      try page.text(answer.model.words(limit.limit, in: language), row, 0, .wrapped)
      if let lines = limit.lines { try page.text(format.count(lines), row, 1) }
      if let gain = limit.gain { try page.text(format.percent(gain), row, 2) }
    }
    return row + 1
  }

  private func writeMoves(from start: Int, _ format: NumberFormat, to page: SheetFile) throws -> Int {
    let (base, draft) = (answer.model.base, answer.draft)
    let budget = answer.model.today.workspace.budget
    let rows = answer.model.today.funding.rows
    let moved = base.indices.filter { draft[$0] != base[$0] }.sorted { draft[$0] - base[$0] > draft[$1] - base[$1] }
    let raised = moved.prefix(Self.shown).filter { draft[$0] > base[$0] }
    let cut = moved.suffix(Self.shown).reversed().filter { draft[$0] < base[$0] }
    var row = start
    for (phrase, lines) in [(Phrase.draftRaisedMost, Array(raised)), (.draftCutMost, Array(cut))] where !lines.isEmpty {
      try page.text(phrase.text(in: language), row, 0, CellLook(isBold: true))
      row += 1
      let headings = [Phrase.title, .department, .draftOld, .draftNew, .draftChange, .draftPercent]
      for (column, phrase) in headings.enumerated() { try page.text(phrase.text(in: language), row, column, .heading) }
      for k in lines {
        row += 1
        let change = draft[k] - base[k]
        let percent = base[k] != 0 ? format.percent(Double(change) / Double(base[k])) : ""
        let cells = [
          "\(budget.id(of: rows[k])) \(budget.title[rows[k].index] ?? "")",
          budget.categories[.department]?[rows[k].index] ?? "", format.amount(base[k]), format.amount(draft[k]),
          format.amount(change), percent,
        ]
        for (column, text) in cells.enumerated() { try page.text(text, row, column, column == 0 ? .wrapped : .plain) }
      }
      row += 2
    }
    return row
  }
}
