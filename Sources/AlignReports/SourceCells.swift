import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

extension Explanation.Source {
  /// The place as a person reads it.
  func words(in format: NumberFormat) -> String {
    let language = format.language
    let row = row.map { format.label(String($0)) } ?? ""
    guard let sheet else { return Phrase.explainFile.text(in: language, file ?? "", row) }
    let text = Phrase.explainSheet.text(in: language, sheet, row)
    return file.map { "\($0): \(text)" } ?? text
  }

  /// The place as a program reads it: `links.csv:34`, `budget.xlsx:پیوندها!34`.
  var plain: String {
    let start = [file, sheet].compactMap { $0 }.joined(separator: ":")
    return start + (row.map { (sheet == nil ? ":" : "!") + String($0) } ?? "")
  }

  /// Writes the place as an object.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("table")
    json.string(table)
    json.key("file")
    json.string(file)
    json.key("sheet")
    json.string(sheet)
    json.key("row")
    json.integer(row)
    json.endObject()
  }
}

/// The indicators of a line, each with its share and the links and rules that gave it.
struct LineSharesCell: CompoundCell {
  let shares: [LineTies.Share]
  let ids: [String]

  func shown(in format: NumberFormat) -> String {
    format.language.series(
      shares.map { share in
        let places = format.language.list(share.sources.map { $0.words(in: format) })
        return "\(ids[share.indicator.index]) \(format.percent(share.share)) (\(places))"
      })
  }

  func plain(in currency: Currency) -> String {
    shares.map { share in
      ([ids[share.indicator.index], ReportTable.Cell.plain(share.share)] + share.sources.map(\.plain))
        .joined(separator: " ")
    }.joined(separator: "; ")
  }

  func write(to json: inout JSONWriter, in currency: Currency) {
    json.beginArray()
    for share in shares {
      json.beginObject()
      json.key("indicator")
      json.string(ids[share.indicator.index])
      json.key("share")
      json.number(share.share)
      json.key("by")
      json.beginArray()
      for source in share.sources { source.write(to: &json) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }
}
