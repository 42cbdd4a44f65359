import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// What would have to change for a line to get more, in words and as JSON.
package struct LineOutlookReport {
  let outlook: LineOutlook
  let answer: ScenarioAnswer
  let format: NumberFormat
  private var language: Language { format.language }
  private var model: ScenarioModel { answer.model }
  private var currency: Currency { model.today.workspace.settings.currency }

  /// A report in the language of a format.
  package init(_ outlook: LineOutlook, of answer: ScenarioAnswer, format: NumberFormat) {
    (self.outlook, self.answer, self.format) = (outlook, answer, format)
  }

  private func id(_ row: Int) -> String { model.today.workspace.budget.id(of: model.today.funding.rows[row]) }
  private func exact(_ amount: Int64) -> String { "\(format.exact(amount, currency)) \(currency.word(in: language))" }

  /// What a unit of money is worth, as the part of the objective that 1 % of the envelope would take off at that price.
  private func part(_ price: Double) -> Double {
    let objective = answer.solution.certificate.objective
    return objective > 0 ? price * 0.01 * Double(model.envelope) / objective : 0
  }
  private func percent(_ price: Double) -> String { format.percent(part(price), decimals: 2) }

  /// Every line of the report.
  package func lines() -> [String] {
    let k = outlook.row
    let title = model.today.workspace.budget.title[model.today.funding.rows[k].index] ?? ""
    var lines = [
      Phrase.outlookLine.text(
        in: language, id(k), title, exact(model.base[k]), exact(answer.draft[k]), answer.reason(ofRow: k, in: language))
    ]
    func limit(_ index: Int?, isFloor: Bool) -> String {
      index.map { model.words($0, isFloor: isFloor, in: language) } ?? Phrase.outlookNoLimit.text(in: language)
    }
    lines.append(
      Phrase.outlookBounds.text(
        in: language, exact(outlook.least), limit(outlook.floorLimit, isFloor: true),
        outlook.most.map(exact) ?? Phrase.outlookNoCap.text(in: language), limit(outlook.capLimit, isFloor: false)))
    if let forced = outlook.forced {
      if let rival = outlook.rival { lines.append(Phrase.outlookRival.text(in: language, id(rival))) }
      if let cost = forced.cost {
        let out = forced.out.isEmpty ? "–" : language.list(forced.out.prefix(10).map(id))
        lines.append(
          Phrase.outlookForced.text(
            in: language, exact(forced.amount), format.percent(cost, decimals: 2), out))
      } else {
        lines.append(Phrase.outlookNoPlace.text(in: language))
      }
    }
    if let without = outlook.withoutCap {
      lines.append(
        without > answer.draft[k]
          ? Phrase.outlookWithoutCap.text(in: language, exact(without), percent(outlook.gain))
          : Phrase.outlookCapIdle.text(in: language, exact(without)))
    } else if outlook.lowerPrice > 0 {
      lines.append(Phrase.outlookFloor.text(in: language, percent(outlook.lowerPrice)))
    }
    for worth in outlook.worths {
      lines.append(
        Phrase.outlookWorth.text(
          in: language, model.today.workspace.plan.indicators.ids[worth.indicator.index],
          format.percent(worth.share), exact(Int64(worth.missing.magnitude.rounded())),
          (worth.missing >= 0 ? Phrase.outlookLacks : .outlookHasMore).text(in: language), percent(worth.worth)))
    }
    if outlook.worths.isEmpty { lines.append(Phrase.outlookServesNothing.text(in: language)) }
    lines.append(Phrase.outlookToday.text(in: language, percent(outlook.departure)))
    for charge in outlook.charges {
      lines.append(
        Phrase.outlookCharge.text(in: language, model.words(charge.limit, in: language), percent(charge.price)))
    }
    for follow in outlook.follows where follow.part > 0 {
      lines.append(
        Phrase.outlookFollows.text(
          in: language, model.words(follow.limit, in: language), format.percent(follow.part, decimals: 2),
          follow.up.isFinite ? exact(Int64(min(follow.up, 0x1p60))) : "∞"))
    }
    return lines
  }

  /// Writes one object.
  package func writeJSON(to sink: any ByteSink) throws {
    let k = outlook.row
    let minor = Double(currency.minorPerMain)
    var json = JSONWriter(to: sink)
    func limit(_ index: Int?) { json.string(index.map { model.words($0, in: language) }) }
    json.beginObject()
    DocumentHead.write(model.today, year: model.targetYear, to: &json)
    json.key("scenario")
    json.string(model.scenario.file)
    json.key("line")
    json.string(id(k))
    json.key("old")
    json.amount(model.base[k], in: currency)
    json.key("new")
    json.amount(answer.draft[k], in: currency)
    json.key("reason")
    json.string(answer.reasons[k].word)
    json.key("least")
    json.amount(outlook.least, in: currency)
    json.key("least_by")
    limit(outlook.floorLimit)
    json.key("most")
    if let most = outlook.most { json.amount(most, in: currency) } else { json.null() }
    json.key("most_by")
    limit(outlook.capLimit)
    json.key("lower_price")
    json.number(outlook.lowerPrice * minor)
    json.key("upper_price")
    json.number(outlook.upperPrice * minor)
    json.key("without_cap")
    if let without = outlook.withoutCap { json.amount(without, in: currency) } else { json.null() }
    json.key("indicators")
    json.beginArray()
    for worth in outlook.worths {
      json.beginObject()
      json.key("id")
      json.string(model.today.workspace.plan.indicators.ids[worth.indicator.index])
      json.key("share")
      json.number(worth.share)
      json.key("missing")
      json.money(worth.missing, in: currency)
      json.key("worth")
      json.number(worth.worth * minor)
      json.endObject()
    }
    json.endArray()
    json.key("worth_of_today")
    json.number(outlook.departure * minor)
    json.key("limits")
    json.beginArray()
    for charge in outlook.charges {
      json.beginObject()
      json.key("limit")
      limit(charge.limit)
      json.key("price")
      json.number(charge.price * minor)
      if let follow = outlook.follows.first(where: { $0.limit == charge.limit }) {
        json.key("part")
        json.number(follow.part)
        json.key("holds_down")
        if follow.down.isFinite { json.money(follow.down, in: currency) } else { json.null() }
        json.key("holds_up")
        if follow.up.isFinite { json.money(follow.up, in: currency) } else { json.null() }
      }
      json.endObject()
    }
    json.endArray()
    json.key("left_out")
    if let forced = outlook.forced {
      json.beginObject()
      json.key("lost_to")
      json.string(outlook.rival.map(id))
      json.key("cost")
      json.number(forced.cost)
      json.key("amount")
      json.amount(forced.amount, in: currency)
      json.key("instead_out")
      json.beginArray()
      for row in forced.out { json.string(id(row)) }
      json.endArray()
      json.endObject()
    } else {
      json.null()
    }
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
