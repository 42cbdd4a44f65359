import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// The flags by code, as a person reads them.
enum FlagText {
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
