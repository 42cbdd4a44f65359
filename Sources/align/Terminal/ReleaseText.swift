import AlignReports
import AlignWords

/// A release order as a person reads it.
struct ReleaseText {
  let tables: ReleaseTables
  let format: NumberFormat
  let screen: Screen
  let lineCount: Int

  /// The lines that the page shows.
  private static let linesShown = 15

  /// Every line of the report.
  func lines() -> [String] {
    var lines: [String] = [screen.styled(Phrase.amountsIn.text(in: format.language, format.unitName), .faint)]
    for table in [tables.envelopes, tables.lines] {
      lines += ["", screen.styled(table.title.text(in: format.language), .bold)]
      lines += TextTable(table: table, format: format, screen: screen, limit: Self.linesShown).lines()
    }
    if lineCount > Self.linesShown {
      lines.append(Phrase.more.text(in: format.language, format.count(lineCount - Self.linesShown)))
    }
    return lines
  }
}
