import AlignReports
import AlignWords
import AlignmentEngine

/// A roll-up as a person reads it: the answer, then figures, cities, goals and flags.
struct CountryText {
  let rollUp: CountryRollUp
  let language: Language
  let screen: Screen

  private static let rowsShown = 15

  /// Every line.
  func lines() -> [String] {
    var lines: [String] = []
    for group in rollUp.groups {
      let answer = CountryAnswer(group, in: language)
      if !lines.isEmpty { lines.append("") }
      lines += [screen.styled(answer.title, .bold)] + answer.lines
      lines += ["", screen.styled(Phrase.amountsIn.text(in: language, answer.format.unitName), .faint)]
      for kind in CountryTable.allCases { lines += section(kind, of: group, answer.format) }
    }
    return lines
  }

  private func section(_ kind: CountryTable, of group: CountryRollUp.Group, _ format: NumberFormat) -> [String] {
    let table = kind.table(of: group, in: language)
    guard table.count > 0 else { return [] }
    let limit = kind == .cities || kind == .goals ? Self.rowsShown : Int.max
    var lines = ["", screen.styled(table.title.text(in: language), .bold)]
    lines += TextTable(table: table, format: format, screen: screen, limit: limit, cellWidth: 36).lines()
    if table.count > limit {
      lines.append(Phrase.rollupMore.text(in: language, format.count(table.count - limit), kind.rawValue))
    }
    return lines
  }
}
