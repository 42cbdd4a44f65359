import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// What checking a draft came to, in words and as JSON.
package struct VerificationReport {
  let check: DraftVerification
  let model: ScenarioModel
  let format: NumberFormat
  private var language: Language { format.language }

  /// A report in the language of a format.
  package init(_ check: DraftVerification, of model: ScenarioModel, format: NumberFormat) {
    (self.check, self.model, self.format) = (check, model, format)
  }

  private func exact(_ amount: Int64) -> String {
    let currency = model.today.workspace.settings.currency
    return "\(currency.exact(amount)) \(currency.code)"
  }

  private func id(_ line: Int) -> String { model.today.workspace.budget.id(of: model.today.funding.rows[line]) }

  /// Every line of the report.
  package func lines() -> [String] {
    if let fault = check.fault { return [Phrase.verifyRefused.text(in: language, words(fault))] }
    var lines = [
      Phrase.verifyHolds.text(in: language, format.count(check.lines), exact(check.total))
    ]
    if check.leftOver > 0 { lines.append(Phrase.verifyLeftOver.text(in: language, exact(check.leftOver))) }
    if let gap = check.gap {
      lines.append(Phrase.verifyProved.text(in: language, format.percent(gap, decimals: 3), format.count(check.cases)))
    } else if let unproved = check.unproved {
      lines.append(Phrase.of("verify-unproved", unproved.rawValue).text(in: language))
    }
    return lines
  }

  private func words(_ fault: DraftVerification.Fault) -> String {
    switch fault {
    case .unknownLine(let id): Phrase.verifyUnknownLine.text(in: language, id)
    case .lineTwice(let id): Phrase.verifyLineTwice.text(in: language, id)
    case .lineMissing(let line): Phrase.verifyLineMissing.text(in: language, id(line))
    case .changed(let line): Phrase.verifyChanged.text(in: language, id(line))
    case .total(let found, let expected): Phrase.verifyTotal.text(in: language, exact(found), exact(expected))
    case .divided(let line, let amount): Phrase.verifyDivided.text(in: language, id(line), exact(amount))
    case .below(let limit, let line, let amount, let bound):
      Phrase.verifyBelow.text(
        in: language, line.map(id) ?? Phrase.verifySum.text(in: language), exact(amount), exact(bound),
        model.words(limit, isFloor: true, in: language))
    case .above(let limit, let line, let amount, let bound):
      Phrase.verifyAbove.text(
        in: language, line.map(id) ?? Phrase.verifySum.text(in: language), exact(amount), exact(bound),
        model.words(limit, isFloor: false, in: language))
    case .leftOver(let amount): Phrase.verifyLeftOverWrong.text(in: language, exact(amount))
    }
  }

  /// Writes one object.
  package func writeJSON(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    Self.writeHead(of: model, to: &json)
    writeCheck(to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes of which scenario the drafts are, and the currency of amounts.
  static func writeHead(of model: ScenarioModel, to json: inout JSONWriter) {
    DocumentHead.write(model.today.workspace, to: &json)
    json.key("scenario")
    json.string(model.scenario.file)
    json.key("currency")
    json.string(model.today.workspace.settings.currency.code)
  }

  /// Writes what was found.
  func writeCheck(to json: inout JSONWriter) {
    let currency = model.today.workspace.settings.currency
    json.key("holds")
    json.bool(check.fault == nil)
    json.key("lines")
    json.integer(check.lines)
    json.key("total")
    json.amount(check.total, in: currency)
    json.key("left_over")
    json.amount(check.leftOver, in: currency)
    json.key("fault")
    if let fault = check.fault {
      json.beginObject()
      json.key("kind")
      json.string(fault.word)
      json.key("line")
      if let line = fault.line { json.string(line.map(id)) } else { json.string(fault.unknown) }
      json.key("limit")
      json.string(fault.limit.map { model.words($0, in: .en) })
      json.key("words")
      json.string(words(fault))
      json.endObject()
    } else {
      json.null()
    }
    json.key("gap")
    json.number(check.gap)
    json.key("cases")
    json.integer(check.cases)
    json.key("unproved")
    json.string(check.unproved?.rawValue)
  }
}

extension DraftVerification.Fault {
  fileprivate var word: String {
    switch self {
    case .unknownLine: "unknown_line"
    case .lineTwice: "line_twice"
    case .lineMissing: "line_missing"
    case .changed: "changed"
    case .total: "total"
    case .divided: "divided"
    case .below: "below"
    case .above: "above"
    case .leftOver: "left_over"
    }
  }

  /// The line behind it, by row of L; nil within where the fault has no line, nil where its line is unknown.
  fileprivate var line: Int?? {
    switch self {
    case .unknownLine, .lineTwice: nil
    case .lineMissing(let line), .changed(let line), .divided(let line, _): .some(line)
    case .below(_, let line, _, _), .above(_, let line, _, _): .some(line)
    case .total, .leftOver: .some(nil)
    }
  }

  fileprivate var unknown: String? {
    switch self {
    case .unknownLine(let id), .lineTwice(let id): id
    default: nil
    }
  }

  fileprivate var limit: Int? {
    switch self {
    case .below(let limit, _, _, _), .above(let limit, _, _, _): limit
    default: nil
    }
  }
}
