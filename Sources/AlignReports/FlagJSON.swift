import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes flags as JSON.
enum FlagJSON {
  /// Writes the fields of one flag into an open object.
  static func fields(of flag: Flag, currency: Currency, language: Language, to json: inout JSONWriter) {
    json.key("code")
    json.string(flag.code)
    json.key("severity")
    json.string(flag.severity.rawValue)
    json.key("subject")
    json.string(flag.subject.id)
    json.key("kind")
    json.string(flag.subject.kind.rawValue)
    json.key("amount")
    json.amount(flag.amount, in: currency)
    json.key("evidence")
    json.beginObject()
    for evidence in flag.evidence {
      json.key(evidence.name)
      write(evidence.value, currency: currency, to: &json)
    }
    json.endObject()
    json.key("remedy")
    json.string(FlagWords.remedy(of: flag.code, in: language))
    json.key("accepted")
    write(flag.accepted, to: &json)
  }

  /// Writes the fields of the flags of one code into an open object.
  static func fields(of total: FlagTotals.Count, currency: Currency, to json: inout JSONWriter) {
    json.key("code")
    json.string(total.code)
    json.key("severity")
    json.string(total.severity.rawValue)
    json.key("count")
    json.integer(total.count)
    json.key("accepted")
    json.integer(total.accepted)
    json.key("amount")
    json.amount(total.atStake, in: currency)
  }

  private static func write(_ acceptance: Acceptance?, to json: inout JSONWriter) {
    guard let acceptance else { return json.null() }
    json.beginObject()
    json.key("reason")
    json.string(acceptance.reason)
    json.key("by")
    json.string(acceptance.by)
    json.key("until")
    json.string(acceptance.until?.description)
    json.endObject()
  }

  private static func write(_ value: Flag.Evidence.Value, currency: Currency, to json: inout JSONWriter) {
    switch value {
    case .number(let number): json.number(number)
    case .integer(let number): json.integer(number)
    case .amount(let amount): json.amount(amount, in: currency)
    case .text(let text): json.string(text)
    case .texts(let texts):
      json.beginArray()
      for text in texts { json.string(text) }
      json.endArray()
    case .rows(let file, let rows):
      json.beginObject()
      json.key("file")
      json.string(file)
      json.key("rows")
      json.beginArray()
      for row in rows { json.integer(row) }
      json.endArray()
      json.endObject()
    }
  }
}
