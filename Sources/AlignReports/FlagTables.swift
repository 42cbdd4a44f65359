import AlignModel
import AlignWords
import AlignmentEngine

/// The flags as tables, one by one and by code.
package enum FlagTables {
  /// The flags counted by code and severity.
  package static func totals(_ totals: FlagTotals, in language: Language) -> ReportTable {
    let rows = totals.counts
    return ReportTable(
      title: .flags,
      columns: [
        .words("code", .code), .words("severity", .severity), .number("count", .count), .number("accepted", .accepted),
        .number("amount", .amount), .words("meaning", .meaning),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      return [
        .text(row.code), .word(row.severity.rawValue, shown: row.severity.words(in: language)), .integer(row.count),
        .integer(row.accepted), .amount(row.atStake), .text(FlagWords.meaning(of: row.code, in: language)),
      ]
    }
  }

  /// The flags one by one, with the title of each subject, what the flag means and what it rests on.
  package static func list(_ flags: FlagList, of workspace: Workspace, in language: Language) -> ReportTable {
    flags.table(in: workspace, language)
  }
}
