import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// What a flag rests on.
struct EvidenceCell: CompoundCell {
  let evidence: [Flag.Evidence]
  let workspace: Workspace

  func shown(in format: NumberFormat) -> String {
    format.language.series(
      evidence.map { "\(Self.name($0.name, in: format.language)): \(value(of: $0, in: format))" })
  }

  /// Each piece by its name.
  func pairs(in format: NumberFormat) -> [(String, String)] {
    evidence.map { (Self.name($0.name, in: format.language), value(of: $0, in: format)) }
  }

  func plain(in currency: Currency) -> String {
    evidence.map { "\($0.name)=\(plain($0.value, in: currency))" }.joined(separator: "; ")
  }

  func write(to json: inout JSONWriter, in currency: Currency) {
    json.beginObject()
    for evidence in evidence {
      json.key(evidence.name)
      write(evidence.value, in: currency, to: &json)
    }
    json.endObject()
  }

  /// What a piece of evidence is called; figures and facts have one name everywhere.
  static func name(_ name: String, in language: Language) -> String {
    let phrase = ["evidence", "stated", "fact"].lazy.compactMap { Phrase(named: "\($0).\(name)") }.first
    return phrase?.text(in: language) ?? name
  }

  private func value(of evidence: Flag.Evidence, in format: NumberFormat) -> String {
    let value = evidence.value
    switch value {
    case .number(let number): return format.significant(number, digits: 5)
    case .integer(let number): return number > 1000 ? format.label(String(number)) : format.count(number)
    case .amount(let amount): return format.money(Double(amount))
    case .text("plan") where evidence.name == "node": return Phrase.thePlan.text(in: format.language)
    case .text(let text): return Period(description: text).map { format.label($0) } ?? text
    case .texts(let texts):
      // What is blank is a column of the table, or a table.
      guard evidence.name == "blank" else { return format.language.list(texts) }
      return format.language.list(
        texts.map { text in
          let names = ["column.indicators.\(text)", "table.\(text)"]
          return names.lazy.compactMap { Phrase(named: $0) }.first?.text(in: format.language) ?? text
        })
    case .kind(let kind): return Phrase.of("evidence.kind", kind).text(in: format.language)
    case .rows: return format.language.list(sources(value).map { $0.words(in: format) })
    }
  }

  private func plain(_ value: Flag.Evidence.Value, in currency: Currency) -> String {
    switch value {
    case .number(let number): return ReportTable.Cell.plain(number)
    case .integer(let number): return String(number)
    case .amount(let amount): return currency.exact(amount)
    case .text(let text), .kind(let text): return text
    case .texts(let texts): return texts.joined(separator: ", ")
    case .rows: return sources(value).map(\.plain).joined(separator: ", ")
    }
  }

  /// Rows at their places in the user's files.
  private func sources(_ value: Flag.Evidence.Value) -> [Explanation.Source] {
    guard case .rows(let table, let rows) = value else { return [] }
    return rows.compactMap { workspace.source(table, $0) }
  }

  private func write(_ value: Flag.Evidence.Value, in currency: Currency, to json: inout JSONWriter) {
    switch value {
    case .number(let number): json.number(number)
    case .integer(let number): json.integer(number)
    case .amount(let amount): json.amount(amount, in: currency)
    case .text(let text), .kind(let text): json.string(text)
    case .texts(let texts):
      json.beginArray()
      for text in texts { json.string(text) }
      json.endArray()
    case .rows: writeRows(value, to: &json)
    }
  }

  /// `{table, file, sheet, rows}`, or a list of them where a table is made up of several files.
  private func writeRows(_ value: Flag.Evidence.Value, to json: inout JSONWriter) {
    guard case .rows(let table, let rows) = value else { return }
    var parts: [(file: String?, sheet: String?, rows: [Int])] = []
    for source in rows.compactMap({ workspace.source(table, $0) }) {
      if let last = parts.last, last.file == source.file, last.sheet == source.sheet {
        parts[parts.count - 1].rows += [source.row].compactMap { $0 }
      } else {
        parts.append((source.file, source.sheet, [source.row].compactMap { $0 }))
      }
    }
    if parts.isEmpty {
      let place = workspace.located(Problem.Place(table: table))
      parts = [(place.isOwnBook ? nil : place.file, place.sheet, [])]
    }
    if parts.count > 1 { json.beginArray() }
    for part in parts {
      json.beginObject()
      json.key("table")
      json.string(table)
      json.key("file")
      json.string(part.file)
      json.key("sheet")
      json.string(part.sheet)
      json.key("rows")
      json.beginArray()
      for row in part.rows { json.integer(row) }
      json.endArray()
      json.endObject()
    }
    if parts.count > 1 { json.endArray() }
  }
}

/// Why a flag was let stand; blank where it was not.
struct AcceptanceCell: CompoundCell {
  let acceptance: Acceptance?

  func shown(in format: NumberFormat) -> String { acceptance?.reason ?? "" }
  func plain(in currency: Currency) -> String { acceptance?.reason ?? "" }

  func write(to json: inout JSONWriter, in currency: Currency) {
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
}
