import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// Flags as a person reads them.
enum FlagText {
  /// Flags one by one: what and about whom, what it rests on, and what would clear it, on lines of their own.
  static func lines(_ list: ReportTable, most: Int, format: NumberFormat, screen: Screen) -> [String] {
    let places = Dictionary(uniqueKeysWithValues: list.columns.enumerated().map { ($1.key, $0) })
    return (0..<min(most, list.count)).flatMap { index -> [String] in
      let row = list.row(index)
      func shown(_ key: String) -> String {
        places[key].map { TextWidth.clean(row[$0].shown(in: format)) } ?? ""
      }
      let subject = [shown("kind"), shown("subject"), shown("title")].filter { !$0.isEmpty }.joined(separator: " ")
      let head = [shown("code"), shown("severity"), subject].joined(separator: "  ")
      let amount = places["amount"].flatMap { place -> String? in
        if case .amount(let amount?) = row[place] { format.money(Double(amount)) } else { nil }
      }
      let meaning = format.language.series([shown("meaning")] + [amount].compactMap { $0 })
      return [
        screen.isolated(head) + ": " + meaning, "    " + shown("evidence"),
        "    → " + shown("remedy"),
      ].filter { !$0.trimmingPrefix("    ").isEmpty }
    }
  }

  /// A heading, the table and the money at stake; or that there are none.
  static func lines(_ totals: FlagTotals, format: NumberFormat, screen: Screen) -> [String] {
    let language = format.language
    let table = FlagTables.totals(totals, in: language)
    guard table.count > 0 else { return ["", Phrase.noFlags.text(in: language)] }
    let lines = TextTable(table: table, format: format, screen: screen, cellWidth: 60).lines()
    let rows = zip(totals.counts, lines.dropFirst(2)).map { row, line in
      switch row.severity {
      case .error: screen.styled(line, .red)
      case .warning: screen.styled(line, .yellow)
      case .info: line
      }
    }
    var text = ["", screen.styled(Phrase.flags.text(in: language), .bold)] + lines.prefix(2) + rows
    if totals.atStake != 0 {
      text += ["", Phrase.atStake.text(in: language, format.money(Double(totals.atStake)))]
    }
    return text
  }
}
